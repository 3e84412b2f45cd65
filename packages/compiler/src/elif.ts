import type { If } from "@vivarium/parser";

/** The `elif` of a statement, which is all that its `else` holds; null when there is none. */
export function elifOf(s: If): If | null {
  const first = s.orelse[0];
  return s.orelse.length === 1 && first!.node === "If" ? first : null;
}
