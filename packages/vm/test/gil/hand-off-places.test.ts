import { RandomScheduler } from "@vivarium/gil";
import { describe, expect, test } from "vitest";
import { stops } from "./threads.ts";

const SPIN = `
done = False
def spin():
    while not done:
        pass
`;

/** The frames of all stops of `work`, run beside a spinning thread. */
function stopsOf(work: string, era = "3.11"): string[] {
  const source = `${SPIN}
${work}
def main():
    global done
    try:
        work()
    finally:
        done = True
together(main, spin)
`;
  return stops(source, { era, scheduler: new RandomScheduler(1) }).stops.map(({ frames }) => frames.join(" < "));
}

describe("a thread is switched", () => {
  test("inside the key function of sorted()", () => {
    const work = "def key(x):\n    return -x\ndef work():\n    for i in range(200): sorted(range(20), key=key)\n";
    expect(stopsOf(work).some((frames) => /^key < .*\[SortFrame\].* < work/.test(frames))).toBe(true);
  });

  test("inside __eq__ of a dict lookup", () => {
    const work = `
class Key:
    def __hash__(self): return 1
    def __eq__(self, other): return self is other
def work():
    d = {Key(): i for i in range(10)}
    keys = list(d)
    for i in range(200):
        for key in keys: d[key]
`;
    expect(stopsOf(work).some((frames) => /^Key\.__eq__ < \[\w+\].* < work/.test(frames))).toBe(true);
  });

  test("inside __del__, in the middle of an assignment", () => {
    const work = `
class Thing:
    def __del__(self):
        for i in range(3): pass
def work():
    for i in range(500):
        x = Thing()
        x = None
`;
    const found = stopsOf(work);
    expect(found.some((frames) => /^Thing\.__del__ < .*\[DrainFrame\] < work/.test(frames))).toBe(true);
  });

  test("inside a generator that sum() runs", () => {
    const work = "def work():\n    for i in range(200): sum(i for i in range(20))\n";
    expect(stopsOf(work).some((frames) => /<genexpr> < \[SumFrame\] < work/.test(frames))).toBe(true);
  });
});

describe("an event names the instruction that looked", () => {
  const busy = (body: string) => `
def work():
    n = 0
    x = 1
    for i in range(1000):
        ${body}
`;
  const instructions = (body: string, era: string): string[] => {
    const source = `${busy(body)}\ntogether(work, work)\n`;
    const found = [1, 2, 3, 4, 5, 6].flatMap((seed) => stops(source, { era, scheduler: new RandomScheduler(seed) }).stops);
    const names = found.map(({ event }) => event.drop.where).filter((where) => where?.function === "work");
    return [...new Set(names.map((where) => where!.opcode!))].sort();
  };

  test("on 3.11: the start of a function, the jump back and the call of a built-in, nothing else", () => {
    expect(instructions("n += 1", "3.11")).toEqual(["JUMP_BACKWARD", "RESUME"]);
    expect(instructions("n += max(x, 1)", "3.11")).toEqual(["CALL", "JUMP_BACKWARD", "RESUME"]);
  });

  test("on 3.9: also the addition", () => {
    const names = instructions("n += x", "3.9");
    expect(names).toContain("BINARY_OP");
    expect(names).not.toContain("LOAD_FAST");
    expect(names).not.toContain("STORE_FAST");
  });
});
