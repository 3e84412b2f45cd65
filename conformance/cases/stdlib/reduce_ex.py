import copyreg
class A:
    def __init__(self): self.x = [1]
class B(A):
    def __reduce__(self): return (B, (), [1])
class C(A):
    def __getnewargs_ex__(self): return ((1,), {"k": [2]})
class D(list):
    def __getnewargs__(self): return ([1],)
class E:
    def __getnewargs__(self): return [1]
print([type(p).__name__ for p in A().__reduce_ex__(2)], B().__reduce_ex__(4), C().__reduce_ex__(2)[1][1:], D().__reduce_ex__(2)[1][1:])
for o in (E(), iter, (i for i in ())):
    try: print(o.__reduce_ex__(2))
    except TypeError as e: print(e)
