import { extra, newRef, touch, touchPayload } from "@vivarium/heap";
import { andThen, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  leafLayout,
  OK,
  type PyObject,
  type PyType,
  type Result,
  TPFLAGS_BASETYPE,
  TPFLAGS_MATCH_SELF,
} from "../object.ts";
import { type BufferLayout, byteShape, bytesView, hasBuffer } from "../protocol/buffer.ts";
import { takeIndex, takeSsize } from "../protocol/index-argument.ts";
import { numberIndex } from "../protocol/number.ts";
import { bytes_str, warnOfComparison } from "./bytes/bytes-warning.ts";
import { bytesFromObject, bytesFromText } from "./bytes/construct.ts";
import { bytes_contains } from "./bytes/find-methods.ts";
import { fromHex } from "./bytes/hex.ts";
import { newByteIterator } from "./bytes/iterator.ts";
import { bytes_mod } from "./bytes/percent-format.ts";
import { concatBytes } from "./bytes/sequence.ts";
import { checkTextArguments, commonMethods, compareResult, repeatBytes, slicedBytes } from "./bytes/spec.ts";
import { constructorArguments } from "./int/constructor-arguments.ts";
import { adjustSlice, sliceRegister, sliceUnpack } from "./slice.ts";
import { isStr } from "./str/arguments.ts";
import { bytesRepr, latin1String } from "./str/bytes-text.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

/*
 * A bytearray's payload is a Uint8Array of exactly its length, a window on a buffer that may have more room behind it. How many buffers are exported is
 * kept beside it (`w.cache`); as long as there is one, the size stays.
 */

function exportsOf(o: PyObject): number {
  return o.w === null ? 0 : ((o.w.cache as number | null) ?? 0);
}

function countExports(o: PyObject, change: number): void {
  touch(o);
  extra(o).cache = exportsOf(o) + change;
}

const bytearrayLayout: BufferLayout<Uint8Array> = {
  ...leafLayout,
  buffer: {
    acquire(_vm, o) {
      countExports(o, 1);
      return byteShape((o.v as Uint8Array).length, false);
    },
    release: (_vm, o) => countExports(o, -1),
    memory: (o) => o.v as Uint8Array,
    isReadonly: () => false,
  },
};

/** False with BufferError while the size must stay. CPython 3.11: Objects/bytearrayobject.c _canresize */
function canResize(vm: VM, self: PyObject): boolean {
  if (exportsOf(self) === 0) return true;
  vm.raise(vm.T.BufferError, "Existing exports of data: object cannot be re-sized");
  return false;
}

/** A new length; what is new is zero. False with BufferError. CPython 3.11: PyByteArray_Resize */
export function bytearrayResize(vm: VM, self: PyObject, length: number): boolean {
  const old = self.v as Uint8Array;
  if (length === old.length) return true;
  if (!canResize(vm, self)) return false;
  touchPayload(self);
  const room = old.buffer.byteLength;
  if (old.byteOffset === 0 && length <= room && length * 2 >= room) {
    self.v = new Uint8Array(old.buffer, 0, length);
    if (length > old.length) self.v.fill(0, old.length);
    return true;
  }
  const grown = length > old.length ? length + (length >> 3) + 6 : length;
  const larger = new Uint8Array(new ArrayBuffer(grown), 0, length);
  larger.set(old.subarray(0, length));
  self.v = larger;
  return true;
}

/** Puts `part` in the place of from..to. False with BufferError. */
function splice(vm: VM, self: PyObject, from: number, to: number, part: Uint8Array): boolean {
  const bytes = self.v as Uint8Array;
  if (part.length === to - from) {
    touchPayload(self);
    (self.v as Uint8Array).set(part, from);
    return true;
  }
  const tail = bytes.slice(to);
  const copy = part.slice();
  if (!bytearrayResize(vm, self, from + copy.length + tail.length)) return false;
  const now = self.v as Uint8Array;
  now.set(copy, from);
  now.set(tail, from + copy.length);
  return true;
}

