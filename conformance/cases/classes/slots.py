class A:
    __slots__ = ("x", "y")
class B(A):
    pass
class C(A):
    __slots__ = "z"
a = A()
a.x = 1
print(a.x, hasattr(a, "y"), hasattr(a, "__dict__"), hasattr(B(), "__dict__"), A.x, C.__slots__)
try:
    class D: __slots__ = ("a", "a b")
except TypeError as e:
    print(e)
try:
    class E:
        __slots__ = ("v",)
        v = 1
except ValueError as e:
    print(e)
try:
    class F(int): __slots__ = ("x",)
    class G(tuple): __slots__ = ("x",)
except TypeError as e:
    print(e)
