import { incref, newRef, touchPayload } from "@vivarium/heap";
import { alloc, type PyObject, type Result } from "../../object.ts";
import type { DictTable } from "../../objects/dict/table.ts";
import { getItem, setItem } from "../../protocol/sequence.ts";
import { COLD, decref, type Fast, NEXT, QUIET, type Registers } from "./registers.ts";

/** A list or tuple with an int that is in range is answered here, and a dict whose keys are all strings with a string that it has. */
export function BINARY_SUBSCR_fast(f: Registers): Fast {
  const o = f.slots[f.sp - 2]!;
  const key = f.slots[f.sp - 1]!;
  if (o.rc === 1) return COLD;
  let value: PyObject;
  if (key.type === f.T.int && (o.type === f.T.list || o.type === f.T.tuple)) {
    const items = o.v as PyObject[];
    let i = key.v as number;
    if (typeof i !== "number") return COLD;
    if (i < 0) i += items.length;
    if (i < 0 || i >= items.length) return COLD;
    value = items[i]!;
  } else {
    if (o.type !== f.T.dict || key.type !== f.T.str) return COLD;
    const table = o.v as DictTable;
    if (table.index !== null) return COLD;
    const i = table.findString(key.v as string);
    if (i < 0) return COLD;
    value = table.values[i]!;
  }
  incref(value);
  f.slots[f.sp - 2] = value;
  f.sp--;
  decref(f, o);
  decref(f, key);
  return QUIET;
}

export function BINARY_SUBSCR(f: Registers): Result {
  return getItem(f.vm, f.slots[f.sp - 2]!, f.slots[f.sp - 1]!);
}

export function BINARY_SUBSCR_finish(f: Registers, r: PyObject): void {
  const key = f.slots[--f.sp]!;
  const o = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, o);
  decref(f, key);
}

/** CPython 3.11: Objects/listobject.c list_ass_item, for an exact list and an int that is in range. */
export function STORE_SUBSCR_fast(f: Registers): Fast {
  const o = f.slots[f.sp - 2]!;
  const key = f.slots[f.sp - 1]!;
  if (o.type !== f.T.list || key.type !== f.T.int || o.rc === 1) return COLD;
  const items = o.v as PyObject[];
  let i = key.v as number;
  if (typeof i !== "number") return COLD;
  if (i < 0) i += items.length;
  if (i < 0 || i >= items.length) return COLD;
  touchPayload(o);
  const old = items[i]!;
  items[i] = f.slots[f.sp - 3]!;
  f.sp -= 3;
  decref(f, old);
  decref(f, o);
  decref(f, key);
  return NEXT;
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
