/** `def`, `async def`, `lambda`: defaults, annotations, closures and decorators. */
import type { arguments as Arguments, AsyncFunctionDef, arg, expr, FunctionDef, Lambda } from "@vivarium/parser";
import { CO_FUTURE_ANNOTATIONS, type CodeObject } from "../code-object.ts";
import type { Constant } from "../constant.ts";
import { op } from "../opcodes.ts";
import { CELL } from "../symtable/flags.ts";
import { mangle } from "../symtable/mangle.ts";
import { type Compiler, NONE } from "./compiler.ts";
import { docstringOf } from "./docstring.ts";
import { visitExpression, visitExpressions } from "./expressions.ts";
import { checkBindable, emitNameOp } from "./names.ts";
import { visitStatement } from "./statements.ts";
import { unparse } from "./unparse.ts";

/** Bits of MAKE_FUNCTION's operand: what lies on the stack under the code object. */
const HAS_DEFAULTS = 1;
const HAS_KWDEFAULTS = 2;
const HAS_ANNOTATIONS = 4;
const HAS_CLOSURE = 8;

/** CPython 3.11: Python/compile.c compiler_make_closure */
export function makeClosure(c: Compiler, code: CodeObject, flags: number): void {
  const free = code.co_freevars;
  if (free.length > 0) {
    const { u } = c;
    for (const name of free) {
      // A class body's __class__ is its own cell, whatever the name means in the body.
      const isCell = (u.kind === "class" && name === "__class__") || u.scope.scopeOf(name) === CELL;
      c.emitArg(op.LOAD_CLOSURE, (isCell ? u.cellvars : u.freevars).get(name)!);
    }
    flags |= HAS_CLOSURE;
    c.emitArg(op.BUILD_TUPLE, free.length);
  }
  c.loadConst({ type: "code", code });
  c.emitArg(op.MAKE_FUNCTION, flags);
}

/** CPython 3.11: Python/compile.c compiler_apply_decorators */
export function applyDecorators(c: Compiler, decorators: readonly expr[]): void {
  const outer = c.u.location;
  for (let i = decorators.length - 1; i >= 0; i--) {
    c.u.location = decorators[i]!;
    c.emitArg(op.PRECALL, 0);
    c.emitArg(op.CALL, 0);
  }
  c.u.location = outer;
}

/** CPython 3.11: Python/compile.c compiler_check_debug_args */
function checkParameters(c: Compiler, args: Arguments): void {
  for (const a of args.posonlyargs) checkBindable(c, a.arg, "Store");
  for (const a of args.args) checkBindable(c, a.arg, "Store");
  if (args.vararg !== null) checkBindable(c, args.vararg.arg, "Store");
  for (const a of args.kwonlyargs) checkBindable(c, a.arg, "Store");
  if (args.kwarg !== null) checkBindable(c, args.kwarg.arg, "Store");
}

/** Leaves the defaults on the stack; answers MAKE_FUNCTION's bits (CPython 3.11: Python/compile.c compiler_default_arguments). */
function visitDefaults(c: Compiler, args: Arguments): number {
  let flags = 0;
  if (args.defaults.length > 0) {
    visitExpressions(c, args.defaults);
    c.emitArg(op.BUILD_TUPLE, args.defaults.length);
    flags |= HAS_DEFAULTS;
  }
  const names: string[] = [];
  args.kwonlyargs.forEach((a, i) => {
    const value = args.kw_defaults[i] ?? null;
    if (value === null) return;
    names.push(mangle(c.u.privateName, a.arg));
    visitExpression(c, value);
  });
  if (names.length > 0) {
    c.loadStrings(names);
    c.emitArg(op.BUILD_CONST_KEY_MAP, names.length);
    flags |= HAS_KWDEFAULTS;
  }
  return flags;
}

/** The annotation's value, or its text under `from __future__ import annotations`. */
export function visitAnnotation(c: Compiler, e: expr): void {
  if (c.settings.flags & CO_FUTURE_ANNOTATIONS) c.loadConst(unparse(e));
  else if (e.node === "Starred") {
    // `*args: *Ts` is the one thing that `*Ts` unpacks into.
    visitExpression(c, e.value);
    c.emitArg(op.UNPACK_SEQUENCE, 1);
  } else visitExpression(c, e);
}

/** Leaves a tuple of names and annotations; answers MAKE_FUNCTION's bit (CPython 3.11: Python/compile.c compiler_visit_annotations). */
function visitAnnotations(c: Compiler, args: Arguments, returns: expr | null): number {
  let count = 0;
  const annotate = (name: string, annotation: expr | null): void => {
    if (annotation === null) return;
    c.loadString(mangle(c.u.privateName, name));
    visitAnnotation(c, annotation);
    count += 2;
  };
  const annotateArg = (a: arg | null): void => {
    if (a !== null) annotate(a.arg, a.annotation);
  };
  args.args.forEach(annotateArg);
  args.posonlyargs.forEach(annotateArg);
  annotateArg(args.vararg);
  args.kwonlyargs.forEach(annotateArg);
  annotateArg(args.kwarg);
  annotate("return", returns);
  if (count === 0) return 0;
  c.emitArg(op.BUILD_TUPLE, count);
  return HAS_ANNOTATIONS;
}

function setArgumentCounts(c: Compiler, args: Arguments): void {
  c.u.argcount = args.posonlyargs.length + args.args.length;
  c.u.posonlyargcount = args.posonlyargs.length;
  c.u.kwonlyargcount = args.kwonlyargs.length;
}

/** CPython 3.11: Python/compile.c compiler_function */
export function visitFunctionDef(c: Compiler, s: FunctionDef | AsyncFunctionDef): void {
  checkParameters(c, s.args);
  visitExpressions(c, s.decorator_list);
  const firstlineno = s.decorator_list[0]?.lineno ?? s.lineno;
  let flags = visitDefaults(c, s.args);
  flags |= visitAnnotations(c, s.args, s.returns);
  c.enterScope(s.name, s.node === "FunctionDef" ? "function" : "asyncFunction", s, firstlineno);
  const docstring = c.settings.optimize < 2 ? docstringOf(s.body) : null;
  // The first constant is the docstring, or None when there is none.
  c.addConst(docstring === null ? NONE : (docstring.value as Constant));
  setArgumentCounts(c, s.args);
  for (let i = docstring === null ? 0 : 1; i < s.body.length; i++) visitStatement(c, s.body[i]!);
  const code = c.exitScope(true);
  makeClosure(c, code, flags);
  applyDecorators(c, s.decorator_list);
  emitNameOp(c, s.name, "Store");
}

/** CPython 3.11: Python/compile.c compiler_lambda */
export function visitLambda(c: Compiler, e: Lambda): void {
  checkParameters(c, e.args);
  const flags = visitDefaults(c, e.args);
  c.enterScope("<lambda>", "lambda", e, e.lineno);
  // So that no string can be taken for a docstring.
  c.addConst(NONE);
  setArgumentCounts(c, e.args);
  visitExpression(c, e.body);
  if (!c.u.scope.isGenerator) c.emit(op.RETURN_VALUE);
  const code = c.exitScope(!c.u.scope.isGenerator);
  makeClosure(c, code, flags);
}
