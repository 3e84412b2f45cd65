import { PySyntaxError } from "../syntax-errors.ts";
import { DEDENT, INDENT } from "../tokens.ts";
import { compileGrammar, type Rule } from "./grammar-table.ts";
import { Machine } from "./machine.ts";
import type { Report } from "./report.ts";
import { EXPRESSIONS } from "./rules/expressions.ts";
import { INVALID_EXPRESSIONS } from "./rules/invalid-expressions.ts";
import { INVALID_PARAMETERS } from "./rules/invalid-parameters.ts";
import { INVALID_STATEMENTS } from "./rules/invalid-statements.ts";
import { PARAMETERS } from "./rules/parameters.ts";
import { PATTERNS } from "./rules/patterns.ts";
import { STATEMENTS } from "./rules/statements.ts";
import { TARGETS } from "./rules/targets.ts";

export type StartRule = "file" | "interactive" | "eval" | "func_type" | "fstring";

/** Rules whose results CPython remembers, also across the one rule that turns the second pass's alternatives off. */
const REMEMBERED: ReadonlySet<string> = new Set([
  ...["simple_stmt", "block", "expression", "star_expression", "disjunction", "conjunction", "inversion", "bitwise_or"],
  ...["bitwise_xor", "bitwise_and", "shift_expr", "sum", "term", "factor", "await_primary", "primary", "strings", "arguments"],
  ...["star_target", "target_with_star_atom", "t_primary", "del_target", "closed_pattern", "star_pattern", "dotted_name", "attr"],
  ...["name_or_attr", "invalid_named_expression"],
]);

let compiled: Map<string, Rule> | null = null;

function rules(): Map<string, Rule> {
  compiled ??= compileGrammar(
    {
      ...STATEMENTS,
      ...EXPRESSIONS,
      ...TARGETS,
      ...PARAMETERS,
      ...PATTERNS,
      ...INVALID_STATEMENTS,
      ...INVALID_EXPRESSIONS,
      ...INVALID_PARAMETERS,
    },
    REMEMBERED,
  );
  return compiled;
}

/**
 * Throws the error that CPython gives for a text that is not Python. `from` is a token before which all is sound; returns only
 * if there is no error after all.
 *
 * Two passes, as there: the first finds how far the text makes sense; the second, with the rules for common mistakes, what to
 * say. What the tokenizer has against the rest of the text goes before what the parser says.
 *
 * CPython 3.11: Parser/pegen.c _PyPegen_run_parser
 */
export function diagnose(report: Report, startRule: StartRule, from: number, allowIncompleteInput: boolean): void {
  const rule = rules().get(startRule)!;
  const first = pass(report, rule, from, 0, false, startRule);
  if (first.ok) return;
  const { last } = report;
  if (allowIncompleteInput && report.atEnd()) report.raiseAtLast("incomplete input");
  if (first.error !== null) return raise(report, first.error);
  const second = pass(report, rule, from, last + 1, true, startRule);
  if (second.error !== null) return raise(report, second.error);
  const kind = report.tokens.kinds[last]!;
  try {
    if (kind === INDENT || kind === DEDENT) {
      report.raiseAtLast(kind === INDENT ? "unexpected indent" : "unexpected unindent", "IndentationError");
    }
    report.raiseAtToken(last, "invalid syntax");
  } catch (error) {
    if (!(error instanceof PySyntaxError)) throw error;
    if (kind !== INDENT && kind !== DEDENT) report.preferTokenizerError();
    throw error;
  }
}

interface Outcome {
  ok: boolean;
  error: PySyntaxError | null;
}

function pass(report: Report, rule: Rule, from: number, fill: number, second: boolean, startRule: StartRule): Outcome {
  const machine = new Machine(report, from, fill, second);
  let ok: boolean;
  try {
    const value: unknown = machine.run(rule);
    ok = value !== null;
  } catch (error) {
    if (!(error instanceof PySyntaxError)) throw error;
    return { ok: false, error };
  }
  if (ok && startRule === "interactive") report.refuseMore();
  return { ok, error: null };
}

/** The error of a rule, unless the tokenizer itself has one further on. */
function raise(report: Report, error: PySyntaxError): never {
  report.preferTokenizerError();
  throw error;
}
