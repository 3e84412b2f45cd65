import { newRef, touchPayload } from "@vivarium/heap";
import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type PyType, type Result, recordLayout, STOP } from "../../object.ts";
import { iteratorMethods, selfIter } from "../../objects/iterators.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import type { Deque } from "./deque-data.ts";

/** The payload of an iterator over a deque, in either direction. */
class DequeIterator {
  deque: Deque;
  state: number;
  /** How many are left. */
  left: number;

  constructor(deque: Deque) {
    this.deque = deque;
    this.state = deque.v.state;
    this.left = deque.v.length;
  }
}

type Self = PyObject<DequeIterator>;

export const MUTATED = "deque mutated during iteration";

/** CPython 3.11: Modules/_collectionsmodule.c deque_iter */
export function deque_iter(vm: VM, self: Deque): Result {
  return alloc(vm, vm.type(dequeIteratorSpec), new DequeIterator(newRef(self)));
}

/** CPython 3.11: deque_reviter */
export function deque_reviter(vm: VM, self: Deque): Result {
  return alloc(vm, vm.type(dequeReverseIteratorSpec), new DequeIterator(newRef(self)));
}

function nextOf(reversed: boolean): (vm: VM, self: Self) => Result {
  return (vm, self) => {
    const v = self.v;
    const deque = v.deque.v;
    if (deque.state !== v.state) {
      touchPayload(self);
      v.left = 0;
      return vm.raise(vm.T.RuntimeError, MUTATED);
    }
    if (v.left === 0) return STOP;
    touchPayload(self);
    const i = reversed ? v.left - 1 : deque.length - v.left;
    v.left--;
    return newRef(deque.at(i));
  };
}

/** CPython 3.11: dequeiter_len */
function dequeiter_len(vm: VM, self: Self): Result {
  return vm.newInt(self.v.left);
}

/** CPython 3.11: dequeiter_reduce */
function dequeiter_reduce(vm: VM, self: Self): Result {
  const { deque, left } = self.v;
  return vm.newTuple([newRef(self.type.object), vm.newTuple([newRef(deque), vm.newInt(deque.v.length - left)])]);
}

/** `type(deque, index=0)`. CPython 3.11: dequeiter_new, dequereviter_new */
function dequeiter_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional < 1 || positional > 2) {
    const how = positional < 1 ? "at least 1 argument" : "at most 2 arguments";
    return vm.raise(vm.T.TypeError, `function takes ${how} (${positional} given)`);
  }
  const [deque, index] = args;
  if (!deque!.type.mro.some((t) => t.name === "collections.deque" && !t.heapType))
    return vm.raise(vm.T.TypeError, `argument 1 must be collections.deque, not ${deque!.type.name}`);
  if (positional === 1) return alloc(vm, type, new DequeIterator(newRef(deque as Deque)));
  return then(vm, numberIndex(vm, index!), startAt, type.object, deque);
}

function startAt(vm: VM, value: PyObject, type: PyObject | null, deque: PyObject | null): Result {
  const index = takeSsize(vm, value);
  if (index === null) return null;
  const iterator = new DequeIterator(newRef(deque as Deque));
  iterator.left = Math.max(0, iterator.left - Math.max(0, index));
  return alloc(vm, type!.v as PyType, iterator);
}

const layout = recordLayout<DequeIterator>({ references: (v) => [v.deque] });

/** CPython 3.11: Modules/_collectionsmodule.c dequeiter_type */
export const dequeIteratorSpec: TypeSpec = {
  name: "_collections._deque_iterator",
  layout,
  slots: { tp_new: dequeiter_new, tp_iter: selfIter, tp_iternext: nextOf(false) },
  methods: iteratorMethods(dequeiter_len, dequeiter_reduce, null),
};

/** CPython 3.11: Modules/_collectionsmodule.c dequereviter_type */
export const dequeReverseIteratorSpec: TypeSpec = {
  name: "_collections._deque_reverse_iterator",
  layout,
  slots: { tp_new: dequeiter_new, tp_iter: selfIter, tp_iternext: nextOf(true) },
  methods: iteratorMethods(dequeiter_len, dequeiter_reduce, null),
};
