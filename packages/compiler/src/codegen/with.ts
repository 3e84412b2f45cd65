/** `with` and `async with`. */
import type { AsyncWith, With } from "@vivarium/parser";
import { messages } from "../compiler-errors.ts";
import type { BasicBlock } from "../flowgraph/blocks.ts";
import { op } from "../opcodes.ts";
import { type Compiler, NO_LOCATION } from "./compiler.ts";
import { visitExpression } from "./expressions.ts";
import { visitStatements } from "./statements.ts";
import { emitAwait } from "./suspensions.ts";
import { emitReraiseAndPop } from "./try.ts";
import { callExitWithNones } from "./unwind.ts";

/** The result of `__exit__` is on the stack: true swallows the exception (CPython 3.11: Python/compile.c compiler_with_except_finish). */
function finishExcept(c: Compiler, cleanup: BasicBlock): void {
  const suppress = c.newBlock();
  c.emitJump(op.POP_JUMP_IF_TRUE, suppress);
  c.emitArg(op.RERAISE, 2);
  c.u.location = NO_LOCATION;
  c.useBlock(cleanup);
  emitReraiseAndPop(c);
  c.useBlock(suppress);
  c.emit(op.POP_TOP);
  c.emit(op.POP_BLOCK);
  c.emit(op.POP_EXCEPT);
  c.emit(op.POP_TOP);
  c.emit(op.POP_TOP);
}

/** One `with` statement, from its item `index` on (CPython 3.11: Python/compile.c compiler_with, compiler_async_with). */
export function visitWith(c: Compiler, s: With | AsyncWith, index: number): void {
  const isAsync = s.node === "AsyncWith";
  const item = s.items[index]!;
  if (isAsync) {
    if (c.topLevelAwait) c.u.scope.isCoroutine = true;
    else if (c.u.kind !== "asyncFunction") c.fail(messages.asyncWithOutsideAsync);
  }
  const block = c.newBlock();
  const final = c.newBlock();
  const exit = c.newBlock();
  const cleanup = c.newBlock();
  visitExpression(c, item.context_expr);
  c.emit(isAsync ? op.BEFORE_ASYNC_WITH : op.BEFORE_WITH);
  if (isAsync) emitAwait(c, 1);
  c.emitJump(op.SETUP_WITH, final);
  c.useBlock(block);
  c.pushFrameBlock(isAsync ? "asyncWith" : "with", block, final, { at: s });
  if (item.optional_vars !== null) visitExpression(c, item.optional_vars);
  else c.emit(op.POP_TOP);
  if (index + 1 === s.items.length) visitStatements(c, s.body);
  else visitWith(c, s, index + 1);
  c.popFrameBlock();
  // An `async with` ends its block on the line of the body's last statement, a `with` on none.
  if (!isAsync) c.u.location = NO_LOCATION;
  c.emit(op.POP_BLOCK);
  c.u.location = s;
  callExitWithNones(c);
  if (isAsync) emitAwait(c, 2);
  c.emit(op.POP_TOP);
  c.emitJump(op.JUMP, exit);
  c.useBlock(final);
  c.emitJump(op.SETUP_CLEANUP, cleanup);
  c.emit(op.PUSH_EXC_INFO);
  c.emit(op.WITH_EXCEPT_START);
  if (isAsync) emitAwait(c, 2);
  finishExcept(c, cleanup);
  c.useBlock(exit);
}