function bytearray_new(vm: VM, type: PyType): Result {
  return alloc(vm, type, new Uint8Array(0));
}

/** CPython 3.11: Objects/bytearrayobject.c bytearray___init___impl */
function bytearray_init(vm: VM, self: PyObject, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, { name: "bytearray", parameters: ["source", "encoding", "errors"] }, args, kwnames);
  if (parsed === null) return null;
  const [source, encoding, errors] = parsed as [PyObject | null, PyObject | null, PyObject | null];
  if (self.v.length > 0 && !bytearrayResize(vm, self, 0)) return null;
  if (source === null) {
    if (encoding === null && errors === null) return OK;
    return vm.raise(
      vm.T.TypeError,
      encoding !== null ? "encoding without a string argument" : "errors without a string argument",
    );
  }
  if (isStr(source)) {
    if (encoding === null) return vm.raise(vm.T.TypeError, "string argument without an encoding");
    if (!checkTextArguments(vm, "bytearray", source, encoding, errors)) return null;
    return thenBorrowed(vm, bytesFromText(vm, source, encoding, errors), fill, self);
  }
  if (!checkTextArguments(vm, "bytearray", source, encoding, errors)) return null;
  return thenBorrowed(vm, bytesFromObject(vm, source, true), fill, self);
}

function fill(vm: VM, bytes: PyObject, self: PyObject | null): Result {
  const ok = splice(vm, self!, 0, self!.v.length, bytes.v);
  vm.counts.decref(bytes);
  return ok ? OK : null;
}

function bytearray_repr(vm: VM, self: PyObject): Result {
  return vm.newStr(`${self.type.name}(${bytesRepr(self.v)})`);
}

/** CPython 3.11: Objects/bytearrayobject.c bytearray_richcompare */
function bytearray_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!hasBuffer(a) || !hasBuffer(b))
    return vm.flags.bytesWarning ? warnOfComparison(vm, a, b, "bytearray") : vm.newNotImplemented();
  const x = bytesView(vm, a);
  const y = x === null ? null : bytesView(vm, b);
  if (x === null || y === null) {
    vm.clearException();
    return vm.newNotImplemented();
  }
  return compareResult(vm, x, y, op);
}

function bytearray_concat(vm: VM, a: PyObject, b: PyObject): Result {
  if (!hasBuffer(b)) return vm.raise(vm.T.TypeError, `can't concat ${b.type.name} to ${a.type.name}`);
  const other = bytesView(vm, b);
  return other === null ? null : alloc(vm, vm.T.bytearray, concatBytes([a.v, other]));
}

function bytearray_iconcat(vm: VM, self: PyObject, other: PyObject): Result {
  if (!hasBuffer(other)) return vm.raise(vm.T.TypeError, `can't concat ${other.type.name} to ${self.type.name}`);
  const view = bytesView(vm, other);
  if (view === null) return null;
  return splice(vm, self, self.v.length, self.v.length, view) ? newRef(self) : null;
}

function bytearray_repeat(vm: VM, self: PyObject, times: number): Result {
  const out = repeatBytes(vm, self.v, times);
  return out === null ? null : alloc(vm, vm.T.bytearray, out);
}

function bytearray_irepeat(vm: VM, self: PyObject, times: number): Result {
  const out = repeatBytes(vm, self.v, times);
  if (out === null) return null;
  return splice(vm, self, 0, self.v.length, out) ? newRef(self) : null;
}

function bytearray_length(vm: VM, self: PyObject): Result {
  return vm.newInt(self.v.length);
}

function bytearray_item(vm: VM, self: PyObject, index: number): Result {
  const bytes = self.v as Uint8Array;
  if (index < 0 || index >= bytes.length) return vm.raise(vm.T.IndexError, "bytearray index out of range");
  return vm.newInt(bytes[index]!);
}

