import { newRef } from "@vivarium/heap";
import { andThen, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type Result } from "../../object.ts";
import { bytesView } from "../../protocol/buffer.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { truth } from "../../protocol/truth.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import { indexOfBytes, isBytes, isSpaceByte, lastIndexOfBytes, makeLike, matchesBytes } from "./sequence.ts";

function listOf(vm: VM, self: PyObject, parts: readonly (readonly [number, number])[]): Result {
  const bytes = self.v as Uint8Array;
  // The whole of an immutable string is the string itself.
  if (parts.length === 1 && self.type === vm.T.bytes && parts[0]![0] === 0 && parts[0]![1] === bytes.length)
    return vm.newList([newRef(self)]);
  return vm.newList(parts.map(([from, to]) => makeLike(vm, self, bytes.slice(from, to))));
}

/** CPython 3.11: Objects/stringlib/split.h split_whitespace */
function splitSpace(bytes: Uint8Array, max: number): [number, number][] {
  const parts: [number, number][] = [];
  let i = 0;
  for (;;) {
    while (i < bytes.length && isSpaceByte(bytes[i]!)) i++;
    if (i === bytes.length) return parts;
    if (parts.length === max) {
      let end = bytes.length;
      while (isSpaceByte(bytes[end - 1]!)) end--;
      // Trailing space stays with the rest when a maximum is given.
      parts.push([i, max === Infinity ? end : bytes.length]);
      return parts;
    }
    const from = i;
    while (i < bytes.length && !isSpaceByte(bytes[i]!)) i++;
    parts.push([from, i]);
  }
}

/** CPython 3.11: Objects/stringlib/split.h rsplit_whitespace */
function rsplitSpace(bytes: Uint8Array, max: number): [number, number][] {
  const parts: [number, number][] = [];
  let i = bytes.length;
  for (;;) {
    while (i > 0 && isSpaceByte(bytes[i - 1]!)) i--;
    if (i === 0) return parts.reverse();
    if (parts.length === max) {
      parts.push([0, i]);
      return parts.reverse();
    }
    const to = i;
    while (i > 0 && !isSpaceByte(bytes[i - 1]!)) i--;
    parts.push([i, to]);
  }
}

function splitAt(bytes: Uint8Array, sep: Uint8Array, max: number): [number, number][] {
  const parts: [number, number][] = [];
  let from = 0;
  while (parts.length < max) {
    const at = indexOfBytes(bytes, sep, from, bytes.length);
    if (at < 0) break;
    parts.push([from, at]);
    from = at + sep.length;
  }
  parts.push([from, bytes.length]);
  return parts;
}

function rsplitAt(bytes: Uint8Array, sep: Uint8Array, max: number): [number, number][] {
  const parts: [number, number][] = [];
  let to = bytes.length;
  while (parts.length < max) {
    const at = lastIndexOfBytes(bytes, sep, 0, to);
    if (at < 0) break;
    parts.push([at + sep.length, to]);
    to = at;
  }
  parts.push([0, to]);
  return parts.reverse();
}

function split(vm: VM, self: PyObject, sep: PyObject | null, maxsplit: PyObject | null, fromRight: number): Result {
  const max = maxsplit === null ? OK : numberIndex(vm, maxsplit);
  return thenBorrowed(vm, max, splitWith, self, sep, null, fromRight);
}

function splitWith(
  vm: VM,
  value: PyObject,
  self: PyObject | null,
  sep: PyObject | null,
  _c: PyObject | null,
  fromRight: number,
): Result {
  const n = value === OK ? -1 : takeSsize(vm, value);
  if (n === null) return null;
  const max = n < 0 ? Infinity : n;
  const bytes = self!.v as Uint8Array;
  if (sep === null || sep === vm.none) return listOf(vm, self!, (fromRight === 1 ? rsplitSpace : splitSpace)(bytes, max));
  const view = bytesView(vm, sep);
  if (view === null) return null;
  if (view.length === 0) return vm.raise(vm.T.ValueError, "empty separator");
  return listOf(vm, self!, (fromRight === 1 ? rsplitAt : splitAt)(bytes, view, max));
}

/** CPython 3.11: Objects/bytesobject.c bytes_splitlines_impl */
function bytes_splitlines(vm: VM, self: PyObject, keepends: PyObject | null): Result {
  return thenBorrowed(vm, keepends === null ? vm.newBool(false) : truth(vm, keepends), lines, self);
}

function lines(vm: VM, keep: PyObject, self: PyObject | null): Result {
  const keepends = keep === vm.true_;
  vm.counts.decref(keep);
  const bytes = self!.v as Uint8Array;
  const parts: [number, number][] = [];
  for (let i = 0; i < bytes.length; ) {
    const from = i;
    while (i < bytes.length && bytes[i] !== 10 && bytes[i] !== 13) i++;
    let end = i;
    if (i < bytes.length) {
      i += bytes[i] === 13 && bytes[i + 1] === 10 ? 2 : 1;
      if (keepends) end = i;
    }
    parts.push([from, end]);
  }
  return listOf(vm, self!, parts);
}

