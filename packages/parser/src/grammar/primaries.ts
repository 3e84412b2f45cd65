import type { expr } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { type ConstantValue, ELLIPSIS, FALSE, NONE, TRUE } from "../constant.ts";
import { NO_PARSE, type Parser } from "../parser.ts";
import * as T from "../tokens.ts";
import { call } from "./calls.ts";
import { braces, brackets, parentheses } from "./displays.ts";
import { expression, namedExpression, starredExpression, startsExpression } from "./expressions.ts";
import { numberValue } from "./numbers.ts";
import { strings } from "./strings.ts";

/** primary: an atom followed by any number of `.name`, calls and subscripts. */
export function primary(p: Parser): expr {
  const start = p.index;
  let value = atom(p);
  for (;;) {
    switch (p.kind) {
      case 19 /* DOT */:
        p.next();
        value = new ast.Attribute(value, p.name(), "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
        break;
      case 10 /* LPAR */:
        value = call(p, value, start);
        break;
      case 12 /* LSQB */:
        value = subscript(p, value, start);
        break;
      default:
        return value;
    }
  }
}

function subscript(p: Parser, value: expr, start: number): expr {
  p.next();
  p.enterBracket(CALL_NESTING);
  const index = slices(p);
  p.leaveBracket(CALL_NESTING);
  p.expect(T.RSQB);
  return new ast.Subscript(value, index, "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

// How many of CPython's parser functions lie between a bracket and the bracket around it. Measured; the exact number depends on
// which of several readings comes first, so that MemoryError comes some 30 levels of 6000 early or late where kinds are mixed.
// NOT CPYTHON: approximate.
export const CALL_NESTING = 24;
export const DISPLAY_NESTING = 29;
export const PATTERN_NESTING = 20;

/** slices: one slice, or several that make a tuple; a lone `*x` makes one too. */
export function slices(p: Parser): expr {
  const start = p.index;
  const first = p.kind === T.STAR ? starredExpression(p) : slice(p);
  if (p.kind !== T.COMMA && first.node !== "Starred") return first;
  const elements = [first];
  while (p.accept(T.COMMA)) {
    if (p.kind === T.RSQB) break;
    elements.push(p.kind === T.STAR ? starredExpression(p) : slice(p));
  }
  return new ast.Tuple(elements, "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** slice: up to three expressions with colons between them, or a named expression. */
function slice(p: Parser): expr {
  const start = p.index;
  let lower: expr | null = null;
  if (p.kind !== T.COLON) {
    const named = p.kind === T.NAME && p.peek() === T.COLONEQUAL;
    lower = namedExpression(p);
    if (named || p.kind !== T.COLON) return lower;
  }
  p.next();
  const upper = startsExpression(p.kind) ? expression(p) : null;
  const step = p.accept(T.COLON) && startsExpression(p.kind) ? expression(p) : null;
  return new ast.Slice(lower, upper, step, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function constant(p: Parser, value: ConstantValue): expr {
  const i = p.index;
  p.next();
  return new ast.Constant(value, null, p.lines[i]!, p.cols[i]!, p.endLines[i]!, p.endCols[i]!);
}

/** atom: a name, a constant, or something in brackets. */
export function atom(p: Parser): expr {
  const i = p.index;
  // Literal labels: V8 makes a jump table only from those.
  switch (p.kind) {
    case 1 /* NAME */:
      p.next();
      return new ast.Name(p.identifier(i), "Load", p.lines[i]!, p.cols[i]!, p.endLines[i]!, p.endCols[i]!);
    case 2 /* NUMBER */:
      return constant(p, numberOf(p, i));
    case 3 /* STRING */:
      return strings(p);
    case 10 /* LPAR */:
      return parentheses(p);
    case 12 /* LSQB */:
      return brackets(p);
    case 14 /* LBRACE */:
      return braces(p);
    case 20 /* ELLIPSIS_TOKEN */:
      return constant(p, ELLIPSIS);
    case 60 /* FALSE_KEYWORD */:
      return constant(p, FALSE);
    case 61 /* NONE_KEYWORD */:
      return constant(p, NONE);
    case 62 /* TRUE_KEYWORD */:
      return constant(p, TRUE);
    default:
      throw NO_PARSE;
  }
}

/** Value of the NUMBER token `i`. */
export function numberOf(p: Parser, i: number): ConstantValue {
  const value = numberValue(p.spelling(i), p.hooks.featureVersion);
  if (typeof value === "string") throw NO_PARSE;
  return value;
}
