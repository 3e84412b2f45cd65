import sys
import threading

seen = []

def tell(frame, event, arg):
    if frame.f_code.co_name == "work":
        seen.append((event, threading.current_thread().name))
    return tell

def work():
    return len("abc")

threading.settrace(tell)
t = threading.Thread(target=work, name="T")
t.start()
t.join()
threading.settrace(None)
print(seen, sys.gettrace(), threading.gettrace())
seen.clear()

def profile(frame, event, arg):
    if frame.f_code.co_name == "work":
        seen.append((event, getattr(arg, "__name__", arg)))

threading.setprofile(profile)
t = threading.Thread(target=work, name="P")
t.start()
t.join()
threading.setprofile(None)
print(seen)
