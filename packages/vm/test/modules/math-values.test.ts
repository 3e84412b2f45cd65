import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { hexToDouble } from "../../src/objects/float/hex.ts";
import * as elementary from "../../src/protocol/libm/elementary.ts";
import * as errorFunction from "../../src/protocol/libm/error-function.ts";
import * as gamma from "../../src/protocol/libm/gamma.ts";
import * as hyperbolic from "../../src/protocol/libm/hyperbolic.ts";
import { pow } from "../../src/protocol/libm/pow.ts";
import * as trigonometry from "../../src/protocol/libm/trigonometry.ts";

type Rows = string[][];
const recorded = JSON.parse(readFileSync(new URL("recorded/math-values.json", import.meta.url), "utf8")) as Record<string, Rows>;
const functions = { ...elementary, ...errorFunction, ...gamma, ...hyperbolic, ...trigonometry, pow } as unknown as Record<
  string,
  (...xs: number[]) => number
>;

/** How many of the recorded values may differ in the last places: where exp, log and sin, which are rounded to nearest here and almost always there, are not. */
const MOST_DIFFERENT = 2;

it.each(Object.keys(recorded))("%s is CPython's", (name) => {
  const rows = recorded[name]!;
  let equal = 0;
  for (const row of rows) {
    const numbers = row.map((text) => hexToDouble(text)!.value);
    const wanted = numbers.pop()!;
    const got = functions[name]!(...numbers);
    if (Object.is(got, wanted)) equal++;
    else expect(Math.abs(got - wanted)).toBeLessThanOrEqual(6.7e-16 * Math.abs(wanted));
  }
  expect(equal).toBeGreaterThanOrEqual(rows.length - MOST_DIFFERENT);
});
