import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { type PyObject, type PyType, type Result, recordLayout, TPFLAGS_UNICODE_SUBCLASS } from "../object.ts";
import { type BufferLayout, type BufferShape, bufferProcedures } from "../protocol/buffer.ts";
import { registerAsInt, setBytesHash } from "../protocol/hash.ts";
import { address } from "./address.ts";
import { hexOf } from "./bytes/hex.ts";
import { memory_cast } from "./memoryview/cast.ts";
import { comparable, formatLetter, loadItem, nativeLetter } from "./memoryview/items.ts";
import { memory_iter } from "./memoryview/iterator.ts";
import {
  exporterMemory,
  isContiguous,
  itemCount,
  itemOffsets,
  type MemoryView,
  type MemoryViewState,
  makeView,
  released,
  releaseView,
  type ViewShape,
  viewBytes,
} from "./memoryview/state.ts";
import { memory_assign, memory_item, memory_subscript } from "./memoryview/subscript.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

type Self = MemoryView;

/** CPython 3.11: Objects/memoryobject.c PyMemoryView_FromObject */
function memoryOfObject(vm: VM, type: PyType, o: PyObject): Result {
  if (o.type === vm.T.memoryview) {
    const v = (o as Self).v;
    return v.obj === null ? released(vm) : makeView(vm, type, v.obj, v.isReadonly, v);
  }
  if (bufferProcedures(o) === null)
    return vm.raise(vm.T.TypeError, `memoryview: a bytes-like object is required, not '${o.type.name}'`);
  return makeView(vm, type, o, null, null);
}

/** CPython 3.11: Objects/memoryobject.c memoryview_impl */
function memory_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (args.length > 1) return vm.raise(vm.T.TypeError, `memoryview() takes at most 1 argument (${args.length} given)`);
  if (args.length === 0 || (kwnames !== null && kwnames.length === 1 && kwnames[0]!.v !== "object"))
    return vm.raise(vm.T.TypeError, "memoryview() missing required argument 'object' (pos 1)");
  return memoryOfObject(vm, type, args[0]!);
}

const layout: BufferLayout<MemoryViewState> = {
  ...recordLayout<MemoryViewState>({ references: (v) => [v.obj] }),
  buffer: {
    acquire(vm, o): BufferShape | null {
      const v = (o as Self).v;
      if (v.obj === null) return released(vm);
      touchPayload(o);
      v.exports++;
      return {
        format: v.format,
        itemsize: v.itemsize,
        readonly: v.isReadonly,
        shape: v.shape,
        strides: v.strides,
        offset: v.offset,
      };
    },
    release(_vm, o) {
      touchPayload(o);
      (o as Self).v.exports--;
    },
    memory: (o) => viewBytes(o.v as MemoryViewState),
    // What is stepped through cannot be written as one piece.
    isReadonly: (o) => (o as Self).v.obj === null || (o as Self).v.isReadonly || !isContiguous((o as Self).v, "C"),
    contiguous: (vm, o) => ((o as Self).v.obj === null ? released(vm) : viewBytes((o as Self).v)),
  },
};

function live(f: (vm: VM, self: Self) => Result) {
  return (vm: VM, self: PyObject): Result => ((self as Self).v.obj === null ? released(vm) : f(vm, self as Self));
}

/** CPython 3.11: Objects/memoryobject.c memoryview_release_impl */
function release(vm: VM, self: PyObject): Result {
  return releaseView(vm, self as Self) ? vm.newNone() : null;
}

/** CPython 3.11: Objects/memoryobject.c memory_richcompare */
function compare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (op !== 2 && op !== 3) return vm.newNotImplemented();
  const x = (a as Self).v;
  if (x.obj === null || (b.type === vm.T.memoryview && (b as Self).v.obj === null)) return vm.newBool((a === b) === (op === 2));
  const procedures = bufferProcedures(b);
  if (procedures === null) return vm.newNotImplemented();
  const shape = procedures.acquire(vm, b);
  if (shape === null) {
    vm.clearException();
    return vm.newNotImplemented();
  }
  const memory = b.type === vm.T.memoryview ? exporterMemory((b as Self).v) : procedures.memory(b);
  const same = equalViews(x, exporterMemory(x), shape, memory);
  procedures.release(vm, b);
  return vm.newBool(same === (op === 2));
}

function equalViews(x: ViewShape, xMemory: Uint8Array, y: ViewShape, yMemory: Uint8Array): boolean {
  if (x.shape.length !== y.shape.length || x.shape.some((n, i) => n !== y.shape[i])) return false;
  const readX = comparable(x.format);
  const readY = comparable(y.format);
  if (readX === null || readY === null) return false;
  const places = itemOffsets(y);
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number are equal when their values are
  return itemOffsets(x).every((place, i) => readX(xMemory, place) == readY(yMemory, places[i]!));
}

