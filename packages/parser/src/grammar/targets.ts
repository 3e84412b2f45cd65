import type { expr, expr_context } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { NO_PARSE, type Parser } from "../parser.ts";
import * as T from "../tokens.ts";
import { primary } from "./primaries.ts";

/**
 * Targets are read as expressions and then turned: a tree is a target exactly if its shape is (a starred name cannot stand in
 * parentheses as an expression either), and no second reading is needed.
 */

/** star_targets: what a `for` binds; a comma makes a tuple. */
export function starTargets(p: Parser): expr {
  const start = p.index;
  const first = starTarget(p);
  if (p.kind !== T.COMMA) return first;
  const elements = [first];
  while (p.accept(T.COMMA)) {
    if (!startsTarget(p.kind)) break;
    elements.push(starTarget(p));
  }
  return new ast.Tuple(elements, "Store", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** star_target: a name, attribute, subscript, or targets in brackets; perhaps after a `*`. */
export function starTarget(p: Parser): expr {
  const start = p.index;
  if (!p.accept(T.STAR)) {
    const target = primary(p);
    turn(target, "Store");
    return target;
  }
  if (p.kind === T.STAR) throw NO_PARSE;
  const value = primary(p);
  turn(value, "Store");
  return new ast.Starred(value, "Store", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function startsTarget(kind: number): boolean {
  return (
    kind === T.NAME ||
    kind === T.STAR ||
    kind === T.LPAR ||
    kind === T.LSQB ||
    kind === T.LBRACE ||
    kind === T.STRING ||
    kind === T.NUMBER ||
    kind === T.ELLIPSIS_TOKEN ||
    (kind >= T.FALSE_KEYWORD && kind <= T.TRUE_KEYWORD)
  );
}

/** Makes an expression, read as one, a target of assignment (where `*x` may be an element) or deletion. */
export function turn(target: expr, ctx: expr_context): void {
  switch (target.node) {
    case "Name":
    case "Attribute":
    case "Subscript":
      target.ctx = ctx;
      return;
    case "Starred":
      if (ctx === "Del" || target.value.node === "Starred") throw NO_PARSE;
      target.ctx = ctx;
      return turn(target.value, ctx);
    case "Tuple":
    case "List":
      target.ctx = ctx;
      for (const element of target.elts) turn(element, ctx);
      return;
    default:
      throw NO_PARSE;
  }
}

/** single_target: one name, attribute or subscript, perhaps in parentheses. */
export function turnSingle(target: expr): void {
  if (target.node !== "Name" && target.node !== "Attribute" && target.node !== "Subscript") throw NO_PARSE;
  target.ctx = "Store";
}

/** del_targets: what `del` deletes. */
export function delTargets(p: Parser): expr[] {
  const targets: expr[] = [];
  do {
    if (targets.length > 0 && !startsTarget(p.kind)) break;
    const target = primary(p);
    turn(target, "Del");
    targets.push(target);
  } while (p.accept(T.COMMA));
  return targets;
}
