import { extra, newRef, touch, touchPayload } from "@vivarium/heap";
import { charge, isLong, REFERENCE } from "../../costs/native-work.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue, lengthHint } from "../../eval/iterate.ts";
import { startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PayloadLayout, PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";

/*
 * The payload of a list is a JS array. How much memory CPython would have reserved is observable (`sys.getsizeof`), so what list_resize would have
 * allocated is kept beside the payload, in the rare part of the object, from the first time it differs from the length.
 */

/** A list object. */
export type PyList = PyObject<PyObject[]>;

/** CPython 3.11: Objects/listobject.c list_dealloc (backwards). */
export const listLayout: PayloadLayout<PyObject[]> = {
  leaf: false,
  container: true,
  traverse(items, visit) {
    for (let i = items.length - 1; i >= 0; i--) visit(items[i]!);
  },
  clear(items) {
    const refs = items.slice().reverse();
    items.length = 0;
    return refs;
  },
};

/** Places reserved while `list.sort` is at work, and nobody has touched the list. */
export const SORTING = -1;

/** How many items CPython would have reserved memory for. */
export function listAllocated(o: PyList): number {
  const cached = o.w === null ? null : o.w.cache;
  return typeof cached === "number" ? cached : o.v.length;
}

/** Writes down how many items are reserved. */
export function setAllocated(o: PyList, allocated: number): void {
  touch(o);
  extra(o).cache = allocated;
}

/** The length went from `before` to `after` the way CPython's list_resize does it. CPython 3.11: Objects/listobject.c list_resize */
export function listResized(o: PyList, before: number, after: number): void {
  const cached = o.w === null ? null : o.w.cache;
  const allocated = typeof cached === "number" ? Math.max(cached, 0) : before;
  if (allocated >= after && after >= allocated >> 1) {
    if (cached !== allocated && allocated !== after) setAllocated(o, allocated);
    return;
  }
  let wanted = (after + (after >> 3) + 6) & ~3;
  if (after - before > wanted - after) wanted = (after + 3) & ~3;
  if (after === 0) wanted = 0;
  setAllocated(o, wanted);
}

/** Adds a borrowed item at the end. CPython 3.11: PyList_Append */
export function listAppend(o: PyList, item: PyObject): void {
  listAppendSteal(o, newRef(item));
}

/** Adds an item, whose reference is taken, at the end. CPython 3.11: _PyList_AppendTakeRef */
export function listAppendSteal(o: PyList, item: PyObject): void {
  touchPayload(o);
  const n = o.v.push(item);
  const w = o.w;
  if (w === null || typeof w.cache !== "number" || w.cache < n) listResized(o, n - 1, n);
}

/** Inserts a borrowed item before `index`, which may lie outside. CPython 3.11: ins1 */
export function listInsert(o: PyList, index: number, item: PyObject): void {
  touchPayload(o);
  const n = o.v.length;
  let where = index < 0 ? index + n : index;
  if (where < 0) where = 0;
  o.v.splice(where, 0, newRef(item));
  listResized(o, n, n + 1);
}

/** Replaces `o[low:high]` by `items`, taking their references. CPython 3.11: list_ass_slice */
export function listReplace(vm: VM, o: PyList, low: number, high: number, items: PyObject[]): void {
  touchPayload(o);
  const before = o.v.length;
  const after = before - (high - low) + items.length;
  if (after === 0) {
    listClear(vm, o);
    return;
  }
  const removed = items.length < 10000 ? o.v.splice(low, high - low, ...items) : spliceMany(o.v, low, high, items);
  if (after !== before) listResized(o, before, after);
  vm.counts.decrefAll(removed.reverse());
}

/** `splice` without spreading a large array over the JavaScript stack. */
function spliceMany(target: PyObject[], low: number, high: number, items: readonly PyObject[]): PyObject[] {
  const removed = target.slice(low, high);
  const tail = target.slice(high);
  target.length = low;
  for (const item of items) target.push(item);
  for (const item of tail) target.push(item);
  return removed;
}

/** Drops all items, the last one first. CPython 3.11: _list_clear */
export function listClear(vm: VM, o: PyList): void {
  const cached = o.w === null ? null : o.w.cache;
  if (o.v.length === 0 && cached === SORTING) return;
  touchPayload(o);
  const refs = o.v.slice().reverse();
  o.v.length = 0;
  if (typeof cached === "number" && cached !== 0) setAllocated(o, 0);
  vm.counts.decrefAll(refs);
}

/** A new list of the same items. */
export function listOf(vm: VM, items: readonly PyObject[]): PyList {
  charge(vm, REFERENCE, items.length);
  return vm.newList(items.map(newRef));
}

/** Adds all items of `iterable`; gives OK. CPython 3.11: Objects/listobject.c list_extend */
export function listExtend(vm: VM, o: PyList, iterable: PyObject): Result {
  const T = vm.T;
  if (iterable.type === T.list || iterable.type === T.tuple || iterable === o) {
    charge(vm, REFERENCE, iterable.v.length);
    extendFrom(o, iterable.v as PyObject[]);
    return OK;
  }
  return thenBorrowed(vm, getIter(vm, iterable), hintForExtend, o, iterable);
}

function extendFrom(o: PyList, items: readonly PyObject[]): void {
  const n = items.length;
  if (n === 0) return;
  touchPayload(o);
  const before = o.v.length;
  const allocated = listAllocated(o);
  for (let i = 0; i < n; i++) o.v.push(newRef(items[i]!));
  if (before === 0 && allocated === 0) preallocated(o, n);
  else listResized(o, before, before + n);
}

/** An empty list gets what it needs, rounded up to an even number. CPython 3.11: list_preallocate_exact */
function preallocated(o: PyList, n: number): void {
  const wanted = n + (n & 1);
  if (wanted !== o.v.length || o.w !== null) setAllocated(o, wanted);
}

function hintForExtend(vm: VM, iterator: PyObject, o: PyObject | null, iterable: PyObject | null): Result {
  const r = then(vm, lengthHint(vm, iterable!, 8), extendFromIterator, o, iterator);
  vm.counts.decref(iterator);
  return r;
}

function extendFromIterator(vm: VM, hint: PyObject, list: PyObject | null, iterator: PyObject | null): Result {
  const o = list as PyList;
  const n = hint.v as number;
  vm.counts.decref(hint);
  const m = o.v.length;
  // NOT CPYTHON: engines end at 2**32 items, CPython where memory ends.
  if (n > 2 ** 31) return vm.raise(vm.T.MemoryError, "");
  if (m === 0 && listAllocated(o) === 0) {
    if (n > 0) preallocated(o, n);
  } else if (m + n > listAllocated(o)) listResized(o, m, m + n);
  return startFrame(vm, new ExtendFrame(o, iterator!));
}

/** Takes items from an iterator one by one; the list can be seen growing. */
class ExtendFrame extends NativeFrame {
  list: PyList;
  iterator: PyObject;

  constructor(list: PyList, iterator: PyObject) {
    super();
    this.list = newRef(list);
    this.iterator = newRef(iterator);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (got === STOP) {
        dropStopValue(vm);
        const n = this.list.v.length;
        if (n < listAllocated(this.list)) listResized(this.list, n, n);
        return OK;
      }
      if (got !== OK) listAppendSteal(this.list, got);
      if (isLong(vm)) return vm.pause({ kind: "yield" });
      got = iterNext(vm, this.iterator);
      if (got === PENDING) return got;
    }
  }
}

/** A new list of the items of any iterable. CPython 3.11: Objects/abstract.c PySequence_List */
export function sequenceList(vm: VM, iterable: PyObject): Result {
  const list = alloc<PyObject[]>(vm, vm.T.list, []);
  const r = then(vm, listExtend(vm, list, iterable), giveExtended, list);
  vm.counts.decref(list);
  return r;
}

function giveExtended(_vm: VM, _ok: PyObject, list: PyObject | null): Result {
  return newRef(list!);
}
