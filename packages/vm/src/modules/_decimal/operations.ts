import {
  add,
  compareMagnitudes,
  divide,
  divideInteger,
  divideModulo,
  multiply,
  multiplyAdd,
  remainder,
  remainderNear,
  subtract,
} from "./arithmetic.ts";
import { type Arithmetic, adjusted, type Decimal, finite, isNan, isZero, ROUND_HALF_EVEN, withSign } from "./number.ts";
import * as selection from "./selection.ts";
import { exp, ln, log10, power, sqrt } from "./transcendental.ts";

/*
 * What both Decimal and Context offer under the same name: the number first, then the context.
 */

export type Unary = (a: Decimal, ctx: Arithmetic) => Decimal;
export type Binary = (a: Decimal, b: Decimal, ctx: Arithmetic) => Decimal;
export type Predicate = (a: Decimal, ctx: Arithmetic) => boolean;

export const UNARY: readonly (readonly [string, Unary])[] = [
  ["exp", exp],
  ["ln", ln],
  ["log10", log10],
  ["logb", selection.logb],
  ["logical_invert", selection.invert],
  ["next_minus", (a, ctx) => selection.next(a, ctx, -1)],
  ["next_plus", (a, ctx) => selection.next(a, ctx, 1)],
  ["normalize", selection.reduce],
  ["sqrt", sqrt],
];

export const BINARY: readonly (readonly [string, Binary])[] = [
  ["compare", selection.compare],
  ["compare_signal", (a, b, ctx) => selection.compare(a, b, ctx, true)],
  ["compare_total", (a, b) => total(selection.compareTotal(a, b))],
  ["compare_total_mag", (a, b) => total(selection.compareTotal(withSign(a, 0), withSign(b, 0)))],
  ["copy_sign", (a, b) => withSign(a, b.sign)],
  ["logical_and", (a, b, ctx) => selection.logical(a, b, ctx, (x, y) => x & y)],
  ["logical_or", (a, b, ctx) => selection.logical(a, b, ctx, (x, y) => x | y)],
  ["logical_xor", (a, b, ctx) => selection.logical(a, b, ctx, (x, y) => x ^ y)],
  ["max", selection.max],
  ["max_mag", selection.maxMagnitude],
  ["min", selection.min],
  ["min_mag", selection.minMagnitude],
  ["next_toward", selection.nextToward],
  ["remainder_near", remainderNear],
  ["rotate", selection.rotate],
  ["scaleb", selection.scaleb],
  ["shift", selection.shift],
];

/** What only contexts have by name; numbers have operators. */
export const CONTEXT_UNARY: readonly (readonly [string, Unary])[] = [
  ["abs", selection.absolute],
  ["minus", selection.minus],
  ["plus", selection.plus],
];
export const CONTEXT_BINARY: readonly (readonly [string, Binary])[] = [
  ["add", add],
  ["subtract", subtract],
  ["multiply", multiply],
  ["divide", divide],
  ["divide_int", divideInteger],
  ["remainder", remainder],
  ["quantize", selection.quantize],
];

export const PREDICATES: readonly (readonly [string, Predicate, boolean])[] = [
  ["is_canonical", () => true, false],
  ["is_finite", (a) => a.special === "", false],
  ["is_infinite", (a) => a.special === "F", false],
  ["is_nan", isNan, false],
  ["is_normal", (a, ctx) => a.special === "" && a.coeff !== 0n && adjusted(a) >= ctx.emin, true],
  ["is_qnan", (a) => a.special === "n", false],
  ["is_signed", (a) => a.sign === 1, false],
  ["is_snan", (a) => a.special === "N", false],
  ["is_subnormal", (a, ctx) => a.special === "" && a.coeff !== 0n && adjusted(a) < ctx.emin, true],
  ["is_zero", isZero, false],
];

function total(order: number): Decimal {
  return finite(order < 0 ? 1 : 0, BigInt(order < 0 ? -order : order), 0);
}

/** Same exponent, or same kind of special number. CPython 3.11: libmpdec mpd_same_quantum */
export function sameQuantum(a: Decimal, b: Decimal): boolean {
  if (a.special !== "" || b.special !== "") return (isNan(a) && isNan(b)) || (a.special === "F" && b.special === "F");
  return a.exp === b.exp;
}

export {
  add,
  compareMagnitudes,
  divide,
  divideInteger,
  divideModulo,
  multiply,
  multiplyAdd,
  power,
  ROUND_HALF_EVEN,
  remainder,
  subtract,
};
