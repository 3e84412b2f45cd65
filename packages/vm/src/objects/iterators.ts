import { newRef, touchPayload } from "@vivarium/heap";
import { callNoArgs } from "../eval/call.ts";
import { orElseBorrowed, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  type PayloadLayout,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../object.ts";
import { equalObjects } from "../protocol/compare.ts";
import { takeSsize } from "../protocol/index-argument.ts";
import { numberIndex } from "../protocol/number.ts";
import { length } from "../protocol/sequence.ts";
import { dictGetStringBorrowed } from "./dict/dict.ts";
import { type MethodSpec, method, type TypeSpec } from "./type/type-spec.ts";

/** The payload of an iterator over a sequence: null once it is used up. */
export class SequenceIterator {
  sequence: PyObject | null;
  index: number;

  constructor(sequence: PyObject | null, index: number) {
    this.sequence = sequence;
    this.index = index;
  }
}

/** One owned reference, and a place in it. */
export const sequenceIteratorLayout: PayloadLayout<SequenceIterator> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    if (v.sequence !== null) visit(v.sequence);
  },
  clear: () => [],
};

/** An iterator of `type` over `sequence`, borrowed. */
export function newSequenceIterator(vm: VM, type: PyType, sequence: PyObject, index = 0): PyObject<SequenceIterator> {
  return alloc(vm, type, new SequenceIterator(newRef(sequence), index));
}

/** The iterator is used up: it lets go of its sequence. Gives STOP. */
export function exhaust(vm: VM, self: PyObject<SequenceIterator>): PyObject {
  const sequence = self.v.sequence;
  if (sequence !== null) {
    touchPayload(self);
    self.v.sequence = null;
    vm.counts.decref(sequence);
  }
  return STOP;
}

/** `self`, as every iterator's `__iter__` gives it. CPython 3.11: PyObject_SelfIter */
export function selfIter(_vm: VM, self: PyObject): Result {
  return newRef(self);
}

/** The built-in function `name`, as `__reduce__` names it: new reference. CPython 3.11: _PyEval_GetBuiltin */
export function builtin(vm: VM, name: string): Result {
  const f = dictGetStringBorrowed(vm, vm.builtins, name);
  if (f === null) return vm.raise(vm.T.AttributeError, name);
  return newRef(f);
}

/** `(function, (argument,), state)` for a built-in function; takes over `argument`. Without state when `state` is null. */
export function reduceWith(vm: VM, name: string, argument: PyObject, state: number | null): Result {
  const f = builtin(vm, name);
  if (f === null) {
    vm.counts.decref(argument);
    return null;
  }
  const items = [f, vm.newTuple([argument])];
  if (state !== null) items.push(vm.newInt(state));
  return vm.newTuple(items);
}

export const lengthHintDoc = "Private method returning an estimate of len(list(it)).";
export const reduceDoc = "Return state information for pickling.";
export const setstateDoc = "Set state information for unpickling.";

/** `__length_hint__`, `__reduce__` and `__setstate__` of an iterator. */
export function iteratorMethods(
  length_hint: MethodSpec["fn"] | null,
  reduce: MethodSpec["fn"] | null,
  setstate: MethodSpec["fn"] | null,
): MethodSpec[] {
  const methods: MethodSpec[] = [];
  if (length_hint !== null) methods.push(method("__length_hint__", "($self, /)", length_hint, { doc: lengthHintDoc }));
  if (reduce !== null) methods.push(method("__reduce__", "($self, /)", reduce, { doc: reduceDoc }));
  if (setstate !== null) methods.push(method("__setstate__", "($self, state, /)", setstate, { doc: setstateDoc }));
  return methods;
}

// --- Over anything with __getitem__ -------------------------------------------------------------------------------------------

/** CPython 3.11: Objects/iterobject.c PySeqIter_New */
export function newSeqIter(vm: VM, sequence: PyObject): Result {
  return newSequenceIterator(vm, vm.T.iterator, sequence);
}

/** CPython 3.11: Objects/iterobject.c iter_iternext */
function seqiter_next(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence, index } = self.v;
  if (sequence === null) return STOP;
  const item = sequence.type.sq_item;
  if (item === null) return vm.raise(vm.T.TypeError, `'${sequence.type.name}' object does not support indexing`);
  const r = thenBorrowed(vm, item(vm, sequence, index), seqiterAdvance, self);
  return orElseBorrowed(vm, r, seqiterEnd, self);
}

function seqiterAdvance(_vm: VM, value: PyObject, self: PyObject | null): Result {
  touchPayload(self!);
  (self!.v as SequenceIterator).index++;
  return value;
}

function seqiterEnd(vm: VM, self: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.IndexError) && !vm.exceptionMatches(vm.T.StopIteration)) return null;
  vm.clearException();
  return exhaust(vm, self!);
}

