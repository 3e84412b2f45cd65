import { newRef } from "@vivarium/heap";
import { andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  leafLayout,
  type PyObject,
  type PyType,
  type Result,
  TPFLAGS_BASETYPE,
  TPFLAGS_BYTES_SUBCLASS,
  TPFLAGS_MATCH_SELF,
} from "../../object.ts";
import { type BufferLayout, byteShape, bytesView, hasBuffer } from "../../protocol/buffer.ts";
import { Py_EQ, Py_NE } from "../../protocol/compare.ts";
import { registerAsInt, setBytesHash } from "../../protocol/hash.ts";
import { takeIndex } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { constructorArguments } from "../int/constructor-arguments.ts";
import { adjustSlice, sliceRegister, sliceUnpack } from "../slice.ts";
import { checkStrArgument, isStr } from "../str/arguments.ts";
import { bytesRepr } from "../str/bytes-text.ts";
import { decodeEncoded } from "../str/encode-methods.ts";
import { type MethodSpec, method, type TypeSpec } from "../type/type-spec.ts";
import { bytes_str, warnOfComparison } from "./bytes-warning.ts";
import { bytesFromObject, bytesFromText } from "./construct.ts";
import { bytes_contains, findMethods } from "./find-methods.ts";
import { fromHex, hexOf } from "./hex.ts";
import { newByteIterator } from "./iterator.ts";
import { bytes_join } from "./join.ts";
import { bytes_mod } from "./percent-format.ts";
import { compareBytes, concatBytes, isBytes, makeLike } from "./sequence.ts";
import { shapeMethods } from "./shape-methods.ts";
import { splitMethods } from "./split-methods.ts";
import { bytes_maketrans, bytes_translate } from "./translate.ts";

/** Bytes never change: exporting them needs no bookkeeping. */
export const bytesLayout: BufferLayout<Uint8Array> = {
  ...leafLayout,
  buffer: {
    acquire: (_vm, o) => byteShape((o.v as Uint8Array).length, true),
    release() {},
    memory: (o) => o.v as Uint8Array,
    isReadonly: () => true,
  },
};

const SIGNATURE = { name: "bytes", parameters: ["source", "encoding", "errors"] };

/** What `bytes()` and `bytearray()` check before they look at the source; false with TypeError. */
export function checkTextArguments(
  vm: VM,
  name: string,
  source: PyObject | null,
  encoding: PyObject | null,
  errors: PyObject | null,
): boolean {
  if (encoding !== null && !checkStrArgument(vm, `${name}() argument 'encoding'`, encoding)) return false;
  if (errors !== null && !checkStrArgument(vm, `${name}() argument 'errors'`, errors)) return false;
  if (source !== null && (isStr(source) || (encoding === null && errors === null))) return true;
  if (encoding === null && errors === null) return true;
  vm.raise(vm.T.TypeError, encoding !== null ? "encoding without a string argument" : "errors without a string argument");
  return false;
}

/** CPython 3.11: Objects/bytesobject.c bytes_new_impl */
function bytes_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, SIGNATURE, args, kwnames);
  if (parsed === null) return null;
  const [source, encoding, errors] = parsed as [PyObject | null, PyObject | null, PyObject | null];
  if (!checkTextArguments(vm, "bytes", source, encoding, errors)) return null;
  let made: Result;
  if (source === null) made = newRef(vm.emptyBytes);
  else if (encoding !== null) made = bytesFromText(vm, source, encoding, errors);
  else if (isStr(source)) return vm.raise(vm.T.TypeError, "string argument without an encoding");
  else if (source.type === vm.T.bytes) made = newRef(source);
  else made = bytesFromObject(vm, source, false);
  return type === vm.T.bytes ? made : thenBorrowed(vm, made, intoSubtype, type.object);
}

