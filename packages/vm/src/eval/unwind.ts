import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { ExceptionData } from "../objects/exceptions/exception.ts";
import { setTraceback } from "../objects/exceptions/raise.ts";
import { newTraceback } from "../objects/traceback.ts";
import type { ThreadState } from "../thread.ts";
import { leaveFrame } from "./enter-simple.ts";
import type { PyFrame } from "./frame.ts";
import { generatorRaised } from "./resume.ts";

/**
 * The exception in the thread was raised at `frame.pc`: finds the handler in this frame and sets the frame to it, or ends the frame and hands the
 * exception to the one below. CPython 3.11: Python/ceval.c error, exception_unwind
 */
export function unwind(vm: VM, thread: ThreadState, frame: PyFrame): void {
  const e = thread.exception as PyObject<ExceptionData>;
  if (!frame.reraising) addTraceback(vm, e, frame, frame.pc);
  frame.reraising = false;
  const handler = frame.code.handlerOf(frame.pc);
  if (handler !== null) {
    enterHandler(vm, thread, frame, handler.depth, handler.target, handler.lasti);
    return;
  }
  dropStack(vm, frame);
  // An exception passes through without a value: whoever is below finds it in the thread.
  if (frame.generator !== null) {
    generatorRaised(vm, frame);
    return;
  }
  leaveFrame(vm, frame);
  if (vm.counts.suspended !== null) vm.drainThen(null);
  else {
    thread.sent = null;
    thread.delivering = true;
  }
}

/** Drops the operands of a frame that an exception leaves, the last first. */
function dropStack(vm: VM, frame: PyFrame): void {
  const dropped: PyObject[] = [];
  while (frame.sp > frame.code.nlocalsplus) {
    const o = frame.slots[--frame.sp]!;
    frame.slots[frame.sp] = null;
    if (o !== null) dropped.push(o);
  }
  vm.counts.decrefAll(dropped);
}

/** Puts an entry for the frame in front of the exception's traceback. CPython 3.11: PyTraceBack_Here */
export function addTraceback(vm: VM, e: PyObject<ExceptionData>, frame: PyFrame, unit: number): void {
  const next = e.v.traceback;
  setTraceback(vm, e, newTraceback(vm, next === null ? null : newRef(next), frame, unit));
}

function enterHandler(vm: VM, thread: ThreadState, frame: PyFrame, depth: number, target: number, lasti: boolean): void {
  const slots = frame.slots;
  const bottom = frame.code.nlocalsplus + depth;
  const dropped: PyObject[] = [];
  while (frame.sp > bottom) {
    const o = slots[--frame.sp]!;
    if (o !== null) dropped.push(o);
  }
  if (lasti) {
    const at = frame.reraiseAt >= 0 ? frame.reraiseAt : frame.pc;
    slots[frame.sp++] = vm.newInt(at);
  }
  frame.reraiseAt = -1;
  slots[frame.sp++] = thread.exception;
  thread.exception = null;
  frame.pc = target;
  frame.awaiting = 0;
  vm.counts.decrefAll(dropped);
  if (vm.counts.suspended !== null) vm.attend();
}
