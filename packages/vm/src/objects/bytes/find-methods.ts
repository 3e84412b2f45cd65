import { andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type Result, TPFLAGS_TUPLE_SUBCLASS } from "../../object.ts";
import { bytesView, hasBuffer } from "../../protocol/buffer.ts";
import { takeClamped } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { isInt } from "../int/value.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import { countBytes, indexOfBytes, isBytes, lastIndexOfBytes, matchesBytes } from "./sequence.ts";

type Ranged = (vm: VM, bytes: Uint8Array, part: Uint8Array, start: number, end: number) => Result;

const CLIP = 1 << 30;

/** Start and end may need Python code; the start is clipped to what matters and kept beside the number of the operation. */
function withRange(vm: VM, self: PyObject, part: PyObject, start: PyObject | null, end: PyObject | null, which: number): Result {
  return thenBorrowed(vm, boundOf(vm, start), gotStart, self, part, end, which);
}

function boundOf(vm: VM, o: PyObject | null): Result {
  if (o === null || o === vm.none) return OK;
  if (o.type.nb_index === null)
    return vm.raise(vm.T.TypeError, "slice indices must be integers or None or have an __index__ method");
  return numberIndex(vm, o);
}

function gotStart(
  vm: VM,
  value: PyObject,
  self: PyObject | null,
  part: PyObject | null,
  end: PyObject | null,
  which: number,
): Result {
  const start = value === OK ? 0 : Math.min(Math.max(takeClamped(vm, value), -CLIP), CLIP);
  return thenBorrowed(vm, boundOf(vm, end), gotEnd, self, part, null, (start + CLIP) * 16 + which);
}

function gotEnd(vm: VM, value: PyObject, self: PyObject | null, part: PyObject | null, _c: PyObject | null, n: number): Result {
  const which = n % 16;
  const end = value === OK ? Number.MAX_SAFE_INTEGER : takeClamped(vm, value);
  return dispatch(vm, self!, part!, Math.floor(n / 16) - CLIP, end, which);
}

function dispatch(vm: VM, self: PyObject, part: PyObject, from: number, to: number, which: number): Result {
  const bytes = self.v as Uint8Array;
  const { length } = bytes;
  const end = to > length ? length : to < 0 ? Math.max(to + length, 0) : to;
  const start = from < 0 ? Math.max(from + length, 0) : from;
  if (which >= STARTS) return affix(vm, self, part, start, end, which === ENDS);
  if (!hasBuffer(part)) {
    if (part.type.nb_index === null)
      return vm.raise(vm.T.TypeError, `argument should be integer or bytes-like object, not '${part.type.name}'`);
    if (isInt(part)) return searchByte(vm, bytes, part.v, start, end, which);
    return thenBorrowed(vm, numberIndex(vm, part), byteGiven, self, null, null, packBounds(start, end, which));
  }
  const view = bytesView(vm, part);
  return view === null ? null : ranged[which]!(vm, bytes, view, start, end);
}

/** CPython 3.11: Objects/bytes_methods.c parse_args_finds_byte */
function searchByte(vm: VM, bytes: Uint8Array, v: number | bigint, start: number, end: number, which: number): Result {
  if (v < 0 || v > 255) return vm.raise(vm.T.ValueError, "byte must be in range(0, 256)");
  return ranged[which]!(vm, bytes, Uint8Array.of(Number(v)), start, end);
}

/** What another object's `__index__` gave. */
function byteGiven(vm: VM, value: PyObject, self: PyObject | null, _b: PyObject | null, _c: PyObject | null, n: number): Result {
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  const bounds = Math.floor(n / 16);
  return searchByte(vm, self!.v, v, Math.floor(bounds / BOUND), bounds % BOUND, n % 16);
}

// NOT CPYTHON: bounds beyond 2**24 are cut when the byte is an object that is no int.
/** Both bounds and the operation in one whole number below 2**53. */
const BOUND = 1 << 24;

function packBounds(start: number, end: number, which: number): number {
  return (Math.min(start, BOUND - 1) * BOUND + Math.min(end, BOUND - 1)) * 16 + which;
}

