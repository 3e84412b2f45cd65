import { describe, expect, test } from "vitest";
import { readPrograms } from "../audit/programs.ts";
import { prepare } from "../run-python.ts";

/** All there is to see of a run: what it printed, the virtual time, and every hand-off with its cause. */
function run(source: string, observed: boolean): unknown {
  const { vm, stdout } = prepare(source, { simulation: { era: "3.11", events: 10_000 } });
  vm.observed = observed;
  while (vm.runSlice(1000).kind === "progress") vm.observed = observed;
  const { cost } = vm.threads[0]!;
  return { stdout: stdout(), now: vm.simulation.now(), cost, events: vm.simulation.events() };
}

describe("the fast and the observed loop do the same", () => {
  for (const { name, source } of readPrograms())
    test(name, () => {
      expect(run(source, true)).toEqual(run(source, false));
    });
});

describe("the fast and the observed loop do the same, with numbers, loops and generators", () => {
  const programs = {
    "instructions done in one step":
      "def f(n):\n    t = 0\n    x = 0.5\n    while n > 0:\n        n -= 1\n        t += n * 2\n        x = x * 1.5 - 1\n    for i in range(250, 300):\n        t += i\n    return t, x\nprint(f(2000))",
    "a record that is used again has the identity of a new object":
      "n = 5000\nm = n\nn -= 1\nprint(m, n, n is m)\nk = [n]\nn -= 1\nprint(k, n)\ndef g(a):\n    b = a\n    a += 1\n    return a, b\nprint(g(7000), g(0.5))",
    "generators in for":
      "def g(n):\n    for i in range(n):\n        yield i\ndef h(n):\n    for x in g(n):\n        yield x * x\nprint(sum(h(50)), [y for y in h(4)])",
    "defaults and recursion":
      "def f(a, b=2, *, c=3):\n    return a + b + c\ndef fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nprint(f(1), f(1, 5), f(1, c=0), fib(12))",
    threads:
      "import _thread\ncount = 0\ndone = []\ndef work():\n    global count\n    for _ in range(3000):\n        count += 1\n    done.append(1)\nfor _ in range(3):\n    _thread.start_new_thread(work, ())\nwhile len(done) < 3:\n    pass\nprint(count)",
  };
  for (const [name, source] of Object.entries(programs))
    test(name, () => {
      expect(run(source, true)).toEqual(run(source, false));
    });
});
