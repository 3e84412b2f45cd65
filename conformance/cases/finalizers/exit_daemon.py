import threading, time
class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def work():
    c = C("in daemon")
    while True: time.sleep(0.01)
threading.Thread(target=work, daemon=True).start()
g = C("global")
time.sleep(0.03)
print("end")
