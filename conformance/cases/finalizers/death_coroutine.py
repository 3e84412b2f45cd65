class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
async def f(c): return c
c = f(C("arg")); c.close(); print("closed"); c = None
import warnings; warnings.simplefilter("ignore")
c = f(C("arg2")); c = None; print("dropped")
async def g():
    try: yield C("item")
    finally: print("agen finally")
async def h():
    async for x in g(): print("got")
    print("after")
try: h().send(None)
except StopIteration: pass
