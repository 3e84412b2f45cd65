/** Code for expressions; each leaves its value on the stack, or, as a target, takes it from there. */
import type {
  Attribute,
  BinOp,
  BoolOp,
  Compare,
  expr,
  FormattedValue,
  IfExp,
  JoinedStr,
  operator,
  Slice,
  Subscript,
  unaryop,
} from "@vivarium/parser";
import { messages } from "../compiler-errors.ts";
import type { Constant } from "../constant.ts";
import type { BasicBlock } from "../flowgraph/blocks.ts";
import { op } from "../opcodes.ts";
import { visitCall } from "./calls.ts";
import { type Compiler, NONE } from "./compiler.ts";
import { visitComprehension } from "./comprehensions.ts";
import { visitLambda } from "./functions.ts";
import { emitChain, emitComparison, jumpIf } from "./jumps.ts";
import { STACK_USE_GUIDELINE, visitDict, visitList, visitSet, visitTuple } from "./literals.ts";
import { checkBindable, emitNameOp, moveToAttribute } from "./names.ts";
import { visitAwait, visitYield, visitYieldFrom } from "./suspensions.ts";
import { checkCompare, checkIndex, checkSubscripter } from "./warnings.ts";

/** The operand of BINARY_OP; in place it is 13 more. */
export const BINARY_OPERANDS: Readonly<Record<operator, number>> = {
  Add: 0,
  BitAnd: 1,
  FloorDiv: 2,
  LShift: 3,
  MatMult: 4,
  Mult: 5,
  Mod: 6,
  BitOr: 7,
  Pow: 8,
  RShift: 9,
  Sub: 10,
  Div: 11,
  BitXor: 12,
};

const UNARY_OPCODES: Readonly<Record<unaryop, number>> = {
  Invert: op.UNARY_INVERT,
  Not: op.UNARY_NOT,
  UAdd: op.UNARY_POSITIVE,
  USub: op.UNARY_NEGATIVE,
};

/** CPython 3.11: Python/compile.c compiler_visit_expr */
export function visitExpression(c: Compiler, e: expr): void {
  const { u } = c;
  const outer = u.location;
  u.location = e;
  switch (e.node) {
    case "Name":
      emitNameOp(c, e.id, e.ctx);
      break;
    case "Constant":
      // Folding puts tuples and frozensets where the tree has only what can be written.
      c.loadConst(e.value as Constant);
      break;
    case "Attribute":
      visitAttribute(c, e);
      break;
    case "Call":
      visitCall(c, e);
      break;
    case "Subscript":
      visitSubscript(c, e);
      break;
    case "BinOp":
      visitBinOp(c, e);
      break;
    case "Compare":
      visitCompare(c, e);
      break;
    case "Tuple":
      visitTuple(c, e);
      break;
    case "List":
      visitList(c, e);
      break;
    case "BoolOp":
      visitBoolOp(c, e);
      break;
    case "UnaryOp":
      visitExpression(c, e.operand);
      c.emit(UNARY_OPCODES[e.op]);
      break;
    default:
      visitRarerExpression(c, e);
  }
  u.location = outer;
}

function visitRarerExpression(c: Compiler, e: expr): void {
  switch (e.node) {
    case "Dict":
      visitDict(c, e);
      break;
    case "Set":
      visitSet(c, e);
      break;
    case "IfExp":
      visitIfExp(c, e);
      break;
    case "JoinedStr":
      visitJoinedStr(c, e);
      break;
    case "FormattedValue":
      visitFormattedValue(c, e);
      break;
    case "Slice":
      visitSlice(c, e);
      break;
    case "Lambda":
      visitLambda(c, e);
      break;
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      visitComprehension(c, e);
      break;
    case "NamedExpr":
      visitExpression(c, e.value);
      c.emitArg(op.COPY, 1);
      visitExpression(c, e.target);
      break;
    case "Starred":
      c.fail(e.ctx === "Store" ? messages.starredTarget : messages.starredExpression);
      break;
    case "Yield":
      visitYield(c, e);
      break;
    case "YieldFrom":
      visitYieldFrom(c, e);
      break;
    case "Await":
      visitAwait(c, e);
      break;
  }
}

export function visitExpressions(c: Compiler, list: readonly expr[]): void {
  for (let i = 0; i < list.length; i++) visitExpression(c, list[i]!);
}

/** The left operands of a long `a + b + c ...` are taken in a loop: such chains are as deep as they are long. */
function visitBinOp(c: Compiler, e: BinOp): void {
  let left = e.left;
  if (left.node !== "BinOp") {
    visitExpression(c, left);
  } else {
    const chain: BinOp[] = [];
    while (left.node === "BinOp") {
      chain.push(left);
      left = left.left;
    }
    c.u.location = chain[chain.length - 1]!;
    visitExpression(c, left);
    for (let i = chain.length - 1; i >= 0; i--) {
      const inner = chain[i]!;
      c.u.location = inner;
      visitExpression(c, inner.right);
      c.emitArg(op.BINARY_OP, BINARY_OPERANDS[inner.op]);
    }
    c.u.location = e;
  }
  visitExpression(c, e.right);
  c.emitArg(op.BINARY_OP, BINARY_OPERANDS[e.op]);
}