function bytearray_subscript(vm: VM, self: PyObject, key: PyObject): Result {
  if (key.type.nb_index !== null) return thenBorrowed(vm, numberIndex(vm, key), itemByIndex, self);
  if (key.type === vm.T.slice) return thenBorrowed(vm, sliceUnpack(vm, key), bySlice, self);
  return vm.raise(vm.T.TypeError, `bytearray indices must be integers or slices, not ${key.type.name}`);
}

function itemByIndex(vm: VM, value: PyObject, self: PyObject | null): Result {
  const index = takeIndex(vm, value);
  return index === null ? null : bytearray_item(vm, self!, index < 0 ? index + self!.v.length : index);
}

function bySlice(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  return alloc(vm, vm.T.bytearray, slicedBytes(self!.v));
}

/** CPython 3.11: Objects/bytearrayobject.c bytearray_ass_subscript */
function bytearray_ass_subscript(vm: VM, self: PyObject, key: PyObject, value: PyObject | null): Result {
  if (key.type.nb_index !== null) return thenBorrowed(vm, numberIndex(vm, key), assignAt, self, value);
  if (key.type === vm.T.slice) return assignSlice(vm, self, key, value);
  return vm.raise(vm.T.TypeError, `bytearray indices must be integers or slices, not ${key.type.name}`);
}

function assignAt(vm: VM, index: PyObject, self: PyObject | null, value: PyObject | null): Result {
  let i = takeIndex(vm, index);
  if (i === null) return null;
  if (i < 0) i += self!.v.length;
  if (i < 0 || i >= self!.v.length) return vm.raise(vm.T.IndexError, "bytearray index out of range");
  if (value === null) return splice(vm, self!, i, i + 1, new Uint8Array(0)) ? OK : null;
  return thenBorrowed(vm, byteValue(vm, value), storeByte, self, null, null, i);
}

/** CPython 3.11: Objects/bytearrayobject.c _getbytevalue */
function byteValue(vm: VM, o: PyObject): Result {
  return andThen(vm, numberIndex(vm, o), checkByte);
}

function checkByte(vm: VM, value: PyObject): Result {
  if (value.v >= 0 && value.v <= 255) return value;
  vm.counts.decref(value);
  return vm.raise(vm.T.ValueError, "byte must be in range(0, 256)");
}

function storeByte(vm: VM, value: PyObject, self: PyObject | null, _b: PyObject | null, _c: PyObject | null, i: number): Result {
  const byte = value.v as number;
  vm.counts.decref(value);
  if (i >= self!.v.length) return vm.raise(vm.T.IndexError, "bytearray index out of range");
  touchPayload(self!);
  self!.v[i] = byte;
  return OK;
}

function assignSlice(vm: VM, self: PyObject, key: PyObject, value: PyObject | null): Result {
  if (value === null || (hasBuffer(value) && value !== self))
    return thenBorrowed(vm, sliceUnpack(vm, key), storeSlice, self, value);
  if (typeof value.v === "number" || isStr(value))
    return vm.raise(vm.T.TypeError, `can assign only bytes, buffers, or iterables of ints in range(0, 256)`);
  return thenBorrowed(vm, bytesFromObject(vm, value, true), assignCopied, self, key);
}

function assignCopied(vm: VM, copy: PyObject, self: PyObject | null, key: PyObject | null): Result {
  const r = andThen(vm, sliceUnpack(vm, key!), storeSlice, self, copy);
  vm.counts.decref(copy);
  return r;
}

function storeSlice(vm: VM, _ok: PyObject, self: PyObject | null, value: PyObject | null): Result {
  const bytes = self!.v as Uint8Array;
  const count = adjustSlice(bytes.length);
  const { start, step, stop } = sliceRegister;
  const part = value === null ? new Uint8Array(0) : bytesView(vm, value);
  if (part === null) return null;
  if (step === 1) return splice(vm, self!, start, Math.max(start, stop), part) ? OK : null;
  if (part.length === 0) return deleteStepped(vm, self!, start, step, count);
  if (part.length !== count)
    return vm.raise(vm.T.ValueError, `attempt to assign bytes of size ${part.length} to extended slice of size ${count}`);
  touchPayload(self!);
  for (let i = 0, at = start; i < count; i++, at += step) self!.v[at] = part[i]!;
  return OK;
}

