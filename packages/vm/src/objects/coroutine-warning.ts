import { callMethod } from "../eval/call.ts";
import { orElseBorrowed, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type Result } from "../object.ts";
import { dictGetStringBorrowed } from "./dict/dict.ts";
import type { GeneratorData } from "./generator.ts";
import { warn } from "./int/deprecation.ts";

/**
 * "coroutine 'f' was never awaited", through the module `warnings` if it is loaded, as it can tell where the coroutine was made. CPython 3.11:
 * Python/_warnings.c _PyErr_WarnUnawaitedCoroutine
 */
export function warnUnawaited(vm: VM, coroutine: PyObject<GeneratorData>): Result {
  const module = dictGetStringBorrowed(vm, vm.modules, "warnings");
  const r =
    module !== null
      ? then(vm, callMethod(vm, module, "_warn_unawaited_coroutine", [coroutine]), done)
      : warn(vm, vm.T.RuntimeWarning.object, `coroutine '${coroutine.v.qualname.v}' was never awaited`);
  return orElseBorrowed(vm, r, report, coroutine);
}

function done(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return OK;
}

function report(vm: VM, coroutine: PyObject | null): Result {
  vm.unraisable(coroutine);
  return OK;
}
