import type { expr, pattern } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { type ConstantValue, FALSE, NONE, TRUE } from "../constant.ts";
import { NO_PARSE, type Parser } from "../parser.ts";
import * as T from "../tokens.ts";
import { numberOf, PATTERN_NESTING } from "./primaries.ts";
import { strings } from "./strings.ts";

/** patterns: what stands after `case`; a comma makes a sequence. */
export function patterns(p: Parser): pattern {
  const start = p.index;
  const first = maybeStarPattern(p);
  if (p.kind !== T.COMMA) {
    if (first.node === "MatchStar") throw NO_PARSE;
    return first;
  }
  const elements = [first];
  while (p.accept(T.COMMA)) {
    if (p.kind === T.COLON || p.kind === T.IF) break;
    elements.push(maybeStarPattern(p));
  }
  return new ast.MatchSequence(elements, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** maybe_star_pattern: `*name`, `*_`, or a pattern. */
function maybeStarPattern(p: Parser): pattern {
  if (p.kind !== T.STAR) return asPattern(p);
  const start = p.index;
  p.next();
  const name = p.isWord("_") ? skipWildcard(p) : captureTarget(p);
  return new ast.MatchStar(name, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function skipWildcard(p: Parser): null {
  p.next();
  return null;
}

/** pattern_capture_target: a name other than `_` that does not begin an attribute, a class pattern or a keyword. */
function captureTarget(p: Parser): string {
  if (p.isWord("_")) throw NO_PARSE;
  const name = p.name();
  if (p.kind === T.DOT || p.kind === T.LPAR || p.kind === T.EQUAL) throw NO_PARSE;
  return name;
}

/** pattern, as_pattern: alternatives, perhaps bound to a name. */
function asPattern(p: Parser): pattern {
  const start = p.index;
  const inner = orPattern(p);
  if (!p.accept(T.AS)) return inner;
  const name = captureTarget(p);
  return new ast.MatchAs(inner, name, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** or_pattern: closed patterns with `|` between them. */
function orPattern(p: Parser): pattern {
  const start = p.index;
  const first = closedPattern(p);
  if (p.kind !== T.VBAR) return first;
  const alternatives = [first];
  while (p.accept(T.VBAR)) alternatives.push(closedPattern(p));
  return new ast.MatchOr(alternatives, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** closed_pattern: a literal, a name, a value, a class, or something in brackets. */
function closedPattern(p: Parser): pattern {
  const start = p.index;
  switch (p.kind) {
    case T.NUMBER:
    case T.MINUS:
    case T.STRING: {
      const value = literal(p);
      return new ast.MatchValue(value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
    }
    case T.NONE_KEYWORD:
    case T.TRUE_KEYWORD:
    case T.FALSE_KEYWORD: {
      const value = singleton(p.kind);
      p.next();
      return new ast.MatchSingleton(value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
    }
    case T.NAME:
      return namePattern(p);
    case T.LPAR:
      return parenthesized(p);
    case T.LSQB: {
      p.next();
      const elements = elementPatterns(p, T.RSQB);
      p.expect(T.RSQB);
      return new ast.MatchSequence(elements, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
    }
    case T.LBRACE:
      return mappingPattern(p);
    default:
      throw NO_PARSE;
  }
}

function singleton(kind: number): ConstantValue {
  return kind === T.NONE_KEYWORD ? NONE : kind === T.TRUE_KEYWORD ? TRUE : FALSE;
}

/** literal_expr without the keywords: a number with a sign, a complex number as a sum, strings. */
function literal(p: Parser): expr {
  if (p.kind === T.STRING) return strings(p);
  const start = p.index;
  const left = signedNumber(p);
  if (p.kind !== T.PLUS && p.kind !== T.MINUS) return left.value;
  if (left.imaginary) throw NO_PARSE;
  const op = p.kind === T.PLUS ? "Add" : "Sub";
  p.next();
  if (p.kind !== T.NUMBER) throw NO_PARSE;
  const right = signedNumber(p);
  if (!right.imaginary) throw NO_PARSE;
  return new ast.BinOp(left.value, op, right.value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function signedNumber(p: Parser): { value: expr; imaginary: boolean } {
  const start = p.index;
  const negative = p.accept(T.MINUS);
  const i = p.index;
  if (p.kind !== T.NUMBER) throw NO_PARSE;
  const constant = numberOf(p, i);
  p.next();
  let value: expr = new ast.Constant(constant, null, p.lines[i]!, p.cols[i]!, p.endLines[i]!, p.endCols[i]!);
  if (negative) value = new ast.UnaryOp("USub", value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  return { value, imaginary: constant.type === "complex" };
}

/** capture_pattern, wildcard_pattern, value_pattern, class_pattern: all begin with a name. */
function namePattern(p: Parser): pattern {
  const start = p.index;
  const next = p.peek();
  const wildcard = p.isWord("_");
  if (wildcard || (next !== T.DOT && next !== T.LPAR && next !== T.EQUAL)) {
    const name = wildcard ? skipWildcard(p) : p.name();
    return new ast.MatchAs(null, name, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  }
  const value = nameOrAttribute(p);
  if (p.kind === T.LPAR) return classPattern(p, value, start);
  if (value.node !== "Attribute" || p.kind === T.EQUAL) throw NO_PARSE;
  return new ast.MatchValue(value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function nameOrAttribute(p: Parser): expr {
  const start = p.index;
  let value: expr = new ast.Name(p.name(), "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  while (p.accept(T.DOT)) {
    value = new ast.Attribute(value, p.name(), "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  }
  return value;
}

/** group_pattern, or sequence_pattern in parentheses. */
function parenthesized(p: Parser): pattern {
  const start = p.index;
  p.next();
  if (p.accept(T.RPAR)) return new ast.MatchSequence([], p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  p.enterBracket(PATTERN_NESTING);
  const first = maybeStarPattern(p);
  p.leaveBracket(PATTERN_NESTING);
  if (p.kind === T.RPAR && first.node !== "MatchStar") {
    p.next();
    return first;
  }
  if (!p.accept(T.COMMA)) throw NO_PARSE;
  const elements = [first, ...elementPatterns(p, T.RPAR)];
  p.expect(T.RPAR);
  return new ast.MatchSequence(elements, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function elementPatterns(p: Parser, close: number): pattern[] {
  const elements: pattern[] = [];
  p.enterBracket(PATTERN_NESTING);
  while (p.kind !== close) {
    elements.push(maybeStarPattern(p));
    if (!p.accept(T.COMMA)) break;
  }
  p.leaveBracket(PATTERN_NESTING);
  return elements;
}

/** mapping_pattern: literal or dotted keys; `**rest` last. */
function mappingPattern(p: Parser): pattern {
  const start = p.index;
  const keys: expr[] = [];
  const values: pattern[] = [];
  let rest: string | null = null;
  p.next();
  p.enterBracket(PATTERN_NESTING);
  while (p.kind !== T.RBRACE) {
    if (p.accept(T.DOUBLESTAR)) {
      rest = captureTarget(p);
      p.accept(T.COMMA);
      break;
    }
    keys.push(mappingKey(p));
    p.expect(T.COLON);
    values.push(asPattern(p));
    if (!p.accept(T.COMMA)) break;
  }
  p.leaveBracket(PATTERN_NESTING);
  p.expect(T.RBRACE);
  return new ast.MatchMapping(keys, values, rest, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function mappingKey(p: Parser): expr {
  const start = p.index;
  if (p.kind === T.NUMBER || p.kind === T.MINUS || p.kind === T.STRING) return literal(p);
  if (p.kind >= T.FALSE_KEYWORD && p.kind <= T.TRUE_KEYWORD) {
    const value = singleton(p.kind);
    p.next();
    return new ast.Constant(value, null, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  }
  const key = nameOrAttribute(p);
  if (key.node !== "Attribute") throw NO_PARSE;
  return key;
}

/** class_pattern: positional patterns, then `name=pattern`. */
function classPattern(p: Parser, cls: expr, start: number): pattern {
  const positional: pattern[] = [];
  const names: string[] = [];
  const values: pattern[] = [];
  p.next();
  p.enterBracket(PATTERN_NESTING);
  while (p.kind !== T.RPAR) {
    if (p.kind === T.NAME && p.peek() === T.EQUAL) {
      names.push(p.name());
      p.next();
      values.push(asPattern(p));
    } else {
      if (names.length > 0) throw NO_PARSE;
      positional.push(asPattern(p));
    }
    if (!p.accept(T.COMMA)) break;
  }
  p.leaveBracket(PATTERN_NESTING);
  p.expect(T.RPAR);
  return new ast.MatchClass(cls, positional, names, values, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}
