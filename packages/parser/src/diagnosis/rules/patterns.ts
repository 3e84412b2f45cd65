import type { Grammar } from "../grammar-table.ts";
import { named } from "../nodes.ts";

/** Patterns of `case`; only their places matter here. */
export const PATTERNS: Grammar = {
  patterns: [["open_sequence_pattern", named("pattern")], "pattern"],
  pattern: ["as_pattern", "or_pattern"],
  as_pattern: [["or_pattern 'as' pattern_capture_target", named("pattern")], "invalid_as_pattern"],
  or_pattern: [["closed_pattern%'|'", named("pattern")]],
  closed_pattern: [
    "literal_pattern",
    "capture_pattern",
    "wildcard_pattern",
    "value_pattern",
    "group_pattern",
    "sequence_pattern",
    "mapping_pattern",
    "class_pattern",
  ],
  literal_pattern: ["signed_number not_sign", "complex_number", "strings", "'None'", "'True'", "'False'"],
  literal_expr: ["signed_number not_sign", "complex_number", "strings", "'None'", "'True'", "'False'"],
  not_sign: ["!sign_token"],
  sign_token: ["'+'", "'-'"],
  complex_number: ["signed_real_number '+' imaginary_number", "signed_real_number '-' imaginary_number"],
  signed_number: ["NUMBER", "'-' NUMBER"],
  signed_real_number: ["real_number", "'-' real_number"],
  real_number: [
    [
      "NUMBER",
      (m, v) =>
        isImaginary(m.report.spelling(v[0].token))
          ? m.report.raiseRange(v[0], v[0], "real number required in complex literal")
          : v[0],
    ],
  ],
  imaginary_number: [
    [
      "NUMBER",
      (m, v) =>
        isImaginary(m.report.spelling(v[0].token))
          ? v[0]
          : m.report.raiseRange(v[0], v[0], "imaginary number required in complex literal"),
    ],
  ],
  capture_pattern: ["pattern_capture_target"],
  pattern_capture_target: ['!"_" NAME !after_target'],
  after_target: ["'.'", "'('", "'='"],
  wildcard_pattern: ['"_"'],
  value_pattern: ["attr !after_target"],
  group_pattern: ["'(' pattern ')'"],
  sequence_pattern: ["'[' maybe_sequence_pattern? ']'", "'(' open_sequence_pattern? ')'"],
  open_sequence_pattern: ["maybe_star_pattern ',' maybe_sequence_pattern?"],
  maybe_sequence_pattern: ["maybe_star_pattern%',' ','?"],
  maybe_star_pattern: ["star_pattern", "pattern"],
  star_pattern: ["'*' pattern_capture_target", "'*' wildcard_pattern"],
  mapping_pattern: [
    "'{' '}'",
    "'{' double_star_pattern ','? '}'",
    "'{' items_pattern ',' double_star_pattern ','? '}'",
    "'{' items_pattern ','? '}'",
  ],
  items_pattern: ["key_value_pattern%','"],
  key_value_pattern: ["( literal_expr | attr ) ':' pattern"],
  double_star_pattern: ["'**' pattern_capture_target"],
  class_pattern: [
    "name_or_attr '(' ')'",
    "name_or_attr '(' positional_patterns ','? ')'",
    "name_or_attr '(' keyword_patterns ','? ')'",
    "name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')'",
    "invalid_class_pattern",
  ],
  positional_patterns: [["pattern_place%','", (_m, v) => v[0]]],
  pattern_place: [["pattern", named("pattern")]],
  keyword_patterns: ["keyword_pattern%','"],
  keyword_pattern: ["NAME '=' pattern"],
};

function isImaginary(spelling: string): boolean {
  return /[jJ]$/.test(spelling);
}
