import { newRef } from "@vivarium/heap";
import type { PyObject, Result } from "../../object.ts";
import { enterContext } from "../../objects/context-manager.ts";
import { decref, type Registers } from "./registers.ts";

/** Gives a pair: the bound `__exit__` and what `__enter__` gave. */
export function BEFORE_WITH(f: Registers): Result {
  return enterContext(f.vm, f.slots[f.sp - 1]!, false);
}

export function BEFORE_WITH_finish(f: Registers, r: PyObject): void {
  const manager = f.slots[--f.sp]!;
  const [exit, value] = r.v as [PyObject, PyObject];
  f.slots[f.sp++] = newRef(exit);
  f.slots[f.sp++] = newRef(value);
  decref(f, r);
  decref(f, manager);
}

export function BEFORE_ASYNC_WITH(f: Registers): Result {
  return enterContext(f.vm, f.slots[f.sp - 1]!, true);
}

export function BEFORE_ASYNC_WITH_finish(f: Registers, r: PyObject): void {
  const manager = f.slots[--f.sp]!;
  const [exit, value] = r.v as [PyObject, PyObject];
  f.slots[f.sp++] = newRef(exit);
  f.slots[f.sp++] = newRef(value);
  decref(f, r);
  decref(f, manager);
}
