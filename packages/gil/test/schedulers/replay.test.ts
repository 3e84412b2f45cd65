import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeToken,
  machines,
  RandomScheduler,
  ReplayError,
  ReplayScheduler,
  type Scheduler,
  type SyntheticThread,
} from "../../src/index.ts";
import { burst, MS, prepare, thread } from "../programs.ts";
import { prepareRecipe, recipes, settings } from "../recipes.ts";

describe("ReplayScheduler", () => {
  it("repeats any run from its token alone, event by event", () => {
    fc.assert(
      fc.property(recipes, settings, (recipe, options) => {
        const { simulation } = prepareRecipe(recipe, options);
        simulation.run(2000);
        const token = simulation.token();
        const { era, machine, cores, seed } = decodeToken(token).settings;
        const scheduler = new ReplayScheduler(token);
        const again = prepareRecipe(recipe, {
          era,
          cores,
          seed,
          scheduler,
          machine: machines.find((each) => each.name === machine)!,
        }).simulation;
        again.run(2000);
        expect(again.events()).toEqual(simulation.events());
        expect(again.token()).toBe(token);
        expect(scheduler.exhausted).toBe(true);
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  it("makes a random run again from its seed alone", () => {
    const threads = (): SyntheticThread[] => ["A", "B", "C"].map((name) => thread(name, burst(20 * MS)));
    const first = prepare(threads(), { era: "2.7", scheduler: new RandomScheduler(9) });
    first.run();
    const again = prepare(threads(), { era: "2.7", scheduler: new ReplayScheduler(first.token()) });
    again.run();
    expect(again.events()).toEqual(first.events());
    expect(first.token().length).toBeLessThan(50);
    expect(again.token()).toBe(first.token());
  });

  it("says so when the run has fewer possibilities than the recorded one", () => {
    const last: Scheduler = {
      checkpointsToSwitch: () => 1000,
      choose: ({ options }) => options.length - 1,
      delay: ({ nominal }) => nominal,
      mark: () => null,
      undo: () => {},
      hash: () => {},
    };
    const many = prepare(
      ["A", "B", "C", "D", "E", "F", "G", "H"].map((name) => thread(name, burst(MS))),
      { scheduler: last, cores: 1 },
    );
    many.run();
    const few = prepare(
      ["A", "B", "C", "D"].map((name) => thread(name, burst(MS))),
      { scheduler: new ReplayScheduler(many.token()), cores: 1 },
    );
    expect(() => few.run()).toThrow(ReplayError);
  });
});
