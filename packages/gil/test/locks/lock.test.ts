import { describe, expect, it } from "vitest";
import { SyntheticThread } from "../../src/index.ts";
import { burst, MS, prepare, prepareWithClient, thread } from "../programs.ts";

describe("locks", () => {
  it("do not make anybody let the GIL go while nobody else wants them", () => {
    const simulation = prepare([]);
    const lock = simulation.newLock();
    const critical = [{ op: "acquire", lock } as const, burst(1000), { op: "release", lock } as const];
    simulation.spawn(thread("A", ...Array.from({ length: 50 }, () => critical).flat()));
    simulation.run();
    expect(
      simulation
        .events()
        .filter((event) => event.kind === "drop")
        .map((event) => event.drop.reason),
    ).toEqual(["finished"]);
  });

  it("put the second to sleep until the first releases", () => {
    const simulation = prepare([]);
    const lock = simulation.newLock("l");
    const inside: string[] = [];
    const note = (name: string) => ({
      op: "instructions" as const,
      repeat: 1,
      body: [{ name: "NOTE", cost: 1, checkpoint: true, effect: () => void inside.push(name) }],
    });
    for (const name of ["A", "B"]) {
      simulation.spawn(
        thread(name, { op: "acquire", lock }, note(`${name} in`), burst(12 * MS), note(`${name} out`), { op: "release", lock }),
      );
    }
    expect(simulation.run()).toEqual({ kind: "done" });
    expect(inside).toEqual(["A in", "A out", "B in", "B out"]);
    expect(simulation.times(1).blocked).toBeGreaterThan(5 * MS);
  });

  it("let a running thread take what was released before the woken one is awake", () => {
    const simulation = prepare([]);
    const lock = simulation.newLock();
    const critical = [{ op: "acquire", lock } as const, burst(6 * MS), { op: "release", lock } as const];
    simulation.spawn(thread("A", ...critical, ...critical), "A");
    simulation.spawn(thread("B", ...critical), "B");
    simulation.run();
    const ends = simulation.events().filter((event) => event.kind === "unblock");
    // B was woken by A's first release and found the lock taken by A again.
    expect(ends.length).toBe(1);
    expect(ends[0]!.time).toBeGreaterThan(12 * MS);
  });

  it("give up at the timeout", () => {
    const { simulation } = prepareWithClient([]);
    const lock = simulation.newLock();
    const waiter = new SyntheticThread("B", [{ op: "acquire", lock, timeout: 3 * MS }]);
    simulation.spawn(thread("A", { op: "acquire", lock }, { op: "sleep", duration: 20 * MS }, { op: "release", lock }));
    simulation.spawn(waiter);
    expect(simulation.run()).toEqual({ kind: "done" });
    expect(waiter.resumptions).toEqual(["timed-out"]);
    expect(lock.locked).toBe(false);
    expect(simulation.times(1).wall).toBeLessThan(4 * MS);
  });

  it("count, when reentrant, and are free after as many releases", () => {
    const simulation = prepare([]);
    const lock = simulation.newRLock();
    simulation.spawn(
      thread(
        "A",
        { op: "acquire", lock },
        { op: "acquire", lock },
        { op: "release", lock },
        { op: "sleep", duration: MS },
        { op: "release", lock },
      ),
    );
    const second = thread("B", { op: "acquire", lock });
    simulation.spawn(second);
    expect(simulation.run()).toEqual({ kind: "done" });
    expect(second.resumptions).toEqual(["acquired"]);
    expect([lock.holder, lock.count]).toEqual([1, 1]);
  });

  it("refuse to be released when free, or, reentrant, by a stranger", () => {
    const simulation = prepare([]);
    expect(() => simulation.release(simulation.newLock("l"))).toThrow("release of unlocked l");
    const lock = simulation.newRLock("r");
    simulation.spawn(thread("A", { op: "acquire", lock }, { op: "sleep", duration: MS }));
    simulation.spawn(thread("B", { op: "release", lock }));
    expect(() => simulation.run()).toThrow("r is not held by thread 1");
  });

  it("may be released by any thread when they are plain", () => {
    const simulation = prepare([]);
    const lock = simulation.newLock();
    simulation.spawn(thread("A", { op: "acquire", lock }, { op: "acquire", lock }));
    simulation.spawn(thread("B", { op: "release", lock }));
    expect(simulation.run()).toEqual({ kind: "done" });
    expect(lock.holder).toBe(0);
  });
});
