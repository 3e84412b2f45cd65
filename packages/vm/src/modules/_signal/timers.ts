import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import { EINVAL, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { asDouble } from "../../objects/float/float.ts";

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

/** NOT CPYTHON: the two timers that count CPU time are refused. */
function isReal(vm: VM, which: number): boolean {
  if (which === 0) return true;
  raiseOSError(vm, EINVAL, strerror(EINVAL));
  return false;
}

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
  if (!isReal(vm, Number(which!.v))) return null;
  const first = seconds!.v as number;
  if (!(first >= 0 && every >= 0)) return raiseOSError(vm, EINVAL, strerror(EINVAL));
  const old = remaining(vm);
  // To microseconds, as the system keeps it, but nothing above zero becomes zero.
  const whole = (s: number): number => (s === 0 ? 0 : Math.max(1000, Math.floor(s * 1e6) * 1000));
  set(vm, whole(first), whole(every));
  return pair(vm, old);
}

/** CPython 3.11: Modules/signalmodule.c signal_getitimer_impl */
export function getitimer(vm: VM, [which]: readonly any[]): Result {
  return isReal(vm, which) ? pair(vm, remaining(vm)) : null;
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
