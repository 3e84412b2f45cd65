import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../object.ts";
import { bufferProcedures } from "../../protocol/buffer.ts";
import { takeIndex } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { adjustSlice, sliceRegister, sliceUnpack } from "../slice.ts";
import { formatLetter, loadItem, nativeLetter, storeItem } from "./items.ts";
import { exporterMemory, itemOffsets, type MemoryView, MemoryViewState, makeView, released, viewBytes } from "./state.ts";

/** Where item `i` of dimension `d` begins, from `place`; null with IndexError. CPython 3.11: lookup_dimension */
function along(vm: VM, v: MemoryViewState, place: number, d: number, index: number): number | null {
  const n = v.shape[d]!;
  const i = index < 0 ? index + n : index;
  if (i < 0 || i >= n) return vm.raise(vm.T.IndexError, `index out of bounds on dimension ${d + 1}`);
  return place + i * v.strides[d]!;
}

/** CPython 3.11: Objects/memoryobject.c memory_item */
export function memory_item(vm: VM, self: MemoryView, index: number): Result {
  const v = self.v;
  if (v.obj === null) return released(vm);
  const letter = formatLetter(vm, v);
  if (letter === null) return null;
  if (v.shape.length === 0) return vm.raise(vm.T.TypeError, "invalid indexing of 0-dim memory");
  if (v.shape.length > 1) return vm.raise(vm.T.NotImplementedError, "multi-dimensional sub-views are not implemented");
  const place = along(vm, v, v.offset, 0, index);
  return place === null ? null : loadItem(vm, exporterMemory(v), place, letter);
}

function indices(vm: VM, key: PyObject): boolean {
  return key.type === vm.T.tuple && (key.v as PyObject[]).every((k) => k.type.nb_index !== null);
}

function slices(vm: VM, key: PyObject): boolean {
  return key.type === vm.T.tuple && (key.v as PyObject[]).length > 0 && (key.v as PyObject[]).every((k) => k.type === vm.T.slice);
}

/** CPython 3.11: Objects/memoryobject.c memory_subscript */
export function memory_subscript(vm: VM, self: MemoryView, key: PyObject): Result {
  const v = self.v;
  if (v.obj === null) return released(vm);
  if (v.shape.length === 0) {
    if (key === vm.ellipsis) return newRef(self);
    if (key.type !== vm.T.tuple || (key.v as PyObject[]).length > 0)
      return vm.raise(vm.T.TypeError, "invalid indexing of 0-dim memory");
    const letter = formatLetter(vm, v);
    return letter === null ? null : loadItem(vm, exporterMemory(v), v.offset, letter);
  }
  if (key.type.nb_index !== null)
    return thenBorrowed(
      vm,
      numberIndex(vm, key),
      (m, value, s) => {
        const i = takeIndex(m, value);
        return i === null ? null : memory_item(m, s as MemoryView, i);
      },
      self,
    );
  if (key.type === vm.T.slice) return thenBorrowed(vm, sliceUnpack(vm, key), bySlice, self);
  if (indices(vm, key)) return multiIndex(vm, self, key, null);
  if (slices(vm, key)) return vm.raise(vm.T.NotImplementedError, "multi-dimensional slicing is not implemented");
  return vm.raise(vm.T.TypeError, "memoryview: invalid slice key");
}

/** The shape that the slice in the register cuts out of the first dimension. CPython 3.11: init_slice */
function cut(v: MemoryViewState): MemoryViewState {
  const count = adjustSlice(v.shape[0]!);
  const { start, step } = sliceRegister;
  return new MemoryViewState(v.obj!, v.isReadonly, {
    offset: v.offset + start * v.strides[0]!,
    format: v.format,
    itemsize: v.itemsize,
    shape: [count, ...v.shape.slice(1)],
    strides: [v.strides[0]! * step, ...v.strides.slice(1)],
  });
}

function bySlice(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const v = (self as MemoryView).v;
  return v.obj === null ? released(vm) : makeView(vm, vm.T.memoryview, v.obj, v.isReadonly, cut(v));
}

/** One index for each dimension, then reading (`value` null) or writing. CPython 3.11: memory_item_multi, ptr_from_tuple */
class MultiIndexFrame extends NativeFrame {
  self: MemoryView | null;
  key: PyObject | null;
  value: PyObject | null;
  next = 0;
  place: number;

  constructor(self: MemoryView, key: PyObject, value: PyObject | null) {
    super();
    this.self = newRef(self);
    this.key = newRef(key);
    this.value = value === null ? null : newRef(value);
    this.place = self.v.offset;
  }

