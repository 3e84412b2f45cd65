import { callNoArgs, callOneArg } from "../eval/call.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { type PyObject, type Result, STOP } from "../object.ts";
import { address } from "../objects/address.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { lookupSpecial } from "../protocol/attribute.ts";
import { hashValue } from "../protocol/hash.ts";
import { divmod, numberIndex, power, unaryOp } from "../protocol/number.ts";

/** CPython 3.11: Python/bltinmodule.c builtin_abs */
export function builtin_abs(vm: VM, _module: PyObject, x: PyObject): Result {
  return unaryOp(vm, x, "nb_absolute");
}

/** Text of an int in a power of two as base, with its prefix. CPython 3.11: Objects/longobject.c _PyLong_Format */
function withBase(base: number, prefix: string): (vm: VM, _module: PyObject, x: PyObject) => Result {
  const write = (vm: VM, value: PyObject): Result => {
    const v = value.v as number | bigint;
    vm.counts.decref(value);
    const text = v.toString(base);
    return vm.newStr(text.startsWith("-") ? `-${prefix}${text.slice(1)}` : prefix + text);
  };
  return (vm, _module, x) => then(vm, numberIndex(vm, x), write);
}

/** CPython 3.11: builtin_bin, builtin_oct, builtin_hex */
export const builtin_bin: (vm: VM, module: PyObject, x: PyObject) => Result = withBase(2, "0b");
export const builtin_oct: (vm: VM, module: PyObject, x: PyObject) => Result = withBase(8, "0o");
export const builtin_hex: (vm: VM, module: PyObject, x: PyObject) => Result = withBase(16, "0x");

/** CPython 3.11: builtin_chr_impl */
export function builtin_chr(vm: VM, _module: PyObject, i: PyObject): Result {
  return then(vm, numberIndex(vm, i), characterOf);
}

function characterOf(vm: VM, value: PyObject): Result {
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  if (v > 2147483647 || v < -2147483648) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
  if (v < 0 || v > 0x10ffff) return vm.raise(vm.T.ValueError, "chr() arg not in range(0x110000)");
  return vm.newStr(String.fromCodePoint(Number(v)));
}

/** CPython 3.11: builtin_ord */
export function builtin_ord(vm: VM, _module: PyObject, c: PyObject): Result {
  const T = vm.T;
  let size: number;
  if (isSubtype(c.type, T.str)) {
    const s = c.v as string;
    const point = s.codePointAt(0);
    if (point !== undefined && s.length === (point > 0xffff ? 2 : 1)) return vm.newInt(point);
    size = Array.from(s).length;
  } else if (isSubtype(c.type, T.bytes) || isSubtype(c.type, T.bytearray)) {
    const bytes = bytesOf(c);
    if (bytes.length === 1) return vm.newInt(bytes[0]!);
    size = bytes.length;
  } else return vm.raise(T.TypeError, `ord() expected string of length 1, but ${c.type.name} found`);
  return vm.raise(T.TypeError, `ord() expected a character, but string of length ${size} found`);
}

/** The bytes of a bytes or bytearray object. */
function bytesOf(o: PyObject): Uint8Array {
  if (o.v instanceof Uint8Array) return o.v;
  const { bytes, length } = o.v as { bytes: Uint8Array; length?: number };
  return length === undefined ? bytes : bytes.subarray(0, length);
}

/** CPython 3.11: builtin_divmod_impl */
export function builtin_divmod(vm: VM, _module: PyObject, x: PyObject, y: PyObject): Result {
  return divmod(vm, x, y);
}

/** CPython 3.11: builtin_pow_impl */
export function builtin_pow(vm: VM, _module: PyObject, base: PyObject, exp: PyObject, mod: PyObject | null): Result {
  return power(vm, base, exp, mod ?? vm.none);
}

/** CPython 3.11: builtin_round_impl */
export function builtin_round(vm: VM, _module: PyObject, number: PyObject, ndigits: PyObject | null): Result {
  return thenBorrowed(vm, lookupSpecial(vm, number, "__round__"), callRound, number, ndigits, null, 0, true);
}

function callRound(vm: VM, round: PyObject, number: PyObject | null, ndigits: PyObject | null): Result {
  if (round === STOP) return vm.raise(vm.T.TypeError, `type ${number!.type.name} doesn't define __round__ method`);
  return dropAfter(vm, ndigits === null || ndigits === vm.none ? callNoArgs(vm, round) : callOneArg(vm, round, ndigits), round);
}

/** CPython 3.11: builtin_hash */
export function builtin_hash(vm: VM, _module: PyObject, o: PyObject): Result {
  return hashValue(vm, o);
}

/** CPython 3.11: builtin_id */
export function builtin_id(vm: VM, _module: PyObject, o: PyObject): Result {
  return vm.newInt(address(vm, o));
}
