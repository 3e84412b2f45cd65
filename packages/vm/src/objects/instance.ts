import { Extra, epoch, HeapObject, touch } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { alloc, leafLayout, type PayloadLayout, type PyObject, type PyType } from "../object.ts";

/**
 * The payload of an instance of a plain class: attribute values in the order of the class's shared keys, or null once they are in a dict.
 * Values are dropped forwards (CPython 3.11: Objects/dictobject.c _PyObject_FreeInstanceAttributes).
 */
export const instanceLayout: PayloadLayout<(PyObject | null)[] | null> = {
  leaf: false,
  container: true,
  traverse(values, visit) {
    if (values === null) return;
    for (const value of values) if (value !== null) visit(value);
  },
  clear(values) {
    if (values === null) return [];
    const refs = values.filter((value) => value !== null);
    values.length = 0;
    return refs;
  },
};

const wrapped = new Map<PayloadLayout, PayloadLayout>();

/** The layout of a class's instances, given its base's: a plain object's payload becomes the attribute values. */
export function wrapLayout(layout: PayloadLayout): PayloadLayout {
  if (layout === objectLayout) return instanceLayout;
  if (!layout.leaf) return layout;
  let w = wrapped.get(layout);
  if (w === undefined) {
    w = { ...layout, leaf: false, container: true };
    wrapped.set(layout, w);
  }
  return w;
}

/** The payload of `object()`: none. */
export const objectLayout: PayloadLayout = { ...leafLayout };

/** An instance of a class that is no built-in; with no attributes yet. CPython 3.11: PyType_GenericAlloc */
export function newInstance(vm: VM, type: PyType): PyObject {
  if (type.layout === objectLayout) return alloc(vm, type, null);
  const o = new HeapObject<PyType, (PyObject | null)[]>(type, []);
  const t = type.object;
  if (t.epoch < epoch) touch(t);
  t.rc++;
  vm.generations.track(o);
  if (type.slotCount > 0) {
    const w = new Extra();
    w.slots = new Array<PyObject | null>(type.slotCount).fill(null);
    o.w = w;
  }
  return o;
}
