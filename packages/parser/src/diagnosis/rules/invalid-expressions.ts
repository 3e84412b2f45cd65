import type { Grammar } from "../grammar-table.ts";
import type { Machine } from "../machine.ts";
import { checkTarget, type Expression, raiseAt } from "../nodes.ts";

const MAYBE_EQUALS = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
const UNPARENTHESIZED = "Generator expression must be parenthesized";

/** CPython 3.11: Parser/action_helpers.c _PyPegen_check_legacy_stmt */
function isLegacyStatement(m: Machine, e: Expression): boolean {
  if (e.name !== "name") return false;
  const word = m.report.spelling(e.s);
  return word === "print" || word === "exec";
}

/** CPython 3.11: Parser/pegen_errors.c _PyPegen_nonparen_genexp_in_call */
function bareGenerator(m: Machine, call: Expression, clauses: Expression[]): null {
  const args = call.args!;
  if (args.length <= 1) return null;
  return m.report.raiseRange(args[args.length - 1]!, clauses[clauses.length - 1]!, UNPARENTHESIZED);
}

/** What is no expression, and what is then said about it. */
export const INVALID_EXPRESSIONS: Grammar = {
  // CPython compares as many characters as the name has: `c` and `mat` pass for soft keywords too.
  soft_keyword: [
    ["NAME", (m, v) => (["_", "case", "match"].some((word) => word.startsWith(m.report.spelling(v[0].token))) ? v[0] : null)],
  ],
  name_string: ["NAME STRING"],
  else_or_colon: ["'else'", "':'"],
  equal_or_walrus: ["'='", "':='"],
  name_equal: ["NAME '='"],
  // Two expressions side by side. Not for a name before a string (a wrong prefix), nor for soft keywords.
  invalid_expression: [
    [
      "!name_string !soft_keyword disjunction expression_without_invalid",
      (m, v) => {
        if (isLegacyStatement(m, v[0]) || m.report.level(m.pos - 1) === 0) return null;
        return m.report.raiseRange(v[0], v[1], "invalid syntax. Perhaps you forgot a comma?");
      },
    ],
    [
      "disjunction 'if' disjunction !else_or_colon",
      (m, v) => m.report.raiseRange(v[0], v[2], "expected 'else' after 'if' expression"),
    ],
  ],
  expression_without_invalid: [
    ["disjunction 'if' disjunction 'else' expression", (m, _v, s) => ({ name: "conditional expression", s, e: m.pos - 1 })],
    "disjunction",
    "lambdef",
  ],
  invalid_legacy_expression: [
    [
      "NAME !'(' star_expressions",
      (m, v) => {
        const word = m.report.spelling(v[0].token);
        if (word !== "print" && word !== "exec") return null;
        return m.report.raiseRange(v[0], v[1], `Missing parentheses in call to '${word}'. Did you mean ${word}(...)?`);
      },
    ],
  ],
  display_or_constant: ["list", "tuple", "genexp", "'True'", "'None'", "'False'"],
  invalid_named_expression: [
    ["expression ':=' expression", (m, v) => raiseAt(m, v[0], `cannot use assignment expressions with ${v[0].name}`)],
    ["NAME '=' bitwise_or !equal_or_walrus", (m, v) => m.report.raiseRange(v[0], v[2], MAYBE_EQUALS)],
    [
      "!display_or_constant bitwise_or '=' bitwise_or !equal_or_walrus",
      (m, v) => raiseAt(m, v[0], `cannot assign to ${v[0].name} here. Maybe you meant '==' instead of '='?`),
    ],
  ],
  invalid_group: [
    ["'(' starred_expression ')'", (m, v) => raiseAt(m, v[1], "cannot use starred expression here")],
    ["'(' '**' expression ')'", (m, v) => raiseAt(m, v[1], "cannot use double starred expression here")],
  ],
  any_open: ["'['", "'('", "'{'"],
  list_or_set_open: ["'['", "'{'"],
  invalid_comprehension: [
    [
      "any_open starred_expression for_if_clauses",
      (m, v) => raiseAt(m, v[1], "iterable unpacking cannot be used in comprehension"),
    ],
    [
      "list_or_set_open star_named_expression ',' star_named_expressions for_if_clauses",
      (m, v) => m.report.raiseRange(v[1], v[3][v[3].length - 1], "did you forget parentheses around the comprehension target?"),
    ],
    [
      "list_or_set_open star_named_expression ',' for_if_clauses",
      (m, v) => m.report.raiseRange(v[1], v[2], "did you forget parentheses around the comprehension target?"),
    ],
  ],
  invalid_dict_comprehension: [
    ["'{' '**' bitwise_or for_if_clauses '}'", (m, v) => raiseAt(m, v[1], "dict unpacking cannot be used in dict comprehension")],
  ],
  brace_or_comma: ["'}'", "','"],
  invalid_double_starred_kvpairs: [
    "double_starred_kvpair%',' ',' invalid_kvpair",
    [
      "expression ':' '*' bitwise_or",
      (m, v) => m.report.raiseStartingFrom(v[2], "cannot use a starred expression in a dictionary value"),
    ],
    ["expression ':' &brace_or_comma", (m, v) => raiseAt(m, v[1], "expression expected after dictionary key and ':'")],
  ],
  invalid_kvpair: [
    [
      "expression !':'",
      (m, v) => {
        const { lines, endLines, endCols } = m.report;
        const { s, e } = v[0];
        return m.report.raiseAt("SyntaxError", lines[s]!, endCols[e]!, endLines[e]!, 0, "':' expected after dictionary key");
      },
    ],
    [
      "expression ':' '*' bitwise_or",
      (m, v) => m.report.raiseStartingFrom(v[2], "cannot use a starred expression in a dictionary value"),
    ],
    ["expression ':' &brace_or_comma", (m, v) => raiseAt(m, v[1], "expression expected after dictionary key and ':'")],
  ],
  invalid_arguments: [
    ["keyword_args ',' '*'", (m, v) => raiseAt(m, v[2], "iterable argument unpacking follows keyword argument unpacking")],
    [
      "expression for_if_clauses ',' ( args | expression for_if_clauses )?",
      (m, v) => m.report.raiseRange(v[0], v[1][v[1].length - 1], UNPARENTHESIZED),
    ],
    ["NAME '=' expression for_if_clauses", (m, v) => m.report.raiseRange(v[0], v[1], MAYBE_EQUALS)],
    ["args for_if_clauses", (m, v) => bareGenerator(m, v[0], v[1])],
    ["args ',' expression for_if_clauses", (m, v) => m.report.raiseRange(v[2], v[3][v[3].length - 1], UNPARENTHESIZED)],
    [
      "args ',' args",
      (m, v) => m.report.raiseAtLast(`positional argument follows keyword argument${v[0].unpacks === true ? " unpacking" : ""}`),
    ],
  ],
  // Arguments that end with keywords, or with `*x` among them.
  keyword_args: ["positional_arg%',' ',' kwargs", "kwargs"],
  positional_arg: ["starred_expression !'='", "assignment_expression !'='", "expression !':=' !'='"],
  constant_keyword: ["'True'", "'False'", "'None'"],
  invalid_kwarg: [
    ["constant_keyword '='", (m, v) => m.report.raiseRange(v[0], v[1], `cannot assign to ${m.report.spelling(v[0].token)}`)],
    ["NAME '=' expression for_if_clauses", (m, v) => m.report.raiseRange(v[0], v[1], MAYBE_EQUALS)],
    [
      "!name_equal expression '='",
      (m, v) => m.report.raiseRange(v[0], v[1], 'expression cannot contain assignment, perhaps you meant "=="?'),
    ],
  ],
  invalid_for_target: [["'async'? 'for' star_expressions", (m, v) => checkTarget(m, v[2], "for")]],
};