/** CPython 3.11: Objects/memoryobject.c memory_hash */
function memory_hash(vm: VM, self: Self): Result {
  const v = self.v;
  if (v.obj === null) return released(vm);
  if (!v.isReadonly) return vm.raise(vm.T.ValueError, "cannot hash writable memoryview object");
  if (!"bBc".includes(nativeLetter(v.format) ?? "?"))
    return vm.raise(vm.T.ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  if (v.obj.type.tp_hash === null) return vm.raise(vm.T.TypeError, `unhashable type: '${v.obj.type.name}'`);
  setBytesHash(vm, viewBytes(v));
  return registerAsInt(vm);
}

/** CPython 3.11: Objects/memoryobject.c memoryview_tolist_impl */
function tolist(vm: VM, self: Self): Result {
  const v = self.v;
  const letter = formatLetter(vm, v);
  if (letter === null) return null;
  const memory = exporterMemory(v);
  const nested = (d: number, place: number): PyObject =>
    d === v.shape.length
      ? loadItem(vm, memory, place, letter)
      : vm.newList(Array.from({ length: v.shape[d]! }, (_, i) => nested(d + 1, place + i * v.strides[d]!)));
  return nested(0, v.offset);
}

/** CPython 3.11: Objects/memoryobject.c memoryview_tobytes_impl */
function tobytes(vm: VM, self: PyObject, order: PyObject | null): Result {
  const v = (self as Self).v;
  const given = order === null || order === vm.none ? "C" : order;
  if (typeof given !== "string" && (given.type.flags & TPFLAGS_UNICODE_SUBCLASS) === 0)
    return vm.raise(vm.T.TypeError, `tobytes() argument 'order' must be str or None, not ${given.type.name}`);
  if (v.obj === null) return released(vm);
  const text = typeof given === "string" ? given : (given.v as string);
  if (text !== "C" && text !== "F" && text !== "A") return vm.raise(vm.T.ValueError, "order must be 'C', 'F' or 'A'");
  const fortran = text === "F" || (text === "A" && isContiguous(v, "F") && !isContiguous(v, "C"));
  return vm.newBytes(viewBytes(v, fortran ? "F" : "C").slice());
}

function integers(vm: VM, values: readonly number[]): PyObject {
  return vm.newTuple(values.map((n) => vm.newInt(n)));
}

/** The type `memoryview`. CPython 3.11: Objects/memoryobject.c PyMemoryView_Type */
export const memoryviewSpec: TypeSpec = {
  name: "memoryview",
  layout,
  doc: "Create a new memoryview object which references the given object.",
  slots: {
    tp_new: memory_new,
    tp_richcompare: compare,
    tp_hash: memory_hash,
    tp_repr: (vm, self) =>
      vm.newStr(`<${(self as Self).v.obj === null ? "released memory" : "memory"} at 0x${address(vm, self).toString(16)}>`),
    tp_iter: memory_iter,
    tp_finalize: (vm, self) => {
      releaseView(vm, self as Self);
      return vm.newNone();
    },
    // Exporters that never change size do not count.
    needsFinalizer: (o) => {
      const v = o.v as MemoryViewState;
      return v.obj !== null && v.exports === 0 && !bufferProcedures(v.obj)!.isReadonly(v.obj);
    },
    sq_length: live((vm, self) => vm.newInt(self.v.shape[0] ?? 1)),
    mp_length: live((vm, self) => vm.newInt(self.v.shape[0] ?? 1)),
    mp_subscript: memory_subscript,
    mp_ass_subscript: memory_assign,
    sq_item: memory_item,
  },
  methods: [
    method("cast", "($self, /, format, shape=<unrepresentable>)", memory_cast, {
      doc: "Cast a memoryview to a new format or shape.",
    }),
    method(
      "toreadonly",
      "($self, /)",
      live((vm, self) => makeView(vm, vm.T.memoryview, self.v.obj!, true, self.v)),
    ),
    method("tobytes", "($self, /, order='C')", tobytes),
    method("tolist", "($self, /)", live(tolist)),
    method("hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", (vm, self, sep, per) =>
      (self as Self).v.obj === null ? released(vm) : hexOf(vm, viewBytes((self as Self).v), sep, per),
    ),
    method("release", "($self, /)", release),
    method(
      "__enter__",
      "($self, /)",
      live((_vm, self) => newRef(self)),
    ),
    method("__exit__", "($self, *args)", release, { convention: "METH_VARARGS" }),
  ],
  getset: [
    { name: "obj", get: live((_vm, self) => newRef(self.v.obj!)) },
    { name: "nbytes", get: live((vm, self) => vm.newInt(itemCount(self.v) * self.v.itemsize)) },
    { name: "itemsize", get: live((vm, self) => vm.newInt(self.v.itemsize)) },
    { name: "ndim", get: live((vm, self) => vm.newInt(self.v.shape.length)) },
    { name: "format", get: live((vm, self) => vm.newStr(self.v.format)) },
    { name: "readonly", get: live((vm, self) => vm.newBool(self.v.isReadonly)) },
    { name: "shape", get: live((vm, self) => integers(vm, self.v.shape)) },
    { name: "strides", get: live((vm, self) => integers(vm, self.v.strides)) },
    { name: "suboffsets", get: live((vm) => vm.newTuple([])) },
    { name: "c_contiguous", get: live((vm, self) => vm.newBool(isContiguous(self.v, "C"))) },
    { name: "f_contiguous", get: live((vm, self) => vm.newBool(isContiguous(self.v, "F"))) },
    { name: "contiguous", get: live((vm, self) => vm.newBool(isContiguous(self.v, "C") || isContiguous(self.v, "F"))) },
  ],
};
