import { newRef, touchPayload } from "@vivarium/heap";
import { andThen } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, OK, type PyObject, type PyType, recordLayout, type Result } from "../object.ts";
import { type BufferLayout, bufferProcedures, byteShape, bytesView } from "../protocol/buffer.ts";
import { takeIndex } from "../protocol/index-argument.ts";
import { numberIndex } from "../protocol/number.ts";
import { hexOf } from "./bytes/hex.ts";
import { compareBytes } from "./bytes/sequence.ts";
import { adjustSlice, sliceRegister, sliceUnpack } from "./slice.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

/** A window of bytes on another object's memory. */
export class MemoryViewState {
  obj: PyObject | null;
  start: number;
  length: number;
  step: number;

  constructor(obj: PyObject, start: number, length: number, step: number) {
    this.obj = obj;
    this.start = start;
    this.length = length;
    this.step = step;
  }
}

type Self = PyObject<MemoryViewState>;

// NOT CPYTHON: views are of one dimension and of bytes (format "B"); `cast` is not there. The exporter does not know of its views: it can change size.
function makeView(vm: VM, type: PyType, obj: PyObject, start: number, length: number, step: number): Result {
  return alloc(vm, type, new MemoryViewState(newRef(obj), start, length, step));
}

function memory_new(vm: VM, type: PyType, args: readonly PyObject[]): Result {
  if (args.length !== 1) return vm.raise(vm.T.TypeError, "memoryview() missing required argument 'object' (pos 1)");
  const o = args[0]!;
  if (o.type === vm.T.memoryview) {
    const v = o.v as MemoryViewState;
    return v.obj === null ? released(vm) : makeView(vm, type, v.obj, v.start, v.length, v.step);
  }
  const view = bufferProcedures(o) === null ? null : bytesView(vm, o);
  if (view === null) return vm.raise(vm.T.TypeError, `memoryview: a bytes-like object is required, not '${o.type.name}'`);
  return makeView(vm, type, o, 0, view.length, 1);
}

function released(vm: VM): null {
  return vm.raise(vm.T.ValueError, "operation forbidden on released memoryview object");
}

function memoryOf(self: Self): Uint8Array {
  const { obj, start, length, step } = self.v;
  const all = bufferProcedures(obj!)!.memory(obj!);
  if (step === 1) return all.subarray(start, start + length);
  return Uint8Array.from({ length }, (_, i) => all[start + i * step]!);
}

const isReadonly = (self: Self): boolean => self.v.obj === null || bufferProcedures(self.v.obj)!.isReadonly(self.v.obj);

const layout: BufferLayout<MemoryViewState> = {
  ...recordLayout<MemoryViewState>({ references: (v) => [v.obj] }),
  buffer: {
    acquire: (vm, o) => (o.v.obj === null ? released(vm) : byteShape(o.v.length, isReadonly(o))),
    release() {},
    memory: memoryOf,
    // What is stepped through cannot be written as one piece.
    isReadonly: (o) => isReadonly(o) || o.v.step !== 1,
    contiguous: (vm, o) => (o.v.obj === null ? released(vm) : memoryOf(o)),
  },
};

function memory_subscript(vm: VM, self: Self, key: PyObject): Result {
  if (self.v.obj === null) return released(vm);
  if (key.type === vm.T.slice) return andThen(vm, sliceUnpack(vm, key), bySlice, self);
  if (key.type.nb_index === null) return vm.raise(vm.T.TypeError, "memoryview: invalid slice key");
  return andThen(vm, numberIndex(vm, key), (m, value, s) => {
    const i = place(m, s!, value);
    return i === null ? null : m.newInt(bufferProcedures(s!.v.obj)!.memory(s!.v.obj)[i]!);
  }, self);
}

function place(vm: VM, self: Self, value: PyObject): number | null {
  const i = takeIndex(vm, value);
  if (i === null) return null;
  const { length, start, step } = self.v;
  const at = i < 0 ? i + length : i;
  return at < 0 || at >= length ? vm.raise(vm.T.IndexError, "index out of bounds on dimension 1") : start + at * step;
}

function bySlice(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const v = self!.v as MemoryViewState;
  const count = adjustSlice(v.length);
  return makeView(vm, vm.T.memoryview, v.obj!, v.start + sliceRegister.start * v.step, count, v.step * sliceRegister.step);
}

function memory_assign(vm: VM, self: Self, key: PyObject, value: PyObject | null): Result {
  if (self.v.obj === null) return released(vm);
  if (isReadonly(self)) return vm.raise(vm.T.TypeError, "cannot modify read-only memory");
  if (value === null) return vm.raise(vm.T.TypeError, "cannot delete memory");
  if (key.type === vm.T.slice) return andThen(vm, sliceUnpack(vm, key), storeSlice, self, value);
  if (key.type.nb_index === null) return vm.raise(vm.T.TypeError, "memoryview: invalid slice key");
  return andThen(vm, numberIndex(vm, key), (m, index, s, byte) => {
    const i = place(m, s!, index);
    return i === null ? null : andThen(m, numberIndex(m, byte!), storeByte, s, null, null, i);
  }, self, value);
}

