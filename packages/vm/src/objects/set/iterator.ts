import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, type Result, STOP, TPFLAGS_DISALLOW_INSTANTIATION } from "../../object.ts";
import { iteratorMethods, reduceWith, selfIter } from "../iterators.ts";
import type { TypeSpec } from "../type/type-spec.ts";
import type { PySet } from "./set.ts";

/** The payload of a set's iterator: null once used up. */
class SetIterator {
  set: PySet | null;
  position = 0;
  /** The set's size at the beginning; -1 once it was seen to have changed. */
  used: number;
  remaining: number;

  constructor(set: PySet) {
    this.set = set;
    this.used = set.v.used;
    this.remaining = set.v.used;
  }
}

type Iterator = PyObject<SetIterator>;

const setIteratorLayout: PayloadLayout<SetIterator> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    if (v.set !== null) visit(v.set);
  },
  clear: () => [],
};

/** CPython 3.11: Objects/setobject.c set_iter */
export function set_iter(vm: VM, self: PySet): Result {
  return alloc(vm, vm.T.set_iterator, new SetIterator(newRef(self)));
}

function changed(vm: VM): null {
  return vm.raise(vm.T.RuntimeError, "Set changed size during iteration");
}

/** CPython 3.11: setiter_iternext */
function setiter_next(vm: VM, self: Iterator): Result {
  const v = self.v;
  if (v.set === null) return STOP;
  const table = v.set.v;
  touchPayload(self);
  if (v.used !== table.used) {
    v.used = -1;
    return changed(vm);
  }
  const i = table.nextKey(v.position);
  if (i < 0) {
    const { set } = v;
    v.set = null;
    vm.counts.decref(set);
    return STOP;
  }
  v.position = i + 1;
  v.remaining--;
  return newRef(table.keys[i]!);
}

/** CPython 3.11: setiter_len */
function setiter_length_hint(vm: VM, self: Iterator): Result {
  const { set, used, remaining } = self.v;
  return vm.newInt(set !== null && used === set.v.used ? remaining : 0);
}

/** CPython 3.11: setiter_reduce */
function setiter_reduce(vm: VM, self: Iterator): Result {
  const { set, used, position } = self.v;
  const items: PyObject[] = [];
  if (set !== null) {
    if (used !== set.v.used) return changed(vm);
    for (let i = set.v.nextKey(position); i >= 0; i = set.v.nextKey(i + 1)) items.push(newRef(set.v.keys[i]!));
  }
  return reduceWith(vm, "iter", vm.newList(items), null);
}

/** CPython 3.11: PySetIter_Type */
export const setIteratorSpec: TypeSpec = {
  name: "set_iterator",
  layout: setIteratorLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: setiter_next },
  methods: iteratorMethods(setiter_length_hint, setiter_reduce, null),
};
