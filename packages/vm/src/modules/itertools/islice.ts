import { newRef, touchPayload } from "@vivarium/heap";
import { checkPositional, noKeywords } from "../../builtins/check-arguments.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
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
import { takeSsize } from "../../protocol/index-argument.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { numberIndex } from "../../protocol/number.ts";

/** The payload of an islice. */
class Islice {
  /** null once it has ended. */
  iterator: PyObject | null;
  next: number;
  /** -1: without end. */
  stop: number;
  step: number;
  count = 0;

  constructor(iterator: PyObject, next: number, stop: number, step: number) {
    this.iterator = iterator;
    this.next = next;
    this.stop = stop;
    this.step = step;
  }
}

const STOP_ERROR = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const INDEX_ERROR = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const STEP_ERROR = "Step for islice() must be a positive integer or None.";
const MAX = 9223372036854775807n;

/** CPython 3.11: Modules/itertoolsmodule.c islice_new */
function islice_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const base = vm.type(isliceSpec);
  if ((type === base || type.tp_init === base.tp_init) && !noKeywords(vm, "islice", kwnames)) return null;
  const positional = args.slice(0, args.length - (kwnames?.length ?? 0));
  if (!checkPositional(vm, "islice", positional.length, 2, 4)) return null;
  return startFrame(vm, new IsliceNewFrame(type.object, positional));
}

/** Converts the bounds, the one that ends the slice first, then fetches the iterator. */
class IsliceNewFrame extends NativeFrame {
  type_: PyObject;
  iterable: PyObject;
  /** In the order in which they are converted: stop, start, step; null where None or absent. */
  bounds: (PyObject | null)[];
  values: number[] = [];
  single: boolean;
  iterating = false;

  constructor(type: PyObject, args: readonly PyObject[]) {
    super();
    this.type_ = newRef(type);
    this.iterable = newRef(args[0]!);
    this.single = args.length === 2;
    const order = this.single ? [args[1], undefined, undefined] : [args[2], args[1], args[3]];
    this.bounds = order.map((o) => (o === undefined ? null : newRef(o)));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (this.iterating) return got === null ? null : this.make(vm, got);
      if (got !== OK && !this.take(vm, got)) return null;
      const i = this.values.length;
      if (i === 3) {
        this.iterating = true;
        got = getIter(vm, this.iterable);
      } else {
        const bound = this.bounds[i]!;
        if (bound === null || bound === vm.none) {
          this.values.push(i === 0 ? -1 : i === 1 ? 0 : 1);
          got = OK;
          continue;
        }
        got = numberIndex(vm, bound);
      }
      if (got === PENDING) return got;
    }
  }

  /** Any failure of a bound is the ValueError of that bound. */
  private take(vm: VM, got: Result): boolean {
    const i = this.values.length;
    let value = -1n;
    if (got === null) vm.clearException();
    else {
      value = BigInt(got.v as number | bigint);
      vm.counts.decref(got);
    }
    const stop = this.values[0];
    if (i === 0 && this.single && (value < 0n || value > MAX)) return this.fail(vm, STOP_ERROR);
    if (i === 0 && (got === null || value > MAX || value < -MAX - 1n)) return this.fail(vm, STOP_ERROR);
    if (i === 0 && value < 0n) return this.fail(vm, value === -1n ? STOP_ERROR : INDEX_ERROR);
    if (i === 1 && (value < 0n || value > MAX || stop! < -1)) return this.fail(vm, INDEX_ERROR);
    if (i === 2 && (value < 1n || value > MAX)) return this.fail(vm, STEP_ERROR);
    this.values.push(Number(value));
    return true;
  }

  private fail(vm: VM, message: string): false {
    vm.raise(vm.T.ValueError, message);
    return false;
  }

  private make(vm: VM, iterator: PyObject): Result {
    const [stop, start, step] = this.values as [number, number, number];
    return alloc(vm, this.type_.v as PyType, new Islice(iterator, start, stop, step));
  }
}

/** CPython 3.11: islice_next */
function islice_next(vm: VM, self: PyObject<Islice>): Result {
  if (self.v.iterator === null) return STOP;
  return startFrame(vm, new IsliceNextFrame(self));
}

class IsliceNextFrame extends NativeFrame {
  slice: PyObject<Islice>;
  iterator: PyObject;
  stop: number;
  giving = false;

  constructor(slice: PyObject<Islice>) {
    super();
    this.slice = newRef(slice);
    this.iterator = newRef(slice.v.iterator!);
    this.stop = slice.v.stop;
  }

  step(vm: VM, sent: Result): Result {
    const v = this.slice.v;
    let got = sent;
    for (;;) {
      if (got === null || got === STOP) return this.end(vm, got);
      if (got !== OK) {
        touchPayload(this.slice);
        v.count++;
        if (this.giving) return this.give(got);
        vm.counts.decref(got);
      }
      if (v.count >= v.next) {
        if (this.stop !== -1 && v.count >= this.stop) return this.end(vm, STOP);
        this.giving = true;
      }
      got = iterNext(vm, this.iterator);
      if (got === PENDING) return got;
    }
  }

  private give(item: PyObject): Result {
    const v = this.slice.v;
    touchPayload(this.slice);
    const next = v.next + v.step;
    v.next = next > Number(MAX) || (this.stop !== -1 && next > this.stop) ? (this.stop === -1 ? Number(MAX) : this.stop) : next;
    return item;
  }

  private end(vm: VM, result: Result): Result {
    touchPayload(this.slice);
    const iterator = this.slice.v.iterator;
    this.slice.v.iterator = null;
    vm.counts.xdecref(iterator);
    return result;
  }
}

/** CPython 3.11: islice_reduce */
function islice_reduce(vm: VM, self: PyObject<Islice>): Result {
  const { iterator, next, stop, step, count } = self.v;
  if (iterator === null) return then(vm, getIter(vm, vm.newList([])), reduceEmpty, self.type.object);
  const bound = stop === -1 ? vm.newNone() : vm.newIntFromBig(BigInt(stop));
  const args = vm.newTuple([newRef(iterator), vm.newIntFromBig(BigInt(next)), bound, vm.newIntFromBig(BigInt(step))]);
  return vm.newTuple([newRef(self.type.object), args, vm.newInt(count)]);
}

function reduceEmpty(vm: VM, iterator: PyObject, type: PyObject | null): Result {
  // The iterator holds the list.
  vm.counts.decref((iterator.v as { sequence: PyObject }).sequence);
  return vm.newTuple([newRef(type!), vm.newTuple([iterator, vm.newInt(0)]), vm.newInt(0)]);
}

/** CPython 3.11: islice_setstate */
function islice_setstate(vm: VM, self: PyObject<Islice>, state: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, state), setCount, self);
}

function setCount(vm: VM, value: PyObject, self: PyObject | null): Result {
  const count = takeSsize(vm, value);
  if (count === null) return null;
  touchPayload(self!);
  (self!.v as Islice).count = count;
  return vm.newNone();
}

/** CPython 3.11: Modules/itertoolsmodule.c islice_type */
export const isliceSpec: TypeSpec = {
  name: "itertools.islice",
  layout: recordLayout<Islice>({ references: (v) => [v.iterator] }),
  flags: TPFLAGS_BASETYPE,
  doc: "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nThe items that a slice of a list would have, taken from any iterable as it goes.",
  slots: { tp_new: islice_new, tp_iter: selfIter, tp_iternext: islice_next },
  methods: iteratorMethods(null, islice_reduce, islice_setstate),
};
