import { newRef } from "@vivarium/heap";
import { isLong } from "../costs/native-work.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { lookupSpecial } from "../protocol/attribute.ts";
import { getIter, iterNext } from "../protocol/iterator.ts";
import { length } from "../protocol/sequence.ts";
import { callNoArgs } from "./call.ts";
import { NativeFrame } from "./frame.ts";
import { dropAfter, orElse, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "./native-frame.ts";

/*
 * Loops over what Python code may produce, for built-ins: one frame that fetches an item, hands it to a plain function, and waits for either.
 */

/** What is done with an item, borrowed: OK goes on (any other value is dropped and goes on too), STOP leaves the loop. `a` and `b` are borrowed. */
export type EachItem = (vm: VM, item: PyObject, a: PyObject | null, b: PyObject | null) => Result;

/** Forgets what a finished iterator returned. */
export function dropStopValue(vm: VM): void {
  const value = vm.thread.stopValue;
  if (value === null) return;
  vm.thread.stopValue = null;
  vm.counts.decref(value);
}

/** Drops the value of an operation that has none of interest; sentinels are not counted. */
export function dropValue(vm: VM, value: PyObject): void {
  if (value !== OK && value !== STOP) vm.counts.decref(value);
}

const START = 0;
const FETCH = 1;
const FETCHED = 2;
const HANDLED = 3;

class EachFrame extends NativeFrame {
  /** The iterable before START is done, the iterator afterwards. */
  source: PyObject | null;
  item: PyObject | null = null;
  a: PyObject | null;
  b: PyObject | null;
  stage: number;
  each: EachItem;

  constructor(source: PyObject, each: EachItem, a: PyObject | null, b: PyObject | null, stage: number) {
    super();
    this.source = newRef(source);
    this.each = each;
    this.a = a === null ? null : newRef(a);
    this.b = b === null ? null : newRef(b);
    this.stage = stage;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    if (got === null) return null;
    if (this.stage === START) {
      this.stage = -1;
      got = getIter(vm, this.source!);
      if (got === PENDING || got === null) return got;
    }
    if (this.stage === -1) {
      const iterable = this.source!;
      this.source = got;
      vm.counts.decref(iterable);
      this.stage = FETCH;
    }
    return this.loop(vm, got);
  }

  private loop(vm: VM, from: PyObject): Result {
    let got: Result = from;
    for (;;) {
      if (this.stage === FETCH) {
        if (isLong(vm)) return vm.pause({ kind: "yield" });
        this.stage = FETCHED;
        got = iterNext(vm, this.source!);
        if (got === PENDING || got === null) return got;
      }
      if (this.stage === FETCHED) {
        if (got === STOP) {
          dropStopValue(vm);
          return OK;
        }
        this.item = got;
        this.stage = HANDLED;
        got = this.each(vm, got, this.a, this.b);
        if (got === PENDING || got === null) return got;
      }
      const item = this.item!;
      this.item = null;
      vm.counts.decref(item);
      if (got === STOP) return STOP;
      dropValue(vm, got);
      this.stage = FETCH;
    }
  }
}

/**
 * `each(item)` for every item of `iterable`. Gives OK after the last one, STOP when `each` did, null when anything failed.
 */
export function forEach(
  vm: VM,
  iterable: PyObject,
  each: EachItem,
  a: PyObject | null = null,
  b: PyObject | null = null,
): Result {
  return startFrame(vm, new EachFrame(iterable, each, a, b, START));
}

/** `forEach` over what is left in an iterator, without asking for `__iter__`. */
export function forEachNext(
  vm: VM,
  iterator: PyObject,
  each: EachItem,
  a: PyObject | null = null,
  b: PyObject | null = null,
): Result {
  return startFrame(vm, new EachFrame(iterator, each, a, b, FETCH));
}

/** Has `o` a length (CPython 3.11: Objects/abstract.c _PyObject_HasLen). */
export function hasLength(o: PyObject): boolean {
  return o.type.sq_length !== null || o.type.mp_length !== null;
}

/**
 * How many items `o` expects to give, an int: its length, or `__length_hint__()`, or `defaultHint`. CPython 3.11: Objects/abstract.c PyObject_LengthHint
 */
export function lengthHint(vm: VM, o: PyObject, defaultHint: number): Result {
  if (!hasLength(o)) return askHint(vm, o, defaultHint);
  const size = orElse(vm, length(vm, o), withoutTypeError);
  return thenBorrowed(vm, size, afterLength, o, null, null, defaultHint, true);
}

/** A TypeError means that there is no length: STOP. */
function withoutTypeError(vm: VM): Result {
  if (!vm.exceptionMatches(vm.T.TypeError)) return null;
  vm.clearException();
  return STOP;
}

function afterLength(vm: VM, size: PyObject, o: PyObject | null, _b: PyObject | null, _c: PyObject | null, n: number): Result {
  return size === STOP ? askHint(vm, o!, n) : size;
}

function askHint(vm: VM, o: PyObject, defaultHint: number): Result {
  return then(vm, lookupSpecial(vm, o, "__length_hint__"), callHint, null, null, null, defaultHint, true);
}

function callHint(vm: VM, hint: PyObject, _a: PyObject | null, _b: PyObject | null, _c: PyObject | null, n: number): Result {
  if (hint === STOP) return vm.newInt(n);
  const r = orElse(vm, callNoArgs(vm, hint), withoutTypeError);
  vm.counts.decref(hint);
  return then(vm, r, checkHint, null, null, null, n, true);
}

function checkHint(vm: VM, value: PyObject, _a: PyObject | null, _b: PyObject | null, _c: PyObject | null, n: number): Result {
  if (value === STOP) return vm.newInt(n);
  if (value === vm.notImplemented) {
    vm.counts.decref(value);
    return vm.newInt(n);
  }
  const isInt = value.type === vm.T.int || value.type.mro.includes(vm.T.int);
  const name = value.type.name;
  const hint = value.v as number | bigint;
  vm.counts.decref(value);
  if (!isInt) return vm.raise(vm.T.TypeError, `__length_hint__ must be an integer, not ${name}`);
  if (hint > 9223372036854775807n || hint < -9223372036854775808n)
    return vm.raise(vm.T.OverflowError, "Python int too large to convert to C ssize_t");
  if (hint < 0) return vm.raise(vm.T.ValueError, "__length_hint__() should return >= 0");
  return vm.newInt(Math.min(Number(hint), Number.MAX_SAFE_INTEGER));
}

class CollectFrame extends NativeFrame {
  iterator: PyObject;
  items: PyObject[] = [];

  constructor(iterator: PyObject) {
    super();
    this.iterator = newRef(iterator);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (got === STOP) {
        dropStopValue(vm);
        const items = this.items;
        this.items = [];
        return vm.newTuple(items);
      }
      if (got !== OK) this.items.push(got);
      if (isLong(vm)) return vm.pause({ kind: "yield" });
      got = iterNext(vm, this.iterator);
      if (got === PENDING) return got;
    }
  }
}

