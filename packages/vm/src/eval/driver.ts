import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../object.ts";
import type { ThreadState } from "../thread.ts";
import { type NativeFrame, PyFrame } from "./frame.ts";
import { EXIT_CHECKPOINT, evalFast, evalObserved } from "./loop.gen.ts";
import { DrainFrame, releaseFrame } from "./native-frame.ts";
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
    if (top instanceof PyFrame) {
      const exit = vm.observed ? evalObserved(vm, thread) : evalFast(vm, thread);
      if (exit === EXIT_CHECKPOINT) return "checkpoint";
    } else stepNative(vm, thread, top as NativeFrame);
  }
}

/** One step of the native frame on top. */
function stepNative(vm: VM, thread: ThreadState, frame: NativeFrame): void {
  const sent: Result = thread.delivering ? thread.sent : OK;
  thread.sent = null;
  thread.delivering = false;
  vm.current = frame;
  const value = frame.step(vm, sent);
  if (value === PENDING) return;
  thread.frame = frame.back;
  vm.current = null;
  deliver(vm, thread, releaseFrame(vm, frame, value));
}

/** Hands a value to the frame on top, through a drain if deaths are waiting or a collection is due. */
function deliver(vm: VM, thread: ThreadState, value: Result): void {
  if (vm.counts.suspended !== null) {
    pushDrain(vm, value);
    return;
  }
  thread.sent = value;
  thread.delivering = true;
}

/** Puts a frame on top that runs what suspended deaths need and then gives `value` to the frame below. */
export function pushDrain(vm: VM, value: Result): void {
  const frame = new DrainFrame(vm, value);
  frame.back = vm.thread.frame;
  vm.thread.frame = frame;
}

/** Drops what a finished iterator returned when nobody below wants it. */
export function dropStopValue(vm: VM, value: PyObject): void {
  if (value === STOP && vm.thread.stopValue !== null) {
    vm.counts.decref(vm.thread.stopValue);
    vm.thread.stopValue = null;
  }
}
