import { newRef } from "@vivarium/heap";
import { BYTE, charge } from "../../costs/native-work.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { isStr } from "./arguments.ts";
import { ambiguousPoints, exactStr, joinTexts, newStrFromText, repeatText, type Text, textOf } from "./text.ts";

/** No engine makes longer strings. */
export const MAX_LENGTH = 0x1fffffe8;

/** False with MemoryError when a string would be too long. */
export function checkLength(vm: VM, length: number): boolean {
  if (length <= MAX_LENGTH) return true;
  // NOT CPYTHON: engines end at 2**29 characters, CPython where memory ends.
  vm.raise(vm.T.MemoryError, "");
  return false;
}

/** Would the JS strings of `a` and `b`, one after the other, say something else than the two texts? */
export function joinsAmbiguously(a: PyObject<string>, b: PyObject<string>): boolean {
  if (a.w !== null && ambiguousPoints(a) !== null) return true;
  if (b.w !== null && ambiguousPoints(b) !== null) return true;
  return (b.v.charCodeAt(0) & 0xfc00) === 0xdc00 && (a.v.charCodeAt(a.v.length - 1) & 0xfc00) === 0xd800;
}

/** The concatenation of two strs. CPython 3.11: Objects/unicodeobject.c PyUnicode_Concat */
export function concatStrs(vm: VM, a: PyObject<string>, b: PyObject<string>): Result {
  if (a.v.length === 0) return b.type === vm.T.str ? newRef(b) : exactStr(vm, b);
  if (b.v.length === 0) return a.type === vm.T.str ? newRef(a) : exactStr(vm, a);
  if (a.v.length + b.v.length > MAX_LENGTH && !checkLength(vm, a.v.length + b.v.length)) return null;
  charge(vm, BYTE, a.v.length + b.v.length);
  if (joinsAmbiguously(a, b)) return newStrFromText(vm, joinTexts([textOf(a), textOf(b)]));
  return vm.newStr(a.v + b.v);
}

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_Concat */
export function unicode_concat(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isStr(b)) return vm.raise(vm.T.TypeError, `can only concatenate str (not "${b.type.name}") to str`);
  return concatStrs(vm, a, b);
}

/** CPython 3.11: Objects/unicodeobject.c unicode_repeat */
export function unicode_repeat(vm: VM, o: PyObject<string>, count: number): Result {
  if (count < 1 || o.v.length === 0) return newRef(vm.emptyStr);
  if (count === 1) return exactStr(vm, o);
  if (!checkLength(vm, o.v.length * count)) return null;
  const s = o.v;
  charge(vm, BYTE, s.length * count);
  // Only a text that begins with a low surrogate and ends with a high one becomes another one when repeated as JS string.
  if (ambiguousPoints(o) === null && (s.charCodeAt(0) & 0xfc00) !== 0xdc00) return vm.newStr(s.repeat(count));
  return newStrFromText(vm, repeatText(textOf(o), count));
}

/** Collects texts; gives one exact str at the end. */
export class TextBuilder {
  private s = "";
  private parts: Text[] | null = null;
  private tooLong = false;

  /** Adds a str object's text; borrowed. */
  addStr(o: PyObject<string>): void {
    const points = o.w === null ? null : ambiguousPoints(o);
    if (points !== null) this.addText(points);
    else this.add(o.v);
  }

  /** Adds a JS string that says what it means. */
  add(text: string): void {
    if ((text.charCodeAt(0) & 0xfc00) === 0xdc00) this.addText(Uint32Array.from(text, (c) => c.codePointAt(0)!));
    else if (this.s.length + text.length > MAX_LENGTH) this.tooLong = true;
    else this.s += text;
  }

  addText(text: Text): void {
    if (typeof text === "string") {
      this.add(text);
      return;
    }
    this.parts ??= [];
    this.parts.push(this.s, text);
    this.s = "";
  }

  finish(vm: VM): Result {
    charge(vm, BYTE, this.s.length);
    if (this.tooLong && !checkLength(vm, Infinity)) return null;
    if (this.parts === null) return vm.newStr(this.s);
    const points = this.parts.map((p) => (typeof p === "string" ? Uint32Array.from(p, (c) => c.codePointAt(0)!) : p));
    return newStrFromText(vm, joinTexts([...points, Uint32Array.from(this.s, (c) => c.codePointAt(0)!)]));
  }

  /** A copy, as a frame's saved state keeps it. */
  clone(): TextBuilder {
    const copy = new TextBuilder();
    copy.s = this.s;
    copy.tooLong = this.tooLong;
    copy.parts = this.parts === null ? null : this.parts.slice();
    return copy;
  }
}
