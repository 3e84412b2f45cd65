import { extra, newRef } from "@vivarium/heap";
import { CHARACTER, charge } from "../../costs/native-work.ts";
import { andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  leafLayout,
  type PyObject,
  type PyType,
  type Result,
  TPFLAGS_BASETYPE,
  TPFLAGS_MATCH_SELF,
  TPFLAGS_UNICODE_SUBCLASS,
} from "../../object.ts";
import { registerAsInt, setStringHash } from "../../protocol/hash.ts";
import { takeIndex } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { str } from "../../protocol/repr.ts";
import { constructorArguments } from "../int/constructor-arguments.ts";
import { adjustSlice, sliceRegister, sliceUnpack } from "../slice.ts";
import type { TypeSpec } from "../type/type-spec.ts";
import { checkStrArgument, isStr } from "./arguments.ts";
import { caseMethods } from "./case-methods.ts";
import { unicode_concat, unicode_repeat } from "./concat.ts";
import { decodeObject, encodeMethods } from "./encode-methods.ts";
import { findMethods } from "./find-methods.ts";
import { formatMethods } from "./format-method.ts";
import { unicode_iter } from "./iterator.ts";
import { padMethods } from "./pad-methods.ts";
import { unicode_mod } from "./percent-format.ts";
import { predicateMethods } from "./predicate-methods.ts";
import { reprStr } from "./repr.ts";
import { splitMethods } from "./split-methods.ts";
import { stripMethods } from "./strip-methods.ts";
import {
  ambiguousPoints,
  charAt,
  characterString,
  compareTexts,
  exactStr,
  indexOfText,
  newStrFromText,
  type StrCache,
  sliceText,
  strLength,
  textOf,
} from "./text.ts";
import { translateMethods } from "./translate.ts";

const SIGNATURE = { name: "str", parameters: ["object", "encoding", "errors"] };

/** CPython 3.11: Objects/unicodeobject.c unicode_new_impl */
function unicode_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, SIGNATURE, args, kwnames);
  if (parsed === null) return null;
  const [object, encoding, errors] = parsed as [PyObject | null, PyObject | null, PyObject | null];
  if (encoding !== null && !checkStrArgument(vm, "str() argument 'encoding'", encoding)) return null;
  if (errors !== null && !checkStrArgument(vm, "str() argument 'errors'", errors)) return null;
  let value: Result;
  if (object === null) value = newRef(vm.emptyStr);
  else if (encoding === null && errors === null) value = str(vm, object);
  else value = decodeObject(vm, object, encoding?.v ?? "utf-8", errors?.v ?? "strict");
  return type === vm.T.str ? value : thenBorrowed(vm, value, intoSubtype, type.object);
}

/** CPython 3.11: Objects/unicodeobject.c unicode_subtype_new */
function intoSubtype(vm: VM, value: PyObject, type: PyObject | null): Result {
  const result = alloc(vm, type!.v as PyType, value.v as string);
  const points = ambiguousPoints(value);
  if (points !== null) extra(result).cache = { codePoints: points } satisfies StrCache;
  vm.counts.decref(value);
  return result;
}

/** CPython 3.11: Objects/unicodeobject.c unicode_repr */
function unicode_repr(vm: VM, o: PyObject): Result {
  return vm.newStr(reprStr(o));
}

/** CPython 3.11: Objects/unicodeobject.c unicode_str */
function unicode_str(vm: VM, o: PyObject): Result {
  return exactStr(vm, o);
}

/** CPython 3.11: Objects/unicodeobject.c unicode_hash */
function unicode_hash(vm: VM, o: PyObject): Result {
  setStringHash(vm, o.v as string, ambiguousPoints(o));
  return registerAsInt(vm);
}

/** Are two strs equal. CPython 3.11: Objects/unicodeobject.c _PyUnicode_EQ */
export function equalStrs(a: PyObject<string>, b: PyObject<string>): boolean {
  if (a === b) return true;
  if (a.v !== b.v) return false;
  const x = a.w === null ? null : ambiguousPoints(a);
  const y = b.w === null ? null : ambiguousPoints(b);
  if (x === null && y === null) return true;
  return x !== null && y !== null && x.length === y.length && compareTexts(x, y) === 0;
}

