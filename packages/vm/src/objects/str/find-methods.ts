import { CHARACTER, charge } from "../../costs/native-work.ts";
import { andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type Result, TPFLAGS_TUPLE_SUBCLASS } from "../../object.ts";
import { sliceIndexNotNone, takeClamped } from "../../protocol/index-argument.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import { isStr } from "./arguments.ts";
import { indexOfText, lastIndexOfText, matchesAt, type Text, textOf } from "./text.ts";

/** What is done once start and end are known; both lie within the text, and start may be beyond end. */
type Ranged = (vm: VM, self: PyObject, part: PyObject, start: number, end: number) => Result;

/** Start and end arguments are asked for `__index__` only when they are no ints: then the numbers travel as objects in `b` and `c`. */
function withRange(vm: VM, self: PyObject, part: PyObject, start: PyObject | null, end: PyObject | null, which: number): Result {
  const first = start === null || start === vm.none ? OK : sliceIndexNotNoneOrInt(vm, start);
  return thenBorrowed(vm, first, gotStart, self, part, end, which);
}

function sliceIndexNotNoneOrInt(vm: VM, o: PyObject): Result {
  if (o.type.nb_index === null)
    return vm.raise(vm.T.TypeError, "slice indices must be integers or None or have an __index__ method");
  return sliceIndexNotNone(vm, o);
}

function gotStart(
  vm: VM,
  value: PyObject,
  self: PyObject | null,
  part: PyObject | null,
  end: PyObject | null,
  which: number,
): Result {
  const start = value === OK ? 0 : takeClamped(vm, value);
  if (end === null || end === vm.none) return ranged[which]!(vm, self!, part!, ...fit(self!, start, Number.MAX_SAFE_INTEGER));
  // The start is kept beside the number of the operation: both are whole, and the start is clipped to what matters.
  const clipped = Math.min(Math.max(start, -CLIP), CLIP) + CLIP;
  return thenBorrowed(vm, sliceIndexNotNoneOrInt(vm, end), gotEnd, self, part, null, clipped * 16 + which);
}

const CLIP = 1 << 30;

function gotEnd(vm: VM, value: PyObject, self: PyObject | null, part: PyObject | null, _c: PyObject | null, n: number): Result {
  const which = n % 16;
  const start = Math.floor(n / 16) - CLIP;
  return ranged[which]!(vm, self!, part!, ...fit(self!, start, takeClamped(vm, value)));
}

/** CPython 3.11: Objects/unicodeobject.c ADJUST_INDICES */
function fit(self: PyObject, start: number, end: number): [number, number] {
  const length = textOf(self).length;
  if (end > length) end = length;
  else if (end < 0) end = Math.max(end + length, 0);
  if (start < 0) start = Math.max(start + length, 0);
  return [start, end];
}

function find(vm: VM, self: PyObject, part: PyObject, start: number, end: number): number {
  const at = indexOfText(textOf(self), textOf(part), start, end);
  charge(vm, CHARACTER, Math.max(0, (at < 0 ? end : at) - start));
  return at;
}

function findLast(vm: VM, self: PyObject, part: PyObject, start: number, end: number): number {
  const at = lastIndexOfText(textOf(self), textOf(part), start, end);
  charge(vm, CHARACTER, Math.max(0, end - (at < 0 ? start : at)));
  return at;
}

function count(vm: VM, self: PyObject, part: PyObject, start: number, end: number): number {
  charge(vm, CHARACTER, Math.max(0, end - start));
  return countText(textOf(self), textOf(part), start, end);
}

/** How often `part` is there without overlapping. */
export function countText(text: Text, part: Text, start: number, end: number): number {
  if (part.length === 0) return end >= start ? end - start + 1 : 0;
  let count = 0;
  for (let at = start; (at = indexOfText(text, part, at, end)) >= 0; at += part.length) count++;
  return count;
}

const foundIndex = (vm: VM, i: number): Result => (i < 0 ? vm.raise(vm.T.ValueError, "substring not found") : vm.newInt(i));

