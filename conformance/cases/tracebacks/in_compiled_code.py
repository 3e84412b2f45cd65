exec(compile("\n\nraise ValueError('x')", "virtual.py", "exec"))
