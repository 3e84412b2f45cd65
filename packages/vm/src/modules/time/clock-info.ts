import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { isStr } from "../../objects/str/arguments.ts";

interface ClockFacts {
  readonly implementation: string;
  readonly monotonic: boolean;
  readonly adjustable: boolean;
}

const clocks: ReadonlyMap<string, ClockFacts> = new Map([
  ["time", { implementation: "clock_gettime(CLOCK_REALTIME)", monotonic: false, adjustable: true }],
  ["monotonic", { implementation: "clock_gettime(CLOCK_MONOTONIC)", monotonic: true, adjustable: false }],
  ["perf_counter", { implementation: "clock_gettime(CLOCK_MONOTONIC)", monotonic: true, adjustable: false }],
  ["process_time", { implementation: "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", monotonic: true, adjustable: false }],
  ["thread_time", { implementation: "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", monotonic: true, adjustable: false }],
]);

/** CPython 3.11: Modules/timemodule.c time_get_clock_info */
export function get_clock_info(vm: VM, _module: PyObject, name: PyObject): Result {
  if (!isStr(name)) return vm.raise(vm.T.TypeError, `get_clock_info() argument 1 must be str, not ${name.type.name}`);
  const facts = clocks.get(name.v as string);
  if (facts === undefined) return vm.raise(vm.T.ValueError, "unknown clock");
  const names = ["implementation", "monotonic", "adjustable", "resolution"].map((n) => vm.intern(n));
  const values = [vm.newStr(facts.implementation), vm.newBool(facts.monotonic), vm.newBool(facts.adjustable), vm.newFloat(1e-9)];
  const type = vm.T.SimpleNamespace;
  const o = type.tp_new!(vm, type, [], null) as PyObject;
  type.tp_init!(vm, o, values, names);
  vm.counts.decrefAll([...names, ...values]);
  return o;
}
