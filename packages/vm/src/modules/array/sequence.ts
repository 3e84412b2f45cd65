import { newRef, touchPayload } from "@vivarium/heap";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PyObject, type Result } from "../../object.ts";
import { raiseException } from "../../objects/exceptions/raise.ts";
import { adjustSlice, type SliceRecord, sliceRegister, sliceUnpack } from "../../objects/slice.ts";
import { Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT, Py_NE, richCompare } from "../../protocol/compare.ts";
import { takeIndex } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { ArrayData, type ArrayObject, arrayResize, arraySplice } from "./array-data.ts";
import { convertItem, loadItem, rawItem, storeItem } from "./items.ts";

export function isArray(o: PyObject): o is ArrayObject {
  return o.v instanceof ArrayData;
}

/** A new array, never of a subclass, with these bytes. */
function arrayOf(vm: VM, self: ArrayObject, bytes: Uint8Array): ArrayObject {
  const data = new ArrayData(self.v.code, 0);
  data.setBytes(bytes);
  data.length = data.allocated = bytes.length / data.itemsize;
  const exact = self.type.mro.find((t) => t.name === "array.array" && !t.heapType)!;
  return alloc(vm, exact, data);
}

function badArgument(vm: VM): null {
  return vm.raise(vm.T.TypeError, "bad argument type for built-in operation");
}

export function array_length(vm: VM, self: ArrayObject): Result {
  return vm.newInt(self.v.length);
}

/** CPython 3.11: Modules/arraymodule.c array_concat */
export function array_concat(vm: VM, self: ArrayObject, other: PyObject): Result {
  if (!isArray(other)) return vm.raise(vm.T.TypeError, `can only append array (not "${other.type.name}") to array`);
  if (other.v.code !== self.v.code) return badArgument(vm);
  const a = self.v.used();
  const b = other.v.used();
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return arrayOf(vm, self, bytes);
}

/** CPython 3.11: Modules/arraymodule.c array_inplace_concat */
export function array_iconcat(vm: VM, self: ArrayObject, other: PyObject): Result {
  if (!isArray(other)) return vm.raise(vm.T.TypeError, `can only extend array with array (not "${other.type.name}")`);
  return extendWithArray(vm, self, other) ? newRef(self) : null;
}

/** False with an error. CPython 3.11: Modules/arraymodule.c array_do_extend */
export function extendWithArray(vm: VM, self: ArrayObject, other: ArrayObject): boolean {
  if (other.v.code !== self.v.code) {
    vm.raise(vm.T.TypeError, "can only extend with array of same kind");
    return false;
  }
  return arraySplice(vm, self, self.v.length, self.v.length, other.v.used());
}

/** The bytes `times` over; null with MemoryError. */
function repeated(vm: VM, self: ArrayObject, times: number): Uint8Array | null {
  const a = self.v.used();
  const n = Math.max(0, times);
  if (a.length * n > 0x7fffffff) return raiseException(vm, vm.T.MemoryError, []);
  const bytes = new Uint8Array(a.length * n);
  for (let i = 0; i < n && a.length > 0; i++) bytes.set(a, i * a.length);
  return bytes;
}

/** CPython 3.11: Modules/arraymodule.c array_repeat */
export function array_repeat(vm: VM, self: ArrayObject, times: number): Result {
  const bytes = repeated(vm, self, times);
  return bytes === null ? null : arrayOf(vm, self, bytes);
}

/** CPython 3.11: Modules/arraymodule.c array_inplace_repeat */
export function array_irepeat(vm: VM, self: ArrayObject, times: number): Result {
  const bytes = repeated(vm, self, times);
  if (bytes === null || !arraySplice(vm, self, 0, self.v.length, bytes)) return null;
  return newRef(self);
}

export function array_item(vm: VM, self: ArrayObject, i: number): Result {
  if (i < 0 || i >= self.v.length) return vm.raise(vm.T.IndexError, "array index out of range");
  return loadItem(vm, self.v, i);
}

/** CPython 3.11: Modules/arraymodule.c array_subscr */
export function array_subscript(vm: VM, self: ArrayObject, key: PyObject): Result {
  if (key.type.nb_index !== null) return andThen(vm, numberIndex(vm, key), itemByIndex, self);
  if (key.type === vm.T.slice) return andThen(vm, sliceUnpack(vm, key as PyObject<SliceRecord>), itemsBySlice, self);
  return vm.raise(vm.T.TypeError, "array indices must be integers");
}

function itemByIndex(vm: VM, index: PyObject, array: PyObject | null): Result {
  const self = array as ArrayObject;
  const i = takeIndex(vm, index);
  return i === null ? null : array_item(vm, self, i < 0 ? i + self.v.length : i);
}

function itemsBySlice(vm: VM, _ok: PyObject, array: PyObject | null): Result {
  const self = array as ArrayObject;
  const count = adjustSlice(self.v.length);
  const { start, step } = sliceRegister;
  const size = self.v.itemsize;
  if (step === 1) return arrayOf(vm, self, self.v.bytes.slice(start * size, (start + count) * size));
  const bytes = new Uint8Array(count * size);
  for (let i = 0, at = start; i < count; i++, at += step) bytes.set(self.v.bytes.subarray(at * size, (at + 1) * size), i * size);
  return arrayOf(vm, self, bytes);
}

