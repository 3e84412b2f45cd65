import { newRef, touchPayload } from "@vivarium/heap";
import { alloc, OK, type PyObject, type Result } from "../../object.ts";
import type { DictTable } from "../../objects/dict/table.ts";
import { getItem, setItem } from "../../protocol/sequence.ts";
import { decref, type Registers } from "./registers.ts";

/** A list or tuple with an int that is in range is answered here, and a dict whose keys are all strings with a string that it has. */
export function BINARY_SUBSCR(f: Registers): Result {
  const o = f.slots[f.sp - 2]!;
  const key = f.slots[f.sp - 1]!;
  if (key.type === f.T.int && (o.type === f.T.list || o.type === f.T.tuple)) {
    const items = o.v as PyObject[];
    const i = key.v as number;
    if (typeof i === "number" && i >= 0 && i < items.length) return newRef(items[i]!);
  } else if (o.type === f.T.dict && key.type === f.T.str) {
    const table = o.v as DictTable;
    if (table.index === null) {
      const i = table.findString(key.v as string);
      if (i >= 0) return newRef(table.values[i]!);
    }
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

/** CPython 3.11: Objects/listobject.c list_ass_item, for an exact list and an int that is in range; the protocol for all else. */
export function STORE_SUBSCR(f: Registers): Result {
  const o = f.slots[f.sp - 2]!;
  const key = f.slots[f.sp - 1]!;
  if (o.type === f.T.list && key.type === f.T.int) {
    const items = o.v as PyObject[];
    const i = key.v as number;
    if (typeof i === "number" && i >= 0 && i < items.length) {
      touchPayload(o);
      const old = items[i]!;
      items[i] = newRef(f.slots[f.sp - 3]!);
      f.counts.decref(old);
      return OK;
    }
  }
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
