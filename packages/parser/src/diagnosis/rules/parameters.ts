import type { Grammar } from "../grammar-table.ts";
import { done, named, since } from "../nodes.ts";

const POSITIONAL_ONLY = "Positional-only parameters are";

/** Parameters of `def`. Each comes with the comma (and type comment) after it, or must stand at the end. */
const OF_FUNCTIONS: Grammar = {
  params: ["invalid_parameters", "parameters"],
  parameters: [
    ["slash_no_default param_no_default* param_with_default* star_etc?", since(8, POSITIONAL_ONLY, done)],
    ["slash_with_default param_with_default* star_etc?", since(8, POSITIONAL_ONLY, done)],
    "param_no_default+ param_with_default* star_etc?",
    "param_with_default+ star_etc?",
    "star_etc",
  ],
  slash_no_default: ["param_no_default+ '/' ','", "param_no_default+ '/' &')'"],
  slash_with_default: ["param_no_default* param_with_default+ '/' ','", "param_no_default* param_with_default+ '/' &')'"],
  star_etc: [
    "invalid_star_etc",
    "'*' param_no_default param_maybe_default* kwds?",
    "'*' param_no_default_star_annotation param_maybe_default* kwds?",
    "'*' ',' param_maybe_default+ kwds?",
    "kwds",
  ],
  kwds: ["invalid_kwds", "'**' param_no_default"],
  param_no_default: ["param ',' TYPE_COMMENT?", "param TYPE_COMMENT? &')'"],
  param_no_default_star_annotation: ["param_star_annotation ',' TYPE_COMMENT?", "param_star_annotation TYPE_COMMENT? &')'"],
  param_with_default: ["param default ',' TYPE_COMMENT?", "param default TYPE_COMMENT? &')'"],
  param_maybe_default: ["param default? ',' TYPE_COMMENT?", "param default? TYPE_COMMENT? &')'"],
  param: [["NAME annotation?", named("name")]],
  param_star_annotation: ["NAME star_annotation"],
  annotation: ["':' expression"],
  star_annotation: ["':' star_expression"],
  default: ["'=' expression", "invalid_default"],
};

/** The same for lambdas: no annotations, and a colon at the end. */
const OF_LAMBDAS: Grammar = {
  lambda_params: ["invalid_lambda_parameters", "lambda_parameters"],
  lambda_parameters: [
    [
      "lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* lambda_star_etc?",
      since(8, POSITIONAL_ONLY, done),
    ],
    ["lambda_slash_with_default lambda_param_with_default* lambda_star_etc?", since(8, POSITIONAL_ONLY, done)],
    "lambda_param_no_default+ lambda_param_with_default* lambda_star_etc?",
    "lambda_param_with_default+ lambda_star_etc?",
    "lambda_star_etc",
  ],
  lambda_slash_no_default: ["lambda_param_no_default+ '/' ','", "lambda_param_no_default+ '/' &':'"],
  lambda_slash_with_default: [
    "lambda_param_no_default* lambda_param_with_default+ '/' ','",
    "lambda_param_no_default* lambda_param_with_default+ '/' &':'",
  ],
  lambda_star_etc: [
    "invalid_lambda_star_etc",
    "'*' lambda_param_no_default lambda_param_maybe_default* lambda_kwds?",
    "'*' ',' lambda_param_maybe_default+ lambda_kwds?",
    "lambda_kwds",
  ],
  lambda_kwds: ["invalid_lambda_kwds", "'**' lambda_param_no_default"],
  lambda_param_no_default: ["lambda_param ','", "lambda_param &':'"],
  lambda_param_with_default: ["lambda_param default ','", "lambda_param default &':'"],
  lambda_param_maybe_default: ["lambda_param default? ','", "lambda_param default? &':'"],
  lambda_param: [["NAME", named("name")]],
};

export const PARAMETERS: Grammar = { ...OF_FUNCTIONS, ...OF_LAMBDAS };
