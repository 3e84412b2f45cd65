import { bigTimesPowerOfTwo } from "../../objects/int/to-double.ts";

/*
 * Numbers of about 106 bits as unevaluated sums of two doubles (Dekker 1971), from IEEE additions and multiplications alone, so that every engine
 * computes the same bits. Operands must not be so large or so small that a partial product leaves the range of normal numbers: callers scale.
 */

/** hi + lo, with hi the double nearest to the sum. */
export interface DoubleDouble {
  readonly hi: number;
  readonly lo: number;
}

export function dd(hi: number, lo = 0): DoubleDouble {
  return { hi, lo };
}

/** For |a| >= |b|. */
function quickSum(a: number, b: number): DoubleDouble {
  const hi = a + b;
  return { hi, lo: b - (hi - a) };
}

/** a + b exactly. */
export function twoSum(a: number, b: number): DoubleDouble {
  const hi = a + b;
  const t = hi - a;
  return { hi, lo: a - (hi - t) + (b - t) };
}

/** a * b exactly. */
export function twoProduct(a: number, b: number): DoubleDouble {
  const hi = a * b;
  const s = 134217729 * a;
  const ah = s - (s - a);
  const al = a - ah;
  const t = 134217729 * b;
  const bh = t - (t - b);
  const bl = b - bh;
  return { hi, lo: ah * bh - hi + ah * bl + al * bh + al * bl };
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const s = twoSum(a.hi, b.hi);
  const t = twoSum(a.lo, b.lo);
  const u = quickSum(s.hi, s.lo + t.hi);
  return quickSum(u.hi, u.lo + t.lo);
}

export function negate(a: DoubleDouble): DoubleDouble {
  return { hi: -a.hi, lo: -a.lo };
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const p = twoProduct(a.hi, b.hi);
  return quickSum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const q1 = a.hi / b.hi;
  const r1 = add(a, negate(multiply(b, dd(q1))));
  const q2 = r1.hi / b.hi;
  const r2 = add(r1, negate(multiply(b, dd(q2))));
  const q3 = r2.hi / b.hi;
  const q = quickSum(q1, q2);
  return add(q, dd(q3));
}

/** For a > 0. */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  const s = Math.sqrt(a.hi);
  const rest = add(a, negate(twoProduct(s, s)));
  const first = quickSum(s, rest.hi / (2 * s));
  const error = add(a, negate(multiply(first, first)));
  return add(first, dd(error.hi / (2 * s)));
}

/** By a power of two, exactly. */
export function scale(a: DoubleDouble, factor: number): DoubleDouble {
  return { hi: a.hi * factor, lo: a.lo * factor };
}

/** value / 2**bits, rounded to a double-double. */
export function fromFixed(value: bigint, bits: number): DoubleDouble {
  const hi = bigTimesPowerOfTwo(value, -bits);
  if (hi === 0) return { hi: 0, lo: 0 };
  // hi * 2**bits is an integer as long as hi is no smaller than the last bit.
  const rest = value - fixedOf(hi, bits);
  return { hi, lo: bigTimesPowerOfTwo(rest, -bits) };
}

/** The integer part of x * 2**bits. */
export function fixedOf(x: number, bits: number): bigint {
  let exponent = 0;
  let m = x;
  while (m !== Math.floor(m)) {
    m *= 134217728;
    exponent += 27;
  }
  const shift = bits - exponent;
  return shift >= 0 ? BigInt(m) << BigInt(shift) : BigInt(m) >> BigInt(-shift);
}

/** 1/n as a double-double. */
export function reciprocal(n: number): DoubleDouble {
  return divide(dd(1), dd(n));
}

/** ln(2) * 2**bits, from atanh(1/3). */
export function fixedLn2(bits: number): bigint {
  return fixedAtanhReciprocal(3n, bits) * 2n;
}

/** atanh(1/n) * 2**bits. */
export function fixedAtanhReciprocal(n: bigint, bits: number): bigint {
  const one = 1n << BigInt(bits + 16);
  let power = one / n;
  let sum = power;
  for (let k = 3n; power > 0n; k += 2n) {
    power /= n * n;
    sum += power / k;
  }
  return sum >> 16n;
}

/** atan(1/n) * 2**bits. */
function fixedAtanReciprocal(n: bigint, bits: number): bigint {
  let power = (1n << BigInt(bits)) / n;
  let sum = power;
  let sign = -1n;
  for (let k = 3n; power > 0n; k += 2n) {
    power /= n * n;
    sum += (sign * power) / k;
    sign = -sign;
  }
  return sum;
}

const piCache = new Map<number, bigint>();

/** pi * 2**bits (Machin's formula). */
export function fixedPi(bits: number): bigint {
  let pi = piCache.get(bits);
  if (pi === undefined) {
    const more = bits + 32;
    pi = (16n * fixedAtanReciprocal(5n, more) - 4n * fixedAtanReciprocal(239n, more)) >> 32n;
    piCache.set(bits, pi);
  }
  return pi;
}

export const LN2: DoubleDouble = fromFixed(fixedLn2(160), 160);
export const PI: DoubleDouble = fromFixed(fixedPi(160), 160);
