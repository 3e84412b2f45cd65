import type { RefCounts } from "@vivarium/heap";
import type { Types } from "../../bootstrap/types.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import type { Code } from "../../objects/code.ts";
import type { ThreadState } from "../../thread.ts";
import type { PyFrame } from "../frame.ts";

/**
 * What the body of an operation works on. In the generated loop each field is a local variable of the same name: `f.sp` becomes `sp`.
 *
 * A body is a function of `f` in one of three forms, told apart by its declared return type:
 * - `void`: cannot fail; the next instruction follows.
 * - `Result`: gives its value, null or PENDING, with its operands still on the stack; `NAME_finish(f, r)` then drops them
 *   and stores the value. When it was PENDING, only the finish runs once the value is there.
 * - `Control`: decides itself how to go on.
 */
export interface Registers {
  readonly vm: VM;
  readonly thread: ThreadState;
  readonly counts: RefCounts<PyObject>;
  readonly T: Types;
  frame: PyFrame;
  code: Code;
  slots: (PyObject | null)[];
  consts: PyObject[];
  /** First free place of the operand stack. */
  sp: number;
  /** This instruction's index in code units. */
  pc: number;
  oparg: number;
}

/** How a `Control` body goes on. */
export type Control = typeof NEXT | typeof JUMP | typeof ERROR | typeof SWITCH | typeof CALLED;
/** The next instruction. */
export const NEXT = 0;
/** To `f.pc`, which the body has set. */
export const JUMP = 1;
/** The exception is set: look for a handler. */
export const ERROR = 2;
/** Another frame is on top: go on there. This one waits for a value and `frame.awaiting` says what for. */
export const SWITCH = 3;
/** The next instruction, after a native callee has returned: a checkpoint in 3.11. */
export const CALLED = 4;

/** `PyFrame.awaiting`: not waiting; waiting to finish the instruction; waiting to push the value, operands gone. */
export const AWAITING_NOTHING = 0;
export const AWAITING_FINISH = 1;
export const AWAITING_PUSH = 2;

/** Drops a reference; in the fast loop this is inline. */
export function decref(f: Registers, o: PyObject): void {
  f.counts.decref(o);
}

export type { Result };
