g, l = {"a": 1}, {}
exec("b = a + 1\ndef f(): return a", g, l)
print(l["b"], l["f"](), "b" in g, "__builtins__" in g)
