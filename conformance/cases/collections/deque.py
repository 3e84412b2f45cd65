from collections import deque
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0)
print(d, d.pop(), d.popleft(), d)
d.rotate(1); d.extend("ab")
print(d, d[0], d.index("a"), d.count("a"), len(d), d.maxlen)
d.extendleft("xy")
print(d)
d.remove("x"); d.reverse(); d.insert(1, "i")
print(d, deque() == deque([]), deque([1]) + deque([2]), deque([1, 2]) * 2, deque([1]) < deque([2]))
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[5], lambda: deque([1]).remove(2), lambda: deque([], -1), lambda: deque([1, 2], 2).insert(0, 3), lambda: hash(deque())):
    try:
        f()
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
