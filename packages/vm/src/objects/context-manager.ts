import { newRef } from "@vivarium/heap";
import { callNoArgs } from "../eval/call.ts";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { type PyObject, type Result, STOP } from "../object.ts";
import { lookupSpecial } from "../protocol/attribute.ts";

/**
 * The first half of `with`: finds both methods, then enters. Gives the pair (bound exit method, value of enter).
 * CPython 3.11: Python/ceval.c BEFORE_WITH, BEFORE_ASYNC_WITH
 */
export function enterContext(vm: VM, manager: PyObject, isAsync: boolean): Result {
  const enter = lookupSpecial(vm, manager, isAsync ? "__aenter__" : "__enter__");
  return thenBorrowed(vm, enter, isAsync ? haveAsyncEnter : haveEnter, manager, null, null, 0, true);
}

function missing(vm: VM, manager: PyObject, protocol: string, method: string): null {
  const hint = method.includes("exit") ? ` (missed ${method} method)` : "";
  return vm.raise(vm.T.TypeError, `'${manager.type.name}' object does not support the ${protocol} protocol${hint}`);
}

function haveEnter(vm: VM, enter: PyObject, manager: PyObject | null): Result {
  if (enter === STOP) return missing(vm, manager!, "context manager", "__enter__");
  const r = then(vm, lookupSpecial(vm, manager!, "__exit__"), haveExit, enter, manager, null, 0, true);
  vm.counts.decref(enter);
  return r;
}

function haveAsyncEnter(vm: VM, enter: PyObject, manager: PyObject | null): Result {
  if (enter === STOP) return missing(vm, manager!, "asynchronous context manager", "__aenter__");
  const r = then(vm, lookupSpecial(vm, manager!, "__aexit__"), haveExit, enter, manager, null, 1, true);
  vm.counts.decref(enter);
  return r;
}

function haveExit(
  vm: VM,
  exit: PyObject,
  enter: PyObject | null,
  manager: PyObject | null,
  _c: PyObject | null,
  isAsync: number,
): Result {
  if (exit === STOP)
    return isAsync === 1
      ? missing(vm, manager!, "asynchronous context manager", "__aexit__")
      : missing(vm, manager!, "context manager", "__exit__");
  const r = then(vm, callNoArgs(vm, enter!), pair, exit);
  vm.counts.decref(exit);
  return r;
}

function pair(vm: VM, value: PyObject, exit: PyObject | null): Result {
  return vm.newTuple([newRef(exit!), value]);
}
