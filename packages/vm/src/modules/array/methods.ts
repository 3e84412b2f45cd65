import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { andThen, startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, TPFLAGS_BYTES_SUBCLASS } from "../../object.ts";
import { address } from "../../objects/address.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { newStrFromCodePoints, pointsOf, textOf } from "../../objects/str/text.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { bytesView } from "../../protocol/buffer.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { type ArrayObject, arrayResize, arraySplice, newArray } from "./array-data.ts";
import { extendFrom, fillFrom, insertItem } from "./fill.ts";
import { loadItem } from "./items.ts";
import { array_reduce_ex, array_tolist } from "./pickle.ts";
import { array_count, array_index, array_remove } from "./search.ts";
import { extendWithArray, isArray } from "./sequence.ts";

function done(vm: VM): Result {
  return vm.newNone();
}

/** CPython 3.11: array_array_append */
function array_append(vm: VM, self: ArrayObject, item: PyObject): Result {
  return andThen(vm, insertItem(vm, self, -1, item), done);
}

/** CPython 3.11: array_array_insert_impl */
function array_insert(vm: VM, self: ArrayObject, index: PyObject, item: PyObject): Result {
  return andThen(vm, numberIndex(vm, index), insertAt, self, item);
}

function insertAt(vm: VM, index: PyObject, array: PyObject | null, item: PyObject | null): Result {
  const self = array as ArrayObject;
  const i = takeSsize(vm, index);
  if (i === null) return null;
  return andThen(vm, insertItem(vm, self, i < 0 ? Math.max(0, i + self.v.length) : i, item!), done);
}

/** CPython 3.11: array_array_pop_impl */
function array_pop(vm: VM, self: ArrayObject, index: PyObject | null): Result {
  return andThen(vm, index === null ? vm.newInt(-1) : numberIndex(vm, index), popAt, self);
}

function popAt(vm: VM, index: PyObject, array: PyObject | null): Result {
  const self = array as ArrayObject;
  let i = takeSsize(vm, index);
  if (i === null) return null;
  const { length } = self.v;
  if (length === 0) return vm.raise(vm.T.IndexError, "pop from empty array");
  if (i < 0) i += length;
  if (i < 0 || i >= length) return vm.raise(vm.T.IndexError, "pop index out of range");
  const item = loadItem(vm, self.v, i);
  if (item === null) return null;
  if (arraySplice(vm, self, i, i + 1, new Uint8Array(0))) return item;
  vm.counts.decref(item);
  return null;
}

/** CPython 3.11: array_array_extend */
function array_extend(vm: VM, self: ArrayObject, iterable: PyObject): Result {
  if (isArray(iterable)) return extendWithArray(vm, self, iterable) ? vm.newNone() : null;
  return andThen(vm, extendFrom(vm, self, iterable), done);
}

/** CPython 3.11: array_array_fromlist */
function array_fromlist(vm: VM, self: ArrayObject, list: PyObject): Result {
  if (!list.type.mro.includes(vm.T.list)) return vm.raise(vm.T.TypeError, "arg must be list");
  const { length } = self.v;
  const count = (list.v as PyObject[]).length;
  if (count === 0) return vm.newNone();
  if (!arrayResize(vm, self, length + count)) return null;
  return andThen(vm, fillFrom(vm, self, list, length, length), done);
}

/** Appends the items that bytes stand for; false with an error. CPython 3.11: frombytes */
export function appendBytes(vm: VM, self: ArrayObject, bytes: Uint8Array): boolean {
  if (bytes.length % self.v.itemsize !== 0) {
    vm.raise(vm.T.ValueError, "bytes length not a multiple of item size");
    return false;
  }
  return arraySplice(vm, self, self.v.length, self.v.length, bytes);
}

/** CPython 3.11: array_array_frombytes_impl */
function array_frombytes(vm: VM, self: ArrayObject, buffer: PyObject): Result {
  const bytes = bytesView(vm, buffer);
  return bytes === null || !appendBytes(vm, self, bytes) ? null : vm.newNone();
}

