/*
 * Arithmetic on the payload of an int: a `number` while it is a safe integer, a `bigint` beyond, in one canonical form.
 *
 * A sum or product of two safe integers that a double rounds is never safe itself (rounding is monotonic and 2**53 is a double), so one test
 * of the rounded result tells whether it is exact. `+ 0` turns the negative zero that `*` and `%` can give into zero.
 */

/** The payload of an int. */
export type IntValue = number | bigint;

const MAX_SAFE = 9007199254740991;
const MAX_SAFE_BIG = 9007199254740991n;
const WORD = 4294967296;

/** 2**0 ... 2**1023. */
export const POWERS_OF_TWO: Float64Array = (() => {
  const powers = new Float64Array(1024);
  for (let i = 0, p = 1; i < 1024; i++, p *= 2) powers[i] = p;
  return powers;
})();

/** The canonical form of `value`. */
export function normalize(value: bigint): IntValue {
  return value >= -MAX_SAFE_BIG && value <= MAX_SAFE_BIG ? Number(value) : value;
}

function isSafe(value: number): boolean {
  return value <= MAX_SAFE && value >= -MAX_SAFE;
}

export function addValues(a: IntValue, b: IntValue): IntValue {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (isSafe(sum)) return sum;
  }
  return normalize(BigInt(a) + BigInt(b));
}

export function subtractValues(a: IntValue, b: IntValue): IntValue {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (isSafe(difference)) return difference;
  }
  return normalize(BigInt(a) - BigInt(b));
}

export function multiplyValues(a: IntValue, b: IntValue): IntValue {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (isSafe(product)) return product + 0;
  }
  return normalize(BigInt(a) * BigInt(b));
}

/** Floor division; `b` is not zero. */
export function floorDivideValues(a: IntValue, b: IntValue): IntValue {
  if (typeof a === "number" && typeof b === "number") {
    // Exact: |a| < 2**53, so a quotient that is no integer is too far from one to be rounded to it.
    return Math.floor(a / b) + 0;
  }
  const x = BigInt(a);
  const y = BigInt(b);
  const q = x / y;
  return normalize(x < 0n !== y < 0n && q * y !== x ? q - 1n : q);
}

/** The remainder with the sign of `b`, which is not zero. */
export function moduloValues(a: IntValue, b: IntValue): IntValue {
  if (typeof a === "number" && typeof b === "number") {
    const r = a % b;
    return r !== 0 && r < 0 !== b < 0 ? r + b : r + 0;
  }
  const y = BigInt(b);
  const r = BigInt(a) % y;
  return normalize(r !== 0n && r < 0n !== y < 0n ? r + y : r);
}

export function negateValue(a: IntValue): IntValue {
  return typeof a === "number" ? 0 - a : normalize(-a);
}

export function invertValue(a: IntValue): IntValue {
  return subtractValues(-1, a);
}

/** `count` >= 0 and not absurd (the caller looks). */
export function shiftLeft(a: IntValue, count: number): IntValue {
  if (a === 0) return 0;
  if (typeof a === "number" && count <= 53) {
    const shifted = a * POWERS_OF_TWO[count]!;
    if (isSafe(shifted)) return shifted;
  }
  return normalize(BigInt(a) << BigInt(count));
}

/** `count` >= 0; may be Infinity. */
export function shiftRight(a: IntValue, count: number): IntValue {
  if (typeof a === "number") return count > 53 ? (a < 0 ? -1 : 0) : Math.floor(a / POWERS_OF_TWO[count]!);
  if (count > 1 << 30) return a < 0n ? -1 : 0;
  return normalize(a >> BigInt(count));
}

// A safe integer as two's complement: a signed high part and an unsigned low word.
export function andValues(a: IntValue, b: IntValue): IntValue {
  if (typeof a === "number" && typeof b === "number") {
    if ((a | 0) === a && (b | 0) === b) return a & b;
    return (Math.floor(a / WORD) & Math.floor(b / WORD)) * WORD + ((a & b) >>> 0);
  }
  return normalize(BigInt(a) & BigInt(b));
}

export function orValues(a: IntValue, b: IntValue): IntValue {
  if (typeof a === "number" && typeof b === "number") {
    if ((a | 0) === a && (b | 0) === b) return a | b;
    return wide((Math.floor(a / WORD) | Math.floor(b / WORD)) * WORD + ((a | b) >>> 0));
  }
  return normalize(BigInt(a) | BigInt(b));
}

export function xorValues(a: IntValue, b: IntValue): IntValue {
  if (typeof a === "number" && typeof b === "number") {
    if ((a | 0) === a && (b | 0) === b) return a ^ b;
    return wide((Math.floor(a / WORD) ^ Math.floor(b / WORD)) * WORD + ((a ^ b) >>> 0));
  }
  return normalize(BigInt(a) ^ BigInt(b));
}

/** -2**53 is the one result that two safe integers can give and that is not safe. */
function wide(value: number): IntValue {
  return isSafe(value) ? value : BigInt(value);
}

