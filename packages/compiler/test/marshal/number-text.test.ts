import { expect, test } from "vitest";
import { formatG17, parseFloatText } from "../../src/marshal/number-text.ts";

test.each([
  [0, "0"],
  [-0, "-0"],
  [0.1, "0.10000000000000001"],
  [1e16, "10000000000000000"],
  [1e17, "1e+17"],
  [1e-4, "0.0001"],
  [1e-5, "1.0000000000000001e-05"],
  [123456789.5, "123456789.5"],
  [Infinity, "inf"],
  [-Infinity, "-inf"],
  [Number.NaN, "nan"],
])("%d is written as %s", (value, text) => {
  expect(formatG17(value)).toBe(text);
});

test("an exact half is rounded to even", () => {
  expect(formatG17(2 ** -25)).toBe("2.9802322387695312e-08");
});

test.each(["1.5", "+1.", ".5e-3", "INF", "-infinity", "nan"])("%s is a float", (text) => {
  expect(parseFloatText(text)).toBeTypeOf("number");
});

test.each(["", "1_0", " 1", "1 ", "0x10", "1e", "infi"])("'%s' is none", (text) => {
  expect(parseFloatText(text)).toBeUndefined();
});
