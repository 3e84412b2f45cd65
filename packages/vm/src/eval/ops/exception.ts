import { incref, newRef } from "@vivarium/heap";
import type { PyObject, Result } from "../../object.ts";
import { PENDING } from "../../object.ts";
import { exceptionGroupMatch, exceptionMatchesClass, prepareReraiseStar } from "../../objects/exceptions/match.ts";
import { restoreException } from "../../objects/exceptions/raise.ts";
import { raiseVarargs } from "../../objects/exceptions/raise-statement.ts";
import { callObject } from "../call.ts";
import { AWAITING_FINISH, type Control, decref, ERROR, NEXT, type Registers, SWITCH } from "./registers.ts";

/*
 * Raising and handling. On the operand stack an exception being handled is its instance; None when there was none.
 */

/** Replaces the exception on top by what was being handled before, and pushes it again: it is being handled now. */
export function PUSH_EXC_INFO(f: Registers): void {
  const value = f.slots[f.sp - 1]!;
  const item = f.thread.exceptionInfo;
  f.slots[f.sp - 1] = item.value ?? newRef(f.vm.none);
  f.slots[f.sp++] = value;
  incref(value);
  item.value = value;
}

/** What was being handled before is being handled again. */
export function POP_EXCEPT(f: Registers): void {
  const value = f.slots[--f.sp]!;
  const item = f.thread.exceptionInfo;
  const old = item.value;
  if (value === f.vm.none) {
    item.value = null;
    decref(f, value);
  } else item.value = value;
  if (old !== null) decref(f, old);
}

export function CHECK_EXC_MATCH(f: Registers): Result {
  return exceptionMatchesClass(f.vm, f.slots[f.sp - 2]!, f.slots[f.sp - 1]!);
}

export function CHECK_EXC_MATCH_finish(f: Registers, r: PyObject): void {
  const type = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, type);
}

/** Gives a pair: what is left of the group, and the part that matches. */
export function CHECK_EG_MATCH(f: Registers): Result {
  return exceptionGroupMatch(f.vm, f.slots[f.sp - 2]!, f.slots[f.sp - 1]!);
}

export function CHECK_EG_MATCH_finish(f: Registers, r: PyObject): void {
  const type = f.slots[--f.sp]!;
  const value = f.slots[--f.sp]!;
  const [rest, match] = r.v as [PyObject, PyObject];
  f.slots[f.sp++] = newRef(rest);
  f.slots[f.sp++] = newRef(match);
  if (match !== f.vm.none) {
    const item = f.thread.exceptionInfo;
    const old = item.value;
    item.value = newRef(match);
    if (old !== null) decref(f, old);
  }
  decref(f, r);
  decref(f, type);
  decref(f, value);
}

export function PREP_RERAISE_STAR(f: Registers): Result {
  return prepareReraiseStar(f.vm, f.slots[f.sp - 2]!, f.slots[f.sp - 1]!);
}

export function PREP_RERAISE_STAR_finish(f: Registers, r: PyObject): void {
  const excs = f.slots[--f.sp]!;
  const orig = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, excs);
  decref(f, orig);
}

/** Raises again what is on top; the operand says how far below the place to blame is. */
export function RERAISE(f: Registers): Control {
  const value = f.slots[--f.sp]!;
  if (f.oparg !== 0) f.frame.reraiseAt = f.slots[f.sp - f.oparg]!.v as number;
  restoreException(f.vm, value);
  f.frame.reraising = true;
  return ERROR;
}

export function RAISE_VARARGS(f: Registers): Control {
  const cause = f.oparg > 1 ? f.slots[f.sp - 1]! : null;
  const value = f.oparg > 0 ? f.slots[f.sp - (f.oparg > 1 ? 2 : 1)]! : null;
  const r = raiseVarargs(f.vm, value, cause);
  if (r === PENDING) {
    f.frame.awaiting = AWAITING_FINISH;
    return SWITCH;
  }
  if (f.oparg === 0) f.frame.reraising = true;
  return ERROR;
}

export function RAISE_VARARGS_finish(): Control {
  return ERROR;
}

/** Calls `__exit__(type, value, traceback)`: exit, lasti, previous exception, exception are the top four. */
export function WITH_EXCEPT_START(f: Registers): Result {
  const value = f.slots[f.sp - 1]!;
  const exit = f.slots[f.sp - 4]!;
  const traceback = (value.v as { traceback: PyObject | null }).traceback ?? f.vm.none;
  return callObject(f.vm, exit, [value.type.object, value, traceback], null);
}

export function WITH_EXCEPT_START_finish(f: Registers, r: PyObject): void {
  f.slots[f.sp++] = r;
}

/** The end of `async for`: StopAsyncIteration is the normal one. */
export function END_ASYNC_FOR(f: Registers): Control {
  const value = f.slots[--f.sp]!;
  if (value.type === f.T.StopAsyncIteration || value.type.mro.includes(f.T.StopAsyncIteration)) {
    const iterator = f.slots[--f.sp]!;
    decref(f, value);
    decref(f, iterator);
    return NEXT;
  }
  restoreException(f.vm, value);
  f.frame.reraising = true;
  return ERROR;
}