/** A tuple of the items of any iterable; a tuple itself is given back. CPython 3.11: Objects/abstract.c PySequence_Tuple */
export function sequenceTuple(vm: VM, iterable: PyObject): Result {
  const T = vm.T;
  if (iterable.type === T.tuple) return newRef(iterable);
  if (iterable.type === T.list) return vm.newTuple((iterable.v as PyObject[]).map(newRef));
  return thenBorrowed(vm, getIter(vm, iterable), hintThenCollect, iterable);
}

function hintThenCollect(vm: VM, iterator: PyObject, iterable: PyObject | null): Result {
  const r = then(vm, lengthHint(vm, iterable!, 10), collectTuple, iterator);
  vm.counts.decref(iterator);
  return r;
}

function collectTuple(vm: VM, hint: PyObject, iterator: PyObject | null): Result {
  const n = hint.v as number;
  vm.counts.decref(hint);
  // NOT CPYTHON: engines end at 2**32 items, CPython where memory ends.
  if (n > 2 ** 31) return vm.raise(vm.T.MemoryError, "");
  return startFrame(vm, new CollectFrame(iterator!));
}

/** As `sequenceTuple`, asking the iterator for an iterator again, which the list made of it does. CPython 3.11: Objects/abstract.c PySequence_Fast */
export function sequenceFast(vm: VM, iterable: PyObject): Result {
  if (iterable.type === vm.T.tuple || iterable.type === vm.T.list) return sequenceTuple(vm, iterable);
  return then(vm, getIter(vm, iterable), tupleOfIterator);
}

function tupleOfIterator(vm: VM, iterator: PyObject): Result {
  return dropAfter(vm, sequenceTuple(vm, iterator), iterator);
}
