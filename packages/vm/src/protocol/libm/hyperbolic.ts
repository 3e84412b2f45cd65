import { scaleDouble } from "../../objects/int/to-double.ts";
import { add, dd, divide, type DoubleDouble, LN2, multiply, negate, reciprocal, scale, squareRoot } from "./double-double.ts";
import { expDouble, FACTORIALS, logDouble, roundScaled } from "./elementary.ts";

/*
 * Exponentials and logarithms around zero, hyperbolic functions and their inverses, in double-double arithmetic, rounded once. Below TINY a function that is x near 0
 * is x to the last bit.
 */

const TINY = 1e-150;
const ODD: DoubleDouble[] = Array.from({ length: 20 }, (_, i) => reciprocal(2 * i + 1));
const ONE: DoubleDouble = dd(1);
const LN10: DoubleDouble = add(scale(LN2, 3), logDouble(1.25));

/** atanh(s) for |s| <= 0.11. */
function atanhSeries(s: DoubleDouble): DoubleDouble {
  const s2 = multiply(s, s);
  let sum = ODD[ODD.length - 1]!;
  for (let i = ODD.length - 2; i >= 0; i--) sum = add(multiply(sum, s2), ODD[i]!);
  return multiply(sum, s);
}

/** ln(1 + t) for t > -1. */
function log1pOf(t: DoubleDouble): DoubleDouble {
  if (Math.abs(t.hi) < 0.2) return scale(atanhSeries(divide(t, add(dd(2), t))), 2);
  return logOf(add(ONE, t));
}

/** ln(t) for t > 0. */
function logOf(t: DoubleDouble): DoubleDouble {
  const rest = t.lo / t.hi;
  return add(logDouble(t.hi), dd(rest - (rest * rest) / 2));
}

/** Sum of x**n / n! for n = first, first + step, ... with x2 = x**step; |x| < 0.35. */
function taylor(x2: DoubleDouble, first: number, step: number, terms: number): DoubleDouble {
  let sum = FACTORIALS[first + step * (terms - 1)]!;
  for (let i = terms - 2; i >= 0; i--) sum = add(multiply(sum, x2), FACTORIALS[first + step * i]!);
  return sum;
}

/** e**x times 2**-shift, for results within reach. */
function expScaled(x: DoubleDouble, shift: number): DoubleDouble {
  const { value, exponent } = expDouble(x);
  return { hi: scaleDouble(value.hi, exponent - shift), lo: scaleDouble(value.lo, exponent - shift) };
}

/** e**x - 1. */
export function expm1(x: number): number {
  if (Number.isNaN(x) || x === Infinity || Math.abs(x) < TINY) return x;
  if (x < -50) return -1;
  if (x > 710) return Infinity;
  return x > 50 ? rounded(dd(x)) : expm1Of(dd(x)).hi;
}

function rounded(x: DoubleDouble): number {
  const { value, exponent } = expDouble(x);
  return roundScaled(value, exponent);
}

/** e**x - 1 for -50 < x < 100. */
function expm1Of(x: DoubleDouble): DoubleDouble {
  if (Math.abs(x.hi) < 0.35) return multiply(taylor(x, 1, 1, 22), x);
  return add(expScaled(x, 0), dd(-1));
}

/** 2**x. */
export function exp2(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x >= 1024) return Infinity;
  if (x < -1080) return 0;
  const n = Math.round(x);
  const { value, exponent } = expDouble(multiply(LN2, dd(x - n)));
  return roundScaled(value, exponent + n);
}

export function log1p(x: number): number {
  if (Number.isNaN(x) || x < -1) return Number.NaN;
  if (x === -1) return -Infinity;
  if (x === Infinity || Math.abs(x) < TINY) return x;
  if (x > 1e20) return logDouble(x).hi;
  return log1pOf(dd(x)).hi;
}

export function log2(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  const l = divide(logDouble(x), LN2);
  const nearest = Math.round(l.hi);
  return scaleDouble(1, nearest) === x ? nearest : l.hi;
}

export function log10(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  return divide(logDouble(x), LN10).hi;
}

export function sinh(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) < TINY) return x;
  const a = Math.abs(x);
  if (a > 711) return x > 0 ? Infinity : -Infinity;
  let value: number;
  if (a < 0.35) {
    const x2 = multiply(dd(a), dd(a));
    value = multiply(taylor(x2, 1, 2, 12), dd(a)).hi;
  } else if (a > 40) value = halfExp(a);
  else value = scale(add(expScaled(dd(a), 0), negate(expScaled(dd(-a), 0))), 0.5).hi;
  return x < 0 ? -value : value;
}

function halfExp(a: number): number {
  const { value, exponent } = expDouble(dd(a));
  return roundScaled(value, exponent - 1);
}

export function cosh(x: number): number {
  if (Number.isNaN(x)) return x;
  const a = Math.abs(x);
  if (a > 711) return Infinity;
  if (a > 40) return halfExp(a);
  return scale(add(expScaled(dd(a), 0), expScaled(dd(-a), 0)), 0.5).hi;
}

export function tanh(x: number): number {
  if (Number.isNaN(x) || Math.abs(x) < TINY) return x;
  const a = Math.abs(x);
  let value = 1;
  if (a < 22) {
    const e = expm1Of(dd(2 * a));
    value = divide(e, add(e, dd(2))).hi;
  }
  return x < 0 ? -value : value;
}

export function asinh(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) < TINY) return x;
  const a = Math.abs(x);
  let value: number;
  if (a > 1e18) value = add(logDouble(a), LN2).hi;
  else {
    const x2 = multiply(dd(a), dd(a));
    const root = squareRoot(add(ONE, x2));
    value = log1pOf(add(dd(a), divide(x2, add(ONE, root)))).hi;
  }
  return x < 0 ? -value : value;
}

export function acosh(x: number): number {
  if (Number.isNaN(x) || x < 1) return Number.NaN;
  if (x === Infinity) return x;
  if (x === 1) return 0;
  if (x > 1e18) return add(logDouble(x), LN2).hi;
  const u = add(dd(x), dd(-1));
  return log1pOf(add(u, squareRoot(add(scale(u, 2), multiply(u, u))))).hi;
}

export function atanh(x: number): number {
  if (Number.isNaN(x) || Math.abs(x) > 1) return Number.NaN;
  if (Math.abs(x) === 1) return x > 0 ? Infinity : -Infinity;
  if (Math.abs(x) < TINY) return x;
  if (Math.abs(x) < 0.1) return atanhSeries(dd(x)).hi;
  const ratio = divide(add(ONE, dd(x)), add(ONE, dd(-x)));
  return scale(logOf(ratio), 0.5).hi;
}

/** The real cube root. */
export function cbrt(x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const a = Math.abs(x);
  const third = divide(logDouble(a), dd(3));
  const { value, exponent } = expDouble(third);
  // x = m * 2**(3 k): the root of m, times 2**k.
  const k = exponent;
  const m = scaleDouble(a, -k - k - k);
  const y = value;
  const cube = multiply(multiply(y, y), y);
  // One step of Newton's method.
  const better = add(y, divide(add(dd(m), negate(cube)), multiply(dd(3), multiply(y, y))));
  const r = roundScaled(better, k);
  return x < 0 ? -r : r;
}
