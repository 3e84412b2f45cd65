import threading
a, b = threading.Lock(), threading.Lock()
log = []
def f(n):
    with a, b:
        log.append(n)
ts = [threading.Thread(target=f, args=(i,)) for i in range(5)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(log))
