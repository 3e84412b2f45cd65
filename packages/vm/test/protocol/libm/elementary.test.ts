import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as elementary from "../../../src/protocol/libm/elementary.ts";
import { pow } from "../../../src/protocol/libm/pow.ts";

type Case = [name: string, args: string[], result: string];

const cases = JSON.parse(readFileSync(new URL("../../recorded/libm.json", import.meta.url), "utf8")) as Case[];
const view = new DataView(new ArrayBuffer(8));

function double(hex: string): number {
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

const functions: Record<string, (...args: number[]) => number> = { ...elementary, pow } as never;

/** tools/record-libm.py computed the true values with 110 digits. */
describe("functions give the double nearest to the true value", () => {
  for (const name of new Set(cases.map((c) => c[0]))) {
    it(name, () => {
      const wrong = cases.filter((c) => c[0] === name && !Object.is(functions[name]!(...c[1].map(double)), double(c[2])));
      expect(wrong.map((c) => c[1].map(double))).toEqual([]);
    });
  }
});

describe("pow at special values", () => {
  it.each([
    [0, -Infinity, Infinity],
    [-0, 3, -0],
    [-0, -3, -Infinity],
    [-1, Infinity, 1],
    [-Infinity, 3, -Infinity],
    [-Infinity, -2, 0],
    [Number.NaN, 0, 1],
    [1, Number.NaN, 1],
    [-8, 0.5, Number.NaN],
    [2, 1024, Infinity],
    [2, -1075, 0],
    [2, -1074, 5e-324],
  ])("%d ** %d", (x, y, expected) => {
    expect(pow(x, y)).toBe(expected);
  });
});
