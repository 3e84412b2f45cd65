import { newRef, touchPayload } from "@vivarium/heap";
import { andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { type PayloadLayout, type PyObject, type Result, STOP, TPFLAGS_DISALLOW_INSTANTIATION } from "../../object.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import {
  exhaust,
  iteratorMethods,
  newSequenceIterator,
  reduceWith,
  type SequenceIterator,
  selfIter,
  sequenceIteratorLayout,
} from "../iterators.ts";
import type { TypeSpec } from "../type/type-spec.ts";

type Iterator = PyObject<SequenceIterator>;

/** CPython 3.11: Objects/listobject.c list_iter */
export function list_iter(vm: VM, self: PyObject): Result {
  return newSequenceIterator(vm, vm.T.list_iterator, self);
}

/** CPython 3.11: listiter_next */
export function listiter_next(vm: VM, self: Iterator): Result {
  const v = self.v;
  if (v.sequence === null) return STOP;
  const item = (v.sequence.v as PyObject[])[v.index];
  if (item === undefined) return exhaust(vm, self);
  touchPayload(self);
  v.index++;
  return newRef(item);
}

/** CPython 3.11: listiter_len */
function listiter_length_hint(vm: VM, self: Iterator): Result {
  const { sequence, index } = self.v;
  return vm.newInt(sequence === null ? 0 : Math.max((sequence.v as PyObject[]).length - index, 0));
}

/** CPython 3.11: listiter_reduce_general */
function listiter_reduce(vm: VM, self: Iterator): Result {
  const { sequence, index } = self.v;
  if (sequence === null) return reduceWith(vm, "iter", vm.newList([]), null);
  return reduceWith(vm, "iter", newRef(sequence), index);
}

/** CPython 3.11: listiter_setstate */
function listiter_setstate(vm: VM, self: PyObject, state: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, state), setIndex, self);
}

function setIndex(vm: VM, value: PyObject, self: PyObject | null): Result {
  const index = takeSsize(vm, value);
  if (index === null) return null;
  const { sequence } = self!.v as SequenceIterator;
  if (sequence !== null) {
    touchPayload(self!);
    self!.v.index = Math.min(Math.max(index, 0), sequence.v.length);
  }
  return vm.newNone();
}

/** CPython 3.11: PyListIter_Type */
export const listIteratorSpec: TypeSpec = {
  name: "list_iterator",
  layout: sequenceIteratorLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: listiter_next },
  methods: iteratorMethods(listiter_length_hint, listiter_reduce, listiter_setstate),
};

/** CPython 3.11: list___reversed___impl */
export function list_reversed(vm: VM, self: PyObject): Result {
  return newSequenceIterator(vm, vm.T.list_reverseiterator, self, self.v.length - 1);
}

/** CPython 3.11: listreviter_next */
function listreviter_next(vm: VM, self: Iterator): Result {
  const v = self.v;
  if (v.sequence === null) return STOP;
  const item = v.index < 0 ? undefined : (v.sequence.v as PyObject[])[v.index];
  touchPayload(self);
  if (item === undefined) {
    v.index = -1;
    return exhaust(vm, self);
  }
  v.index--;
  return newRef(item);
}

/** CPython 3.11: listreviter_len */
function listreviter_length_hint(vm: VM, self: Iterator): Result {
  const { sequence, index } = self.v;
  const n = index + 1;
  return vm.newInt(sequence === null || (sequence.v as PyObject[]).length < n ? 0 : n);
}

/** CPython 3.11: listiter_reduce_general */
function listreviter_reduce(vm: VM, self: Iterator): Result {
  const { sequence, index } = self.v;
  if (sequence === null) return reduceWith(vm, "iter", vm.newList([]), null);
  return reduceWith(vm, "reversed", newRef(sequence), index);
}

/** CPython 3.11: listreviter_setstate */
function listreviter_setstate(vm: VM, self: PyObject, state: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, state), setReverseIndex, self);
}

function setReverseIndex(vm: VM, value: PyObject, self: PyObject | null): Result {
  const index = takeSsize(vm, value);
  if (index === null) return null;
  const { sequence } = self!.v as SequenceIterator;
  if (sequence !== null) {
    touchPayload(self!);
    self!.v.index = Math.min(Math.max(index, -1), sequence.v.length - 1);
  }
  return vm.newNone();
}

/** CPython 3.11: PyListRevIter_Type */
export const listReverseIteratorSpec: TypeSpec = {
  name: "list_reverseiterator",
  layout: sequenceIteratorLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: listreviter_next },
  methods: iteratorMethods(listreviter_length_hint, listreviter_reduce, listreviter_setstate),
};
