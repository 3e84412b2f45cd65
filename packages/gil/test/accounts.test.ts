import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linux, RandomScheduler, type SyntheticOperation } from "../src/index.ts";
import { burst, MS, type Options, prepare, type Run, runAll, thread } from "./programs.ts";

type Recipe = { kind: string; ns: number }[][];

const step = fc.record({
  kind: fc.constantFrom("burst", "burst", "coarse", "sleep", "user", "system", "idle", "lock"),
  ns: fc.integer({ min: 1, max: 12 * MS }),
});

export const recipes: fc.Arbitrary<Recipe> = fc.array(fc.array(step, { minLength: 0, maxLength: 5 }), {
  minLength: 1,
  maxLength: 4,
});

export const settings: fc.Arbitrary<Options> = fc
  .record({
    era: fc.constantFrom("2.7", "3.9", "3.11"),
    cores: fc.integer({ min: 1, max: 3 }),
    seed: fc.integer({ min: 0, max: 5 }),
    random: fc.option(fc.integer({ min: 0, max: 1000 }), { nil: undefined }),
  })
  .map(({ random, ...rest }) => ({
    ...rest,
    machine: linux,
    ...(random === undefined ? {} : { scheduler: new RandomScheduler(random) }),
  }));

/** Threads that share one lock, by recipe. */
export function prepareRecipe(recipe: Recipe, options: Options): Run {
  const simulation = prepare([], options);
  const lock = simulation.newLock("shared");
  recipe.forEach((steps, i) => {
    simulation.spawn(thread(`T${i}`, ...steps.flatMap(({ kind, ns }) => operationsOf(kind, ns))), `T${i}`);
  });
  return simulation;

  function operationsOf(kind: string, ns: number): SyntheticOperation[] {
    if (kind === "burst") return [burst(ns, 300)];
    if (kind === "coarse") return [burst(ns, 4 * MS)];
    if (kind === "sleep") return [{ op: "sleep", duration: ns }];
    if (kind === "lock") return [{ op: "acquire", lock }, burst(ns, 300), { op: "release", lock }];
    return [{ op: "native", duration: ns, as: kind as "user" | "system" | "idle", label: kind }];
  }
}

describe("accounts", () => {
  it("split wall time into five parts that add up, at every step, to the nanosecond", () => {
    fc.assert(
      fc.property(recipes, settings, (recipe, options) => {
        const simulation = prepareRecipe(recipe, options);
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
