/** Loading, storing and deleting names, wherever they live. */
import type { Attribute, expr_context } from "@vivarium/parser";
import { type Location, messages } from "../compiler-errors.ts";
import { op } from "../opcodes.ts";
import { CELL, FREE, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, LOCAL } from "../symtable/flags.ts";
import { mangle } from "../symtable/mangle.ts";
import { type Compiler, indexIn } from "./compiler.ts";

/**
 * `__debug__` cannot be bound.
 * CPython 3.11: Python/compile.c forbidden_name
 */
export function checkBindable(c: Compiler, name: string, ctx: expr_context): void {
  if (name !== "__debug__" || ctx === "Load") return;
  c.fail(ctx === "Store" ? messages.cannotAssignDebug : messages.cannotDeleteDebug);
}

function byContext(ctx: expr_context, load: number, store: number, del: number): number {
  return ctx === "Load" ? load : ctx === "Store" ? store : del;
}

/** CPython 3.11: Python/compile.c compiler_nameop */
export function emitNameOp(c: Compiler, name: string, ctx: expr_context): void {
  const { u } = c;
  const mangled = mangle(u.privateName, name);
  checkBindable(c, name, ctx);
  const scope = u.scope.scopeOf(mangled);
  const isFunction = u.scope.kind === "function";
  if (scope === LOCAL && isFunction) {
    c.emitArg(byContext(ctx, op.LOAD_FAST, op.STORE_FAST, op.DELETE_FAST), indexIn(u.varnames, mangled));
  } else if (scope === FREE || scope === CELL) {
    const index = (scope === FREE ? u.freevars : u.cellvars).get(mangled)!;
    const load = u.scope.kind === "class" ? op.LOAD_CLASSDEREF : op.LOAD_DEREF;
    c.emitArg(byContext(ctx, load, op.STORE_DEREF, op.DELETE_DEREF), index);
  } else if (scope === GLOBAL_EXPLICIT || (scope === GLOBAL_IMPLICIT && isFunction)) {
    const index = indexIn(u.names, mangled);
    // The lowest bit of LOAD_GLOBAL says whether it pushes a NULL for a call first.
    if (ctx === "Load") c.emitArg(op.LOAD_GLOBAL, index << 1);
    else c.emitArg(ctx === "Store" ? op.STORE_GLOBAL : op.DELETE_GLOBAL, index);
  } else c.emitArg(byContext(ctx, op.LOAD_NAME, op.STORE_NAME, op.DELETE_NAME), indexIn(u.names, mangled));
}

/**
 * An attribute on a later line than where its expression starts is shown where its name is.
 * CPython 3.11: Python/compile.c update_start_location_to_match_attr
 */
export function moveToAttribute(c: Compiler, e: Attribute): void {
  const { location } = c.u;
  if (location.lineno === e.end_lineno) return;
  let length = e.attr.length;
  for (const ch of e.attr) if (ch.length === 2) length--;
  const fits = length <= e.end_col_offset;
  const moved: Location = {
    lineno: e.end_lineno,
    end_lineno: location.end_lineno,
    col_offset: fits ? e.end_col_offset - length : -1,
    end_col_offset: fits ? location.end_col_offset : -1,
  };
  c.u.location = moved;
}