  step(vm: VM, sent: Result): Result {
    const v = this.self!.v;
    const keys = this.key!.v as PyObject[];
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (this.next > keys.length) return got;
      if (this.next > 0) {
        const i = takeIndex(vm, got);
        const place = i === null ? null : along(vm, v, this.place, this.next - 1, i);
        if (place === null) return null;
        this.place = place;
      }
      if (v.obj === null) return released(vm);
      if (this.next++ < keys.length) got = numberIndex(vm, keys[this.next - 1]!);
      else if (this.value !== null) return storeItem(vm, this.self!, this.place, this.value);
      else return loadItem(vm, exporterMemory(v), this.place, nativeLetter(v.format)!);
    }
  }
}

function multiIndex(vm: VM, self: MemoryView, key: PyObject, value: PyObject | null): Result {
  const n = (key.v as PyObject[]).length;
  const dimensions = self.v.shape.length;
  if (formatLetter(vm, self.v) === null) return null;
  if (n < dimensions) return vm.raise(vm.T.NotImplementedError, "sub-views are not implemented");
  if (n > dimensions) return vm.raise(vm.T.TypeError, `cannot index ${dimensions}-dimension view with ${n}-element tuple`);
  return startFrame(vm, new MultiIndexFrame(self, key, value));
}

/** CPython 3.11: Objects/memoryobject.c memory_ass_sub */
export function memory_assign(vm: VM, self: MemoryView, key: PyObject, value: PyObject | null): Result {
  const v = self.v;
  if (v.obj === null) return released(vm);
  if (formatLetter(vm, v) === null) return null;
  if (v.isReadonly) return vm.raise(vm.T.TypeError, "cannot modify read-only memory");
  if (value === null) return vm.raise(vm.T.TypeError, "cannot delete memory");
  if (v.shape.length === 0) {
    const whole = key === vm.ellipsis || (key.type === vm.T.tuple && (key.v as PyObject[]).length === 0);
    return whole ? storeItem(vm, self, v.offset, value) : vm.raise(vm.T.TypeError, "invalid indexing of 0-dim memory");
  }
  if (key.type.nb_index !== null) {
    if (v.shape.length > 1) return vm.raise(vm.T.NotImplementedError, "sub-views are not implemented");
    return thenBorrowed(vm, numberIndex(vm, key), assignAt, self, value);
  }
  if (key.type === vm.T.slice && v.shape.length === 1) return thenBorrowed(vm, sliceUnpack(vm, key), assignSlice, self, value);
  if (indices(vm, key)) return multiIndex(vm, self, key, value);
  if (key.type === vm.T.slice || slices(vm, key))
    return vm.raise(vm.T.NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1");
  return vm.raise(vm.T.TypeError, "memoryview: invalid slice key");
}

function assignAt(vm: VM, index: PyObject, o: PyObject | null, value: PyObject | null): Result {
  const self = o as MemoryView;
  const i = takeIndex(vm, index);
  if (i === null) return null;
  if (self.v.obj === null) return released(vm);
  const place = along(vm, self.v, self.v.offset, 0, i);
  return place === null ? null : storeItem(vm, self, place, value!);
}

/** CPython 3.11: copy_single, equiv_structure */
function assignSlice(vm: VM, _ok: PyObject, o: PyObject | null, value: PyObject | null): Result {
  const v = (o as MemoryView).v;
  if (v.obj === null) return released(vm);
  const procedures = bufferProcedures(value!);
  if (procedures === null) return vm.raise(vm.T.TypeError, `a bytes-like object is required, not '${value!.type.name}'`);
  const target = cut(v);
  const source = procedures.acquire(vm, value!);
  if (source === null) return null;
  procedures.release(vm, value!);
  const format = (s: string): string => (s[0] === "@" ? s.slice(1) : s);
  if (
    format(source.format) !== format(v.format) ||
    source.itemsize !== v.itemsize ||
    source.shape.length !== 1 ||
    source.shape[0] !== target.shape[0]
  )
    return vm.raise(vm.T.ValueError, "memoryview assignment: lvalue and rvalue have different structures");
  const copy = (value!.type === vm.T.memoryview ? viewBytes((value as MemoryView).v) : procedures.memory(value!)).slice();
  touchPayload(v.obj);
  const memory = exporterMemory(v);
  itemOffsets(target).forEach((place, i) => memory.set(copy.subarray(i * v.itemsize, (i + 1) * v.itemsize), place));
  return OK;
}
