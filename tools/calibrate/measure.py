"""Times programs on the Python that runs this and counts the instructions they execute; prints both as JSON.

    python3.11 tools/calibrate/measure.py [ROUNDS]

A program is a function of n that does the same thing n times. It is timed at two lengths, all programs in turns, and the shortest of ROUNDS
(default 60) readings of each length is kept: what the machine did besides only makes a reading longer. The slope between the two lengths is
the time of one turn, without what is done once. Instructions are counted under opcode tracing at two other lengths, so that the count of
one turn is exact, callees and inner loops included.
"""
import json
import os
import platform
import sys
import time
from opcode import opname

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from programs import EXTRAS, HELD_OUT, MICRO, MICRO_UNITS, MIXED  # noqa: E402

UNROLL = 8


def micro_function(setup, body, namespace):
    """The loop of a micro-program: its body UNROLL times a turn, so that the loop itself is a small part."""
    lines = ["def run(n):"]
    lines += ["    " + line for line in setup.splitlines()]
    lines.append("    for _ in range(n):")
    lines += ["        " + line for line in body.splitlines()] * UNROLL
    exec("\n".join(lines), namespace)
    return namespace["run"]


def count(run, n):
    """How often each instruction is executed by run(n)."""
    counts = {}
    me = sys._getframe()

    def local(frame, event, arg):
        if event == "opcode":
            name = opname[frame.f_code.co_code[frame.f_lasti]]
            counts[name] = counts.get(name, 0) + 1
        return local

    def enter(frame, event, arg):
        if frame is me:
            return None
        # 3.11 has an instruction at the entry of a frame; before, entering is counted as one.
        if event == "call" and sys.version_info < (3, 11):
            counts["RESUME"] = counts.get("RESUME", 0) + 1
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        return local

    sys.settrace(enter)
    try:
        run(n)
    finally:
        sys.settrace(None)
    return counts


def counts_per_turn(run, low, high):
    a, b = count(run, low), count(run, high)
    turns = high - low
    result = {}
    for name in b:
        times = (b[name] - a.get(name, 0)) / turns
        if times:
            result[name] = times
    return result


def timed(run, n):
    start = time.perf_counter_ns()
    run(n)
    return time.perf_counter_ns() - start


def length_for(run):
    """A length that takes about a third of a millisecond: long for the clock, short enough to pass undisturbed."""
    n = 4
    while True:
        took = min(timed(run, n) for _ in range(3))
        if took > 300_000 or n > 1_000_000:
            return n
        n *= 2


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    programs = []
    for name, setup, body in MICRO:
        namespace = {}
        exec(EXTRAS, namespace)
        units = {key: UNROLL * times for key, times in MICRO_UNITS.get(name, {}).items()}
        programs.append((name, "fit", micro_function(setup, body, namespace), False, units))
    for group, table in (("fit", MIXED), ("held-out", HELD_OUT)):
        for run, units in table:
            programs.append((run.__name__, group, run, True, units))
    lengths = [length_for(run) for _, _, run, _, _ in programs]
    best = [[float("inf"), float("inf")] for _ in programs]
    for _ in range(rounds):
        for i, (_, _, run, _, _) in enumerate(programs):
            n = lengths[i]
            best[i][0] = min(best[i][0], timed(run, n))
            best[i][1] = min(best[i][1], timed(run, 3 * n))
    samples = []
    for (name, group, run, mixed, units), n, (low, high) in zip(programs, lengths, best):
        ns = (high - low) / (2 * n)
        counted = counts_per_turn(run, 2, 6)
        samples.append({"name": name, "group": group, "ns": ns, "counts": counted, "units": units, "mixed": mixed})
    processor = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as f:
            processor = next(line.split(":")[1].strip() for line in f if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    json.dump(
        {
            "version": platform.python_version(),
            "compiler": platform.python_compiler(),
            "machine": "%s, %s" % (platform.machine(), processor),
            "rounds": rounds,
            "samples": samples,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
