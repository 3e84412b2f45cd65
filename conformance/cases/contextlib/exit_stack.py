from contextlib import ExitStack, suppress, closing, nullcontext, redirect_stdout
import io
with ExitStack() as s:
    s.callback(print, "callback 1")
    s.callback(print, "callback 2")
    print("body")
with suppress(KeyError): {}["x"]
class C:
    def close(self): print("closed")
with closing(C()): pass
with nullcontext(5) as n: print(n)
buffer = io.StringIO()
with redirect_stdout(buffer): print("captured")
print(repr(buffer.getvalue()))
