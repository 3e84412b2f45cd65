/** `return`, `break` and `continue`: what has to be undone on the way out of the statements around them. */
import type { Return, stmt } from "@vivarium/parser";
import { messages } from "../compiler-errors.ts";
import type { Constant } from "../constant.ts";
import { op } from "../opcodes.ts";
import { type Compiler, NO_LOCATION, NONE } from "./compiler.ts";
import { visitExpression } from "./expressions.ts";
import { emitNameOp } from "./names.ts";
import type { FrameBlock } from "./scope-unit.ts";
import { visitStatements } from "./statements.ts";
import { emitAwait } from "./suspensions.ts";

/** `__exit__(None, None, None)` (CPython 3.11: Python/compile.c compiler_call_exit_with_nones). */
export function callExitWithNones(c: Compiler): void {
  for (let i = 0; i < 3; i++) c.loadConst(NONE);
  c.emitArg(op.PRECALL, 2);
  c.emitArg(op.CALL, 2);
}

/** Binds an except clause's name to None and deletes it, so that the exception does not live on in the frame. */
export function clearHandlerName(c: Compiler, name: string): void {
  c.loadConst(NONE);
  emitNameOp(c, name, "Store");
  emitNameOp(c, name, "Del");
}

/** Brings what lies under the value to be kept to the top. */
function keepValue(c: Compiler, keepsValue: boolean): void {
  if (keepsValue) c.emitArg(op.SWAP, 2);
}

function unwindFinally(c: Compiler, body: readonly stmt[], keepsValue: boolean): void {
  c.emit(op.POP_BLOCK);
  if (keepsValue) c.pushFrameBlock("popValue", null);
  visitStatements(c, body);
  if (keepsValue) c.popFrameBlock();
  // The finally body seems to run after the statement that leaves, so the rest of the way out has no line.
  c.u.location = NO_LOCATION;
}

function unwindWith(c: Compiler, info: FrameBlock, keepsValue: boolean): void {
  c.u.location = info.at!;
  c.emit(op.POP_BLOCK);
  keepValue(c, keepsValue);
  callExitWithNones(c);
  if (info.kind === "asyncWith") emitAwait(c, 2);
  c.emit(op.POP_TOP);
  c.u.location = NO_LOCATION;
}

function unwindHandler(c: Compiler, info: FrameBlock, keepsValue: boolean): void {
  const name = info.handlerName;
  if (name !== null) c.emit(op.POP_BLOCK);
  keepValue(c, keepsValue);
  c.emit(op.POP_BLOCK);
  c.emit(op.POP_EXCEPT);
  if (name !== null) clearHandlerName(c, name);
}

/** CPython 3.11: Python/compile.c compiler_unwind_fblock */
function unwind(c: Compiler, info: FrameBlock, keepsValue: boolean): void {
  switch (info.kind) {
    case "forLoop":
    case "popValue":
      keepValue(c, keepsValue);
      c.emit(op.POP_TOP);
      break;
    case "tryExcept":
      c.emit(op.POP_BLOCK);
      break;
    case "finallyTry":
      unwindFinally(c, info.finalBody!, keepsValue);
      break;
    case "finallyEnd":
      keepValue(c, keepsValue);
      c.emit(op.POP_TOP);
      keepValue(c, keepsValue);
      c.emit(op.POP_BLOCK);
      c.emit(op.POP_EXCEPT);
      break;
    case "with":
    case "asyncWith":
      unwindWith(c, info, keepsValue);
      break;
    case "handlerCleanup":
      unwindHandler(c, info, keepsValue);
      break;
  }
}

/**
 * Unwinds everything, or what lies inside the innermost loop, which is the answer.
 * CPython 3.11: Python/compile.c compiler_unwind_fblock_stack
 */
function unwindAll(c: Compiler, keepsValue: boolean, stopsAtLoop: boolean): FrameBlock | null {
  const { frameBlocks } = c.u;
  const info = frameBlocks[frameBlocks.length - 1];
  if (info === undefined) return null;
  if (info.kind === "exceptionGroupHandler") c.fail(messages.leavesExceptStar);
  if (stopsAtLoop && (info.kind === "whileLoop" || info.kind === "forLoop")) return info;
  // While it is unwound it does not surround what is emitted.
  frameBlocks.pop();
  unwind(c, info, keepsValue);
  const loop = unwindAll(c, keepsValue, stopsAtLoop);
  frameBlocks.push(info);
  return loop;
}

/** CPython 3.11: Python/compile.c compiler_return */
export function visitReturn(c: Compiler, s: Return): void {
  const { value } = s;
  const { scope } = c.u;
  const keepsValue = value !== null && value.node !== "Constant";
  if (scope.kind !== "function") c.fail(messages.returnOutsideFunction);
  if (value !== null && scope.isCoroutine && scope.isGenerator) c.fail(messages.returnValueInAsyncGenerator);
  if (value !== null) {
    if (keepsValue) visitExpression(c, value);
    else {
      c.u.location = value;
      c.emit(op.NOP);
    }
  }
  if (value === null || value.lineno !== s.lineno) {
    c.u.location = s;
    c.emit(op.NOP);
  }
  unwindAll(c, keepsValue, false);
  if (value === null) c.loadConst(NONE);
  else if (value.node === "Constant") c.loadConst(value.value as Constant);
  c.emit(op.RETURN_VALUE);
}

/** CPython 3.11: Python/compile.c compiler_break */
export function visitBreak(c: Compiler): void {
  c.emit(op.NOP);
  const at = c.u.location;
  const loop = unwindAll(c, false, true);
  if (loop === null) {
    c.u.location = at;
    c.fail(messages.breakOutsideLoop);
  }
  unwind(c, loop, false);
  c.emitJump(op.JUMP, loop.exit!);
}

/** CPython 3.11: Python/compile.c compiler_continue */
export function visitContinue(c: Compiler): void {
  c.emit(op.NOP);
  const at = c.u.location;
  const loop = unwindAll(c, false, true);
  if (loop === null) {
    c.u.location = at;
    c.fail(messages.continueOutsideLoop);
  }
  c.emitJump(op.JUMP, loop.block!);
}
