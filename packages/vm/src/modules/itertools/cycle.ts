import { newRef, touchPayload } from "@vivarium/heap";
import { dropStopValue } from "../../eval/iterate.ts";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type PyType, type Result, recordLayout, STOP, TPFLAGS_BASETYPE } from "../../object.ts";
import { iteratorMethods, selfIter } from "../../objects/iterators.ts";
import { listAppend } from "../../objects/list/list.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { truth } from "../../protocol/truth.ts";
import { constructorArguments } from "../constructor.ts";
import { iteratorSlot } from "./iterator-slot.ts";

/** The payload of a cycle. */
class Cycle {
  /** null once it has ended. */
  iterator: PyObject | null;
  /** The list of what it gave. */
  saved: PyObject<PyObject[]>;
  index = 0;
  /** The iterator gives what is saved already (set by `__setstate__`). */
  firstPass = false;

  constructor(iterator: PyObject, saved: PyObject) {
    this.iterator = iterator;
    this.saved = saved;
  }
}

type Self = PyObject<Cycle>;

/** CPython 3.11: Modules/itertoolsmodule.c itertools_cycle_impl */
function cycle_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(vm, cycleSpec, type, "cycle", "(iterable, /)", args, kwnames);
  if (values === null) return null;
  return thenBorrowed(vm, getIter(vm, values[0]), makeCycle, type.object);
}

function makeCycle(vm: VM, iterator: PyObject, type: PyObject | null): Result {
  return alloc(vm, type!.v as PyType, new Cycle(iterator, vm.newList([])));
}

/** CPython 3.11: cycle_next */
function cycle_next(vm: VM, self: Self): Result {
  const { iterator } = self.v;
  if (iterator === null) return again(self);
  return thenBorrowed(vm, iterNext(vm, iterator), saveItem, self, null, null, 0, true);
}

function saveItem(vm: VM, item: PyObject, self: PyObject | null): Result {
  const v = self!.v as Cycle;
  if (item !== STOP) {
    if (!v.firstPass) listAppend(v.saved, item);
    return item;
  }
  dropStopValue(vm);
  touchPayload(self!);
  const iterator = v.iterator;
  v.iterator = null;
  vm.counts.xdecref(iterator);
  return again(self!);
}

function again(self: Self): Result {
  const v = self.v;
  const item = v.saved.v[v.index];
  if (item === undefined) return STOP;
  touchPayload(self);
  v.index++;
  if (v.index >= v.saved.v.length) v.index = 0;
  return newRef(item);
}

/** CPython 3.11: cycle_reduce */
function cycle_reduce(vm: VM, self: Self): Result {
  const { iterator, saved, firstPass } = self.v;
  const type = self.type.object;
  if (iterator !== null) {
    const state = vm.newTuple([newRef(saved), vm.newBool(firstPass)]);
    return vm.newTuple([newRef(type), vm.newTuple([newRef(iterator)]), state]);
  }
  return thenBorrowed(vm, getIter(vm, saved), reduceSaved, self);
}

function reduceSaved(vm: VM, iterator: PyObject, self: PyObject | null): Result {
  const { index, saved } = self!.v as Cycle;
  // The place of the list's iterator, which is new, is all there is to its state.
  touchPayload(iterator);
  (iterator.v as { index: number }).index = index;
  const state = vm.newTuple([newRef(saved), vm.newBool(true)]);
  return vm.newTuple([newRef(self!.type.object), vm.newTuple([iterator]), state]);
}

/** CPython 3.11: cycle_setstate */
function cycle_setstate(vm: VM, self: Self, state: PyObject): Result {
  if (!state.type.mro.includes(vm.T.tuple)) return vm.raise(vm.T.TypeError, "state is not a tuple");
  const [saved, firstPass, ...more] = state.v as PyObject[];
  if (saved === undefined || firstPass === undefined || more.length > 0) {
    const n = (state.v as PyObject[]).length;
    return vm.raise(vm.T.TypeError, `function takes exactly 2 arguments (${n} given)`);
  }
  if (!saved.type.mro.includes(vm.T.list))
    return vm.raise(vm.T.TypeError, `setstate() argument 1 must be list, not ${saved.type.name}`);
  return then(vm, truth(vm, firstPass), setSaved, self, saved);
}

function setSaved(vm: VM, flag: PyObject, self: PyObject | null, saved: PyObject | null): Result {
  const v = self!.v as Cycle;
  vm.counts.decref(flag);
  touchPayload(self!);
  const old = v.saved;
  v.saved = newRef(saved!);
  v.firstPass = flag === vm.true_;
  v.index = 0;
  vm.counts.decref(old);
  return vm.newNone();
}

/** CPython 3.11: Modules/itertoolsmodule.c cycle_type */
export const cycleSpec: TypeSpec = {
  name: "itertools.cycle",
  layout: recordLayout<Cycle>({ references: (v) => [v.saved, v.iterator] }),
  flags: TPFLAGS_BASETYPE,
  doc: "cycle(iterable, /)\n--\n\nThe items of the iterable, then the same again and again.",
  slots: { tp_new: cycle_new, tp_iter: selfIter, tp_iternext: iteratorSlot(cycle_next) },
  methods: iteratorMethods(null, cycle_reduce, cycle_setstate),
};
