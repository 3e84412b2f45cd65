import sys
def f(n):
    global deepest
    deepest = n
    f(n + 1)
try:
    f(1)
except RecursionError as e:
    print(e, deepest)
sys.setrecursionlimit(100)
try:
    f(1)
except RecursionError as e:
    print(e, deepest)
