import type { Constant, stmt } from "@vivarium/parser";

/** The first statement's string when it is a docstring, else null (CPython 3.11: Python/ast.c _PyAST_GetDocString). */
export function docstringOf(body: readonly stmt[]): Constant | null {
  const first = body[0];
  if (first === undefined || first.node !== "Expr") return null;
  const e = first.value;
  return e.node === "Constant" && e.value.type === "str" ? e : null;
}
