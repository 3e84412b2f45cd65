/** `hash()` of constants, as CPython 3.11 computes it with PYTHONHASHSEED=0, as 64 bits without sign. */
import type { Constant } from "./constant.ts";

const MASK = (1n << 64n) - 1n;
/** Numbers are hashed modulo this prime, so that 1, 1.0 and True agree. */
const MODULUS = (1n << 61n) - 1n;

/** CPython 3.11: Objects/longobject.c long_hash */
function hashInt(value: bigint): bigint {
  const magnitude = (value < 0n ? -value : value) % MODULUS;
  const hash = value < 0n ? -magnitude : magnitude;
  return (hash === -1n ? -2n : hash) & MASK;
}

/** CPython 3.11: Python/pyhash.c _Py_HashDouble */
function hashFloat(value: number): bigint {
  if (Number.isNaN(value)) return 0n; // NOT CPYTHON: there it is the address of the float object
  if (!Number.isFinite(value)) return value > 0 ? 314159n : -314159n & MASK;
  if (Number.isInteger(value)) return hashInt(BigInt(value));
  // value = whole / 2**k exactly, and 2**61 is 1 modulo the prime, so dividing by 2**k is multiplying by 2**(61 - k).
  let whole = Math.abs(value);
  let k = 0;
  for (; !Number.isInteger(whole); k++) whole *= 2;
  const hash = (BigInt(whole) % MODULUS) * (1n << BigInt((61 - (k % 61)) % 61));
  const reduced = hash % MODULUS;
  return (value < 0 ? -reduced : reduced) & MASK;
}

const IMAGINARY_FACTOR = 1000003n;

function rotateLeft(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & MASK;
}

/**
 * SipHash with one round a block and three at the end; the key is zero, which is what seed 0 means.
 *
 * CPython 3.11: Python/pyhash.c siphash13
 */
function sipHash13(bytes: Uint8Array): bigint {
  let v0 = 0x736f6d6570736575n;
  let v1 = 0x646f72616e646f6dn;
  let v2 = 0x6c7967656e657261n;
  let v3 = 0x7465646279746573n;
  const round = (): void => {
    v0 = (v0 + v1) & MASK;
    v2 = (v2 + v3) & MASK;
    v1 = rotateLeft(v1, 13n) ^ v0;
    v3 = rotateLeft(v3, 16n) ^ v2;
    v0 = rotateLeft(v0, 32n);
    v2 = (v2 + v1) & MASK;
    v0 = (v0 + v3) & MASK;
    v1 = rotateLeft(v1, 17n) ^ v2;
    v3 = rotateLeft(v3, 21n) ^ v0;
    v2 = rotateLeft(v2, 32n);
  };
  const absorb = (block: bigint): void => {
    v3 ^= block;
    round();
    v0 ^= block;
  };
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) absorb(littleEndian(bytes, at, 8));
  absorb((BigInt(bytes.length & 0xff) << 56n) | littleEndian(bytes, whole, bytes.length - whole));
  v2 ^= 0xffn;
  for (let i = 0; i < 3; i++) round();
  return v0 ^ v1 ^ v2 ^ v3;
}

function littleEndian(bytes: Uint8Array, at: number, size: number): bigint {
  let value = 0n;
  for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[at + i]!);
  return value;
}

/** CPython 3.11: Python/pyhash.c _Py_HashBytes */
function hashBytes(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  const hash = sipHash13(bytes);
  return hash === MASK ? MASK - 1n : hash;
}

/** A string is hashed as it is stored: one, two or four bytes a character, whatever the largest needs. */
function storedBytes(points: ArrayLike<number>): Uint8Array {
  let largest = 0;
  for (let i = 0; i < points.length; i++) largest = Math.max(largest, points[i]!);
  const width = largest < 0x100 ? 1 : largest < 0x10000 ? 2 : 4;
  const bytes = new Uint8Array(points.length * width);
  for (let i = 0; i < points.length; i++) for (let b = 0; b < width; b++) bytes[i * width + b] = points[i]! >>> (8 * b);
  return bytes;
}

const PRIME1 = 11400714785074694791n;
const PRIME2 = 14029467366897019727n;
const PRIME5 = 2870177450012600261n;

/** CPython 3.11: Objects/tupleobject.c tuplehash */
function hashTuple(items: readonly Constant[]): bigint {
  let accumulator = PRIME5;
  for (const item of items) {
    accumulator = (accumulator + constantHash(item) * PRIME2) & MASK;
    accumulator = (rotateLeft(accumulator, 31n) * PRIME1) & MASK;
  }
  accumulator = (accumulator + (BigInt(items.length) ^ PRIME5 ^ 3527539n)) & MASK;
  return accumulator === MASK ? 1546275796n : accumulator;
}

/** CPython 3.11: Objects/setobject.c frozenset_hash */
function hashFrozenset(items: readonly Constant[]): bigint {
  let hash = 0n;
  for (const item of items) {
    const h = constantHash(item);
    hash ^= ((h ^ 89869747n ^ (h << 16n)) * 3644798167n) & MASK;
  }
  hash ^= (BigInt(items.length + 1) * 1927868237n) & MASK;
  hash ^= (hash >> 11n) ^ (hash >> 25n);
  hash = (hash * 69069n + 907133923n) & MASK;
  return hash === MASK ? 590923713n : hash;
}

/** The hash of a constant, 0 <= hash < 2**64. */
export function constantHash(constant: Constant): bigint {
  switch (constant.type) {
    case "bool":
      return constant.value ? 1n : 0n;
    case "int":
      return hashInt(BigInt(constant.value));
    case "float":
      return hashFloat(constant.value);
    case "complex": {
      const hash = (hashFloat(constant.real) + IMAGINARY_FACTOR * hashFloat(constant.imag)) & MASK;
      return hash === MASK ? MASK - 1n : hash;
    }
    case "str":
      return hashBytes(storedBytes(constant.codePoints ?? Array.from(constant.value, (c) => c.codePointAt(0)!)));
    case "bytes":
      return hashBytes(constant.value);
    case "tuple":
      return hashTuple(constant.items);
    case "frozenset":
      return hashFrozenset(constant.items);
    default:
      // NOT CPYTHON: None, Ellipsis and code objects are hashed by their address there, which differs from run to run.
      return 0n;
  }
}
