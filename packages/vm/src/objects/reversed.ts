import { newRef, touchPayload } from "@vivarium/heap";
import { checkPositional, noKeywords } from "../builtins/check-arguments.ts";
import { callNoArgs } from "../eval/call.ts";
import { dropAfter, orElseBorrowed, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, type PyType, type Result, STOP, TPFLAGS_BASETYPE } from "../object.ts";
import { lookupSpecial } from "../protocol/attribute.ts";
import { takeSsize } from "../protocol/index-argument.ts";
import { isSequence } from "../protocol/iterator.ts";
import { numberIndex } from "../protocol/number.ts";
import { length } from "../protocol/sequence.ts";
import { exhaust, iteratorMethods, SequenceIterator, selfIter, sequenceIteratorLayout } from "./iterators.ts";
import type { TypeSpec } from "./type/type-spec.ts";

/** CPython 3.11: Objects/enumobject.c reversed_new_impl, reversed_vectorcall */
function reversed_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (type === vm.T.reversed || type.tp_init === vm.T.reversed.tp_init) if (!noKeywords(vm, "reversed", kwnames)) return null;
  if (!checkPositional(vm, "reversed", args.length - (kwnames?.length ?? 0), 1, 1)) return null;
  return then(vm, lookupSpecial(vm, args[0]!, "__reversed__"), afterLookup, args[0]!, type.object, null, 0, true);
}

function afterLookup(vm: VM, method: PyObject, sequence: PyObject | null, type: PyObject | null): Result {
  if (method !== STOP && method !== vm.none) {
    return dropAfter(vm, callNoArgs(vm, method), method);
  }
  if (method === vm.none) vm.counts.decref(method);
  if (method === vm.none || !isSequence(vm, sequence!))
    return vm.raise(vm.T.TypeError, `'${sequence!.type.name}' object is not reversible`);
  return thenBorrowed(vm, length(vm, sequence!), makeReversed, sequence, type);
}

function makeReversed(vm: VM, size: PyObject, sequence: PyObject | null, type: PyObject | null): Result {
  const n = Number(size.v as number | bigint);
  vm.counts.decref(size);
  return alloc(vm, type!.v as PyType, new SequenceIterator(newRef(sequence!), n - 1));
}

/** CPython 3.11: reversed_next */
function reversed_next(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence, index } = self.v;
  if (sequence === null || index < 0) return reversedEnd(vm, self);
  const item = sequence.type.sq_item;
  if (item === null) return vm.raise(vm.T.TypeError, `'${sequence.type.name}' object does not support indexing`);
  return orElseBorrowed(vm, thenBorrowed(vm, item(vm, sequence, index), reversedAdvance, self), reversedFailed, self);
}

function reversedAdvance(_vm: VM, value: PyObject, self: PyObject | null): Result {
  touchPayload(self!);
  self!.v.index--;
  return value;
}

function reversedFailed(vm: VM, self: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.IndexError) && !vm.exceptionMatches(vm.T.StopIteration)) return null;
  vm.clearException();
  return reversedEnd(vm, self!);
}

function reversedEnd(vm: VM, self: PyObject<SequenceIterator>): Result {
  touchPayload(self);
  self.v.index = -1;
  return exhaust(vm, self);
}

/** CPython 3.11: reversed_len */
function reversed_length_hint(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence } = self.v;
  return sequence === null ? vm.newInt(0) : thenBorrowed(vm, length(vm, sequence), restOf, self);
}

function restOf(vm: VM, size: PyObject, self: PyObject | null): Result {
  const n = self!.v.index + 1;
  const total = size.v as number | bigint;
  vm.counts.decref(size);
  return vm.newInt(total < n ? 0 : n);
}

/** CPython 3.11: reversed_reduce */
function reversed_reduce(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence, index } = self.v;
  const type = newRef(self.type.object);
  if (sequence === null) return vm.newTuple([type, vm.newTuple([vm.newTuple([])])]);
  return vm.newTuple([type, vm.newTuple([newRef(sequence)]), vm.newInt(index)]);
}

/** CPython 3.11: reversed_setstate */
function reversed_setstate(vm: VM, self: PyObject, state: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, state), askLength, self);
}

function askLength(vm: VM, value: PyObject, self: PyObject | null): Result {
  const index = takeSsize(vm, value);
  if (index === null) return null;
  const { sequence } = self!.v as SequenceIterator;
  if (sequence === null) return vm.newNone();
  return thenBorrowed(vm, length(vm, sequence), setIndex, self, null, null, index);
}

function setIndex(
  vm: VM,
  size: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  index: number,
): Result {
  const n = Number(size.v as number | bigint);
  vm.counts.decref(size);
  touchPayload(self!);
  self!.v.index = Math.min(Math.max(index, -1), n - 1);
  return vm.newNone();
}

/** The type `reversed`. CPython 3.11: Objects/enumobject.c PyReversed_Type */
export const reversedSpec: TypeSpec = {
  name: "reversed",
  layout: sequenceIteratorLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "Return a reverse iterator over the values of the given sequence.",
  slots: { tp_new: reversed_new, tp_iter: selfIter, tp_iternext: reversed_next },
  methods: iteratorMethods(reversed_length_hint, reversed_reduce, reversed_setstate),
};
