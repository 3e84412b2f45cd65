"""How IPython formats times: writes packages/meter/test/recorded/ipython-times.json.

Run with an IPython 8 on CPython 3.11:  python3.11 tools/record-ipython-times.py
"""
import io
import json
import os
import random
import sys

sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")

import IPython
from IPython.core.magics.execution import TimeitResult, _format_time

spans = [0, 1, 9, 10, 99, 100, 500, 999, 1000, 1001, 1005, 1015, 1025, 1235, 2125, 9995, 9999, 12345, 99949, 99950, 999499, 999500, 999999]
spans += [n * 1000 for n in spans] + [n * 1000000 for n in spans]
spans += [59 * 10**9, 59_999_999_999, 60 * 10**9, 61_500_000_000, 100 * 10**9, 3600 * 10**9, 3661 * 10**9, 86400 * 10**9, 90061_900_000_000]
generator = random.Random(311)
spans += [generator.randrange(10 ** generator.randrange(1, 15)) for _ in range(200)]

timeit = []
for loops, runs in [
    (1, [1500]), (1000, [2_000_000, 2_100_000, 1_900_000]), (10_000_000, [123_456_789 + i * i * 1000 for i in range(7)]), (100, [5_000_000] * 7),
    (1, [0, 0, 0]), (1_000, [250_000_001, 250_000_002]), (10, [70 * 10**9, 71 * 10**9]),
]:
    seconds = [ns / 1e9 for ns in runs]
    result = TimeitResult(loops, len(runs), min(seconds) / loops, max(seconds) / loops, seconds, 0, 3)
    timeit.append({"loops": loops, "runs": runs, "text": str(result)})

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "packages", "meter", "test", "recorded", "ipython-times.json")
with open(path, "w", encoding="utf-8") as out:
    json.dump(
        {
            "ipython": IPython.__version__,
            "spans": [[ns, _format_time(ns / 1e9)] for ns in spans],
            "general": [[x, p, "%.*g" % (p, x)] for x, p in [(2.125, 3), (2.375, 3), (0.0, 3), (1e-5, 3), (123456.0, 3), (999.5, 3), (998.5, 3), (-12.5, 2), (0.0001, 3), (1e22, 17), (0.5, 1), (1.5, 1), (2.5, 1)]],
            "timeit": timeit,
        },
        out, indent=0, ensure_ascii=False,
    )
    out.write("\n")
