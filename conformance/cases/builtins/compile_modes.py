c = compile("1 + 1", "<f>", "eval")
print(eval(c), c.co_filename)
exec(compile("x = 5", "<f>", "exec"))
exec(compile("x", "<f>", "single"))
exec(compile("None", "<f>", "single"))
for a in (("1", "f", "bad"), ("x = 1", "f", "eval"), ("1\n2", "f", "single"), (5, "f", "exec")):
    try:
        compile(*a)
    except (ValueError, SyntaxError, TypeError) as e:
        print(type(e).__name__, e)
