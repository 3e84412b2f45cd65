import { describe, expect, it } from "vitest";
import { CostModelError, loadCostModel } from "../src/index.ts";

const data = { version: 1, name: "m", source: "nowhere", defaultCost: 7, costs: { "3": 1500, "10": 0 }, perUnit: { "10": 250 } };

describe("cost models", () => {
  it("give a key's cost and what its units add", () => {
    const model = loadCostModel(data);
    expect([model.cost(3), model.cost(10, 8), model.cost(4), model.cost(60_000)]).toEqual([1500, 2000, 7, 7]);
  });

  it("come back as the data they were made of", () => {
    expect(loadCostModel(JSON.parse(JSON.stringify(loadCostModel(data).toData()))).toData()).toEqual(data);
  });

  it("scale", () => {
    expect(loadCostModel(data).scaled(2, "slow").cost(3)).toBe(3000);
  });

  it.each([
    [null, "a cost model is an object"],
    [{ ...data, version: 2 }, "version: 1 is known here, not 2"],
    [{ ...data, costs: { a: 1 } }, 'costs: "a" is not a key (a whole number from 0 to 65535)'],
    [{ ...data, costs: { "01": 1 } }, 'costs: "01" is not a key (a whole number from 0 to 65535)'],
    [{ ...data, perUnit: { "1": -1 } }, "perUnit.1: must be a whole number of picoseconds, 0 or more, not -1"],
    [{ ...data, defaultCost: undefined }, "defaultCost: must be a whole number of picoseconds, 0 or more, not missing"],
  ])("are refused with the place that is wrong: %#", (bad, message) => {
    expect(() => loadCostModel(bad)).toThrow(new CostModelError(message));
  });
});
