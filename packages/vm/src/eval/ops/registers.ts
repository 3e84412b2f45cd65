import type { RefCounts } from "@vivarium/heap";
import type { Types } from "../../bootstrap/types.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import type { Code } from "../../objects/code.ts";
import type { ThreadState } from "../../thread.ts";
import type { PyFrame } from "../frame.ts";

/**
 * What the body of an operation works on; one a VM, written before each call of a body and read after it.
 *
 * A body `NAME` is a function of `f` in one of three forms, told apart by its declared return type:
 * - `void`: cannot fail; the next instruction follows.
 * - `Result`: gives its value, null or PENDING, with its operands still on the stack; `NAME_finish(f, r)` then drops them
 *   and stores the value. When it was PENDING, only the finish runs once the value is there.
 * - `Control`: decides itself how to go on.
 *
 * `NAME_fast(f)`, where there is one, does what is common without looking further, or gives COLD and has changed nothing: then the body does it. The fast
 * loop has its text inline, each field of `f` a local variable of the same name, counts plain, and `f.fast` true. It must not pass `f` on.
 */
export class Registers {
  readonly vm: VM;
  readonly counts: RefCounts<PyObject>;
  readonly T: Types;
  thread: ThreadState;
  frame!: PyFrame;
  code!: Code;
  slots!: (PyObject | null)[];
  consts!: PyObject[];
  words!: Int32Array;
  /** First free place of the operand stack. */
  sp = 0;
  /** This instruction's index in code units. */
  pc = 0;
  oparg = 0;
  /** Where the instruction that looks at the eval breaker begins. */
  from = 0;
  /** What a frame gives to the one below. */
  given: PyObject | null = null;
  /** Two instructions may be done in one step: nothing looks in between. */
  readonly fast: boolean;
  /** The last instruction, how it went on and its operand, for the observed loop; -1: none. */
  last = -1;
  how = 0;
  lastArg = 0;

  constructor(vm: VM, fast: boolean) {
    this.vm = vm;
    this.fast = fast;
    this.counts = vm.counts;
    this.T = vm.T;
    this.thread = vm.thread;
  }
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

/** How a fast body goes on, besides. */
export type Fast =
  | Control
  | typeof QUIET
  | typeof COLD
  | typeof ENTERED
  | typeof RETURNED
  | typeof YIELDED
  | typeof FUSED_NEXT
  | typeof FUSED_JUMP_BACK;
/** The next instruction; nothing has died that had more than its own memory, and no container was made. */
export const QUIET = 5;
/** Nothing has been done: the body must do it. */
export const COLD = 6;
/** Another frame is on top: a new one, or a generator's. */
export const ENTERED = 7;
/** The frame below is on top, and `given` is the value of its CALL. */
export const RETURNED = 8;
/** Two instructions were done and `f.pc` is set to the third; quiet. */
export const FUSED_NEXT = 9;
/** As FUSED_NEXT, and the second was a jump backwards. */
export const FUSED_JUMP_BACK = 10;

/** The frame below is on top, and `given` is what its FOR_ITER waits for. */
export const YIELDED = 11;

/** `PyFrame.awaiting`: not waiting; waiting to finish the instruction; waiting to push the value, operands gone. */
export const AWAITING_NOTHING = 0;
export const AWAITING_FINISH = 1;
export const AWAITING_PUSH = 2;

/** Drops a reference; in the fast loop this is inline. */
export function decref(f: Registers, o: PyObject): void {
  f.counts.decref(o);
}

/** Writes down where the frame is, for those who look while the instruction is at work. */
export function settle(f: Registers): void {
  f.frame.pc = f.pc;
  f.frame.sp = f.sp;
}

/** The price of the second of two instructions done in one step. */
export function charge(f: Registers, opcode: number): void {
  f.thread.cost += f.vm.evalState.costs[opcode]!;
}

export type { Result };
