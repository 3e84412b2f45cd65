import time

for name in "time", "monotonic", "perf_counter", "process_time", "thread_time":
    print(time.get_clock_info(name))
for ask in (
    lambda: time.get_clock_info("sundial"),
    lambda: time.get_clock_info(1),
    lambda: time.clock_gettime(99),
    lambda: time.clock_gettime("x"),
    lambda: time.clock_getres(time.CLOCK_MONOTONIC),
    lambda: time.sleep(-1),
    lambda: time.sleep("x"),
):
    try:
        print(ask())
    except Exception as e:
        print(type(e).__name__, e)
before = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
print(type(before), time.clock_gettime_ns(time.CLOCK_MONOTONIC) >= before)
print(time.thread_time_ns() <= time.process_time_ns(), type(time.thread_time()))
