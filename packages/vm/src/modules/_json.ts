import { newRef } from "@vivarium/heap";
import { callObject } from "../eval/call.ts";
import { andThen } from "../eval/native-frame.ts";
import { importModuleNamed } from "../import/import-module.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { raiseObject } from "../objects/exceptions/raise.ts";
import { isStr } from "../objects/str/arguments.ts";
import {
  ambiguousPoints,
  charAt,
  newStrFromCodePoints,
  newStrFromText,
  pointsOfString,
  sliceText,
  type Text,
  textOf,
} from "../objects/str/text.ts";
import { method } from "../objects/type/type-spec.ts";
import { getAttrString } from "../protocol/attribute.ts";
import { takeSsize } from "../protocol/index-argument.ts";
import { numberIndex } from "../protocol/number.ts";
import { truth } from "../protocol/truth.ts";
import type { ModuleSpec } from "./module-spec.ts";

/*
 * Strings of JSON. NOT CPYTHON: make_scanner and make_encoder are missing, so json uses its Python ones, which give the same values and errors.
 */

const QUOTE = 34;
const BACKSLASH = 92;

/** A string read: its text and the place behind it; or what is wrong, and where. */
type Scanned = { readonly parts: Text; readonly end: number } | { readonly message: string; readonly at: number };

const ESCAPES: ReadonlyMap<number, number> = new Map([
  [34, 34],
  [92, 92],
  [47, 47],
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
]);

/** Four hexadecimal digits; -1: they are none. */
function fourDigits(text: Text, at: number): number {
  let value = 0;
  for (let i = at; i < at + 4; i++) {
    const c = charAt(text, i);
    const lower = c | 32;
    const digit = c >= 48 && c <= 57 ? c - 48 : lower >= 97 && lower <= 102 ? lower - 87 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** The character that a \u escape at `at` (its first digit) stands for, and the place behind it. */
function unicodeEscape(text: Text, at: number): { c: number; end: number } | { message: string; at: number } {
  const message = "Invalid \\uXXXX escape";
  let end = at + 4;
  if (end >= text.length) return { message, at: at - 1 };
  const c = fourDigits(text, at);
  if (c < 0) return { message, at: end - 5 };
  const paired = c >= 0xd800 && c < 0xdc00 && end + 6 < text.length;
  if (!paired || charAt(text, end) !== BACKSLASH || charAt(text, end + 1) !== 117) return { c, end };
  end += 6;
  const low = fourDigits(text, end - 4);
  if (low < 0) return { message, at: end - 5 };
  if (low < 0xdc00 || low > 0xdfff) return { c, end: end - 6 };
  return { c: 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00), end };
}

/** CPython 3.11: Modules/_json.c scanstring_unicode */
function scan(text: Text, from: number, strict: boolean): Scanned {
  const unterminated = { message: "Unterminated string starting at", at: from - 1 };
  const pieces: number[] = [];
  let plain: Text | null = null;
  let at = from;
  for (;;) {
    const start = at;
    let c = 0;
    for (; at < text.length; at++) {
      c = charAt(text, at);
      if (c === QUOTE || c === BACKSLASH) break;
      if (c <= 31 && strict) return { message: "Invalid control character at", at };
    }
    if (at >= text.length) return unterminated;
    if (c === QUOTE && pieces.length === 0) plain = sliceText(text, start, at);
    else for (let i = start; i < at; i++) pieces.push(charAt(text, i));
    at++;
    if (c === QUOTE) return { parts: plain ?? Uint32Array.from(pieces), end: at };
    if (at === text.length) return unterminated;
    c = charAt(text, at);
    if (c === 117) {
      const escape = unicodeEscape(text, at + 1);
      if ("message" in escape) return escape;
      pieces.push(escape.c);
      at = escape.end;
    } else {
      const value = ESCAPES.get(c);
      if (value === undefined) return { message: "Invalid \\escape", at: at - 1 };
      pieces.push(value);
      at++;
    }
  }
}

/** `json.decoder.JSONDecodeError(message, document, position)`, raised. CPython 3.11: raise_errmsg */
function decodeError(vm: VM, message: string, document: PyObject, at: number): Result {
  const args = vm.newTuple([vm.newStr(message), newRef(document), vm.newInt(at)]);
  const r = andThen(vm, importModuleNamed(vm, "json.decoder"), findError, args);
  vm.counts.decref(args);
  return r;
}

function findError(vm: VM, module: PyObject, args: PyObject | null): Result {
  const r = andThen(vm, getAttrString(vm, module, "JSONDecodeError"), makeError, args);
  vm.counts.decref(module);
  return r;
}

function makeError(vm: VM, type: PyObject, args: PyObject | null): Result {
  const r = andThen(vm, callObject(vm, type, args!.v as PyObject[]), raiseError);
  vm.counts.decref(type);
  return r;
}

function raiseError(vm: VM, error: PyObject): Result {
  return raiseObject(vm, error);
}

/** CPython 3.11: py_scanstring */
function scanstring(vm: VM, _module: PyObject, text: PyObject, end: PyObject, strict: PyObject | null): Result {
  return andThen(vm, numberIndex(vm, end), haveEnd, text, strict);
}

function haveEnd(vm: VM, value: PyObject, text: PyObject | null, strict: PyObject | null): Result {
  const end = takeSsize(vm, value);
  if (end === null) return null;
  return andThen(vm, strict === null ? vm.newBool(true) : truth(vm, strict), scanAt, text, null, null, end);
}

function scanAt(vm: VM, strict: PyObject, o: PyObject | null, _b: PyObject | null, _c: PyObject | null, end: number): Result {
  vm.counts.decref(strict);
  const document = o!;
  if (!isStr(document)) return vm.raise(vm.T.TypeError, `first argument must be a string, not ${document.type.name}`);
  const text = textOf(document);
  if (end < 0 || end > text.length) return vm.raise(vm.T.ValueError, "end is out of bounds");
  const r = scan(text, end, strict === vm.true_);
  if ("message" in r) return decodeError(vm, r.message, document, r.at);
  const value = typeof r.parts === "string" ? newStrFromText(vm, r.parts) : newStrFromCodePoints(vm, r.parts);
  return vm.newTuple([value, vm.newInt(r.end)]);
}

const SHORT: ReadonlyMap<number, string> = new Map([
  [34, '\\"'],
  [92, "\\\\"],
  [8, "\\b"],
  [12, "\\f"],
  [10, "\\n"],
  [13, "\\r"],
  [9, "\\t"],
]);

function hex4(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

/** Quoted, with everything outside of ASCII escaped. CPython 3.11: ascii_escape_unicode */
function asciiEscaped(text: string): string {
  let out = '"';
  // UTF-16 units are just what JSON escapes.
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 32 && c <= 126 && c !== QUOTE && c !== BACKSLASH) out += text[i]!;
    else out += SHORT.get(c) ?? hex4(c);
  }
  return `${out}"`;
}

