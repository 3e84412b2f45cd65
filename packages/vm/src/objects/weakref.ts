import { extra, newRef, touch, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, type PyType, recordLayout } from "../object.ts";

/** The payload of a weak reference or proxy: CPython's PyWeakReference. The referent is borrowed. */
export interface WeakrefData {
  referent: PyObject | null;
  /** Owned. */
  callback: PyObject | null;
  /** The referent's hash, once asked for; an int object, owned. */
  hash: PyObject | null;
}

export const weakrefLayout: PayloadLayout<WeakrefData> = {
  ...recordLayout<WeakrefData>({ references: (w) => [w.callback, w.hash] }),
};

/**
 * A weak reference to `o`; the plain one without callback is used again. Null with TypeError when `o` cannot be weakly referenced.
 * CPython 3.11: Objects/weakrefobject.c PyWeakref_NewRef
 */
export function newWeakref(vm: VM, type: PyType, o: PyObject, callback: PyObject | null): PyObject<WeakrefData> | null {
  if (!o.type.hasWeakrefs) return vm.raise(vm.T.TypeError, `cannot create weak reference to '${o.type.name}' object`);
  touch(o);
  const list = (extra(o).weakrefs ??= []);
  const plain = callback === null || callback === vm.none;
  if (plain) {
    const same = list.find((r) => r.type === type && (r.v as WeakrefData).callback === null && !type.heapType);
    if (same !== undefined) return newRef(same as PyObject<WeakrefData>);
  }
  const reference = alloc<WeakrefData>(vm, type, { referent: o, callback: plain ? null : newRef(callback), hash: null });
  // The plain reference stands first, the plain proxy after it, the rest behind them, newest first.
  if (plain && type === vm.T.weakref) list.unshift(reference);
  else list.splice(basicCount(vm, list as PyObject[]), 0, reference);
  return reference;
}

/** How many of the references are the plain one and the plain proxy. CPython 3.11: get_basic_refs */
function basicCount(vm: VM, list: readonly PyObject[]): number {
  const isPlain = (r: PyObject | undefined): boolean => r !== undefined && (r.v as WeakrefData).callback === null;
  const T = vm.T;
  const first = isPlain(list[0]) && list[0]!.type === T.weakref ? 1 : 0;
  const next = list[first];
  return isPlain(next) && (next!.type === T.weakproxy || next!.type === T.weakcallableproxy) ? first + 1 : first;
}

/**
 * `o` dies: its weak references are cleared. Gives those that have a callback, borrowed, in the order of the calls, and adds their callbacks to
 * `callbacks`, owned. CPython 3.11: Objects/weakrefobject.c PyObject_ClearWeakRefs
 */
export function clearWeakrefs(_vm: VM, o: PyObject, callbacks: PyObject[]): PyObject<WeakrefData>[] {
  const list = (o.w?.weakrefs ?? []) as PyObject<WeakrefData>[];
  const called: PyObject<WeakrefData>[] = [];
  for (const r of list) {
    touchPayload(r);
    r.v.referent = null;
    if (r.v.callback === null) continue;
    called.push(r);
    callbacks.push(r.v.callback);
    r.v.callback = null;
  }
  touch(o);
  if (o.w !== null) o.w.weakrefs = null;
  return called;
}

/** A weak reference dies: its referent forgets it. CPython 3.11: Objects/weakrefobject.c clear_weakref */
export function forgetWeakref(reference: PyObject<WeakrefData>): void {
  const o = reference.v.referent;
  if (o === null || o.w === null || o.w.weakrefs === null) return;
  touch(o);
  o.w.weakrefs = o.w.weakrefs.filter((r) => r !== reference);
}
