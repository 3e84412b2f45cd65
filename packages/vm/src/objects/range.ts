import { newRef, touchPayload } from "@vivarium/heap";
import { checkPositional, noKeywords } from "../builtins/check-arguments.ts";
import { NativeFrame } from "../eval/frame.ts";
import { forEach } from "../eval/iterate.ts";
import { dropAfter, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  OK,
  type PayloadLayout,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_SEQUENCE,
} from "../object.ts";
import { equalObjects } from "../protocol/compare.ts";
import { hashValue } from "../protocol/hash.ts";
import { numberIndex } from "../protocol/number.ts";
import { repr } from "../protocol/repr.ts";
import { containsByIteration } from "../protocol/sequence.ts";
import { newRangeIterator, rangeReversed } from "./range-iterators.ts";
import { sliceRegister, sliceUnpack } from "./slice.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

/** The payload of a range; exact ints. Never changes. */
export class RangeRecord {
  start: PyObject;
  stop: PyObject;
  step: PyObject;
  length: PyObject;

  constructor(start: PyObject, stop: PyObject, step: PyObject, length: PyObject) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = length;
  }
}

type Range = PyObject<RangeRecord>;

/** CPython 3.11: Objects/rangeobject.c range_dealloc */
export const rangeLayout: PayloadLayout<RangeRecord> = {
  leaf: false,
  container: false,
  traverse(v, visit) {
    visit(v.start);
    visit(v.stop);
    visit(v.step);
    visit(v.length);
  },
  clear: () => [],
};

/** How many items a range has. CPython 3.11: compute_range_length */
export function rangeLength(start: number | bigint, stop: number | bigint, step: number | bigint): number | bigint {
  if (typeof start === "number" && typeof stop === "number" && typeof step === "number") {
    const distance = step > 0 ? stop - start : start - stop;
    if (distance <= 0) return 0;
    if (distance <= Number.MAX_SAFE_INTEGER) return Math.floor((distance - 1) / Math.abs(step)) + 1;
  }
  const by = BigInt(step);
  const distance = by > 0n ? BigInt(stop) - BigInt(start) : BigInt(start) - BigInt(stop);
  return distance <= 0n ? 0 : (distance - 1n) / (by < 0n ? -by : by) + 1n;
}

function intOf(vm: VM, value: number | bigint): PyObject {
  return typeof value === "number" ? vm.newInt(value) : vm.newIntFromBig(value);
}

/** A range; takes over the references. CPython 3.11: make_range_object */
function newRange(vm: VM, start: PyObject, stop: PyObject, step: PyObject): Range {
  return alloc(vm, vm.T.range, new RangeRecord(start, stop, step, intOf(vm, rangeLength(start.v, stop.v, step.v))));
}

/** CPython 3.11: range_new, range_vectorcall, range_from_array */
function range_new(vm: VM, _type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (!noKeywords(vm, "range", kwnames) || !checkPositional(vm, "range", args.length, 1, 3)) return null;
  if (args.length === 1) return then(vm, numberIndex(vm, args[0]!), rangeTo);
  return startFrame(vm, new RangeNewFrame(args));
}

/** An exact int in the place of an int, which is given away. CPython 3.11: PyNumber_Index */
function exactInt(vm: VM, value: PyObject): PyObject {
  if (value.type === vm.T.int) return value;
  const exact = intOf(vm, value.v as number | bigint);
  vm.counts.decref(value);
  return exact;
}

function rangeTo(vm: VM, stop: PyObject): Result {
  return newRange(vm, vm.newInt(0), exactInt(vm, stop), vm.newInt(1));
}

class RangeNewFrame extends NativeFrame {
  args: PyObject[];
  bounds: PyObject[] = [];

  constructor(args: readonly PyObject[]) {
    super();
    this.args = args.map(newRef);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (got !== OK) this.bounds.push(exactInt(vm, got));
      if (this.bounds.length === this.args.length) break;
      got = numberIndex(vm, this.args[this.bounds.length]!);
      if (got === PENDING) return got;
    }
    if (this.bounds[2]?.v === 0) return vm.raise(vm.T.ValueError, "range() arg 3 must not be zero");
    const [start, stop, step] = this.bounds;
    this.bounds = [];
    return newRange(vm, start!, stop!, step ?? vm.newInt(1));
  }
}

/** CPython 3.11: range_repr */
function range_repr(vm: VM, self: Range): Result {
  const { start, stop, step } = self.v;
  const last = step.v === 1 ? "" : `, ${step.v as number}`;
  return vm.newStr(`range(${start.v as number}, ${stop.v as number}${last})`);
}

/** CPython 3.11: range_length */
function range_length(vm: VM, self: Range): Result {
  const n = self.v.length.v as number | bigint;
  if (typeof n === "bigint" && n > 9223372036854775807n)
    return vm.raise(vm.T.OverflowError, "Python int too large to convert to C ssize_t");
  return newRef(self.v.length);
}

