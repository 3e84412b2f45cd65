import { newRef } from "@vivarium/heap";
import { codePointByName } from "@vivarium/parser";
import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { deprecationWarning } from "../../objects/int/deprecation.ts";
import { type DecodedRun, type Decoder, type EncodedRun, type Encoder, PointBuffer } from "../../objects/str/codecs/codec.ts";
import { charAt, type Text } from "../../objects/str/text.ts";

const hex = (c: number, digits: number): string => c.toString(16).padStart(digits, "0");

function escaped(c: number): string {
  if (c === 92) return "\\\\";
  if (c === 9) return "\\t";
  if (c === 10) return "\\n";
  if (c === 13) return "\\r";
  if (c >= 32 && c < 127) return String.fromCharCode(c);
  return c < 256 ? `\\x${hex(c, 2)}` : c < 0x10000 ? `\\u${hex(c, 4)}` : `\\U${hex(c, 8)}`;
}

function rawEscaped(c: number): string {
  return c < 256 ? String.fromCharCode(c) : c < 0x10000 ? `\\u${hex(c, 4)}` : `\\U${hex(c, 8)}`;
}

function escapeEncoder(name: string, spell: (c: number) => string): Encoder {
  return {
    name,
    reason: "",
    start: new Uint8Array(0),
    unit: 1,
    encode(text: Text, from: number): EncodedRun {
      const bytes = new Uint8Array((text.length - from) * 10);
      let n = 0;
      for (let i = from; i < text.length; i++) {
        const spelled = spell(charAt(text, i));
        for (let k = 0; k < spelled.length; k++) bytes[n++] = spelled.charCodeAt(k);
      }
      return { bytes: bytes.slice(0, n), next: text.length };
    },
    failureEnd: (_text, at) => at + 1,
    surrogate: () => null,
  };
}

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_AsUnicodeEscapeString */
export const unicodeEscapeEncoder: Encoder = escapeEncoder("unicodeescape", escaped);
/** CPython 3.11: Objects/unicodeobject.c PyUnicode_AsRawUnicodeEscapeString */
export const rawUnicodeEscapeEncoder: Encoder = escapeEncoder("rawunicodeescape", rawEscaped);

/** A decoder, and what is to be said about escapes that are none, once it is done. */
export interface EscapeDecoder {
  readonly decoder: Decoder;
  warning(vm: VM, value: Result): Result;
}

const SIMPLE: ReadonlyMap<number, number> = new Map([
  [92, 92],
  [39, 39],
  [34, 34],
  [98, 8],
  [102, 12],
  [116, 9],
  [110, 10],
  [114, 13],
  [118, 11],
  [97, 7],
]);

const NUMERIC: ReadonlyMap<number, readonly [count: number, message: string]> = new Map([
  [0x78, [2, "truncated \\xXX escape"]],
  [0x75, [4, "truncated \\uXXXX escape"]],
  [0x55, [8, "truncated \\UXXXXXXXX escape"]],
]);

