import { describe, expect, it } from "vitest";
import { add, divide, remainder } from "../../../src/modules/_decimal/arithmetic.ts";
import { finalize } from "../../../src/modules/_decimal/finalize.ts";
import {
  type Arithmetic,
  CLAMPED,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  INEXACT,
  OVERFLOW,
  ROUND_DOWN,
  ROUND_HALF_EVEN,
  ROUNDED,
} from "../../../src/modules/_decimal/number.ts";
import { quantize, toIntegral } from "../../../src/modules/_decimal/selection.ts";
import { decimalText, formatDecimal, parseDecimal, parseDecimalFormat } from "../../../src/modules/_decimal/text.ts";
import { exp, ln, power, sqrt } from "../../../src/modules/_decimal/transcendental.ts";

const context = (change: Partial<Arithmetic> = {}): Arithmetic => ({
  prec: 9,
  rounding: ROUND_HALF_EVEN,
  emin: -999,
  emax: 999,
  clamp: 0,
  status: 0,
  ...change,
});
const d = (text: string): NonNullable<ReturnType<typeof parseDecimal>> => parseDecimal(text)!;
const show = (x: Parameters<typeof decimalText>[0]): string => decimalText(x, true);

/** The examples are those of the General Decimal Arithmetic specification. */
describe("the specification's examples", () => {
  it.each([
    [show(add(d("12"), d("7.00"), context())), "19.00"],
    [show(add(d("1E+2"), d("1E+4"), context())), "1.01E+4"],
    [show(divide(d("1"), d("3"), context())), "0.333333333"],
    [show(divide(d("2.400"), d("2.0"), context())), "1.20"],
    [show(divide(d("1000"), d("1E+0"), context())), "1000"],
    [show(remainder(d("-10"), d("3"), context())), "-1"],
    [show(quantize(d("2.17"), d("0.001"), context())), "2.170"],
    [show(quantize(d("-0.1"), d("1"), context())), "-0"],
    [show(toIntegral(d("101.5"), context(), true)), "102"],
    [show(sqrt(d("7"), context())), "2.64575131"],
    [show(sqrt(d("1.00"), context())), "1.0"],
    [show(exp(d("1"), context())), "2.71828183"],
    [show(ln(d("10"), context())), "2.30258509"],
    [show(power(d("2"), d("3"), context())), "8"],
    [show(power(d("1.7"), d("8"), context())), "69.7575744"],
    [show(power(d("2"), d("0.5"), context())), "1.41421356"],
  ])("%s is %s", (got, wanted) => {
    expect(got).toBe(wanted);
  });
});

describe("conditions", () => {
  it("a division by zero", () => {
    const ctx = context();
    expect(show(divide(d("-1"), d("0"), ctx))).toBe("-Infinity");
    expect(ctx.status).toBe(DIVISION_BY_ZERO);
  });

  it("a quotient with too many digits", () => {
    const ctx = context();
    expect(show(remainder(d("1E+20"), d("3"), ctx))).toBe("NaN");
    expect(ctx.status).toBe(DIVISION_IMPOSSIBLE);
  });

  it("an overflow that is rounded down stays finite", () => {
    const ctx = context({ rounding: ROUND_DOWN });
    expect(show(finalize(d("1E+1000"), ctx))).toBe("9.99999999E+999");
    expect(ctx.status).toBe(OVERFLOW | INEXACT | ROUNDED);
  });

  it("a zero is clamped without being rounded", () => {
    const ctx = context();
    expect(show(finalize(d("0E-2000"), ctx))).toBe("0E-1007");
    expect(ctx.status).toBe(CLAMPED);
  });
});

it("no text but a number's is one", () => {
  expect(["", ".", "1e", "++1", "0x1", "1 2", "infinit"].map(parseDecimal)).toEqual(new Array(7).fill(null));
});

it("formats group, pad and round", () => {
  const format = (text: string, spec: string): string => formatDecimal(d(text), parseDecimalFormat(spec, true)!, ROUND_HALF_EVEN);
  expect(format("1234567.885", ",.2f")).toBe("1,234,567.88");
  expect(format("-3", "08")).toBe("-0000003");
  expect(format("0.00012", ".1%")).toBe("0.0%");
  expect(parseDecimalFormat("#f", true)).toBe(null);
});
