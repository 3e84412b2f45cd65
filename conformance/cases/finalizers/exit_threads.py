import threading, time
class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def work():
    c = C("in thread")
    time.sleep(0.05)
    print("thread ends")
threading.Thread(target=work).start()
g = C("global")
print("end")