/** CPython 3.11: Objects/bytesobject.c bytes_subtype_new */
function intoSubtype(vm: VM, value: PyObject, type: PyObject | null): Result {
  const result = alloc(vm, type!.v as PyType, value.v as Uint8Array);
  vm.counts.decref(value);
  return result;
}

function bytes_repr(vm: VM, o: PyObject): Result {
  return vm.newStr(bytesRepr(o.v));
}

function bytes_hash(vm: VM, o: PyObject): Result {
  setBytesHash(vm, o.v);
  return registerAsInt(vm);
}

/** How two byte strings compare. */
export function compareResult(vm: VM, a: Uint8Array, b: Uint8Array, op: number): Result {
  if ((op === 2 || op === 3) && a.length !== b.length) return vm.newBool(op === 3);
  const c = compareBytes(a, b);
  return vm.newBool([c < 0, c <= 0, c === 0, c !== 0, c > 0, c >= 0][op]!);
}

/** CPython 3.11: Objects/bytesobject.c bytes_richcompare */
function bytes_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!isBytes(a) || !isBytes(b)) {
    const strict = vm.flags.bytesWarning && (op === Py_EQ || op === Py_NE);
    return strict ? warnOfComparison(vm, a, b, "bytes") : vm.newNotImplemented();
  }
  return compareResult(vm, a.v, b.v, op);
}

/** CPython 3.11: Objects/bytesobject.c bytes_concat */
export function bytes_concat(vm: VM, a: PyObject, b: PyObject): Result {
  if (!hasBuffer(b)) return vm.raise(vm.T.TypeError, `can't concat ${b.type.name} to ${a.type.name}`);
  const other = bytesView(vm, b);
  if (other === null) return null;
  if (a.type === vm.T.bytes && b.type === vm.T.bytes) {
    if (a.v.length === 0) return newRef(b);
    if (other.length === 0) return newRef(a);
  }
  return makeLike(vm, a, concatBytes([a.v, other]));
}

/** `bytes`, `times` over; null with MemoryError. */
export function repeatBytes(vm: VM, bytes: Uint8Array, times: number): Uint8Array | null {
  const n = bytes.length;
  if (times <= 0 || n === 0) return new Uint8Array(0);
  // NOT CPYTHON: more than 2 GiB are refused, whatever memory there is.
  if (n * times > 2147483648) return vm.raise(vm.T.MemoryError, "");
  const out = new Uint8Array(n * times);
  if (n === 1) return out.fill(bytes[0]!);
  for (let i = 0; i < times; i++) out.set(bytes, i * n);
  return out;
}

function bytes_repeat(vm: VM, self: PyObject, times: number): Result {
  if (times === 1 && self.type === vm.T.bytes) return newRef(self);
  const out = repeatBytes(vm, self.v, times);
  return out === null ? null : vm.newBytes(out);
}

function bytes_length(vm: VM, self: PyObject): Result {
  return vm.newInt(self.v.length);
}

function bytes_item(vm: VM, self: PyObject, index: number): Result {
  const bytes = self.v as Uint8Array;
  if (index < 0 || index >= bytes.length) return vm.raise(vm.T.IndexError, "index out of range");
  return vm.newInt(bytes[index]!);
}

/** CPython 3.11: Objects/bytesobject.c bytes_subscript */
function bytes_subscript(vm: VM, self: PyObject, key: PyObject): Result {
  if (key.type.nb_index !== null) return thenBorrowed(vm, numberIndex(vm, key), itemByIndex, self);
  if (key.type === vm.T.slice) return thenBorrowed(vm, sliceUnpack(vm, key), bySlice, self);
  return vm.raise(vm.T.TypeError, `byte indices must be integers or slices, not ${key.type.name}`);
}

function itemByIndex(vm: VM, value: PyObject, self: PyObject | null): Result {
  const index = takeIndex(vm, value);
  return index === null ? null : bytes_item(vm, self!, index < 0 ? index + self!.v.length : index);
}

