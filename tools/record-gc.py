"""Records what CPython 3.11's collector does, for packages/heap/test.

Run: python3.11 tools/record-gc.py            writes packages/heap/test/recorded/gc.json
     python3.11 tools/record-gc.py --stdout   prints the same

Each scenario is a list of operations on boxes (subclasses of list without a __dict__) and weak references. Everything that is not part of a
scenario is frozen first, so that a generation's order is that of the scenario's objects alone.
"""

import gc
import json
import os
import random
import sys
import weakref

assert sys.version_info[:3] == (3, 11, 7), sys.version

SLOTS = 8
V = [None] * SLOTS
R = [None] * SLOTS
SAVED = [None] * 64
LOG = []
NAMES = {}
STATE = [0]


class Box(list):
    __slots__ = ("name", "__weakref__")


class Log(Box):
    __slots__ = ()

    def __del__(self):
        LOG.append("del " + self.name)


class Resurrect(Box):
    __slots__ = ()

    def __del__(self):
        LOG.append("del " + self.name)
        SAVED[STATE[0]] = self
        STATE[0] += 1


class Empty(Box):
    __slots__ = ()

    def __del__(self):
        LOG.append("del " + self.name)
        del self[:]


class Ref(weakref.ref):
    __slots__ = ()


def called(ref):
    LOG.append("cb " + NAMES[id(ref)])


KINDS = {"none": Box, "log": Log, "resurrect": Resurrect, "empty": Empty}


def run(op):
    what = op[0]
    if what == "box":
        box = KINDS[op[3]]()
        box.name = op[2]
        NAMES[id(box)] = op[2]
        V[op[1]] = box
    elif what == "append":
        if V[op[1]] is not None and V[op[2]] is not None:
            V[op[1]].append(V[op[2]])
    elif what == "append_ref":
        if V[op[1]] is not None and R[op[2]] is not None:
            V[op[1]].append(R[op[2]])
    elif what == "pop":
        if V[op[1]]:
            V[op[1]].pop()
    elif what == "drop":
        V[op[1]] = None
    elif what == "ref":
        if V[op[1]] is not None:
            if op[4]:
                ref = Ref(V[op[1]], called)
                NAMES[id(ref)] = op[3]
            else:
                before = weakref.getweakrefs(V[op[1]])
                ref = weakref.ref(V[op[1]])
                if not any(ref is old for old in before):
                    NAMES[id(ref)] = op[3]
                del before
            R[op[2]] = ref
    elif what == "drop_ref":
        R[op[1]] = None
    elif what == "collect":
        LOG.append("collect %d: %d" % (op[1], gc.collect(op[1])))


def operations(rng):
    ops = []
    for i in range(rng.randrange(15, 60)):
        a, b = rng.randrange(SLOTS), rng.randrange(SLOTS)
        roll = rng.random()
        if roll < 0.25:
            ops.append(["box", a, "b%d" % i, rng.choice(["none", "none", "log", "log", "resurrect", "empty"])])
        elif roll < 0.50:
            ops.append(["append", a, b])
        elif roll < 0.55:
            ops.append(["append_ref", a, b])
        elif roll < 0.60:
            ops.append(["pop", a])
        elif roll < 0.73:
            ops.append(["drop", a])
        elif roll < 0.86:
            ops.append(["ref", a, b, "r%d" % i, rng.random() < 0.7])
        elif roll < 0.90:
            ops.append(["drop_ref", a])
        else:
            ops.append(["collect", rng.choice([0, 0, 1, 2])])
    ops.append(["collect", 2])
    return ops


def scenario(seed):
    ops = operations(random.Random(seed))
    V[:] = [None] * SLOTS
    R[:] = [None] * SLOTS
    gc.collect()
    # What is let go here may save others of the last scenario, each once.
    while any(box is not None for box in SAVED):
        STATE[0] = 0
        SAVED[:] = [None] * 64
        gc.unfreeze()
        gc.collect()
    STATE[0] = 0
    gc.collect()
    del LOG[:]
    NAMES.clear()
    gc.freeze()
    for op in ops[:-1]:
        run(op)
    generations = [
        [NAMES[id(o)] for o in gc.get_objects(generation=g) if isinstance(o, (Box, Ref)) or type(o) is weakref.ref]
        for g in range(3)
    ]
    run(ops[-1])
    return {"ops": ops, "generations": generations, "log": LOG[:]}


def counts(thresholds, allocations, keep):
    """Counts after each allocation, of which every `keep`-th lives on. After a full collection the tuple that get_count makes is allocated once."""
    kept = [None] * allocations
    young, middle, old = [0] * allocations, [0] * allocations, [0] * allocations
    gc.collect()
    gc.freeze()
    gc.collect()
    gc.get_count()
    gc.collect(0)
    before = [s["collections"] for s in gc.get_stats()]
    gc.set_threshold(*thresholds)
    gc.collect(1)
    gc.enable()
    for i in range(allocations):
        box = Box()
        if i % keep == 0:
            kept[i] = box
        box = None
        young[i], middle[i], old[i] = gc.get_count()
    gc.disable()
    after = [s["collections"] for s in gc.get_stats()]
    gc.set_threshold(700, 10, 10)
    return {
        "thresholds": thresholds,
        "keep": keep,
        "counts": [list(c) for c in zip(young, middle, old)],
        # The explicit collection above came after `before`.
        "collections": [a - b - (n == 1) for n, (a, b) in enumerate(zip(after, before))],
    }


def main():
    gc.disable()
    recorded = {
        "python": sys.version.split()[0],
        "scenarios": [scenario(seed) for seed in range(150)],
        "counts": [counts([10, 2, 3], 400, 1), counts([10, 2, 1000000], 300, 3), counts([7, 3, 2], 500, 2)],
    }
    text = json.dumps(recorded, separators=(",", ":")) + "\n"
    if sys.argv[1:] == ["--stdout"]:
        sys.stdout.write(text)
        return
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "..", "packages", "heap", "test", "recorded", "gc.json"), "w") as file:
        file.write(text)


main()
