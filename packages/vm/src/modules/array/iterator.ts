import { newRef, touchPayload } from "@vivarium/heap";
import { andThen } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type Result, recordLayout, STOP, TPFLAGS_DISALLOW_INSTANTIATION } from "../../object.ts";
import { builtin, selfIter } from "../../objects/iterators.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import type { ArrayObject } from "./array-data.ts";
import { loadItem } from "./items.ts";

/** The payload of an iterator; the array is gone when it is used up. */
interface ArrayIterator {
  array: ArrayObject | null;
  index: number;
}

type Self = PyObject<ArrayIterator>;

/** CPython 3.11: Modules/arraymodule.c array_iter */
export function array_iter(vm: VM, self: ArrayObject): Result {
  return alloc<ArrayIterator>(vm, vm.type(arrayIteratorSpec), { array: newRef(self), index: 0 });
}

/** CPython 3.11: Modules/arraymodule.c arrayiter_next */
function arrayiter_next(vm: VM, self: Self): Result {
  const { array, index } = self.v;
  if (array === null) return STOP;
  touchPayload(self);
  if (index < array.v.length) {
    self.v.index++;
    return loadItem(vm, array.v, index);
  }
  self.v.array = null;
  vm.counts.decref(array);
  return STOP;
}

/** CPython 3.11: array_arrayiterator___reduce___impl */
function arrayiter_reduce(vm: VM, self: Self): Result {
  return andThen(vm, builtin(vm, "iter"), reduced, self);
}

function reduced(vm: VM, iter: PyObject, o: PyObject | null): Result {
  const { array, index } = (o as Self).v;
  if (array === null) return vm.newTuple([iter, vm.newTuple([vm.newTuple([])])]);
  return vm.newTuple([iter, vm.newTuple([newRef(array)]), vm.newInt(index)]);
}

/** CPython 3.11: array_arrayiterator___setstate__ */
function arrayiter_setstate(vm: VM, self: Self, state: PyObject): Result {
  return andThen(vm, numberIndex(vm, state), setState, self);
}

function setState(vm: VM, value: PyObject, o: PyObject | null): Result {
  const self = o as Self;
  const index = takeSsize(vm, value);
  if (index === null) return null;
  touchPayload(self);
  if (self.v.array !== null) self.v.index = Math.max(0, Math.min(index, self.v.array.v.length));
  return vm.newNone();
}

/** CPython 3.11: Modules/arraymodule.c arrayiter_spec */
export const arrayIteratorSpec: TypeSpec = {
  name: "array.arrayiterator",
  layout: recordLayout<ArrayIterator>({ references: (v) => [v.array] }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: arrayiter_next },
  methods: [
    method("__reduce__", "($self, /)", arrayiter_reduce, { doc: "Return state information for pickling." }),
    method("__setstate__", "($self, state, /)", arrayiter_setstate, { doc: "Set state information for unpickling." }),
  ],
};
