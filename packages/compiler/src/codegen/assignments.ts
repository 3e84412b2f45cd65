/** `=`, `+=` and `x: T = ...`. */
import type { AnnAssign, Assign, AugAssign, expr, If, stmt } from "@vivarium/parser";
import { CO_FUTURE_ANNOTATIONS } from "../code-object.ts";
import { elifOf } from "../elif.ts";
import { op } from "../opcodes.ts";
import { mangle } from "../symtable/mangle.ts";
import type { Compiler } from "./compiler.ts";
import { BINARY_OPERANDS, visitExpression } from "./expressions.ts";
import { visitAnnotation } from "./functions.ts";
import { checkBindable, emitNameOp, moveToAttribute } from "./names.ts";

/** BINARY_OP's operand is this much more for the in-place form. */
const INPLACE = 13;

export function visitAssign(c: Compiler, s: Assign): void {
  visitExpression(c, s.value);
  const last = s.targets.length - 1;
  for (let i = 0; i <= last; i++) {
    if (i < last) c.emitArg(op.COPY, 1);
    visitExpression(c, s.targets[i]!);
  }
}

/** CPython 3.11: Python/compile.c compiler_augassign */
export function visitAugAssign(c: Compiler, s: AugAssign): void {
  const e = s.target;
  c.u.location = e;
  loadForUpdate(c, e);
  c.u.location = s;
  visitExpression(c, s.value);
  c.emitArg(op.BINARY_OP, BINARY_OPERANDS[s.op] + INPLACE);
  c.u.location = e;
  storeUpdated(c, e);
}

/** The target's value, with what is needed to store it again under it. */
function loadForUpdate(c: Compiler, e: expr): void {
  switch (e.node) {
    case "Attribute":
      visitExpression(c, e.value);
      c.emitArg(op.COPY, 1);
      moveToAttribute(c, e);
      c.emitName(op.LOAD_ATTR, e.attr);
      break;
    case "Subscript":
      visitExpression(c, e.value);
      visitExpression(c, e.slice);
      c.emitArg(op.COPY, 2);
      c.emitArg(op.COPY, 2);
      c.emit(op.BINARY_SUBSCR);
      break;
    case "Name":
      emitNameOp(c, e.id, "Load");
      break;
  }
}

function storeUpdated(c: Compiler, e: expr): void {
  switch (e.node) {
    case "Attribute":
      moveToAttribute(c, e);
      c.emitArg(op.SWAP, 2);
      c.emitName(op.STORE_ATTR, e.attr);
      break;
    case "Subscript":
      c.emitArg(op.SWAP, 3);
      c.emitArg(op.SWAP, 2);
      c.emit(op.STORE_SUBSCR);
      break;
    case "Name":
      emitNameOp(c, e.id, "Store");
      break;
  }
}

function evaluateAndDrop(c: Compiler, e: expr): void {
  visitExpression(c, e);
  c.emit(op.POP_TOP);
}

/** CPython 3.11: Python/compile.c check_ann_subscr */
function evaluateSubscript(c: Compiler, e: expr): void {
  switch (e.node) {
    case "Slice":
      if (e.lower !== null) evaluateAndDrop(c, e.lower);
      if (e.upper !== null) evaluateAndDrop(c, e.upper);
      if (e.step !== null) evaluateAndDrop(c, e.step);
      break;
    case "Tuple":
      for (const item of e.elts) evaluateSubscript(c, item);
      break;
    default:
      evaluateAndDrop(c, e);
  }
}

function isNamespace(c: Compiler): boolean {
  return c.u.kind === "module" || c.u.kind === "class";
}

/** A bare `target: T` evaluates what the target is made of, and does nothing with it. */
function visitAnnotatedTarget(c: Compiler, s: AnnAssign): void {
  const { target } = s;
  switch (target.node) {
    case "Name":
      checkBindable(c, target.id, "Store");
      if (!s.simple || !isNamespace(c)) return;
      visitAnnotation(c, s.annotation);
      c.emitName(op.LOAD_NAME, "__annotations__");
      c.loadString(mangle(c.u.privateName, target.id));
      c.emit(op.STORE_SUBSCR);
      break;
    case "Attribute":
      checkBindable(c, target.attr, "Store");
      if (s.value === null) evaluateAndDrop(c, target.value);
      break;
    case "Subscript":
      if (s.value === null) {
        evaluateAndDrop(c, target.value);
        evaluateSubscript(c, target.slice);
      }
      break;
  }
}

/** CPython 3.11: Python/compile.c compiler_annassign */
export function visitAnnAssign(c: Compiler, s: AnnAssign): void {
  if (s.value !== null) {
    visitExpression(c, s.value);
    visitExpression(c, s.target);
  }
  visitAnnotatedTarget(c, s);
  const evaluates = !s.simple && isNamespace(c) && (c.settings.flags & CO_FUTURE_ANNOTATIONS) === 0;
  if (evaluates) evaluateAndDrop(c, s.annotation);
}

/** A chain of `elif`s is as deep as it is long. */
function ifHasAnnotations(s: If): boolean {
  for (let at: If | null = s; at !== null; ) {
    if (hasAnnotations(at.body)) return true;
    const elif = elifOf(at);
    if (elif === null) return hasAnnotations(at.orelse);
    at = elif;
  }
  return false;
}

function statementHasAnnotations(s: stmt): boolean {
  switch (s.node) {
    case "AnnAssign":
      return true;
    case "For":
    case "AsyncFor":
    case "While":
      return hasAnnotations(s.body) || hasAnnotations(s.orelse);
    case "If":
      return ifHasAnnotations(s);
    case "With":
    case "AsyncWith":
      return hasAnnotations(s.body);
    case "Match":
      return s.cases.some((m) => hasAnnotations(m.body));
    case "Try":
    case "TryStar":
      return (
        hasAnnotations(s.body) ||
        hasAnnotations(s.finalbody) ||
        s.handlers.some((h) => hasAnnotations(h.body)) ||
        hasAnnotations(s.orelse)
      );
    default:
      return false;
  }
}

/** Whether a body annotates a name, functions and classes in it aside (CPython 3.11: Python/compile.c find_ann). */
export function hasAnnotations(body: readonly stmt[]): boolean {
  return body.some(statementHasAnnotations);
}
