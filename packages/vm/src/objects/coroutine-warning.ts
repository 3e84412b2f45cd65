import { newRef } from "@vivarium/heap";
import { callObject } from "../eval/call.ts";
import { dropAfter, orElse, orElseBorrowed, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import { importModuleNamed } from "../import/import-module.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type Result, STOP } from "../object.ts";
import { lookupAttrString } from "../protocol/attribute.ts";
import { dictGetStringBorrowed } from "./dict/dict.ts";
import type { GeneratorData } from "./generator.ts";
import { warn } from "./int/deprecation.ts";

/**
 * "coroutine 'f' was never awaited", through the module `warnings` if it is loaded, as it can tell where the coroutine was made. CPython 3.11:
 * Python/_warnings.c _PyErr_WarnUnawaitedCoroutine
 */
export function warnUnawaited(vm: VM, coroutine: PyObject<GeneratorData>): Result {
  const module = dictGetStringBorrowed(vm, vm.modules, "warnings");
  if (module !== null) return askModule(vm, newRef(module), coroutine);
  if (vm.importlib === null || vm.finalizing) return warnPlainly(vm, coroutine);
  return thenBorrowed(vm, orElse(vm, importModuleNamed(vm, "warnings"), notImported), askModule, coroutine, null, null, 0, true);
}

function notImported(vm: VM): Result {
  if (!vm.exceptionMatches(vm.T.ImportError)) return null;
  vm.clearException();
  return STOP;
}

function askModule(vm: VM, module: PyObject, coroutine: PyObject | null): Result {
  if (module === STOP) return warnPlainly(vm, coroutine!);
  const found = lookupAttrString(vm, module, "_warn_unawaited_coroutine");
  return dropAfter(vm, thenBorrowed(vm, found, withFunction, coroutine, null, null, 0, true), module);
}

function withFunction(vm: VM, f: PyObject, coroutine: PyObject | null): Result {
  if (f === STOP) return warnPlainly(vm, coroutine!);
  const r = dropAfter(vm, then(vm, callObject(vm, f, [coroutine!]), done), f);
  return orElseBorrowed(vm, r, reportCall, coroutine);
}

/** A warning that was made an exception has been given; after any other error it is given here. */
function reportCall(vm: VM, coroutine: PyObject | null): Result {
  const warned = vm.exceptionMatches(vm.T.RuntimeWarning);
  vm.unraisable(coroutine);
  return warned ? OK : warnPlainly(vm, coroutine!);
}

function warnPlainly(vm: VM, coroutine: PyObject<GeneratorData>): Result {
  const message = `coroutine '${coroutine.v.qualname.v}' was never awaited`;
  return orElseBorrowed(vm, warn(vm, vm.T.RuntimeWarning.object, message), report, coroutine);
}

function done(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return OK;
}

function report(vm: VM, coroutine: PyObject | null): Result {
  vm.unraisable(coroutine);
  return OK;
}
