import { newRef, touchPayload } from "@vivarium/heap";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { asDouble } from "../../objects/float/float.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { newStrFromCodePoints, pointsOf, textOf } from "../../objects/str/text.ts";
import { numberIndex } from "../../protocol/number.ts";
import type { ArrayData, ArrayObject } from "./array-data.ts";

/** An item as a JS value. */
export function rawItem(v: ArrayData, i: number): number | bigint {
  const at = i * v.itemsize;
  const { view } = v;
  switch (v.code) {
    case "b":
      return view.getInt8(at);
    case "B":
      return view.getUint8(at);
    case "h":
      return view.getInt16(at, true);
    case "H":
      return view.getUint16(at, true);
    case "i":
      return view.getInt32(at, true);
    case "I":
    case "u":
      return view.getUint32(at, true);
    case "l":
    case "q":
      return view.getBigInt64(at, true);
    case "L":
    case "Q":
      return view.getBigUint64(at, true);
    case "f":
      return view.getFloat32(at, true);
    default:
      return view.getFloat64(at, true);
  }
}

/** Item number `i`, a new object; null with ValueError. CPython 3.11: Modules/arraymodule.c getarrayitem */
export function loadItem(vm: VM, v: ArrayData, i: number): Result {
  const value = rawItem(v, i);
  if (v.code === "f" || v.code === "d") return vm.newFloat(value as number);
  if (typeof value === "bigint") return vm.newIntFromBig(value);
  if (v.code !== "u") return vm.newInt(value);
  if (value > 0x10ffff) return vm.raise(vm.T.ValueError, `character U+${value.toString(16)} is not in range [U+0000; U+10ffff]`);
  return newStrFromCodePoints(vm, Uint32Array.of(value));
}

const LONG_MIN = -(1n << 63n);
const LONG_MAX = (1n << 63n) - 1n;

function outside(n: bigint, bits: number, signed: boolean, name: string): string | null {
  const min = signed ? -(1n << BigInt(bits - 1)) : 0n;
  const max = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
  return n < min ? `${name} is less than minimum` : n > max ? `${name} is greater than maximum` : null;
}

/** Why an int cannot be an item; null: it can. CPython 3.11: b_setitem ... QQ_setitem, Python/getargs.c convertsimple */
function rangeMessage(code: string, n: bigint): string | null {
  if (code === "q") return n < LONG_MIN || n > LONG_MAX ? "int too big to convert" : null;
  if (code === "Q") {
    if (n < 0n) return "can't convert negative int to unsigned";
    return n > (1n << 64n) - 1n ? "int too big to convert" : null;
  }
  if (code === "I" || code === "L") {
    if (n < 0n) return "can't convert negative value to unsigned int";
    if (n > (1n << 64n) - 1n) return "Python int too large to convert to C unsigned long";
    return code === "I" && n > 0xffffffffn ? "unsigned int is greater than maximum" : null;
  }
  if (n < LONG_MIN || n > LONG_MAX) return "Python int too large to convert to C long";
  switch (code) {
    case "b":
      return outside(n, 16, true, "signed short integer") ?? outside(n, 8, true, "signed char");
    case "B":
      return outside(n, 8, false, "unsigned byte integer");
    case "h":
      return outside(n, 16, true, "signed short integer");
    case "H":
      return outside(n, 32, true, "signed integer") ?? outside(n, 16, false, "unsigned short");
    case "i":
      return outside(n, 32, true, "signed integer");
    default:
      return null;
  }
}

/** `o` as what `storeItem` takes: an int in range, a float or a str of one character. */
export function convertItem(vm: VM, code: string, o: PyObject): Result {
  if (code === "f" || code === "d") return asDouble(vm, o);
  if (code !== "u") return andThen(vm, numberIndex(vm, o), checkRange, null, null, null, code.charCodeAt(0));
  if (isStr(o) && pointsOf(textOf(o)).length === 1) return newRef(o);
  return vm.raise(vm.T.TypeError, "array item must be unicode character");
}

function checkRange(
  vm: VM,
  value: PyObject,
  _a: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  code: number,
): Result {
  const message = rangeMessage(String.fromCharCode(code), BigInt(value.v as number | bigint));
  if (message === null) return value;
  vm.counts.decref(value);
  return vm.raise(vm.T.OverflowError, message);
}

/** Writes what `convertItem` gave, and takes it over. */
export function storeItem(vm: VM, self: ArrayObject, i: number, value: PyObject): void {
  const v = self.v;
  const at = i * v.itemsize;
  const { view } = v;
  touchPayload(self);
  switch (v.code) {
    case "f":
      view.setFloat32(at, value.v as number, true);
      break;
    case "d":
      view.setFloat64(at, value.v as number, true);
      break;
    case "u":
      view.setUint32(at, pointsOf(textOf(value))[0]!, true);
      break;
    default:
      storeInteger(view, at, v.itemsize, value.v as number | bigint);
  }
  vm.counts.decref(value);
}

function storeInteger(view: DataView, at: number, size: number, n: number | bigint): void {
  if (size === 8) view.setBigInt64(at, BigInt(n), true);
  else if (size === 4) view.setUint32(at, Number(n), true);
  else if (size === 2) view.setUint16(at, Number(n), true);
  else view.setUint8(at, Number(n));
}
