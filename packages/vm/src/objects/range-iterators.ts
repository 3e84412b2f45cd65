import { newRef, touchPayload } from "@vivarium/heap";
import { callObject } from "../eval/call.ts";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, type Result, STOP, TPFLAGS_DISALLOW_INSTANTIATION } from "../object.ts";
import { takeSsize } from "../protocol/index-argument.ts";
import { numberIndex } from "../protocol/number.ts";
import { iteratorMethods, reduceWith, selfIter } from "./iterators.ts";
import type { TypeSpec } from "./type/type-spec.ts";

/*
 * CPython has one iterator for ranges within a C long and one for all others. Both count `index` up to `length` here; numbers are bigints as soon as one of them is no
 * safe integer, for both kinds.
 */

/** The payload of a range's iterator. */
export class RangeIterator {
  index: number | bigint = 0;
  start: number | bigint;
  step: number | bigint;
  length: number | bigint;

  constructor(start: number | bigint, step: number | bigint, length: number | bigint) {
    this.start = start;
    this.step = step;
    this.length = length;
  }
}

type Iterator = PyObject<RangeIterator>;

const rangeIteratorLayout: PayloadLayout<RangeIterator> = {
  leaf: true,
  container: false,
  traverse() {},
  clear: () => [],
};

const LONG_MAX = 9223372036854775807n;

function fitsLong(...values: bigint[]): boolean {
  return values.every((v) => v <= LONG_MAX && v >= -LONG_MAX - 1n);
}

function make(vm: VM, start: bigint, stop: bigint, step: bigint, length: bigint): Iterator {
  const end = start + length * step;
  const type = fitsLong(start, stop, step, end, length) ? vm.T.range_iterator : vm.T.longrange_iterator;
  const bounds = [start, step, length, end];
  if (bounds.every((v) => v <= 9007199254740991n && v >= -9007199254740991n))
    return alloc(vm, type, new RangeIterator(Number(start), Number(step), Number(length)));
  const v = new RangeIterator(start, step, length);
  v.index = 0n;
  return alloc(vm, type, v);
}

/** CPython 3.11: Objects/rangeobject.c range_iter, fast_range_iter */
export function newRangeIterator(vm: VM, start: PyObject, stop: PyObject, step: PyObject, length: PyObject): Result {
  const a = start.v as number | bigint;
  const b = stop.v as number | bigint;
  const by = step.v as number | bigint;
  if (
    typeof a === "number" &&
    typeof b === "number" &&
    typeof by === "number" &&
    Math.abs(b) + Math.abs(by) <= Number.MAX_SAFE_INTEGER
  )
    return alloc(vm, vm.T.range_iterator, new RangeIterator(a, by, length.v as number | bigint));
  return make(vm, BigInt(a), BigInt(b), BigInt(by), BigInt(length.v as number | bigint));
}

/** CPython 3.11: range_reverse */
export function rangeReversed(vm: VM, start: PyObject, _stop: PyObject, step: PyObject, length: PyObject): Result {
  const a = BigInt(start.v as number | bigint);
  const by = BigInt(step.v as number | bigint);
  const n = BigInt(length.v as number | bigint);
  return make(vm, a + (n - 1n) * by, a - by, -by, n);
}

/** CPython 3.11: rangeiter_next, longrangeiter_next */
export function rangeiter_next(vm: VM, self: Iterator): Result {
  const v = self.v;
  const { index, start, step } = v;
  if (index >= v.length) return STOP;
  touchPayload(self);
  if (typeof start === "number") {
    v.index = (index as number) + 1;
    return vm.newInt(start + (index as number) * (step as number));
  }
  v.index = (index as bigint) + 1n;
  return vm.newIntFromBig(start + (index as bigint) * (step as bigint));
}

function intOf(vm: VM, value: number | bigint): PyObject {
  return typeof value === "number" ? vm.newInt(value) : vm.newIntFromBig(value);
}

/** CPython 3.11: rangeiter_len, longrangeiter_len */
function rangeiter_length_hint(vm: VM, self: Iterator): Result {
  const { index, length } = self.v;
  return vm.newIntFromBig(BigInt(length) - BigInt(index));
}

/** The range that gives what the iterator gives from its beginning. CPython 3.11: rangeiter_reduce, longrangeiter_reduce */
function rangeiter_reduce(vm: VM, self: Iterator): Result {
  const { index, start, step, length } = self.v;
  const stop = BigInt(start) + BigInt(length) * BigInt(step);
  const args = vm.newTuple([intOf(vm, start), vm.newIntFromBig(stop), intOf(vm, step)]);
  const state = intOf(vm, index);
  const r = then(vm, callObject(vm, vm.T.range.object, args.v, null), reduceRange, state);
  vm.counts.decrefAll([args, state]);
  return r;
}

function reduceRange(vm: VM, range: PyObject, state: PyObject | null): Result {
  const parts = reduceWith(vm, "iter", range, null);
  if (parts === null) return null;
  const result = vm.newTuple([...(parts.v as PyObject[]).map(newRef), newRef(state!)]);
  vm.counts.decref(parts);
  return result;
}

/** CPython 3.11: rangeiter_setstate */
function rangeiter_setstate(vm: VM, self: PyObject, state: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, state), setIndex, self);
}

function setIndex(vm: VM, value: PyObject, self: PyObject | null): Result {
  const index = takeSsize(vm, value);
  if (index === null) return null;
  const v = self!.v as RangeIterator;
  const within = index < 0 ? 0 : index > v.length ? v.length : index;
  touchPayload(self!);
  v.index = typeof v.start === "number" ? Number(within) : BigInt(within);
  return vm.newNone();
}

/** CPython 3.11: PyRangeIter_Type */
export const rangeIteratorSpec: TypeSpec = {
  name: "range_iterator",
  layout: rangeIteratorLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: rangeiter_next },
  methods: iteratorMethods(rangeiter_length_hint, rangeiter_reduce, rangeiter_setstate),
};

/** CPython 3.11: PyLongRangeIter_Type */
export const longRangeIteratorSpec: TypeSpec = { ...rangeIteratorSpec, name: "longrange_iterator" };
