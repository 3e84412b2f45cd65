import { POWERS_OF_TWO } from "../../objects/int/arithmetic.ts";
import { bigTimesPowerOfTwo, decompose, exponentOf, scaleDouble } from "../../objects/int/to-double.ts";
import {
  add,
  type DoubleDouble,
  dd,
  divide,
  fixedAtanhReciprocal,
  fixedLn2,
  fixedOf,
  fixedPi,
  fromFixed,
  LN2,
  multiply,
  negate,
  PI,
  reciprocal,
  scale,
  squareRoot,
  twoProduct,
  twoSum,
} from "./double-double.ts";

/*
 * exp, log, sin, cos, atan2 and hypot, computed in double-double arithmetic and rounded once: the double nearest to the true value but for
 * arguments of which none are known. What a C library gives differs from it, if at all, by one in the last place.
 */

const SQRT_HALF = Math.SQRT1_2;

const logTable: (DoubleDouble | undefined)[] = [];

/** ln(j / 64) for 45 <= j <= 91. */
function logOf64th(j: number): DoubleDouble {
  let value = logTable[j];
  if (value === undefined) {
    // ln(a/b) = 2 atanh((a-b)/(a+b)), summed from ln((n+1)/n) = 2 atanh(1/(2n+1)).
    let sum = 0n;
    for (let n = Math.min(j, 64); n < Math.max(j, 64); n++) sum += 2n * fixedAtanhReciprocal(BigInt(2 * n + 1), 160);
    value = fromFixed(j < 64 ? -sum : sum, 160);
    logTable[j] = value;
  }
  return value;
}

const ODD: DoubleDouble[] = [3, 5, 7, 9, 11, 13, 15, 17, 19].map(reciprocal);

/** ln(x) for x positive, finite. */
export function logDouble(x: number): DoubleDouble {
  let k = exponentOf(x);
  let m = scaleDouble(x, -k);
  if (m > 2 * SQRT_HALF) {
    m /= 2;
    k++;
  }
  const j = Math.round(m * 64);
  const c = j / 64;
  // m - c is exact; ln(m/c) = 2 atanh(s).
  const s = divide(dd(m - c), twoSum(m, c));
  const s2 = multiply(s, s);
  let sum = ODD[ODD.length - 1]!;
  for (let i = ODD.length - 2; i >= 0; i--) sum = add(multiply(sum, s2), ODD[i]!);
  const tail = multiply(multiply(sum, s2), s);
  const ratio = scale(add(s, tail), 2);
  return add(add(multiply(LN2, dd(k)), logOf64th(j)), ratio);
}

export const FACTORIALS: DoubleDouble[] = (() => {
  const list: DoubleDouble[] = [dd(1)];
  for (let n = 1; n <= 31; n++) list.push(divide(list[n - 1]!, dd(n)));
  return list;
})();

const LN2_REST: DoubleDouble = (() => {
  const exact = fixedLn2(320);
  return fromFixed(exact - fixedOf(LN2.hi, 320) - fixedOf(LN2.lo, 320), 320);
})();

/** e**x as a double-double times 2**exponent, for |x| < 1100. */
export function expDouble(x: DoubleDouble): { value: DoubleDouble; exponent: number } {
  const n = Math.round(x.hi / LN2.hi);
  let r = add(x, negate(multiply(LN2, dd(n))));
  r = add(r, dd(-n * LN2_REST.hi));
  r = scale(r, 1 / 256);
  let e = FACTORIALS[11]!;
  for (let i = 10; i >= 1; i--) e = add(multiply(e, r), FACTORIALS[i]!);
  e = multiply(e, r);
  for (let i = 0; i < 8; i++) e = multiply(e, add(dd(2), e));
  return { value: add(dd(1), e), exponent: n };
}

/** (hi + lo) * 2**exponent, rounded once. */
export function roundScaled(value: DoubleDouble, exponent: number): number {
  if (exponentOf(value.hi) + exponent >= -1021) return scaleDouble(value.hi, exponent);
  const sum = fixedOf(value.hi, 160) + fixedOf(value.lo, 160);
  return bigTimesPowerOfTwo(sum, exponent - 160, true);
}

/** e**x. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  if (x === 0) return 1;
  if (Math.abs(x) < 1e-20) return 1 + x;
  const { value, exponent } = expDouble(dd(x));
  return roundScaled(value, exponent);
}

/** The natural logarithm; NaN of a negative number. */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return -Infinity;
  return x === Infinity ? x : logDouble(x).hi;
}

// Room for the largest double and 200 bits after the point.
const PI_BITS = 1300;
const REDUCED_BITS = 256;

