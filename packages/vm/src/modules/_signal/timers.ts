import { callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import { EINVAL, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type Result, TPFLAGS_BASETYPE } from "../../object.ts";
import { raiseObject } from "../../objects/exceptions/raise.ts";
import { asDouble } from "../../objects/float/float.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";

/** What is left of the alarm, and how long until it comes again, in ns. */
function remaining(vm: VM): { left: number; every: number } {
  const { at, every } = vm.simulation.alarm;
  return at === Infinity ? { left: 0, every: 0 } : { left: Math.max(1, at - vm.simulation.now()), every };
}

function set(vm: VM, after: number, every: number): void {
  vm.simulation.setAlarm(after === 0 ? Infinity : vm.simulation.now() + after, every);
  vm.client.refresh();
}

/** CPython 3.11: Modules/signalmodule.c signal_alarm_impl */
export function alarm(vm: VM, [seconds]: readonly any[]): Result {
  const { left } = remaining(vm);
  set(vm, (seconds as number) * 1_000_000_000, 0);
  return vm.newInt(Math.ceil(left / 1_000_000_000));
}

function pair(vm: VM, { left, every }: { left: number; every: number }): Result {
  return vm.newTuple([vm.newFloat(Math.floor(left / 1000) / 1e6), vm.newFloat(Math.floor(every / 1000) / 1e6)]);
}

/** `signal.ItimerError`. CPython 3.11: Modules/signalmodule.c signal_modexec */
export const itimerErrorSpec: TypeSpec = { name: "signal.itimer_error", base: (vm) => vm.T.OSError, flags: TPFLAGS_BASETYPE };

function refuse(vm: VM): Result {
  const args = [vm.newInt(EINVAL), vm.newStr(strerror(EINVAL))];
  const r = then(vm, callObject(vm, vm.type(itimerErrorSpec).object, args), (m, e) => raiseObject(m, e));
  vm.counts.decrefAll(args);
  return r;
}

/** NOT CPYTHON: the two timers that count CPU time are refused. */
const REAL = 0;

/** CPython 3.11: Modules/signalmodule.c signal_setitimer_impl */
export function setitimer(vm: VM, [which, seconds, interval]: readonly any[]): Result {
  const given = vm.newInt(which);
  const r = then(vm, asDouble(vm, seconds.object), withSeconds, (interval?.object as PyObject | undefined) ?? null, given);
  vm.counts.decref(given);
  return r;
}

function withSeconds(vm: VM, seconds: PyObject, interval: PyObject | null, which: PyObject | null): Result {
  const r = then(vm, interval === null ? vm.newFloat(0) : asDouble(vm, interval), withInterval, seconds, which);
  vm.counts.decref(seconds);
  return r;
}

function withInterval(vm: VM, interval: PyObject, seconds: PyObject | null, which: PyObject | null): Result {
  const every = interval.v as number;
  vm.counts.decref(interval);
  const first = seconds!.v as number;
  if (which!.v !== REAL || !(first >= 0 && every >= 0)) return refuse(vm);
  const old = remaining(vm);
  // To microseconds, as the system keeps it, but nothing above zero becomes zero.
  const whole = (s: number): number => (s === 0 ? 0 : Math.max(1000, Math.floor(s * 1e6) * 1000));
  set(vm, whole(first), whole(every));
  return pair(vm, old);
}

/** CPython 3.11: Modules/signalmodule.c signal_getitimer_impl */
export function getitimer(vm: VM, [which]: readonly any[]): Result {
  return which === REAL ? pair(vm, remaining(vm)) : refuse(vm);
}

class PauseFrame extends NativeFrame {
  waiting = false;

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    if (this.waiting && vm.thread.resumption === "interrupted") return vm.newNone();
    this.waiting = true;
    const on = { kind: "external", label: "pause()", until: Infinity, interruptible: true, inside: true } as const;
    return vm.pause({ kind: "blocked", on });
  }
}

/** CPython 3.11: Modules/signalmodule.c signal_pause_impl */
export function pause(vm: VM): Result {
  return startFrame(vm, new PauseFrame());
}
