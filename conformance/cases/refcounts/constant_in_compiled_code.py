from sys import getrefcount
code = compile("d = 257\nprint(getrefcount(d))", "<c>", "exec")
exec(code)
exec(code)
print(eval(compile("getrefcount(257)", "<c>", "eval")))
