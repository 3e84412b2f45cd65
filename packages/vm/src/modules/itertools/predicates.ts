import { newRef, touchPayload } from "@vivarium/heap";
import { callObject, callOneArg } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { sequenceTuple } from "../../eval/iterate.ts";
import { dropAfter, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  type NewOp,
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
import { truth } from "../../protocol/truth.ts";
import { constructorArguments } from "../constructor.ts";
import { iteratorSlot } from "./iterator-slot.ts";

/*
 * dropwhile, takewhile, filterfalse, starmap and compress: a function (or a second iterator) and an iterator.
 */

/** The payload of all of them. */
class Filtered {
  /** The function; for compress the selectors' iterator. */
  func: PyObject;
  iterator: PyObject;
  /** dropwhile: the first item has been found. takewhile: the end has been found. */
  done = false;

  constructor(func: PyObject, iterator: PyObject) {
    this.func = func;
    this.iterator = iterator;
  }
}

type Self = PyObject<Filtered>;

const functionFirst = recordLayout<Filtered>({ references: (v) => [v.func, v.iterator] });
const iteratorFirst = recordLayout<Filtered>({ references: (v) => [v.iterator, v.func] });

function makeFiltered(vm: VM, iterator: PyObject, type: PyObject | null, func: PyObject | null): Result {
  return alloc(vm, type!.v as PyType, new Filtered(newRef(func!), iterator));
}

/** The constructor of the types that take a function and an iterable by position. */
function newWithFunction(spec: () => TypeSpec, name: string, parameter: string): NewOp {
  return (vm, type, args, kwnames) => {
    const values = constructorArguments(vm, spec(), type, name, `(${parameter}, iterable, /)`, args, kwnames);
    if (values === null) return null;
    return then(vm, getIter(vm, values[1]), makeFiltered, type.object, values[0]);
  };
}

const NEXT = 0;
const CALLED = 1;
const TESTED = 2;

/** Fetches items until one whose test comes out as wanted. */
class TestFrame extends NativeFrame {
  self: Self;
  item: PyObject | null = null;
  stage = NEXT;
  /** What the test must give for the item to be given. */
  wanted: boolean;
  mode: "filterfalse" | "dropwhile" | "takewhile";

  constructor(self: Self, wanted: boolean, mode: "filterfalse" | "dropwhile" | "takewhile") {
    super();
    this.self = newRef(self);
    this.wanted = wanted;
    this.mode = mode;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent === OK ? iterNext(vm, this.self.v.iterator) : sent;
    for (;;) {
      if (got === PENDING || got === null || (got === STOP && this.stage === NEXT)) return got;
      if (this.stage === NEXT) {
        this.item = got;
        this.stage = CALLED;
        got = this.callTest(vm, got);
      } else if (this.stage === CALLED) {
        this.stage = TESTED;
        const value = got;
        got = truth(vm, value);
        vm.counts.decref(value);
      } else {
        const yes = got === vm.true_;
        vm.counts.decref(got);
        if (yes === this.wanted || this.mode === "takewhile") return this.decided(yes);
        const item = this.item!;
        this.item = null;
        vm.counts.decref(item);
        this.stage = NEXT;
        got = iterNext(vm, this.self.v.iterator);
      }
    }
  }

  private callTest(vm: VM, item: PyObject): Result {
    const { func } = this.self.v;
    if (this.mode === "filterfalse" && (func === vm.none || func === vm.T.bool.object)) return newRef(item);
    return callOneArg(vm, func, item);
  }

  private decided(yes: boolean): Result {
    if (this.mode !== "filterfalse" && yes === false) {
      touchPayload(this.self);
      this.self.v.done = true;
      if (this.mode === "takewhile") return STOP;
    }
    const item = this.item;
    this.item = null;
    return item;
  }
}

/** CPython 3.11: Modules/itertoolsmodule.c dropwhile_next */
function dropwhile_next(vm: VM, self: Self): Result {
  if (self.v.done) return iterNext(vm, self.v.iterator);
  return startFrame(vm, new TestFrame(self, false, "dropwhile"));
}

/** CPython 3.11: Modules/itertoolsmodule.c takewhile_next */
function takewhile_next(vm: VM, self: Self): Result {
  if (self.v.done) return STOP;
  return startFrame(vm, new TestFrame(self, true, "takewhile"));
}

/** CPython 3.11: Modules/itertoolsmodule.c filterfalse_next */
function filterfalse_next(vm: VM, self: Self): Result {
  return startFrame(vm, new TestFrame(self, false, "filterfalse"));
}

/** CPython 3.11: dropwhile_reduce, takewhile_reduce */
function reduceWithState(vm: VM, self: Self): Result {
  const { func, iterator, done } = self.v;
  return vm.newTuple([newRef(self.type.object), vm.newTuple([newRef(func), newRef(iterator)]), vm.newInt(done ? 1 : 0)]);
}

/** CPython 3.11: filterfalse_reduce, starmap_reduce */
function reduceWithoutState(vm: VM, self: Self): Result {
  const { func, iterator } = self.v;
  return vm.newTuple([newRef(self.type.object), vm.newTuple([newRef(func), newRef(iterator)])]);
}

/** CPython 3.11: dropwhile_setstate, takewhile_setstate */
function setstate(vm: VM, self: Self, state: PyObject): Result {
  return thenBorrowed(vm, truth(vm, state), setDone, self);
}

function setDone(vm: VM, value: PyObject, self: PyObject | null): Result {
  vm.counts.decref(value);
  touchPayload(self!);
  (self!.v as Filtered).done = value === vm.true_;
  return vm.newNone();
}

/** CPython 3.11: Modules/itertoolsmodule.c dropwhile_type */
export const dropwhileSpec: TypeSpec = {
  name: "itertools.dropwhile",
  layout: functionFirst,
  flags: TPFLAGS_BASETYPE,
  doc: "dropwhile(predicate, iterable, /)\n--\n\nLeaves out items while the predicate is true of them, then gives all others.",
  slots: {
    tp_new: newWithFunction(() => dropwhileSpec, "dropwhile", "predicate"),
    tp_iter: selfIter,
    tp_iternext: iteratorSlot(dropwhile_next),
  },
  methods: iteratorMethods(null, reduceWithState, setstate),
};

/** CPython 3.11: Modules/itertoolsmodule.c takewhile_type */
export const takewhileSpec: TypeSpec = {
  name: "itertools.takewhile",
  layout: functionFirst,
  flags: TPFLAGS_BASETYPE,
  doc: "takewhile(predicate, iterable, /)\n--\n\nGives items as long as the predicate is true of them.",
  slots: {
    tp_new: newWithFunction(() => takewhileSpec, "takewhile", "predicate"),
    tp_iter: selfIter,
    tp_iternext: iteratorSlot(takewhile_next),
  },
  methods: iteratorMethods(null, reduceWithState, setstate),
};

/** CPython 3.11: Modules/itertoolsmodule.c filterfalse_type */
export const filterfalseSpec: TypeSpec = {
  name: "itertools.filterfalse",
  layout: functionFirst,
  flags: TPFLAGS_BASETYPE,
  doc: "filterfalse(function, iterable, /)\n--\n\nThe items of which the function is false; with None, the items that are false.",
  slots: {
    tp_new: newWithFunction(() => filterfalseSpec, "filterfalse", "function"),
    tp_iter: selfIter,
    tp_iternext: iteratorSlot(filterfalse_next),
  },
  methods: iteratorMethods(null, reduceWithoutState, null),
};

// --- starmap ------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/itertoolsmodule.c starmap_next */
function starmap_next(vm: VM, self: Self): Result {
  return thenBorrowed(vm, iterNext(vm, self.v.iterator), spreadItem, self);
}

function spreadItem(vm: VM, item: PyObject, self: PyObject | null): Result {
  return dropAfter(vm, thenBorrowed(vm, sequenceTuple(vm, item), callSpread, self), item);
}

function callSpread(vm: VM, args: PyObject, self: PyObject | null): Result {
  // The tuple lives until the call is over.
  const r = then(vm, callObject(vm, (self!.v as Filtered).func, args.v as PyObject[]), giveValue, args);
  vm.counts.decref(args);
  return r;
}

function giveValue(_vm: VM, value: PyObject): Result {
  return value;
}

/** CPython 3.11: Modules/itertoolsmodule.c starmap_type */
export const starmapSpec: TypeSpec = {
  name: "itertools.starmap",
  layout: functionFirst,
  flags: TPFLAGS_BASETYPE,
  doc: "starmap(function, iterable, /)\n--\n\nCalls the function with the arguments that each item holds.",
  slots: {
    tp_new: newWithFunction(() => starmapSpec, "starmap", "function"),
    tp_iter: selfIter,
    tp_iternext: iteratorSlot(starmap_next),
  },
  methods: iteratorMethods(null, reduceWithoutState, null),
};

// --- compress -----------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/itertoolsmodule.c itertools_compress_impl */
function compress_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(vm, compressSpec, type, "compress", "(data, selectors)", args, kwnames);
  if (values === null) return null;
  return then(vm, getIter(vm, values[0]), iterateSelectors, type.object, values[1]);
}

