import type { expr, pattern } from "@vivarium/parser";
import { checkExpression, checkName, checkPositions, type Depth, deeper, invalid } from "./validate.ts";

/** CPython 3.11: Python/ast.c validate_pattern */
export function checkPattern(depth: Depth, p: pattern | null, starAllowed: boolean): void {
  // NOT CPYTHON: 3.11 crashes on None here.
  if (p === null) invalid("None disallowed in pattern list");
  checkPositions(p);
  deeper(depth);
  checkKind(depth, p, starAllowed);
  depth.now--;
}

function checkPatterns(depth: Depth, patterns: readonly (pattern | null)[], starAllowed: boolean): void {
  for (const p of patterns) checkPattern(depth, p, starAllowed);
}

function checkKind(depth: Depth, p: pattern, starAllowed: boolean): void {
  switch (p.node) {
    case "MatchValue":
      return checkMatchedValue(depth, p.value);
    case "MatchSingleton":
      if (p.value.type !== "None" && p.value.type !== "bool") invalid("MatchSingleton can only contain True, False and None");
      return;
    case "MatchSequence":
      return checkPatterns(depth, p.patterns, true);
    case "MatchMapping":
      if (p.keys.length !== p.patterns.length) invalid("MatchMapping doesn't have the same number of keys as patterns");
      if (p.rest !== null) checkCapture(p.rest);
      for (const key of p.keys) if (!isSingleton(key)) checkMatchedValue(depth, key);
      return checkPatterns(depth, p.patterns, false);
    case "MatchClass":
      if (p.kwd_attrs.length !== p.kwd_patterns.length)
        invalid("MatchClass doesn't have the same number of keyword attributes as patterns");
      checkExpression(depth, p.cls, "Load");
      checkClassName(p.cls);
      for (const name of p.kwd_attrs) checkName(name);
      checkPatterns(depth, p.patterns, false);
      return checkPatterns(depth, p.kwd_patterns, false);
    case "MatchStar":
      if (!starAllowed) invalid("can't use MatchStar here");
      if (p.name !== null) checkCapture(p.name);
      return;
    case "MatchAs":
      if (p.name !== null) checkCapture(p.name);
      if (p.pattern === null) return;
      if (p.name === null) invalid("MatchAs must specify a target name if a pattern is given");
      return checkPattern(depth, p.pattern, false);
    case "MatchOr":
      if (p.patterns.length < 2) invalid("MatchOr requires at least 2 patterns");
      return checkPatterns(depth, p.patterns, false);
  }
}

function isSingleton(e: expr | null): boolean {
  return e !== null && e.node === "Constant" && (e.value.type === "None" || e.value.type === "bool");
}

/** CPython 3.11: Python/ast.c validate_capture */
function checkCapture(name: string): void {
  if (name === "_") invalid("can't capture name '_' in patterns");
  checkName(name);
}

function checkClassName(cls: expr): void {
  let e = cls;
  while (e.node === "Attribute") e = e.value;
  if (e.node !== "Name") invalid("MatchClass cls field can only contain Name or Attribute nodes.");
}

/** CPython 3.11: Python/ast.c validate_pattern_match_value */
function checkMatchedValue(depth: Depth, e: expr | null): void {
  if (e === null) invalid("None disallowed in expression list");
  checkExpression(depth, e, "Load");
  switch (e.node) {
    case "Constant":
      if (!["int", "float", "bytes", "complex", "str"].includes(e.value.type))
        invalid("unexpected constant inside of a literal pattern");
      return;
    case "Attribute":
    case "JoinedStr":
      return;
    case "UnaryOp":
      if (isNegative(e, true, true)) return;
      break;
    case "BinOp":
      if (isComplex(e)) return;
      break;
  }
  invalid("patterns may only match literals and attribute lookups");
}

/** CPython 3.11: Python/ast.c ensure_literal_number */
function isNumber(e: expr, real: boolean, imaginary: boolean): boolean {
  if (e.node !== "Constant") return false;
  const { type } = e.value;
  return (real && (type === "int" || type === "float")) || (imaginary && type === "complex");
}

/** CPython 3.11: Python/ast.c ensure_literal_negative */
function isNegative(e: expr, real: boolean, imaginary: boolean): boolean {
  return e.node === "UnaryOp" && e.op === "USub" && isNumber(e.operand, real, imaginary);
}

/** CPython 3.11: Python/ast.c ensure_literal_complex */
function isComplex(e: expr): boolean {
  if (e.node !== "BinOp" || (e.op !== "Add" && e.op !== "Sub")) return false;
  if (!isNumber(e.left, true, false) && !isNegative(e.left, true, false)) return false;
  return isNumber(e.right, false, true);
}
