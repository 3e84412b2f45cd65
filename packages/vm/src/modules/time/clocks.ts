import { EINVAL, EPERM, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { dictStealString, newDict } from "../../objects/dict/dict.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { isInt } from "../../objects/int/value.ts";
import { newNamespace } from "../../objects/simple-namespace.ts";
import { isStr } from "../../objects/str/arguments.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";

/** Linux's clocks by number. The ones that count since the start are one clock here. */
export const clockIds: readonly (readonly [name: string, id: number])[] = [
  ["CLOCK_REALTIME", 0],
  ["CLOCK_MONOTONIC", 1],
  ["CLOCK_PROCESS_CPUTIME_ID", 2],
  ["CLOCK_THREAD_CPUTIME_ID", 3],
  ["CLOCK_MONOTONIC_RAW", 4],
  ["CLOCK_BOOTTIME", 7],
  ["CLOCK_TAI", 11],
];

/** A clock's reading in ns; null with OSError for a number that is none. */
function reading(vm: VM, id: PyObject): number | null {
  if (!isInt(id)) return vm.raise(vm.T.TypeError, `'${id.type.name}' object cannot be interpreted as an integer`);
  switch (id.v) {
    case 0:
    case 11:
      return vm.clock.realtime();
    case 1:
    case 4:
    case 7:
      return vm.clock.wall();
    case 2:
      return vm.clock.cpu();
    case 3:
      return vm.clock.thread();
    default:
      return raiseOSError(vm, EINVAL, strerror(EINVAL));
  }
}

/** CPython 3.11: Modules/timemodule.c time_clock_gettime_impl */
function clock_gettime(vm: VM, _module: PyObject, id: PyObject): Result {
  const ns = reading(vm, id);
  return ns === null ? null : vm.newFloat(ns / 1e9);
}

/** CPython 3.11: Modules/timemodule.c time_clock_gettime_ns_impl */
function clock_gettime_ns(vm: VM, _module: PyObject, id: PyObject): Result {
  const ns = reading(vm, id);
  return ns === null ? null : vm.newIntFromBig(BigInt(ns));
}

/** CPython 3.11: Modules/timemodule.c time_clock_getres */
function clock_getres(vm: VM, _module: PyObject, id: PyObject): Result {
  return reading(vm, id) === null ? null : vm.newFloat(1e-9);
}

/** NOT CPYTHON: nobody may set a clock. CPython 3.11: Modules/timemodule.c time_clock_settime */
function clock_settime(vm: VM, _module: PyObject, id: PyObject, _time: PyObject): Result {
  return reading(vm, id) === null ? null : raiseOSError(vm, EPERM, strerror(EPERM));
}

const infos: Readonly<Record<string, readonly [clock: string, monotonic: boolean, adjustable: boolean]>> = {
  time: ["CLOCK_REALTIME", false, true],
  monotonic: ["CLOCK_MONOTONIC", true, false],
  perf_counter: ["CLOCK_MONOTONIC", true, false],
  process_time: ["CLOCK_PROCESS_CPUTIME_ID", true, false],
  thread_time: ["CLOCK_THREAD_CPUTIME_ID", true, false],
};

/** CPython 3.11: Modules/timemodule.c time_get_clock_info */
function get_clock_info(vm: VM, _module: PyObject, name: PyObject): Result {
  if (!isStr(name)) return vm.raise(vm.T.TypeError, `get_clock_info() argument 1 must be str, not ${name.type.name}`);
  const info = Object.hasOwn(infos, name.v) ? infos[name.v] : undefined;
  if (info === undefined) return vm.raise(vm.T.ValueError, "unknown clock");
  const [clock, monotonic, adjustable] = info;
  const dict = newDict(vm);
  dictStealString(vm, dict, "implementation", vm.newStr(`clock_gettime(${clock})`));
  dictStealString(vm, dict, "monotonic", vm.newBool(monotonic));
  dictStealString(vm, dict, "adjustable", vm.newBool(adjustable));
  dictStealString(vm, dict, "resolution", vm.newFloat(1e-9));
  const r = newNamespace(vm, dict);
  vm.counts.decref(dict);
  return r;
}

export const clockMethods: readonly MethodSpec[] = [
  method("clock_gettime", "(clk_id, /)", clock_gettime, { doc: "The time of the clock with this number, in seconds." }),
  method("clock_gettime_ns", "(clk_id, /)", clock_gettime_ns, { doc: "The same in nanoseconds." }),
  method("clock_getres", "(clk_id, /)", clock_getres, { doc: "The resolution of a clock, in seconds." }),
  method("clock_settime", "(clk_id, time, /)", clock_settime, { doc: "Sets a clock." }),
  method("clock_settime_ns", "(clk_id, time, /)", clock_settime, { doc: "Sets a clock." }),
  method("get_clock_info", "(name, /)", get_clock_info, {
    doc: "What is known of a clock: implementation, monotonic, adjustable, resolution.",
  }),
];
