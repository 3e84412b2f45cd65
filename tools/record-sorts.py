"""Records which items CPython 3.11's list.sort compares, in order, and what the list holds afterwards.

    python3.11 tools/record-sorts.py > packages/vm/test/recorded/sorts.json

Each case: data, the place of the comparison that fails (null: none does), a checksum and the number of comparisons, the order of the items after it.
"""
import json
import random
import sys

random.seed(20231204)
log = []
stop = None


class Item:
    def __init__(self, value, place):
        self.value = value
        self.place = place

    def __lt__(self, other):
        log.extend((self.place, other.place))
        if stop is not None and len(log) // 2 > stop:
            raise KeyError
        return self.value < other.value


def record(data, fails=None):
    global stop
    stop = fails
    log.clear()
    items = [Item(value, place) for place, value in enumerate(data)]
    try:
        items.sort()
    except KeyError:
        pass
    checksum = 0
    for place in log:
        checksum = (checksum * 31 + place) % 1000003
    return {"data": data, "stop": fails, "comparisons": len(log) // 2, "checksum": checksum, "order": [x.place for x in items]}


def runs(n):
    data = []
    while len(data) < n:
        start, step = random.randrange(300), random.choice((1, -1))
        data += [start + step * i for i in range(random.randrange(1, 60))]
    return data[:n]


cases = []
for n in [0, 1, 2, 3, 7, 33, 63, 64, 65, 100, 257, 400]:
    kinds = [
        [random.randrange(10000) for _ in range(n)],
        [random.randrange(4) for _ in range(n)],
        list(range(n)),
        list(range(n, 0, -1)),
        runs(n),
        sorted(random.randrange(500) for _ in range(n // 2)) + sorted(random.randrange(500) for _ in range(n - n // 2)),
    ]
    for data in kinds:
        cases.append(record(data))
    cases.append(record(kinds[0], random.randrange(4 * n + 1)))
    cases.append(record(kinds[5], random.randrange(2 * n + 1)))
json.dump(cases, sys.stdout, separators=(",", ":"))
print()
