/*
 * The hash of a tuple: the xxHash variant of CPython 3.11 (Objects/tupleobject.c tuplehash) on 64-bit numbers in two 32-bit halves. A bigint for each
 * step would cost more than hashing the items.
 */

/** The accumulator, two signed halves. Whoever waits in between keeps a copy. */
export const tupleHash: { low: number; high: number } = { low: 0, high: 0 };

// 11400714785074694791, 14029467366897019727 and 2870177450012600261.
const PRIME_1_HIGH = 0x9e3779b1;
const PRIME_1_LOW = 0x85ebca87;
const PRIME_2_HIGH = 0xc2b2ae3d;
const PRIME_2_LOW = 0x27d4eb4f;
const PRIME_5_HIGH = 0x27d4eb2f;
const PRIME_5_LOW = 0x165667c5;

/** Begins with no item. */
export function startTupleHash(): void {
  tupleHash.low = PRIME_5_LOW | 0;
  tupleHash.high = PRIME_5_HIGH | 0;
}

/** The upper half of the product of two unsigned 32-bit numbers. */
function upperHalf(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const other = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(other / 65536)) | 0;
}

/** Adds a product to the accumulator. */
function addProduct(low: number, high: number, primeLow: number, primeHigh: number): void {
  const productLow = Math.imul(low, primeLow);
  const productHigh = (upperHalf(low >>> 0, primeLow >>> 0) + Math.imul(high, primeLow) + Math.imul(low, primeHigh)) | 0;
  const sum = (tupleHash.low >>> 0) + (productLow >>> 0);
  tupleHash.high = (tupleHash.high + productHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
  tupleHash.low = sum | 0;
}

/** Takes in the hash of the next item. */
export function addMultiplied(low: number, high: number): void {
  addProduct(low, high, PRIME_2_LOW, PRIME_2_HIGH);
  const l = tupleHash.low;
  const h = tupleHash.high;
  const rotatedLow = (l << 31) | (h >>> 1);
  const rotatedHigh = (h << 31) | (l >>> 1);
  tupleHash.low = 0;
  tupleHash.high = 0;
  addProduct(rotatedLow, rotatedHigh, PRIME_1_LOW, PRIME_1_HIGH);
}

/** After the last of `count` items: the accumulator is the hash. */
export function finishTupleHash(count: number): void {
  const addedLow = (count ^ (PRIME_5_LOW ^ 3527539)) >>> 0;
  const sum = (tupleHash.low >>> 0) + addedLow;
  tupleHash.high = (tupleHash.high + PRIME_5_HIGH + (sum > 0xffffffff ? 1 : 0)) | 0;
  tupleHash.low = sum | 0;
  if (tupleHash.low === -1 && tupleHash.high === -1) {
    tupleHash.low = 1546275796;
    tupleHash.high = 0;
  }
}
