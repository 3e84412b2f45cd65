import threading, time
def f():
    time.sleep(0.05)
    print("non-daemon finishes")
def d(): time.sleep(1000)
threading.Thread(target=d, daemon=True).start()
threading.Thread(target=f).start()
print("main ends")
