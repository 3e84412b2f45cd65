import { newRef, touchPayload } from "@vivarium/heap";
import { unexpectedKeywordError } from "../eval/argument-errors.ts";
import { NativeFrame } from "../eval/frame.ts";
import { dropStopValue } from "../eval/iterate.ts";
import { startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  OK,
  type PayloadLayout,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_BASETYPE,
} from "../object.ts";
import { getIter, iterNext } from "../protocol/iterator.ts";
import { truth } from "../protocol/truth.ts";
import { iteratorMethods, selfIter } from "./iterators.ts";
import { firstTuple, isReusable, retrack } from "./reused-tuple.ts";
import type { TypeSpec } from "./type/type-spec.ts";

/** The payload of a zip object. */
class Zip {
  iterators: PyObject<PyObject[]>;
  strict: boolean;
  /** The tuple given last. */
  last: PyObject<PyObject[]>;

  constructor(iterators: PyObject, strict: boolean, last: PyObject<PyObject[]>) {
    this.iterators = iterators;
    this.strict = strict;
    this.last = last;
  }
}

/** CPython 3.11: Python/bltinmodule.c zip_dealloc */
const zipLayout: PayloadLayout<Zip> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    visit(v.iterators);
    visit(v.last);
  },
  clear: () => [],
};

/** CPython 3.11: zip_new */
function zip_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  const iterables = vm.newTuple(args.slice(0, positional).map(newRef));
  let r: Result;
  if (kwnames === null || kwnames.length === 0) r = startZip(vm, iterables, type, false);
  else {
    const wrong = kwnames.find((name) => name.v !== "strict");
    if (kwnames.length > 1) r = vm.raise(vm.T.TypeError, `zip() takes at most 1 keyword argument (${kwnames.length} given)`);
    else if (wrong !== undefined) r = unexpectedKeywordError(vm, "zip", wrong.v as string);
    else r = then(vm, truth(vm, args[positional]!), strictness, iterables, type.object);
  }
  vm.counts.decref(iterables);
  return r;
}

function strictness(vm: VM, strict: PyObject, iterables: PyObject | null, type: PyObject | null): Result {
  vm.counts.decref(strict);
  return startZip(vm, iterables!, type!.v as PyType, strict === vm.true_);
}

function startZip(vm: VM, iterables: PyObject, type: PyType, strict: boolean): Result {
  return startFrame(vm, new IteratorsFrame(iterables, type.object, strict));
}

/** Asks each iterable for its iterator, then makes the zip object. */
class IteratorsFrame extends NativeFrame {
  iterables: PyObject<PyObject[]>;
  type_: PyObject;
  iterators: PyObject[] = [];
  strict: boolean;

  constructor(iterables: PyObject, type: PyObject, strict: boolean) {
    super();
    this.iterables = newRef(iterables);
    this.type_ = newRef(type);
    this.strict = strict;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (got !== OK) this.iterators.push(got);
      const next = this.iterables.v[this.iterators.length];
      if (next === undefined) {
        const iterators = vm.newTuple(this.iterators);
        this.iterators = [];
        const last = firstTuple(vm, iterators.v.length);
        return alloc(vm, this.type_.v as PyType, new Zip(iterators, this.strict, last));
      }
      got = getIter(vm, next);
      if (got === PENDING) return got;
    }
  }
}

/** CPython 3.11: zip_next */
function zip_next(vm: VM, self: PyObject<Zip>): Result {
  if (self.v.iterators.v.length === 0) return STOP;
  return startFrame(vm, new ZipNextFrame(self));
}

class ZipNextFrame extends NativeFrame {
  /** The zip object, which whoever asks keeps. */
  self: { readonly zip: PyObject<Zip> };
  /** The tuple given last, filled again while the items come; null: a new one is made. */
  reused: PyObject<PyObject[]> | null;
  /** Items for a new tuple. */
  items: PyObject[] = [];
  /** How many items are there. */
  count = 0;
  /** Strict, and one has ended: the iterators behind it must have ended too. -1: none has. */
  checking = -1;

  constructor(zip: PyObject<Zip>) {
    super();
    this.self = { zip };
    this.reused = isReusable(zip.v.last) ? newRef(zip.v.last) : null;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    const iterators = this.self.zip.v.iterators.v;
    for (;;) {
      if (got === null) return null;
      if (got === STOP) {
        const ended = this.ended(vm);
        if (ended !== OK) return ended;
      } else if (got !== OK) {
        if (this.checking >= 0) {
          vm.counts.decref(got);
          return this.differs(vm, this.checking, "longer");
        }
        this.take(vm, got);
      }
      const i = this.checking >= 0 ? this.checking : this.count;
      if (i === iterators.length) return this.give(vm);
      got = iterNext(vm, iterators[i]!);
      if (got === PENDING) return got;
    }
  }

  private give(vm: VM): Result {
    if (this.checking >= 0) return STOP;
    const { items, reused } = this;
    this.items = [];
    this.reused = null;
    if (reused === null) return vm.newTuple(items);
    retrack(vm, reused);
    return reused;
  }

  private take(vm: VM, item: PyObject): void {
    const i = this.count++;
    if (this.reused === null) {
      this.items.push(item);
      return;
    }
    touchPayload(this.reused);
    const old = this.reused.v[i]!;
    this.reused.v[i] = item;
    vm.counts.decref(old);
  }

  /** OK: go on checking the others. */
  private ended(vm: VM): Result {
    if (!this.self.zip.v.strict) return STOP;
    if (this.checking >= 0) {
      dropStopValue(vm);
      this.checking++;
      return OK;
    }
    const i = this.count;
    if (i > 0) {
      dropStopValue(vm);
      return this.differs(vm, i, "shorter");
    }
    dropStopValue(vm);
    this.checking = 1;
    return OK;
  }

  private differs(vm: VM, i: number, how: string): null {
    return vm.raise(vm.T.ValueError, `zip() argument ${i + 1} is ${how} than argument${i === 1 ? " " : "s 1-"}${i}`);
  }
}

/** CPython 3.11: zip_reduce */
function zip_reduce(vm: VM, self: PyObject<Zip>): Result {
  const items: PyObject[] = [newRef(self.type.object), newRef(self.v.iterators)];
  if (self.v.strict) items.push(vm.newBool(true));
  return vm.newTuple(items);
}

/** CPython 3.11: zip_setstate */
function zip_setstate(vm: VM, self: PyObject, state: PyObject): Result {
  return thenBorrowed(vm, truth(vm, state), setStrict, self);
}

function setStrict(vm: VM, strict: PyObject, self: PyObject | null): Result {
  vm.counts.decref(strict);
  touchPayload(self!);
  self!.v.strict = strict === vm.true_;
  return vm.newNone();
}

/** The type `zip`. CPython 3.11: Python/bltinmodule.c PyZip_Type */
export const zipSpec: TypeSpec = {
  name: "zip",
  layout: zipLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]\n\nThe zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
  slots: { tp_new: zip_new, tp_iter: selfIter, tp_iternext: zip_next },
  methods: iteratorMethods(null, zip_reduce, zip_setstate),
};
