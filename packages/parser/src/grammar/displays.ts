import type { expr } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { NO_PARSE, type Parser } from "../parser.ts";
import * as T from "../tokens.ts";
import { forIfClauses } from "./comprehensions.ts";
import { bitwiseOr, expression, starNamedExpression, yieldExpression } from "./expressions.ts";
import { DISPLAY_NESTING } from "./primaries.ts";

/** tuple, group, genexp: what can stand in parentheses. */
export function parentheses(p: Parser): expr {
  const start = p.index;
  p.next();
  if (p.accept(T.RPAR)) return new ast.Tuple([], "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  p.enterBracket(DISPLAY_NESTING);
  const result = insideParentheses(p, start);
  p.leaveBracket(DISPLAY_NESTING);
  return result;
}

function insideParentheses(p: Parser, start: number): expr {
  if (p.kind === T.YIELD) {
    const value = yieldExpression(p);
    p.expect(T.RPAR);
    return value;
  }
  const first = starNamedExpression(p);
  if (p.kind === T.RPAR) {
    if (first.node === "Starred") throw NO_PARSE;
    p.next();
    return first;
  }
  if (p.kind === T.COMMA) {
    const elements = moreElements(p, first, T.RPAR);
    return new ast.Tuple(elements, "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  }
  if (first.node === "Starred") throw NO_PARSE;
  const generators = forIfClauses(p);
  p.expect(T.RPAR);
  return new ast.GeneratorExp(first, generators, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** Elements after the first, and the closing bracket. */
function moreElements(p: Parser, first: expr, close: number): expr[] {
  const elements = [first];
  while (p.accept(T.COMMA)) {
    if (p.kind === close) break;
    elements.push(starNamedExpression(p));
  }
  p.expect(close);
  return elements;
}

/** list, listcomp. */
export function brackets(p: Parser): expr {
  const start = p.index;
  p.next();
  if (p.accept(T.RSQB)) return new ast.List([], "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  p.enterBracket(DISPLAY_NESTING);
  const first = starNamedExpression(p);
  let result: expr;
  if (p.kind === T.FOR || p.kind === T.ASYNC) {
    if (first.node === "Starred") throw NO_PARSE;
    const generators = forIfClauses(p);
    p.expect(T.RSQB);
    result = new ast.ListComp(first, generators, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  } else {
    const elements = moreElements(p, first, T.RSQB);
    result = new ast.List(elements, "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  }
  p.leaveBracket(DISPLAY_NESTING);
  return result;
}

/** dict, set, dictcomp, setcomp. */
export function braces(p: Parser): expr {
  const start = p.index;
  p.next();
  if (p.accept(T.RBRACE)) return new ast.Dict([], [], p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  p.enterBracket(DISPLAY_NESTING);
  const result = insideBraces(p, start);
  p.leaveBracket(DISPLAY_NESTING);
  return result;
}

function insideBraces(p: Parser, start: number): expr {
  if (p.kind === T.DOUBLESTAR) return dict(p, start, null, null);
  const named = p.kind === T.NAME && p.peek() === T.COLONEQUAL;
  const first = starNamedExpression(p);
  if (p.kind === T.COLON) {
    if (named || first.node === "Starred") throw NO_PARSE;
    p.next();
    const value = expression(p);
    if (p.kind !== T.FOR && p.kind !== T.ASYNC) return dict(p, start, first, value);
    const generators = forIfClauses(p);
    p.expect(T.RBRACE);
    return new ast.DictComp(first, value, generators, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  }
  if (p.kind === T.FOR || p.kind === T.ASYNC) {
    if (first.node === "Starred") throw NO_PARSE;
    const generators = forIfClauses(p);
    p.expect(T.RBRACE);
    return new ast.SetComp(first, generators, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  }
  const elements = moreElements(p, first, T.RBRACE);
  return new ast.Set(elements, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** A dict whose first pair has been read, or that begins with `**`. */
function dict(p: Parser, start: number, key: expr | null, value: expr | null): expr {
  const keys: (expr | null)[] = [];
  const values: expr[] = [];
  if (value !== null) {
    keys.push(key);
    values.push(value);
  }
  while (value === null || p.accept(T.COMMA)) {
    if (p.kind === T.RBRACE) break;
    if (p.accept(T.DOUBLESTAR)) {
      keys.push(null);
      values.push(bitwiseOr(p));
    } else {
      keys.push(expression(p));
      p.expect(T.COLON);
      values.push(expression(p));
    }
    value = values[0]!;
  }
  p.expect(T.RBRACE);
  return new ast.Dict(keys, values, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}
