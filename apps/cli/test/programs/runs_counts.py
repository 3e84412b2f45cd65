import runpy

runpy.run_path("counts.py")
runpy.run_module("counts")
exec(open("counts.py").read())
exec(compile(open("counts.py").read(), "counts.py", "exec"))
