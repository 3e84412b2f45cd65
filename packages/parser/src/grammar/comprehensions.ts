import type { comprehension, expr } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { NO_PARSE, type Parser } from "../parser.ts";
import * as T from "../tokens.ts";
import { disjunction } from "./expressions.ts";
import { starTargets } from "./targets.ts";

/** for_if_clauses: one or more `for ... in ...` with their conditions. */
export function forIfClauses(p: Parser): comprehension[] {
  const clauses: comprehension[] = [];
  do {
    const isAsync = p.accept(T.ASYNC);
    if (isAsync && p.hooks.featureVersion < 6) throw NO_PARSE;
    p.expect(T.FOR);
    const target = starTargets(p);
    p.expect(T.IN);
    const iter = disjunction(p);
    const ifs: expr[] = [];
    while (p.accept(T.IF)) ifs.push(disjunction(p));
    clauses.push(new ast.comprehension(target, iter, ifs, isAsync ? 1 : 0));
  } while (p.kind === T.FOR || p.kind === T.ASYNC);
  return clauses;
}
