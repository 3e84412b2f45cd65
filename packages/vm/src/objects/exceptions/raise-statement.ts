import { newRef } from "@vivarium/heap";
import { callNoArgs } from "../../eval/call.ts";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { isException, isExceptionClass } from "./match.ts";
import { handledException, raiseObject, restoreException, setCause } from "./raise.ts";

/** `raise`, `raise value`, `raise value from cause`: always fails, or waits for a constructor. CPython 3.11: Python/ceval.c do_raise */
export function raiseVarargs(vm: VM, value: PyObject | null, cause: PyObject | null): Result {
  if (value === null) {
    const handled = handledException(vm);
    if (handled === null) return vm.raise(vm.T.RuntimeError, "No active exception to reraise");
    restoreException(vm, newRef(handled));
    return null;
  }
  if (isExceptionClass(vm, value)) return thenBorrowed(vm, callNoArgs(vm, value), constructed, value, cause);
  if (isException(value)) return withCause(vm, newRef(value), cause);
  return vm.raise(vm.T.TypeError, "exceptions must derive from BaseException");
}

function constructed(vm: VM, instance: PyObject, type: PyObject | null, cause: PyObject | null): Result {
  if (!isException(instance)) {
    const got = instance.type.name;
    vm.counts.decref(instance);
    return vm.raise(
      vm.T.TypeError,
      `calling <class '${(type!.v as { name: string }).name}'> should have returned an instance of BaseException, not <class '${got}'>`,
    );
  }
  return withCause(vm, instance, cause);
}

/** Takes over `e`. */
function withCause(vm: VM, e: PyObject, cause: PyObject | null): Result {
  if (cause === null) return raiseObject(vm, e);
  if (isExceptionClass(vm, cause)) {
    const r = then(vm, callNoArgs(vm, cause), causeConstructed, e, cause);
    vm.counts.decref(e);
    return r;
  }
  if (isException(cause)) setCause(vm, e, newRef(cause));
  else if (cause === vm.none) setCause(vm, e, null);
  else {
    vm.counts.decref(e);
    return vm.raise(vm.T.TypeError, "exception causes must derive from BaseException");
  }
  return raiseObject(vm, e);
}

function causeConstructed(vm: VM, instance: PyObject, e: PyObject | null, type: PyObject | null): Result {
  if (!isException(instance)) {
    const got = instance.type.name;
    vm.counts.decref(instance);
    return vm.raise(
      vm.T.TypeError,
      `calling <class '${(type!.v as { name: string }).name}'> should have returned an instance of BaseException, not <class '${got}'>`,
    );
  }
  setCause(vm, e!, instance);
  return raiseObject(vm, newRef(e!));
}
