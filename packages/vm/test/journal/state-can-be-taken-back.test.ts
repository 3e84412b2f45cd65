import { describe, expect, it } from "vitest";
import { readPrograms } from "../audit/programs.ts";
import { prepare } from "../run-python.ts";
import { DisturbedRun, type Prepare, runUndisturbed } from "./disturbed-run.ts";

const SEED = 20231204;
/** Every how many programs one is looked at field by field; the others by their hash. */
const DEEP_EVERY = 6;

/** With all of the simulation's events, so that two runs can be compared event by event. */
const preparer =
  (source: string): Prepare =>
  () =>
    prepare(source, { simulation: { events: 100_000 } });

describe("state can be taken back", () => {
  readPrograms().forEach(({ name, source }, i) => {
    it(`${name}: undone, the state is what it was, and the run goes on as if nothing had been`, () => {
      const make = preparer(source);
      const run = new DisturbedRun(make, runUndisturbed(make), SEED + i, i % DEEP_EVERY === 0);
      expect(run.disturb(3)).toEqual([]);
    });
  });
});
