from contextlib import contextmanager
@contextmanager
def no_yield():
    if 0: yield
@contextmanager
def two_yields():
    yield 1
    yield 2
@contextmanager
def swallow():
    try: yield
    except ValueError: pass
for m in (no_yield, two_yields):
    try:
        with m(): pass
    except RuntimeError as e:
        print(e)
with swallow(): raise ValueError
print("swallowed")
