import { newRef } from "@vivarium/heap";
import { charge, PIECE } from "../../costs/native-work.ts";
import { sequenceFast } from "../../eval/iterate.ts";
import { dropAfter, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type Result, TPFLAGS_LIST_SUBCLASS, TPFLAGS_TUPLE_SUBCLASS } from "../../object.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import { isStr } from "./arguments.ts";
import { TextBuilder } from "./concat.ts";
import { charAt, exactStr, indexOfText, lastIndexOfText, newStrFromText, sliceText, type Text, textOf } from "./text.ts";
import { isLineBreak, isSpace } from "./unicode.ts";

/** Pieces of `text` as a list of strs; the whole text is `self` itself. */
function pieces(vm: VM, self: PyObject, text: Text, bounds: readonly number[]): Result {
  const items: PyObject[] = [];
  for (let i = 0; i < bounds.length; i += 2) {
    const start = bounds[i]!;
    const end = bounds[i + 1]!;
    items.push(start === 0 && end === text.length ? exactStr(vm, self) : newStrFromText(vm, sliceText(text, start, end)));
  }
  charge(vm, PIECE, items.length);
  return vm.newList(items);
}

/** CPython 3.11: Objects/stringlib/split.h split_whitespace */
function splitSpace(text: Text, limit: number): number[] {
  const bounds: number[] = [];
  let i = 0;
  const n = text.length;
  for (;;) {
    while (i < n && isSpace(charAt(text, i))) i++;
    if (i === n) return bounds;
    const start = i;
    if (bounds.length / 2 >= limit) {
      bounds.push(start, n);
      return bounds;
    }
    while (i < n && !isSpace(charAt(text, i))) i++;
    bounds.push(start, i);
  }
}

/** CPython 3.11: Objects/stringlib/split.h rsplit_whitespace. From the right; the bounds still come in order. */
function rsplitSpace(text: Text, limit: number): number[] {
  const found: [number, number][] = [];
  let end = text.length;
  for (;;) {
    while (end > 0 && isSpace(charAt(text, end - 1))) end--;
    if (end === 0) break;
    let start = end;
    if (found.length >= limit) {
      found.push([0, end]);
      break;
    }
    while (start > 0 && !isSpace(charAt(text, start - 1))) start--;
    found.push([start, end]);
    end = start;
  }
  return found.reverse().flat();
}

function splitBy(text: Text, separator: Text, limit: number): number[] {
  const bounds: number[] = [];
  let start = 0;
  while (bounds.length / 2 < limit) {
    const at = indexOfText(text, separator, start, text.length);
    if (at < 0) break;
    bounds.push(start, at);
    start = at + separator.length;
  }
  bounds.push(start, text.length);
  return bounds;
}

function rsplitBy(text: Text, separator: Text, limit: number): number[] {
  const found: [number, number][] = [];
  let end = text.length;
  while (found.length < limit) {
    const at = lastIndexOfText(text, separator, 0, end);
    if (at < 0) break;
    found.push([at + separator.length, end]);
    end = at;
  }
  found.push([0, end]);
  return found.reverse().flat();
}

function splitting(backwards: boolean): MethodSpec["fn"] {
  const go = (vm: VM, self: PyObject, separator: PyObject | null, limit: number): Result => {
    const most = limit < 0 ? Infinity : limit;
    const text = textOf(self);
    if (separator === null || separator === vm.none)
      return pieces(vm, self, text, backwards ? rsplitSpace(text, most) : splitSpace(text, most));
    if (!isStr(separator)) return vm.raise(vm.T.TypeError, `must be str or None, not ${separator.type.name}`);
    if (separator.v === "") return vm.raise(vm.T.ValueError, "empty separator");
    const by = textOf(separator);
    return pieces(vm, self, text, backwards ? rsplitBy(text, by, most) : splitBy(text, by, most));
  };
  const withLimit = (vm: VM, value: PyObject, self: PyObject | null, separator: PyObject | null): Result => {
    const limit = takeSsize(vm, value);
    return limit === null ? null : go(vm, self!, separator, limit);
  };
  return (vm: VM, self: PyObject, separator: PyObject | null, maxsplit: PyObject | null) =>
    maxsplit === null ? go(vm, self, separator, -1) : thenBorrowed(vm, numberIndex(vm, maxsplit), withLimit, self, separator);
}

/** CPython 3.11: Objects/stringlib/split.h splitlines */
function unicode_splitlines(vm: VM, self: PyObject, keepends: PyObject | null): Result {
  return keepends === null ? splitLines(vm, self, false) : thenBorrowed(vm, numberIndex(vm, keepends), withKeepends, self);
}

