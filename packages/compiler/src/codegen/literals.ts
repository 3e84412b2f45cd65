/** Tuples, lists, sets and dictionaries, as values and as targets. */
import type { Constant as ConstantNode, Dict, expr, List, Set as SetNode, Tuple } from "@vivarium/parser";
import { distinctConstants } from "../ast-optimize/constant-equality.ts";
import { messages } from "../compiler-errors.ts";
import type { Constant } from "../constant.ts";
import { op } from "../opcodes.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpression, visitExpressions } from "./expressions.ts";

/** More items than this are added one by one instead of being collected on the stack (CPython 3.11: Python/compile.c). */
export const STACK_USE_GUIDELINE = 30;

function isConstant(e: expr | null): e is ConstantNode {
  return e !== null && e.node === "Constant";
}

/** What builds a collection: at once, by appending, by extending. */
interface Builder {
  readonly build: number;
  readonly add: number;
  readonly extend: number;
  readonly isTuple: boolean;
}

const LIST: Builder = { build: op.BUILD_LIST, add: op.LIST_APPEND, extend: op.LIST_EXTEND, isTuple: false };
export const TUPLE: Builder = { build: op.BUILD_LIST, add: op.LIST_APPEND, extend: op.LIST_EXTEND, isTuple: true };
const SET: Builder = { build: op.BUILD_SET, add: op.SET_ADD, extend: op.SET_UPDATE, isTuple: false };

/** A display of more than two constants is loaded as one. */
function buildFromConstants(c: Compiler, elts: readonly expr[], pushed: number, b: Builder): boolean {
  if (elts.length <= 2 || !elts.every(isConstant)) return false;
  const items = elts.map((e) => (e as ConstantNode).value as Constant);
  if (b.isTuple && pushed === 0) {
    c.loadTuple(items);
    return true;
  }
  c.emitArg(b.build, pushed);
  if (b.add === op.SET_ADD) c.loadConst({ type: "frozenset", items: distinctConstants(items) });
  else c.loadTuple(items);
  c.emitArg(b.extend, 1);
  if (b.isTuple) c.emit(op.LIST_TO_TUPLE);
  return true;
}

/**
 * Builds a collection of `elts`, of which `pushed` more are on the stack already; `*x` among them is unpacked.
 * CPython 3.11: Python/compile.c starunpack_helper
 */
export function buildCollection(c: Compiler, elts: readonly expr[], pushed: number, b: Builder): void {
  if (buildFromConstants(c, elts, pushed, b)) return;
  const n = elts.length;
  const big = n + pushed > STACK_USE_GUIDELINE;
  if (!big && !elts.some((e) => e.node === "Starred")) {
    visitExpressions(c, elts);
    c.emitArg(b.isTuple ? op.BUILD_TUPLE : b.build, n + pushed);
    return;
  }
  let built = big;
  if (big) c.emitArg(b.build, pushed);
  for (let i = 0; i < n; i++) {
    const e = elts[i]!;
    if (e.node === "Starred") {
      if (!built) c.emitArg(b.build, i + pushed);
      built = true;
      visitExpression(c, e.value);
      c.emitArg(b.extend, 1);
    } else {
      visitExpression(c, e);
      if (built) c.emitArg(b.add, 1);
    }
  }
  if (b.isTuple) c.emit(op.LIST_TO_TUPLE);
}

/** CPython 3.11: Python/compile.c unpack_helper, assignment_helper */
function unpackInto(c: Compiler, elts: readonly expr[]): void {
  const n = elts.length;
  let starred = false;
  for (let i = 0; i < n; i++) {
    if (elts[i]!.node !== "Starred") continue;
    if (starred) c.fail(messages.multipleStarredTargets);
    if (i >= 1 << 8 || n - i - 1 >= 0x7fffffff >> 8) c.fail(messages.tooManyStarredTargets);
    c.emitArg(op.UNPACK_EX, i + ((n - i - 1) << 8));
    starred = true;
  }
  if (!starred) c.emitArg(op.UNPACK_SEQUENCE, n);
  for (const e of elts) visitExpression(c, e.node === "Starred" ? e.value : e);
}

function visitSequence(c: Compiler, e: List | Tuple, b: Builder): void {
  if (e.ctx === "Load") buildCollection(c, e.elts, 0, b);
  else if (e.ctx === "Store") unpackInto(c, e.elts);
  else visitExpressions(c, e.elts);
}

/** CPython 3.11: Python/compile.c compiler_list */
export function visitList(c: Compiler, e: List): void {
  visitSequence(c, e, LIST);
}

/** CPython 3.11: Python/compile.c compiler_tuple */
export function visitTuple(c: Compiler, e: Tuple): void {
  visitSequence(c, e, TUPLE);
}

/** CPython 3.11: Python/compile.c compiler_set */
export function visitSet(c: Compiler, e: SetNode): void {
  buildCollection(c, e.elts, 0, SET);
}

/** Items `begin` to `end`, none of them `**x` (CPython 3.11: Python/compile.c compiler_subdict). */
function buildSubdict(c: Compiler, e: Dict, begin: number, end: number): void {
  const n = end - begin;
  const big = n * 2 > STACK_USE_GUIDELINE;
  const keys = e.keys.slice(begin, end);
  if (n > 1 && !big && keys.every(isConstant)) {
    for (let i = begin; i < end; i++) visitExpression(c, e.values[i]!);
    c.loadTuple(keys.map((k) => (k as ConstantNode).value as Constant));
    c.emitArg(op.BUILD_CONST_KEY_MAP, n);
    return;
  }
  if (big) c.emitArg(op.BUILD_MAP, 0);
  for (let i = begin; i < end; i++) {
    visitExpression(c, e.keys[i]!);
    visitExpression(c, e.values[i]!);
    if (big) c.emitArg(op.MAP_ADD, 1);
  }
  if (!big) c.emitArg(op.BUILD_MAP, n);
}

/** CPython 3.11: Python/compile.c compiler_dict */
export function visitDict(c: Compiler, e: Dict): void {
  const n = e.values.length;
  let haveDict = false;
  let pending = 0;
  const flush = (begin: number, end: number): void => {
    buildSubdict(c, e, begin, end);
    if (haveDict) c.emitArg(op.DICT_UPDATE, 1);
    haveDict = true;
    pending = 0;
  };
  for (let i = 0; i < n; i++) {
    if (e.keys[i] === null) {
      if (pending > 0) flush(i - pending, i);
      if (!haveDict) c.emitArg(op.BUILD_MAP, 0);
      haveDict = true;
      visitExpression(c, e.values[i]!);
      c.emitArg(op.DICT_UPDATE, 1);
    } else if (pending * 2 > STACK_USE_GUIDELINE) flush(i - pending, i + 1);
    else pending++;
  }
  if (pending > 0) flush(n - pending, n);
  if (!haveDict) c.emitArg(op.BUILD_MAP, 0);
}