/** CPython 3.11: iter_len */
function seqiter_length_hint(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence } = self.v;
  if (sequence === null) return vm.newInt(0);
  if (sequence.type.sq_length === null && sequence.type.mp_length === null) return vm.newNotImplemented();
  return thenBorrowed(vm, length(vm, sequence), seqiterRest, self);
}

function seqiterRest(vm: VM, size: PyObject, self: PyObject | null): Result {
  const rest = (size.v as number) - (self!.v as SequenceIterator).index;
  vm.counts.decref(size);
  return vm.newInt(Math.max(rest, 0));
}

/** CPython 3.11: iter_reduce */
function seqiter_reduce(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence, index } = self.v;
  return sequence === null ? reduceWith(vm, "iter", vm.newTuple([]), null) : reduceWith(vm, "iter", newRef(sequence), index);
}

/** Sets the index, at least 0; nothing once used up. CPython 3.11: iter_setstate */
function seqiter_setstate(vm: VM, self: PyObject, state: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, state), setIndex, self);
}

function setIndex(vm: VM, value: PyObject, self: PyObject | null): Result {
  const index = takeSsize(vm, value);
  if (index === null) return null;
  if (self!.v.sequence !== null) {
    touchPayload(self!);
    self!.v.index = Math.max(index, 0);
  }
  return vm.newNone();
}

/** CPython 3.11: Objects/iterobject.c PySeqIter_Type */
export const seqIterSpec: TypeSpec = {
  name: "iterator",
  layout: sequenceIteratorLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: seqiter_next },
  methods: iteratorMethods(seqiter_length_hint, seqiter_reduce, seqiter_setstate),
  attributes(_vm, type) {
    // How `iter()` makes one; not `__new__`, which the type does not have.
    type.tp_new = (vm, _type, args) => newSeqIter(vm, args[0]!);
    return {};
  },
};

// --- iter(callable, sentinel) -------------------------------------------------------------------------------------------------

/** The payload of `iter(callable, sentinel)`; both null once used up. */
export class CallIterator {
  callable: PyObject | null;
  sentinel: PyObject | null;

  constructor(callable: PyObject, sentinel: PyObject) {
    this.callable = callable;
    this.sentinel = sentinel;
  }
}

const callIterLayout: PayloadLayout<CallIterator> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    if (v.callable !== null) visit(v.callable);
    if (v.sentinel !== null) visit(v.sentinel);
  },
  clear: () => [],
};

/** CPython 3.11: PyCallIter_New */
export function newCallIter(vm: VM, callable: PyObject, sentinel: PyObject): Result {
  return alloc(vm, vm.T.callable_iterator, new CallIterator(newRef(callable), newRef(sentinel)));
}

/** CPython 3.11: calliter_iternext */
function calliter_next(vm: VM, self: PyObject<CallIterator>): Result {
  const { callable } = self.v;
  if (callable === null) return STOP;
  return orElseBorrowed(vm, thenBorrowed(vm, callNoArgs(vm, callable), compareSentinel, self), calliterStopped, self);
}

function compareSentinel(vm: VM, value: PyObject, self: PyObject | null): Result {
  const { sentinel } = self!.v as CallIterator;
  if (sentinel === null) {
    vm.counts.decref(value);
    return STOP;
  }
  const r = then(vm, equalObjects(vm, sentinel, value), giveUnlessSentinel, self, value);
  vm.counts.decref(value);
  return r;
}

function giveUnlessSentinel(vm: VM, equal: PyObject, self: PyObject | null, value: PyObject | null): Result {
  vm.counts.decref(equal);
  return equal === vm.true_ ? calliterEnd(vm, self!) : newRef(value!);
}

function calliterEnd(vm: VM, self: PyObject<CallIterator>): Result {
  const { callable, sentinel } = self.v;
  touchPayload(self);
  self.v.callable = null;
  self.v.sentinel = null;
  vm.counts.decrefAll([callable, sentinel].filter((o) => o !== null));
  return STOP;
}

function calliterStopped(vm: VM, self: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.StopIteration)) return null;
  vm.clearException();
  return calliterEnd(vm, self!);
}

/** CPython 3.11: calliter_reduce */
function calliter_reduce(vm: VM, self: PyObject<CallIterator>): Result {
  const { callable, sentinel } = self.v;
  if (callable === null || sentinel === null) return reduceWith(vm, "iter", vm.newTuple([]), null);
  const f = builtin(vm, "iter");
  return f === null ? null : vm.newTuple([f, vm.newTuple([newRef(callable), newRef(sentinel)])]);
}

/** CPython 3.11: Objects/iterobject.c PyCallIter_Type */
export const callIterSpec: TypeSpec = {
  name: "callable_iterator",
  layout: callIterLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: calliter_next },
  methods: iteratorMethods(null, calliter_reduce, null),
};
