class C:
    def __call__(self, *a, **k): return a, k
c = C()
print(c(1, x=2), callable(c), callable(C), callable(1))
c.__call__ = lambda: "instance"
print(c())
