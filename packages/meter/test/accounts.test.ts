import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CostAccumulator, difference, KeyCounts, sumOf } from "../src/index.ts";

describe("CostAccumulator", () => {
  it("hands out every picosecond in the end, however often one looks", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000)), (costs) => {
        const accumulator = new CostAccumulator();
        let taken = 0;
        for (const cost of costs) {
          accumulator.charge(cost);
          taken += accumulator.take();
        }
        expect(taken * 1000 + accumulator.pending).toBe(costs.reduce((sum, cost) => sum + cost, 0));
        expect(accumulator.pending).toBeLessThan(1000);
      }),
      { seed: 9 },
    );
  });

  it("can be taken back", () => {
    const accumulator = new CostAccumulator();
    accumulator.charge(1700);
    const mark = accumulator.mark();
    accumulator.take();
    accumulator.undo(mark);
    expect(accumulator.nanoseconds).toBe(1);
  });
});

describe("KeyCounts", () => {
  it("counts times and units, and can be taken back", () => {
    const counts = new KeyCounts();
    counts.add(7);
    counts.add(3, 2, 50);
    const mark = counts.mark();
    counts.add(9);
    counts.add(3);
    counts.undo(mark);
    expect([counts.keys(), counts.times(3), counts.units(3), counts.times(9)]).toEqual([[3, 7], 2, 50, 0]);
  });
});

describe("sums and differences", () => {
  it("go part by part", () => {
    const split = { user: 1, system: 2, gil: 3, blocked: 4, core: 5 };
    expect(sumOf([split, split])).toEqual({ user: 2, system: 4, gil: 6, blocked: 8, core: 10 });
    expect(difference({ user: 5, system: 4, wall: 9 }, { user: 1, system: 1, wall: 2 })).toEqual({ user: 4, system: 3, wall: 7 });
  });
});
