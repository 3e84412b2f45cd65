from collections import deque
d = deque([1, 2])
try:
    for x in d: d.append(x)
except RuntimeError as e:
    print(e)
