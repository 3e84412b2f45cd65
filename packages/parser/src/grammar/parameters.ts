import type { arg, expr } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { NO_PARSE, type Parser } from "../parser.ts";
import * as T from "../tokens.ts";
import { expression, starExpression } from "./expressions.ts";

/** Parameters as they are collected; what is positional-only is known at the `/`. */
class ParameterList {
  posonlyargs: arg[] = [];
  args: arg[] = [];
  vararg: arg | null = null;
  kwonlyargs: arg[] = [];
  kwDefaults: (expr | null)[] = [];
  kwarg: arg | null = null;
  defaults: expr[] = [];

  finish(): ast.arguments {
    const { posonlyargs, args, vararg, kwonlyargs, kwDefaults, kwarg, defaults } = this;
    return new ast.arguments(posonlyargs, args, vararg, kwonlyargs, kwDefaults, kwarg, defaults);
  }
}

/** params: what stands between the parentheses of a `def`. */
export function parameters(p: Parser): ast.arguments {
  return parameterList(p, T.RPAR, true);
}

/** lambda_params: the same without annotations, up to the colon. */
export function lambdaParameters(p: Parser): ast.arguments {
  return parameterList(p, T.COLON, false);
}

/** Plain parameters, `/`, then `*` or `*args`, keyword-only ones, `**kwargs`; a comma may end the list. */
function parameterList(p: Parser, close: number, annotated: boolean): ast.arguments {
  const list = new ParameterList();
  let keywordOnly = false;
  while (p.kind !== close) {
    if (p.kind === T.DOUBLESTAR) {
      p.next();
      list.kwarg = parameter(p, annotated, false);
      separator(p, close, list.kwarg);
      break;
    }
    if (p.kind === T.STAR) {
      if (keywordOnly) throw NO_PARSE;
      keywordOnly = true;
      star(p, list, close, annotated);
    } else if (p.kind === T.SLASH) {
      if (keywordOnly || list.posonlyargs.length > 0 || list.args.length === 0) throw NO_PARSE;
      if (p.hooks.featureVersion < 8) throw NO_PARSE;
      p.next();
      list.posonlyargs = list.args;
      list.args = [];
      separator(p, close, null);
    } else {
      plain(p, list, close, annotated, keywordOnly);
    }
  }
  if (p.kind !== close) throw NO_PARSE;
  return list.finish();
}

function plain(p: Parser, list: ParameterList, close: number, annotated: boolean, keywordOnly: boolean): void {
  const param = parameter(p, annotated, false);
  const value = p.accept(T.EQUAL) ? expression(p) : null;
  if (keywordOnly) {
    list.kwonlyargs.push(param);
    list.kwDefaults.push(value);
  } else {
    if (value !== null) list.defaults.push(value);
    else if (list.defaults.length > 0) throw NO_PARSE;
    list.args.push(param);
  }
  separator(p, close, param);
}

/** `*args`, or a bare `*` that a parameter must follow. */
function star(p: Parser, list: ParameterList, close: number, annotated: boolean): void {
  p.next();
  if (p.kind === T.COMMA) {
    p.next();
    if (p.kind !== T.NAME) throw NO_PARSE;
    return;
  }
  list.vararg = parameter(p, annotated, true);
  separator(p, close, list.vararg);
}

/** A comma, or the end of the list; a type comment may follow either way. */
function separator(p: Parser, close: number, param: arg | null): void {
  const comma = p.accept(T.COMMA);
  if (param !== null && p.kind === T.TYPE_COMMENT) {
    param.type_comment = p.spelling(p.index);
    p.next();
  }
  if (!comma && p.kind !== close) throw NO_PARSE;
}

function parameter(p: Parser, annotated: boolean, starred: boolean): arg {
  const start = p.index;
  const name = p.name();
  let annotation: expr | null = null;
  if (annotated && p.accept(T.COLON)) annotation = starred ? starExpression(p) : expression(p);
  return new ast.arg(name, annotation, null, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}
