import type { Grammar } from "../grammar-table.ts";
import { expression, named, tuple } from "../nodes.ts";

/** Targets: of assignments and loops (where `*x` may stand), of augmented and annotated assignments, of `del`. */
export const TARGETS: Grammar = {
  star_targets: ["star_target !','", "star_target ( ',' star_target )* ','?"],
  star_targets_list_seq: ["star_target%',' ','?"],
  star_targets_tuple_seq: ["star_target ( ',' star_target )+ ','?", "star_target ','"],
  star_target: ["'*' ( !'*' star_target )", "target_with_star_atom"],
  target_with_star_atom: ["t_primary '.' NAME !t_lookahead", "t_primary '[' slices ']' !t_lookahead", "star_atom"],
  star_atom: ["NAME", "'(' target_with_star_atom ')'", "'(' star_targets_tuple_seq? ')'", "'[' star_targets_list_seq? ']'"],

  single_target: ["single_subscript_attribute_target", "NAME", "'(' single_target ')'"],
  single_subscript_attribute_target: ["t_primary '.' NAME !t_lookahead", "t_primary '[' slices ']' !t_lookahead"],

  // What a target hangs on: something that a dot or bracket follows, again and again.
  t_primary: ["t_atom t_tail*"],
  t_atom: ["atom &t_lookahead"],
  t_tail: ["'.' NAME &t_lookahead", "'[' slices ']' &t_lookahead", "genexp &t_lookahead", "'(' arguments? ')' &t_lookahead"],
  t_lookahead: ["'('", "'['", "'.'"],

  del_targets: ["del_target%',' ','?"],
  del_target: ["t_primary '.' NAME !t_lookahead", "t_primary '[' slices ']' !t_lookahead", "del_t_atom"],
  del_t_atom: ["NAME", "'(' del_target ')'", "'(' del_targets? ')'", "'[' del_targets? ']'"],

  // Only the error for annotations asks for these.
  invalid_ann_assign_target: ["list", "tuple", ["'(' invalid_ann_assign_target ')'", (_m, v) => v[1]]],

  type_expressions: [
    "expression%',' ',' '*' expression ',' '**' expression",
    "expression%',' ',' '*' expression",
    "expression%',' ',' '**' expression",
    "'*' expression ',' '**' expression",
    "'*' expression",
    "'**' expression",
    "expression%','",
  ],
  dotted_name: [["NAME ( '.' NAME )*", named("name")]],
  attr: [["NAME ( '.' NAME )+", named("attribute")]],
  name_or_attr: [["NAME ( '.' NAME )*", (m, v, s) => (v[1].length > 0 ? expression(m, s, "attribute") : tuple(m, s, []))]],
};
