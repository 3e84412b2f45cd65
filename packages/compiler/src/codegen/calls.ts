/** Calls: of methods, of plain callables, and with unpacked arguments. */
import type { Attribute, Call, expr, keyword } from "@vivarium/parser";
import { messages } from "../compiler-errors.ts";
import { op } from "../opcodes.ts";
import { DEF_IMPORT } from "../symtable/flags.ts";
import type { Compiler } from "./compiler.ts";
import { visitExpression, visitExpressions } from "./expressions.ts";
import { buildCollection, STACK_USE_GUIDELINE, TUPLE } from "./literals.ts";
import { checkBindable, moveToAttribute } from "./names.ts";
import { checkCaller } from "./warnings.ts";

/** Whether a name is bound by an import at module level: what it holds is then probably a module. */
function isImported(c: Compiler, e: expr): boolean {
  return e.node === "Name" && (c.settings.symtable.top.flags(e.id) & DEF_IMPORT) !== 0;
}

function hasUnpacking(e: Call): boolean {
  return e.args.some((a) => a.node === "Starred") || e.keywords.some((k) => k.arg === null);
}

/**
 * The method behind a call `value.name(...)` that need not become a bound method object; null when it must.
 * CPython 3.11: Python/compile.c maybe_optimize_method_call
 */
function methodOf(c: Compiler, e: Call): Attribute | null {
  const method = e.func;
  if (method.node !== "Attribute" || isImported(c, method.value)) return null;
  const { args, keywords } = e;
  if (args.length + keywords.length + (keywords.length !== 0 ? 1 : 0) >= STACK_USE_GUIDELINE) return null;
  return hasUnpacking(e) ? null : method;
}

/** CPython 3.11: Python/compile.c validate_keywords */
export function checkKeywords(c: Compiler, keywords: readonly keyword[]): void {
  for (let i = 0; i < keywords.length; i++) {
    const name = keywords[i]!.arg;
    if (name === null) continue;
    checkBindable(c, name, "Store");
    for (let j = i + 1; j < keywords.length; j++) {
      if (keywords[j]!.arg !== name) continue;
      c.u.location = keywords[j]!;
      c.fail(messages.keywordRepeated(name));
    }
  }
}

function visitKeywords(c: Compiler, keywords: readonly keyword[]): void {
  if (keywords.length === 0) return;
  for (const k of keywords) visitExpression(c, k.value);
  const names = c.addConst({ type: "tuple", items: keywords.map((k) => ({ type: "str", value: k.arg! })) });
  c.emitArg(op.KW_NAMES, names);
}

function emitCall(c: Compiler, count: number): void {
  c.emitArg(op.PRECALL, count);
  c.emitArg(op.CALL, count);
}

/** CPython 3.11: Python/compile.c compiler_call */
export function visitCall(c: Compiler, e: Call): void {
  checkKeywords(c, e.keywords);
  const method = methodOf(c, e);
  if (method === null) {
    checkCaller(c, e.func);
    c.u.location = e.func;
    c.emit(op.PUSH_NULL);
    c.u.location = e;
    visitExpression(c, e.func);
    callWith(c, 0, e.args, e.keywords);
    return;
  }
  visitExpression(c, method.value);
  c.u.location = method;
  moveToAttribute(c, method);
  c.emitName(op.LOAD_METHOD, method.attr);
  visitExpressions(c, e.args);
  visitKeywords(c, e.keywords);
  c.u.location = e;
  moveToAttribute(c, method);
  emitCall(c, e.args.length + e.keywords.length);
}

/**
 * Calls what is on the stack, with `pushed` arguments after it already.
 * CPython 3.11: Python/compile.c compiler_call_helper
 */
export function callWith(c: Compiler, pushed: number, args: readonly expr[], keywords: readonly keyword[]): void {
  checkKeywords(c, keywords);
  const fits = args.length + keywords.length * 2 <= STACK_USE_GUIDELINE;
  if (fits && !args.some((a) => a.node === "Starred") && !keywords.some((k) => k.arg === null)) {
    visitExpressions(c, args);
    visitKeywords(c, keywords);
    emitCall(c, pushed + args.length + keywords.length);
    return;
  }
  const only = args.length === 1 && pushed === 0 ? args[0]! : null;
  if (only !== null && only.node === "Starred") visitExpression(c, only.value);
  else buildCollection(c, args, pushed, TUPLE);
  if (keywords.length > 0) buildKeywordDict(c, keywords);
  c.emitArg(op.CALL_FUNCTION_EX, keywords.length > 0 ? 1 : 0);
}

function buildKeywordDict(c: Compiler, keywords: readonly keyword[]): void {
  let haveDict = false;
  let pending = 0;
  const flush = (end: number): void => {
    buildSubkeywords(c, keywords.slice(end - pending, end));
    if (haveDict) c.emitArg(op.DICT_MERGE, 1);
    haveDict = true;
    pending = 0;
  };
  for (let i = 0; i < keywords.length; i++) {
    const k = keywords[i]!;
    if (k.arg !== null) {
      pending++;
      continue;
    }
    if (pending > 0) flush(i);
    if (!haveDict) c.emitArg(op.BUILD_MAP, 0);
    haveDict = true;
    visitExpression(c, k.value);
    c.emitArg(op.DICT_MERGE, 1);
  }
  if (pending > 0) flush(keywords.length);
}

/** CPython 3.11: Python/compile.c compiler_subkwargs */
function buildSubkeywords(c: Compiler, keywords: readonly keyword[]): void {
  const n = keywords.length;
  const big = n * 2 > STACK_USE_GUIDELINE;
  if (n > 1 && !big) {
    for (const k of keywords) visitExpression(c, k.value);
    c.loadStrings(keywords.map((k) => k.arg!));
    c.emitArg(op.BUILD_CONST_KEY_MAP, n);
    return;
  }
  if (big) c.emitNoLine(op.BUILD_MAP, 0);
  for (const k of keywords) {
    c.loadString(k.arg!);
    visitExpression(c, k.value);
    if (big) c.emitNoLine(op.MAP_ADD, 1);
  }
  if (!big) c.emitArg(op.BUILD_MAP, n);
}
