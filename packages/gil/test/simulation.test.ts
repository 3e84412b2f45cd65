import { describe, expect, it } from "vitest";
import { Simulation, type Stop } from "../src/index.ts";
import { burst, MS, prepare, runAll, thread } from "./programs.ts";

describe("the pump", () => {
  it("waits for the host only when nothing else is left to do", () => {
    const reader = thread("R", { op: "external", label: "input()" }, burst(1000));
    const simulation = prepare([reader, thread("B", burst(20 * MS))]);
    expect(simulation.run()).toEqual({ kind: "waiting-on-host", until: Infinity });
    expect(simulation.isFinished(1)).toBe(true);
    expect(simulation.complete(0)).toBe(true);
    expect(simulation.run()).toEqual({ kind: "done" });
    expect(reader.resumptions).toEqual(["completed"]);
  });

  it("does not lose a completion that comes before the thread is asleep", () => {
    const reader = thread("R", burst(MS), { op: "external", label: "read" });
    const simulation = prepare([reader]);
    while (!simulation.complete(0)) expect(simulation.step()).toEqual({ kind: "progress" });
    expect(simulation.run()).toEqual({ kind: "done" });
    expect(reader.resumptions).toEqual(["completed"]);
  });

  it("leaves sleeps to the host's clock when asked to", () => {
    const simulation = prepare([thread("A", { op: "sleep", duration: 50 * MS }), thread("B", burst(200 * MS))], {
      hostTimers: true,
    });
    const result = simulation.run();
    expect(result.kind).toBe("idle");
    expect(simulation.isFinished(1)).toBe(true);
    simulation.hostTime(49 * MS);
    expect(simulation.run()).toEqual(result);
    simulation.hostTime(51 * MS);
    expect(simulation.run()).toEqual({ kind: "done" });
  });

  it("makes at most one run of the client in a step", () => {
    let runs = 0;
    const client = {
      elapsed: () => 0,
      run: (): Stop => {
        runs++;
        return { kind: "yield", elapsed: 5, checkpoints: 0 };
      },
    };
    const simulation = new Simulation({ client });
    simulation.spawn("only");
    for (let steps = 1; steps < 100; steps++) {
      const before = runs;
      simulation.step();
      expect(runs - before).toBeLessThanOrEqual(1);
    }
    expect(runs).toBeGreaterThan(30);
  });

  it("interrupts a sleep, and stops a running thread at its next checkpoint", () => {
    const sleeper = thread("S", { op: "sleep", duration: 1000 * MS });
    const simulation = prepare([sleeper, thread("B", burst(10 * MS))]);
    while (simulation.now() < 5 * MS) simulation.step();
    expect(simulation.interrupt(0)).toBe("ended");
    simulation.run();
    expect(sleeper.resumptions).toEqual(["interrupted"]);
    expect(simulation.now()).toBeLessThan(20 * MS);
  });

  it("ends all the others when the main thread of a process ends, whatever they are at", () => {
    const simulation = prepare([], { cores: 2 });
    const lock = simulation.newLock();
    const end = { name: "END", cost: 10, checkpoint: true, effect: () => simulation.endOthers() };
    simulation.spawn(
      thread("main", { op: "acquire", lock }, burst(17 * MS), { op: "instructions", body: [end], repeat: 1 }, burst(MS)),
    );
    simulation.spawn(thread("busy", burst(1000 * MS)));
    simulation.spawn(thread("native", { op: "native", duration: 1000 * MS, as: "user", label: "sum" }));
    simulation.spawn(thread("asleep", { op: "sleep", duration: 1000 * MS }));
    simulation.spawn(thread("stuck", { op: "acquire", lock }));
    expect(simulation.run()).toEqual({ kind: "done" });
    expect(simulation.now()).toBeLessThan(60 * MS);
    expect(lock.waiters).toEqual([]);
    for (const { user, system, gil, blocked, core, wall } of simulation.allTimes())
      expect(user + system + gil + blocked + core).toBe(wall);
  });

  it("rejects a client that says it ran for less than no time", () => {
    const client = { elapsed: () => 0, run: (): Stop => ({ kind: "finished", elapsed: -1, checkpoints: 0 }) };
    const simulation = new Simulation({ client });
    simulation.spawn("only");
    expect(() => simulation.run()).toThrow("a run took -1 ns");
  });

  it("gives the same events every time", () => {
    const once = (): unknown =>
      runAll([thread("A", burst(30 * MS)), thread("B", burst(30 * MS))], { era: "2.7", seed: 3 }).events();
    expect(once()).toEqual(once());
  });

  it("keeps no more events than it was told to, and none by default", () => {
    const threads = (): ReturnType<typeof thread>[] => [thread("A", burst(100 * MS)), thread("B", burst(100 * MS))];
    expect(runAll(threads(), { events: 10 }).events().length).toBe(10);
    expect(runAll(threads(), { events: 0 }).events()).toEqual([]);
  });

  it("says which eras there are when asked for another", () => {
    expect(() => prepare([], { era: "4.0" })).toThrow('no era called "4.0"; there are 2.7, 3.9, 3.11');
  });
});
