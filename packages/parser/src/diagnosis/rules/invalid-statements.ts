import type { Action, Grammar } from "../grammar-table.ts";
import type { Machine } from "../machine.ts";
import { checkTarget, raiseAt } from "../nodes.ts";

const expectedColon: Action = (m) => m.report.raiseAtLast("expected ':'");

/** An action for a missing block; `at` is the item that is the statement's keyword. */
function noBlock(after: string, at: number): Action {
  return (m, v) => indentationError(m, ` after ${after} on line ${m.report.lines[v[at].token]!}`);
}

function indentationError(m: Machine, where: string): never {
  return m.report.raiseAtLast("expected an indented block" + where, "IndentationError");
}

const ASSIGNMENTS: Grammar = {
  invalid_assignment: [
    [
      "invalid_ann_assign_target ':' expression",
      (m, v) => raiseAt(m, v[0], `only single target (not ${v[0].name}) can be annotated`),
    ],
    [
      "star_named_expression ',' star_named_expressions* ':' expression",
      (m, v) => raiseAt(m, v[0], "only single target (not tuple) can be annotated"),
    ],
    ["expression ':' expression", (m, v) => raiseAt(m, v[0], "illegal target for annotation")],
    ["targets_equal* star_expressions '='", (m, v) => checkTarget(m, v[1], "star")],
    ["targets_equal* yield_expr '='", (m, v) => raiseAt(m, v[1], "assignment to yield expression not possible")],
    [
      "star_expressions augassign annotated_rhs",
      (m, v) => raiseAt(m, v[0], `'${v[0].name}' is an illegal expression for augmented assignment`),
    ],
  ],
  invalid_del_stmt: [["'del' star_expressions", (m, v) => checkTarget(m, v[1], "del")]],
  invalid_import_from_targets: [
    [
      "import_from_as_names ',' NEWLINE",
      (m) => m.report.raiseAtLast("trailing comma not allowed without surrounding parentheses"),
    ],
  ],
};

const BLOCKS: Grammar = {
  invalid_block: [["NEWLINE !INDENT", (m) => indentationError(m, "")]],
  invalid_if_stmt: [
    ["'if' named_expression NEWLINE", expectedColon],
    ["'if' named_expression ':' NEWLINE !INDENT", noBlock("'if' statement", 0)],
  ],
  invalid_elif_stmt: [
    ["'elif' named_expression NEWLINE", expectedColon],
    ["'elif' named_expression ':' NEWLINE !INDENT", noBlock("'elif' statement", 0)],
  ],
  invalid_else_stmt: [["'else' ':' NEWLINE !INDENT", noBlock("'else' statement", 0)]],
  invalid_while_stmt: [
    ["'while' named_expression NEWLINE", expectedColon],
    ["'while' named_expression ':' NEWLINE !INDENT", noBlock("'while' statement", 0)],
  ],
  invalid_for_stmt: [
    ["'async'? 'for' star_targets 'in' star_expressions NEWLINE", expectedColon],
    ["'async'? 'for' star_targets 'in' star_expressions ':' NEWLINE !INDENT", noBlock("'for' statement", 1)],
  ],
  invalid_def_raw: [["'async'? 'def' NAME '(' params? ')' returns? ':' NEWLINE !INDENT", noBlock("function definition", 1)]],
  invalid_class_def_raw: [
    ["'class' NAME bases? NEWLINE", expectedColon],
    ["'class' NAME bases? ':' NEWLINE !INDENT", noBlock("class definition", 0)],
  ],
};

