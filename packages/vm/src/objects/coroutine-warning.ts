import { callObject } from "../eval/call.ts";
import { orElseBorrowed, andThen as then } from "../eval/native-frame.ts";
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
  if (module === null) return warnPlainly(vm, coroutine);
  return then(vm, lookupAttrString(vm, module, "_warn_unawaited_coroutine"), withFunction, coroutine, null, null, 0, true);
}

function withFunction(vm: VM, f: PyObject, coroutine: PyObject | null): Result {
  if (f === STOP) return warnPlainly(vm, coroutine!);
  const r = then(vm, callObject(vm, f, [coroutine!]), done);
  vm.counts.decref(f);
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
