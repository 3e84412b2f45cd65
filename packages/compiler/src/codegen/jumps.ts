/** Conditional jumps: tests that jump instead of leaving a truth value. */
import type { Compare, cmpop, expr } from "@vivarium/parser";
import type { BasicBlock } from "../flowgraph/blocks.ts";
import { op } from "../opcodes.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpression } from "./expressions.ts";
import { checkCompare } from "./warnings.ts";

const COMPARISONS: Readonly<Record<cmpop, readonly [opcode: number, oparg: number]>> = {
  Lt: [op.COMPARE_OP, 0],
  LtE: [op.COMPARE_OP, 1],
  Eq: [op.COMPARE_OP, 2],
  NotEq: [op.COMPARE_OP, 3],
  Gt: [op.COMPARE_OP, 4],
  GtE: [op.COMPARE_OP, 5],
  Is: [op.IS_OP, 0],
  IsNot: [op.IS_OP, 1],
  In: [op.CONTAINS_OP, 0],
  NotIn: [op.CONTAINS_OP, 1],
};

/** CPython 3.11: Python/compile.c compiler_addcompare */
export function emitComparison(c: Compiler, operator: cmpop): void {
  const [opcode, oparg] = COMPARISONS[operator];
  c.emitArg(opcode, oparg);
}

/** All comparisons of a chain but the last; each keeps its right operand for the next, and leaves for `cleanup` when false. */
export function emitChain(c: Compiler, e: Compare, jump: number, cleanup: BasicBlock): void {
  visitExpression(c, e.left);
  const last = e.ops.length - 1;
  for (let i = 0; i < last; i++) {
    visitExpression(c, e.comparators[i]!);
    c.emitArg(op.SWAP, 2);
    c.emitArg(op.COPY, 2);
    emitComparison(c, e.ops[i]!);
    c.emitJump(jump, cleanup);
  }
  visitExpression(c, e.comparators[last]!);
  emitComparison(c, e.ops[last]!);
}

function jumpIfChain(c: Compiler, e: Compare, target: BasicBlock, condition: boolean): void {
  checkCompare(c, e);
  const cleanup = c.newBlock();
  emitChain(c, e, op.POP_JUMP_IF_FALSE, cleanup);
  c.emitJump(condition ? op.POP_JUMP_IF_TRUE : op.POP_JUMP_IF_FALSE, target);
  const end = c.newBlock();
  c.emitJumpNoLine(op.JUMP, end);
  c.useBlock(cleanup);
  c.emit(op.POP_TOP);
  if (!condition) c.emitJumpNoLine(op.JUMP, target);
  c.useBlock(end);
}

function jumpIfBoolOp(c: Compiler, values: readonly expr[], isOr: boolean, target: BasicBlock, condition: boolean): void {
  // The operand that decides early jumps to the target when it decides for it, else past the whole expression.
  const early = isOr === condition ? target : c.newBlock();
  for (let i = 0; i < values.length - 1; i++) jumpIf(c, values[i]!, early, isOr);
  jumpIf(c, values[values.length - 1]!, target, condition);
  if (early !== target) c.useBlock(early);
}

/**
 * Jumps to `target` when the truth of `e` is `condition`, else falls through.
 * CPython 3.11: Python/compile.c compiler_jump_if
 */
export function jumpIf(c: Compiler, e: expr, target: BasicBlock, condition: boolean): void {
  switch (e.node) {
    case "UnaryOp":
      if (e.op !== "Not") break;
      jumpIf(c, e.operand, target, !condition);
      return;
    case "BoolOp":
      jumpIfBoolOp(c, e.values, e.op === "Or", target, condition);
      return;
    case "IfExp": {
      const end = c.newBlock();
      const otherwise = c.newBlock();
      jumpIf(c, e.test, otherwise, false);
      jumpIf(c, e.body, target, condition);
      c.emitJumpNoLine(op.JUMP, end);
      c.useBlock(otherwise);
      jumpIf(c, e.orelse, target, condition);
      c.useBlock(end);
      return;
    }
    case "Compare":
      // As in CPython, the location stays at the comparison for what the caller emits next.
      c.u.location = e;
      if (e.ops.length === 1) break;
      jumpIfChain(c, e, target, condition);
      return;
  }
  visitExpression(c, e);
  c.emitJump(condition ? op.POP_JUMP_IF_TRUE : op.POP_JUMP_IF_FALSE, target);
}