const SPECIAL = /["\\\u0000-\u001f]/g;

/** Quoted. CPython 3.11: escape_unicode */
function escaped(text: string): string {
  return `"${text.replace(SPECIAL, (c) => SHORT.get(c.charCodeAt(0)) ?? hex4(c.charCodeAt(0)))}"`;
}

/** CPython 3.11: py_encode_basestring_ascii */
function encode_basestring_ascii(vm: VM, _module: PyObject, o: PyObject): Result {
  if (!isStr(o)) return vm.raise(vm.T.TypeError, `first argument must be a string, not ${o.type.name}`);
  return vm.newStr(asciiEscaped(o.v as string));
}

/** CPython 3.11: py_encode_basestring */
function encode_basestring(vm: VM, _module: PyObject, o: PyObject): Result {
  if (!isStr(o)) return vm.raise(vm.T.TypeError, `first argument must be a string, not ${o.type.name}`);
  const points = ambiguousPoints(o);
  if (points === null) return vm.newStr(escaped(o.v as string));
  const pieces = Array.from(points, (c) => (c < 128 ? pointsOfString(escaped(String.fromCharCode(c)).slice(1, -1)) : [c]));
  return newStrFromCodePoints(vm, Uint32Array.from([QUOTE, ...pieces.flatMap((p) => [...p]), QUOTE]));
}

/** The module `_json`. CPython 3.11: Modules/_json.c */
export const _jsonModule: ModuleSpec = {
  name: "_json",
  doc: "json speedups\n",
  methods: [
    method("encode_basestring_ascii", "($module, string, /)", encode_basestring_ascii, {
      doc: "encode_basestring_ascii(string) -> string\n\nASCII JSON for a string.",
    }),
    method("encode_basestring", "($module, string, /)", encode_basestring, {
      doc: "encode_basestring(string) -> string\n\nJSON for a string.",
    }),
    method("scanstring", "($module, string, end, strict=True, /)", scanstring, {
      doc: "scanstring(string, end, strict=True) -> (string, end)\n\nReads a JSON string; end is the place behind its first quote.",
    }),
  ],
};
