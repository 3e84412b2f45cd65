for f in (lambda: exec(5), lambda: eval([]), lambda: exec("x", 5), lambda: eval("x", {}, 5), lambda: eval("nope"), lambda: exec("pass", None, []), lambda: eval("1", {"__builtins__": {}}), lambda: eval("len", {"__builtins__": {}})):
    try:
        print(f())
    except (TypeError, NameError) as e:
        print(type(e).__name__, e)
