import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { asDouble } from "../../objects/float/float.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";

/** CPython 3.11: Python/sysmodule.c sys_setswitchinterval_impl */
function setswitchinterval(vm: VM, _m: PyObject, interval: PyObject): Result {
  const r = isSubtype(interval.type, vm.T.int) ? vm.newFloat(Number(interval.v)) : asDouble(vm, interval);
  return then(vm, r, storeInterval);
}

function storeInterval(vm: VM, seconds: PyObject): Result {
  const s = seconds.v as number;
  vm.counts.decref(seconds);
  if (!(s > 0)) return vm.raise(vm.T.ValueError, "switch interval must be strictly positive");
  // Whole microseconds, at least one.
  vm.simulation.setSwitchInterval(Math.max(1, Math.trunc(s * 1e6)) * 1000);
  return vm.newNone();
}

/** CPython 3.11: Python/sysmodule.c sys_getswitchinterval_impl */
function getswitchinterval(vm: VM): Result {
  return vm.newFloat((vm.simulation.switchInterval / 1000) * 1e-6);
}

/** CPython 2.7: Python/sysmodule.c sys_setcheckinterval; in eras that count ticks. */
function setcheckinterval(vm: VM, _m: PyObject, n: PyObject): Result {
  if (!isSubtype(n.type, vm.T.int)) return vm.raise(vm.T.TypeError, "an integer is required");
  if (vm.simulation.era.handOff.kind === "ticks") vm.simulation.setCheckInterval(Number(n.v));
  return vm.newNone();
}

/** CPython 2.7: Python/sysmodule.c sys_getcheckinterval */
function getcheckinterval(vm: VM): Result {
  return vm.newInt(vm.simulation.era.handOff.kind === "ticks" ? vm.simulation.checkInterval : 100);
}

/** The functions of `sys` that set how the GIL moves. The check interval went away in 3.9: it is there in eras that had it. */
export const sysMethodsOfGil: readonly MethodSpec[] = [
  method("setswitchinterval", "(interval, /)", setswitchinterval),
  method("getswitchinterval", "()", getswitchinterval),
];

export const sysMethodsOfTicks: readonly MethodSpec[] = [
  method("setcheckinterval", "(n, /)", setcheckinterval),
  method("getcheckinterval", "()", getcheckinterval),
];
