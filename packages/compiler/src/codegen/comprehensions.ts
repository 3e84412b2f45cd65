/** List, set and dict comprehensions and generator expressions: each is a function of its first iterable. */
import type { comprehension, DictComp, expr, GeneratorExp, ListComp, SetComp } from "@vivarium/parser";
import { messages } from "../compiler-errors.ts";
import type { BasicBlock } from "../flowgraph/blocks.ts";
import { op } from "../opcodes.ts";
import type { Compiler } from "./compiler.ts";
import { NONE } from "./compiler.ts";
import { visitExpression } from "./expressions.ts";
import { makeClosure } from "./functions.ts";
import { jumpIf } from "./jumps.ts";
import { emitAwait, emitDelegation, emitYield } from "./suspensions.ts";

type Comprehension = ListComp | SetComp | DictComp | GeneratorExp;

interface Form {
  readonly name: string;
  /** Makes the empty collection; 0 for a generator expression. */
  readonly build: number;
}

const FORMS: Readonly<Record<Comprehension["node"], Form>> = {
  ListComp: { name: "<listcomp>", build: op.BUILD_LIST },
  SetComp: { name: "<setcomp>", build: op.BUILD_SET },
  DictComp: { name: "<dictcomp>", build: op.BUILD_MAP },
  GeneratorExp: { name: "<genexpr>", build: 0 },
};

/** CPython 3.11: Python/compile.c compiler_comprehension */
export function visitComprehension(c: Compiler, e: Comprehension): void {
  const form = FORMS[e.node];
  const outermost = e.generators[0]!;
  const topLevelAwait = c.topLevelAwait;
  const outerKind = c.u.kind;
  c.enterScope(form.name, "comprehension", e, e.lineno);
  c.u.location = e;
  const isAsync = c.u.scope.isCoroutine;
  const isGenerator = e.node === "GeneratorExp";
  if (isAsync && !isGenerator && outerKind !== "asyncFunction" && outerKind !== "comprehension" && !topLevelAwait) {
    c.fail(messages.asyncComprehensionOutsideAsync);
  }
  if (!isGenerator) c.emitArg(form.build, 0);
  visitGenerator(c, e, 0, 0);
  if (!isGenerator) c.emit(op.RETURN_VALUE);
  const code = c.exitScope(true);
  if (topLevelAwait && isAsync) c.u.scope.isCoroutine = true;
  makeClosure(c, code, 0);
  visitExpression(c, outermost.iter);
  c.emit(outermost.is_async ? op.GET_AITER : op.GET_ITER);
  c.emitArg(op.PRECALL, 0);
  c.emitArg(op.CALL, 0);
  if (isAsync && !isGenerator) emitAwait(c, 0);
}

function visitGenerator(c: Compiler, e: Comprehension, index: number, depth: number): void {
  if (e.generators[index]!.is_async) visitAsyncGenerator(c, e, index, depth);
  else visitSyncGenerator(c, e, index, depth);
}

/** What happens for each item: the next `for`, or the element. */
function visitInner(c: Compiler, e: Comprehension, index: number, depth: number): void {
  if (index + 1 < e.generators.length) {
    visitGenerator(c, e, index + 1, depth);
    return;
  }
  switch (e.node) {
    case "GeneratorExp":
      visitExpression(c, e.elt);
      emitYield(c);
      c.emit(op.POP_TOP);
      break;
    case "ListComp":
      visitExpression(c, e.elt);
      c.emitArg(op.LIST_APPEND, depth + 1);
      break;
    case "SetComp":
      visitExpression(c, e.elt);
      c.emitArg(op.SET_ADD, depth + 1);
      break;
    case "DictComp":
      visitExpression(c, e.key);
      visitExpression(c, e.value);
      c.emitArg(op.MAP_ADD, depth + 1);
      break;
  }
}

/** The one item of `for x in [item]`, which is an assignment rather than a loop; else null. */
function soleItem(g: comprehension): expr | null {
  const { iter } = g;
  if ((iter.node !== "List" && iter.node !== "Tuple") || iter.elts.length !== 1) return null;
  const item = iter.elts[0]!;
  return item.node === "Starred" ? null : item;
}

function visitConditions(c: Compiler, g: comprehension, otherwise: BasicBlock): void {
  for (const condition of g.ifs) jumpIf(c, condition, otherwise, false);
}

/** CPython 3.11: Python/compile.c compiler_sync_comprehension_generator */
function visitSyncGenerator(c: Compiler, e: Comprehension, index: number, depth: number): void {
  const start = c.newBlock();
  const ifCleanup = c.newBlock();
  const anchor = c.newBlock();
  const g = e.generators[index]!;
  let loops = true;
  if (index === 0) {
    c.u.argcount = 1;
    c.emitArg(op.LOAD_FAST, 0);
  } else {
    const item = soleItem(g);
    if (item !== null) {
      visitExpression(c, item);
      loops = false;
    } else {
      visitExpression(c, g.iter);
      c.emit(op.GET_ITER);
    }
  }
  if (loops) {
    depth++;
    c.useBlock(start);
    c.emitJump(op.FOR_ITER, anchor);
  }
  visitExpression(c, g.target);
  visitConditions(c, g, ifCleanup);
  visitInner(c, e, index, depth);
  c.useBlock(ifCleanup);
  if (loops) {
    c.emitJump(op.JUMP, start);
    c.useBlock(anchor);
  }
}

/** CPython 3.11: Python/compile.c compiler_async_comprehension_generator */
function visitAsyncGenerator(c: Compiler, e: Comprehension, index: number, depth: number): void {
  const start = c.newBlock();
  const except = c.newBlock();
  const ifCleanup = c.newBlock();
  const g = e.generators[index]!;
  if (index === 0) {
    c.u.argcount = 1;
    c.emitArg(op.LOAD_FAST, 0);
  } else {
    visitExpression(c, g.iter);
    c.emit(op.GET_AITER);
  }
  c.useBlock(start);
  c.pushFrameBlock("asyncComprehension", start);
  c.emitJump(op.SETUP_FINALLY, except);
  c.emit(op.GET_ANEXT);
  c.loadConst(NONE);
  emitDelegation(c, true);
  c.emit(op.POP_BLOCK);
  visitExpression(c, g.target);
  visitConditions(c, g, ifCleanup);
  visitInner(c, e, index, depth + 1);
  c.useBlock(ifCleanup);
  c.emitJump(op.JUMP, start);
  c.popFrameBlock();
  c.useBlock(except);
  c.emit(op.END_ASYNC_FOR);
}
