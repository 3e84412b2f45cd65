import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
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
import { selfIter } from "../../objects/iterators.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { constructorArguments } from "../constructor.ts";

/** The payload of a pairwise object. */
class Pairwise {
  /** null once it has ended. */
  iterator: PyObject | null;
  /** The second of the last pair. */
  old: PyObject | null = null;

  constructor(iterator: PyObject) {
    this.iterator = iterator;
  }
}

/** CPython 3.11: Modules/itertoolsmodule.c pairwise_new_impl */
function pairwise_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(vm, pairwiseSpec, type, "pairwise", "(iterable, /)", args, kwnames);
  if (values === null) return null;
  return thenBorrowed(vm, getIter(vm, values[0]), makePairwise, type.object);
}

function makePairwise(vm: VM, iterator: PyObject, type: PyObject | null): Result {
  return alloc(vm, type!.v as PyType, new Pairwise(iterator));
}

class PairwiseFrame extends NativeFrame {
  self: PyObject<Pairwise>;
  first: PyObject | null;
  fetchingFirst: boolean;

  constructor(self: PyObject<Pairwise>) {
    super();
    this.self = newRef(self);
    this.first = self.v.old === null ? null : newRef(self.v.old);
    this.fetchingFirst = this.first === null;
  }

  step(vm: VM, sent: Result): Result {
    const v = this.self.v;
    let got = sent;
    if (got === OK) {
      if (v.iterator === null) return STOP;
      got = iterNext(vm, v.iterator);
    }
    for (;;) {
      if (got === PENDING) return got;
      if (got === null || got === STOP) return this.end(vm, got);
      if (!this.fetchingFirst) return this.give(vm, got);
      this.first = got;
      this.fetchingFirst = false;
      this.keep(vm, newRef(got));
      if (v.iterator === null) return STOP;
      got = iterNext(vm, v.iterator);
    }
  }

  private keep(vm: VM, item: PyObject): void {
    touchPayload(this.self);
    const old = this.self.v.old;
    this.self.v.old = item;
    vm.counts.xdecref(old);
  }

  private give(vm: VM, second: PyObject): Result {
    const first = this.first!;
    this.first = null;
    this.keep(vm, newRef(second));
    return vm.newTuple([first, second]);
  }

  private end(vm: VM, result: Result): Result {
    const v = this.self.v;
    touchPayload(this.self);
    const { iterator, old } = v;
    v.iterator = null;
    v.old = null;
    vm.counts.decrefAll([iterator, old].filter((o) => o !== null));
    return result;
  }
}

/** CPython 3.11: pairwise_next */
function pairwise_next(vm: VM, self: PyObject<Pairwise>): Result {
  if (self.v.iterator === null) return STOP;
  return startFrame(vm, new PairwiseFrame(self));
}

/** CPython 3.11: Modules/itertoolsmodule.c pairwise_type */
export const pairwiseSpec: TypeSpec = {
  name: "itertools.pairwise",
  layout: recordLayout<Pairwise>({ references: (v) => [v.iterator, v.old] }),
  flags: TPFLAGS_BASETYPE,
  doc: "pairwise(iterable, /)\n--\n\nEach item with the one after it.",
  slots: { tp_new: pairwise_new, tp_iter: selfIter, tp_iternext: pairwise_next },
};
