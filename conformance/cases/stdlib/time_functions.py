import time
t = time.gmtime(0)
print(t.tm_year, time.strftime("%Y-%m-%d %H:%M:%S", t), time.mktime((2000, 1, 1, 0, 0, 0, 0, 1, 0)) == 946684800.0, time.asctime(t), time.strptime("2024-02-03", "%Y-%m-%d")[:3])
a = time.perf_counter(); b = time.perf_counter()
print(b >= a, time.monotonic() <= time.monotonic(), isinstance(time.time_ns(), int))
try:
    time.sleep(-1)
except ValueError as e:
    print(e)
