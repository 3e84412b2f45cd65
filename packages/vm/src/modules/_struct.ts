import { newRef, touchPayload } from "@vivarium/heap";
import { andThen } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  leafLayout,
  OK,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  STOP,
  TPFLAGS_BASETYPE,
  TPFLAGS_BYTES_SUBCLASS,
  TPFLAGS_DISALLOW_INSTANTIATION,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../object.ts";
import { selfIter } from "../objects/iterators.ts";
import { latin1String } from "../objects/str/bytes-text.ts";
import { type MethodSpec, method, type TypeSpec } from "../objects/type/type-spec.ts";
import { bytesView, writableView } from "../protocol/buffer.ts";
import { takeSsize } from "../protocol/index-argument.ts";
import { numberIndex } from "../protocol/number.ts";
import { type ParsedFormat, parseFormat } from "./_struct/format.ts";
import { packValues, structError, structErrorSpec } from "./_struct/pack.ts";
import { loadValue } from "./_struct/values.ts";
import { constructorArguments } from "./constructor.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** The payload of a Struct; null fields before `__init__`. */
interface StructRecord {
  text: string;
  format: ParsedFormat;
}

type Self = PyObject<StructRecord>;

/** The format of a str or bytes object; null with an exception. CPython 3.11: Modules/_struct.c Struct___init___impl */
function formatOf(vm: VM, o: PyObject): StructRecord | null {
  let text: string;
  if ((o.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0) {
    text = o.v as string;
    for (let i = 0; i < text.length; i++)
      if (text.charCodeAt(i) > 127)
        return vm.raise(vm.T.ValueError, `'ascii' codec can't encode character in position ${i}: ordinal not in range(128)`); // NOT CPYTHON: UnicodeEncodeError there
  } else if ((o.type.flags & TPFLAGS_BYTES_SUBCLASS) !== 0) text = latin1String(o.v as Uint8Array);
  else return vm.raise(vm.T.TypeError, `Struct() argument 1 must be a str or bytes object, not ${o.type.name}`);
  const format = parseFormat(text);
  return typeof format === "string" ? structError(vm, format) : { text, format };
}

function struct_new(vm: VM, type: PyType): Result {
  return alloc<StructRecord>(vm, type, { text: "", format: parseFormat("") as ParsedFormat });
}

/** CPython 3.11: Struct___init___impl */
function struct_init(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(vm, structSpec, self.type, "Struct", "(format)", args, kwnames);
  const record = values === null ? null : formatOf(vm, values[0]);
  if (record === null) return null;
  touchPayload(self);
  Object.assign(self.v, record);
  return OK;
}

/** The values at `at`, where there are bytes enough. CPython 3.11: s_unpack_internal */
function unpackAt(vm: VM, format: ParsedFormat, bytes: Uint8Array, at: number): PyObject {
  const values: PyObject[] = [];
  for (const item of format.items)
    for (let k = 0; k < item.repeat; k++)
      values.push(loadValue(vm, item, bytes, at + item.offset + k * item.size, format.little));
  return vm.newTuple(values);
}

/** CPython 3.11: Struct_unpack_impl */
function unpackFormat(vm: VM, format: ParsedFormat, buffer: PyObject): Result {
  const bytes = bytesView(vm, buffer);
  if (bytes === null) return null;
  if (bytes.length !== format.size) return structError(vm, `unpack requires a buffer of ${format.size} bytes`);
  return unpackAt(vm, format, bytes, 0);
}

/** An offset from either end as one from the start, with room for the struct; null with struct.error. */
function placeOf(vm: VM, offset: number, size: number, length: number, name: string, doing: string): number | null {
  if (offset < 0 && offset + size > 0 && name === "pack_into" && length + offset >= 0)
    return structError(vm, `no space to pack ${size} bytes at offset ${offset}`);
  if (offset < 0 && offset + size > 0 && length + offset >= 0) return structError(vm, `not enough data to unpack ${size} bytes`);
  if (offset < 0 && offset + length < 0) return structError(vm, `offset ${offset} out of range for ${length}-byte buffer`);
  const at = offset < 0 ? offset + length : offset;
  if (length - at < size)
    return structError(
      vm,
      `${name} requires a buffer of at least ${size + at} bytes for ${doing} ${size} bytes at offset ${at} (actual buffer size is ${length})`,
    );
  return at;
}

/** CPython 3.11: Struct_unpack_from_impl */
function unpackFrom(vm: VM, record: PyObject, buffer: PyObject, offset: PyObject | null): Result {
  if (offset === null) return unpackAtOffset(vm, vm.newInt(0), record, buffer);
  return andThen(vm, numberIndex(vm, offset), unpackAtOffset, record, buffer);
}

function unpackAtOffset(vm: VM, value: PyObject, self: PyObject | null, buffer: PyObject | null): Result {
  const offset = takeSsize(vm, value);
  const bytes = offset === null ? null : bytesView(vm, buffer!);
  if (bytes === null) return null;
  const { format } = self!.v as StructRecord;
  const at = placeOf(vm, offset!, format.size, bytes.length, "unpack_from", "unpacking");
  return at === null ? null : unpackAt(vm, format, bytes, at);
}

/** CPython 3.11: s_pack_into */
function packInto(vm: VM, self: Self, args: readonly PyObject[]): Result {
  const { format } = self.v;
  if (args.length !== format.count + 2) {
    if (args.length === 0) return structError(vm, "pack_into expected buffer argument");
    if (args.length === 1) return structError(vm, "pack_into expected offset argument");
    return structError(vm, `pack_into expected ${format.count} items for packing (got ${args.length - 2})`);
  }
  if (writableView(vm, args[0]!, "argument") === null) return null;
  const rest = vm.newTuple(args.slice(2).map((o) => newRef(o)));
  const r = andThen(vm, numberIndex(vm, args[1]!), packAtOffset, self, args[0]!, rest);
  vm.counts.decref(rest);
  return r;
}

function packAtOffset(vm: VM, value: PyObject, self: PyObject | null, buffer: PyObject | null, args: PyObject | null): Result {
  const offset = takeSsize(vm, value);
  const bytes = offset === null ? null : writableView(vm, buffer!, "argument");
  if (bytes === null) return null;
  const { format } = self!.v as StructRecord;
  const at = placeOf(vm, offset!, format.size, bytes.length, "pack_into", "packing");
  if (at === null) return null;
  return andThen(vm, packValues(vm, format, args!.v as PyObject[], "pack_into"), copyInto, buffer, null, null, at);
}

function copyInto(
  vm: VM,
  packed: PyObject,
  buffer: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  at: number,
): Result {
  const into = writableView(vm, buffer!, "argument");
  if (into !== null) {
    touchPayload(buffer!);
    into.set(packed.v as Uint8Array, at);
  }
  vm.counts.decref(packed);
  return into === null ? null : vm.newNone();
}

// --- iter_unpack --------------------------------------------------------------------------------------------------------------

interface Unpacking {
  struct: Self | null;
  buffer: PyObject | null;
  at: number;
}

/** CPython 3.11: Struct_iter_unpack */
function iterUnpack(vm: VM, self: Self, buffer: PyObject): Result {
  const { size } = self.v.format;
  if (size === 0) return structError(vm, "cannot iteratively unpack with a struct of length 0");
  const bytes = bytesView(vm, buffer);
  if (bytes === null) return null;
  if (bytes.length % size !== 0) return structError(vm, `iterative unpacking requires a buffer of a multiple of ${size} bytes`);
  return alloc<Unpacking>(vm, vm.type(unpackIteratorSpec), { struct: newRef(self), buffer: newRef(buffer), at: 0 });
}

/** CPython 3.11: unpackiter_iternext */
function unpackiter_next(vm: VM, self: PyObject<Unpacking>): Result {
  const { struct, buffer, at } = self.v;
  if (struct === null || buffer === null) return STOP;
  const bytes = bytesView(vm, buffer);
  if (bytes === null) return null;
  touchPayload(self);
  if (at >= bytes.length) {
    self.v.struct = null;
    self.v.buffer = null;
    vm.counts.decrefAll([struct, buffer]);
    return STOP;
  }
  self.v.at = at + struct.v.format.size;
  return unpackAt(vm, struct.v.format, bytes, at);
}

/** CPython 3.11: unpackiter_len */
function unpackiter_len(vm: VM, self: PyObject<Unpacking>): Result {
  const { struct, buffer, at } = self.v;
  const bytes = struct === null || buffer === null ? null : bytesView(vm, buffer);
  return vm.newInt(bytes === null ? 0 : (bytes.length - at) / struct!.v.format.size);
}

const unpackIteratorSpec: TypeSpec = {
  name: "_struct.unpack_iterator",
  layout: recordLayout<Unpacking>({ references: (v) => [v.struct, v.buffer] }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: unpackiter_next },
  methods: [method("__length_hint__", "($self, /)", unpackiter_len)],
};

/** CPython 3.11: Modules/_struct.c PyStructType_spec */
export const structSpec: TypeSpec = {
  name: "_struct.Struct",
  layout: {
    ...leafLayout,
    save: (v: StructRecord) => ({ ...v }),
    restore: (o, saved) => void Object.assign(o.v as object, saved),
  },
  flags: TPFLAGS_BASETYPE,
  hasWeakrefs: true,
  doc: "Struct(format)\n--\n\nA format, taken apart once.",
  slots: { tp_new: struct_new, tp_init: struct_init },
  methods: [
    method("iter_unpack", "($self, buffer, /)", iterUnpack, { doc: "An iterator that unpacks one struct after the other." }),
    method("pack", "($self, *values)", (vm, self: Self, args: PyObject[]) => packValues(vm, self.v.format, args, "pack"), {
      convention: "METH_FASTCALL",
    }),
    method("pack_into", "($self, *args)", packInto, { convention: "METH_FASTCALL" }),
    method("unpack", "($self, buffer, /)", (vm, self: Self, buffer: PyObject) => unpackFormat(vm, self.v.format, buffer)),
    method("unpack_from", "($self, /, buffer, offset=0)", unpackFrom),
  ],
  getset: [
    { name: "format", get: (vm, self: Self) => vm.newStr(self.v.text), doc: "struct format string" },
    { name: "size", get: (vm, self: Self) => vm.newInt(self.v.format.size), doc: "struct size in bytes" },
  ],
};

/** `f` of a Struct made from the format argument. CPython 3.11: cache_struct_converter (without its cache: nobody can see it) */
function withStruct(vm: VM, format: PyObject, f: (struct: Self) => Result): Result {
  const record = formatOf(vm, format);
  if (record === null) return null;
  const struct = alloc(vm, vm.type(structSpec), record);
  const r = f(struct);
  vm.counts.decref(struct);
  return r;
}

/** A function of a format and more arguments. */
function variadic(name: string, doc: string, f: (vm: VM, struct: Self, args: PyObject[]) => Result): MethodSpec {
  const fn = (vm: VM, _module: PyObject, args: PyObject[]): Result => {
    if (args.length === 0) return vm.raise(vm.T.TypeError, "missing format argument");
    return withStruct(vm, args[0]!, (struct) => f(vm, struct, args.slice(1)));
  };
  return method(name, "($module, *args)", fn, { convention: "METH_FASTCALL", doc });
}

/** The module `_struct`. CPython 3.11: Modules/_struct.c _structmodule_exec */
export const _structModule: ModuleSpec = {
  name: "_struct",
  doc: "Functions to convert between Python values and C structs represented\nas Python bytes objects.",
  types: [structSpec],
  methods: [
    method("_clearcache", "($module, /)", (vm) => vm.newNone(), { doc: "Clear the internal cache." }),
    method(
      "calcsize",
      "($module, format, /)",
      (vm, _m, format: PyObject) => withStruct(vm, format, (s) => vm.newInt(s.v.format.size)),
      {
        doc: "Return size in bytes of the struct described by the format string.",
      },
    ),
    variadic("pack", "pack(format, v1, v2, ...) -> bytes", (vm, struct, args) => packValues(vm, struct.v.format, args, "pack")),
    variadic("pack_into", "pack_into(format, buffer, offset, v1, v2, ...)", packInto),
    method(
      "unpack",
      "($module, format, buffer, /)",
      (vm, _m, format: PyObject, buffer: PyObject) => withStruct(vm, format, (s) => unpackFormat(vm, s.v.format, buffer)),
      { doc: "A tuple of the values in the buffer, which must be of the format's size." },
    ),
    method(
      "unpack_from",
      "($module, format, /, buffer, offset=0)",
      (vm, _m, format: PyObject, buffer: PyObject, offset: PyObject | null) =>
        withStruct(vm, format, (s) => unpackFrom(vm, s, buffer, offset)),
      { doc: "A tuple of the values at that offset of the buffer." },
    ),
    method(
      "iter_unpack",
      "($module, format, buffer, /)",
      (vm, _m, format: PyObject, buffer: PyObject) => withStruct(vm, format, (s) => iterUnpack(vm, s, buffer)),
      { doc: "An iterator that unpacks one struct after the other." },
    ),
  ],
  init(vm, set) {
    set("error", newRef(vm.type(structErrorSpec).object));
  },
};
