import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CalibrationSample,
  calibrate,
  calibrationReport,
  costModelOf,
  loadCostModel,
  nonNegativeLeastSquares,
} from "../src/index.ts";

function sample(
  name: string,
  counts: [number, number][],
  costs: Record<number, number>,
  units: [number, number][] = [],
): CalibrationSample {
  const measured = [...counts, ...units.map(([key, n]) => [key + 1000, n] as const)].reduce(
    (sum, [key, n]) => sum + n * costs[key]!,
    0,
  );
  return { name, counts: new Map(counts), units: new Map(units), measured };
}

describe("calibration", () => {
  it("gives no cost below the least", () => {
    const { costs } = calibrate(
      [
        sample(
          "a",
          [
            [1, 100],
            [2, 100],
          ],
          { 1: 5, 2: 0 },
        ),
        sample("b", [[1, 100]], { 1: 5 }),
      ],
      300,
    );
    expect(costs.get(2)).toBeGreaterThanOrEqual(300);
  });

  it("can have a least for each key, and samples that count more", () => {
    const samples: CalibrationSample[] = [
      { name: "a", counts: new Map([[1, 1]]), measured: 0.1 },
      { name: "b", counts: new Map([[2, 1]]), measured: 100 },
      { name: "c", counts: new Map([[2, 1]]), measured: 400, weight: 50 },
    ];
    const { costs } = calibrate(samples, (key) => (key === 1 ? 300 : 0));
    expect(costs.get(1)).toBe(300);
    expect(costs.get(2)! / 1000).toBeCloseTo(400, -1);
  });

  it("takes half and double for errors of the same size", () => {
    const told = (measured: number[]): number | undefined =>
      calibrate(measured.map((ns, i) => ({ name: String(i), counts: new Map([[1, 1]]), measured: ns }))).costs.get(1);
    expect(told([100, 400])! / 1000).toBeCloseTo(200, 0);
  });

  it("finds the costs that made exact measurements", () => {
    const costs = { 1: 2, 2: 30, 3: 0.5, 1003: 0.125 };
    const samples = [
      sample(
        "a",
        [
          [1, 1000],
          [2, 10],
        ],
        costs,
      ),
      sample(
        "b",
        [
          [1, 10],
          [2, 1000],
        ],
        costs,
      ),
      sample(
        "c",
        [
          [1, 500],
          [3, 7000],
        ],
        costs,
        [[3, 100]],
      ),
      sample(
        "d",
        [
          [2, 5],
          [3, 100],
        ],
        costs,
        [[3, 90_000]],
      ),
      sample(
        "e",
        [
          [1, 7],
          [2, 9],
          [3, 11],
        ],
        costs,
        [[3, 13]],
      ),
    ];
    const result = calibrate(samples);
    expect([...result.costs]).toEqual([
      [1, 2000],
      [2, 30_000],
      [3, 500],
    ]);
    expect([...result.perUnit]).toEqual([[3, 125]]);
    expect(result.rms).toBeLessThan(1e-9);
  });

  it("never gives a cost below zero, and says which came out at nothing", () => {
    const result = calibrate([
      { name: "a", counts: new Map([[1, 10]]), measured: 100 },
      {
        name: "b",
        counts: new Map([
          [1, 10],
          [2, 10],
        ]),
        measured: 50,
      },
    ]);
    expect(result.costs.get(2)).toBe(0);
    expect(result.atZero).toEqual([2]);
    expect(calibrationReport(result, (key) => `key ${key}`)).toContain("no cost of their own found for: key 2");
  });

  it("makes a model that loads", () => {
    const result = calibrate([{ name: "a", counts: new Map([[5, 10]]), measured: 100 }]);
    expect(loadCostModel(costModelOf(result, "m", "test", 1000)).cost(5)).toBe(10_000);
  });

  it("refuses a measurement of nothing", () => {
    expect(() => calibrate([{ name: "a", counts: new Map(), measured: 0 }])).toThrow("sample a: measured 0 ns");
  });
});

describe("nonNegativeLeastSquares", () => {
  const matrix = fc
    .integer({ min: 1, max: 4 })
    .chain((columns) =>
      fc.tuple(
        fc.array(fc.array(fc.nat(20), { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.integer({ min: -20, max: 50 }), { minLength: 8, maxLength: 8 }),
      ),
    );

  it("is a minimum: no column, moved either way it may, makes the error smaller", () => {
    fc.assert(
      fc.property(matrix, ([rows, target]) => {
        const x = nonNegativeLeastSquares(rows, target);
        rows[0]!.forEach((_, j) => {
          const length = rows.reduce((sum, row) => sum + row[j]! * row[j]!, 0);
          if (length === 0) {
            expect(x[j]).toBe(0);
            return;
          }
          const slope = rows.reduce(
            (sum, row, k) => sum + row[j]! * (target[k]! - row.reduce((s, value, i) => s + value * x[i]!, 0)),
            0,
          );
          expect(x[j]).toBeGreaterThanOrEqual(0);
          expect(slope / Math.sqrt(length)).toBeLessThan(1e-4);
          if (x[j]! > 1e-6) expect(Math.abs(slope) / Math.sqrt(length)).toBeLessThan(1e-4);
        });
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});
