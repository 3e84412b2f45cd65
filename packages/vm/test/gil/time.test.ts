import { describe, expect, test } from "vitest";
import { runPython } from "../run-python.ts";
import { printed, type Settings, TOGETHER } from "./threads.ts";

/** Simulated ns from start to end, and CPU time. */
function took(source: string, simulation: Settings = {}): { wall: number; cpu: number } {
  const { vm } = runPython(source, { simulation }, 10_000_000);
  const { user, system } = vm.simulation.cpu();
  return { wall: vm.simulation.now(), cpu: user + system };
}

const lines = (source: string, simulation: Settings = {}): number[] => printed(source, simulation).trim().split("\n").map(Number);

const COUNT_DOWN = `
import time
def count_down(n):
    while n > 0:
        n -= 1
def timed(f):
    start = time.perf_counter_ns()
    f()
    print(time.perf_counter_ns() - start)
timed(lambda: count_down(60000))
timed(lambda: together(lambda: count_down(30000), lambda: count_down(30000)))
`;

describe("two threads that compute", () => {
  test.each(["3.9", "3.11"].flatMap((era) => [1, 2, 4].map((cores) => [era, cores] as const)))(
    "take no less time than one after the other: %s, %i cores",
    (era, cores) => {
      const [alone, together] = lines(COUNT_DOWN, { era, cores, switchInterval: 100_000 });
      expect(together).toBeGreaterThanOrEqual(alone!);
      expect(together).toBeLessThan(2.5 * alone!);
    },
  );
});

describe("threads that wait", () => {
  test("sleep at the same time", () => {
    const source = `
import time
start = time.perf_counter_ns()
together(*[lambda: time.sleep(0.1)] * 4)
print(time.perf_counter_ns() - start)
`;
    const [wall] = lines(source);
    expect(wall).toBeGreaterThanOrEqual(100_000_000);
    expect(wall).toBeLessThan(102_000_000);
  });

  test("let others compute meanwhile", () => {
    const source = `
import time
def count_down(n):
    while n > 0: n -= 1
start = time.perf_counter_ns()
together(lambda: time.sleep(0.001), lambda: count_down(50000))
print(time.perf_counter_ns() - start)
start = time.perf_counter_ns()
count_down(50000)
print(time.perf_counter_ns() - start)
`;
    const [both, alone] = lines(source);
    expect(both! - alone!).toBeLessThan(500_000);
  });

  test("for a lock, no longer than they said", () => {
    const source = `
import time
lock = _thread.allocate_lock()
lock.acquire()
start = time.perf_counter_ns()
print(int(lock.acquire(timeout=0.02)))
print(time.perf_counter_ns() - start)
`;
    const [acquired, waited] = lines(source);
    expect(acquired).toBe(0);
    expect(waited).toBeGreaterThanOrEqual(20_000_000);
    expect(waited).toBeLessThan(21_000_000);
  });
});

describe("the intervals", () => {
  test("a shorter switch interval means more hand-offs", () => {
    const source = "def spin():\n    for i in range(100000): pass\ntogether(spin, spin)\n";
    const switches = (interval: number): number => {
      const { vm } = runPython(TOGETHER + source, { simulation: { switchInterval: interval } }, 10_000_000);
      return vm.simulation.switches;
    };
    expect(switches(50_000)).toBeGreaterThan(switches(1_000_000));
  });

  test("on 2.7 a longer check interval means fewer checks", () => {
    const source = "def spin():\n    for i in range(3000): pass\ntogether(spin, spin)\n";
    const checks = (interval: number): number => {
      const simulation: Settings = { era: "2.7", checkInterval: interval, events: 100_000 };
      const { vm } = runPython(TOGETHER + source, { simulation }, 10_000_000);
      return vm.simulation.events().filter((event) => event.kind === "drop" && event.drop.reason === "check").length;
    };
    expect(checks(10)).toBeGreaterThan(5 * checks(100));
  });
});

describe("built-ins", () => {
  test.each([
    ["sorting", "a = [(i * 7919) % 10007 for i in range(2000)]", "sorted(a)", "sorted(a * 10)"],
    ["summing", "", "sum(range(1000))", "sum(range(10000))"],
    ["repetition", "", "[0] * 1000", "[0] * 10000"],
    ["products of large ints", "a = 3 ** 3000", "a * a", "b = a * a * a * a; b * b"],
    ["searching", "a = list(range(20000))", "100 in a", "19999 in a"],
    ["copying text", "s = 'x' * 1000", "s + s", "(s * 20) + s"],
  ])("take time by the size of their work: %s", (_what, setUp, small, large) => {
    const source = `
import time
${setUp}
def timed(f):
    start = time.perf_counter_ns()
    f()
    print(time.perf_counter_ns() - start)
def small(): ${small}
def large(): ${large}
timed(small)
timed(large)
`;
    const [few, many] = lines(source);
    expect(many).toBeGreaterThan(2 * few!);
  });

  test("let the host have its turn when they take long", () => {
    const steps = (n: number): number => runPython(`sum(range(${n}))`).vm.simulation.steps;
    expect(steps(6_000_000)).toBeGreaterThan(steps(1000));
  });

  test("a program's CPU time is at most its wall time, on one core", () => {
    const { wall, cpu } = took("sorted(range(10000))", { cores: 1 });
    expect(cpu).toBeLessThanOrEqual(wall);
    expect(cpu).toBeGreaterThan(0);
  });
});
