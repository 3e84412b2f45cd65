import type { Grammar, Value } from "../grammar-table.ts";
import { done, type Expression, expression, named, operators, since, tuple } from "../nodes.ts";

/** The values of groups like `( ',' x )*`, where the comma is the first item, are asked for through a rule of their own. */
export const EXPRESSIONS: Grammar = {
  comma_expression: [["',' expression", (_m, v) => v[1]]],
  comma_star_expression: [["',' star_expression", (_m, v) => v[1]]],
  // A tuple needs a comma, and may end with one.
  expressions: [
    ["expression comma_expression+ ','?", (m, v, s) => tuple(m, s, [v[0], ...v[1]])],
    ["expression ','", (m, v, s) => tuple(m, s, [v[0]])],
    "expression",
  ],
  expression: [
    "invalid_expression",
    "invalid_legacy_expression",
    ["disjunction 'if' disjunction 'else' expression", named("conditional expression")],
    "disjunction",
    "lambdef",
  ],
  yield_expr: [
    ["'yield' 'from' expression", named("yield expression")],
    ["'yield' star_expressions?", named("yield expression")],
  ],
  star_expressions: [
    ["star_expression comma_star_expression+ ','?", (m, v, s) => tuple(m, s, [v[0], ...v[1]])],
    ["star_expression ','", (m, v, s) => tuple(m, s, [v[0]])],
    "star_expression",
  ],
  star_expression: [["'*' bitwise_or", starred], "expression"],
  star_named_expressions: ["star_named_expression%',' ','?"],
  star_named_expression: [["'*' bitwise_or", starred], "named_expression"],
  assignment_expression: [["NAME ':=' ~ expression", since(8, "Assignment expressions are", named("named expression"))]],
  named_expression: ["assignment_expression", "invalid_named_expression", "expression !':='"],

  // From here down to await_primary, each rule binds tighter than the one before.
  disjunction: [["conjunction ( 'or' conjunction )+", named("expression")], "conjunction"],
  conjunction: [["inversion ( 'and' inversion )+", named("expression")], "inversion"],
  inversion: [["'not' inversion", named("expression")], "comparison"],
  comparison: [["bitwise_or compare_op_bitwise_or_pair+", comparison], "bitwise_or"],
  compare_op_bitwise_or_pair: [
    ["'==' bitwise_or", () => "=="],
    ["'!=' bitwise_or", () => "!="],
    ["'<=' bitwise_or", () => "<="],
    ["'<' bitwise_or", () => "<"],
    ["'>=' bitwise_or", () => ">="],
    ["'>' bitwise_or", () => ">"],
    ["'not' 'in' bitwise_or", () => "not in"],
    ["'in' bitwise_or", () => "in"],
    ["'is' 'not' bitwise_or", () => "is not"],
    ["'is' bitwise_or", () => "is"],
  ],
  bitwise_or: [["bitwise_xor ( '|' bitwise_xor )*", operators("expression")]],
  bitwise_xor: [["bitwise_and ( '^' bitwise_and )*", operators("expression")]],
  bitwise_and: [["shift_expr ( '&' shift_expr )*", operators("expression")]],
  shift_expr: [["sum ( '<<' sum | '>>' sum )*", operators("expression")]],
  sum: [["term ( '+' term | '-' term )*", operators("expression")]],
  term: [["factor ( '*' factor | '/' factor | '//' factor | '%' factor | at_factor )*", operators("expression")]],
  at_factor: [["'@' factor", since(5, "The '@' operator is", done)]],
  factor: [
    ["'+' factor", named("expression")],
    ["'-' factor", named("expression")],
    ["'~' factor", named("expression")],
    "power",
  ],
  power: [["await_primary '**' factor", named("expression")], "await_primary"],
  await_primary: [["'await' primary", since(5, "Await expressions are", named("await expression"))], "primary"],

  primary: [["atom primary_tail*", primary]],
  primary_tail: [
    ["'.' NAME", () => "attribute"],
    ["genexp", () => "function call"],
    ["'(' arguments? ')'", () => "function call"],
    ["'[' slices ']'", () => "subscript"],
  ],
  slices: ["slice !','", ["( slice | starred_expression )%',' ','?", named("tuple")]],
  slice: ["expression? ':' expression? ( ':' expression? )?", "named_expression"],
  atom: [
    ["NAME", named("name")],
    ["'True'", named("True")],
    ["'False'", named("False")],
    ["'None'", named("None")],
    "&STRING strings",
    ["NUMBER", named("literal")],
    "&'(' ( tuple | group | genexp )",
    "&'[' ( list | listcomp )",
    "&'{' ( dict | set | dictcomp | setcomp )",
    ["'...'", named("ellipsis")],
  ],
  group: [["'(' ( yield_expr | named_expression ) ')'", (_m, v) => v[1]], "invalid_group"],
  lambdef: [["'lambda' lambda_params? ':' expression", named("lambda")]],
  strings: [
    [
      "STRING+",
      (m, _v, s) => {
        const node = m.report.strings(s, m.pos - 1);
        return expression(m, s, node.node === "JoinedStr" ? "f-string expression" : "literal");
      },
    ],
  ],
  list: [["'[' star_named_expressions? ']'", (m, v, s) => ({ ...expression(m, s, "list"), parts: v[1] ?? [] })]],
  tuple: [["'(' tuple_elements? ')'", (m, v, s) => tuple(m, s, v[1] ?? [])]],
  tuple_elements: [["star_named_expression ',' star_named_expressions?", (_m, v) => [v[0], ...(v[2] ?? [])]]],
  set: [["'{' star_named_expressions '}'", named("set display")]],
  dict: [["'{' double_starred_kvpairs? '}'", named("dict literal")], "'{' invalid_double_starred_kvpairs '}'"],
  double_starred_kvpairs: ["double_starred_kvpair%',' ','?"],
  double_starred_kvpair: ["'**' bitwise_or", "kvpair"],
  kvpair: ["expression ':' expression"],

  for_if_clauses: ["for_if_clause+"],
  // The value is the last part of the clause: its last condition, or what it loops over.
  for_if_clause: [
    [
      "'async' 'for' star_targets 'in' ~ disjunction if_condition*",
      since(6, "Async comprehensions are", (_m, v) => lastPart(v[4], v[5])),
    ],
    ["'for' star_targets 'in' ~ disjunction if_condition*", (_m, v) => lastPart(v[3], v[4])],
    "invalid_for_target",
  ],
  if_condition: [["'if' disjunction", (_m, v) => v[1]]],
  listcomp: [["'[' named_expression for_if_clauses ']'", named("list comprehension")], "invalid_comprehension"],
  setcomp: [["'{' named_expression for_if_clauses '}'", named("set comprehension")], "invalid_comprehension"],
  genexp: [
    ["'(' ( assignment_expression | expression !':=' ) for_if_clauses ')'", named("generator expression")],
    "invalid_comprehension",
  ],
  dictcomp: [["'{' kvpair for_if_clauses '}'", named("dict comprehension")], "invalid_dict_comprehension"],

  arguments: ["args ','? &')'", "invalid_arguments"],
  args: [
    [
      "( starred_expression | ( assignment_expression | expression !':=' ) !'=' )%',' comma_kwargs?",
      (m, v, s) => args(expression(m, s, "function call"), v[0], v[1] ?? []),
    ],
    ["kwargs", (m, v, s) => args(expression(m, s, "function call"), [], v[0])],
  ],
  comma_kwargs: [["',' kwargs", (_m, v) => v[1]]],
  kwargs: [
    ["kwarg_or_starred%',' ',' kwarg_or_double_starred%','", (_m, v) => [...v[0], ...v[2]]],
    "kwarg_or_starred%','",
    "kwarg_or_double_starred%','",
  ],
  starred_expression: [["'*' expression", starred]],
  kwarg_or_starred: ["invalid_kwarg", ["NAME '=' expression", () => ({ keyword: true })], "starred_expression"],
  kwarg_or_double_starred: [
    "invalid_kwarg",
    ["NAME '=' expression", () => ({ keyword: true })],
    ["'**' expression", () => ({ keyword: true, unpacks: true })],
  ],
};

function starred(m: Parameters<typeof expression>[0], v: Value[], start: number): Expression {
  return { ...expression(m, start, "starred"), parts: [v[1]] };
}

function comparison(m: Parameters<typeof expression>[0], v: Value[], start: number): Expression {
  return { ...expression(m, start, "comparison"), parts: [v[0]], isIn: v[1][0] === "in" };
}

function primary(m: Parameters<typeof expression>[0], v: Value[], start: number): Expression {
  const tails = v[1] as string[];
  return tails.length === 0 ? v[0] : expression(m, start, tails[tails.length - 1]!);
}

function lastPart(iter: Expression, conditions: Expression[]): Expression {
  return conditions.length === 0 ? iter : conditions[conditions.length - 1]!;
}

/** Starred arguments after keywords count as positional. */
function args(call: Expression, positional: Expression[], keywords: Value[]): Expression {
  const starredLater = keywords.filter((k) => k.keyword !== true);
  return { ...call, args: [...positional, ...starredLater], unpacks: keywords.some((k) => k.unpacks === true) };
}