/** CPython 3.11: range_bool */
function range_bool(vm: VM, self: Range): Result {
  return vm.newBool(self.v.length.v !== 0);
}

/** Item `i` without a look at the length. CPython 3.11: compute_item */
function itemAt(vm: VM, self: Range, i: number | bigint): PyObject {
  const start = self.v.start.v as number | bigint;
  const step = self.v.step.v as number | bigint;
  if (typeof start === "number" && typeof step === "number" && typeof i === "number") {
    const value = start + i * step;
    if (Number.isSafeInteger(value) && Number.isSafeInteger(i * step)) return vm.newInt(value);
  }
  return vm.newIntFromBig(BigInt(start) + BigInt(i) * BigInt(step));
}

function indexError(vm: VM): null {
  return vm.raise(vm.T.IndexError, "range object index out of range");
}

/** CPython 3.11: range_item, compute_range_item */
function range_item(vm: VM, self: Range, index: number): Result {
  const n = self.v.length.v as number | bigint;
  return index < 0 || index >= n ? indexError(vm) : itemAt(vm, self, index);
}

/** CPython 3.11: range_subscript */
function range_subscript(vm: VM, self: Range, key: PyObject): Result {
  if (key.type.nb_index !== null) return thenBorrowed(vm, numberIndex(vm, key), subscriptAt, self);
  if (key.type === vm.T.slice) return thenBorrowed(vm, sliceUnpack(vm, key), subscriptSlice, self);
  return vm.raise(vm.T.TypeError, `range indices must be integers or slices, not ${key.type.name}`);
}

function subscriptAt(vm: VM, key: PyObject, self: PyObject | null): Result {
  const i = key.v as number | bigint;
  vm.counts.decref(key);
  const n = (self as Range).v.length.v as number | bigint;
  if (typeof i === "number" && typeof n === "number") {
    const at = i < 0 ? i + n : i;
    return at < 0 || at >= n ? indexError(vm) : itemAt(vm, self!, at);
  }
  const at = i < 0 ? BigInt(i) + BigInt(n) : BigInt(i);
  return at < 0n || at >= n ? indexError(vm) : itemAt(vm, self!, at);
}

/** CPython 3.11: compute_slice */
function subscriptSlice(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const r = (self as Range).v;
  const { rawStart, rawStop, rawStep } = sliceRegister;
  const length = BigInt(r.length.v as number | bigint);
  const by = rawStep === null ? 1n : BigInt(rawStep);
  const low = by < 0n ? -1n : 0n;
  const high = by < 0n ? length - 1n : length;
  const fit = (raw: number | bigint | null, missing: bigint): bigint => {
    if (raw === null) return missing;
    const v = BigInt(raw) < 0n ? BigInt(raw) + length : BigInt(raw);
    return v < low ? low : v > high ? high : v;
  };
  const from = fit(rawStart, by < 0n ? high : low);
  const to = fit(rawStop, by < 0n ? low : high);
  const step = BigInt(r.step.v as number | bigint);
  const start = BigInt(r.start.v as number | bigint);
  return newRange(vm, vm.newIntFromBig(start + from * step), vm.newIntFromBig(start + to * step), vm.newIntFromBig(step * by));
}

function isPlainInt(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.int || o.type === vm.T.bool;
}

/** Where the int stands in the range; -1: nowhere. CPython 3.11: range_contains_long */
function placeOf(self: Range, value: number | bigint): bigint {
  const start = BigInt(self.v.start.v as number | bigint);
  const stop = BigInt(self.v.stop.v as number | bigint);
  const step = BigInt(self.v.step.v as number | bigint);
  const v = BigInt(value);
  const inside = step > 0n ? start <= v && v < stop : stop < v && v <= start;
  return inside && (v - start) % step === 0n ? (v - start) / step : -1n;
}

/** CPython 3.11: range_contains */
function range_contains(vm: VM, self: Range, value: PyObject): Result {
  if (isPlainInt(vm, value)) return vm.newBool(placeOf(self, value.v) >= 0n);
  return containsByIteration(vm, self, value);
}

/** The three numbers that decide equality, None where they say nothing. */
function essence(vm: VM, { length, start, step }: RangeRecord): PyObject {
  const none = vm.none;
  const n = length.v as number | bigint;
  return vm.newTuple([length, n >= 1 ? start : none, n > 1 ? step : none].map(newRef));
}

/** CPython 3.11: range_richcompare, range_equals */
function range_richcompare(vm: VM, a: Range, b: PyObject, op: number): Result {
  if (b.type !== vm.T.range || (op !== 2 && op !== 3)) return vm.newNotImplemented();
  const x = a.v;
  const y = b.v as RangeRecord;
  const n = x.length.v as number | bigint;
  const equal = a === b || (n === y.length.v && (n < 1 || (x.start.v === y.start.v && (n === 1 || x.step.v === y.step.v))));
  return vm.newBool(equal === (op === 2));
}