/** CPython 3.11: Objects/unicodeobject.c unicode_startswith, unicode_endswith */
function affix(name: string, atEnd: boolean): Ranged {
  return (vm, self, part, start, end) => {
    const text = textOf(self);
    if (isStr(part)) return vm.newBool(tailMatch(text, textOf(part), start, end, atEnd));
    if ((part.type.flags & TPFLAGS_TUPLE_SUBCLASS) === 0)
      return vm.raise(vm.T.TypeError, `${name} first arg must be str or a tuple of str, not ${part.type.name}`);
    for (const p of part.v as PyObject[]) {
      if (!isStr(p)) return vm.raise(vm.T.TypeError, `tuple for ${name} must only contain str, not ${p.type.name}`);
      if (tailMatch(text, textOf(p), start, end, atEnd)) return vm.newBool(true);
    }
    return vm.newBool(false);
  };
}

/** CPython 3.11: Objects/unicodeobject.c tailmatch */
function tailMatch(text: Text, part: Text, start: number, end: number, atEnd: boolean): boolean {
  if (end - part.length < start) return false;
  return matchesAt(text, part, atEnd ? end - part.length : start);
}

const FIND = 0;
const RFIND = 1;
const INDEX = 2;
const RINDEX = 3;
const COUNT = 4;
const STARTS = 5;
const ENDS = 6;

/** CPython 3.11: Objects/unicodeobject.c parse_args_finds_unicode */
function searching(operation: Ranged): Ranged {
  return (vm, self, part, start, end) => {
    if (!isStr(part)) return vm.raise(vm.T.TypeError, `must be str, not ${part.type.name}`);
    return operation(vm, self, part, start, end);
  };
}

const ranged: readonly Ranged[] = [
  searching((vm, self, part, start, end) => vm.newInt(find(vm, self, part, start, end))),
  searching((vm, self, part, start, end) => vm.newInt(findLast(vm, self, part, start, end))),
  searching((vm, self, part, start, end) => foundIndex(vm, find(vm, self, part, start, end))),
  searching((vm, self, part, start, end) => foundIndex(vm, findLast(vm, self, part, start, end))),
  searching((vm, self, part, start, end) => vm.newInt(count(vm, self, part, start, end))),
  affix("startswith", false),
  affix("endswith", true),
];

/** The arguments are counted as `PyArg_ParseTuple` does. CPython 3.11: Objects/stringlib/find.h parse_args_finds */
function rangeMethod(name: string, which: number, doc: string): MethodSpec {
  const fn = (vm: VM, self: PyObject, args: readonly PyObject[]): Result => {
    if (args.length < 1 || args.length > 3) {
      const bound = args.length < 1 ? "at least 1 argument" : "at most 3 arguments";
      return vm.raise(vm.T.TypeError, `${name}() takes ${bound} (${args.length} given)`);
    }
    return withRange(vm, self, args[0]!, args[1] ?? null, args[2] ?? null, which);
  };
  return method(name, "($self, *args)", fn, { convention: "METH_VARARGS", doc });
}

/** CPython 3.11: Objects/unicodeobject.c unicode_find and its kin */
export const findMethods: readonly MethodSpec[] = [
  rangeMethod("find", FIND, "S.find(sub[, start[, end]]) -> int\n\nThe lowest index where sub is found in S[start:end], or -1."),
  rangeMethod(
    "rfind",
    RFIND,
    "S.rfind(sub[, start[, end]]) -> int\n\nThe highest index where sub is found in S[start:end], or -1.",
  ),
  rangeMethod(
    "index",
    INDEX,
    "S.index(sub[, start[, end]]) -> int\n\nThe lowest index where sub is found; ValueError when it is not.",
  ),
  rangeMethod(
    "rindex",
    RINDEX,
    "S.rindex(sub[, start[, end]]) -> int\n\nThe highest index where sub is found; ValueError when it is not.",
  ),
  rangeMethod("count", COUNT, "S.count(sub[, start[, end]]) -> int\n\nHow often sub is in S[start:end] without overlapping."),
  rangeMethod(
    "startswith",
    STARTS,
    "S.startswith(prefix[, start[, end]]) -> bool\n\nDoes S start with prefix, or one of a tuple of them.",
  ),
  rangeMethod(
    "endswith",
    ENDS,
    "S.endswith(suffix[, start[, end]]) -> bool\n\nDoes S end with suffix, or one of a tuple of them.",
  ),
];
