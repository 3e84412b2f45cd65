/** Code for statements. */
import type { Assert, Expr, Raise, stmt } from "@vivarium/parser";
import { messages } from "../compiler-errors.ts";
import type { Constant } from "../constant.ts";
import { op } from "../opcodes.ts";
import { hasAnnotations, visitAnnAssign, visitAssign, visitAugAssign } from "./assignments.ts";
import { visitClassDef } from "./classes.ts";
import { type Compiler, NO_LOCATION } from "./compiler.ts";
import { docstringOf } from "./docstring.ts";
import { visitExpression, visitExpressions } from "./expressions.ts";
import { visitFunctionDef } from "./functions.ts";
import { visitImport, visitImportFrom } from "./imports.ts";
import { jumpIf } from "./jumps.ts";
import { visitAsyncFor, visitFor, visitIf, visitWhile } from "./loops.ts";
import { visitMatch } from "./match.ts";
import { emitNameOp } from "./names.ts";
import { visitTry } from "./try.ts";
import { visitBreak, visitContinue, visitReturn } from "./unwind.ts";
import { visitWith } from "./with.ts";

export function visitStatements(c: Compiler, body: readonly stmt[]): void {
  for (let i = 0; i < body.length; i++) visitStatement(c, body[i]!);
}

/** CPython 3.11: Python/compile.c compiler_visit_stmt */
export function visitStatement(c: Compiler, s: stmt): void {
  c.u.location = s;
  switch (s.node) {
    case "Expr":
      visitExpr(c, s);
      break;
    case "Assign":
      visitAssign(c, s);
      break;
    case "If":
      visitIf(c, s);
      break;
    case "Return":
      visitReturn(c, s);
      break;
    case "For":
      visitFor(c, s);
      break;
    case "FunctionDef":
    case "AsyncFunctionDef":
      visitFunctionDef(c, s);
      break;
    case "AugAssign":
      visitAugAssign(c, s);
      break;
    case "Import":
      visitImport(c, s);
      break;
    case "ImportFrom":
      visitImportFrom(c, s);
      break;
    case "Try":
    case "TryStar":
      visitTry(c, s);
      break;
    case "Pass":
      c.emit(op.NOP);
      break;
    default:
      visitRarerStatement(c, s);
  }
}

function visitRarerStatement(c: Compiler, s: stmt): void {
  switch (s.node) {
    case "ClassDef":
      visitClassDef(c, s);
      break;
    case "AnnAssign":
      visitAnnAssign(c, s);
      break;
    case "While":
      visitWhile(c, s);
      break;
    case "AsyncFor":
      visitAsyncFor(c, s);
      break;
    case "With":
    case "AsyncWith":
      visitWith(c, s, 0);
      break;
    case "Raise":
      visitRaise(c, s);
      break;
    case "Assert":
      visitAssert(c, s);
      break;
    case "Delete":
      visitExpressions(c, s.targets);
      break;
    case "Break":
      visitBreak(c);
      break;
    case "Continue":
      visitContinue(c);
      break;
    case "Match":
      visitMatch(c, s);
      break;
  }
}

/** CPython 3.11: Python/compile.c compiler_visit_stmt_expr */
function visitExpr(c: Compiler, s: Expr): void {
  if (c.interactive && c.nestLevel <= 1) {
    visitExpression(c, s.value);
    c.emit(op.PRINT_EXPR);
  } else if (s.value.node === "Constant") c.emit(op.NOP);
  else {
    visitExpression(c, s.value);
    c.u.location = NO_LOCATION;
    c.emit(op.POP_TOP);
  }
}

function visitRaise(c: Compiler, s: Raise): void {
  if (s.exc !== null) visitExpression(c, s.exc);
  if (s.exc !== null && s.cause !== null) visitExpression(c, s.cause);
  c.emitArg(op.RAISE_VARARGS, s.exc === null ? 0 : s.cause === null ? 1 : 2);
}

/** CPython 3.11: Python/compile.c compiler_assert */
function visitAssert(c: Compiler, s: Assert): void {
  const { test } = s;
  const items = test.node === "Tuple" ? test.elts : test.node === "Constant" ? tupleItems(test.value as Constant) : [];
  if (items.length > 0) c.warn(messages.assertTuple);
  if (c.settings.optimize > 0) return;
  const end = c.newBlock();
  jumpIf(c, test, end, true);
  c.emit(op.LOAD_ASSERTION_ERROR);
  if (s.msg !== null) {
    visitExpression(c, s.msg);
    c.emitArg(op.PRECALL, 0);
    c.emitArg(op.CALL, 0);
  }
  c.emitArg(op.RAISE_VARARGS, 1);
  c.useBlock(end);
}

function tupleItems(value: Constant): readonly Constant[] {
  return value.type === "tuple" ? value.items : [];
}

/**
 * The body of a module or class: `__annotations__` when something is annotated, the docstring, the statements.
 * CPython 3.11: Python/compile.c compiler_body
 */
export function visitBody(c: Compiler, body: readonly stmt[]): void {
  if (c.u.kind === "module" && body.length > 0) c.u.location = body[0]!;
  if (hasAnnotations(body)) c.emit(op.SETUP_ANNOTATIONS);
  const docstring = c.settings.optimize < 2 ? docstringOf(body) : null;
  if (docstring !== null) {
    visitExpression(c, docstring);
    c.u.location = NO_LOCATION;
    emitNameOp(c, "__doc__", "Store");
  }
  for (let i = docstring === null ? 0 : 1; i < body.length; i++) visitStatement(c, body[i]!);
}
