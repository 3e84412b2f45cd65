import type { expr, keyword } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { NO_PARSE, type Parser } from "../parser.ts";
import * as T from "../tokens.ts";
import { forIfClauses } from "./comprehensions.ts";
import { assignmentExpression, expression, starredExpression } from "./expressions.ts";
import { CALL_NESTING } from "./primaries.ts";

/** The arguments of a call or the bases of a class. */
export interface Arguments {
  args: expr[];
  keywords: keyword[];
}

/** A call of `func`, at its parenthesis: a lone generator expression needs no parentheses of its own. */
export function call(p: Parser, func: expr, start: number): expr {
  const open = p.index;
  p.next();
  p.enterBracket(CALL_NESTING);
  const { args, keywords } = callArguments(p, open);
  p.leaveBracket(CALL_NESTING);
  p.next();
  return new ast.Call(func, args, keywords, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/**
 * arguments, up to the closing parenthesis: positional ones and `*x`; then keywords and `*x`; then, after the first `**x`,
 * keywords and `**x` only. `open` is the parenthesis before them, or -1 where a bare generator expression cannot be.
 */
export function callArguments(p: Parser, open: number): Arguments {
  const args: expr[] = [];
  const keywords: keyword[] = [];
  let stars = 0;
  while (p.kind !== T.RPAR) {
    const start = p.index;
    if (p.kind === T.STAR) {
      if (stars > 0) throw NO_PARSE;
      args.push(starredExpression(p));
    } else if (p.kind === T.DOUBLESTAR) {
      p.next();
      stars++;
      const value = expression(p);
      keywords.push(new ast.keyword(null, value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol()));
    } else if (p.kind === T.NAME && p.peek() === T.EQUAL) {
      const name = p.name();
      p.next();
      const value = expression(p);
      keywords.push(new ast.keyword(name, value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol()));
    } else {
      if (keywords.length > 0) throw NO_PARSE;
      const value = p.kind === T.NAME && p.peek() === T.COLONEQUAL ? assignmentExpression(p) : expression(p);
      if (p.kind === T.FOR || p.kind === T.ASYNC) {
        if (args.length > 0 || open < 0) throw NO_PARSE;
        args.push(bareGenerator(p, value, open));
        break;
      }
      args.push(value);
    }
    if (!p.accept(T.COMMA)) break;
    if (args.length + keywords.length === 0) throw NO_PARSE;
  }
  if (p.kind !== T.RPAR) throw NO_PARSE;
  return { args, keywords };
}

/** `f(x for x in y)`: the generator expression's position takes in the call's parentheses. */
function bareGenerator(p: Parser, element: expr, open: number): expr {
  const generators = forIfClauses(p);
  if (p.kind !== T.RPAR) throw NO_PARSE;
  const close = p.index;
  return new ast.GeneratorExp(element, generators, p.lines[open]!, p.cols[open]!, p.endLines[close]!, p.endCols[close]!);
}
