import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { getIntMaxStrDigits, setIntMaxStrDigits } from "../../objects/int/digits.ts";
import { isInt } from "../../objects/int/value.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";

/** Fewer digits than this may not be asked for. */
const LEAST_DIGITS = 640;
const RTLD_NOW = 2;

/** CPython 3.11: Python/sysmodule.c sys_set_int_max_str_digits_impl */
function set_int_max_str_digits(vm: VM, _m: PyObject, digits: PyObject): Result {
  if (!isInt(digits)) return vm.raise(vm.T.TypeError, `'${digits.type.name}' object cannot be interpreted as an integer`);
  const n = digits.v as number | bigint;
  if (n > 0x7fffffff || n < -0x80000000) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
  if (n !== 0 && n < LEAST_DIGITS) return vm.raise(vm.T.ValueError, `maxdigits must be 0 or larger than ${LEAST_DIGITS}`);
  setIntMaxStrDigits(vm, Number(n));
  return vm.newNone();
}

/** How libraries would be loaded: none is, so nobody asks. CPython 3.11: Python/sysmodule.c sys_setdlopenflags_impl */
function setdlopenflags(vm: VM, _m: PyObject, flags: PyObject): Result {
  if (!isInt(flags)) return vm.raise(vm.T.TypeError, `'${flags.type.name}' object cannot be interpreted as an integer`);
  return vm.newNone();
}

export const sysMethodsOfSettings: readonly MethodSpec[] = [
  method("get_int_max_str_digits", "($module, /)", (vm) => vm.newInt(getIntMaxStrDigits(vm))),
  method("set_int_max_str_digits", "($module, /, maxdigits)", set_int_max_str_digits),
  method("getdlopenflags", "($module, /)", (vm) => vm.newInt(RTLD_NOW)),
  method("setdlopenflags", "($module, flags, /)", setdlopenflags),
  method("_clear_type_cache", "($module, /)", (vm) => vm.newNone()),
  method("_debugmallocstats", "($module, /)", (vm) => vm.newNone()),
  method("_getquickenedcount", "($module, /)", (vm) => vm.newInt(0)),
];
