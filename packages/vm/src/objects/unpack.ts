import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../eval/frame.ts";
import { dropStopValue } from "../eval/iterate.ts";
import { orElseBorrowed, startFrame, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { getIter, isSequence, iterNext } from "../protocol/iterator.ts";

class UnpackFrame extends NativeFrame {
  iterator: PyObject;
  items: PyObject[] = [];
  /** Targets before the star; all of them when there is none. */
  before: number;
  /** Targets after the star; -1: no star. */
  after: number;

  constructor(iterator: PyObject, before: number, after: number) {
    super();
    this.iterator = iterator;
    this.before = before;
    this.after = after;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    let r: Result = sent === OK ? iterNext(vm, this.iterator) : sent;
    for (;;) {
      if (r === PENDING || r === null) return r;
      if (r === STOP) {
        dropStopValue(vm);
        return this.end(vm);
      }
      this.items.push(r);
      if (this.after < 0 && this.items.length > this.before)
        return vm.raise(vm.T.ValueError, `too many values to unpack (expected ${this.before})`);
      r = iterNext(vm, this.iterator);
    }
  }

  private end(vm: VM): Result {
    const { items, before, after } = this;
    if (after < 0) {
      if (items.length < before)
        return vm.raise(vm.T.ValueError, `not enough values to unpack (expected ${before}, got ${items.length})`);
      this.items = [];
      return vm.newTuple(items);
    }
    if (items.length < before + after)
      return vm.raise(vm.T.ValueError, `not enough values to unpack (expected at least ${before + after}, got ${items.length})`);
    this.items = [];
    return starTuple(vm, items, before, after);
  }
}

/** The items with those in the middle in a list; takes them over. */
function starTuple(vm: VM, items: PyObject[], before: number, after: number): PyObject {
  const end = items.length - after;
  return vm.newTuple([...items.slice(0, before), vm.newList(items.slice(before, end)), ...items.slice(end)]);
}

/** The `count` items of `o` as a tuple. CPython 3.11: Python/ceval.c UNPACK_SEQUENCE, unpack_iterable */
export function unpackSequence(vm: VM, o: PyObject, count: number): Result {
  if ((o.type === vm.T.tuple || o.type === vm.T.list) && (o.v as PyObject[]).length === count) {
    if (o.type === vm.T.tuple) return newRef(o);
    return vm.newTuple((o.v as PyObject[]).map((item) => newRef(item)));
  }
  return then(vm, orElseBorrowed(vm, getIter(vm, o), cannotUnpack, o), unpackIterator, null, null, null, count);
}

function unpackIterator(
  vm: VM,
  iterator: PyObject,
  _a: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  count: number,
): Result {
  return startFrame(vm, new UnpackFrame(iterator, count, -1));
}

function cannotUnpack(vm: VM, o: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.TypeError) || o!.type.tp_iter !== null || isSequence(vm, o!)) return null;
  vm.clearException();
  return vm.raise(vm.T.TypeError, `cannot unpack non-iterable ${o!.type.name} object`);
}

/** `a, *b, c = o` as a tuple with a list in the middle. CPython 3.11: Python/ceval.c UNPACK_EX */
export function unpackEx(vm: VM, o: PyObject, before: number, after: number): Result {
  return then(vm, orElseBorrowed(vm, getIter(vm, o), cannotUnpack, o), unpackStar, null, null, null, before | (after << 8));
}

function unpackStar(
  vm: VM,
  iterator: PyObject,
  _a: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  n: number,
): Result {
  return startFrame(vm, new UnpackFrame(iterator, n & 0xff, n >> 8));
}
