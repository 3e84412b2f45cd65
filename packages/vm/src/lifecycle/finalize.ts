import { callMethod } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { orElse, startFrame, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import { pendingUnraisable } from "../eval/unraisable-hook.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { dictGetStringBorrowed } from "../objects/dict/dict.ts";
import { lookupAttrString } from "../protocol/attribute.ts";
import { truth } from "../protocol/truth.ts";
import { runAtexit } from "./atexit.ts";
import { FinalizeModulesFrame } from "./finalize-modules.ts";

type Stage = "threading" | "atexit" | "flush-out" | "flush-err" | "modules" | "flush-again" | "done";

/**
 * The end of the interpreter: threads joined, atexit functions, streams flushed, modules torn down in order.
 * CPython 3.11: Python/pylifecycle.c Py_FinalizeEx
 */
export class FinalizeInterpreterFrame extends NativeFrame {
  private stage: Stage = "threading";

  step(vm: VM, sent: Result): Result {
    let r: Result = sent;
    for (;;) {
      if (r === PENDING) return r;
      if (r === null) this.failed(vm);
      else if (r !== OK && r !== STOP) vm.counts.decref(r);
      if (vm.counts.suspended !== null) {
        vm.drainThen(OK);
        return PENDING;
      }
      // What cannot be caught is said now: later there is nobody left to say it.
      if (!pendingUnraisable(vm).isEmpty) {
        vm.reportPending();
        return PENDING;
      }
      if (this.stage === "done") return OK;
      r = this.next(vm);
    }
  }

  /** An error at exit is reported and does not stop the rest; a stream that cannot be flushed makes the exit code 120. */
  private failed(vm: VM): void {
    switch (this.stage) {
      case "atexit":
        vm.unraisable(dictGetStringBorrowed(vm, vm.modules, "threading"));
        break;
      case "flush-err":
        vm.exitCode = 120;
        vm.unraisable(dictGetStringBorrowed(vm, vm.sysDict, "stdout"));
        break;
      case "modules":
        vm.exitCode = 120;
        vm.clearException();
        break;
      default:
        vm.unraisable(null);
    }
  }

  private next(vm: VM): Result {
    switch (this.stage) {
      case "threading": {
        this.stage = "atexit";
        const threading = dictGetStringBorrowed(vm, vm.modules, "threading");
        return threading === null ? OK : callMethod(vm, threading, "_shutdown", []);
      }
      case "atexit":
        this.stage = "flush-out";
        return runAtexit(vm);
      case "flush-out":
        this.stage = "flush-err";
        vm.onFinalize?.();
        vm.finalizing = true;
        // Threads that are left end when they next ask for the GIL.
        vm.simulation.endOthers();
        return flush(vm, "stdout");
      case "flush-err":
        this.stage = "modules";
        return flush(vm, "stderr");
      case "modules":
        this.stage = "flush-again";
        return startFrame(vm, new FinalizeModulesFrame());
      default:
        this.stage = "done";
        return OK;
    }
  }
}

/** Flushes `sys.stdout` or `sys.stderr` unless it is closed. CPython 3.11: flush_std_files, file_is_closed */
function flush(vm: VM, name: string): Result {
  const stream = dictGetStringBorrowed(vm, vm.sysDict, name);
  if (stream === null || stream === vm.none) return OK;
  const closed = orElse(vm, lookupAttrString(vm, stream, "closed"), notClosed);
  return thenBorrowed(vm, closed, flushUnlessClosed, stream, null, null, 0, true);
}

function notClosed(vm: VM): Result {
  vm.clearException();
  return STOP;
}

function flushUnlessClosed(vm: VM, closed: PyObject, stream: PyObject | null): Result {
  if (closed === STOP) return callMethod(vm, stream!, "flush", []);
  const r = thenBorrowed(vm, orElse(vm, truth(vm, closed), notClosed), flushIfOpen, stream, null, null, 0, true);
  vm.counts.decref(closed);
  return r;
}

function flushIfOpen(vm: VM, closed: PyObject, stream: PyObject | null): Result {
  if (closed === vm.true_) return closed;
  if (closed !== STOP) vm.counts.decref(closed);
  return callMethod(vm, stream!, "flush", []);
}