const WITH: Grammar = {
  invalid_with_item: [["expression 'as' expression &after_item", (m, v) => checkTarget(m, v[2], "star")]],
  bare_item: ["expression ( 'as' star_target )?"],
  bare_items_item: ["expressions ( 'as' star_target )?"],
  invalid_with_stmt: [
    ["'async'? 'with' bare_item%',' NEWLINE", expectedColon],
    ["'async'? 'with' '(' bare_items_item%',' ','? ')' NEWLINE", expectedColon],
  ],
  invalid_with_stmt_indent: [
    ["'async'? 'with' bare_item%',' ':' NEWLINE !INDENT", noBlock("'with' statement", 1)],
    ["'async'? 'with' '(' bare_items_item%',' ','? ')' ':' NEWLINE !INDENT", noBlock("'with' statement", 1)],
  ],
};

const BOTH_KINDS = "cannot have both 'except' and 'except*' on the same 'try'";

const TRY: Grammar = {
  except_or_finally: ["'except'", "'finally'"],
  handled: ["expression as_name?"],
  invalid_try_stmt: [
    ["'try' ':' NEWLINE !INDENT", noBlock("'try' statement", 0)],
    ["'try' ':' block !except_or_finally", (m) => m.report.raiseAtLast("expected 'except' or 'finally' block")],
    [
      "'try' ':' block* except_block+ 'except' '*' expression as_name? ':'",
      (m, v) => m.report.raiseRange(v[4], v[5], BOTH_KINDS),
    ],
    ["'try' ':' block* except_star_block+ 'except' handled? ':'", (m, v) => raiseAt(m, v[4], BOTH_KINDS)],
  ],
  newline_or_colon: ["NEWLINE", "':'"],
  invalid_except_stmt: [
    [
      "'except' '*'? expression ',' expressions as_name? ':'",
      (m, v) => m.report.raiseStartingFrom(v[2], "multiple exception types must be parenthesized"),
    ],
    ["'except' '*'? expression as_name? NEWLINE", expectedColon],
    ["'except' NEWLINE", expectedColon],
    ["'except' '*' newline_or_colon", (m) => m.report.raiseAtLast("expected one or more exception types")],
  ],
  invalid_finally_stmt: [["'finally' ':' NEWLINE !INDENT", noBlock("'finally' statement", 0)]],
  invalid_except_stmt_indent: [
    ["'except' expression as_name? ':' NEWLINE !INDENT", noBlock("'except' statement", 0)],
    ["'except' ':' NEWLINE !INDENT", noBlock("'except' statement", 0)],
  ],
  invalid_except_star_stmt_indent: [["'except' '*' expression as_name? ':' NEWLINE !INDENT", noBlock("'except*' statement", 0)]],
};

const MATCH: Grammar = {
  invalid_match_stmt: [
    [
      '"match" subject_expr NEWLINE',
      (m) => {
        const old = m.report.hooks.featureVersion < 10;
        return m.report.raiseAtLast(old ? "Pattern matching is only supported in Python 3.10 and greater" : "expected ':'");
      },
    ],
    ["\"match\" subject_expr ':' NEWLINE !INDENT", noBlock("'match' statement", 0)],
  ],
  invalid_case_block: [
    ['"case" patterns guard? NEWLINE', expectedColon],
    ["\"case\" patterns guard? ':' NEWLINE !INDENT", noBlock("'case' statement", 0)],
  ],
  invalid_as_pattern: [
    ["or_pattern 'as' \"_\"", (m, v) => raiseAt(m, v[2], "cannot use '_' as a target")],
    ["or_pattern 'as' !NAME expression", (m, v) => raiseAt(m, v[2], "invalid pattern target")],
  ],
  invalid_class_pattern: [
    [
      "name_or_attr '(' invalid_class_argument_pattern",
      (m, v) => m.report.raiseRange(v[2][0], v[2][v[2].length - 1], "positional patterns follow keyword patterns"),
    ],
  ],
  positional_then_comma: ["positional_patterns ','"],
  invalid_class_argument_pattern: [["positional_then_comma? keyword_patterns ',' positional_patterns", (_m, v) => v[3]]],
};

export const INVALID_STATEMENTS: Grammar = { ...ASSIGNMENTS, ...BLOCKS, ...WITH, ...TRY, ...MATCH };
