/** `try` with `except`, `except*`, `else` and `finally`. */
import type { ExceptHandler, Try, TryStar } from "@vivarium/parser";
import { messages } from "../compiler-errors.ts";
import type { BasicBlock } from "../flowgraph/blocks.ts";
import { op } from "../opcodes.ts";
import { type Compiler, NO_LOCATION } from "./compiler.ts";
import { visitExpression } from "./expressions.ts";
import { emitNameOp } from "./names.ts";
import { visitStatements } from "./statements.ts";
import { clearHandlerName } from "./unwind.ts";

/** Ends the handling of an exception and raises it on (CPython 3.11: Python/compile.c POP_EXCEPT_AND_RERAISE). */
export function emitReraiseAndPop(c: Compiler): void {
  c.emitArg(op.COPY, 3);
  c.emit(op.POP_EXCEPT);
  c.emitArg(op.RERAISE, 1);
}

export function visitTry(c: Compiler, s: Try | TryStar): void {
  if (s.finalbody.length > 0) visitTryFinally(c, s);
  else visitHandled(c, s);
}

function visitHandled(c: Compiler, s: Try | TryStar): void {
  if (s.node === "TryStar") visitTryStar(c, s);
  else visitTryExcept(c, s);
}

/** CPython 3.11: Python/compile.c compiler_try_finally, compiler_try_star_finally */
function visitTryFinally(c: Compiler, s: Try | TryStar): void {
  const body = c.newBlock();
  const end = c.newBlock();
  const exit = c.newBlock();
  const cleanup = c.newBlock();
  c.emitJump(op.SETUP_FINALLY, end);
  c.useBlock(body);
  c.pushFrameBlock("finallyTry", body, end, { finalBody: s.finalbody });
  if (s.handlers.length > 0) visitHandled(c, s);
  else visitStatements(c, s.body);
  c.emitNoLine(op.POP_BLOCK);
  c.popFrameBlock();
  visitStatements(c, s.finalbody);
  c.emitJumpNoLine(op.JUMP, exit);
  // The finally body once more, for an exception.
  c.useBlock(end);
  c.pushFrameBlock("finallyEnd", end);
  c.u.location = NO_LOCATION;
  c.emitJump(op.SETUP_CLEANUP, cleanup);
  c.emit(op.PUSH_EXC_INFO);
  visitStatements(c, s.finalbody);
  c.popFrameBlock();
  c.emitArg(op.RERAISE, 0);
  c.useBlock(cleanup);
  emitReraiseAndPop(c);
  c.useBlock(exit);
}

/** `except ... as name:`; the name is cleared whichever way the body is left. */
function visitNamedHandler(c: Compiler, h: ExceptHandler, name: string, end: BasicBlock): void {
  const cleanupEnd = c.newBlock();
  const cleanupBody = c.newBlock();
  emitNameOp(c, name, "Store");
  c.emitJump(op.SETUP_CLEANUP, cleanupEnd);
  c.useBlock(cleanupBody);
  c.pushFrameBlock("handlerCleanup", cleanupBody, null, { handlerName: name });
  visitStatements(c, h.body);
  c.popFrameBlock();
  c.u.location = NO_LOCATION;
  c.emit(op.POP_BLOCK);
  c.emit(op.POP_BLOCK);
  c.emit(op.POP_EXCEPT);
  clearHandlerName(c, name);
  c.emitJump(op.JUMP, end);
  c.useBlock(cleanupEnd);
  c.u.location = NO_LOCATION;
  clearHandlerName(c, name);
  c.emitArg(op.RERAISE, 1);
}

function visitUnnamedHandler(c: Compiler, h: ExceptHandler, end: BasicBlock): void {
  const cleanupBody = c.newBlock();
  c.emit(op.POP_TOP);
  c.useBlock(cleanupBody);
  c.pushFrameBlock("handlerCleanup", cleanupBody);
  visitStatements(c, h.body);
  c.popFrameBlock();
  c.u.location = NO_LOCATION;
  c.emit(op.POP_BLOCK);
  c.emit(op.POP_EXCEPT);
  c.emitJump(op.JUMP, end);
}

/** CPython 3.11: Python/compile.c compiler_try_except */
function visitTryExcept(c: Compiler, s: Try): void {
  const body = c.newBlock();
  let except = c.newBlock();
  const end = c.newBlock();
  const cleanup = c.newBlock();
  c.emitJump(op.SETUP_FINALLY, except);
  c.useBlock(body);
  c.pushFrameBlock("tryExcept", body);
  visitStatements(c, s.body);
  c.popFrameBlock();
  c.emitNoLine(op.POP_BLOCK);
  visitStatements(c, s.orelse);
  c.emitJumpNoLine(op.JUMP, end);
  c.useBlock(except);
  c.u.location = NO_LOCATION;
  c.emitJump(op.SETUP_CLEANUP, cleanup);
  c.emit(op.PUSH_EXC_INFO);
  c.pushFrameBlock("exceptionHandler", null);
  for (let i = 0; i < s.handlers.length; i++) {
    const h = s.handlers[i]!;
    c.u.location = h;
    if (h.type === null && i < s.handlers.length - 1) c.fail(messages.bareExceptNotLast);
    except = c.newBlock();
    if (h.type !== null) {
      visitExpression(c, h.type);
      c.emit(op.CHECK_EXC_MATCH);
      c.emitJump(op.POP_JUMP_IF_FALSE, except);
    }
    if (h.name !== null) visitNamedHandler(c, h, h.name, end);
    else visitUnnamedHandler(c, h, end);
    c.useBlock(except);
  }
  c.u.location = NO_LOCATION;
  c.popFrameBlock();
  c.emitArg(op.RERAISE, 0);
  c.useBlock(cleanup);
  emitReraiseAndPop(c);
  c.useBlock(end);
}

