import { incref, newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type Result, STOP } from "../../object.ts";
import { newCell } from "../../objects/cell.ts";
import type { Code } from "../../objects/code.ts";
import { dictGet } from "../../objects/dict/dict.ts";
import { raiseNameError } from "../../objects/exceptions/raise.ts";
import { getItem } from "../../protocol/sequence.ts";
import { orElse, andThen as then } from "../native-frame.ts";
import { type Control, decref, ERROR, NEXT, type Registers } from "./registers.ts";

/*
 * Local variables, cells and free variables.
 */

export function LOAD_FAST(f: Registers): Control {
  const value = f.slots[f.oparg]!;
  if (value === null) return unboundLocal(f.vm, f.code.localNames[f.oparg]!);
  incref(value);
  f.slots[f.sp++] = value;
  return NEXT;
}

export function DELETE_FAST(f: Registers): Control {
  const value = f.slots[f.oparg]!;
  if (value === null) return unboundLocal(f.vm, f.code.localNames[f.oparg]!);
  f.slots[f.oparg] = null;
  decref(f, value);
  return NEXT;
}

/** CPython 3.11: Python/ceval.c UNBOUNDLOCAL_ERROR_MSG */
export function unboundLocal(vm: VM, name: PyObject<string>): typeof ERROR {
  raiseNameError(
    vm,
    vm.T.UnboundLocalError,
    `cannot access local variable '${name.v}' where it is not associated with a value`,
    name,
  );
  return ERROR;
}

/** CPython 3.11: Python/ceval.c format_exc_unbound */
export function unboundCell(vm: VM, code: Code, index: number): typeof ERROR {
  const name = code.localNames[index]!;
  if (index < code.nlocalsplus - code.nfrees) return unboundLocal(vm, name);
  const text = `cannot access free variable '${name.v}' where it is not associated with a value in enclosing scope`;
  raiseNameError(vm, vm.T.NameError, text, name);
  return ERROR;
}

export function MAKE_CELL(f: Registers): void {
  const initial = f.slots[f.oparg]!;
  f.slots[f.oparg] = newCell(f.vm, initial);
}

export function COPY_FREE_VARS(f: Registers): void {
  const closure = f.frame.func!.v.closure.v as PyObject[];
  const offset = f.code.nlocalsplus - f.oparg;
  for (let i = 0; i < f.oparg; i++) {
    const cell = closure[i]!;
    incref(cell);
    f.slots[offset + i] = cell;
  }
}

export function LOAD_CLOSURE(f: Registers): void {
  const cell = f.slots[f.oparg]!;
  incref(cell);
  f.slots[f.sp++] = cell;
}

export function LOAD_DEREF(f: Registers): Control {
  const value = f.slots[f.oparg]!.v as PyObject | null;
  if (value === null) return unboundCell(f.vm, f.code, f.oparg);
  incref(value);
  f.slots[f.sp++] = value;
  return NEXT;
}

export function STORE_DEREF(f: Registers): void {
  const value = f.slots[--f.sp]!;
  const cell = f.slots[f.oparg]!;
  touchPayload(cell);
  const old = cell.v as PyObject | null;
  cell.v = value;
  if (old !== null) decref(f, old);
}

export function DELETE_DEREF(f: Registers): Control {
  const cell = f.slots[f.oparg]!;
  const old = cell.v as PyObject | null;
  if (old === null) return unboundCell(f.vm, f.code, f.oparg);
  touchPayload(cell);
  cell.v = null;
  decref(f, old);
  return NEXT;
}

/** A name in a class body that may be a variable of an enclosing function. */
export function LOAD_CLASSDEREF(f: Registers): Result {
  const name = f.code.localNames[f.oparg]!;
  const locals = f.frame.locals!;
  const cell = f.slots[f.oparg]!;
  if (locals.type === f.T.dict) return then(f.vm, dictGet(f.vm, locals, name), orCell, cell, name, null, 0, true);
  return then(f.vm, orElse(f.vm, getItem(f.vm, locals, name), keyErrorToStop), orCell, cell, name, null, 0, true);
}

export function LOAD_CLASSDEREF_finish(f: Registers, r: PyObject): void {
  f.slots[f.sp++] = r;
}

/** A KeyError that was raised becomes STOP. */
export function keyErrorToStop(vm: VM): Result {
  if (!vm.exceptionMatches(vm.T.KeyError)) return null;
  vm.clearException();
  return STOP;
}

export function orCell(vm: VM, value: PyObject, cell: PyObject | null, name: PyObject | null): Result {
  if (value !== STOP) return value;
  const content = cell!.v as PyObject | null;
  if (content !== null) return newRef(content);
  const text = `cannot access free variable '${name!.v}' where it is not associated with a value in enclosing scope`;
  return raiseNameError(vm, vm.T.NameError, text, name!);
}
