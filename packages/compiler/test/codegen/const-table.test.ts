import { expect, it } from "vitest";
import { ConstTable } from "../../src/codegen/const-table.ts";
import type { Constant } from "../../src/constant.ts";

const float = (value: number): Constant => ({ type: "float", value });

it("shares equal constants of one type", () => {
  const table = new ConstTable();
  expect([table.add(float(1)), table.add({ type: "str", value: "a" }), table.add(float(1))]).toEqual([0, 1, 0]);
});

it("tells types and signs of zero apart, in tuples too", () => {
  const table = new ConstTable();
  const kinds: Constant[] = [{ type: "int", value: 1 }, { type: "bool", value: true }, float(1), float(0), float(-0)];
  const tuples: Constant[] = kinds.map((item) => ({ type: "tuple", items: [item] }));
  expect([...kinds, ...tuples].map((c) => table.add(c))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it("keeps every NaN", () => {
  const table = new ConstTable();
  expect([table.add(float(NaN)), table.add(float(NaN))]).toEqual([0, 1]);
});

it("does not take an int for a string of the same digits", () => {
  const table = new ConstTable();
  expect([table.add({ type: "int", value: 1 }), table.add({ type: "str", value: "1" })]).toEqual([0, 1]);
});
