print((lambda: 1)(), (lambda x, *a, y=2, **k: (x, a, y, k))(1, 2, y=3, z=4), (lambda *, k: k)(k=5), (lambda x, /: x)(6), (lambda: (yield))().__class__.__name__)
