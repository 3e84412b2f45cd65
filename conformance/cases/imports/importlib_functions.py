import importlib, importlib.util, sys
m = importlib.import_module("_helper")
print(m.value)
m.value = 99
importlib.reload(m)
print(m.value, importlib.util.find_spec("nope_nope"), importlib.util.find_spec("_helper").name)
print(__import__("os.path").__name__, __import__("os.path", fromlist=["join"]).__name__.endswith("path"))
