import { exponentOf, scaleDouble } from "../../objects/int/to-double.ts";
import { add, type DoubleDouble, dd, divide, LN2, multiply, negate, reciprocal, scale } from "./double-double.ts";
import { exp, expDouble, FACTORIALS, log, logDouble, roundScaled } from "./elementary.ts";

/*
 * Exponentials and logarithms around zero, hyperbolic functions and their inverses, in double-double arithmetic, rounded once. Below TINY a function that is x near 0
 * is x to the last bit.
 */

const TINY = 1e-150;
const ODD: DoubleDouble[] = Array.from({ length: 20 }, (_, i) => reciprocal(2 * i + 1));
const ONE: DoubleDouble = dd(1);

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

const LOG10_2_HIGH = 0.30102999566361177;
const LOG10_2_LOW = 3.694239077158931e-13;
const INVERSE_LN10 = 0.4342944819032518;

/** By way of the natural logarithm of the mantissa, as glibc does: the rounding of that way is what `math.log10` shows. */
export function log10(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  const k = exponentOf(x);
  const y = k < 0 ? k + 1 : k;
  const mantissa = scaleDouble(x, -y);
  return y * LOG10_2_LOW + INVERSE_LN10 * log(mantissa) + y * LOG10_2_HIGH;
}

/*
 * The rest is not rounded once, but composed of exp, expm1, log and log1p as C libraries (glibc's too) have done it since fdlibm, because the last digit shows how.
 */

export function sinh(x: number): number {
  const a = Math.abs(x);
  if (!Number.isFinite(x) || a < 3.7252902984619140625e-9) return x;
  const half = x < 0 ? -0.5 : 0.5;
  if (a >= 22) return largeHalfExp(a, half);
  const t = expm1(a);
  return a < 1 ? half * (2 * t - (t * t) / (t + 1)) : half * (t + t / (t + 1));
}

/** half * e**a without overflow on the way. */
function largeHalfExp(a: number, half: number): number {
  if (a < 709.782712893384) return half * exp(a);
  const w = exp(0.5 * a);
  return half * w * w;
}

export function cosh(x: number): number {
  if (Number.isNaN(x)) return x;
  const a = Math.abs(x);
  if (a === Infinity) return a;
  if (a >= 22) return largeHalfExp(a, 0.5);
  if (a < 0.34657359027997264) {
    const t = expm1(a);
    const w = 1 + t;
    return a < 2.7755575615628914e-17 ? w : 1 + (t * t) / (w + w);
  }
  const t = exp(a);
  return 0.5 * t + 0.5 / t;
}

export function tanh(x: number): number {
  const a = Math.abs(x);
  if (Number.isNaN(x) || x === 0) return x;
  if (a < 2.7755575615628914e-17) return x * (1 + x);
  let z = 1;
  if (a < 22) {
    if (a >= 1) z = 1 - 2 / (expm1(2 * a) + 2);
    else {
      const t = expm1(-2 * a);
      z = -t / (t + 2);
    }
  }
  return x < 0 ? -z : z;
}

export function asinh(x: number): number {
  const a = Math.abs(x);
  if (!Number.isFinite(x) || a < 3.7252902984619140625e-9) return x;
  let w: number;
  if (a > 268435456) w = log(a) + LN2.hi;
  else if (a > 2) w = log(2 * a + 1 / (Math.sqrt(x * x + 1) + a));
  else {
    const t = x * x;
    w = log1p(a + t / (1 + Math.sqrt(1 + t)));
  }
  return x < 0 ? -w : w;
}

export function acosh(x: number): number {
  if (Number.isNaN(x) || x < 1) return Number.NaN;
  if (x === Infinity) return x;
  if (x > 268435456) return log(x) + LN2.hi;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
}

export function atanh(x: number): number {
  const a = Math.abs(x);
  if (Number.isNaN(x) || a > 1) return Number.NaN;
  if (a === 1) return x > 0 ? Infinity : -Infinity;
  if (a < 3.7252902984619140625e-9) return x;
  const t = a + a;
  const w = a < 0.5 ? 0.5 * log1p(t + (t * a) / (1 - a)) : 0.5 * log1p(t / (1 - a));
  return x < 0 ? -w : w;
}

/** The real cube root, rounded once: glibc's is off by one in the last place for half of all arguments (its cbrt(27) is not 3). */
export function cbrt(x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const a = Math.abs(x);
  // x = m * 2**(3 k): the root of m, times 2**k.
  const { value: y, exponent: k } = expDouble(divide(logDouble(a), dd(3)));
  const m = scaleDouble(scaleDouble(a, -k), -2 * k);
  const cube = multiply(multiply(y, y), y);
  // One step of Newton's method.
  const better = add(y, divide(add(dd(m), negate(cube)), multiply(dd(3), multiply(y, y))));
  const r = roundScaled(better, k);
  return x < 0 ? -r : r;
}
