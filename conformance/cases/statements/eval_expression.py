x = 5
print(eval("x * 2"), eval("x", {"x": 7}), eval(" \t1 + 1 "))
try:
    eval("x = 1")
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset)
