try:
    compile("x = 1\ny = (2 +\n", "file.py", "exec")
except SyntaxError as e:
    print(e.filename, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text), e.msg, e.args)