function withKeepends(vm: VM, value: PyObject, self: PyObject | null): Result {
  const keep = value.v !== 0;
  vm.counts.decref(value);
  return splitLines(vm, self!, keep);
}

function splitLines(vm: VM, self: PyObject, keepends: boolean): Result {
  const text = textOf(self);
  const bounds: number[] = [];
  for (let i = 0; i < text.length; ) {
    const start = i;
    while (i < text.length && !isLineBreak(charAt(text, i))) i++;
    let end = i;
    if (i < text.length) {
      i += charAt(text, i) === 13 && i + 1 < text.length && charAt(text, i + 1) === 10 ? 2 : 1;
      if (keepends) end = i;
    }
    bounds.push(start, end);
  }
  return pieces(vm, self, text, bounds);
}

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_Partition, PyUnicode_RPartition */
function partitioning(backwards: boolean): MethodSpec["fn"] {
  return (vm: VM, self: PyObject, separator: PyObject) => {
    if (!isStr(separator)) return vm.raise(vm.T.TypeError, `must be str, not ${separator.type.name}`);
    if (separator.v === "") return vm.raise(vm.T.ValueError, "empty separator");
    const text = textOf(self);
    const by = textOf(separator);
    const at = backwards ? lastIndexOfText(text, by, 0, text.length) : indexOfText(text, by, 0, text.length);
    if (at < 0) {
      const empty = [newRef(vm.emptyStr), newRef(vm.emptyStr)];
      const whole = exactStr(vm, self);
      return vm.newTuple(backwards ? [...empty, whole] : [whole, ...empty]);
    }
    const before = newStrFromText(vm, sliceText(text, 0, at));
    return vm.newTuple([before, newRef(separator), newStrFromText(vm, sliceText(text, at + by.length, text.length))]);
  };
}

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_Join */
export function unicode_join(vm: VM, separator: PyObject, iterable: PyObject): Result {
  const flags = iterable.type.flags;
  if ((flags & (TPFLAGS_LIST_SUBCLASS | TPFLAGS_TUPLE_SUBCLASS)) !== 0) return joinItems(vm, separator, iterable.v as PyObject[]);
  if (iterable.type.tp_iter === null && iterable.type.sq_item === null)
    return vm.raise(vm.T.TypeError, "can only join an iterable");
  return thenBorrowed(vm, sequenceFast(vm, iterable), joinTuple, separator);
}

function joinTuple(vm: VM, tuple: PyObject, separator: PyObject | null): Result {
  return dropAfter(vm, joinItems(vm, separator!, tuple.v as PyObject[]), tuple);
}

/** CPython 3.11: Objects/unicodeobject.c _PyUnicode_JoinArray */
export function joinItems(vm: VM, separator: PyObject, items: readonly PyObject[]): Result {
  if (items.length === 0) return newRef(vm.emptyStr);
  if (items.length === 1 && items[0]!.type === vm.T.str) return newRef(items[0]!);
  for (let i = 0; i < items.length; i++)
    if (!isStr(items[i]!))
      return vm.raise(vm.T.TypeError, `sequence item ${i}: expected str instance, ${items[i]!.type.name} found`);
  const builder = new TextBuilder();
  for (let i = 0; i < items.length; i++) {
    if (i > 0 && separator.v !== "") builder.addStr(separator);
    builder.addStr(items[i]!);
  }
  return builder.finish(vm);
}

export const splitMethods: readonly MethodSpec[] = [
  method("split", "($self, /, sep=None, maxsplit=-1)", splitting(false), {
    doc: "Return a list of the substrings in the string, using sep as the separator string.\n\nWithout sep, runs of whitespace separate. At most maxsplit splits are done, from the left.",
  }),
  method("rsplit", "($self, /, sep=None, maxsplit=-1)", splitting(true), {
    doc: "Return a list of the substrings in the string, using sep as the separator string.\n\nSplitting starts at the end of the string and works to the front.",
  }),
  method("splitlines", "($self, /, keepends=False)", unicode_splitlines, { doc: "Return a list of the lines in the string." }),
  method("partition", "($self, sep, /)", partitioning(false), { doc: "The part before sep, sep itself, and the part after it." }),
  method("rpartition", "($self, sep, /)", partitioning(true), { doc: "As partition, but for the last place where sep is." }),
  method("join", "($self, iterable, /)", unicode_join, { doc: "Concatenate any number of strings, with self between them." }),
];
