import { describe, expect, it } from "vitest";
import { Simulation, type Stop } from "../src/index.ts";
import { MS } from "./programs.ts";

/** One thread that sets the alarm and then sleeps; says when it went off. */
function alarms(every: number, sleep: number): number[] {
  const rung: number[] = [];
  let started = false;
  const client = {
    elapsed: () => 0,
    alarm: () => void rung.push(simulation.now()),
    run: (): Stop => {
      if (started) return { kind: "finished", elapsed: 0, checkpoints: 0 };
      started = true;
      simulation.setAlarm(2 * MS, every);
      return {
        kind: "blocked",
        elapsed: 0,
        checkpoints: 0,
        on: { kind: "timer", until: sleep, interruptible: true },
      };
    },
  };
  const simulation: Simulation<string> = new Simulation<string>({ client });
  simulation.spawn("main");
  simulation.run();
  return rung;
}

describe("the alarm clock", () => {
  it("goes off once at its time", () => {
    expect(alarms(0, 10 * MS)).toEqual([2 * MS]);
  });

  it("goes off again and again until nobody is left", () => {
    expect(alarms(3 * MS, 10 * MS).slice(0, 3)).toEqual([2 * MS, 5 * MS, 8 * MS]);
  });
});

describe("idle time", () => {
  it("is told, and can pass in part", () => {
    const client = {
      elapsed: () => 0,
      run: (): Stop => ({
        kind: "blocked",
        elapsed: 0,
        checkpoints: 0,
        on: { kind: "timer", until: 10 * MS, interruptible: true },
      }),
    };
    const simulation = new Simulation<string>({ client });
    simulation.spawn("main");
    while (simulation.idleFor() === 0) simulation.step();
    const idle = simulation.idleFor();
    expect(idle).toBeGreaterThan(9 * MS);
    simulation.letPass(4 * MS);
    expect(simulation.idleFor()).toBe(idle - 4 * MS);
    simulation.letPass(100 * MS);
    expect(simulation.now()).toBe(10 * MS);
  });
});
