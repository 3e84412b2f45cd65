import { nestedCall } from "../eval/c-calls.ts";
import { andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type Result } from "../object.ts";
import { hashRegister } from "./answers.ts";
import { sipHash13 } from "./siphash.ts";

/*
 * Hashes have 64 bits. They travel as two signed 32-bit halves in two registers, `hashRegister.low` and `.high`: a bigint for each look-up would cost
 * more than the look-up. `tp_hash` gives an int object, because Python code can be asked for one.
 */

export { hashRegister };

/** Hash of a finite or infinite double; CPython 3.11: Python/pyhash.c _Py_HashDouble. Not for NaN. */
export function setDoubleHash(value: number): void {
  if (Number.isInteger(value) && Math.abs(value) <= 9007199254740991) {
    setIntHash(value);
    return;
  }
  if (value === Infinity || value === -Infinity) {
    setSmall(value > 0 ? 314159 : -314159);
    return;
  }
  setBigHash(doubleHash(value));
}

const MODULUS = (1n << 61n) - 1n;

function doubleHash(value: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  const word = bits.getBigUint64(0);
  const exponent = Number(word >> 52n);
  const mantissa = exponent === 0 ? word & 0xfffffffffffffn : (word & 0xfffffffffffffn) | (1n << 52n);
  const shift = (exponent === 0 ? 1 : exponent) - 1075;
  // x = mantissa * 2**shift modulo 2**61 - 1, where multiplying by 2 is a rotation by one of 61 bits.
  const rotation = BigInt(((shift % 61) + 61) % 61);
  const h = ((mantissa % MODULUS) << rotation) % MODULUS;
  return avoidMinusOne(value < 0 ? -h : h);
}

function avoidMinusOne(h: bigint): bigint {
  return h === -1n ? -2n : h;
}

/** CPython 3.11: Objects/longobject.c long_hash, for a safe integer. */
export function setIntHash(value: number): void {
  // Safe integers are below the modulus 2**61 - 1.
  if (value === -1) setSmall(-2);
  else if ((value | 0) === value) setSmall(value);
  else {
    hashRegister.low = (value % 4294967296) | 0;
    hashRegister.high = Math.floor(value / 4294967296) | 0;
  }
}

/** CPython 3.11: Objects/longobject.c long_hash, for any integer. */
export function bigIntHash(value: bigint): bigint {
  const h = (value < 0n ? -value : value) % MODULUS;
  return avoidMinusOne(value < 0n ? -h : h);
}

function setSmall(value: number): void {
  hashRegister.low = value;
  hashRegister.high = value < 0 ? -1 : 0;
}

/** Sets the register from a 64-bit hash. */
export function setBigHash(h: bigint): void {
  hashRegister.low = Number(BigInt.asIntN(32, h));
  hashRegister.high = Number(BigInt.asIntN(32, h >> 32n));
}

/** The register as a signed 64-bit number. */
export function registerAsBigInt(): bigint {
  return (BigInt(hashRegister.high) << 32n) | BigInt(hashRegister.low >>> 0);
}

/** The register as a new int object. */
export function registerAsInt(vm: VM): PyObject {
  const { low, high } = hashRegister;
  if (high === (low < 0 ? -1 : 0)) return vm.newInt(low);
  return vm.newIntFromBig(registerAsBigInt());
}

interface CachedHash {
  low: number;
  high: number;
}

const stringHashes = new Map<string, CachedHash>();

/** CPython 3.11: Objects/unicodeobject.c unicode_hash. Of the text only, so texts seen before are remembered up to a number. */
export function setStringHash(vm: VM, s: string, codePoints: Uint32Array | null = null): void {
  if (s.length === 0) {
    setSmall(0);
    return;
  }
  let cached = codePoints === null && vm.hashSeed === 0 ? stringHashes.get(s) : undefined;
  if (cached === undefined) {
    const h = sipHash13(vm.hashSeed, stringBytes(s, codePoints));
    cached = { low: h.low, high: h.high };
    if (codePoints === null && vm.hashSeed === 0) {
      if (stringHashes.size > 50000) stringHashes.clear();
      stringHashes.set(s, cached);
    }
  }
  hashRegister.low = cached.low;
  hashRegister.high = cached.high;
}

