x = 17
for op in ("+=", "-=", "*=", "//=", "%=", "**=", ">>=", "<<=", "&=", "|=", "^="):
    y = x
    ns = {"y": y}
    exec(f"y {op} 3", ns)
    print(op, ns["y"])
y = 7
y /= 2
print(y)
