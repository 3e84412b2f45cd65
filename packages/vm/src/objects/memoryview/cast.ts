import type { VM } from "../../interpreter.ts";
import {
  type PyObject,
  type Result,
  TPFLAGS_LIST_SUBCLASS,
  TPFLAGS_TUPLE_SUBCLASS,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../../object.ts";
import { isInt } from "../int/value.ts";
import { letterSize, nativeLetter } from "./items.ts";
import { isContiguous, itemCount, type MemoryView, makeView, released, stridesOf } from "./state.ts";

const MAX_DIMENSIONS = 64;

/** `m.cast(format, shape)`. CPython 3.11: Objects/memoryobject.c memoryview_cast_impl */
export function memory_cast(vm: VM, self: MemoryView, format: PyObject, shape: PyObject | null): Result {
  if ((format.type.flags & TPFLAGS_UNICODE_SUBCLASS) === 0)
    return vm.raise(
      vm.T.TypeError,
      `cast() argument 'format' must be str, not ${format === vm.none ? "None" : format.type.name}`,
    );
  const v = self.v;
  if (v.obj === null) return released(vm);
  if (!isContiguous(v, "C")) return vm.raise(vm.T.TypeError, "memoryview: casts are restricted to C-contiguous views");
  if ((shape !== null || v.shape.length !== 1) && v.shape.includes(0))
    return vm.raise(vm.T.TypeError, "memoryview: cannot cast view with zeros in shape or strides");
  if (shape !== null && !checkShape(vm, self, shape)) return null;
  const text = format.v as string;
  const itemsize = castItemSize(vm, v.format, text, itemCount(v) * v.itemsize);
  if (itemsize === null) return null;
  const dimensions = shape === null ? [(itemCount(v) * v.itemsize) / itemsize] : dimensionsOf(vm, shape);
  if (dimensions === null) return null;
  if (dimensions.reduce((p, n) => p * n, itemsize) !== itemCount(v) * v.itemsize)
    return vm.raise(vm.T.TypeError, "memoryview: product(shape) * itemsize != buffer size");
  const how = { offset: v.offset, format: text, itemsize, shape: dimensions, strides: stridesOf(dimensions, itemsize) };
  return makeView(vm, vm.T.memoryview, v.obj, v.isReadonly, how);
}

function checkShape(vm: VM, self: MemoryView, shape: PyObject): boolean {
  const refuse = (type: "TypeError" | "ValueError", message: string): boolean => {
    vm.raise(vm.T[type], message);
    return false;
  };
  if ((shape.type.flags & (TPFLAGS_LIST_SUBCLASS | TPFLAGS_TUPLE_SUBCLASS)) === 0)
    return refuse("TypeError", "shape must be a list or a tuple");
  const n = (shape.v as PyObject[]).length;
  if (n > MAX_DIMENSIONS) return refuse("ValueError", `memoryview: number of dimensions must not exceed ${MAX_DIMENSIONS}`);
  if (self.v.shape.length !== 1 && n !== 1) return refuse("TypeError", "memoryview: cast must be 1D -> ND or ND -> 1D");
  return true;
}

/** CPython 3.11: cast_to_1D */
function castItemSize(vm: VM, from: string, to: string, bytes: number): number | null {
  const allowed = "format must be a native single character format prefixed with an optional '@'";
  const source = nativeLetter(from);
  if (source === null) return vm.raise(vm.T.ValueError, `memoryview: source ${allowed}`);
  const target = nativeLetter(to);
  if (target === null) return vm.raise(vm.T.ValueError, `memoryview: destination ${allowed}`);
  if (!"bBc".includes(source) && !"bBc".includes(target))
    return vm.raise(vm.T.TypeError, "memoryview: cannot cast between two non-byte formats");
  const size = letterSize(target);
  return bytes % size === 0 ? size : vm.raise(vm.T.TypeError, "memoryview: length is not a multiple of itemsize");
}

/** CPython 3.11: copy_shape */
function dimensionsOf(vm: VM, shape: PyObject): number[] | null {
  const out: number[] = [];
  for (const item of shape.v as PyObject[]) {
    if (!isInt(item)) return vm.raise(vm.T.TypeError, "memoryview.cast(): elements of shape must be integers");
    const n = item.v as number | bigint;
    if (n <= 0) return vm.raise(vm.T.ValueError, "memoryview.cast(): elements of shape must be integers > 0");
    out.push(Number(n));
  }
  return out;
}
