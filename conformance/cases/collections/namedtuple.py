from collections import namedtuple
P = namedtuple("P", "x y", defaults=[0])
p = P(1)
print(p, p.x, p[1], p._replace(y=5), p._asdict(), P._fields, P._make([3, 4]), p == (1, 0), P.__doc__, P._field_defaults)
x, y = p
for a in (("P", "x x"), ("P", "1a"), ("P", "_x"), ("class", "x"), ("P", "def")):
    try:
        namedtuple(*a)
    except ValueError as e:
        print(e)
print(namedtuple("Q", "a def a", rename=True)._fields)
try:
    P()
except TypeError as e:
    print(e)
