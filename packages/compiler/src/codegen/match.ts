/** `match`: the cases of the statement. The patterns are in patterns.ts. */
import type { Match, pattern } from "@vivarium/parser";
import { op } from "../opcodes.ts";
import { type Compiler, NO_LOCATION } from "./compiler.ts";
import { visitExpression } from "./expressions.ts";
import { jumpIf } from "./jumps.ts";
import { emitNameOp } from "./names.ts";
import { PatternContext, visitPattern } from "./patterns.ts";
import { visitStatements } from "./statements.ts";

/** `_` (CPython 3.11: Python/compile.c WILDCARD_CHECK). */
export function isWildcard(p: pattern): boolean {
  return p.node === "MatchAs" && p.name === null;
}

/** CPython 3.11: Python/compile.c compiler_match_inner */
export function visitMatch(c: Compiler, s: Match): void {
  visitExpression(c, s.subject);
  const end = c.newBlock();
  const { cases } = s;
  const last = cases[cases.length - 1]!;
  // A trailing `case _` tests nothing and leaves no copy of the subject to pop.
  const hasDefault = isWildcard(last.pattern) && cases.length > 1;
  const tested = hasDefault ? cases.length - 1 : cases.length;
  for (let i = 0; i < tested; i++) {
    const m = cases[i]!;
    const keepsSubject = i !== tested - 1;
    c.u.location = m.pattern;
    if (keepsSubject) c.emitArg(op.COPY, 1);
    const context = new PatternContext(m.guard !== null || i === cases.length - 1);
    visitPattern(c, m.pattern, context);
    for (const name of context.stores) emitNameOp(c, name, "Store");
    if (m.guard !== null) jumpIf(c, m.guard, context.failureBlock(c, 0), false);
    if (keepsSubject) c.emit(op.POP_TOP);
    visitStatements(c, m.body);
    c.emitJumpNoLine(op.JUMP, end);
    // What is dropped on failure belongs to the pattern, not to the body's last line.
    c.u.location = m.pattern;
    context.emitFailureBlocks(c);
  }
  if (hasDefault) {
    c.u.location = last.pattern;
    c.emit(op.NOP);
    if (last.guard !== null) jumpIf(c, last.guard, end, false);
    visitStatements(c, last.body);
    c.u.location = NO_LOCATION;
  }
  c.useBlock(end);
}
