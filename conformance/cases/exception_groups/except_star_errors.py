for s in ("try: pass\nexcept* ValueError: pass\nexcept KeyError: pass", "try: pass\nexcept*: pass", "def f():\n try: pass\n except* E: return", "for x in y:\n try: pass\n except* E: break"):
    try:
        compile(s, "<s>", "exec")
    except SyntaxError as e:
        print(e.msg)
try:
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
except TypeError as e:
    print(e)
