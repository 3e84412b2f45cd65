import type { arguments as Arguments, comprehension, excepthandler, expr, keyword, mod, stmt } from "@vivarium/parser";
import { checkPattern } from "./validate-pattern.ts";

/** Why a tree cannot be compiled. */
export class InvalidTree extends Error {
  readonly kind: "ValueError" | "TypeError" | "RecursionError";

  constructor(kind: InvalidTree["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

export function invalid(message: string): never {
  throw new InvalidTree("ValueError", message);
}

type Context = "Load" | "Store" | "Del";

/** Lists and fields may hold null where a tree from the parser never does. */
type Maybe<T> = readonly (T | null)[];

/** Nodes on the way down. */
export interface Depth {
  now: number;
  readonly limit: number;
}

interface Positioned {
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
}

/** Checks a tree that did not come from the parser; throws InvalidTree. CPython 3.11: Python/ast.c _PyAST_Validate */
export function validateTree(tree: mod, depth: Depth): void {
  switch (tree.node) {
    case "Module":
    case "Interactive":
      return checkStatements(depth, tree.body);
    case "Expression":
      return checkExpression(depth, tree.body, "Load");
    case "FunctionType":
      checkExpressions(depth, tree.argtypes, "Load", false);
      return checkExpression(depth, tree.returns, "Load");
  }
}

/** CPython 3.11: Python/ast.c VALIDATE_POSITIONS */
export function checkPositions(node: Positioned): void {
  const { lineno, col_offset, end_lineno, end_col_offset } = node;
  if (lineno > end_lineno) invalid(`AST node line range (${lineno}, ${end_lineno}) is not valid`);
  if ((lineno < 0 && end_lineno !== lineno) || (col_offset < 0 && col_offset !== end_col_offset))
    invalid(`AST node column range (${col_offset}, ${end_col_offset}) for line range (${lineno}, ${end_lineno}) is not valid`);
  if (lineno === end_lineno && col_offset > end_col_offset)
    invalid(`line ${lineno}, column ${col_offset}-${end_col_offset} is not a valid range`);
}

export function deeper(depth: Depth): void {
  if (++depth.now > depth.limit) throw new InvalidTree("RecursionError", "maximum recursion depth exceeded during compilation");
}

/** CPython 3.11: Python/ast.c validate_name */
export function checkName(name: string): void {
  if (name === "None" || name === "True" || name === "False") invalid(`identifier field can't represent '${name}' constant`);
}

function checkNonempty(items: Maybe<unknown>, what: string, owner: string): void {
  if (items.length === 0) invalid(`empty ${what} on ${owner}`);
}

function checkBody(depth: Depth, body: Maybe<stmt>, owner: string): void {
  checkNonempty(body, "body", owner);
  checkStatements(depth, body);
}

/** CPython 3.11: Python/ast.c validate_stmts */
function checkStatements(depth: Depth, body: Maybe<stmt>): void {
  for (const s of body) {
    if (s === null) invalid("None disallowed in statement list");
    checkStatement(depth, s);
  }
}

/** CPython 3.11: Python/ast.c validate_exprs */
function checkExpressions(depth: Depth, list: Maybe<expr>, context: Context, mayBeNone: boolean): void {
  for (const e of list) {
    if (e !== null) checkExpression(depth, e, context);
    else if (!mayBeNone) invalid("None disallowed in expression list");
  }
}

function checkOptional(depth: Depth, e: expr | null, context: Context = "Load"): void {
  if (e !== null) checkExpression(depth, e, context);
}

function checkTargets(depth: Depth, targets: Maybe<expr>, context: "Store" | "Del"): void {
  checkNonempty(targets, "targets", context === "Del" ? "Delete" : "Assign");
  checkExpressions(depth, targets, context, false);
}

/** CPython 3.11: Python/ast.c validate_arguments */
function checkArguments(depth: Depth, a: Arguments): void {
  const annotations = (list: Arguments["args"]): void => {
    for (const arg of list) {
      checkPositions(arg);
      checkOptional(depth, arg.annotation);
    }
  };
  annotations(a.posonlyargs);
  annotations(a.args);
  if (a.vararg !== null) checkOptional(depth, a.vararg.annotation);
  annotations(a.kwonlyargs);
  if (a.kwarg !== null) checkOptional(depth, a.kwarg.annotation);
  if (a.defaults.length > a.posonlyargs.length + a.args.length) invalid("more positional defaults than args on arguments");
  if (a.kw_defaults.length !== a.kwonlyargs.length) invalid("length of kwonlyargs is not the same as kw_defaults on arguments");
  checkExpressions(depth, a.defaults, "Load", false);
  checkExpressions(depth, a.kw_defaults, "Load", true);
}

function checkComprehensions(depth: Depth, generators: readonly comprehension[]): void {
  if (generators.length === 0) invalid("comprehension with no generators");
  for (const g of generators) {
    checkExpression(depth, g.target, "Store");
    checkExpression(depth, g.iter, "Load");
    checkExpressions(depth, g.ifs, "Load", false);
  }
}

function checkKeywords(depth: Depth, keywords: readonly keyword[]): void {
  for (const k of keywords) checkExpression(depth, k.value, "Load");
}

/** CPython 3.11: Python/ast.c validate_constant, whose work is done while objects are read */
function checkConstant(value: { readonly type: string; readonly name?: string }): void {
  if (value.type === "invalid") throw new InvalidTree("TypeError", `got an invalid type in Constant: ${value.name}`);
}

/** CPython 3.11: Python/ast.c validate_expr */
export function checkExpression(depth: Depth, e: expr, context: Context): void {
  checkPositions(e);
  deeper(depth);
  checkContext(e, context);
  checkParts(depth, e, context);
  depth.now--;
}

function checkContext(e: expr, context: Context): void {
  if (e.node === "Name") checkName(e.id);
  switch (e.node) {
    case "Name":
    case "Attribute":
    case "Subscript":
    case "Starred":
    case "List":
    case "Tuple":
      if (e.ctx !== context) invalid(`expression must have ${context} context but has ${e.ctx} instead`);
      return;
    default:
      if (context !== "Load") invalid(`expression which can't be assigned to in ${context} context`);
  }
}

function checkParts(depth: Depth, e: expr, context: Context): void {
  switch (e.node) {
    case "BoolOp":
      if (e.values.length < 2) invalid("BoolOp with less than 2 values");
      return checkExpressions(depth, e.values, "Load", false);
    case "JoinedStr":
      return checkExpressions(depth, e.values, "Load", false);
    case "Dict":
      if (e.keys.length !== e.values.length) invalid("Dict doesn't have the same number of keys as values");
      checkExpressions(depth, e.keys, "Load", true);
      return checkExpressions(depth, e.values, "Load", false);
    case "Set":
      return checkExpressions(depth, e.elts, "Load", false);
    case "List":
    case "Tuple":
      return checkExpressions(depth, e.elts, context, false);
    case "Lambda":
      checkArguments(depth, e.args);
      return checkExpression(depth, e.body, "Load");
    case "Starred":
      return checkExpression(depth, e.value, context);
    case "Constant":
      return checkConstant(e.value);
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      checkComprehensions(depth, e.generators);
      return checkExpression(depth, e.elt, "Load");
    case "DictComp":
      checkComprehensions(depth, e.generators);
      checkExpression(depth, e.key, "Load");
      return checkExpression(depth, e.value, "Load");
    case "Compare":
      if (e.comparators.length === 0) invalid("Compare with no comparators");
      if (e.comparators.length !== e.ops.length) invalid("Compare has a different number of comparators and operands");
      checkExpressions(depth, e.comparators, "Load", false);
      return checkExpression(depth, e.left, "Load");
    case "Call":
      checkExpression(depth, e.func, "Load");
      checkExpressions(depth, e.args, "Load", false);
      return checkKeywords(depth, e.keywords);
    default:
      for (const part of loadedParts(e)) checkOptional(depth, part);
  }
}

/** The expressions in `e` that are just read, in the order of the check. */
function loadedParts(e: expr): readonly (expr | null)[] {
  switch (e.node) {
    case "BinOp":
      return [e.left, e.right];
    case "UnaryOp":
      return [e.operand];
    case "IfExp":
      return [e.test, e.body, e.orelse];
    case "FormattedValue":
      return [e.value, e.format_spec];
    case "Subscript":
      return [e.slice, e.value];
    case "Slice":
      return [e.lower, e.upper, e.step];
    case "Await":
    case "Yield":
    case "YieldFrom":
    case "Attribute":
    case "NamedExpr":
      return [e.value];
    default:
      return [];
  }
}

/** CPython 3.11: Python/ast.c validate_stmt */
function checkStatement(depth: Depth, s: stmt): void {
  checkPositions(s);
  deeper(depth);
  checkStatementParts(depth, s);
  depth.now--;
}

function checkStatementParts(depth: Depth, s: stmt): void {
  switch (s.node) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      checkBody(depth, s.body, s.node);
      checkArguments(depth, s.args);
      checkExpressions(depth, s.decorator_list, "Load", false);
      return checkOptional(depth, s.returns);
    case "ClassDef":
      checkBody(depth, s.body, "ClassDef");
      checkExpressions(depth, s.bases, "Load", false);
      checkKeywords(depth, s.keywords);
      return checkExpressions(depth, s.decorator_list, "Load", false);
    case "For":
    case "AsyncFor":
      checkExpression(depth, s.target, "Store");
      checkExpression(depth, s.iter, "Load");
      checkBody(depth, s.body, s.node);
      return checkStatements(depth, s.orelse);
    case "While":
    case "If":
      checkExpression(depth, s.test, "Load");
      checkBody(depth, s.body, s.node);
      return checkStatements(depth, s.orelse);
    case "With":
    case "AsyncWith":
      checkNonempty(s.items, "items", s.node);
      for (const item of s.items) {
        checkExpression(depth, item.context_expr, "Load");
        checkOptional(depth, item.optional_vars, "Store");
      }
      return checkBody(depth, s.body, s.node);
    case "Match":
      checkExpression(depth, s.subject, "Load");
      checkNonempty(s.cases, "cases", "Match");
      for (const c of s.cases) {
        checkPattern(depth, c.pattern, false);
        checkOptional(depth, c.guard);
        checkBody(depth, c.body, "match_case");
      }
      return;
    case "Try":
    case "TryStar":
      return checkTry(depth, s.node, s);
    default:
      checkSimpleStatement(depth, s);
  }
}

function checkSimpleStatement(depth: Depth, s: stmt): void {
  switch (s.node) {
    case "Delete":
      return checkTargets(depth, s.targets, "Del");
    case "Assign":
      checkTargets(depth, s.targets, "Store");
      return checkExpression(depth, s.value, "Load");
    case "AugAssign":
      checkExpression(depth, s.target, "Store");
      return checkExpression(depth, s.value, "Load");
    case "AnnAssign":
      if (s.target.node !== "Name" && s.simple !== 0) throw new InvalidTree("TypeError", "AnnAssign with simple non-Name target");
      checkExpression(depth, s.target, "Store");
      checkOptional(depth, s.value);
      return checkExpression(depth, s.annotation, "Load");
    case "Return":
    case "Expr":
      return checkOptional(depth, s.value);
    case "Raise":
      if (s.exc === null && s.cause !== null) invalid("Raise with cause but no exception");
      checkOptional(depth, s.exc);
      return checkOptional(depth, s.cause);
    case "Assert":
      checkExpression(depth, s.test, "Load");
      return checkOptional(depth, s.msg);
    case "ImportFrom":
      if ((s.level ?? 0) < 0) invalid("Negative ImportFrom level");
      return checkNonempty(s.names, "names", s.node);
    case "Import":
    case "Global":
    case "Nonlocal":
      return checkNonempty(s.names, "names", s.node);
  }
}

interface TryParts {
  readonly body: Maybe<stmt>;
  readonly handlers: Maybe<excepthandler>;
  readonly orelse: Maybe<stmt>;
  readonly finalbody: Maybe<stmt>;
}

function checkTry(depth: Depth, name: string, s: TryParts): void {
  checkBody(depth, s.body, name);
  if (s.handlers.length === 0 && s.finalbody.length === 0) invalid(`${name} has neither except handlers nor finalbody`);
  if (s.handlers.length === 0 && s.orelse.length > 0) invalid(`${name} has orelse but no except handlers`);
  for (const handler of s.handlers) {
    // NOT CPYTHON: 3.11 crashes on None here.
    if (handler === null) invalid("None disallowed in exception handler list");
    checkPositions(handler);
    checkOptional(depth, handler.type);
    checkBody(depth, handler.body, "ExceptHandler");
  }
  checkStatements(depth, s.finalbody);
  checkStatements(depth, s.orelse);
}