/** CPython 3.11: Objects/stringlib/partition.h */
function partition(fromRight: boolean) {
  return (vm: VM, self: PyObject, sep: PyObject): Result => {
    const view = bytesView(vm, sep);
    if (view === null) return null;
    if (view.length === 0) return vm.raise(vm.T.ValueError, "empty separator");
    const bytes = self.v as Uint8Array;
    const at = (fromRight ? lastIndexOfBytes : indexOfBytes)(bytes, view, 0, bytes.length);
    const like = (part: Uint8Array): PyObject => makeLike(vm, self, part);
    if (at < 0) {
      const whole = isBytes(self) ? newRef(self) : like(bytes.slice());
      const empty = [like(new Uint8Array(0)), like(new Uint8Array(0))];
      return vm.newTuple(fromRight ? [...empty, whole] : [whole, ...empty]);
    }
    const middle = isBytes(self) ? newRef(sep) : like(view.slice());
    return vm.newTuple([like(bytes.slice(0, at)), middle, like(bytes.slice(at + view.length))]);
  };
}

/** CPython 3.11: Objects/stringlib/transmogrify.h stringlib_replace */
function bytes_replace(vm: VM, self: PyObject, old: PyObject, replacement: PyObject, count: PyObject | null): Result {
  const pair = vm.newTuple([newRef(old), newRef(replacement)]);
  const r = andThen(vm, count === null ? OK : numberIndex(vm, count), replaceCounted, self, pair);
  vm.counts.decref(pair);
  return r;
}

function replaceCounted(vm: VM, value: PyObject, self: PyObject | null, pair: PyObject | null): Result {
  const n = value === OK ? -1 : takeSsize(vm, value);
  if (n === null) return null;
  const [old, replacement] = pair!.v as PyObject[];
  const from = bytesView(vm, old!);
  if (from === null) return null;
  const to = bytesView(vm, replacement!);
  if (to === null) return null;
  const bytes = self!.v as Uint8Array;
  const replaced = replaceBytes(bytes, from, to, n < 0 ? Infinity : n);
  if (replaced === null) return self!.type === vm.T.bytes ? newRef(self!) : makeLike(vm, self!, bytes.slice());
  return makeLike(vm, self!, replaced);
}

/** Null when nothing is replaced. */
function replaceBytes(bytes: Uint8Array, from: Uint8Array, to: Uint8Array, max: number): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let done = 0;
  let last = 0;
  let at = 0;
  while (done < max && (at = indexOfBytes(bytes, from, at, bytes.length)) >= 0) {
    chunks.push(bytes.subarray(last, at), to);
    last = at + from.length;
    at = from.length === 0 ? at + 1 : last;
    done++;
  }
  if (done === 0) return null;
  chunks.push(bytes.subarray(last));
  const size = chunks.reduce((n, c) => n + c.length, 0);
  const out = new Uint8Array(size);
  let p = 0;
  for (const c of chunks) {
    out.set(c, p);
    p += c.length;
  }
  return out;
}

function removeAffix(atEnd: boolean) {
  return (vm: VM, self: PyObject, affix: PyObject): Result => {
    const view = bytesView(vm, affix);
    if (view === null) return null;
    const bytes = self.v as Uint8Array;
    const at = atEnd ? bytes.length - view.length : 0;
    if (at >= 0 && view.length > 0 && view.length <= bytes.length && matchesBytes(bytes, view, at))
      return makeLike(vm, self, atEnd ? bytes.slice(0, at) : bytes.slice(view.length));
    return self.type === vm.T.bytes ? newRef(self) : makeLike(vm, self, bytes.slice());
  };
}

export const splitMethods: readonly MethodSpec[] = [
  method("split", "($self, /, sep=None, maxsplit=-1)", (vm, self, sep, max) => split(vm, self, sep, max, 0), {
    doc: "Return a list of the sections in the bytes, using sep as the delimiter.",
  }),
  method("rsplit", "($self, /, sep=None, maxsplit=-1)", (vm, self, sep, max) => split(vm, self, sep, max, 1), {
    doc: "Return a list of the sections in the bytes, using sep as the delimiter, from the right.",
  }),
  method("splitlines", "($self, /, keepends=False)", bytes_splitlines, {
    doc: "Return a list of the lines in the bytes, breaking at line boundaries.",
  }),
  method("partition", "($self, sep, /)", partition(false), {
    doc: "Partition the bytes into three parts using the given separator.",
  }),
  method("rpartition", "($self, sep, /)", partition(true), {
    doc: "Partition the bytes into three parts using the given separator, from the right.",
  }),
  method("replace", "($self, old, new, count=-1, /)", bytes_replace, {
    doc: "Return a copy with all occurrences of substring old replaced by new.",
  }),
  method("removeprefix", "($self, prefix, /)", removeAffix(false), {
    doc: "Return the bytes without the given prefix, if they have it.",
  }),
  method("removesuffix", "($self, suffix, /)", removeAffix(true), {
    doc: "Return the bytes without the given suffix, if they have it.",
  }),
];