function storeByte(vm: VM, value: PyObject, self: PyObject | null, _b: PyObject | null, _c: PyObject | null, i: number): Result {
  const byte = value.v as number | bigint;
  vm.counts.decref(value);
  if (byte < 0 || byte > 255) return vm.raise(vm.T.ValueError, "memoryview: invalid value for format 'B'");
  const obj = self!.v.obj as PyObject;
  touchPayload(obj);
  bufferProcedures(obj)!.memory(obj)[i] = Number(byte);
  return OK;
}

function storeSlice(vm: VM, _ok: PyObject, self: PyObject | null, value: PyObject | null): Result {
  const v = self!.v as MemoryViewState;
  const count = adjustSlice(v.length);
  const { start, step } = sliceRegister;
  const view = bytesView(vm, value!);
  if (view === null) return null;
  if (view.length !== count)
    return vm.raise(vm.T.ValueError, "memoryview assignment: lvalue and rvalue have different structures");
  const copy = view.slice();
  touchPayload(v.obj!);
  const target = bufferProcedures(v.obj!)!.memory(v.obj!);
  for (let i = 0; i < count; i++) target[v.start + (start + i * step) * v.step] = copy[i]!;
  return OK;
}

function live(f: (vm: VM, self: Self) => Result) {
  return (vm: VM, self: Self): Result => (self.v.obj === null ? released(vm) : f(vm, self));
}

function release(vm: VM, self: Self): Result {
  const { obj } = self.v;
  if (obj === null) return vm.newNone();
  touchPayload(self);
  self.v.obj = null;
  vm.counts.decref(obj);
  return vm.newNone();
}

function compare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if ((op !== 2 && op !== 3) || bufferProcedures(b) === null) return vm.newNotImplemented();
  const x = bytesView(vm, a);
  const y = x === null ? null : bytesView(vm, b);
  return x === null || y === null ? null : vm.newBool((compareBytes(x, y) === 0) === (op === 2));
}

/** The type `memoryview`. CPython 3.11: Objects/memoryobject.c PyMemoryView_Type */
export const memoryviewSpec: TypeSpec = {
  name: "memoryview",
  layout,
  doc: "Create a new memoryview object which references the given object.",
  slots: {
    tp_new: memory_new,
    tp_richcompare: compare,
    sq_length: live((vm, self) => vm.newInt(self.v.length)),
    mp_length: live((vm, self) => vm.newInt(self.v.length)),
    mp_subscript: memory_subscript,
    mp_ass_subscript: memory_assign,
    sq_item: (vm, self, i) => {
      const { obj, length, start, step } = self.v as MemoryViewState;
      if (obj === null) return released(vm);
      if (i < 0 || i >= length) return vm.raise(vm.T.IndexError, "index out of bounds on dimension 1");
      return vm.newInt(bufferProcedures(obj)!.memory(obj)[start + i * step]!);
    },
  },
  methods: [
    method("tobytes", "($self, /, order='C')", live((vm, self) => vm.newBytes(memoryOf(self).slice()))),
    method("tolist", "($self, /)", live((vm, self) => vm.newList([...memoryOf(self)].map((n) => vm.newInt(n))))),
    method("hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", (vm, self, sep, per) =>
      self.v.obj === null ? released(vm) : hexOf(vm, memoryOf(self), sep, per),
    ),
    method("release", "($self, /)", release),
    method("__enter__", "($self, /)", live((_vm, self) => newRef(self))),
    method("__exit__", "($self, *args)", release, { convention: "METH_VARARGS" }),
  ],
  getset: [
    { name: "obj", get: live((_vm, self) => newRef(self.v.obj!)) },
    { name: "nbytes", get: live((vm, self) => vm.newInt(self.v.length)) },
    { name: "itemsize", get: live((vm) => vm.newInt(1)) },
    { name: "ndim", get: live((vm) => vm.newInt(1)) },
    { name: "format", get: live((vm) => vm.newStr("B")) },
    { name: "readonly", get: live((vm, self) => vm.newBool(isReadonly(self))) },
    { name: "shape", get: live((vm, self) => vm.newTuple([vm.newInt(self.v.length)])) },
    { name: "strides", get: live((vm, self) => vm.newTuple([vm.newInt(self.v.step)])) },
    { name: "contiguous", get: live((vm, self) => vm.newBool(self.v.step === 1)) },
  ],
};
