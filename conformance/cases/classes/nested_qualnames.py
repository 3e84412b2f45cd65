class A:
    class B:
        def m(self):
            def inner(): pass
            class L: pass
            return inner, L
i, l = A.B().m()
print(A.B.__qualname__, A.B.m.__qualname__, i.__qualname__, l.__qualname__, (lambda: 0).__qualname__)
