import { describe, expect, it } from "vitest";
import { immediate, RandomScheduler, type SyntheticInstruction, SyntheticThread } from "../../src/index.ts";
import { prepare } from "../programs.ts";

/** `counter += 1` in a loop as it is on 3.9, or with the checkpoints of 3.11. Returns what the counter is in the end, and the switches. */
function countUp(era: "3.9" | "3.11", seed: number): { counter: number; switches: number; token: string } {
  const fine = era === "3.9";
  let counter = 0;
  const load = (thread: SyntheticThread): void => {
    thread.registers[0] = counter;
  };
  const store = (thread: SyntheticThread): void => {
    counter = thread.registers[0]! + 1;
  };
  const body: SyntheticInstruction[] = [
    { name: "FOR_ITER", cost: 5, checkpoint: fine },
    { name: "LOAD_GLOBAL", cost: 5, checkpoint: fine, effect: load },
    { name: "INPLACE_ADD", cost: 5, checkpoint: fine },
    { name: "STORE_GLOBAL", cost: 5, checkpoint: fine, effect: store },
    { name: "JUMP", cost: 5, checkpoint: true },
  ];
  const threads = Array.from(
    { length: 10 },
    (_, i) => new SyntheticThread(`T${i}`, [{ op: "instructions", body, repeat: 100_000 }]),
  );
  const simulation = prepare(threads, { era, scheduler: new RandomScheduler(seed), machine: immediate, events: 0, intervals: 0 });
  expect(simulation.run(1_000_000)).toEqual({ kind: "done" });
  return { counter, switches: simulation.switches, token: simulation.token() };
}

describe("RandomScheduler", () => {
  it("loses updates of ten threads that count to 100,000 where the era lets it", () => {
    const { counter, switches } = countUp("3.9", 1);
    expect(counter).toBeLessThan(1_000_000);
    expect(switches).toBeGreaterThan(100);
    expect(switches).toBeLessThan(5000);
  });

  it("loses none where the era has no checkpoint in between", () => {
    const { counter, switches } = countUp("3.11", 1);
    expect(counter).toBe(1_000_000);
    expect(switches).toBeGreaterThan(20);
  });

  it("does the same again for the same seed, and something else for another", () => {
    const first = countUp("3.9", 7);
    expect(countUp("3.9", 7)).toEqual(first);
    expect(countUp("3.9", 8).token).not.toBe(first.token);
  });

  it("finds the lost update of two threads with one instruction each in some of a hundred seeds", () => {
    const results = new Set<number>();
    for (let seed = 0; seed < 100; seed++) {
      let n = 0;
      const body: SyntheticInstruction[] = [
        { name: "ENTRY", cost: 5, checkpoint: true },
        { name: "LOAD", cost: 5, checkpoint: true, effect: (thread) => void (thread.registers[0] = n) },
        { name: "STORE", cost: 5, checkpoint: true, effect: (thread) => void (n = thread.registers[0]! + 1) },
      ];
      const threads = ["A", "B"].map((name) => new SyntheticThread(name, [{ op: "instructions", body, repeat: 1 }]));
      prepare(threads, { era: "3.9", scheduler: new RandomScheduler(seed), machine: immediate }).run();
      results.add(n);
    }
    expect([...results].sort()).toEqual([1, 2]);
  });
});
