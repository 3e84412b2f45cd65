class A:
    x = "A.x"
    def f(self): return "A.f"
    @classmethod
    def k(cls): return cls.__name__
class B(A):
    x = "B.x"
    def f(self): return super(B, self).f(), super().x
    @classmethod
    def k(cls): return super().k()
b = B()
print(b.f(), B.k(), super(B, b).x, super(B, B).k(), super(B, b).__self_class__.__name__)
for f in (lambda: super(), lambda: super(B, 5), lambda: super(1), lambda: super(B, b).nope):
    try:
        f()
    except (RuntimeError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
