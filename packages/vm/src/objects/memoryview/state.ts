import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type PyType, type Result } from "../../object.ts";
import { bufferProcedures } from "../../protocol/buffer.ts";

/** How a view reads its exporter's memory. */
export interface ViewShape {
  readonly offset: number;
  readonly format: string;
  readonly itemsize: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** The payload of a memoryview. */
export class MemoryViewState implements ViewShape {
  /** The exporter; null once released. */
  obj: PyObject | null;
  /** Buffers that others took from this view. */
  exports = 0;
  offset: number;
  format: string;
  itemsize: number;
  shape: readonly number[];
  strides: readonly number[];
  isReadonly: boolean;

  constructor(obj: PyObject, isReadonly: boolean, how: ViewShape) {
    this.obj = obj;
    this.isReadonly = isReadonly;
    this.offset = how.offset;
    this.format = how.format;
    this.itemsize = how.itemsize;
    this.shape = how.shape;
    this.strides = how.strides;
  }
}

export type MemoryView = PyObject<MemoryViewState>;

/** Null with ValueError. CPython 3.11: Objects/memoryobject.c CHECK_RELEASED */
export function released(vm: VM): null {
  return vm.raise(vm.T.ValueError, "operation forbidden on released memoryview object");
}

/** A view of `obj` read as `how`, or as the exporter says when that is null. Each view counts as one export. */
export function makeView(vm: VM, type: PyType, obj: PyObject, isReadonly: boolean | null, how: ViewShape | null): Result {
  const shape = bufferProcedures(obj)!.acquire(vm, obj);
  if (shape === null) return null;
  return alloc(vm, type, new MemoryViewState(newRef(obj), isReadonly ?? shape.readonly, how ?? shape));
}

/** Lets go of the exporter. CPython 3.11: Objects/memoryobject.c _memory_release */
export function releaseView(vm: VM, self: MemoryView): boolean {
  const { obj, exports } = self.v;
  if (obj === null) return true;
  if (exports > 0) {
    vm.raise(vm.T.BufferError, `memoryview has ${exports} exported buffer${exports === 1 ? "" : "s"}`);
    return false;
  }
  touchPayload(self);
  self.v.obj = null;
  bufferProcedures(obj)!.release(vm, obj);
  vm.counts.decref(obj);
  return true;
}

/** All of the exporter's memory. */
export function exporterMemory(v: MemoryViewState): Uint8Array {
  return bufferProcedures(v.obj!)!.memory(v.obj!);
}

export function itemCount(v: ViewShape): number {
  return v.shape.reduce((product, n) => product * n, 1);
}

/** Strides of an array without gaps, the last index running fastest. */
export function stridesOf(shape: readonly number[], itemsize: number): number[] {
  const strides = new Array<number>(shape.length);
  let step = itemsize;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i]!;
  }
  return strides;
}

/** CPython 3.11: Objects/abstract.c _IsCContiguous, and memoryobject.c init_flags for one dimension */
export function isContiguous(v: ViewShape, order: "C" | "F"): boolean {
  const n = v.shape.length;
  if (itemCount(v) === 0) return true;
  let step = v.itemsize;
  for (let k = 0; k < n; k++) {
    const i = order === "C" ? n - 1 - k : k;
    if (v.shape[i]! > 1 && v.strides[i] !== step) return false;
    step *= v.shape[i]!;
  }
  return true;
}

/** Where each item begins, the last index running fastest ("C") or the first ("F"). */
export function itemOffsets(v: ViewShape, order: "C" | "F" = "C"): number[] {
  let places = [v.offset];
  const dimensions = v.shape.map((_, i) => i);
  if (order === "F") dimensions.reverse();
  for (const d of dimensions) {
    const next: number[] = [];
    for (const place of places) for (let i = 0; i < v.shape[d]!; i++) next.push(place + i * v.strides[d]!);
    places = next;
  }
  return places;
}

/** The bytes in the given order: the memory itself when it is in one piece, else a copy. */
export function viewBytes(v: MemoryViewState, order: "C" | "F" = "C"): Uint8Array {
  const all = exporterMemory(v);
  const size = v.itemsize;
  if (isContiguous(v, order)) return all.subarray(v.offset, v.offset + itemCount(v) * size);
  const places = itemOffsets(v, order);
  const out = new Uint8Array(places.length * size);
  places.forEach((place, i) => out.set(all.subarray(place, place + size), i * size));
  return out;
}