/** x = quadrant * pi/2 + rest, with |rest| <= pi/4. CPython leaves this to the C library. */
export function reduce(x: number): { quadrant: number; rest: DoubleDouble } {
  if (Math.abs(x) < 0.785) return { quadrant: 0, rest: dd(x) };
  const { mantissa, exponent } = decompose(x);
  const half = fixedPi(PI_BITS) >> 1n;
  const shift = PI_BITS + exponent;
  const fixed = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  // Nearest multiple: floor((2x + half) / 2half).
  const twice = 2n * fixed + half;
  let q = twice / (2n * half);
  if (twice < 0n && q * 2n * half !== twice) q -= 1n;
  const rest = fromFixed((fixed - q * half) >> BigInt(PI_BITS - REDUCED_BITS), REDUCED_BITS);
  return { quadrant: Number(((q % 4n) + 4n) % 4n), rest };
}

function sineOf(r: DoubleDouble): number {
  if (Math.abs(r.hi) < 1e-10) return Math.abs(r.hi) < 1e-150 ? r.hi : add(r, scale(multiply(multiply(r, r), r), -1 / 6)).hi;
  const r2 = negate(multiply(r, r));
  let sum = FACTORIALS[29]!;
  for (let i = 27; i >= 3; i -= 2) sum = add(multiply(sum, r2), FACTORIALS[i]!);
  return add(r, multiply(multiply(sum, r2), r)).hi;
}

function cosineOf(r: DoubleDouble): number {
  const r2 = negate(multiply(r, r));
  let sum = FACTORIALS[28]!;
  for (let i = 26; i >= 2; i -= 2) sum = add(multiply(sum, r2), FACTORIALS[i]!);
  return add(dd(1), multiply(sum, r2)).hi;
}

export function sin(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  if (x === 0) return x;
  const { quadrant, rest } = reduce(x);
  const value = (quadrant & 1) === 0 ? sineOf(rest) : cosineOf(rest);
  return quadrant >= 2 ? -value : value;
}

export function cos(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const { quadrant, rest } = reduce(x);
  const value = (quadrant & 1) === 0 ? cosineOf(rest) : sineOf(rest);
  return quadrant === 1 || quadrant === 2 ? -value : value;
}

const ODDS: DoubleDouble[] = Array.from({ length: 24 }, (_, i) => reciprocal(2 * i + 1));

/** atan(t) for 0 < t <= 1. */
export function atanOf(t: DoubleDouble): DoubleDouble {
  if (t.hi < 1e-60) return t;
  let halvings = 0;
  for (; t.hi > 0.1; halvings++) t = divide(t, add(dd(1), squareRoot(add(dd(1), multiply(t, t)))));
  const t2 = negate(multiply(t, t));
  let sum = ODDS[ODDS.length - 1]!;
  for (let i = ODDS.length - 2; i >= 0; i--) sum = add(multiply(sum, t2), ODDS[i]!);
  return scale(multiply(sum, t), POWERS_OF_TWO[halvings]!);
}

/** The angle of the point (x, y), with C's rules for zeros and infinities. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const leftward = x < 0 || Object.is(x, -0);
  const downward = y < 0 || Object.is(y, -0);
  const signed = (angle: number): number => (downward ? -angle : angle);
  if (y === 0) return signed(leftward ? PI.hi : 0);
  if (x === 0) return signed(PI.hi / 2);
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  if (ax === Infinity) {
    const angle = ay === Infinity ? (leftward ? multiply(PI, dd(0.75)).hi : PI.hi / 4) : leftward ? PI.hi : 0;
    return signed(angle);
  }
  if (ay === Infinity) return signed(PI.hi / 2);
  return signed(angleOf(ay, ax, leftward));
}

function angleOf(ay: number, ax: number, leftward: boolean): number {
  const ey = exponentOf(ay);
  const ex = exponentOf(ax);
  if (ey - ex < -200 && !leftward) {
    const q = divide(dd(scaleDouble(ay, -ey)), dd(scaleDouble(ax, -ex)));
    return roundScaled(q, ey - ex);
  }
  if (ey - ex < -200) return PI.hi;
  if (ey - ex > 200) return PI.hi / 2;
  const y = dd(scaleDouble(ay, -ey));
  const x = dd(scaleDouble(ax, -ex));
  const steep = ay > ax;
  const ratio = steep ? scale(divide(x, y), scaleDouble(1, ex - ey)) : scale(divide(y, x), scaleDouble(1, ey - ex));
  const angle = atanOf(ratio);
  const upward = steep ? add(scale(PI, 0.5), negate(angle)) : angle;
  return leftward ? add(PI, negate(upward)).hi : upward.hi;
}

/** sqrt(x*x + y*y) without overflow on the way. */
export function hypot(x: number, y: number): number {
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return Infinity;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const a = Math.max(Math.abs(x), Math.abs(y));
  const b = Math.min(Math.abs(x), Math.abs(y));
  if (b === 0) return a;
  const e = exponentOf(a);
  if (exponentOf(b) - e < -110) return a;
  const u = scaleDouble(a, -e);
  const v = scaleDouble(b, -e);
  return roundScaled(squareRoot(add(twoProduct(u, u), twoProduct(v, v))), e);
}
