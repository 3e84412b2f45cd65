"""How many GIL checks CPython 2.7 makes: writes packages/gil/test/recorded/checks-2.7.json.

Run with a CPython 2.7 on 64-bit Linux:  python2.7 tools/record-gil-checks.py
Reads PyThreadState.tick_counter, which the eval loop increments at every check.
"""
import ctypes
import json
import os
import sys

get = ctypes.pythonapi.PyThreadState_Get
get.restype = ctypes.c_void_p
# next, interp, frame; three ints and padding; four pointers; six pointers; dict; tick_counter
OFFSET = 8 * 3 + 4 * 3 + 4 + 8 * 4 + 8 * 6 + 8
counter = ctypes.cast(get() + OFFSET, ctypes.POINTER(ctypes.c_int))


def count_down(n):
    while n > 0:
        n -= 1


rows = []
for interval in (100, 10, 1, 1000):
    for iterations in (1010, 10100, 101000):
        sys.setcheckinterval(interval)
        count_down(2000)
        before = counter[0]
        count_down(iterations)
        rows.append({"checkInterval": interval, "iterations": iterations, "ticksPerIteration": 3, "checks": counter[0] - before})
sys.setcheckinterval(100)

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "packages", "gil", "test", "recorded", "checks-2.7.json")
with open(path, "w") as out:
    out.write(json.dumps({"version": sys.version.split()[0], "rows": rows}, indent=1, sort_keys=True, separators=(",", ": ")) + "\n")
