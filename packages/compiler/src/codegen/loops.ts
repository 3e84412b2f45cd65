/** `for`, `async for`, `while` and `if`. */
import type { AsyncFor, For, If, While } from "@vivarium/parser";
import { messages } from "../compiler-errors.ts";
import { elifOf } from "../elif.ts";
import type { BasicBlock } from "../flowgraph/blocks.ts";
import { op } from "../opcodes.ts";
import { type Compiler, NO_LOCATION, NONE } from "./compiler.ts";
import { visitExpression } from "./expressions.ts";
import { jumpIf } from "./jumps.ts";
import { visitStatements } from "./statements.ts";
import { emitDelegation } from "./suspensions.ts";

/**
 * A chain of `elif`s is taken in a loop: it is as deep as it is long.
 * CPython 3.11: Python/compile.c compiler_if
 */
export function visitIf(c: Compiler, s: If): void {
  const ends: BasicBlock[] = [];
  for (let at: If | null = s; at !== null; ) {
    c.u.location = at;
    const end = c.newBlock();
    ends.push(end);
    const otherwise = at.orelse.length > 0 ? c.newBlock() : end;
    jumpIf(c, at.test, otherwise, false);
    visitStatements(c, at.body);
    if (at.orelse.length === 0) break;
    c.emitJumpNoLine(op.JUMP, end);
    c.useBlock(otherwise);
    const elif = elifOf(at);
    if (elif === null) visitStatements(c, at.orelse);
    at = elif;
  }
  for (let i = ends.length - 1; i >= 0; i--) c.useBlock(ends[i]!);
}

/** CPython 3.11: Python/compile.c compiler_while */
export function visitWhile(c: Compiler, s: While): void {
  const loop = c.newBlock();
  const body = c.newBlock();
  const anchor = c.newBlock();
  const end = c.newBlock();
  c.useBlock(loop);
  c.pushFrameBlock("whileLoop", loop, end);
  jumpIf(c, s.test, anchor, false);
  c.useBlock(body);
  visitStatements(c, s.body);
  c.u.location = s;
  // The test is there twice, so that each round has one jump.
  jumpIf(c, s.test, body, true);
  c.popFrameBlock();
  c.useBlock(anchor);
  visitStatements(c, s.orelse);
  c.useBlock(end);
}

/** CPython 3.11: Python/compile.c compiler_for */
export function visitFor(c: Compiler, s: For): void {
  const start = c.newBlock();
  const body = c.newBlock();
  const cleanup = c.newBlock();
  const end = c.newBlock();
  c.pushFrameBlock("forLoop", start, end);
  visitExpression(c, s.iter);
  c.emit(op.GET_ITER);
  c.useBlock(start);
  c.emitJump(op.FOR_ITER, cleanup);
  c.useBlock(body);
  visitExpression(c, s.target);
  visitStatements(c, s.body);
  c.u.location = NO_LOCATION;
  c.emitJump(op.JUMP, start);
  c.useBlock(cleanup);
  c.popFrameBlock();
  visitStatements(c, s.orelse);
  c.useBlock(end);
}

/** CPython 3.11: Python/compile.c compiler_async_for */
export function visitAsyncFor(c: Compiler, s: AsyncFor): void {
  if (c.topLevelAwait) c.u.scope.isCoroutine = true;
  else if (c.u.kind !== "asyncFunction") c.fail(messages.asyncForOutsideAsync);
  const start = c.newBlock();
  const except = c.newBlock();
  const end = c.newBlock();
  visitExpression(c, s.iter);
  c.emit(op.GET_AITER);
  c.useBlock(start);
  c.pushFrameBlock("forLoop", start, end);
  c.emitJump(op.SETUP_FINALLY, except);
  c.emit(op.GET_ANEXT);
  c.loadConst(NONE);
  emitDelegation(c, true);
  c.emit(op.POP_BLOCK);
  visitExpression(c, s.target);
  visitStatements(c, s.body);
  c.u.location = NO_LOCATION;
  c.emitJump(op.JUMP, start);
  c.popFrameBlock();
  c.useBlock(except);
  // The end of the loop belongs to the iterable, not to the body's last line.
  c.u.location = s.iter;
  c.emit(op.END_ASYNC_FOR);
  visitStatements(c, s.orelse);
  c.useBlock(end);
}
