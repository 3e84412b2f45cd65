import { FLAGS, FOLD_UNLIKE_LOWER, LOWER, TITLE_UNLIKE_UPPER, UPPER } from "./unicode.gen.ts";

/*
 * Unicode 14.0 character properties and case mappings (CPython 3.11: Objects/unicodectype.c). The tables are text, unpacked when first
 * asked for: flags into pages of 256 characters of which equal ones are shared, case mappings into maps from character to text.
 */

export const ALPHA = 1;
export const DECIMAL = 2;
export const DIGIT = 4;
export const NUMERIC = 8;
export const SPACE = 16;
export const PRINTABLE = 32;
export const LOWERCASE = 64;
export const UPPERCASE = 128;
export const TITLECASE = 256;
export const XID_START = 512;
export const XID_CONTINUE = 1024;
export const CASED = 2048;
export const CASE_IGNORABLE = 4096;
export const ASSIGNED = 8192;

let pages: Uint16Array[] | null = null;

function unpackFlags(): Uint16Array[] {
  const flat = new Uint16Array(0x110000);
  let at = 0;
  for (const run of FLAGS.split(" ")) {
    const colon = run.indexOf(":");
    const length = Number.parseInt(run.slice(0, colon), 36);
    flat.fill(Number.parseInt(run.slice(colon + 1), 36), at, at + length);
    at += length;
  }
  const result: Uint16Array[] = [];
  let uniform: Uint16Array | null = null;
  for (let page = 0; page < 0x1100; page++) {
    const slice = flat.subarray(page * 256, page * 256 + 256);
    const same = slice.every((f) => f === slice[0]);
    if (same && uniform !== null && uniform[0] === slice[0]) result.push(uniform);
    else {
      const copy: Uint16Array = slice.slice();
      result.push(copy);
      if (same) uniform = copy;
    }
  }
  return result;
}

/** The properties of a code point, as bits. */
export function characterFlags(codePoint: number): number {
  pages ??= unpackFlags();
  return pages[codePoint >> 8]![codePoint & 255]!;
}

/** CPython 3.11: Objects/unicodectype.c _PyUnicode_IsWhitespace */
export function isSpace(codePoint: number): boolean {
  if (codePoint < 128) return codePoint === 32 || (codePoint >= 9 && codePoint <= 13) || (codePoint >= 28 && codePoint <= 31);
  return (characterFlags(codePoint) & SPACE) !== 0;
}

/** CPython 3.11: Objects/unicodectype.c _PyUnicode_IsPrintable */
export function isPrintable(codePoint: number): boolean {
  if (codePoint < 127) return codePoint >= 32;
  return (characterFlags(codePoint) & PRINTABLE) !== 0;
}

/** CPython 3.11: Objects/unicodectype.c _PyUnicode_IsLinebreak */
export function isLineBreak(c: number): boolean {
  return (c >= 10 && c <= 13) || (c >= 28 && c <= 30) || c === 0x85 || c === 0x2028 || c === 0x2029;
}

/** The value of a decimal digit, or -1. CPython 3.11: Objects/unicodectype.c _PyUnicode_ToDecimalDigit */
export function decimalDigit(codePoint: number): number {
  if (codePoint < 128) return codePoint >= 48 && codePoint <= 57 ? codePoint - 48 : -1;
  if ((characterFlags(codePoint) & DECIMAL) === 0) return -1;
  // Digits stand in tens that begin with a zero; only the mathematical ones follow each other directly, and not at a multiple of ten.
  if (codePoint >= 0x1d7ce && codePoint <= 0x1d7ff) return (codePoint - 0x1d7ce) % 10;
  let zero = codePoint;
  while ((characterFlags(zero - 1) & DECIMAL) !== 0) zero--;
  return (codePoint - zero) % 10;
}

type CaseMap = Map<number, string>;

function unpackMap(packed: string, base: CaseMap | null): CaseMap {
  const map: CaseMap = new Map(base ?? []);
  let at = 0;
  for (const entry of packed.split(" ")) {
    const numbers = entry.split(":").map((n) => Number.parseInt(n, 36));
    at += numbers[0]!;
    map.set(at, String.fromCodePoint(...numbers.slice(1).map((n) => at + n)));
  }
  return map;
}

let lower: CaseMap | null = null;
let upper: CaseMap | null = null;
let title: CaseMap | null = null;
let fold: CaseMap | null = null;

function lowerMap(): CaseMap {
  return (lower ??= unpackMap(LOWER, null));
}

function upperMap(): CaseMap {
  return (upper ??= unpackMap(UPPER, null));
}

function mapped(map: CaseMap, codePoint: number): string {
  return map.get(codePoint) ?? String.fromCodePoint(codePoint);
}

/** CPython 3.11: Objects/unicodectype.c _PyUnicode_ToLowerFull */
export function toLowerFull(codePoint: number): string {
  return mapped(lowerMap(), codePoint);
}

/** CPython 3.11: Objects/unicodectype.c _PyUnicode_ToUpperFull */
export function toUpperFull(codePoint: number): string {
  return mapped(upperMap(), codePoint);
}

/** CPython 3.11: Objects/unicodectype.c _PyUnicode_ToTitleFull */
export function toTitleFull(codePoint: number): string {
  return mapped((title ??= unpackMap(TITLE_UNLIKE_UPPER, upperMap())), codePoint);
}

/** CPython 3.11: Objects/unicodectype.c _PyUnicode_ToFoldedFull */
export function toFoldedFull(codePoint: number): string {
  return mapped((fold ??= unpackMap(FOLD_UNLIKE_LOWER, lowerMap())), codePoint);
}