function visitAttribute(c: Compiler, e: Attribute): void {
  visitExpression(c, e.value);
  if (e.ctx === "Store") checkBindable(c, e.attr, e.ctx);
  moveToAttribute(c, e);
  c.emitName(e.ctx === "Load" ? op.LOAD_ATTR : e.ctx === "Store" ? op.STORE_ATTR : op.DELETE_ATTR, e.attr);
}

/** CPython 3.11: Python/compile.c compiler_subscript */
function visitSubscript(c: Compiler, e: Subscript): void {
  if (e.ctx === "Load") {
    checkSubscripter(c, e.value);
    checkIndex(c, e.value, e.slice);
  }
  visitExpression(c, e.value);
  visitExpression(c, e.slice);
  c.emit(e.ctx === "Load" ? op.BINARY_SUBSCR : e.ctx === "Store" ? op.STORE_SUBSCR : op.DELETE_SUBSCR);
}

/** CPython 3.11: Python/compile.c compiler_slice */
function visitSlice(c: Compiler, e: Slice): void {
  if (e.lower !== null) visitExpression(c, e.lower);
  else c.loadConst(NONE);
  if (e.upper !== null) visitExpression(c, e.upper);
  else c.loadConst(NONE);
  if (e.step !== null) visitExpression(c, e.step);
  c.emitArg(op.BUILD_SLICE, e.step === null ? 2 : 3);
}

/** CPython 3.11: Python/compile.c compiler_compare */
function visitCompare(c: Compiler, e: Compare): void {
  checkCompare(c, e);
  if (e.ops.length === 1) {
    visitExpression(c, e.left);
    visitExpression(c, e.comparators[0]!);
    emitComparison(c, e.ops[0]!);
    return;
  }
  const cleanup = c.newBlock();
  emitChain(c, e, op.JUMP_IF_FALSE_OR_POP, cleanup);
  const end = c.newBlock();
  c.emitJumpNoLine(op.JUMP, end);
  c.useBlock(cleanup);
  c.emitArg(op.SWAP, 2);
  c.emit(op.POP_TOP);
  c.useBlock(end);
}

/** CPython 3.11: Python/compile.c compiler_boolop */
function visitBoolOp(c: Compiler, e: BoolOp): void {
  const jump = e.op === "And" ? op.JUMP_IF_FALSE_OR_POP : op.JUMP_IF_TRUE_OR_POP;
  const end = c.newBlock();
  const last = e.values.length - 1;
  for (let i = 0; i < last; i++) {
    visitExpression(c, e.values[i]!);
    c.emitJump(jump, end);
    c.useBlock(c.newBlock());
  }
  visitExpression(c, e.values[last]!);
  c.useBlock(end);
}

/**
 * A chain `a if x else b if y else ...` is taken in a loop: it is as deep as it is long.
 * CPython 3.11: Python/compile.c compiler_ifexp
 */
function visitIfExp(c: Compiler, e: IfExp): void {
  const ends: BasicBlock[] = [];
  let at: expr = e;
  for (; at.node === "IfExp"; at = at.orelse) {
    c.u.location = at;
    const end = c.newBlock();
    ends.push(end);
    const otherwise = c.newBlock();
    jumpIf(c, at.test, otherwise, false);
    visitExpression(c, at.body);
    c.emitJumpNoLine(op.JUMP, end);
    c.useBlock(otherwise);
  }
  visitExpression(c, at);
  for (let i = ends.length - 1; i >= 0; i--) c.useBlock(ends[i]!);
}

/** CPython 3.11: Python/compile.c compiler_joined_str */
function visitJoinedStr(c: Compiler, e: JoinedStr): void {
  const count = e.values.length;
  if (count <= STACK_USE_GUIDELINE) {
    visitExpressions(c, e.values);
    if (count !== 1) c.emitArg(op.BUILD_STRING, count);
    return;
  }
  // Too many for the stack: "".join([...]).
  c.loadString("");
  c.emitName(op.LOAD_METHOD, "join");
  c.emitArg(op.BUILD_LIST, 0);
  for (const value of e.values) {
    visitExpression(c, value);
    c.emitArg(op.LIST_APPEND, 1);
  }
  c.emitArg(op.PRECALL, 1);
  c.emitArg(op.CALL, 1);
}

/** The operand of FORMAT_VALUE: which conversion, and a bit that says that a format spec is on the stack. */
const FORMAT_CONVERSIONS: ReadonlyMap<number, number> = new Map([
  [-1, 0],
  [115, 1],
  [114, 2],
  [97, 3],
]);
const FORMAT_HAS_SPEC = 4;

/** CPython 3.11: Python/compile.c compiler_formatted_value */
function visitFormattedValue(c: Compiler, e: FormattedValue): void {
  visitExpression(c, e.value);
  const conversion = FORMAT_CONVERSIONS.get(e.conversion) ?? 0;
  if (e.format_spec !== null) visitExpression(c, e.format_spec);
  c.emitArg(op.FORMAT_VALUE, conversion | (e.format_spec === null ? 0 : FORMAT_HAS_SPEC));
}
