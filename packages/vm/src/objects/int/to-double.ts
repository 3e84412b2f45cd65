import { bitLength, type IntValue, POWERS_OF_TWO } from "./arithmetic.ts";

/*
 * From exact integers to doubles, rounded once, half to even. CPython 3.11: Objects/longobject.c _PyLong_Frexp, long_true_divide.
 */

/** `x * 2**n` rounded once. C's ldexp. */
export function scaleDouble(x: number, n: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const exponent = exponentOf(x) + n;
  if (exponent > 1023) return x < 0 ? -Infinity : Infinity;
  if (exponent >= -1022) return multiplyExactly(x, n);
  const parts = decompose(x);
  return bigTimesPowerOfTwo(parts.mantissa, parts.exponent + n);
}

const view = new DataView(new ArrayBuffer(8));

/** The binary exponent e with 2**e <= |x| < 2**(e+1); x finite and not zero. */
export function exponentOf(x: number): number {
  view.setFloat64(0, x);
  const biased = (view.getUint16(0) >>> 4) & 0x7ff;
  if (biased !== 0) return biased - 1023;
  return exponentOf(x * POWERS_OF_TWO[64]!) - 64;
}

/** mantissa (an odd integer, or 0) and exponent with x == mantissa * 2**exponent; x finite. */
export function decompose(x: number): { mantissa: bigint; exponent: number } {
  if (x === 0) return { mantissa: 0n, exponent: 0 };
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);
  const biased = Number((word >> 52n) & 0x7ffn);
  let mantissa = word & 0xfffffffffffffn;
  let exponent = -1074;
  if (biased !== 0) {
    mantissa |= 1n << 52n;
    exponent = biased - 1075;
  }
  const low = Number(mantissa & 0xffffffffn);
  const zeros = low !== 0 ? 31 - Math.clz32(low & -low) : 32 + trailingZeros(Number(mantissa >> 32n));
  mantissa >>= BigInt(zeros);
  return { mantissa: x < 0 ? -mantissa : mantissa, exponent: exponent + zeros };
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** The double nearest to mantissa * 2**exponent (plus a little more in magnitude if `sticky`); infinite when too large. */
export function bigTimesPowerOfTwo(mantissa: bigint, exponent: number, sticky = false): number {
  if (mantissa === 0n) return 0;
  const negative = mantissa < 0n;
  let m = negative ? -mantissa : mantissa;
  const bits = bitLength(m);
  if (bits + exponent > 1024) return negative ? -Infinity : Infinity;
  // The last bit of the result stands for 2**lowest.
  const lowest = Math.max(bits + exponent - 53, -1074);
  let shift = lowest - exponent;
  if (shift > 0) {
    if (shift > bits + 1) return negative ? -0 : 0;
    const cut = BigInt(shift);
    const rest = m & ((1n << cut) - 1n);
    const half = 1n << (cut - 1n);
    m >>= cut;
    if (rest > half || (rest === half && (sticky || (m & 1n) === 1n))) m += 1n;
  } else shift = 0;
  const value = multiplyExactly(Number(m), exponent + shift);
  return negative ? -value : value;
}

/** x * 2**n where the result is a double, or too large. */
function multiplyExactly(x: number, n: number): number {
  while (n > 1023) {
    x *= POWERS_OF_TWO[1023]!;
    n -= 1023;
  }
  if (n >= 0) return x * POWERS_OF_TWO[n]!;
  while (n < -1023) {
    x /= POWERS_OF_TWO[1023]!;
    n += 1023;
  }
  return x / POWERS_OF_TWO[-n]!;
}

/** The double nearest to an int; infinite when too large. */
export function intToDouble(a: IntValue): number {
  return Number(a);
}

/** The double nearest to a / b, b not zero; infinite when too large. */
export function divideToDouble(a: IntValue, b: IntValue): number {
  if (typeof a === "number" && typeof b === "number") return a / b;
  const x = BigInt(a);
  const y = BigInt(b);
  const n = x < 0n ? -x : x;
  const d = y < 0n ? -y : y;
  if (n === 0n) return x < 0n !== y < 0n ? -0 : 0;
  const shift = 66 - (bitLength(n) - bitLength(d));
  const scaledN = shift > 0 ? n << BigInt(shift) : n;
  const scaledD = shift < 0 ? d << BigInt(-shift) : d;
  const q = scaledN / scaledD;
  const value = bigTimesPowerOfTwo(q, -shift, q * scaledD !== scaledN);
  return x < 0n !== y < 0n ? -value : value;
}
