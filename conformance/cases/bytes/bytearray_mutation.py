b = bytearray(b"abc")
b[0] = 120
b.append(100)
b.extend(b"ef")
b[1:3] = b"--"
del b[-1]
b += b"!"
print(b, b.pop(), b.pop(0), b, b.index(100))
b.insert(1, 65); b.reverse(); b.remove(65)
print(b, b.copy() is b)
for f in (lambda: b.append(256), lambda: b.append("a"), lambda: b.remove(0), lambda: bytearray().pop(), lambda: b.__setitem__(50, 1)):
    try:
        f()
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
