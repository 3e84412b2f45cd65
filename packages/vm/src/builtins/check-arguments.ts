import { callArgumentsError, noKeywordsError } from "../eval/argument-errors.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";

/** False, with TypeError, unless `min <= count <= max`. CPython 3.11: Python/getargs.c _PyArg_CheckPositional */
export function checkPositional(vm: VM, name: string, count: number, min: number, max: number): boolean {
  if (count >= min && count <= max) return true;
  callArgumentsError(vm, name, count, min, max);
  return false;
}

/** False, with TypeError, when there are keyword arguments. CPython 3.11: Python/getargs.c _PyArg_NoKeywords */
export function noKeywords(vm: VM, name: string, kwnames: readonly PyObject[] | null): boolean {
  if (kwnames === null || kwnames.length === 0) return true;
  noKeywordsError(vm, `${name}()`);
  return false;
}