/** The bytes of the slice that was unpacked last. */
export function slicedBytes(bytes: Uint8Array): Uint8Array {
  const count = adjustSlice(bytes.length);
  const { start, step } = sliceRegister;
  if (step === 1) return bytes.slice(start, start + count);
  const out = new Uint8Array(count);
  for (let i = 0, at = start; i < count; i++, at += step) out[i] = bytes[at]!;
  return out;
}

function bySlice(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const bytes = self!.v as Uint8Array;
  const part = slicedBytes(bytes);
  if (part.length === bytes.length && sliceRegister.step === 1 && self!.type === vm.T.bytes) return newRef(self!);
  return vm.newBytes(part);
}

/** CPython 3.11: Objects/bytesobject.c bytes_decode_impl */
export function bytes_decode(vm: VM, self: PyObject, encoding: PyObject | null, errors: PyObject | null): Result {
  if (encoding !== null && !checkStrArgument(vm, "decode() argument 'encoding'", encoding)) return null;
  if (errors !== null && !checkStrArgument(vm, "decode() argument 'errors'", errors)) return null;
  return decodeEncoded(vm, self, self.v, encoding?.v ?? "utf-8", errors?.v ?? "strict");
}

function bytes_bytes(vm: VM, self: PyObject): Result {
  return self.type === vm.T.bytes ? newRef(self) : vm.newBytes(self.v);
}

function bytes_getnewargs(vm: VM, self: PyObject): Result {
  return vm.newTuple([vm.newBytes(self.v)]);
}

/** What bytes and bytearray have in common. */
export const commonMethods: readonly MethodSpec[] = [
  ...findMethods,
  ...splitMethods,
  ...shapeMethods,
  method("decode", "($self, /, encoding='utf-8', errors='strict')", bytes_decode, {
    doc: "Decode the bytes using the codec registered for encoding.",
  }),
  method("join", "($self, iterable_of_bytes, /)", bytes_join, { doc: "Concatenate any number of bytes objects." }),
  method("hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", (vm, self, sep, per) => hexOf(vm, self.v, sep, per), {
    doc: "Create a string of hexadecimal numbers from a bytes object.",
  }),
  method("translate", "($self, table, /, delete=b'')", bytes_translate, {
    doc: "Return a copy with each character mapped by the given translation table.",
  }),
  method("maketrans", "(frm, to, /)", bytes_maketrans, {
    binding: "static",
    doc: "Return a translation table useable for the bytes or bytearray translate method.",
  }),
];

/** The type `bytes`. CPython 3.11: Objects/bytesobject.c PyBytes_Type */
export const bytesSpec: TypeSpec = {
  name: "bytes",
  layout: bytesLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_BYTES_SUBCLASS | TPFLAGS_MATCH_SELF,
  doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object\n\nAn immutable array of bytes.",
  slots: {
    tp_new: bytes_new,
    tp_repr: bytes_repr,
    tp_hash: bytes_hash,
    tp_str: bytes_str,
    tp_richcompare: bytes_richcompare,
    tp_iter: (vm, self) => newByteIterator(vm, vm.T.bytes_iterator, self),
    nb_remainder: bytes_mod,
    sq_length: bytes_length,
    sq_concat: bytes_concat,
    sq_repeat: bytes_repeat,
    sq_item: bytes_item,
    sq_contains: bytes_contains,
    mp_length: bytes_length,
    mp_subscript: bytes_subscript,
  },
  methods: [
    ...commonMethods,
    method(
      "fromhex",
      "($type, string, /)",
      fromHex(
        (vm, bytes) => vm.newBytes(bytes),
        (vm) => vm.T.bytes,
      ),
      {
        binding: "class",
        doc: "Create a bytes object from a string of hexadecimal numbers.",
      },
    ),
    method("__bytes__", "($self, /)", bytes_bytes, { doc: "Convert this value to exact type bytes." }),
    method("__getnewargs__", "($self, /)", bytes_getnewargs),
  ],
};
