import { constantRepr as atomRepr } from "@vivarium/parser";
import type { CodeObject } from "../code-object.ts";
import type { Constant } from "../constant.ts";
import { setOrder } from "../set-order.ts";

/** Where a code object is said to be: CPython prints its address. */
export type AddressOf = (code: CodeObject) => number | bigint;

/** CPython 3.11: Objects/codeobject.c code_repr */
export function codeRepr(code: CodeObject, addressOf: AddressOf): string {
  const line = code.co_firstlineno === 0 ? -1 : code.co_firstlineno;
  return `<code object ${code.co_name} at 0x${addressOf(code).toString(16)}, file "${code.co_filename}", line ${line}>`;
}

/** `repr()` of a constant. A frozenset's items are in the order that CPython iterates over them (with PYTHONHASHSEED=0). */
export function constantRepr(constant: Constant, addressOf: AddressOf): string {
  switch (constant.type) {
    case "tuple": {
      const items = constant.items.map((item) => constantRepr(item, addressOf));
      return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
    }
    case "frozenset": {
      const items = setOrder(constant.items).map((item) => constantRepr(item, addressOf));
      return items.length === 0 ? "frozenset()" : `frozenset({${items.join(", ")}})`;
    }
    case "code":
      return codeRepr(constant.code, addressOf);
    default:
      return atomRepr(constant);
  }
}
