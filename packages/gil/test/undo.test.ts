import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digest, prepare, type Run, thread } from "./programs.ts";
import { prepareRecipe, recipes, settings } from "./recipes.ts";

function trace(simulation: Run, steps: number): string[] {
  for (let i = 0; i < steps && simulation.step().kind === "progress"; i++);
  return simulation.events().map((event) => `${event.time} ${simulation.sentence(event)}`);
}

describe("taking back", () => {
  it("gives the state of the mark again, and from there the same run", () => {
    fc.assert(
      fc.property(recipes, settings, fc.nat(200), fc.nat(200), (recipe, options, before, after) => {
        const { simulation, client } = prepareRecipe(recipe, options);
        trace(simulation, before);
        const [mark, clientMark] = [simulation.mark(), client.mark()];
        const marked = digest(simulation);
        const first = trace(simulation, after);
        const token = simulation.token();
        const later = digest(simulation);
        for (let again = 0; again < 2; again++) {
          simulation.undo(mark);
          client.undo(clientMark);
          expect(digest(simulation)).toBe(marked);
          expect(trace(simulation, after)).toEqual(first);
          expect(digest(simulation)).toBe(later);
          expect(simulation.token()).toBe(token);
        }
      }),
      { numRuns: 80, seed: 2 },
    );
  });

  it("is refused in the middle of a run", () => {
    const problems: unknown[] = [];
    const effect = (): void => {
      try {
        simulation.mark();
      } catch (problem) {
        problems.push(String(problem));
      }
    };
    const body = [{ name: "MARK", cost: 1, checkpoint: false, effect }];
    const simulation = prepare([thread("A", { op: "instructions", body, repeat: 1 })]);
    simulation.run();
    expect(problems).toEqual(["SimulationError: mark in the middle of a run"]);
  });
});
