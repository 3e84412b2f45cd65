import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { PENDING, type PyObject, type Result } from "../object.ts";
import { enterRecursive } from "./call.ts";
import { type Frame, NativeFrame } from "./frame.ts";
import { insertFrame } from "./native-frame.ts";

/*
 * Calls that CPython's recursion limit counts although no Python frame belongs to them: of built-in functions, comparisons, texts of objects.
 *
 * One that waits for Python code stays counted until it is done: the frame that waits for it keeps the number. One that does not wait lies on the
 * engine's stack, which ends sooner than a large `sys.setrecursionlimit` does: so from some depth on, an operation that can be inside itself is put on
 * the frame stack instead, to begin when the engine's stack is flat again.
 */

/** How many operations that can be inside themselves may lie on the engine's stack. */
const MOST_NESTED = 150;

/** A counted call waits and nothing else keeps it. */
class CountedFrame extends NativeFrame {
  step(_vm: VM, sent: Result): Result {
    return sent;
  }
}

/** What can be put off: a plain function, so that a frame can hold it. All borrowed. */
export type Operation = (vm: VM, a: PyObject, b: PyObject, n: number) => Result;

/** An operation that has not begun. */
class PostponedFrame extends NativeFrame {
  a: PyObject;
  b: PyObject;
  n: number;
  operation: Operation;
  begun = false;

  constructor(operation: Operation, a: PyObject, b: PyObject, n: number) {
    super();
    this.operation = operation;
    this.a = newRef(a);
    this.b = newRef(b);
    this.n = n;
  }

  step(vm: VM, sent: Result): Result {
    if (this.begun) return sent;
    this.begun = true;
    return this.operation(vm, this.a, this.b, this.n);
  }
}

/** One call deeper; false with RecursionError. `where`: " in comparison" and the like. CPython 3.11: Include/internal/pycore_ceval.h _Py_EnterRecursiveCall */
export function enterCall(vm: VM, where: string): boolean {
  return enterRecursive(vm, where);
}

/** The call has given `r`, or waits for it. CPython 3.11: _Py_LeaveRecursiveCall */
export function leaveCall(vm: VM, r: Result): Result {
  if (r !== PENDING) {
    vm.thread.depth--;
    return r;
  }
  waiting(vm).counted++;
  return r;
}

/** An operation that can be inside itself and that CPython counts. */
export function countedCall(vm: VM, where: string, operation: Operation, a: PyObject, b: PyObject, n = 0): Result {
  return enterRecursive(vm, where) ? leaveCall(vm, nestedCall(vm, operation, a, b, n)) : null;
}

/** An operation that can be inside itself and that CPython does not count: there, a deep one ends the process. */
export function nestedCall(vm: VM, operation: Operation, a: PyObject, b: PyObject, n = 0): Result {
  if (vm.nestedCalls < MOST_NESTED) {
    vm.nestedCalls++;
    const r = operation(vm, a, b, n);
    vm.nestedCalls--;
    return r;
  }
  const frame = new PostponedFrame(operation, a, b, n);
  frame.back = vm.thread.frame;
  vm.thread.frame = frame;
  return PENDING;
}

/** The frame that waits for all that was pushed since the running frame went on. */
function waiting(vm: VM): NativeFrame {
  let above: Frame | null = vm.thread.frame;
  if (above !== vm.current) {
    while (above!.back !== vm.current) above = above!.back;
    if (above instanceof NativeFrame) return above;
  }
  const frame = new CountedFrame();
  insertFrame(vm, frame);
  return frame;
}