/** CPython 3.11: range_hash */
function range_hash(vm: VM, self: Range): Result {
  const key = essence(vm, self.v);
  return dropAfter(vm, hashValue(vm, key), key);
}

/** CPython 3.11: range_iter */
function range_iter(vm: VM, self: Range): Result {
  const { start, stop, step, length } = self.v;
  return newRangeIterator(vm, start, stop, step, length);
}

/** CPython 3.11: range_reverse */
function range_reversed(vm: VM, self: Range): Result {
  const { start, stop, step, length } = self.v;
  return rangeReversed(vm, start, stop, step, length);
}

/** CPython 3.11: range_reduce */
function range_reduce(vm: VM, self: Range): Result {
  const { start, stop, step } = self.v;
  return vm.newTuple([newRef(self.type.object), vm.newTuple([start, stop, step].map(newRef))]);
}

/** CPython 3.11: range_count */
function range_count(vm: VM, self: Range, value: PyObject): Result {
  if (isPlainInt(vm, value)) return vm.newInt(placeOf(self, value.v) >= 0n ? 1 : 0);
  const tally = vm.newList([]);
  const r = then(vm, forEach(vm, self, countEqual, value, tally), giveTally, tally);
  vm.counts.decref(tally);
  return r;
}

/** Counts by adding to a list: what a loop finds out is kept in objects. */
function countEqual(vm: VM, item: PyObject, value: PyObject | null, tally: PyObject | null): Result {
  return thenBorrowed(vm, equalObjects(vm, item, value!), addWhenTrue, tally);
}

function addWhenTrue(_vm: VM, equal: PyObject, tally: PyObject | null): Result {
  touchPayload(tally!);
  tally!.v.push(equal);
  return OK;
}

function giveTally(vm: VM, _ok: PyObject, tally: PyObject | null): Result {
  return vm.newInt((tally!.v as PyObject[]).filter((o) => o === vm.true_).length);
}

/** CPython 3.11: range_index */
function range_index(vm: VM, self: Range, value: PyObject): Result {
  if (isPlainInt(vm, value)) {
    const place = placeOf(self, value.v);
    return place >= 0n ? vm.newIntFromBig(place) : then(vm, repr(vm, value), raiseNotInRange);
  }
  const tally = vm.newList([]);
  const r = then(vm, forEach(vm, self, stopAtEqual, value, tally), placeFound, tally, null, null, 0, true);
  vm.counts.decref(tally);
  return r;
}

function raiseNotInRange(vm: VM, text: PyObject): Result {
  const message = `${text.v as string} is not in range`;
  vm.counts.decref(text);
  return vm.raise(vm.T.ValueError, message);
}

function stopAtEqual(vm: VM, item: PyObject, value: PyObject | null, tally: PyObject | null): Result {
  return thenBorrowed(vm, equalObjects(vm, item, value!), stopWhenTrue, tally);
}

function stopWhenTrue(vm: VM, equal: PyObject, tally: PyObject | null): Result {
  if (equal === vm.false_) {
    touchPayload(tally!);
    tally!.v.push(equal);
    return OK;
  }
  vm.counts.decref(equal);
  return STOP;
}

/** Not found by iterating is another message than for ints. CPython 3.11: _PySequence_IterSearch (PY_ITERSEARCH_INDEX) */
function placeFound(vm: VM, how: PyObject, tally: PyObject | null): Result {
  if (how === STOP) return vm.newInt(tally!.v.length);
  return vm.raise(vm.T.ValueError, "sequence.index(x): x not in sequence");
}

/** The type `range`. CPython 3.11: Objects/rangeobject.c PyRange_Type */
export const rangeSpec: TypeSpec = {
  name: "range",
  layout: rangeLayout as PayloadLayout,
  flags: TPFLAGS_SEQUENCE,
  doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
  slots: {
    tp_new: range_new,
    tp_repr: range_repr,
    tp_hash: range_hash,
    tp_richcompare: range_richcompare,
    tp_iter: range_iter,
    nb_bool: range_bool,
    sq_length: range_length,
    sq_item: range_item,
    sq_contains: range_contains,
    mp_length: range_length,
    mp_subscript: range_subscript,
  },
  methods: [
    method("__reversed__", "($self, /)", range_reversed, { doc: "Return a reverse iterator." }),
    method("__reduce__", "($self, /)", range_reduce),
    method("count", "($self, value, /)", range_count, {
      doc: "rangeobject.count(value) -> integer -- return number of occurrences of value",
    }),
    method("index", "($self, value, /)", range_index, {
      doc: "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.",
    }),
  ],
  getset: (["start", "stop", "step"] as const).map((name) => ({
    name,
    member: true,
    get: (_vm: VM, self: PyObject) => newRef((self.v as RangeRecord)[name]),
  })),
};
