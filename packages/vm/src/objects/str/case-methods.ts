import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import { charAt, characterString, newStrFromText, type Text, textOf } from "./text.ts";
import {
  CASE_IGNORABLE,
  CASED,
  characterFlags,
  LOWERCASE,
  TITLECASE,
  toFoldedFull,
  toLowerFull,
  toTitleFull,
  toUpperFull,
  UPPERCASE,
} from "./unicode.ts";

// Here engines cannot differ: ASCII has its cases since before Unicode.
const ASCII = /^[\0-\x7f]*$/;

/** Capital sigma is the one letter whose lower case depends on where it stands. CPython 3.11: Objects/unicodeobject.c handle_capital_sigma */
function lowerSigma(text: Text, i: number): string {
  let j = i - 1;
  while (j >= 0 && (characterFlags(charAt(text, j)) & CASE_IGNORABLE) !== 0) j--;
  let final = j >= 0 && (characterFlags(charAt(text, j)) & CASED) !== 0;
  if (final) {
    j = i + 1;
    while (j < text.length && (characterFlags(charAt(text, j)) & CASE_IGNORABLE) !== 0) j++;
    final = j === text.length || (characterFlags(charAt(text, j)) & CASED) === 0;
  }
  return final ? "\u03c2" : "\u03c3";
}

/** CPython 3.11: Objects/unicodeobject.c lower_ucs4 */
function lowerAt(text: Text, i: number): string {
  const c = charAt(text, i);
  return c === 0x3a3 ? lowerSigma(text, i) : toLowerFull(c);
}

/** Puts together what each character becomes. A surrogate becomes itself, so the pieces are joined as code points. */
function mapText(vm: VM, text: Text, map: (text: Text, i: number) => string): Result {
  if (typeof text === "string") {
    let s = "";
    for (let i = 0; i < text.length; i++) s += map(text, i);
    return vm.newStr(s);
  }
  const points: number[] = [];
  for (let i = 0; i < text.length; i++) for (const character of map(text, i)) points.push(character.codePointAt(0)!);
  return newStrFromText(vm, Uint32Array.from(points));
}

/** CPython 3.11: Objects/unicodeobject.c unicode_lower_impl */
function unicode_lower(vm: VM, self: PyObject): Result {
  const s = self.v as string;
  return ASCII.test(s) ? vm.newStr(s.toLowerCase()) : mapText(vm, textOf(self), lowerAt);
}

/** CPython 3.11: Objects/unicodeobject.c unicode_upper_impl */
function unicode_upper(vm: VM, self: PyObject): Result {
  const s = self.v as string;
  return ASCII.test(s) ? vm.newStr(s.toUpperCase()) : mapText(vm, textOf(self), (text, i) => toUpperFull(charAt(text, i)));
}

/** CPython 3.11: Objects/unicodeobject.c unicode_casefold_impl */
function unicode_casefold(vm: VM, self: PyObject): Result {
  const s = self.v as string;
  return ASCII.test(s) ? vm.newStr(s.toLowerCase()) : mapText(vm, textOf(self), (text, i) => toFoldedFull(charAt(text, i)));
}

/** CPython 3.11: Objects/unicodeobject.c do_capitalize */
function unicode_capitalize(vm: VM, self: PyObject): Result {
  return mapText(vm, textOf(self), (text, i) => (i === 0 ? toTitleFull(charAt(text, 0)) : lowerAt(text, i)));
}

/** CPython 3.11: Objects/unicodeobject.c do_title */
function unicode_title(vm: VM, self: PyObject): Result {
  return mapText(vm, textOf(self), (text, i) => {
    const inWord = i > 0 && (characterFlags(charAt(text, i - 1)) & CASED) !== 0;
    return inWord ? lowerAt(text, i) : toTitleFull(charAt(text, i));
  });
}

/** CPython 3.11: Objects/unicodeobject.c do_swapcase */
function unicode_swapcase(vm: VM, self: PyObject): Result {
  return mapText(vm, textOf(self), (text, i) => {
    const c = charAt(text, i);
    const flags = characterFlags(c);
    if ((flags & UPPERCASE) !== 0) return lowerAt(text, i);
    return (flags & LOWERCASE) !== 0 ? toUpperFull(c) : characterString(c);
  });
}

/** CPython 3.11: Objects/unicodeobject.c unicode_islower_impl, unicode_isupper_impl */
function allOfCase(wanted: number, unwanted: number): MethodSpec["fn"] {
  return (vm: VM, self: PyObject) => {
    const text = textOf(self);
    let cased = false;
    for (let i = 0; i < text.length; i++) {
      const flags = characterFlags(charAt(text, i));
      if ((flags & unwanted) !== 0) return vm.newBool(false);
      if ((flags & wanted) !== 0) cased = true;
    }
    return vm.newBool(cased);
  };
}

/** CPython 3.11: Objects/unicodeobject.c unicode_istitle_impl */
function unicode_istitle(vm: VM, self: PyObject): Result {
  const text = textOf(self);
  let cased = false;
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const flags = characterFlags(charAt(text, i));
    if ((flags & (UPPERCASE | TITLECASE)) !== 0) {
      if (inWord) return vm.newBool(false);
      inWord = true;
      cased = true;
    } else if ((flags & LOWERCASE) !== 0) {
      if (!inWord) return vm.newBool(false);
      cased = true;
    } else inWord = false;
  }
  return vm.newBool(cased);
}

const noArguments = { convention: "METH_NOARGS" as const };

export const caseMethods: readonly MethodSpec[] = [
  method("lower", "($self, /)", unicode_lower, { ...noArguments, doc: "Return a copy of the string converted to lowercase." }),
  method("upper", "($self, /)", unicode_upper, { ...noArguments, doc: "Return a copy of the string converted to uppercase." }),
  method("title", "($self, /)", unicode_title, {
    ...noArguments,
    doc: "Return a version of the string where each word is titlecased.",
  }),
  method("capitalize", "($self, /)", unicode_capitalize, {
    ...noArguments,
    doc: "The first character titlecased, the rest in lower case.",
  }),
  method("swapcase", "($self, /)", unicode_swapcase, { ...noArguments, doc: "Upper case made lower and lower case made upper." }),
  method("casefold", "($self, /)", unicode_casefold, {
    ...noArguments,
    doc: "Return a version of the string suitable for caseless comparisons.",
  }),
  method("islower", "($self, /)", allOfCase(LOWERCASE, UPPERCASE | TITLECASE), {
    ...noArguments,
    doc: "Are all cased characters lowercase, and is there one?",
  }),
  method("isupper", "($self, /)", allOfCase(UPPERCASE, LOWERCASE | TITLECASE), {
    ...noArguments,
    doc: "Are all cased characters uppercase, and is there one?",
  }),
  method("istitle", "($self, /)", unicode_istitle, {
    ...noArguments,
    doc: "Is each word titlecased, and is there a cased character?",
  }),
];
