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
      return visitExpr(c, s);
    case "Assign":
      return visitAssign(c, s);
    case "If":
      return visitIf(c, s);
    case "Return":
      return visitReturn(c, s);
    case "For":
      return visitFor(c, s);
    case "FunctionDef":
    case "AsyncFunctionDef":
      return visitFunctionDef(c, s);
    case "AugAssign":
      return visitAugAssign(c, s);
    case "Import":
      return visitImport(c, s);
    case "ImportFrom":
      return visitImportFrom(c, s);
    case "Try":
    case "TryStar":
      return visitTry(c, s);
    case "Pass":
      return c.emit(op.NOP);
    default:
      visitRarerStatement(c, s);
  }
}

function visitRarerStatement(c: Compiler, s: stmt): void {
  switch (s.node) {
    case "ClassDef":
      return visitClassDef(c, s);
    case "AnnAssign":
      return visitAnnAssign(c, s);
    case "While":
      return visitWhile(c, s);
    case "AsyncFor":
      return visitAsyncFor(c, s);
    case "With":
    case "AsyncWith":
      return visitWith(c, s, 0);
    case "Raise":
      return visitRaise(c, s);
    case "Assert":
      return visitAssert(c, s);
    case "Delete":
      return visitExpressions(c, s.targets);
    case "Break":
      return visitBreak(c);
    case "Continue":
      return visitContinue(c);
    case "Match":
      return visitMatch(c, s);
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
