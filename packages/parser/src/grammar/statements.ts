import type { expr, operator, stmt } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { NO_PARSE, type Parser } from "../parser.ts";
import * as T from "../tokens.ts";
import { compoundStatement } from "./compound-statements.ts";
import { expression, starExpressions, yieldExpression, yieldOrStarExpressions } from "./expressions.ts";
import { importFrom, importName } from "./imports.ts";
import { delTargets, turn, turnSingle } from "./targets.ts";

/** How many of CPython's parser functions lie between the one for statements and that in the block inside. */
const BLOCK_NESTING = 6;

/** statements: at least one, up to what cannot begin one. */
export function statements(p: Parser, end: number): stmt[] {
  const body: stmt[] = [];
  p.enter(BLOCK_NESTING);
  do statement(p, body);
  while (p.kind !== end);
  p.leave(BLOCK_NESTING);
  return body;
}

/** statement: a compound one, or a line of simple ones. */
export function statement(p: Parser, body: stmt[]): void {
  const compound = compoundStatement(p);
  if (compound !== null) body.push(compound);
  else simpleStatements(p, body);
}

/** block: indented statements, or simple ones on the same line. */
export function block(p: Parser): stmt[] {
  if (p.kind === T.NEWLINE) {
    p.next();
    p.expect(T.INDENT);
    const body = statements(p, T.DEDENT);
    p.next();
    return body;
  }
  const body: stmt[] = [];
  simpleStatements(p, body);
  return body;
}

/** simple_stmts: simple statements with `;` between them, up to the end of the line. */
export function simpleStatements(p: Parser, body: stmt[]): void {
  for (;;) {
    body.push(simpleStatement(p));
    if (p.kind === T.SEMI) {
      p.next();
      if (p.kind !== T.NEWLINE) continue;
    }
    p.expect(T.NEWLINE);
    return;
  }
}

/** simple_stmt: most begin with a keyword of their own; the others are expressions and assignments. */
function simpleStatement(p: Parser): stmt {
  const i = p.index;
  // Literal labels: V8 makes a jump table only from those.
  switch (p.kind) {
    case 90 /* RETURN */:
      return returnStatement(p);
    case 81 /* IMPORT */:
      return importName(p);
    case 78 /* FROM */:
      return importFrom(p);
    case 89 /* RAISE */:
      return raiseStatement(p);
    case 88 /* PASS */:
      p.next();
      return new ast.Pass(p.lines[i]!, p.cols[i]!, p.endLines[i]!, p.endCols[i]!);
    case 72 /* DEL */:
      return delStatement(p);
    case 94 /* YIELD */:
      return yieldStatement(p);
    case 65 /* ASSERT */:
      return assertStatement(p);
    case 68 /* BREAK */:
      p.next();
      return new ast.Break(p.lines[i]!, p.cols[i]!, p.endLines[i]!, p.endCols[i]!);
    case 70 /* CONTINUE */:
      p.next();
      return new ast.Continue(p.lines[i]!, p.cols[i]!, p.endLines[i]!, p.endCols[i]!);
    case 79 /* GLOBAL */:
    case 85 /* NONLOCAL */:
      return scopeStatement(p);
    default:
      return expressionStatement(p);
  }
}

function returnStatement(p: Parser): stmt {
  const start = p.index;
  p.next();
  const value = p.kind === T.NEWLINE || p.kind === T.SEMI ? null : starExpressions(p);
  return new ast.Return(value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** raise_stmt: `raise`, `raise x`, `raise x from y`. */
function raiseStatement(p: Parser): stmt {
  const start = p.index;
  let exc: expr | null = null;
  let cause: expr | null = null;
  p.next();
  if (p.kind !== T.NEWLINE && p.kind !== T.SEMI) {
    exc = expression(p);
    if (p.accept(T.FROM)) cause = expression(p);
  }
  return new ast.Raise(exc, cause, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function delStatement(p: Parser): stmt {
  const start = p.index;
  p.next();
  const targets = delTargets(p);
  if (p.kind !== T.NEWLINE && p.kind !== T.SEMI) throw NO_PARSE;
  return new ast.Delete(targets, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function yieldStatement(p: Parser): stmt {
  const start = p.index;
  const value = yieldExpression(p);
  // A yield cannot be assigned to.
  return new ast.Expr(value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function assertStatement(p: Parser): stmt {
  const start = p.index;
  p.next();
  const test = expression(p);
  const msg = p.accept(T.COMMA) ? expression(p) : null;
  return new ast.Assert(test, msg, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** global_stmt, nonlocal_stmt. */
function scopeStatement(p: Parser): stmt {
  const start = p.index;
  const isGlobal = p.kind === T.GLOBAL;
  const names: string[] = [];
  do {
    p.next();
    names.push(p.name());
  } while (p.kind === T.COMMA);
  const Statement = isGlobal ? ast.Global : ast.Nonlocal;
  return new Statement(names, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

const AUGMENTED: readonly operator[] = [
  "Add",
  "Sub",
  "Mult",
  "Div",
  "FloorDiv",
  "Mod",
  "MatMult",
  "BitAnd",
  "BitOr",
  "BitXor",
  "LShift",
  "RShift",
  "Pow",
];

/** assignment, or star_expressions alone: the same beginning, told apart by what follows. */
function expressionStatement(p: Parser): stmt {
  const start = p.index;
  const first = starExpressions(p);
  const kind = p.kind;
  if (kind === T.NEWLINE || kind === T.SEMI) {
    return new ast.Expr(first, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  }
  if (kind === T.EQUAL) return assignment(p, first, start);
  if (kind >= T.PLUSEQUAL && kind <= T.DOUBLESTAREQUAL) return augmentedAssignment(p, first, start);
  if (kind === T.COLON) return annotatedAssignment(p, first, start);
  throw NO_PARSE;
}

/** `targets = targets = value`. */
function assignment(p: Parser, first: expr, start: number): stmt {
  const targets: expr[] = [];
  let value = first;
  while (p.accept(T.EQUAL)) {
    turn(value, "Store");
    targets.push(value);
    value = yieldOrStarExpressions(p);
  }
  let comment: string | null = null;
  if (p.kind === T.TYPE_COMMENT) {
    comment = p.spelling(p.index);
    p.next();
  }
  return new ast.Assign(targets, value, comment, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function augmentedAssignment(p: Parser, target: expr, start: number): stmt {
  const op = AUGMENTED[p.kind - T.PLUSEQUAL]!;
  if (op === "MatMult" && p.hooks.featureVersion < 5) throw NO_PARSE;
  turnSingle(target);
  p.next();
  const value = yieldOrStarExpressions(p);
  return new ast.AugAssign(target, op, value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** `target: annotation`, perhaps with a value: simple if the target is a bare name. */
function annotatedAssignment(p: Parser, target: expr, start: number): stmt {
  const simple = target.node === "Name" && p.kinds[start] !== T.LPAR ? 1 : 0;
  if (p.hooks.featureVersion < 6) throw NO_PARSE;
  turnSingle(target);
  p.next();
  const annotation = expression(p);
  const value = p.accept(T.EQUAL) ? yieldOrStarExpressions(p) : null;
  return new ast.AnnAssign(target, annotation, value, simple, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}
