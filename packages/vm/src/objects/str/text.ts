import { extra, newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject } from "../../object.ts";

/*
 * Python counts code points, JS counts UTF-16 units. As long as a string has no surrogates the two agree, and the JS string itself is worked on. Any
 * other string is worked on as an array of its code points. `Text` is whichever of the two fits; an operation on two texts turns both
 * into arrays unless both are strings, because a search among UTF-16 units could find half a character.
 *
 * A JS string cannot tell an astral character from a high surrogate that is followed by a low one as two characters. Only then the code
 * points are kept with the object (`w.cache.codePoints`), and are the truth.
 */

/** A str as what can be indexed by code point. Never changed. */
export type Text = string | Uint32Array;

/** What a str keeps beside its payload. */
export interface StrCache {
  /** Only of a string that its JS string does not describe; see above. */
  codePoints?: Uint32Array;
  /** Of a long string: its text, so that it is looked through once. */
  text?: Text;
}

const SURROGATE = /[\ud800-\udfff]/;
// On a string that V8 keeps in one byte a character this fails without looking.
const NOT_LATIN1 = /[\u0100-\uffff]/;
const REMEMBERED = 200;

/** Does `s` have a UTF-16 surrogate, paired or not? */
export function hasSurrogates(s: string): boolean {
  if (s.length < 16) {
    for (let i = 0; i < s.length; i++) if ((s.charCodeAt(i) & 0xf800) === 0xd800) return true;
    return false;
  }
  return SURROGATE.test(s);
}

/** The text of a str object (exact or of a subclass). */
export function textOf(o: PyObject<string>): Text {
  const s = o.v;
  if (o.w !== null) {
    const cache = o.w.cache as StrCache | null;
    if (cache !== null) {
      const known = cache.codePoints ?? cache.text;
      if (known !== undefined) return known;
    }
  }
  if (s.length < REMEMBERED) return textOfString(s);
  if (!NOT_LATIN1.test(s)) return s;
  const text = textOfString(s);
  const w = extra(o);
  w.cache = { ...(w.cache as StrCache | null), text };
  return text;
}

/** The text of a JS string whose surrogate pairs are astral characters. */
export function textOfString(s: string): Text {
  return hasSurrogates(s) ? pointsOfString(s) : s;
}

/** The code points of a JS string. */
export function pointsOfString(s: string): Uint32Array {
  const points = new Uint32Array(s.length);
  let n = 0;
  for (let i = 0; i < s.length; n++) {
    const c = s.codePointAt(i)!;
    points[n] = c;
    i += c > 0xffff ? 2 : 1;
  }
  return points.subarray(0, n);
}

/** The code points of a text. */
export function pointsOf(text: Text): Uint32Array {
  return typeof text === "string" ? pointsOfUnits(text) : text;
}

function pointsOfUnits(s: string): Uint32Array {
  const points = new Uint32Array(s.length);
  for (let i = 0; i < s.length; i++) points[i] = s.charCodeAt(i);
  return points;
}

/** The JS string of a text, whatever it is ambiguous about. */
export function stringOf(text: Text): string {
  if (typeof text === "string") return text;
  let s = "";
  for (let i = 0; i < text.length; i += 4096) s += String.fromCodePoint(...text.subarray(i, i + 4096));
  return s;
}

/** Are there a high and a low surrogate in a row, as two characters? */
function isAmbiguous(points: Uint32Array): boolean {
  for (let i = 1; i < points.length; i++)
    if ((points[i]! & ~0x3ff) === 0xdc00 && (points[i - 1]! & ~0x3ff) === 0xd800) return true;
  return false;
}

/** An exact str. */
export function newStrFromText(vm: VM, text: Text): PyObject<string> {
  if (typeof text === "string") return vm.newStr(text);
  const s = stringOf(text);
  if (!isAmbiguous(text)) return vm.newStr(s);
  const o = alloc(vm, vm.T.str, s) as PyObject<string>;
  extra(o).cache = { codePoints: text.slice() } satisfies StrCache;
  return o;
}

