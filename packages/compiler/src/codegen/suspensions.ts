/** `yield`, `yield from` and `await`: where a frame lets go of the thread. */
import type { Await, Yield, YieldFrom } from "@vivarium/parser";
import { messages } from "../compiler-errors.ts";
import { op } from "../opcodes.ts";
import { type Compiler, NONE } from "./compiler.ts";
import { visitExpression } from "./expressions.ts";

/** Operands of RESUME: why the frame starts or goes on. */
const RESUME_AFTER_YIELD = 1;
const RESUME_AFTER_YIELD_FROM = 2;
const RESUME_AFTER_AWAIT = 3;

/** Hands every value of the awaitable or iterator on the stack out, until it is done (CPython 3.11: ADD_YIELD_FROM). */
export function emitDelegation(c: Compiler, isAwait: boolean): void {
  const start = c.newBlock();
  const resume = c.newBlock();
  const exit = c.newBlock();
  c.useBlock(start);
  c.emitJump(op.SEND, exit);
  c.useBlock(resume);
  c.emit(op.YIELD_VALUE);
  c.emitArg(op.RESUME, isAwait ? RESUME_AFTER_AWAIT : RESUME_AFTER_YIELD_FROM);
  c.emitJump(op.JUMP_NO_INTERRUPT, start);
  c.useBlock(exit);
}

/** Awaits what is on the stack. `source` is GET_AWAITABLE's operand: 0 for `await`, 1 and 2 for `async with`'s enter and exit. */
export function emitAwait(c: Compiler, source: number): void {
  c.emitArg(op.GET_AWAITABLE, source);
  c.loadConst(NONE);
  emitDelegation(c, true);
}

/** CPython 3.11: Python/compile.c ADDOP_YIELD */
export function emitYield(c: Compiler): void {
  const { scope } = c.u;
  if (scope.isGenerator && scope.isCoroutine) c.emit(op.ASYNC_GEN_WRAP);
  c.emit(op.YIELD_VALUE);
  c.emitArg(op.RESUME, RESUME_AFTER_YIELD);
}

export function visitYield(c: Compiler, e: Yield): void {
  if (c.u.scope.kind !== "function") c.fail(messages.yieldOutsideFunction);
  if (e.value !== null) visitExpression(c, e.value);
  else c.loadConst(NONE);
  emitYield(c);
}

export function visitYieldFrom(c: Compiler, e: YieldFrom): void {
  if (c.u.scope.kind !== "function") c.fail(messages.yieldOutsideFunction);
  if (c.u.kind === "asyncFunction") c.fail(messages.yieldFromInAsync);
  visitExpression(c, e.value);
  c.emit(op.GET_YIELD_FROM_ITER);
  c.loadConst(NONE);
  emitDelegation(c, false);
}

export function visitAwait(c: Compiler, e: Await): void {
  if (!c.topLevelAwait) {
    if (c.u.scope.kind !== "function") c.fail(messages.awaitOutsideFunction);
    if (c.u.kind !== "asyncFunction" && c.u.kind !== "comprehension") c.fail(messages.awaitOutsideAsync);
  }
  visitExpression(c, e.value);
  emitAwait(c, 0);
}
