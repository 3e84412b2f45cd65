import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";

/*
 * zip, enumerate and the items of a dict keep the tuple they gave last, and give it again, with other items in it, when nobody else holds it. So what
 * they gave last stays alive as long as they do. CPython 3.11: zip_next, enum_next, dictiter_iternextitem
 */

/** The tuple that such an iterator begins with. */
export function firstTuple(vm: VM, length: number): PyObject<PyObject[]> {
  return vm.newTuple(Array.from({ length }, () => vm.newNone()));
}

/** May `last` be given again: its iterator is the only one that holds it. */
export function isReusable(last: PyObject): boolean {
  return last.rc === 1 && last.v.length > 0;
}

/** A tuple of `items`, which are taken over: `last` again, or a new one. */
export function nextTuple(vm: VM, last: PyObject<PyObject[]>, items: PyObject[]): PyObject<PyObject[]> {
  if (!isReusable(last)) return vm.newTuple(items);
  newRef(last);
  touchPayload(last);
  const old = last.v.splice(0, items.length, ...items);
  vm.counts.decrefAll(old);
  retrack(vm, last);
  return last;
}

/** The collector may have left it alone because of what was in it. */
export function retrack(vm: VM, tuple: PyObject): void {
  if (tuple.gci < 0) vm.generations.trackAlive(tuple);
}
