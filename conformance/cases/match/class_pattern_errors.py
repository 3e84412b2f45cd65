class A: pass
class B: __match_args__ = ["x"]
class C: __match_args__ = (1,)
class D:
    __match_args__ = ("x", "x")
    x = 1
for c in (A, B, C, D):
    try:
        match c():
            case A(1) | B(1) | C(1) | D(1, 2): pass
    except TypeError as e:
        print(e)
try:
    match 1:
        case math(): pass
except NameError as e:
    print(e)
x = 5
try:
    match 1:
        case x(): pass
except TypeError as e:
    print(e)
