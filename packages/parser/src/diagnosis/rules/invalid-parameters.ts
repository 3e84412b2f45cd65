import type { Grammar } from "../grammar-table.ts";
import { raiseAt } from "../nodes.ts";

const ORDER = "non-default argument follows default argument";
const EARLY_SLASH = "at least one argument must precede /";
const SECOND_SLASH = "/ may appear only once";
const SLASH_AFTER_STAR = "/ must be ahead of *";
const NO_COMMA = "expected comma between / and *";
const BARE_STAR = "named arguments must follow bare *";
const SECOND_STAR = "* argument may appear only once";
const STAR_DEFAULT = "var-positional argument cannot have default value";
const STARS_DEFAULT = "var-keyword argument cannot have default value";
const AFTER_STARS = "arguments cannot follow var-keyword argument";

/** Wrong parameters of functions. */
const OF_FUNCTIONS: Grammar = {
  any_slash_list: ["slash_no_default", "slash_with_default"],
  comma_or_param: ["','", "param_no_default"],
  param_or_comma: ["param_no_default", "','"],
  star_or_slash: ["'*'", "'**'", "'/'"],
  paren_or_comma: ["')'", "','"],
  paren_or_stars: ["')'", "'**'"],
  star_without_name: ["')'", "',' paren_or_stars"],
  invalid_parameters: [
    ["param_no_default* invalid_parameters_helper param_place", (m, v) => raiseAt(m, v[2], ORDER)],
    [
      "param_no_default* '(' param_no_default+ ','? ')'",
      (m, v) => m.report.raiseRange(v[1], v[4], "Function parameters cannot be parenthesized"),
    ],
    ["'/' ','", (m, v) => raiseAt(m, v[0], EARLY_SLASH)],
    ["any_slash_list param_maybe_default* '/'", (m, v) => raiseAt(m, v[2], SECOND_SLASH)],
    [
      "any_slash_list? param_maybe_default* '*' comma_or_param param_maybe_default* '/'",
      (m, v) => raiseAt(m, v[5], SLASH_AFTER_STAR),
    ],
    ["param_maybe_default+ '/' '*'", (m, v) => raiseAt(m, v[2], NO_COMMA)],
  ],
  param_place: [["param_no_default", (_m, v) => v[0]]],
  invalid_parameters_helper: ["slash_with_default", "param_with_default+"],
  invalid_default: [["'=' &paren_or_comma", (m, v) => raiseAt(m, v[0], "expected default value expression")]],
  invalid_star_etc: [
    ["'*' star_without_name", (m, v) => raiseAt(m, v[0], BARE_STAR)],
    ["'*' ',' TYPE_COMMENT", (m) => m.report.raiseAtLast("bare * has associated type comment")],
    ["'*' param '='", (m, v) => raiseAt(m, v[2], STAR_DEFAULT)],
    ["'*' param_or_comma param_maybe_default* '*' param_or_comma", (m, v) => raiseAt(m, v[3], SECOND_STAR)],
  ],
  invalid_kwds: [
    ["'**' param '='", (m, v) => raiseAt(m, v[2], STARS_DEFAULT)],
    ["'**' param ',' param", (m, v) => raiseAt(m, v[3], AFTER_STARS)],
    ["'**' param ',' star_or_slash", (m, v) => raiseAt(m, v[3], AFTER_STARS)],
  ],
  invalid_double_type_comments: [
    ["TYPE_COMMENT NEWLINE TYPE_COMMENT NEWLINE INDENT", (m) => m.report.raiseAtLast("Cannot have two type comments on def")],
  ],
};

/** The same for lambdas. */
const OF_LAMBDAS: Grammar = {
  any_lambda_slash_list: ["lambda_slash_no_default", "lambda_slash_with_default"],
  comma_or_lambda_param: ["','", "lambda_param_no_default"],
  lambda_param_or_comma: ["lambda_param_no_default", "','"],
  colon_or_stars: ["':'", "'**'"],
  lambda_star_without_name: ["':'", "',' colon_or_stars"],
  invalid_lambda_parameters: [
    ["lambda_param_no_default* invalid_lambda_parameters_helper lambda_param_no_default", (m, v) => raiseAt(m, v[2], ORDER)],
    [
      "lambda_param_no_default* '(' lambda_param%',' ','? ')'",
      (m, v) => m.report.raiseRange(v[1], v[4], "Lambda expression parameters cannot be parenthesized"),
    ],
    ["'/' ','", (m, v) => raiseAt(m, v[0], EARLY_SLASH)],
    ["any_lambda_slash_list lambda_param_maybe_default* '/'", (m, v) => raiseAt(m, v[2], SECOND_SLASH)],
    [
      "any_lambda_slash_list? lambda_param_maybe_default* '*' comma_or_lambda_param lambda_param_maybe_default* '/'",
      (m, v) => raiseAt(m, v[5], SLASH_AFTER_STAR),
    ],
    ["lambda_param_maybe_default+ '/' '*'", (m, v) => raiseAt(m, v[2], NO_COMMA)],
  ],
  invalid_lambda_parameters_helper: ["lambda_slash_with_default", "lambda_param_with_default+"],
  invalid_lambda_star_etc: [
    ["'*' lambda_star_without_name", (m) => m.report.raiseAtLast(BARE_STAR)],
    ["'*' lambda_param '='", (m, v) => raiseAt(m, v[2], STAR_DEFAULT)],
    ["'*' lambda_param_or_comma lambda_param_maybe_default* '*' lambda_param_or_comma", (m, v) => raiseAt(m, v[3], SECOND_STAR)],
  ],
  invalid_lambda_kwds: [
    ["'**' lambda_param '='", (m, v) => raiseAt(m, v[2], STARS_DEFAULT)],
    ["'**' lambda_param ',' lambda_param", (m, v) => raiseAt(m, v[3], AFTER_STARS)],
    ["'**' lambda_param ',' star_or_slash", (m, v) => raiseAt(m, v[3], AFTER_STARS)],
  ],
};

export const INVALID_PARAMETERS: Grammar = { ...OF_FUNCTIONS, ...OF_LAMBDAS };
