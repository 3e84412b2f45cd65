import threading, atexit
threading._register_atexit(print, "threading atexit")
atexit.register(print, "atexit")
print("end")
