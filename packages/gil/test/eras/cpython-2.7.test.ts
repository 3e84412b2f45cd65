import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { osx2009, type Scheduler, Simulation, type Stop } from "../../src/index.ts";
import { burst, MS, runAll, thread } from "../programs.ts";

interface RecordedChecks {
  readonly version: string;
  readonly rows: readonly {
    readonly checkInterval: number;
    readonly iterations: number;
    readonly ticksPerIteration: number;
    readonly checks: number;
  }[];
}

const recorded = JSON.parse(readFileSync(new URL("../recorded/checks-2.7.json", import.meta.url), "utf8")) as RecordedChecks;

/** Runs two threads of so many ticks, one after the other holding throughout; says at which ticks of the first its checks were. */
function checksOf(ticks: number, checkInterval: number): number[] {
  const checks: number[] = [];
  let done = 0;
  const client = {
    elapsed: () => 0,
    run: (name: string, limits: { checkpoints: number }): Stop => {
      if (name === "other") return { kind: "finished", elapsed: 0, checkpoints: 0 };
      const passed = Math.min(limits.checkpoints, ticks - done);
      done += passed;
      if (passed < limits.checkpoints) return { kind: "finished", elapsed: passed, checkpoints: passed };
      checks.push(done);
      return { kind: "checkpoint", elapsed: passed, checkpoints: passed };
    },
  };
  // A machine on which the other thread is for ever on its way: it wants the GIL and never gets there first.
  const machine = { ...osx2009, wakeLatency: 1e12 };
  const simulation = new Simulation({ client, era: "2.7", machine, seed: 0 });
  simulation.setCheckInterval(checkInterval);
  simulation.spawn("main");
  simulation.spawn("other");
  simulation.run();
  return checks;
}

describe("era 2.7", () => {
  it("checks at every 101st tick", () => {
    const checks = checksOf(1010, 100);
    for (let i = 1; i < checks.length; i++) expect(checks[i]! - checks[i - 1]!).toBe(101);
    expect(checks.length).toBe(10);
  });

  it.each(recorded.rows)("makes as many checks as CPython: $iterations iterations, interval $checkInterval", (row) => {
    const ticks = row.iterations * row.ticksPerIteration;
    // The ticker's phase at the start decides whether one more or less falls into the stretch, and the call, the loop's set-up and
    // the reading of the counter were some twenty ticks more.
    const around = 1 + 20 / (row.checkInterval + 1);
    expect(Math.abs(checksOf(ticks, row.checkInterval).length - row.checks)).toBeLessThanOrEqual(around);
  });

  it("releases and takes again without anybody noticing when nobody else is there", () => {
    const simulation = runAll([thread("A", burst(10 * MS, 26))], { era: "2.7" });
    expect(simulation.events().filter((event) => event.kind === "drop").length).toBe(1);
  });

  it("wakes sleepers in vain most of the time", () => {
    const simulation = runAll([thread("A", burst(20 * MS, 26)), thread("B", burst(20 * MS, 26))], { era: "2.7" });
    const alarms = simulation.events().filter((event) => event.kind === "false-alarm").length;
    expect(alarms).toBeGreaterThan(simulation.switches);
  });

  it("loses against one core on several, near the published 1.97 and 1.45 times the time alone on OS-X", () => {
    // 78 ns an iteration of three ticks, as 7.8 s for 100M; a hundredth of a second of it.
    const countDown = (threads: number, cores: number): number => {
      const list = Array.from({ length: threads }, (_, i) => thread(`T${i}`, burst((100 * MS) / threads, 26)));
      return runAll(list, { era: "2.7", machine: osx2009, cores, events: 0, intervals: 0 }).now() / (100 * MS);
    };
    expect(countDown(1, 4)).toBeCloseTo(1, 2);
    expect(countDown(2, 4)).toBeGreaterThan(1.75);
    expect(countDown(2, 4)).toBeLessThan(2.1);
    expect(countDown(2, 1)).toBeGreaterThan(1.35);
    expect(countDown(2, 1)).toBeLessThan(1.55);
  });

  it("switches at a check when a scheduler says so, and only there", () => {
    const always: Scheduler = {
      checkpointsToSwitch: () => 1,
      choose: ({ usual }) => usual,
      delay: () => 0,
      mark: () => null,
      undo: () => {},
      hash: () => {},
    };
    const simulation = runAll([thread("A", burst(26_000, 26)), thread("B", burst(26_000, 26))], {
      era: "2.7",
      scheduler: always,
      seed: 0,
    });
    // A thousand ticks each: at the first tick and then at every 101st, A and B by turns.
    expect(simulation.switches).toBeGreaterThanOrEqual(20);
    expect(simulation.switches).toBeLessThanOrEqual(22);
  });
});