function iterateSelectors(vm: VM, data: PyObject, type: PyObject | null, selectors: PyObject | null): Result {
  const r = then(vm, getIter(vm, selectors!), makeCompress, type, data);
  vm.counts.decref(data);
  return r;
}

function makeCompress(vm: VM, selectors: PyObject, type: PyObject | null, data: PyObject | null): Result {
  return alloc(vm, type!.v as PyType, new Filtered(selectors, newRef(data!)));
}

class CompressFrame extends NativeFrame {
  self: Self;
  item: PyObject | null = null;
  stage = NEXT;

  constructor(self: Self) {
    super();
    this.self = newRef(self);
  }

  step(vm: VM, sent: Result): Result {
    const { func: selectors, iterator } = this.self.v;
    let got: Result = sent === OK ? iterNext(vm, iterator) : sent;
    for (;;) {
      if (got === PENDING || got === null || got === STOP) return got;
      if (this.stage === NEXT) {
        this.item = got;
        this.stage = CALLED;
        got = iterNext(vm, selectors);
      } else if (this.stage === CALLED) {
        this.stage = TESTED;
        const selector = got;
        got = truth(vm, selector);
        vm.counts.decref(selector);
      } else {
        const item = this.item!;
        this.item = null;
        vm.counts.decref(got);
        if (got === vm.true_) return item;
        vm.counts.decref(item);
        this.stage = NEXT;
        got = iterNext(vm, iterator);
      }
    }
  }
}

/** CPython 3.11: Modules/itertoolsmodule.c compress_next */
function compress_next(vm: VM, self: Self): Result {
  return startFrame(vm, new CompressFrame(self));
}

/** CPython 3.11: compress_reduce */
function compress_reduce(vm: VM, self: Self): Result {
  const { func, iterator } = self.v;
  return vm.newTuple([newRef(self.type.object), vm.newTuple([newRef(iterator), newRef(func)])]);
}

/** CPython 3.11: Modules/itertoolsmodule.c compress_type */
export const compressSpec: TypeSpec = {
  name: "itertools.compress",
  layout: iteratorFirst,
  flags: TPFLAGS_BASETYPE,
  doc: "compress(data, selectors)\n--\n\nThe items of data whose selector is true.",
  slots: { tp_new: compress_new, tp_iter: selfIter, tp_iternext: iteratorSlot(compress_next) },
  methods: iteratorMethods(null, compress_reduce, null),
};