/** CPython 3.11: array_array_fromfile_impl */
function array_fromfile(vm: VM, self: ArrayObject, file: PyObject, n: PyObject): Result {
  return andThen(vm, numberIndex(vm, n), readFrom, self, file);
}

function readFrom(vm: VM, n: PyObject, array: PyObject | null, file: PyObject | null): Result {
  const count = takeSsize(vm, n);
  if (count === null) return null;
  if (count < 0) return vm.raise(vm.T.ValueError, "negative count");
  const bytes = count * (array as ArrayObject).v.itemsize;
  if (bytes > Number.MAX_SAFE_INTEGER) return vm.raise(vm.T.MemoryError, "");
  const size = vm.newInt(bytes);
  const r = andThen(vm, callMethod(vm, file!, "read", [size]), appendRead, array, null, null, bytes);
  vm.counts.decref(size);
  return r;
}

function appendRead(
  vm: VM,
  data: PyObject,
  array: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  wanted: number,
): Result {
  if ((data.type.flags & TPFLAGS_BYTES_SUBCLASS) === 0) {
    vm.counts.decref(data);
    return vm.raise(vm.T.TypeError, "read() didn't return bytes");
  }
  const { length } = data.v as Uint8Array;
  const ok = appendBytes(vm, array as ArrayObject, data.v);
  vm.counts.decref(data);
  if (!ok) return null;
  return length === wanted ? vm.newNone() : vm.raise(vm.T.EOFError, "read() didn't return enough bytes");
}

const BLOCK = 64 * 1024;

/** Writes block by block. CPython 3.11: array_array_tofile */
class WriteFrame extends NativeFrame {
  array: ArrayObject;
  file: PyObject;
  at = 0;

  constructor(array: ArrayObject, file: PyObject) {
    super();
    this.array = newRef(array);
    this.file = newRef(file);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) vm.counts.decref(got);
      const bytes = this.array.v.used();
      if (this.at >= bytes.length) return vm.newNone();
      const block = vm.newBytes(bytes.slice(this.at, this.at + BLOCK));
      this.at += BLOCK;
      got = callMethod(vm, this.file, "write", [block]);
      vm.counts.decref(block);
    }
  }
}

/** CPython 3.11: array_array_fromunicode_impl */
function array_fromunicode(vm: VM, self: ArrayObject, text: PyObject): Result {
  if (!isStr(text))
    return vm.raise(vm.T.TypeError, `fromunicode() argument must be str, not ${text === vm.none ? "None" : text.type.name}`);
  if (self.v.code !== "u") return vm.raise(vm.T.ValueError, "fromunicode() may only be called on unicode type arrays");
  return arraySplice(vm, self, self.v.length, self.v.length, unicodeBytes(text)) ? vm.newNone() : null;
}

/** The characters of a str as items. */
export function unicodeBytes(text: PyObject<string>): Uint8Array {
  const points = pointsOf(textOf(text)).slice();
  return new Uint8Array(points.buffer);
}

/** The text of an array of characters; null with an error. CPython 3.11: array_array_tounicode_impl */
export function array_tounicode(vm: VM, self: ArrayObject): PyObject<string> | null {
  if (self.v.code !== "u") return vm.raise(vm.T.ValueError, "tounicode() may only be called on unicode type arrays");
  const points = new Uint32Array(self.v.length);
  for (let i = 0; i < points.length; i++) {
    const c = self.v.view.getUint32(i * 4, true);
    if (c > 0x10ffff) return vm.raise(vm.T.ValueError, `character U+${c.toString(16)} is not in range [U+0000; U+10ffff]`);
    points[i] = c;
  }
  return newStrFromCodePoints(vm, points);
}