function hexValue(c: number | undefined): number {
  if (c === undefined) return -1;
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** One escape sequence: a character (-1: none), where it ends, or what is wrong with it. */
interface Escape {
  readonly c: number;
  readonly end: number;
  readonly reason?: string;
  /** More bytes could make it good. */
  readonly incomplete?: boolean;
  readonly invalid?: boolean;
}

function numericEscape(bytes: Uint8Array, at: number, count: number, message: string, tooLarge: string): Escape {
  let value = 0;
  let i = at;
  for (; i < at + count; i++) {
    const digit = hexValue(bytes[i]);
    if (digit < 0) return { c: -1, end: i, reason: message, incomplete: i === bytes.length };
    value = value * 16 + digit;
  }
  return value > 0x10ffff ? { c: -1, end: i, reason: tooLarge } : { c: value, end: i };
}

function namedEscape(bytes: Uint8Array, at: number): Escape {
  const malformed = "malformed \\N character escape";
  if (at >= bytes.length) return { c: -1, end: at, reason: malformed, incomplete: true };
  if (bytes[at] !== 123) return { c: -1, end: at, reason: malformed };
  const close = bytes.indexOf(125, at + 1);
  if (close < 0) return { c: -1, end: bytes.length, reason: malformed, incomplete: true };
  if (close === at + 1) return { c: -1, end: close, reason: malformed };
  const name = String.fromCharCode(...bytes.subarray(at + 1, close));
  const c = codePointByName(name);
  return c === null ? { c: -1, end: close + 1, reason: "unknown Unicode character name" } : { c, end: close + 1 };
}

function escapeAt(bytes: Uint8Array, at: number): Escape {
  const c = bytes[at];
  if (c === undefined) return { c: -1, end: at, reason: "\\ at end of string", incomplete: true };
  if (c === 10) return { c: -1, end: at + 1 };
  const simple = SIMPLE.get(c);
  if (simple !== undefined) return { c: simple, end: at + 1 };
  if (c >= 48 && c <= 55) {
    let value = 0;
    let i = at;
    for (; i < at + 3 && i < bytes.length && bytes[i]! >= 48 && bytes[i]! <= 55; i++) value = value * 8 + bytes[i]! - 48;
    return i === bytes.length && i < at + 3 ? { c: value, end: i, incomplete: true } : { c: value, end: i };
  }
  const numeric = NUMERIC.get(c);
  if (numeric !== undefined) return numericEscape(bytes, at + 1, numeric[0], numeric[1], "illegal Unicode character");
  if (c === 78) return namedEscape(bytes, at + 1);
  return { c: -1, end: at, invalid: true };
}

/** CPython 3.11: Objects/unicodeobject.c _PyUnicode_DecodeUnicodeEscapeInternal */
export function unicodeEscapeDecoder(_vm: VM, source: Uint8Array): EscapeDecoder {
  const decoder: Decoder = {
    name: "unicodeescape",
    alwaysMakesError: true,
    decode(bytes: Uint8Array, from: number, isFinal: boolean): DecodedRun {
      const out = new PointBuffer(bytes.length - from);
      let i = from;
      while (i < bytes.length) {
        if (bytes[i] !== 92) {
          out.push(bytes[i++]!);
          continue;
        }
        const escape = escapeAt(bytes, i + 1);
        if (escape.incomplete && !isFinal) return { text: out.finish(), next: i, errorEnd: -1, reason: "" };
        if (escape.reason !== undefined) return { text: out.finish(), next: i, errorEnd: escape.end, reason: escape.reason };
        if (escape.invalid) {
          out.push(92);
          out.push(bytes[i + 1]!);
          i += 2;
          continue;
        }
        if (escape.c >= 0) out.push(escape.c);
        i = escape.end;
      }
      return { text: out.finish(), next: i, errorEnd: -1, reason: "" };
    },
    surrogateAt: () => null,
  };
  return {
    decoder,
    warning: (v, value) => then(v, value, thenWarn, null, null, null, firstInvalidEscape(source)),
  };
}

/** The first character that makes no escape sequence with the backslash before it, or -1. */
function firstInvalidEscape(bytes: Uint8Array): number {
  for (let i = 0; i + 1 < bytes.length; i++) {
    if (bytes[i] !== 92) continue;
    const c = bytes[++i]!;
    const known = c === 10 || c === 78 || SIMPLE.has(c) || NUMERIC.has(c) || (c >= 48 && c <= 55);
    if (!known) return c;
  }
  return -1;
}

function thenWarn(vm: VM, made: PyObject, _a: PyObject | null, _b: PyObject | null, _c: PyObject | null, c: number): Result {
  return c < 0 ? made : warnInvalid(vm, made, c);
}

/** `made`, owned, after the warning. */
export function warnInvalid(vm: VM, made: PyObject, c: number): Result {
  const r = then(vm, deprecationWarning(vm, `invalid escape sequence '\\${String.fromCharCode(c)}'`), giveValue, made);
  vm.counts.decref(made);
  return r;
}

function giveValue(_vm: VM, _ok: PyObject, made: PyObject | null): Result {
  return newRef(made!);
}

/** CPython 3.11: Objects/unicodeobject.c _PyUnicode_DecodeRawUnicodeEscapeStateful */
export function rawUnicodeEscapeDecoder(_vm: VM, _bytes: Uint8Array): EscapeDecoder {
  return { decoder: rawDecoder, warning: (_v, value) => value };
}

const rawDecoder: Decoder = {
  name: "rawunicodeescape",
  alwaysMakesError: true,
  decode(bytes: Uint8Array, from: number, isFinal: boolean): DecodedRun {
    const out = new PointBuffer(bytes.length - from);
    const stop = (next: number, errorEnd: number, reason: string): DecodedRun => ({ text: out.finish(), next, errorEnd, reason });
    let i = from;
    while (i < bytes.length) {
      const c = bytes[i]!;
      if (c !== 92) {
        out.push(c);
        i++;
        continue;
      }
      const kind = bytes[i + 1];
      if (kind === undefined && !isFinal) return stop(i, -1, "");
      const numeric = kind === 0x75 || kind === 0x55 ? NUMERIC.get(kind)! : null;
      if (numeric === null) {
        out.push(92);
        if (kind !== undefined) out.push(kind);
        i += 2;
        continue;
      }
      const escape = numericEscape(bytes, i + 2, numeric[0], numeric[1], "\\Uxxxxxxxx out of range");
      if (escape.incomplete && !isFinal) return stop(i, -1, "");
      if (escape.reason !== undefined) return stop(i, escape.end, escape.reason);
      out.push(escape.c);
      i = escape.end;
    }
    return stop(bytes.length, -1, "");
  },
  surrogateAt: () => null,
};