/** One `except*` clause; what its body raises is added to the list under the group. */
function visitStarHandler(c: Compiler, h: ExceptHandler, isFirst: boolean, isLast: boolean, reraiseStar: BasicBlock): void {
  c.u.location = h;
  const except = c.newBlock();
  const withError = c.newBlock();
  const noMatch = c.newBlock();
  if (isFirst) {
    // [group] -> [group, raised = [], rest = group]
    c.emitArg(op.COPY, 1);
    c.emitArg(op.BUILD_LIST, 0);
    c.emitArg(op.SWAP, 2);
  }
  if (h.type !== null) {
    visitExpression(c, h.type);
    c.emit(op.CHECK_EG_MATCH);
    c.emitArg(op.COPY, 1);
    c.emitJump(op.POP_JUMP_IF_NONE, noMatch);
  }
  const cleanupEnd = c.newBlock();
  const cleanupBody = c.newBlock();
  if (h.name !== null) emitNameOp(c, h.name, "Store");
  else c.emit(op.POP_TOP);
  c.emitJump(op.SETUP_CLEANUP, cleanupEnd);
  c.useBlock(cleanupBody);
  c.pushFrameBlock("handlerCleanup", cleanupBody, null, { handlerName: h.name });
  visitStatements(c, h.body);
  c.popFrameBlock();
  c.u.location = NO_LOCATION;
  c.emit(op.POP_BLOCK);
  if (h.name !== null) clearHandlerName(c, h.name);
  c.emitJump(op.JUMP, except);
  c.useBlock(cleanupEnd);
  c.u.location = NO_LOCATION;
  if (h.name !== null) clearHandlerName(c, h.name);
  c.emitArg(op.LIST_APPEND, 3);
  c.emit(op.POP_TOP);
  c.emitJump(op.JUMP, withError);
  c.useBlock(except);
  // Holds the line that is propagated to here.
  c.emit(op.NOP);
  c.emitJump(op.JUMP, withError);
  c.useBlock(noMatch);
  c.emit(op.POP_TOP);
  c.useBlock(withError);
  if (isLast) {
    // What no clause took is raised on.
    c.emitArg(op.LIST_APPEND, 1);
    c.emitJump(op.JUMP, reraiseStar);
  }
}

/** CPython 3.11: Python/compile.c compiler_try_star_except */
function visitTryStar(c: Compiler, s: TryStar): void {
  const body = c.newBlock();
  const except = c.newBlock();
  const orelse = c.newBlock();
  const end = c.newBlock();
  const cleanup = c.newBlock();
  const reraiseStar = c.newBlock();
  c.emitJump(op.SETUP_FINALLY, except);
  c.useBlock(body);
  c.pushFrameBlock("tryExcept", body);
  visitStatements(c, s.body);
  c.popFrameBlock();
  c.emitNoLine(op.POP_BLOCK);
  c.emitJumpNoLine(op.JUMP, orelse);
  c.useBlock(except);
  c.u.location = NO_LOCATION;
  c.emitJump(op.SETUP_CLEANUP, cleanup);
  c.emit(op.PUSH_EXC_INFO);
  c.pushFrameBlock("exceptionGroupHandler", null);
  const last = s.handlers.length - 1;
  s.handlers.forEach((h, i) => {
    visitStarHandler(c, h, i === 0, i === last, reraiseStar);
  });
  c.popFrameBlock();
  visitStarEnd(c, reraiseStar, end, cleanup);
  c.useBlock(orelse);
  visitStatements(c, s.orelse);
  c.useBlock(end);
}

function visitStarEnd(c: Compiler, reraiseStar: BasicBlock, end: BasicBlock, cleanup: BasicBlock): void {
  const reraise = c.newBlock();
  c.useBlock(reraiseStar);
  c.emit(op.PREP_RERAISE_STAR);
  c.emitArg(op.COPY, 1);
  c.emitJump(op.POP_JUMP_IF_NOT_NONE, reraise);
  // Nothing is left to raise.
  c.emit(op.POP_TOP);
  c.emit(op.POP_BLOCK);
  c.emit(op.POP_EXCEPT);
  c.emitJump(op.JUMP, end);
  c.useBlock(reraise);
  c.emit(op.POP_BLOCK);
  c.emitArg(op.SWAP, 2);
  c.emit(op.POP_EXCEPT);
  c.emitArg(op.RERAISE, 0);
  c.useBlock(cleanup);
  emitReraiseAndPop(c);
}
