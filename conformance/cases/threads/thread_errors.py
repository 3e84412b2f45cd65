import threading
t = threading.Thread(target=print)
for f in (lambda: t.join(), lambda: (t.start(), t.join(), t.start()), lambda: threading.Thread(group=1), lambda: threading.current_thread().join()):
    try:
        f()
    except (RuntimeError, AssertionError) as e:
        print(type(e).__name__, e)
