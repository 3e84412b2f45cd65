import type { ConstantValue } from "@vivarium/parser";
import type { CodeObject } from "./code-object.ts";

/** A value of `co_consts`: what the parser makes, what folding makes of it, and nested code. */
export type Constant =
  | ConstantValue
  | { readonly type: "tuple"; readonly items: readonly Constant[] }
  | { readonly type: "frozenset"; readonly items: readonly Constant[] }
  | { readonly type: "code"; readonly code: CodeObject };
