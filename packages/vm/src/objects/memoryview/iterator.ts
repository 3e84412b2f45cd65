import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type Result, recordLayout, TPFLAGS_DISALLOW_INSTANTIATION } from "../../object.ts";
import { exhaust, SequenceIterator, selfIter } from "../iterators.ts";
import type { TypeSpec } from "../type/type-spec.ts";
import { formatLetter } from "./items.ts";
import { type MemoryView, released } from "./state.ts";
import { memory_item } from "./subscript.ts";

/** Besides the sequence and the place: how long the view was at the start. */
class MemoryIteratorState extends SequenceIterator {
  length: number;

  constructor(view: PyObject, length: number) {
    super(view, 0);
    this.length = length;
  }
}

type Self = PyObject<MemoryIteratorState>;

/** CPython 3.11: Objects/memoryobject.c memory_iter */
export function memory_iter(vm: VM, self: MemoryView): Result {
  const v = self.v;
  if (v.obj === null) return released(vm);
  if (v.shape.length === 0) return vm.raise(vm.T.TypeError, "invalid indexing of 0-dim memory");
  if (v.shape.length !== 1) return vm.raise(vm.T.NotImplementedError, "multi-dimensional sub-views are not implemented");
  if (formatLetter(vm, v) === null) return null;
  return alloc(vm, vm.T.memory_iterator, new MemoryIteratorState(newRef(self), v.shape[0]!));
}

/** CPython 3.11: Objects/memoryobject.c memoryiter_next */
function memoryiter_next(vm: VM, self: Self): Result {
  const v = self.v;
  if (v.sequence === null) return exhaust(vm, self);
  if (v.index >= v.length) return exhaust(vm, self);
  touchPayload(self);
  return memory_item(vm, v.sequence as MemoryView, v.index++);
}

/** The type of iterators over memoryviews. CPython 3.11: Objects/memoryobject.c _PyMemoryIter_Type */
export const memoryIteratorSpec: TypeSpec = {
  name: "memory_iterator",
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  layout: recordLayout<MemoryIteratorState>({ references: (v) => [v.sequence] }),
  slots: { tp_iter: selfIter, tp_iternext: memoryiter_next },
};
