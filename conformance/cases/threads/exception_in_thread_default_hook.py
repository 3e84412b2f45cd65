import threading, sys, io
def f(): raise ValueError("in thread")
sys.stderr = io.StringIO()
t = threading.Thread(target=f, name="bad")
t.start(); t.join()
lines = sys.stderr.getvalue().splitlines()
sys.stderr = sys.__stderr__
print(lines[0], lines[-1], sep="\n")
