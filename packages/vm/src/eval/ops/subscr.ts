import { newRef } from "@vivarium/heap";
import { alloc, type PyObject, type Result } from "../../object.ts";
import { getItem, setItem } from "../../protocol/sequence.ts";
import { decref, type Registers } from "./registers.ts";

/** A list or tuple with an int that is in range is answered here. */
export function BINARY_SUBSCR(f: Registers): Result {
  const o = f.slots[f.sp - 2]!;
  const key = f.slots[f.sp - 1]!;
  if (key.type === f.T.int && (o.type === f.T.list || o.type === f.T.tuple)) {
    const items = o.v as PyObject[];
    const i = key.v as number;
    if (typeof i === "number" && i >= 0 && i < items.length) return newRef(items[i]!);
  }
  return getItem(f.vm, o, key);
}

export function BINARY_SUBSCR_finish(f: Registers, r: PyObject): void {
  const key = f.slots[--f.sp]!;
  const o = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, o);
  decref(f, key);
}

export function STORE_SUBSCR(f: Registers): Result {
  return setItem(f.vm, f.slots[f.sp - 2]!, f.slots[f.sp - 1]!, f.slots[f.sp - 3]!);
}

export function STORE_SUBSCR_finish(f: Registers): void {
  const key = f.slots[--f.sp]!;
  const o = f.slots[--f.sp]!;
  const value = f.slots[--f.sp]!;
  decref(f, value);
  decref(f, o);
  decref(f, key);
}

export function DELETE_SUBSCR(f: Registers): Result {
  return setItem(f.vm, f.slots[f.sp - 2]!, f.slots[f.sp - 1]!, null);
}

export function DELETE_SUBSCR_finish(f: Registers): void {
  const key = f.slots[--f.sp]!;
  const o = f.slots[--f.sp]!;
  decref(f, o);
  decref(f, key);
}

/** Gives its operands away: the slice owns them. */
export function BUILD_SLICE(f: Registers): void {
  const step = f.oparg === 3 ? f.slots[--f.sp]! : newRef(f.vm.none);
  const stop = f.slots[--f.sp]!;
  const start = f.slots[--f.sp]!;
  f.slots[f.sp++] = alloc(f.vm, f.T.slice, { start, stop, step });
}
