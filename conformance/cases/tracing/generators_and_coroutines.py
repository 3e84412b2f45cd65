import sys

def tell(frame, event, arg):
    shown = arg[0].__name__ if event == "exception" else arg
    print(frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, shown)
    return tell

def inner():
    x = yield 1
    return x

def outer():
    y = yield from inner()
    return y

def closes():
    try:
        yield 1
    finally:
        print("closing")

async def awaited():
    return 5

async def main():
    return await awaited()

def run():
    g = outer()
    next(g)
    try:
        g.send("sent")
    except StopIteration as e:
        print(e.value)
    g = closes()
    next(g)
    g.close()
    try:
        main().send(None)
    except StopIteration:
        pass
    return [n * 2 for n in (1, 2)]

sys.settrace(tell)
run()
sys.settrace(None)
