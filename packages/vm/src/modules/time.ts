import { callMethod } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame, andThen as then } from "../eval/native-frame.ts";
import { importModuleNamed } from "../import/import-module.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { raiseException } from "../objects/exceptions/raise.ts";
import { asDouble } from "../objects/float/float.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { method } from "../objects/type/type-spec.ts";
import type { ModuleSpec } from "./module-spec.ts";
import { calendarMethods, structTime } from "./time/calendar-functions.ts";
import { clockIds, clockMethods } from "./time/clocks.ts";

class SleepFrame extends NativeFrame {
  until: number;
  asleep = false;

  constructor(until: number) {
    super();
    this.until = until;
  }

  step(vm: VM, sent: Result): Result {
    // The handler of a signal raised something.
    if (sent === null) return null;
    if (this.asleep && vm.thread.resumption !== "interrupted") return vm.newNone();
    this.asleep = true;
    return vm.pause({ kind: "blocked", on: { kind: "timer", until: this.until, interruptible: true } });
  }
}

/** CPython 3.11: Modules/timemodule.c time_sleep; seconds are rounded up to nanoseconds. */
function sleep(vm: VM, _module: PyObject, seconds: PyObject): Result {
  return then(vm, secondsOf(vm, seconds), sleepFor);
}

function secondsOf(vm: VM, o: PyObject): Result {
  if (o.type === vm.T.float) return vm.newFloat(o.v as number);
  if (isSubtype(o.type, vm.T.int)) return vm.newFloat(Number(o.v));
  if (o.type.nb_index === null && o.type.nb_float === null)
    return vm.raise(vm.T.TypeError, `'${o.type.name}' object cannot be interpreted as an integer`);
  return asDouble(vm, o);
}

function sleepFor(vm: VM, seconds: PyObject): Result {
  const s = seconds.v as number;
  vm.counts.decref(seconds);
  if (Number.isNaN(s)) return raiseException(vm, vm.T.ValueError, [vm.newStr("Invalid value NaN (not a number)")]);
  if (s < 0) return vm.raise(vm.T.ValueError, "sleep length must be non-negative");
  if (s > 9223372036) return vm.raise(vm.T.OverflowError, "timestamp too large to convert to C _PyTime_t");
  return startFrame(vm, new SleepFrame(vm.simulation.now() + Math.ceil(s * 1e9)));
}

function seconds(vm: VM, ns: number): Result {
  return vm.newFloat(ns / 1e9);
}

/** Nanoseconds since the interpreter started, by its clock. */
function elapsed(vm: VM): number {
  return vm.clock.wall();
}

function processTime(vm: VM): number {
  return vm.clock.cpu();
}

function threadTime(vm: VM): number {
  return vm.clock.thread();
}

/** CPython 3.11: Modules/timemodule.c time_strptime */
function strptime(vm: VM, _module: PyObject, text: PyObject, format: PyObject | null): Result {
  return then(
    vm,
    importModuleNamed(vm, "_strptime"),
    (m, module, a, b) => {
      const r = callMethod(m, module, "_strptime_time", b === null ? [a!] : [a!, b]);
      m.counts.decref(module);
      return r;
    },
    text,
    format,
  );
}

const clockDoc = "A clock in seconds.";

export const timeModule: ModuleSpec = {
  name: "time",
  doc: "This module provides various functions to manipulate time values.",
  types: [structTime.spec],
  methods: [
    ...calendarMethods,
    ...clockMethods,
    method("strptime", "(string, format=<unrepresentable>, /)", strptime),
    method("sleep", "(object, /)", sleep, {
      convention: "METH_O",
      doc: "sleep(seconds)\n\nDelay execution for a given number of seconds.",
    }),
    method("time", "()", (vm) => seconds(vm, vm.clock.realtime()), { doc: clockDoc }),
    method("time_ns", "()", (vm) => vm.newIntFromBig(BigInt(vm.clock.realtime())), { doc: clockDoc }),
    method("monotonic", "()", (vm) => seconds(vm, elapsed(vm)), { doc: clockDoc }),
    method("monotonic_ns", "()", (vm) => vm.newInt(elapsed(vm)), { doc: clockDoc }),
    method("perf_counter", "()", (vm) => seconds(vm, elapsed(vm)), { doc: clockDoc }),
    method("perf_counter_ns", "()", (vm) => vm.newInt(elapsed(vm)), { doc: clockDoc }),
    method("process_time", "()", (vm) => seconds(vm, processTime(vm)), { doc: clockDoc }),
    method("process_time_ns", "()", (vm) => vm.newInt(processTime(vm)), { doc: clockDoc }),
    method("thread_time", "()", (vm) => seconds(vm, threadTime(vm)), { doc: clockDoc }),
    method("thread_time_ns", "()", (vm) => vm.newInt(threadTime(vm)), { doc: clockDoc }),
  ],
  init(vm, set) {
    set("_STRUCT_TM_ITEMS", vm.newInt(11));
    set("timezone", vm.newInt(0));
    set("altzone", vm.newInt(0));
    set("daylight", vm.newInt(0));
    set("tzname", vm.newTuple([vm.newStr("UTC"), vm.newStr("UTC")]));
    for (const [name, id] of clockIds) set(name, vm.newInt(id));
  },
};
