import { printExpression } from "../../builtins/displayhook.ts";
import { importFrom, importName, importStar } from "../../import/import-statement.ts";
import type { PyObject, Result } from "../../object.ts";
import { decref, type Registers } from "./registers.ts";

export function IMPORT_NAME(f: Registers): Result {
  return importName(f.vm, f.frame, f.code.names[f.oparg]!, f.slots[f.sp - 1]!, f.slots[f.sp - 2]!);
}

export function IMPORT_NAME_finish(f: Registers, r: PyObject): void {
  const fromlist = f.slots[--f.sp]!;
  const level = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, level);
  decref(f, fromlist);
}

export function IMPORT_FROM(f: Registers): Result {
  return importFrom(f.vm, f.slots[f.sp - 1]!, f.code.names[f.oparg]!);
}

export function IMPORT_FROM_finish(f: Registers, r: PyObject): void {
  f.slots[f.sp++] = r;
}

export function IMPORT_STAR(f: Registers): Result {
  return importStar(f.vm, f.slots[f.sp - 1]!, f.frame);
}

export function IMPORT_STAR_finish(f: Registers): void {
  const module = f.slots[--f.sp]!;
  decref(f, module);
}

/** An expression statement of the interactive interpreter: `sys.displayhook(value)`. */
export function PRINT_EXPR(f: Registers): Result {
  return printExpression(f.vm, f.slots[f.sp - 1]!);
}

export function PRINT_EXPR_finish(f: Registers, r: PyObject): void {
  const value = f.slots[--f.sp]!;
  decref(f, r);
  decref(f, value);
}
