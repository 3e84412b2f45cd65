import { touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type PyType } from "../../object.ts";
import type { BufferLayout } from "../../protocol/buffer.ts";

export const TYPECODES = "bBuhHiIlLqQfd";
const SIZES = [1, 1, 4, 2, 2, 4, 4, 8, 8, 8, 8, 4, 8];

export function itemSizeOf(code: string): number {
  return SIZES[TYPECODES.indexOf(code)]!;
}

/** The payload of an array: CPython's arrayobject. `bytes` has room for `allocated` items. */
export class ArrayData {
  code: string;
  itemsize: number;
  length: number;
  allocated: number;
  bytes: Uint8Array;
  view: DataView;
  /** Buffers that are out: as long as there is one, the size stays. */
  exports = 0;

  constructor(code: string, length: number) {
    this.code = code;
    this.itemsize = itemSizeOf(code);
    this.length = length;
    this.allocated = length;
    this.bytes = new Uint8Array(length * this.itemsize);
    this.view = new DataView(this.bytes.buffer);
  }

  /** The bytes of the items, borrowed. */
  used(): Uint8Array {
    return this.bytes.subarray(0, this.length * this.itemsize);
  }

  setBytes(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

export type ArrayObject = PyObject<ArrayData>;

/** CPython 3.11: Modules/arraymodule.c array_buffer_getbuf, array_buffer_relbuf */
export const arrayLayout: BufferLayout<ArrayData> = {
  leaf: false,
  container: true,
  traverse() {},
  clear: () => [],
  buffer: {
    acquire(_vm, o) {
      const v = o.v as ArrayData;
      touchPayload(o);
      v.exports++;
      const format = v.code === "u" ? "w" : v.code;
      return { format, itemsize: v.itemsize, readonly: false, shape: [v.length], strides: [v.itemsize], offset: 0 };
    },
    release(_vm, o) {
      touchPayload(o);
      (o.v as ArrayData).exports--;
    },
    memory: (o) => (o.v as ArrayData).used(),
    isReadonly: () => false,
  },
};

export function newArray(vm: VM, type: PyType, code: string, length: number): ArrayObject {
  return alloc(vm, type, new ArrayData(code, length));
}

/** A new length; new items are whatever was there. False with BufferError. CPython 3.11: Modules/arraymodule.c array_resize */
export function arrayResize(vm: VM, self: ArrayObject, length: number): boolean {
  const v = self.v;
  if (v.exports > 0 && length !== v.length) {
    vm.raise(vm.T.BufferError, "cannot resize an array that is exporting buffers");
    return false;
  }
  touchPayload(self);
  if (v.allocated >= length && v.length < length + 16 && v.allocated > 0) {
    v.length = length;
    return true;
  }
  const allocated = length === 0 ? 0 : length + (length >> 4) + (v.length < 8 ? 3 : 7);
  const bytes = new Uint8Array(allocated * v.itemsize);
  bytes.set(v.bytes.subarray(0, Math.min(v.length, length) * v.itemsize));
  v.setBytes(bytes);
  v.length = length;
  v.allocated = allocated;
  return true;
}

/** Puts `items`, whole items of the array's kind, in the place of from..to. False with BufferError. */
export function arraySplice(vm: VM, self: ArrayObject, from: number, to: number, items: Uint8Array): boolean {
  const v = self.v;
  const size = v.itemsize;
  const copy = items.slice();
  const tail = v.bytes.slice(to * size, v.length * size);
  const length = from + copy.length / size + (v.length - to);
  if (!arrayResize(vm, self, length)) return false;
  touchPayload(self);
  v.bytes.set(copy, from * size);
  v.bytes.set(tail, from * size + copy.length);
  return true;
}