function deleteStepped(vm: VM, self: PyObject, start: number, step: number, count: number): Result {
  if (count === 0) return OK;
  if (!canResize(vm, self)) return null;
  const gone = new Set<number>();
  for (let i = 0, at = start; i < count; i++, at += step) gone.add(at);
  touchPayload(self);
  self.v = (self.v as Uint8Array).filter((_, i) => !gone.has(i));
  return OK;
}

function bytearray_append(vm: VM, self: PyObject, item: PyObject): Result {
  return thenBorrowed(vm, byteValue(vm, item), insertByte, self, null, null, -1);
}

function insertByte(
  vm: VM,
  value: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  at: number,
): Result {
  const byte = value.v as number;
  vm.counts.decref(value);
  const n = self!.v.length as number;
  if (at >= 0) return splice(vm, self!, at, at, Uint8Array.of(byte)) ? vm.newNone() : null;
  if (!bytearrayResize(vm, self!, n + 1)) return null;
  touchPayload(self!);
  self!.v[n] = byte;
  return vm.newNone();
}

/** CPython 3.11: Objects/bytearrayobject.c bytearray_insert_impl */
function bytearray_insert(vm: VM, self: PyObject, index: PyObject, item: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, index), insertAt, self, item);
}

function insertAt(vm: VM, index: PyObject, self: PyObject | null, item: PyObject | null): Result {
  const i = takeSsize(vm, index);
  if (i === null) return null;
  const n = self!.v.length as number;
  const at = i < 0 ? Math.max(i + n, 0) : Math.min(i, n);
  return thenBorrowed(vm, byteValue(vm, item!), insertByte, self, null, null, at);
}

function bytearray_extend(vm: VM, self: PyObject, iterable: PyObject): Result {
  if (isStr(iterable)) return vm.raise(vm.T.TypeError, "expected iterable of integers; got: 'str'");
  if (!hasBuffer(iterable) && typeof iterable.v === "number" && iterable.type.tp_iter === null)
    return vm.raise(vm.T.TypeError, `can't extend bytearray with ${iterable.type.name}`);
  return thenBorrowed(vm, bytesFromObject(vm, iterable, true), extendWith, self);
}

function extendWith(vm: VM, bytes: PyObject, self: PyObject | null): Result {
  const ok = splice(vm, self!, self!.v.length, self!.v.length, bytes.v);
  vm.counts.decref(bytes);
  return ok ? vm.newNone() : null;
}

function bytearray_pop(vm: VM, self: PyObject, index: PyObject | null): Result {
  return thenBorrowed(vm, index === null ? vm.newInt(-1) : numberIndex(vm, index), popAt, self);
}

function popAt(vm: VM, index: PyObject, self: PyObject | null): Result {
  const i = takeSsize(vm, index);
  if (i === null) return null;
  const n = self!.v.length as number;
  if (n === 0) return vm.raise(vm.T.IndexError, "pop from empty bytearray");
  const at = i < 0 ? i + n : i;
  if (at < 0 || at >= n) return vm.raise(vm.T.IndexError, "pop index out of range");
  if (!canResize(vm, self!)) return null;
  const byte = self!.v[at] as number;
  return splice(vm, self!, at, at + 1, new Uint8Array(0)) ? vm.newInt(byte) : null;
}

function bytearray_remove(vm: VM, self: PyObject, value: PyObject): Result {
  return thenBorrowed(vm, byteValue(vm, value), removeByte, self);
}

function removeByte(vm: VM, value: PyObject, self: PyObject | null): Result {
  const at = (self!.v as Uint8Array).indexOf(value.v as number);
  vm.counts.decref(value);
  if (at < 0) return vm.raise(vm.T.ValueError, "value not found in bytearray");
  return splice(vm, self!, at, at + 1, new Uint8Array(0)) ? vm.newNone() : null;
}

