import { NativeFrame } from "../../eval/frame.ts";
import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { asDouble } from "../../objects/float/float.ts";
import { isInt } from "../../objects/int/value.ts";
import { waitEnded, waitForChange } from "../_io/readiness.ts";

/** Simulated ns of asking the system which files are ready. */
const CALL_COST = 1500;

/** Leaves the interpreter until something is ready or the time is over; then gives what is ready. */
export abstract class ReadyFrame extends NativeFrame {
  until: number;
  label: string;
  stage: "enter" | "asking" | "waiting" = "enter";

  /** `timeout` in ns; negative: for ever. */
  constructor(vm: VM, label: string, timeout: number) {
    super();
    this.label = label;
    this.until = timeout < 0 ? Infinity : vm.simulation.now() + timeout;
  }

  /** What is ready; null: nothing yet, and `changes` has what to wait for. */
  abstract ask(vm: VM, changes: object[]): PyObject | null;
  /** The answer when the time is over. */
  abstract nothing(vm: VM): PyObject;

  step(vm: VM): Result {
    if (this.stage === "enter") {
      this.stage = "asking";
      return vm.pause({ kind: "released", duration: CALL_COST, as: "system", label: this.label });
    }
    if (this.stage === "waiting" && !waitEnded(vm)) return null;
    const changes: object[] = [];
    const ready = this.ask(vm, changes);
    if (ready !== null) return ready;
    const over = this.stage === "waiting" && vm.thread.resumption === "timed-out";
    if (over || this.until <= vm.simulation.now()) return this.nothing(vm);
    this.stage = "waiting";
    return waitForChange(vm, changes, this.until, this.label);
  }
}

/** Nanoseconds of a timeout in units of `unit` ns; -1 for None and for less than nothing. CPython 3.11: _PyTime_FromSecondsObject, _PyTime_FromMillisecondsObject */
export function timeoutArgument(vm: VM, o: PyObject | null, unit: number, complaint: string): Result {
  if (o === null || o === vm.none) return vm.newInt(-1);
  if (!isInt(o) && o.type.nb_float === null && o.type.nb_index === null) return vm.raise(vm.T.TypeError, complaint);
  return then(
    vm,
    isInt(o) ? vm.newFloat(Number(o.v)) : asDouble(vm, o),
    (m, value, _a, _b, _c, scale) => {
      const n = value.v as number;
      m.counts.decref(value);
      if (Number.isNaN(n)) return m.raise(m.T.ValueError, "Invalid value NaN (not a number)");
      if (Math.abs(n * scale) > 9.2e18) return m.raise(m.T.OverflowError, "timeout is too large");
      return m.newInt(n < 0 ? -1 : Math.min(Math.ceil(n * scale), 9007199254740991));
    },
    null,
    null,
    null,
    unit,
  );
}
