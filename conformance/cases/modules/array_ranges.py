from array import array

for code, value in [("b", 128), ("B", -1), ("h", 40000), ("H", 65536), ("i", 1 << 31), ("I", -1), ("l", 1 << 63), ("L", 1 << 64),
                    ("q", 1 << 63), ("Q", -1), ("f", "x"), ("d", None), ("u", "ab"), ("i", 1.5), ("f", 1e300)]:
    try:
        print(array(code, [value]))
    except Exception as e:
        print(code, type(e).__name__, e)
for args in [(), (1,), ("x",), ("i", "abc"), ("i", b"123"), ("i", 5), ("i", array("u", "a"))]:
    try:
        print(array(*args))
    except Exception as e:
        print(type(e).__name__, e)
