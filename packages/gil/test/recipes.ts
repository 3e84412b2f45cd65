import fc from "fast-check";
import { linux, RandomScheduler, type SyntheticOperation } from "../src/index.ts";
import { burst, MS, type Options, type Prepared, prepareWithClient, thread } from "./programs.ts";

type Recipe = { kind: string; ns: number }[][];

const step = fc.record({
  kind: fc.constantFrom("burst", "burst", "coarse", "sleep", "user", "system", "idle", "lock"),
  ns: fc.integer({ min: 1, max: 12 * MS }),
});

/** What a few threads do, at random. */
export const recipes: fc.Arbitrary<Recipe> = fc.array(fc.array(step, { minLength: 0, maxLength: 5 }), {
  minLength: 1,
  maxLength: 4,
});

/** Under which circumstances. */
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
export function prepareRecipe(recipe: Recipe, options: Options): Prepared {
  const { simulation, client } = prepareWithClient([], options);
  const lock = simulation.newLock("shared");
  recipe.forEach((steps, i) => {
    simulation.spawn(thread(`T${i}`, ...steps.flatMap(({ kind, ns }) => operationsOf(kind, ns))), `T${i}`);
  });
  return { simulation, client };

  function operationsOf(kind: string, ns: number): SyntheticOperation[] {
    if (kind === "burst") return [burst(ns, 300)];
    if (kind === "coarse") return [burst(ns, 4 * MS)];
    if (kind === "sleep") return [{ op: "sleep", duration: ns }];
    if (kind === "lock") return [{ op: "acquire", lock }, burst(ns, 300), { op: "release", lock }];
    return [{ op: "native", duration: ns, as: kind as "user" | "system" | "idle", label: kind }];
  }
}
