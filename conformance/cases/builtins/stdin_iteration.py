import sys
print(sys.stdin.readline())
for line in sys.stdin:
    print(repr(line))
