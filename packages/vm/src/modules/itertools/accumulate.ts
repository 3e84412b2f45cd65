import { newRef, touchPayload } from "@vivarium/heap";
import { callObject } from "../../eval/call.ts";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type PyType, type Result, recordLayout, TPFLAGS_BASETYPE } from "../../object.ts";
import { iteratorMethods, selfIter } from "../../objects/iterators.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { binaryOp, NB_ADD } from "../../protocol/number.ts";
import { constructorArguments } from "../constructor.ts";
import { chainOf } from "./chain.ts";
import { isliceSpec } from "./islice.ts";
import { iteratorSlot } from "./iterator-slot.ts";

/** The payload of an accumulate object. */
class Accumulate {
  iterator: PyObject;
  /** null: addition. */
  func: PyObject | null;
  total: PyObject | null = null;
  /** What comes first; null when there is no such thing or it has come. */
  initial: PyObject | null;

  constructor(iterator: PyObject, func: PyObject | null, initial: PyObject | null) {
    this.iterator = iterator;
    this.func = func;
    this.initial = initial;
  }
}

/** CPython 3.11: Modules/itertoolsmodule.c itertools_accumulate_impl */
function accumulate_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(
    vm,
    accumulateSpec,
    type,
    "accumulate",
    "(iterable, func=None, *, initial=None)",
    args,
    kwnames,
  );
  if (values === null) return null;
  const [iterable, func, initial] = values as (PyObject | null)[];
  return then(vm, getIter(vm, iterable!), makeAccumulate, type.object, given(vm, func!), given(vm, initial!));
}

function given(vm: VM, o: PyObject | null): PyObject | null {
  return o === vm.none ? null : o;
}

function makeAccumulate(
  vm: VM,
  iterator: PyObject,
  type: PyObject | null,
  func: PyObject | null,
  initial: PyObject | null,
): Result {
  const record = new Accumulate(iterator, func === null ? null : newRef(func), initial === null ? null : newRef(initial));
  return alloc(vm, type!.v as PyType, record);
}

/** CPython 3.11: accumulate_next */
function accumulate_next(vm: VM, self: PyObject<Accumulate>): Result {
  const v = self.v;
  if (v.initial !== null) {
    touchPayload(self);
    v.total = v.initial;
    v.initial = null;
    return newRef(v.total);
  }
  return thenBorrowed(vm, iterNext(vm, v.iterator), addItem, self);
}

function addItem(vm: VM, item: PyObject, self: PyObject | null): Result {
  const v = self!.v as Accumulate;
  if (v.total === null) {
    touchPayload(self!);
    v.total = item;
    return newRef(item);
  }
  const sum = v.func === null ? binaryOp(vm, v.total, item, NB_ADD) : callObject(vm, v.func, [v.total, item]);
  const r = then(vm, sum, keepTotal, self, item);
  vm.counts.decref(item);
  return r;
}

function keepTotal(vm: VM, total: PyObject, self: PyObject | null): Result {
  const v = self!.v as Accumulate;
  touchPayload(self!);
  const old = v.total;
  v.total = newRef(total);
  vm.counts.xdecref(old);
  return total;
}

/** CPython 3.11: accumulate_reduce */
function accumulate_reduce(vm: VM, self: PyObject<Accumulate>): Result {
  const { iterator, func, total, initial } = self.v;
  const type = self.type.object;
  const f = func ?? vm.none;
  if (initial !== null) return then(vm, chainOf(vm, initial, iterator), reduceChained, type, f, null, 1);
  if (total === vm.none) return then(vm, chainOf(vm, total, iterator), reduceChained, type, f, null, 0);
  return vm.newTuple([newRef(type), vm.newTuple([newRef(iterator), newRef(f)]), newRef(total ?? vm.none)]);
}

/** None as the total would look like no total: it goes in front of the rest, and is skipped again by an islice. */
function reduceChained(
  vm: VM,
  chain: PyObject,
  type: PyObject | null,
  func: PyObject | null,
  _c: PyObject | null,
  initial: number,
): Result {
  if (initial === 1) return vm.newTuple([newRef(type!), vm.newTuple([chain, newRef(func!)]), vm.newNone()]);
  const again = alloc(vm, type!.v as PyType, new Accumulate(chain, func === vm.none ? null : newRef(func!), null));
  const islice = vm.type(isliceSpec).object;
  return vm.newTuple([newRef(islice), vm.newTuple([again, vm.newInt(1), vm.newNone()])]);
}

/** CPython 3.11: accumulate_setstate */
function accumulate_setstate(vm: VM, self: PyObject<Accumulate>, state: PyObject): Result {
  touchPayload(self);
  const old = self.v.total;
  self.v.total = newRef(state);
  vm.counts.xdecref(old);
  return vm.newNone();
}

/** CPython 3.11: Modules/itertoolsmodule.c accumulate_type */
export const accumulateSpec: TypeSpec = {
  name: "itertools.accumulate",
  layout: recordLayout<Accumulate>({ references: (v) => [v.func, v.total, v.iterator, v.initial] }),
  flags: TPFLAGS_BASETYPE,
  doc: "accumulate(iterable, func=None, *, initial=None)\n--\n\nRunning totals: sums, or what another function of two arguments makes.",
  slots: { tp_new: accumulate_new, tp_iter: selfIter, tp_iternext: iteratorSlot(accumulate_next) },
  methods: iteratorMethods(null, accumulate_reduce, accumulate_setstate),
};
