import { describe, expect, it } from "vitest";
import { burst, MS, prepare, thread } from "./programs.ts";

describe("deadlock", () => {
  it("is found, with its circle, when two threads take two locks in opposite order", () => {
    const simulation = prepare([]);
    const [a, b] = [simulation.newLock("a"), simulation.newLock("b")];
    const pause = { op: "sleep", duration: MS } as const;
    simulation.spawn(thread("T1", { op: "acquire", lock: a }, pause, { op: "acquire", lock: b }), "T1");
    simulation.spawn(thread("T2", { op: "acquire", lock: b }, pause, { op: "acquire", lock: a }), "T2");
    expect(simulation.run()).toEqual({ kind: "deadlock" });
    const report = simulation.deadlock();
    expect(report.cycle).toEqual([0, 1]);
    expect(report.text).toBe("T1 waits for b, which T2 has\nT2 waits for a, which T1 has\na circle: T1 -> T2 -> T1");
  });

  it("is found without a circle when the holder has finished", () => {
    const simulation = prepare([]);
    const lock = simulation.newLock("l");
    simulation.spawn(thread("T1", { op: "acquire", lock }), "T1");
    simulation.spawn(thread("T2", burst(MS), { op: "acquire", lock }), "T2");
    expect(simulation.run()).toEqual({ kind: "deadlock" });
    expect(simulation.deadlock()).toMatchObject({ cycle: [], text: "T2 waits for l, which a finished thread (number 0) has" });
  });

  it("can be ended by a signal", () => {
    const simulation = prepare([]);
    const lock = simulation.newLock();
    const stuck = thread("A", { op: "acquire", lock }, { op: "acquire", lock });
    simulation.spawn(stuck);
    expect(simulation.run()).toEqual({ kind: "deadlock" });
    expect(simulation.interrupt(0)).toBe("ended");
    expect(simulation.run()).toEqual({ kind: "done" });
    expect(stuck.resumptions).toEqual(["interrupted"]);
  });
});
