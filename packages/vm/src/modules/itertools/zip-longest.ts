import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue } from "../../eval/iterate.ts";
import { mapItems } from "../../eval/map-items.ts";
import { startFrame, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  STOP,
  TPFLAGS_BASETYPE,
} from "../../object.ts";
import { iteratorMethods, selfIter } from "../../objects/iterators.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";

/** The payload of a zip_longest. */
class ZipLongest {
  /** null where one has ended. */
  iterators: (PyObject | null)[];
  active: number;
  /** The tuple that is given again when nobody else holds it. */
  result: PyObject<PyObject[]> | null;
  fill: PyObject;

  constructor(iterators: PyObject[], result: PyObject, fill: PyObject) {
    this.iterators = iterators;
    this.active = iterators.length;
    this.result = result;
    this.fill = fill;
  }
}

type Self = PyObject<ZipLongest>;

/** CPython 3.11: Modules/itertoolsmodule.c zip_longest_new */
function zip_longest_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  let fill: PyObject = vm.none;
  if (kwnames !== null && kwnames.length > 0) {
    if (kwnames.length > 1 || kwnames[0]!.v !== "fillvalue")
      return vm.raise(vm.T.TypeError, "zip_longest() got an unexpected keyword argument");
    fill = args[positional]!;
  }
  return then(vm, mapItems(vm, args.slice(0, positional), getIter), makeZip, type.object, fill);
}

function makeZip(vm: VM, iterators: PyObject, type: PyObject | null, fill: PyObject | null): Result {
  const items = (iterators.v as PyObject[]).map((o) => newRef(o));
  vm.counts.decref(iterators);
  const result = vm.newTuple(items.map(() => vm.newNone()));
  return alloc(vm, type!.v as PyType, new ZipLongest(items, result, newRef(fill!)));
}

class ZipLongestFrame extends NativeFrame {
  self: Self;
  items: PyObject[] = [];

  constructor(self: Self) {
    super();
    this.self = newRef(self);
  }

  step(vm: VM, sent: Result): Result {
    const v = this.self.v;
    let got = sent;
    for (;;) {
      if (got === PENDING) return got;
      if (got === null || got === STOP) {
        if (!this.ended(vm, got)) return got;
      } else if (got !== OK) this.items.push(got);
      const i = this.items.length;
      if (i === v.iterators.length) return this.give(vm);
      const iterator = v.iterators[i]!;
      got = iterator === null ? newRef(v.fill) : iterNext(vm, iterator);
    }
  }

  /** The iterator of the next item has ended. False: so has everything. */
  private ended(vm: VM, got: Result): boolean {
    const v = this.self.v;
    touchPayload(this.self);
    v.active--;
    if (v.active === 0 || got === null) {
      v.active = 0;
      return false;
    }
    dropStopValue(vm);
    const i = this.items.length;
    const iterator = v.iterators[i]!;
    v.iterators[i] = null;
    this.items.push(newRef(v.fill));
    vm.counts.xdecref(iterator);
    return true;
  }

  private give(vm: VM): Result {
    const items = this.items;
    this.items = [];
    const { result } = this.self.v;
    if (result === null || result.rc !== 1) return vm.newTuple(items);
    touchPayload(result);
    const old = result.v.splice(0, items.length, ...items);
    newRef(result);
    vm.counts.decrefAll(old);
    return result;
  }
}

/** CPython 3.11: zip_longest_next */
function zip_longest_next(vm: VM, self: Self): Result {
  if (self.v.iterators.length === 0 || self.v.active === 0) return STOP;
  return startFrame(vm, new ZipLongestFrame(self));
}

/** CPython 3.11: zip_longest_reduce */
function zip_longest_reduce(vm: VM, self: Self): Result {
  const { iterators, fill } = self.v;
  const args = vm.newTuple(iterators.map((o) => (o === null ? vm.newTuple([]) : newRef(o))));
  return vm.newTuple([newRef(self.type.object), args, newRef(fill)]);
}

/** CPython 3.11: zip_longest_setstate */
function zip_longest_setstate(vm: VM, self: Self, state: PyObject): Result {
  touchPayload(self);
  const old = self.v.fill;
  self.v.fill = newRef(state);
  vm.counts.decref(old);
  return vm.newNone();
}

/** CPython 3.11: Modules/itertoolsmodule.c zip_longest_type */
export const zipLongestSpec: TypeSpec = {
  name: "itertools.zip_longest",
  layout: recordLayout<ZipLongest>({ references: (v) => [...v.iterators, v.result, v.fill] }),
  flags: TPFLAGS_BASETYPE,
  doc: "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object\n\nTuples of one item of each iterable, to the end of the longest; fillvalue stands for those that have ended.",
  slots: { tp_new: zip_longest_new, tp_iter: selfIter, tp_iternext: zip_longest_next },
  methods: iteratorMethods(null, zip_longest_reduce, zip_longest_setstate),
};
