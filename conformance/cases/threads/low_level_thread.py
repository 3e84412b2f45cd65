import _thread
done = _thread.allocate_lock()
done.acquire()
def f(a, b):
    print(a, b)
    done.release()
ident = _thread.start_new_thread(f, (1,), {"b": 2})
done.acquire()
print(isinstance(ident, int))
for a in ((5, ()), (print, 5), (print, (), 5)):
    try:
        _thread.start_new_thread(*a)
    except TypeError as e:
        print(e)
