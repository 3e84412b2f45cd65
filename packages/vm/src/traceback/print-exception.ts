import { newRef } from "@vivarium/heap";
import { callMethod } from "../eval/call.ts";
import { andThen, orElse } from "../eval/native-frame.ts";
import { writeStderr } from "../eval/standard-error.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type Result } from "../object.ts";
import { dictGetStringBorrowed } from "../objects/dict/dict.ts";
import { exceptionText } from "./exception-text.ts";

export { exceptionText, renderTraceback } from "./exception-text.ts";

/**
 * Prints an exception with its traceback to `sys.stderr`; OK. To the process's own standard error while there is no `sys.stderr`; nowhere if that is None.
 * CPython 3.11: Python/pythonrun.c PyErr_Display
 */
export function printException(vm: VM, e: PyObject): Result {
  if (stderrOf(vm) === vm.none) return OK;
  return andThen(vm, exceptionText(vm, e), writeOwned);
}

/** `sys.stderr`, borrowed; null while there is none. */
function stderrOf(vm: VM): PyObject | null {
  return vm.sysDict === undefined ? null : dictGetStringBorrowed(vm, vm.sysDict, "stderr");
}

/** Writes a text, given away, to `sys.stderr` and flushes it; OK, whatever happens. */
// NOT CPYTHON: in one call of `write`, not piece by piece.
export function writeOwned(vm: VM, text: PyObject): Result {
  const file = stderrOf(vm);
  if (file === vm.none) {
    vm.counts.decref(text);
    return OK;
  }
  if (file === null) {
    writeStderr(vm, text.v as string);
    vm.counts.decref(text);
    return OK;
  }
  newRef(file);
  const r = orElse(vm, andThen(vm, andThen(vm, callMethod(vm, file, "write", [text]), flush, file), done), ignore);
  vm.counts.decref(file);
  vm.counts.decref(text);
  return r;
}

function flush(vm: VM, count: PyObject, file: PyObject | null): Result {
  vm.counts.decref(count);
  return callMethod(vm, file!, "flush", []);
}

function done(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return OK;
}

function ignore(vm: VM): Result {
  vm.clearException();
  return OK;
}