const found = (vm: VM, i: number): Result => (i < 0 ? vm.raise(vm.T.ValueError, "subsection not found") : vm.newInt(i));

const FIND = 0;
const RFIND = 1;
const INDEX = 2;
const RINDEX = 3;
const COUNT = 4;
const STARTS = 5;
const ENDS = 6;

const ranged: readonly Ranged[] = [
  (vm, bytes, part, start, end) => vm.newInt(indexOfBytes(bytes, part, start, end)),
  (vm, bytes, part, start, end) => vm.newInt(lastIndexOfBytes(bytes, part, start, end)),
  (vm, bytes, part, start, end) => found(vm, indexOfBytes(bytes, part, start, end)),
  (vm, bytes, part, start, end) => found(vm, lastIndexOfBytes(bytes, part, start, end)),
  (vm, bytes, part, start, end) => vm.newInt(countBytes(bytes, part, start, end)),
];

/** CPython 3.11: Objects/bytes_methods.c _Py_bytes_tailmatch */
function affix(vm: VM, self: PyObject, part: PyObject, start: number, end: number, atEnd: boolean): Result {
  const parts = (part.type.flags & TPFLAGS_TUPLE_SUBCLASS) !== 0 ? (part.v as PyObject[]) : null;
  if (parts === null && !hasBuffer(part)) {
    const name = atEnd ? "endswith" : "startswith";
    return vm.raise(vm.T.TypeError, `${name} first arg must be bytes or a tuple of bytes, not ${part.type.name}`);
  }
  for (const p of parts ?? [part]) {
    const view = bytesView(vm, p);
    if (view === null) return null;
    const fits = end - view.length >= start && start <= (self.v as Uint8Array).length;
    if (fits && matchesBytes(self.v, view, atEnd ? end - view.length : start)) return vm.newBool(true);
  }
  return vm.newBool(false);
}

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

/** `part in bytes`. CPython 3.11: Objects/bytes_methods.c _Py_bytes_contains */
export function bytes_contains(vm: VM, self: PyObject, part: PyObject): Result {
  if (part.type.nb_index !== null && !isBytes(part)) return thenBorrowed(vm, numberIndex(vm, part), containsByte, self);
  const view = bytesView(vm, part);
  if (view === null) return null;
  const bytes = self.v as Uint8Array;
  return vm.newBool(indexOfBytes(bytes, view, 0, bytes.length) >= 0);
}

function containsByte(vm: VM, value: PyObject, self: PyObject | null): Result {
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  if (v < 0 || v > 255) return vm.raise(vm.T.ValueError, "byte must be in range(0, 256)");
  return vm.newBool((self!.v as Uint8Array).includes(Number(v)));
}

/** CPython 3.11: Objects/bytes_methods.c _Py_bytes_find and its kin */
export const findMethods: readonly MethodSpec[] = [
  rangeMethod("find", FIND, "B.find(sub[, start[, end]]) -> int\n\nThe lowest index where sub is found in B[start:end], or -1."),
  rangeMethod(
    "rfind",
    RFIND,
    "B.rfind(sub[, start[, end]]) -> int\n\nThe highest index where sub is found in B[start:end], or -1.",
  ),
  rangeMethod(
    "index",
    INDEX,
    "B.index(sub[, start[, end]]) -> int\n\nThe lowest index where sub is found; ValueError when it is not.",
  ),
  rangeMethod(
    "rindex",
    RINDEX,
    "B.rindex(sub[, start[, end]]) -> int\n\nThe highest index where sub is found; ValueError when it is not.",
  ),
  rangeMethod("count", COUNT, "B.count(sub[, start[, end]]) -> int\n\nHow often sub is in B[start:end] without overlapping."),
  rangeMethod(
    "startswith",
    STARTS,
    "B.startswith(prefix[, start[, end]]) -> bool\n\nDoes B start with prefix, or one of a tuple of them.",
  ),
  rangeMethod(
    "endswith",
    ENDS,
    "B.endswith(suffix[, start[, end]]) -> bool\n\nDoes B end with suffix, or one of a tuple of them.",
  ),
];