function bytearray_reverse(vm: VM, self: PyObject): Result {
  touchPayload(self);
  (self.v as Uint8Array).reverse();
  return vm.newNone();
}

/** CPython 3.11: Objects/bytearrayobject.c bytearray_reduce_ex_impl */
function bytearray_reduce(vm: VM, self: PyObject, protocol: number): Result {
  const args =
    protocol < 3
      ? [vm.newStr(latin1String(self.v)), vm.newStr("latin-1")]
      : self.v.length > 0
        ? [vm.newBytes(self.v.slice())]
        : [];
  return vm.newTuple([newRef(self.type.object), vm.newTuple(args), self.w?.dict == null ? vm.newNone() : newRef(self.w.dict)]);
}

function bytearray_alloc(vm: VM, self: PyObject): Result {
  const n = self.v.length as number;
  return vm.newInt(n === 0 ? 0 : (self.v as Uint8Array).buffer.byteLength + 1);
}

/** The type `bytearray`. CPython 3.11: Objects/bytearrayobject.c PyByteArray_Type */
export const bytearraySpec: TypeSpec = {
  name: "bytearray",
  layout: bytearrayLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_MATCH_SELF,
  doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array\n\nA mutable array of bytes.",
  slots: {
    tp_new: bytearray_new,
    tp_init: bytearray_init,
    tp_repr: bytearray_repr,
    tp_str: bytes_str,
    tp_richcompare: bytearray_richcompare,
    tp_iter: (vm, self) => newByteIterator(vm, vm.T.bytearray_iterator, self),
    nb_remainder: bytes_mod,
    sq_length: bytearray_length,
    sq_concat: bytearray_concat,
    sq_repeat: bytearray_repeat,
    sq_item: bytearray_item,
    sq_contains: bytes_contains,
    sq_inplace_concat: bytearray_iconcat,
    sq_inplace_repeat: bytearray_irepeat,
    mp_length: bytearray_length,
    mp_subscript: bytearray_subscript,
    mp_ass_subscript: bytearray_ass_subscript,
  },
  methods: [
    ...commonMethods,
    method("append", "($self, item, /)", bytearray_append, { doc: "Append a single item to the end of the bytearray." }),
    method("clear", "($self, /)", (vm, self) => (bytearrayResize(vm, self, 0) ? vm.newNone() : null), {
      doc: "Remove all items from the bytearray.",
    }),
    method("copy", "($self, /)", (vm, self) => alloc(vm, vm.T.bytearray, (self.v as Uint8Array).slice()), {
      doc: "Return a copy of B.",
    }),
    method("extend", "($self, iterable_of_ints, /)", bytearray_extend, {
      doc: "Append all the items from the iterator or sequence to the end of the bytearray.",
    }),
    method("insert", "($self, index, item, /)", bytearray_insert, {
      doc: "Insert a single item into the bytearray before the given index.",
    }),
    method("pop", "($self, index=-1, /)", bytearray_pop, { doc: "Remove and return a single item from B." }),
    method("remove", "($self, value, /)", bytearray_remove, { doc: "Remove the first occurrence of a value in the bytearray." }),
    method("reverse", "($self, /)", bytearray_reverse, { doc: "Reverse the order of the values in B in place." }),
    method(
      "fromhex",
      "($type, string, /)",
      fromHex(
        (vm, bytes) => alloc(vm, vm.T.bytearray, bytes),
        (vm) => vm.T.bytearray,
      ),
      {
        binding: "class",
        doc: "Create a bytearray object from a string of hexadecimal numbers.",
      },
    ),
    method("__alloc__", "($self, /)", bytearray_alloc, { doc: "How many bytes are allocated." }),
    method("__reduce__", "($self, /)", (vm, self) => bytearray_reduce(vm, self, 2), {
      doc: "Return state information for pickling.",
    }),
    method(
      "__reduce_ex__",
      "($self, proto=0, /)",
      (vm, self, proto) => bytearray_reduce(vm, self, proto === null ? 0 : Number(proto.v)),
      {
        doc: "Return state information for pickling.",
      },
    ),
  ],
};