/** CPython 3.11: array_array_reverse_impl */
function array_reverse(vm: VM, self: ArrayObject): Result {
  const { itemsize, bytes, length } = self.v;
  touchPayload(self);
  const old = self.v.used().slice();
  for (let i = 0; i < length; i++) bytes.set(old.subarray(i * itemsize, (i + 1) * itemsize), (length - 1 - i) * itemsize);
  return vm.newNone();
}

/** CPython 3.11: array_array_byteswap_impl */
function array_byteswap(vm: VM, self: ArrayObject): Result {
  const { itemsize, length, bytes } = self.v;
  touchPayload(self);
  for (let i = 0; i < length; i++) bytes.subarray(i * itemsize, (i + 1) * itemsize).reverse();
  return vm.newNone();
}

/** NOT CPYTHON: the address is that of the object; its items have none of their own. CPython 3.11: array_array_buffer_info_impl */
function array_buffer_info(vm: VM, self: ArrayObject): Result {
  return vm.newTuple([vm.newInt(address(vm, self) + 64), vm.newInt(self.v.length)]);
}

/** CPython 3.11: array_array___copy___impl */
function array_copy(vm: VM, self: ArrayObject): Result {
  const exact = self.type.mro.find((t) => t.name === "array.array" && !t.heapType)!;
  const copy = newArray(vm, exact, self.v.code, self.v.length);
  copy.v.bytes.set(self.v.used());
  return copy;
}

/** CPython 3.11: Modules/arraymodule.c array_methods */
export const arrayMethods: readonly MethodSpec[] = [
  method("append", "($self, v, /)", array_append, { doc: "Adds an item at the end." }),
  method("buffer_info", "($self, /)", array_buffer_info, { doc: "Where the items are and how many." }),
  method("byteswap", "($self, /)", array_byteswap, { doc: "Reverses the bytes of each item." }),
  method("__copy__", "($self, /)", array_copy, { doc: "A copy." }),
  method("count", "($self, v, /)", array_count, { doc: "How often v occurs." }),
  method("__deepcopy__", "($self, unused, /)", array_copy, { doc: "A copy." }),
  method("extend", "($self, bb, /)", array_extend, { doc: "Adds items at the end." }),
  method("fromfile", "($self, f, n, /)", array_fromfile, { doc: "Reads n items from a file and adds them at the end." }),
  method("fromlist", "($self, list, /)", array_fromlist, { doc: "Adds the items of a list, all or none." }),
  method("frombytes", "($self, buffer, /)", array_frombytes, { doc: "Adds the items that bytes stand for." }),
  method("fromunicode", "($self, ustr, /)", array_fromunicode, { doc: "Adds the characters of a string." }),
  method("index", "($self, v, start=0, stop=sys.maxsize, /)", array_index, { doc: "Where v occurs first." }),
  method("insert", "($self, i, v, /)", array_insert, { doc: "Puts v before position i." }),
  method("pop", "($self, i=-1, /)", array_pop, { doc: "Takes the item at i out." }),
  method("__reduce_ex__", "($self, value, /)", array_reduce_ex, { doc: "State for pickling." }),
  method("remove", "($self, v, /)", array_remove, { doc: "Takes the first v out." }),
  method("reverse", "($self, /)", array_reverse, { doc: "Turns the order of the items around." }),
  method("tobytes", "($self, /)", (vm, self: ArrayObject) => vm.newBytes(self.v.used().slice()), { doc: "The items as bytes." }),
  method("tofile", "($self, f, /)", (vm, self: ArrayObject, file) => startFrame(vm, new WriteFrame(self, file)), {
    doc: "Writes all items to a file.",
  }),
  method("tolist", "($self, /)", array_tolist, { doc: "A list of the items." }),
  method("tounicode", "($self, /)", array_tounicode, { doc: "The characters as a string." }),
  method("__sizeof__", "($self, /)", (vm, self: ArrayObject) => vm.newInt(64 + self.v.allocated * self.v.itemsize), {
    doc: "Size in memory, in bytes.",
  }),
];
