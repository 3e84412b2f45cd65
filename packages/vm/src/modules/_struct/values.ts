import type { VM } from "../../interpreter.ts";
import type { PyObject } from "../../object.ts";
import { roundHalfEven } from "../../objects/float/methods.ts";
import { exponentOf, scaleDouble } from "../../objects/int/to-double.ts";
import type { FormatItem } from "./format.ts";

/*
 * Values as bytes and back.
 */

/** The bits of a half precision number; null when it is too large. CPython 3.11: Objects/floatobject.c PyFloat_Pack2 */
export function halfBits(x: number): number | null {
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  const a = Math.abs(x);
  if (Number.isNaN(x)) return sign | 0x7e00;
  if (a === Infinity) return sign | 0x7c00;
  if (a === 0) return sign;
  const e = exponentOf(a);
  if (e >= 16) return null;
  if (e < -14) return sign | roundHalfEven(scaleDouble(a, 24));
  // Rounding up may carry into the exponent, which is just what it should do.
  const bits = (e + 14) * 1024 + roundHalfEven(scaleDouble(a, 10 - e));
  return bits >= 0x7c00 ? null : sign | bits;
}

/** CPython 3.11: PyFloat_Unpack2 */
export function halfToDouble(bits: number): number {
  const sign = (bits & 0x8000) !== 0 ? -1 : 1;
  const e = (bits >> 10) & 31;
  const f = bits & 1023;
  if (e === 31) return f === 0 ? sign * Infinity : Number.NaN;
  return sign * (e === 0 ? scaleDouble(f, -24) : scaleDouble(f + 1024, e - 25));
}

/** An integer of so many bytes, in two's complement. */
export function storeInteger(into: Uint8Array, at: number, size: number, value: bigint, little: boolean): void {
  let rest = BigInt.asUintN(size * 8, value);
  for (let k = 0; k < size; k++) {
    into[at + (little ? k : size - 1 - k)] = Number(rest & 255n);
    rest >>= 8n;
  }
}

function loadInteger(from: Uint8Array, at: number, size: number, signed: boolean, little: boolean): bigint {
  let value = 0n;
  for (let k = 0; k < size; k++) value = (value << 8n) | BigInt(from[at + (little ? size - 1 - k : k)]!);
  return signed ? BigInt.asIntN(size * 8, value) : value;
}

/** One value out of bytes: a new object. CPython 3.11: Modules/_struct.c nu_*, bu_*, lu_* */
export function loadValue(vm: VM, item: FormatItem, from: Uint8Array, at: number, little: boolean): PyObject {
  const { letter, size } = item.unit;
  const view = new DataView(from.buffer, from.byteOffset, from.byteLength);
  switch (letter) {
    case "s":
      return vm.newBytes(from.slice(at, at + item.size));
    case "p":
      return vm.newBytes(item.size === 0 ? new Uint8Array(0) : from.slice(at + 1, at + 1 + Math.min(from[at]!, item.size - 1)));
    case "c":
      return vm.newBytes(from.slice(at, at + 1));
    case "?":
      return vm.newBool(from[at] !== 0);
    case "e":
      return vm.newFloat(halfToDouble(view.getUint16(at, little)));
    case "f":
      return vm.newFloat(view.getFloat32(at, little));
    case "d":
      return vm.newFloat(view.getFloat64(at, little));
    default:
      return vm.newIntFromBig(loadInteger(from, at, size, letter >= "a", little));
  }
}