/** Negative, zero or positive. CPython 3.11: Objects/unicodeobject.c PyUnicode_Compare */
export function compareStrs(a: PyObject<string>, b: PyObject<string>): number {
  return a === b ? 0 : compareTexts(textOf(a), textOf(b));
}

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_RichCompare */
export function unicode_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!isStr(a) || !isStr(b)) return vm.newNotImplemented();
  if (op === 2) return vm.newBool(equalStrs(a, b));
  if (op === 3) return vm.newBool(!equalStrs(a, b));
  const c = compareStrs(a, b);
  return vm.newBool(op === 0 ? c < 0 : op === 1 ? c <= 0 : op === 4 ? c > 0 : c >= 0);
}

/** CPython 3.11: Objects/unicodeobject.c unicode_length */
function unicode_length(vm: VM, o: PyObject): Result {
  return vm.newInt(strLength(o));
}

/** CPython 3.11: Objects/unicodeobject.c unicode_getitem */
function unicode_getitem(vm: VM, o: PyObject, index: number): Result {
  const text = textOf(o);
  if (index < 0 || index >= text.length) return vm.raise(vm.T.IndexError, "string index out of range");
  return vm.newStr(characterString(charAt(text, index)));
}

/** CPython 3.11: Objects/unicodeobject.c unicode_subscript */
function unicode_subscript(vm: VM, o: PyObject, key: PyObject): Result {
  if (key.type === vm.T.int && typeof key.v === "number") return itemAt(vm, o, key.v);
  if (key.type.nb_index !== null) return thenBorrowed(vm, numberIndex(vm, key), itemByIndex, o);
  if (key.type === vm.T.slice) return thenBorrowed(vm, sliceUnpack(vm, key), bySlice, o);
  return vm.raise(vm.T.TypeError, `string indices must be integers, not '${key.type.name}'`);
}

function itemAt(vm: VM, o: PyObject, index: number): Result {
  return unicode_getitem(vm, o, index < 0 ? index + strLength(o) : index);
}

function itemByIndex(vm: VM, value: PyObject, o: PyObject | null): Result {
  const index = takeIndex(vm, value);
  return index === null ? null : itemAt(vm, o!, index);
}

function bySlice(vm: VM, _ok: PyObject, o: PyObject | null): Result {
  const text = textOf(o!);
  const count = adjustSlice(text.length);
  const { start, step } = sliceRegister;
  if (count === 0) return newRef(vm.emptyStr);
  if (step === 1) return count === text.length ? exactStr(vm, o!) : newStrFromText(vm, sliceText(text, start, start + count));
  const points = new Uint32Array(count);
  for (let i = 0, at = start; i < count; i++, at += step) points[i] = charAt(text, at);
  return newStrFromText(vm, typeof text === "string" ? unitsToString(points) : points);
}

function unitsToString(points: Uint32Array): string {
  let s = "";
  for (let i = 0; i < points.length; i += 8192) s += String.fromCharCode(...points.subarray(i, i + 8192));
  return s;
}

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_Contains */
function unicode_contains(vm: VM, o: PyObject, part: PyObject): Result {
  if (!isStr(part)) return vm.raise(vm.T.TypeError, `'in <string>' requires string as left operand, not ${part.type.name}`);
  const text = textOf(o);
  charge(vm, CHARACTER, text.length);
  return vm.newBool(indexOfText(text, textOf(part), 0, text.length) >= 0);
}

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_Type */
export const strSpec: TypeSpec = {
  name: "str",
  layout: leafLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_UNICODE_SUBCLASS | TPFLAGS_MATCH_SELF,
  doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nText: what object says about itself, or what bytes stand for in an encoding.",
  slots: {
    tp_new: unicode_new,
    tp_repr: unicode_repr,
    tp_str: unicode_str,
    tp_hash: unicode_hash,
    tp_richcompare: unicode_richcompare,
    tp_iter: unicode_iter,
    nb_remainder: unicode_mod,
    sq_length: unicode_length,
    sq_concat: unicode_concat,
    sq_repeat: unicode_repeat,
    sq_item: unicode_getitem,
    sq_contains: unicode_contains,
    mp_length: unicode_length,
    mp_subscript: unicode_subscript,
  },
  methods: [
    ...encodeMethods,
    ...findMethods,
    ...splitMethods,
    ...stripMethods,
    ...caseMethods,
    ...predicateMethods,
    ...padMethods,
    ...translateMethods,
    ...formatMethods,
  ],
};
