import warnings
warnings.warn("careful")
def f(): warnings.warn("inner", DeprecationWarning, stacklevel=2)
f()
warnings.warn("future", FutureWarning)
