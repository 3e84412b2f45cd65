import { epoch } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { type PyObject, STOP } from "../object.ts";
import type { ThreadState } from "../thread.ts";
import { EXIT_CHECKPOINT, evalFast, evalObserved } from "./loop.gen.ts";
import { pendingUnraisable } from "./unraisable-hook.ts";

/** Why a thread stopped running. */
export type RunExit = "finished" | "checkpoint" | "blocked";

/**
 * Runs the current thread until it ends, has to wait, or reaches a limit of `vm.evalState` at a checkpoint. The value of a finished thread is in
 * `thread.sent` (null: the exception is in the thread).
 */
export function runThread(vm: VM, thread: ThreadState): RunExit {
  vm.thread = thread;
  for (;;) {
    if (thread.status !== "running") return "blocked";
    const top = thread.frame;
    if (top === null) {
      if (pendingUnraisable(vm).isEmpty) return "finished";
      thread.delivering = false;
      vm.reportPending();
      continue;
    }
    const exit = vm.observed || epoch !== 0 ? evalObserved(vm, thread) : evalFast(vm, thread);
    if (exit === EXIT_CHECKPOINT) return "checkpoint";
  }
}

/** Drops what a finished iterator returned when nobody below wants it. */
export function dropStopValue(vm: VM, value: PyObject): void {
  if (value === STOP && vm.thread.stopValue !== null) {
    vm.counts.decref(vm.thread.stopValue);
    vm.thread.stopValue = null;
  }
}
