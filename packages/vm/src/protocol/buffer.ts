import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PayloadLayout, PyObject } from "../object.ts";

/*
 * The buffer protocol (CPython 3.11: Objects/abstract.c PyObject_GetBuffer and its kin).
 *
 * Memory is a Uint8Array that the exporter owns. Who only reads or writes within one operation asks for `bytesView` and is done. Who keeps a buffer
 * (a memoryview) keeps the exporter, asks it for its memory anew each time, and counts as an export as long as it lives: the exporter must not change
 * size in the meantime.
 */

/** How an exporter's memory is to be read. */
export interface BufferShape {
  readonly format: string;
  readonly itemsize: number;
  readonly readonly: boolean;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  /** Where the first item begins. */
  readonly offset: number;
}

/** What a type needs to export its memory. */
export interface BufferProcedures {
  /** The shape, or null with an exception. Counts one more export. */
  acquire(vm: VM, o: PyObject): BufferShape | null;
  /** One export less. */
  release(vm: VM, o: PyObject): void;
  /** The memory as it is now. */
  memory(o: PyObject): Uint8Array;
  /** Can it be written? */
  readonly isReadonly: (o: PyObject) => boolean;
  /** All bytes in C order when that is not the memory itself; an exception gives null. */
  contiguous?(vm: VM, o: PyObject): Uint8Array | null;
}

/** The layout of a type that exports its memory. */
export interface BufferLayout<V = any> extends PayloadLayout<V> {
  readonly buffer: BufferProcedures;
}

/** How `o` exports its memory; null: it does not. */
export function bufferProcedures(o: PyObject): BufferProcedures | null {
  return (o.type.layout as Partial<BufferLayout>).buffer ?? null;
}

/** CPython 3.11: PyObject_CheckBuffer */
export function hasBuffer(o: PyObject): boolean {
  return bufferProcedures(o) !== null;
}

/** The bytes of `o`, borrowed and not to be kept or changed; null with TypeError. CPython 3.11: PyObject_GetBuffer(PyBUF_SIMPLE) */
export function bytesView(vm: VM, o: PyObject): Uint8Array | null {
  const procedures = bufferProcedures(o);
  if (procedures === null) return vm.raise(vm.T.TypeError, `a bytes-like object is required, not '${o.type.name}'`);
  return procedures.contiguous === undefined ? procedures.memory(o) : procedures.contiguous(vm, o);
}

/** The bytes of `o` for writing at once; null with TypeError. `where` is "readinto() argument". CPython 3.11: the "w*" of PyArg_Parse */
export function writableView(vm: VM, o: PyObject, where: string): Uint8Array | null {
  const procedures = bufferProcedures(o);
  if (procedures === null || procedures.isReadonly(o))
    return vm.raise(vm.T.TypeError, `${where} must be read-write bytes-like object, not ${o === vm.none ? "None" : o.type.name}`);
  return procedures.contiguous === undefined ? procedures.memory(o) : procedures.contiguous(vm, o);
}

/** One-dimensional bytes. */
export function byteShape(length: number, readonly: boolean): BufferShape {
  return { format: "B", itemsize: 1, readonly, shape: [length], strides: [1], offset: 0 };
}

/** A copy of the bytes of any bytes-like object; null with TypeError. */
export function copyBytes(vm: VM, o: PyObject): Uint8Array | null {
  const view = bytesView(vm, o);
  return view === null ? null : view.slice();
}

/** A bytes object with the contents of a bytes-like object; an exact bytes is given back. */
export function bytesOfBuffer(vm: VM, o: PyObject): PyObject<Uint8Array> | null {
  if (o.type === vm.T.bytes) return newRef(o);
  const copy = copyBytes(vm, o);
  return copy === null ? null : vm.newBytes(copy);
}
