import { describe, expect, it } from "vitest";
import { ratio, realPower } from "../../src/ast-optimize/real-power.ts";

describe("realPower", () => {
  // Answers of CPython 3.11.7's `x ** y`.
  it.each([
    [3, 0.5, 1.7320508075688772],
    [10, -3, 0.001],
    [10, 308, 1e308],
    [10, -323, 1e-323],
    [0.1, 3, 0.0010000000000000002],
    [2, -1074, 5e-324],
    [1.5, 1000.5, 1.511139943175573e176],
    [205 / 144, -0.5, 0.8381163549234938],
    [1 + 2 ** -52, 2 ** 53, 7.389056098930649],
  ])("%f ** %f", (x, y, power) => {
    expect(realPower(x, y)).toBe(power);
  });

  it("overflows to infinity and underflows to 0", () => {
    expect(realPower(10, 309)).toBe(Infinity);
    expect(realPower(10, -400)).toBe(0);
  });
});

describe("ratio", () => {
  it("rounds a tie to even", () => {
    expect(ratio(2n ** 53n + 1n, 1n, 0)).toBe(2 ** 53);
    expect(ratio(2n ** 53n + 3n, 1n, 0)).toBe(2 ** 53 + 4);
  });

  it("rounds the smallest numbers once", () => {
    expect(ratio(1n, 1n, -1075)).toBe(0);
    expect(ratio(3n, 1n, -1075)).toBe(1e-323);
  });
});
