/**
 * `hypot`, `log`, `exp`, `atan2`, `sin` and `cos`, rounded from far more bits than a float has: engines differ in theirs, and the
 * C library that CPython uses is within a hair of correct rounding. Slow, and only for folding complex powers.
 *
 * Numbers on the way are fixed point: a bigint with `bits` fractional bits.
 */
import { decompose, expFixed, logFixed, ratio } from "./real-power.ts";

const BITS = 400;
/** Enough for any float, and for the ratio of any two. */
const ALL_BITS = 2200;

function toFixed(x: number, bits: number): bigint {
  const [mantissa, exponent] = decompose(Math.abs(x));
  const shift = bits + exponent;
  const magnitude = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  return x < 0 ? -magnitude : magnitude;
}

function toFloat(v: bigint, bits: number): number {
  const magnitude = ratio(v < 0n ? -v : v, 1n, -bits);
  return v < 0n ? -magnitude : magnitude;
}

function squareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

/** t - t**3/3 + t**5/5 ... for a small t >= 0. */
function arctanSeries(t: bigint, bits: bigint): bigint {
  const square = (t * t) >> bits;
  let power = t;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k & 2n ? -(power / k) : power / k;
    power = (power * square) >> bits;
  }
  return sum;
}

function piFixed(bits: bigint): bigint {
  const guarded = bits + 16n;
  const one = 1n << guarded;
  return (16n * arctanSeries(one / 5n, guarded) - 4n * arctanSeries(one / 239n, guarded)) >> 16n;
}

/** The angle of the point (x, y), both above 0. */
function arctan(y: bigint, x: bigint, bits: bigint): bigint {
  const one = 1n << bits;
  const steep = y > x;
  let t = steep ? (x << bits) / y : (y << bits) / x;
  // Halve the angle until the series is short.
  for (let i = 0; i < 4; i++) t = (t << bits) / (one + squareRoot(one * one + t * t));
  const angle = arctanSeries(t, bits) << 4n;
  return steep ? piFixed(bits) / 2n - angle : angle;
}

/** Of finite numbers that are not both 0. */
export function atan2(y: number, x: number): number {
  const negative = y < 0 || Object.is(y, -0);
  const bits = BigInt(ALL_BITS);
  let angle: bigint;
  if (y === 0) {
    if (x > 0) return y;
    angle = piFixed(bits);
  } else if (x === 0) angle = piFixed(bits) / 2n;
  else {
    const inner = arctan(toFixed(Math.abs(y), ALL_BITS), toFixed(Math.abs(x), ALL_BITS), bits);
    angle = x > 0 ? inner : piFixed(bits) - inner;
  }
  const value = toFloat(angle, ALL_BITS);
  return negative ? -value : value;
}

/** [cos x, sin x] of a finite number. */
export function cosSin(x: number): [number, number] {
  // So close to 0 the sine is the angle, to the last digit.
  if (Math.abs(x) < 2 ** -30) return [1, x];
  const [, exponent] = decompose(Math.abs(x));
  const fraction = BITS + Math.max(0, exponent + 53);
  const bits = BigInt(fraction);
  const v = toFixed(x, fraction);
  const quarter = piFixed(bits) / 2n;
  let turns = v / quarter;
  if (v < 0n) turns -= 1n;
  const r = v - turns * quarter;
  let term = 1n << bits;
  let cos = 0n;
  let sin = 0n;
  for (let k = 1n; term !== 0n; k++) {
    // Terms r**n / n!, to the cosine and the sine in turn, with alternating signs.
    const n = k - 1n;
    const signed = n & 2n ? -term : term;
    if (n & 1n) sin += signed;
    else cos += signed;
    term = ((term * r) >> bits) / k;
  }
  const [c, s] = [toFloat(cos, fraction), toFloat(sin, fraction)];
  switch (Number(((turns % 4n) + 4n) % 4n)) {
    case 0:
      return [c, s];
    case 1:
      return [-s, c];
    case 2:
      return [-c, -s];
    default:
      return [s, -c];
  }
}

/** Of finite numbers. */
export function hypot(x: number, y: number): number {
  const [a, b] = [toFixed(x, ALL_BITS), toFixed(y, ALL_BITS)];
  return toFloat(squareRoot(a * a + b * b), ALL_BITS);
}

/** Of a positive finite number. */
export function log(x: number): number {
  return toFloat(logFixed(x, BigInt(BITS)), BITS);
}

/** Infinity when too large, 0 when too small. */
export function exp(x: number): number {
  if (Math.abs(x) > 800) return x > 0 ? Infinity : 0;
  const [mantissa, exponent] = expFixed(toFixed(x, BITS), BigInt(BITS));
  return ratio(mantissa, 1n, exponent - BITS);
}
