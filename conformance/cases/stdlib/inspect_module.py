import inspect
def f(a, b=1, /, *args, c: int, d=2, **kw) -> str: "doc"
s = inspect.signature(f)
print(s, list(s.parameters), s.parameters["c"].kind, s.return_annotation, s.bind(1, c=3).arguments, inspect.getdoc(f), inspect.isfunction(f), inspect.signature(len), inspect.signature(dict.get))
try:
    s.bind()
except TypeError as e:
    print(e)
