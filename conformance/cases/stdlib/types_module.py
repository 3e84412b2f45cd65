import types
print(types.SimpleNamespace(a=1, b="x"), types.MappingProxyType({"k": 1}), types.FunctionType((lambda: 5).__code__, {})(), types.MethodType(lambda s, x: (s, x), 1)(2), types.new_class("N", (), {}, lambda ns: ns.update(x=1)).x)
try:
    types.MappingProxyType({})["a"] = 1
except TypeError as e:
    print(e)
