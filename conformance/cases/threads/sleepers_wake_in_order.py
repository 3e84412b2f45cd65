import threading, time
out = []
def f(n):
    time.sleep(n / 20)
    out.append(n)
ts = [threading.Thread(target=f, args=(n,)) for n in (3, 1, 2)]
for t in ts: t.start()
for t in ts: t.join()
print(out)
