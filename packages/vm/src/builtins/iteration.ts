import { newRef } from "@vivarium/heap";
import { dropStopValue, forEach } from "../eval/iterate.ts";
import { dropAfter, orElseBorrowed, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type Result, STOP } from "../object.ts";
import { newAnextAwaitable } from "../objects/async-generator-methods.ts";
import { newCallIter } from "../objects/iterators.ts";
import { getIter, iterNext, raiseStopIteration } from "../protocol/iterator.ts";
import { length } from "../protocol/sequence.ts";
import { truth } from "../protocol/truth.ts";

/** CPython 3.11: Python/bltinmodule.c builtin_all */
export function builtin_all(vm: VM, _module: PyObject, iterable: PyObject): Result {
  return then(vm, forEach(vm, iterable, stopWhenFalse), trueUnlessStopped, null, null, null, 0, true);
}

function stopWhenFalse(vm: VM, item: PyObject): Result {
  return then(vm, truth(vm, item), stopIfFalse);
}

function stopIfFalse(vm: VM, yes: PyObject): Result {
  vm.counts.decref(yes);
  return yes === vm.true_ ? OK : STOP;
}

function trueUnlessStopped(vm: VM, how: PyObject): Result {
  return vm.newBool(how !== STOP);
}

/** CPython 3.11: builtin_any */
export function builtin_any(vm: VM, _module: PyObject, iterable: PyObject): Result {
  return then(vm, forEach(vm, iterable, stopWhenTrue), trueIfStopped, null, null, null, 0, true);
}

function stopWhenTrue(vm: VM, item: PyObject): Result {
  return then(vm, truth(vm, item), stopIfTrue);
}

function stopIfTrue(vm: VM, yes: PyObject): Result {
  vm.counts.decref(yes);
  return yes === vm.true_ ? STOP : OK;
}

function trueIfStopped(vm: VM, how: PyObject): Result {
  return vm.newBool(how === STOP);
}

/** CPython 3.11: builtin_len */
export function builtin_len(vm: VM, _module: PyObject, o: PyObject): Result {
  return length(vm, o);
}

/** CPython 3.11: builtin_iter */
export function builtin_iter(vm: VM, _module: PyObject, o: PyObject, sentinel: PyObject | null): Result {
  if (sentinel === null) return getIter(vm, o);
  if (o.type.tp_call === null && o.type !== vm.T.function) return vm.raise(vm.T.TypeError, "iter(v, w): v must be callable");
  return newCallIter(vm, o, sentinel);
}

/** CPython 3.11: builtin_next */
export function builtin_next(vm: VM, _module: PyObject, iterator: PyObject, fallback: PyObject | null): Result {
  if (iterator.type.tp_iternext === null) return vm.raise(vm.T.TypeError, `'${iterator.type.name}' object is not an iterator`);
  const r = iterNext(vm, iterator);
  if (fallback === null) return then(vm, r, itemOrStopIteration, null, null, null, 0, true);
  return orElseBorrowed(
    vm,
    thenBorrowed(vm, r, itemOrFallback, fallback, null, null, 0, true),
    fallbackForStopIteration,
    fallback,
  );
}

function itemOrStopIteration(vm: VM, item: PyObject): Result {
  return raiseStopIteration(vm, item);
}

function itemOrFallback(vm: VM, item: PyObject, fallback: PyObject | null): Result {
  if (item !== STOP) return item;
  dropStopValue(vm);
  return newRef(fallback!);
}

/** An iterator may also raise StopIteration itself. */
function fallbackForStopIteration(vm: VM, fallback: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.StopIteration)) return null;
  vm.clearException();
  return newRef(fallback!);
}

/** CPython 3.11: builtin_aiter; Objects/abstract.c PyObject_GetAIter */
export function builtin_aiter(vm: VM, _module: PyObject, iterable: PyObject): Result {
  const aiter = iterable.type.am_aiter;
  if (aiter === null) return vm.raise(vm.T.TypeError, `'${iterable.type.name}' object is not an async iterable`);
  return then(vm, aiter(vm, iterable), checkAsyncIterator);
}

function checkAsyncIterator(vm: VM, iterator: PyObject): Result {
  if (iterator.type.am_anext !== null) return iterator;
  const { name } = iterator.type;
  vm.counts.decref(iterator);
  return vm.raise(vm.T.TypeError, `aiter() returned not an async iterator of type '${name}'`);
}

/** CPython 3.11: builtin_anext_impl */
export function builtin_anext(vm: VM, _module: PyObject, iterator: PyObject, fallback: PyObject | null): Result {
  const anext = iterator.type.am_anext;
  if (anext === null) return vm.raise(vm.T.TypeError, `'${iterator.type.name}' object is not an async iterator`);
  const awaitable = anext(vm, iterator);
  return fallback === null ? awaitable : thenBorrowed(vm, awaitable, withFallback, fallback);
}

/** CPython 3.11: Objects/iterobject.c PyAnextAwaitable_New */
function withFallback(vm: VM, awaitable: PyObject, fallback: PyObject | null): Result {
  return dropAfter(vm, newAnextAwaitable(vm, awaitable, fallback!), awaitable);
}
