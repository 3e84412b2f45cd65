import { newRef, touch, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { PENDING, type PyObject, type PyType, type Result, STOP } from "../object.ts";
import { raiseException, raiseObject, setCause, setContext } from "../objects/exceptions/raise.ts";
import type { GeneratorData } from "../objects/generator.ts";
import { enterRecursive } from "./call.ts";
import { endFrame } from "./enter-simple.ts";
import { type Frame, PyFrame } from "./frame.ts";
import type { ThreadTrace } from "./trace-state.ts";

/*
 * Entering and leaving generators. A generator's frame is put on the thread's stack while it runs; what it yields, returns or raises goes to
 * the frame below: a value, STOP with `stopValue`, or the exception.
 */

function kindName(vm: VM, g: PyObject): string {
  return g.type === vm.T.coroutine ? "coroutine" : g.type === vm.T.async_generator ? "async generator" : "generator";
}

/**
 * Runs a generator on. `value`: what is sent, borrowed; null: nothing (`next`). With `thread.exception` set and `throwing`, it is raised inside; `closing`: for
 * `close`, which says nothing about a coroutine that has ended. Gives PENDING, or STOP when it has ended, or null. CPython 3.11: Objects/genobject.c gen_send_ex2
 */
export function resumeGenerator(
  vm: VM,
  g: PyObject<GeneratorData>,
  value: PyObject | null,
  throwing = false,
  closing = false,
): Result {
  const data = g.v;
  if (data.state === "created" && value !== null && value !== vm.none)
    return vm.raise(vm.T.TypeError, `can't send non-None value to a just-started ${kindName(vm, g)}`);
  if (data.state === "executing" || data.delegating) return vm.raise(vm.T.ValueError, `${kindName(vm, g)} already executing`);
  if (data.state === "completed" || data.frame === null) {
    if (g.type === vm.T.coroutine && !closing) return vm.raise(vm.T.RuntimeError, "cannot reuse already awaited coroutine");
    if (throwing) return null;
    vm.thread.stopValue = null;
    return STOP;
  }
  return pushGenerator(vm, g, value, throwing);
}

function pushGenerator(vm: VM, g: PyObject<GeneratorData>, value: PyObject | null, throwing: boolean): Result {
  if (!enterRecursive(vm, "")) return null;
  const data = g.v;
  const thread = vm.thread;
  const frame = data.frame!;
  touchPayload(g);
  touch(g);
  // The frame owns the value sent: RESUME finds it on the stack, where YIELD_VALUE took the yielded one from.
  frame.slots[frame.sp++] = newRef(value ?? vm.none);
  data.state = "executing";
  data.exceptionItem.previous = thread.exceptionInfo;
  thread.exceptionInfo = data.exceptionItem;
  frame.back = thread.frame;
  thread.frame = frame;
  frame.generator = g;
  if (throwing) {
    if (thread.trace !== null) thread.trace.thrown = frame;
    // It is raised while the generator handles what it was handling. CPython 3.11: Python/errors.c _PyErr_ChainStackItem
    if (data.exceptionItem.value !== null) {
      const e = thread.exception!;
      thread.exception = null;
      raiseObject(vm, e);
    }
    // Delivered as a failure of the instruction before the one to go on with: the handler of the yield.
    frame.awaiting = 1;
    frame.pc--;
    thread.sent = null;
    thread.delivering = true;
  }
  return PENDING;
}

/** Puts the frame of a generator that has only to go on onto the stack; false, with nothing done, for any other. */
export function enterGenerator(vm: VM, g: PyObject<GeneratorData>): boolean {
  const data = g.v;
  if (data.state !== "suspended" && data.state !== "created") return false;
  if (data.delegating || data.frame === null || vm.thread.depth >= vm.recursionLimit) return false;
  pushGenerator(vm, g, null, false);
  return true;
}

/** Takes a generator that yields off the stack; the value is the caller's business. */
export function suspendGenerator(vm: VM, frame: PyFrame): void {
  const g = leaveGenerator(vm, frame);
  g.v.state = "suspended";
}

/** Takes the generator's frame off the stack. */
function leaveGenerator(vm: VM, frame: PyFrame): PyObject<GeneratorData> {
  const thread = vm.thread;
  const g = frame.generator as PyObject<GeneratorData>;
  touchPayload(g);
  thread.frame = frame.back;
  thread.depth--;
  frame.back = null;
  thread.exceptionInfo = g.v.exceptionItem.previous!;
  g.v.exceptionItem.previous = null;
  return g;
}

function deliver(vm: VM, value: Result): void {
  const thread = vm.thread;
  if (vm.counts.suspended !== null) {
    vm.drainThen(value);
    return;
  }
  thread.sent = value;
  thread.delivering = true;
}

/** YIELD_VALUE: the value, given away, goes below. */
export function generatorYield(vm: VM, frame: PyFrame, value: PyObject): void {
  const g = leaveGenerator(vm, frame);
  g.v.state = "suspended";
  deliver(vm, value);
}

/** The end of a generator with a value is a StopIteration to the loop that asked, if that is traced. */
function noteStop(trace: ThreadTrace, below: Frame | null): void {
  if (below instanceof PyFrame && !trace.raising.includes(below)) trace.raising.push(below);
}

/** RETURN_VALUE in a generator: STOP goes below, with the value, given away, beside it. */
export function generatorReturn(vm: VM, frame: PyFrame, value: PyObject): void {
  const g = leaveGenerator(vm, frame);
  complete(vm, g, frame);
  if (vm.thread.trace !== null && value !== vm.none) noteStop(vm.thread.trace, vm.thread.frame);
  if (value === vm.none) {
    vm.counts.decref(value);
    vm.thread.stopValue = null;
  } else vm.thread.stopValue = value;
  deliver(vm, STOP);
}

/** An exception left a generator's frame: StopIteration must not pass for its end. CPython 3.11: gen_send_ex2, PEP 479 */
export function generatorRaised(vm: VM, frame: PyFrame): void {
  const g = leaveGenerator(vm, frame);
  complete(vm, g, frame);
  const T = vm.T;
  if (vm.exceptionMatches(T.StopIteration)) raiseFromCause(vm, T.RuntimeError, `${kindName(vm, g)} raised StopIteration`);
  else if (g.type === T.async_generator && vm.exceptionMatches(T.StopAsyncIteration))
    raiseFromCause(vm, T.RuntimeError, "async generator raised StopAsyncIteration");
  deliver(vm, null);
}

/** Raises an exception in the place of the one that propagates, which is its cause. CPython 3.11: Python/errors.c _PyErr_FormatFromCause */
export function raiseFromCause(vm: VM, type: PyType, message: string): null {
  const cause = vm.thread.exception!;
  vm.thread.exception = null;
  raiseException(vm, type, [vm.newStr(message)]);
  const e = vm.thread.exception!;
  setCause(vm, e, newRef(cause));
  setContext(vm, e, cause);
  return null;
}

/** The generator has ended: its frame goes. */
function complete(vm: VM, g: PyObject<GeneratorData>, frame: PyFrame): void {
  g.v.state = "completed";
  g.v.frame = null;
  frame.generator = null;
  const item = g.v.exceptionItem;
  const handled = item.value;
  item.value = null;
  endFrame(vm, frame);
  if (handled !== null) vm.counts.decref(handled);
}
