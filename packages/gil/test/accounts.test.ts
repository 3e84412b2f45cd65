import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { burst, MS, prepare, runAll, thread } from "./programs.ts";
import { prepareRecipe, recipes, settings } from "./recipes.ts";

describe("accounts", () => {
  it("split wall time into five parts that add up, at every step, to the nanosecond", () => {
    fc.assert(
      fc.property(recipes, settings, (recipe, options) => {
        const { simulation } = prepareRecipe(recipe, options);
        for (let steps = 0; steps < 3000 && simulation.step().kind === "progress"; steps++) {
          if (steps % 7 !== 0) continue;
          for (const { user, system, gil, blocked, core, wall } of simulation.allTimes()) {
            expect(Math.min(user, system, gil, blocked, core)).toBeGreaterThanOrEqual(0);
            expect(user + system + gil + blocked + core).toBe(wall);
          }
        }
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("say the same as the intervals of the timeline", () => {
    const simulation = runAll([thread("A", burst(9 * MS), { op: "sleep", duration: 3 * MS }), thread("B", burst(12 * MS))], {
      cores: 1,
    });
    for (const row of simulation.timeline().rows) {
      const sum = (activity: string): number =>
        row.intervals.reduce((total, { from, to, activity: does }) => total + (does === activity ? to - from : 0), 0);
      const { user, system, gil, blocked, core } = simulation.times(row.id);
      expect(sum("holding") + sum("running")).toBe(user + system);
      expect([sum("gil"), sum("blocked"), sum("core")]).toEqual([gil, blocked, core]);
    }
  });

  it("give a thread exactly the user time its program has", () => {
    const simulation = runAll([thread("A", burst(9_000_123)), thread("B", burst(4_000_321))]);
    expect(simulation.allTimes().map((times) => times.user)).toEqual([9_000_123, 4_000_321]);
    expect(simulation.cpu().user).toBe(13_000_444);
  });

  it("count the run under way when the client asks from within", () => {
    const seen: number[] = [];
    const look = {
      name: "LOOK",
      cost: 10,
      checkpoint: false,
      effect: () => seen.push(simulation.times(0).user, simulation.now()),
    };
    const simulation = prepare([thread("A", burst(500), { op: "instructions", body: [look], repeat: 2 })]);
    simulation.run();
    expect(seen).toEqual([510, 510, 520, 520]);
  });
});
