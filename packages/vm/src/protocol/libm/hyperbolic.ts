import { exponentOf, scaleDouble } from "../../objects/int/to-double.ts";
import { dd, divide, LN2, multiply } from "./double-double.ts";
import { exp, expDouble, log, logDouble, roundScaled } from "./elementary.ts";
import { expm1, log1p } from "./expm1-log1p.ts";

export { expm1, log1p };

/*
 * Powers of two, logarithms to other bases, hyperbolic functions and their inverses, cube roots.
 */

/** 2**x. */
export function exp2(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x >= 1024) return Infinity;
  if (x < -1080) return 0;
  const n = Math.round(x);
  const { value, exponent } = expDouble(multiply(LN2, dd(x - n)));
  return roundScaled(value, exponent + n);
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

const CUBE_ROOTS = [0.6299605249474365, 0.7937005259840997, 1, 1.2599210498948732, 1.5874010519681996] as const;

/** The real cube root by glibc's polynomial and one step of Newton's method, which is off by one in the last place half of the time: its cbrt(27) is not 3. */
export function cbrt(x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const exponent = exponentOf(x) + 1;
  const m = scaleDouble(Math.abs(x), -exponent);
  const u =
    0.35489576504391984 +
    (1.508191937815849 -
      (2.114994941673713 -
        (2.4469312256353444 - (1.8346927748361308 - (0.7849323449766392 - 0.14526389938548637 * m) * m) * m) * m) *
        m) *
      m;
  const t = u * u * u;
  const y = ((u * (t + 2 * m)) / (2 * t + m)) * CUBE_ROOTS[2 + (exponent % 3)]!;
  return scaleDouble(x > 0 ? y : -y, Math.trunc(exponent / 3));
}
