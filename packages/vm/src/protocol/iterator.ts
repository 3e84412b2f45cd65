import { newRef } from "@vivarium/heap";
import { charge, ITEM } from "../costs/native-work.ts";
import { nestedCall } from "../eval/c-calls.ts";
import { andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { type PyObject, type Result, STOP } from "../object.ts";
import { raiseException } from "../objects/exceptions/raise.ts";

/** `iter(o)`. CPython 3.11: Objects/abstract.c PyObject_GetIter */
export function getIter(vm: VM, o: PyObject): Result {
  const f = o.type.tp_iter;
  if (f !== null) return then(vm, f(vm, o), checkIterator);
  if (isSequence(vm, o)) return vm.T.iterator.tp_new!(vm, vm.T.iterator, [o], null);
  return vm.raise(vm.T.TypeError, `'${o.type.name}' object is not iterable`);
}

/** CPython 3.11: PySequence_Check */
export function isSequence(vm: VM, o: PyObject): boolean {
  return !o.type.mro.includes(vm.T.dict) && o.type.sq_item !== null;
}

function checkIterator(vm: VM, value: PyObject): Result {
  if (value.type.tp_iternext !== null) return value;
  const name = value.type.name;
  vm.counts.decref(value);
  return vm.raise(vm.T.TypeError, `iter() returned non-iterator of type '${name}'`);
}

/** The next item of an iterator, or STOP. CPython 3.11: PyIter_Next */
export function iterNext(vm: VM, iterator: PyObject): Result {
  charge(vm, ITEM, 1);
  return nestedCall(vm, nextNow, iterator, iterator);
}

function nextNow(vm: VM, iterator: PyObject): Result {
  return iterator.type.tp_iternext!(vm, iterator);
}

/** Takes what the iterator returned out of the thread: owned, None if nothing. */
export function takeStopValue(vm: VM): PyObject {
  const value = vm.thread.stopValue;
  vm.thread.stopValue = null;
  return value ?? newRef(vm.none);
}

/** STOP becomes StopIteration with the value; anything else passes. */
export function raiseStopIteration(vm: VM, value: Result): Result {
  if (value !== STOP) return value;
  const stopValue = vm.thread.stopValue;
  vm.thread.stopValue = null;
  return raiseException(vm, vm.T.StopIteration, stopValue === null ? [] : [stopValue]);
}