/** The bytes CPython hashes: one, two or four a character, by the largest one. */
function stringBytes(s: string, codePoints: Uint32Array | null): Uint8Array {
  let max = 0;
  if (codePoints === null) for (let i = 0; i < s.length; i++) max = Math.max(max, s.charCodeAt(i));
  if (codePoints === null && max < 256) return Uint8Array.from({ length: s.length }, (_, i) => s.charCodeAt(i));
  const points = codePoints ?? Uint32Array.from(Array.from(s, (c) => c.codePointAt(0)!));
  const wide = points.some((c) => c > 0xffff);
  const bytes = new Uint8Array(points.length * (wide ? 4 : 2));
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < points.length; i++) {
    if (wide) view.setUint32(i * 4, points[i]!, true);
    else view.setUint16(i * 2, points[i]!, true);
  }
  return bytes;
}

/** CPython 3.11: Python/pyhash.c _Py_HashBytes */
export function setBytesHash(vm: VM, bytes: Uint8Array): void {
  if (bytes.length === 0) {
    setSmall(0);
    return;
  }
  const h = sipHash13(vm.hashSeed, bytes);
  hashRegister.low = h.low;
  hashRegister.high = h.high;
}

/** Hashes exact strings, ints, bools and finite floats without running anything. False: ask `hashObject`. */
export function simpleHash(vm: VM, o: PyObject): boolean {
  const T = vm.T;
  const type = o.type;
  if (type === T.str) {
    setStringHash(
      vm,
      o.v as string,
      o.w === null ? null : ((o.w.cache as { codePoints?: Uint32Array } | null)?.codePoints ?? null),
    );
    return true;
  }
  if (type === T.int || type === T.bool) {
    if (typeof o.v === "number") setIntHash(o.v);
    else setBigHash(bigIntHash(o.v as bigint));
    return true;
  }
  if (type === T.float && !Number.isNaN(o.v as number)) {
    setDoubleHash(o.v as number);
    return true;
  }
  return false;
}

/** The 64-bit hash of an int object that `__hash__` gave, into the register. CPython 3.11: Objects/typeobject.c slot_tp_hash */
export function setHashFromInt(o: PyObject): void {
  const v = o.v as number | bigint;
  if (typeof v === "number") {
    if ((v | 0) === v) setSmall(v);
    else {
      hashRegister.low = (v % 4294967296) | 0;
      hashRegister.high = Math.floor(v / 4294967296) | 0;
    }
  } else setBigHash(v);
}

/** Gives OK with the hash in the register. CPython 3.11: Objects/object.c PyObject_Hash */
export function hashObject(vm: VM, o: PyObject): Result {
  if (simpleHash(vm, o)) return OK;
  const r = hashValue(vm, o);
  return then(vm, r, intoRegister);
}

function intoRegister(vm: VM, value: PyObject): Result {
  setHashFromInt(value);
  vm.counts.decref(value);
  return OK;
}

/** `hash(o)`: an exact int. */
export function hashValue(vm: VM, o: PyObject): Result {
  const hash = o.type.tp_hash;
  if (hash === null) return vm.raise(vm.T.TypeError, `unhashable type: '${o.type.name}'`);
  return nestedCall(vm, hashNow, o, o);
}

function hashNow(vm: VM, o: PyObject): Result {
  return o.type.tp_hash!(vm, o);
}

/** Hash by identity: CPython 3.11: Python/pyhash.c _Py_HashPointer (the address rotated by four bits). */
export function setPointerHash(address: number): void {
  const low = (address % 4294967296) | 0;
  const high = Math.floor(address / 4294967296) | 0;
  hashRegister.low = (low >>> 4) | (high << 28);
  hashRegister.high = (high >>> 4) | ((low & 15) << 28);
}
