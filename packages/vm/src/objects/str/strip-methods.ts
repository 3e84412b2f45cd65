import { newRef } from "@vivarium/heap";
import { andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import { checkStrArgument, isStr } from "./arguments.ts";
import { checkLength } from "./concat.ts";
import { charAt, exactStr, indexOfText, joinTexts, matchesAt, newStrFromText, sliceText, type Text, textOf } from "./text.ts";
import { isSpace } from "./unicode.ts";

const LEFT = 1;
const RIGHT = 2;

function contains(text: Text, c: number): boolean {
  for (let i = 0; i < text.length; i++) if (charAt(text, i) === c) return true;
  return false;
}

/** CPython 3.11: Objects/unicodeobject.c do_argstrip, do_strip, _PyUnicode_XStrip */
function stripping(sides: number, name: string): MethodSpec["fn"] {
  return (vm: VM, self: PyObject, chars: PyObject | null) => {
    const text = textOf(self);
    let strips: (c: number) => boolean = isSpace;
    if (chars !== null && chars !== vm.none) {
      if (!isStr(chars)) return vm.raise(vm.T.TypeError, `${name} arg must be None or str`);
      const set = textOf(chars);
      strips = (c) => contains(set, c);
    }
    let start = 0;
    let end = text.length;
    if ((sides & LEFT) !== 0) while (start < end && strips(charAt(text, start))) start++;
    if ((sides & RIGHT) !== 0) while (end > start && strips(charAt(text, end - 1))) end--;
    return end - start === text.length ? exactStr(vm, self) : newStrFromText(vm, sliceText(text, start, end));
  };
}

/** CPython 3.11: Objects/unicodeobject.c unicode_removeprefix_impl */
function unicode_removeprefix(vm: VM, self: PyObject, prefix: PyObject): Result {
  if (!checkStrArgument(vm, "removeprefix() argument", prefix)) return null;
  const text = textOf(self);
  const part = textOf(prefix);
  if (part.length > text.length || !matchesAt(text, part, 0)) return exactStr(vm, self);
  return newStrFromText(vm, sliceText(text, part.length, text.length));
}

/** CPython 3.11: Objects/unicodeobject.c unicode_removesuffix_impl */
function unicode_removesuffix(vm: VM, self: PyObject, suffix: PyObject): Result {
  if (!checkStrArgument(vm, "removesuffix() argument", suffix)) return null;
  const text = textOf(self);
  const part = textOf(suffix);
  if (part.length > text.length || !matchesAt(text, part, text.length - part.length)) return exactStr(vm, self);
  return newStrFromText(vm, sliceText(text, 0, text.length - part.length));
}

/** CPython 3.11: Objects/unicodeobject.c unicode_replace_impl */
function unicode_replace(vm: VM, self: PyObject, old: PyObject, replacement: PyObject, count: PyObject | null): Result {
  if (!checkStrArgument(vm, "replace() argument 1", old)) return null;
  if (!checkStrArgument(vm, "replace() argument 2", replacement)) return null;
  if (count === null) return replaceUpTo(vm, self, old, replacement, -1);
  return thenBorrowed(vm, numberIndex(vm, count), withCount, self, old, replacement);
}

function withCount(vm: VM, value: PyObject, self: PyObject | null, old: PyObject | null, replacement: PyObject | null): Result {
  const count = takeSsize(vm, value);
  return count === null ? null : replaceUpTo(vm, self!, old!, replacement!, count);
}

/** CPython 3.11: Objects/unicodeobject.c replace */
function replaceUpTo(vm: VM, self: PyObject, old: PyObject, replacement: PyObject, count: number): Result {
  const text = textOf(self);
  const from = textOf(old);
  const to = textOf(replacement);
  const limit = count < 0 ? Infinity : count;
  const parts: Text[] = [];
  let last = 0;
  let length = text.length;
  let replaced = 0;
  if (from.length === 0) {
    for (let i = 0; i <= text.length && replaced < limit; i++, replaced++) {
      parts.push(sliceText(text, last, i), to);
      last = i;
    }
  } else {
    for (let at = 0; replaced < limit; replaced++) {
      at = indexOfText(text, from, at, text.length);
      if (at < 0) break;
      parts.push(sliceText(text, last, at), to);
      at += from.length;
      last = at;
    }
  }
  if (replaced === 0) return exactStr(vm, self);
  length += replaced * (to.length - from.length);
  if (!checkLength(vm, length)) return null;
  if (length === 0) return newRef(vm.emptyStr);
  parts.push(sliceText(text, last, text.length));
  return newStrFromText(vm, joinTexts(parts));
}

export const stripMethods: readonly MethodSpec[] = [
  method("strip", "($self, chars=None, /)", stripping(LEFT | RIGHT, "strip"), {
    doc: "Return a copy of the string with leading and trailing whitespace, or characters in chars, removed.",
  }),
  method("lstrip", "($self, chars=None, /)", stripping(LEFT, "lstrip"), {
    doc: "Return a copy of the string with leading whitespace, or characters in chars, removed.",
  }),
  method("rstrip", "($self, chars=None, /)", stripping(RIGHT, "rstrip"), {
    doc: "Return a copy of the string with trailing whitespace, or characters in chars, removed.",
  }),
  method("removeprefix", "($self, prefix, /)", unicode_removeprefix, { doc: "The string without prefix, if it starts with it." }),
  method("removesuffix", "($self, suffix, /)", unicode_removesuffix, { doc: "The string without suffix, if it ends with it." }),
  method("replace", "($self, old, new, count=-1, /)", unicode_replace, {
    doc: "Return a copy with all occurrences of substring old replaced by new; only the first count when that is given.",
  }),
];
