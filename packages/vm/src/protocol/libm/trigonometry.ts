import { add, type DoubleDouble, dd, divide, multiply, negate, PI, scale, squareRoot } from "./double-double.ts";
import { atanOf, FACTORIALS, reduce } from "./elementary.ts";

/*
 * tan and the inverse circular functions, in double-double arithmetic, rounded once.
 */

const HALF_PI: DoubleDouble = scale(PI, 0.5);
const TINY = 1e-150;

function sine(r: DoubleDouble): DoubleDouble {
  const r2 = negate(multiply(r, r));
  let sum = FACTORIALS[29]!;
  for (let i = 27; i >= 3; i -= 2) sum = add(multiply(sum, r2), FACTORIALS[i]!);
  return add(r, multiply(multiply(sum, r2), r));
}

function cosine(r: DoubleDouble): DoubleDouble {
  const r2 = negate(multiply(r, r));
  let sum = FACTORIALS[28]!;
  for (let i = 26; i >= 2; i -= 2) sum = add(multiply(sum, r2), FACTORIALS[i]!);
  return add(dd(1), multiply(sum, r2));
}

export function tan(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  if (Math.abs(x) < TINY) return x;
  const { quadrant, rest } = reduce(x);
  const s = sine(rest);
  const c = cosine(rest);
  return (quadrant & 1) === 0 ? divide(s, c).hi : divide(negate(c), s).hi;
}

/** atan(t) for t >= 0. */
function atanPositive(t: DoubleDouble): DoubleDouble {
  if (t.hi <= 1) return t.hi < TINY ? t : atanOf(t);
  return add(HALF_PI, negate(atanOf(divide(dd(1), t))));
}

export function atan(x: number): number {
  if (Number.isNaN(x) || Math.abs(x) < TINY) return x;
  const a = Math.abs(x);
  const value = a > 1e40 ? HALF_PI.hi : atanPositive(dd(a)).hi;
  return x < 0 ? -value : value;
}

/** sqrt(1 - x*x) for 0 <= x < 1. */
function complement(x: number): DoubleDouble {
  return squareRoot(multiply(add(dd(1), dd(-x)), add(dd(1), dd(x))));
}

export function asin(x: number): number {
  if (Number.isNaN(x) || Math.abs(x) > 1) return Number.NaN;
  const a = Math.abs(x);
  if (a < TINY) return x;
  const value = a === 1 ? HALF_PI.hi : atanPositive(divide(dd(a), complement(a))).hi;
  return x < 0 ? -value : value;
}

export function acos(x: number): number {
  if (Number.isNaN(x) || Math.abs(x) > 1) return Number.NaN;
  if (x === 1) return 0;
  if (x === -1) return PI.hi;
  const a = Math.abs(x);
  // pi/2 less asin for small arguments; the angle itself where it is small.
  const angle =
    a < 0.7
      ? add(HALF_PI, negate(a < TINY ? dd(a) : atanOf(divide(dd(a), complement(a)))))
      : atanPositive(divide(complement(a), dd(a)));
  return x < 0 ? add(PI, negate(angle)).hi : angle.hi;
}