/** How many bits |a| has. CPython 3.11: Objects/longobject.c _PyLong_NumBits */
export function bitLength(a: IntValue): number {
  if (typeof a === "number") {
    const m = Math.abs(a);
    return m < WORD ? 32 - Math.clz32(m) : 64 - Math.clz32(Math.floor(m / WORD));
  }
  const hex = (a < 0n ? -a : a).toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0]!, 16)) + 28;
}

/** How many bits of |a| are set. */
export function bitCount(a: IntValue): number {
  const hex = (typeof a === "number" ? Math.abs(a) : a < 0n ? -a : a).toString(16);
  let count = 0;
  for (let i = 0; i < hex.length; i++) {
    let digit = Number.parseInt(hex[i]!, 16);
    for (; digit !== 0; digit &= digit - 1) count++;
  }
  return count;
}

/** `a ** exponent` for exponent >= 0; null when the result would be larger than an engine can hold. */
export function powerValues(a: IntValue, exponent: IntValue): IntValue | null {
  if (exponent === 0 || a === 1) return 1;
  if (a === 0) return 0;
  if (a === -1) return moduloValues(exponent, 2) === 0 ? 1 : -1;
  if (typeof exponent !== "number" || bitLength(a) * exponent > MAX_BITS) return null;
  if (typeof a === "number") {
    const small = smallPower(a, exponent);
    if (small !== null) return small;
  }
  return normalize(BigInt(a) ** BigInt(exponent));
}

/** More bits than this and V8 throws. */
export const MAX_BITS: number = 1 << 30;

function smallPower(a: number, exponent: number): number | null {
  let result = 1;
  let base = a;
  for (let e = exponent; ; ) {
    if ((e & 1) === 1) {
      result *= base;
      if (!isSafe(result)) return null;
    }
    e >>>= 1;
    if (e === 0) return result;
    base *= base;
    if (!isSafe(base)) return null;
  }
}

/** `a ** exponent % modulus` for exponent >= 0 and modulus != 0, with the sign of the modulus. CPython 3.11: Objects/longobject.c long_pow */
export function powerModulo(a: IntValue, exponent: IntValue, modulus: IntValue): IntValue {
  const m = BigInt(modulus) < 0n ? -BigInt(modulus) : BigInt(modulus);
  if (m === 1n) return 0;
  let base = BigInt(moduloValues(a, normalize(m)));
  let result = 1n;
  const bits = BigInt(exponent).toString(2);
  if (bits.length > 1 || bits === "1") {
    for (let i = bits.length - 1; i >= 0; i--) {
      if (bits[i] === "1") result = (result * base) % m;
      if (i > 0) base = (base * base) % m;
    }
  }
  return moduloValues(normalize(result), modulus);
}

/** x with a * x == 1 modulo `modulus`; null when there is none. CPython 3.11: Objects/longobject.c long_invmod */
export function inverseModulo(a: IntValue, modulus: IntValue): IntValue | null {
  const n = BigInt(modulus) < 0n ? -BigInt(modulus) : BigInt(modulus);
  let [r, nextR] = [BigInt(a), n];
  let [x, nextX] = [1n, 0n];
  while (nextR !== 0n) {
    const q = BigInt(floorDivideValues(normalize(r), normalize(nextR)));
    [r, nextR] = [nextR, r - q * nextR];
    [x, nextX] = [nextX, x - q * nextX];
  }
  return r === 1n ? normalize(x) : null;
}

/** The greatest common divisor, not negative. */
export function gcdValues(a: IntValue, b: IntValue): IntValue {
  if (typeof a === "number" && typeof b === "number") {
    let x = Math.abs(a);
    let y = Math.abs(b);
    while (y !== 0) [x, y] = [y, x % y];
    return x;
  }
  let x = BigInt(a);
  let y = BigInt(b);
  if (x < 0n) x = -x;
  if (y < 0n) y = -y;
  while (y !== 0n) [x, y] = [y, x % y];
  return normalize(x);
}

/** The largest integer whose square is at most `a` >= 0. */
export function squareRootFloor(a: IntValue): IntValue {
  if (typeof a === "number") {
    let root = Math.floor(Math.sqrt(a));
    while (root * root > a) root--;
    while ((root + 1) * (root + 1) <= a) root++;
    return root;
  }
  let x = 1n << BigInt((bitLength(a) + 1) >> 1);
  for (;;) {
    const y = (x + a / x) >> 1n;
    if (y >= x) return normalize(x);
    x = y;
  }
}

/**
 * The remainder nearest to zero and the quotient it leaves, ties to the even quotient; `b` is not zero. CPython 3.11: Objects/longobject.c
 * _PyLong_DivmodNear
 */
export function divmodNear(a: IntValue, b: IntValue): [IntValue, IntValue] {
  const y = BigInt(b);
  let q = BigInt(floorDivideValues(a, b));
  let r = BigInt(a) - q * y;
  const twice = 2n * r;
  const cmp = y < 0n ? (twice < y ? 1 : twice === y ? 0 : -1) : twice > y ? 1 : twice === y ? 0 : -1;
  if (cmp > 0 || (cmp === 0 && (q & 1n) === 1n)) {
    q += 1n;
    r -= y;
  }
  return [normalize(q), normalize(r)];
}