/** CPython 3.11: Modules/arraymodule.c array_ass_subscr */
export function array_ass_subscript(vm: VM, self: ArrayObject, key: PyObject, value: PyObject | null): Result {
  if (key.type.nb_index !== null) return andThen(vm, numberIndex(vm, key), assignAt, self, value);
  if (key.type === vm.T.slice) return andThen(vm, sliceUnpack(vm, key as PyObject<SliceRecord>), assignSlice, self, value);
  return vm.raise(vm.T.TypeError, "array indices must be integers");
}

function assignAt(vm: VM, index: PyObject, array: PyObject | null, value: PyObject | null): Result {
  const self = array as ArrayObject;
  let i = takeIndex(vm, index);
  if (i === null) return null;
  if (i < 0) i += self.v.length;
  return array_ass_item(vm, self, i, value);
}

export function array_ass_item(vm: VM, self: ArrayObject, i: number, value: PyObject | null): Result {
  if (i < 0 || i >= self.v.length) return vm.raise(vm.T.IndexError, "array assignment index out of range");
  if (value === null) return arraySplice(vm, self, i, i + 1, new Uint8Array(0)) ? OK : null;
  return andThen(vm, convertItem(vm, self.v.code, value), storeAt, self, null, null, i);
}

function storeAt(vm: VM, value: PyObject, array: PyObject | null, _b: PyObject | null, _c: PyObject | null, i: number): Result {
  const self = array as ArrayObject;
  // The conversion ran Python code, which may have shortened the array.
  if (i < self.v.length) storeItem(vm, self, i, value);
  else vm.counts.decref(value);
  return OK;
}

function assignSlice(vm: VM, _ok: PyObject, array: PyObject | null, value: PyObject | null): Result {
  const self = array as ArrayObject;
  const count = adjustSlice(self.v.length);
  const { start, step } = sliceRegister;
  if (value !== null && !isArray(value))
    return vm.raise(vm.T.TypeError, `can only assign array (not "${value.type.name}") to array slice`);
  if (value !== null && value.v.code !== self.v.code) return badArgument(vm);
  const items = value === null ? new Uint8Array(0) : value.v.used().slice();
  const needed = items.length / self.v.itemsize;
  if ((needed !== count || value === null) && self.v.exports > 0 && count !== needed)
    return vm.raise(vm.T.BufferError, "cannot resize an array that is exporting buffers");
  if (step === 1) return arraySplice(vm, self, start, start + count, items) ? OK : null;
  if (needed === 0) return deleteStepped(vm, self, start, step, count);
  if (needed !== count)
    return vm.raise(vm.T.ValueError, `attempt to assign array of size ${needed} to extended slice of size ${count}`);
  const size = self.v.itemsize;
  touchPayload(self);
  for (let i = 0, at = start; i < count; i++, at += step) self.v.bytes.set(items.subarray(i * size, (i + 1) * size), at * size);
  return OK;
}

function deleteStepped(vm: VM, self: ArrayObject, start: number, step: number, count: number): Result {
  const gone = new Set<number>();
  for (let i = 0, at = start; i < count; i++, at += step) gone.add(at);
  const { length, itemsize } = self.v;
  touchPayload(self);
  let to = 0;
  for (let i = 0; i < length; i++) {
    if (gone.has(i)) continue;
    self.v.bytes.copyWithin(to * itemsize, i * itemsize, (i + 1) * itemsize);
    to++;
  }
  return arrayResize(vm, self, to) ? OK : null;
}

const NUMBERS: Readonly<Record<number, (x: number, y: number) => boolean>> = {
  [Py_LT]: (x, y) => x < y,
  [Py_LE]: (x, y) => x <= y,
  [Py_EQ]: (x, y) => x === y,
  [Py_NE]: (x, y) => x !== y,
  [Py_GT]: (x, y) => x > y,
  [Py_GE]: (x, y) => x >= y,
};

/** CPython 3.11: Modules/arraymodule.c array_richcompare */
export function array_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!isArray(a) || !isArray(b)) return vm.newNotImplemented();
  const n = Math.min(a.v.length, b.v.length);
  if (a.v.length !== b.v.length && (op === Py_EQ || op === Py_NE)) return vm.newBool(op === Py_NE);
  const mixed = (a.v.code === "u") !== (b.v.code === "u");
  let i = 0;
  // Numbers and big integers compare by value here, as in Python.
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number
  while (i < n && !mixed && rawItem(a.v, i) == rawItem(b.v, i)) i++;
  if (i >= n) return vm.newBool(NUMBERS[op]!(a.v.length, b.v.length));
  if (op === Py_EQ || op === Py_NE) return vm.newBool(op === Py_NE);
  const x = loadItem(vm, a.v, i);
  const y = x === null ? null : loadItem(vm, b.v, i);
  const r = x === null || y === null ? null : richCompare(vm, x, y, op);
  vm.counts.xdecref(x);
  vm.counts.xdecref(y);
  return r;
}
