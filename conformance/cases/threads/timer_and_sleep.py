import threading, time
t = threading.Timer(0.01, lambda: print("fired"))
t.start(); t.join()
c = threading.Timer(10, print, ["never"])
c.start(); c.cancel(); c.join()
print("cancelled")