/** The code points of a str that its JS string does not describe; null of any other. */
export function ambiguousPoints(o: PyObject<string>): Uint32Array | null {
  return o.w === null ? null : ((o.w.cache as StrCache | null)?.codePoints ?? null);
}

/** An exact str with the same text as `o`, which may be of a subclass. CPython 3.11: Objects/unicodeobject.c unicode_result_unchanged */
export function exactStr(vm: VM, o: PyObject<string>): PyObject<string> {
  if (o.type === vm.T.str) return newRef(o);
  const points = ambiguousPoints(o);
  return points === null ? vm.newStr(o.v) : newStrFromText(vm, points);
}

/** Length in code points. */
export function strLength(o: PyObject<string>): number {
  return textOf(o).length;
}

export function charAt(text: Text, i: number): number {
  return typeof text === "string" ? text.charCodeAt(i) : text[i]!;
}

/** The part from `start` to before `end`, both within the text. */
export function sliceText(text: Text, start: number, end: number): Text {
  return typeof text === "string" ? text.substring(start, end) : text.subarray(start, end);
}

/** One character as a JS string. */
export function characterString(codePoint: number): string {
  return codePoint < 0x10000 ? String.fromCharCode(codePoint) : String.fromCodePoint(codePoint);
}

/** Puts texts one after the other. */
export function joinTexts(parts: readonly Text[]): Text {
  if (parts.every((p) => typeof p === "string")) return (parts as string[]).join("");
  let length = 0;
  for (const p of parts) length += p.length;
  const points = new Uint32Array(length);
  let at = 0;
  for (const p of parts) {
    points.set(pointsOf(p), at);
    at += p.length;
  }
  return points;
}

export function repeatText(text: Text, count: number): Text {
  if (typeof text === "string") return text.repeat(count);
  const points = new Uint32Array(text.length * count);
  for (let i = 0; i < count; i++) points.set(text, i * text.length);
  return points;
}

export function equalTexts(a: Text, b: Text): boolean {
  if (typeof a === "string" && typeof b === "string") return a === b;
  if (a.length !== b.length) return false;
  return matchesAt(a, b, 0);
}

/** Is `needle` in `text` at `at`? It fits there. */
export function matchesAt(text: Text, needle: Text, at: number): boolean {
  if (typeof text === "string" && typeof needle === "string") return text.startsWith(needle, at);
  for (let i = 0; i < needle.length; i++) if (charAt(text, at + i) !== charAt(needle, i)) return false;
  return true;
}

/** The first place of `needle` that lies within start..end, or -1. */
export function indexOfText(text: Text, needle: Text, start: number, end: number): number {
  if (end - start < needle.length) return -1;
  if (typeof text === "string" && typeof needle === "string") {
    const hay = end === text.length ? text : text.substring(0, end);
    return hay.indexOf(needle, start);
  }
  for (let i = start; i + needle.length <= end; i++) if (matchesAt(text, needle, i)) return i;
  return -1;
}

/** The last place of `needle` that lies within start..end, or -1. */
export function lastIndexOfText(text: Text, needle: Text, start: number, end: number): number {
  const from = end - needle.length;
  if (from < start) return -1;
  if (typeof text === "string" && typeof needle === "string") {
    const hay = start === 0 ? text : text.substring(start);
    const at = hay.lastIndexOf(needle, from - start);
    return at < 0 ? -1 : at + start;
  }
  for (let i = from; i >= start; i--) if (matchesAt(text, needle, i)) return i;
  return -1;
}

/** Negative, zero or positive, by code points. CPython 3.11: Objects/unicodeobject.c unicode_compare */
export function compareTexts(a: Text, b: Text): number {
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const difference = charAt(a, i) - charAt(b, i);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** An exact str of the given code points. CPython 3.11: Objects/unicodeobject.c PyUnicode_FromKindAndData */
export function newStrFromCodePoints(vm: VM, points: Uint32Array): PyObject<string> {
  return newStrFromText(vm, points);
}
