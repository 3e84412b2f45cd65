import { newRef, touchPayload } from "@vivarium/heap";
import { callNoArgs } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import {
  dropAfter,
  orElseBorrowed,
  startFrame,
  andThen as then,
  andThenBorrowed as thenBorrowed,
} from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, PENDING, type PyObject, type PyType, type Result, recordLayout, STOP } from "../../object.ts";
import { isInt } from "../../objects/int/value.ts";
import { iteratorMethods, reduceDoc, selfIter } from "../../objects/iterators.ts";
import { type MethodSpec, method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getAttrString, lookupAttrString } from "../../protocol/attribute.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { numberIndex } from "../../protocol/number.ts";
import { constructorArguments } from "../constructor.ts";

/*
 * What the iterators of a tee share is a chain of blocks of 57 items: the last one fetches from the source, and an iterator that leaves a block behind drops it.
 */

const BLOCK = 57;

/** The payload of a block: CPython's teedataobject. */
class TeeData {
  iterator: PyObject;
  values: PyObject[] = [];
  running = false;
  next: PyObject<TeeData> | null = null;

  constructor(iterator: PyObject) {
    this.iterator = iterator;
  }
}

/** The payload of one of the iterators. */
class Tee {
  data: PyObject<TeeData>;
  index: number;

  constructor(data: PyObject, index: number) {
    this.data = data;
    this.index = index;
  }
}

/** Takes over `iterator`. */
function newData(vm: VM, iterator: PyObject): PyObject<TeeData> {
  return alloc(vm, vm.type(teeDataSpec), new TeeData(iterator));
}

/** CPython 3.11: Modules/itertoolsmodule.c teedataobject_getitem */
function dataItem(vm: VM, data: PyObject<TeeData>, i: number): Result {
  const v = data.v;
  if (i < v.values.length) return newRef(v.values[i]!);
  if (v.running) return vm.raise(vm.T.RuntimeError, "cannot re-enter the tee iterator");
  touchPayload(data);
  v.running = true;
  const r = thenBorrowed(vm, iterNext(vm, v.iterator), fetched, data, null, null, 0, true);
  return orElseBorrowed(vm, r, failed, data);
}

function fetched(_vm: VM, item: PyObject, data: PyObject | null): Result {
  const v = data!.v as TeeData;
  touchPayload(data!);
  v.running = false;
  if (item === STOP) return STOP;
  v.values.push(newRef(item));
  return item;
}

function failed(_vm: VM, data: PyObject | null): Result {
  touchPayload(data!);
  (data!.v as TeeData).running = false;
  return null;
}

/** CPython 3.11: teedataobject_jumplink */
function nextData(vm: VM, data: PyObject<TeeData>): PyObject<TeeData> {
  const v = data.v;
  if (v.next === null) {
    touchPayload(data);
    v.next = newData(vm, newRef(v.iterator));
  }
  return newRef(v.next);
}

/** CPython 3.11: tee_next */
function tee_next(vm: VM, self: PyObject<Tee>): Result {
  const v = self.v;
  if (v.index >= BLOCK) {
    touchPayload(self);
    const old = v.data;
    v.data = nextData(vm, old);
    v.index = 0;
    vm.counts.decref(old);
  }
  return thenBorrowed(vm, dataItem(vm, v.data, v.index), advance, self);
}

function advance(_vm: VM, item: PyObject, self: PyObject | null): Result {
  touchPayload(self!);
  (self!.v as Tee).index++;
  return item;
}

/** CPython 3.11: tee_copy */
function tee_copy(vm: VM, self: PyObject<Tee>): Result {
  return alloc(vm, vm.type(teeSpec), new Tee(newRef(self.v.data), self.v.index));
}

/** CPython 3.11: tee_fromiterable */
function teeFromIterable(vm: VM, iterable: PyObject): Result {
  return then(vm, getIter(vm, iterable), teeOfIterator);
}

function teeOfIterator(vm: VM, iterator: PyObject): Result {
  if (!iterator.type.mro.includes(vm.type(teeSpec))) return alloc(vm, vm.type(teeSpec), new Tee(newData(vm, iterator), 0));
  return dropAfter(vm, tee_copy(vm, iterator), iterator);
}

/** CPython 3.11: Modules/itertoolsmodule.c itertools__tee_impl */
function tee_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(vm, teeSpec, type, "_tee", "(iterable, /)", args, kwnames);
  return values === null ? null : teeFromIterable(vm, values[0]);
}

/** CPython 3.11: tee_reduce */
function tee_reduce(vm: VM, self: PyObject<Tee>): Result {
  const state = vm.newTuple([newRef(self.v.data), vm.newInt(self.v.index)]);
  return vm.newTuple([newRef(self.type.object), vm.newTuple([vm.newTuple([])]), state]);
}

/** CPython 3.11: tee_setstate */
function tee_setstate(vm: VM, self: PyObject<Tee>, state: PyObject): Result {
  if (!state.type.mro.includes(vm.T.tuple)) return vm.raise(vm.T.TypeError, "state is not a tuple");
  const [data, place, ...more] = state.v as PyObject[];
  if (data === undefined || place === undefined || more.length > 0)
    return vm.raise(vm.T.TypeError, `function takes exactly 2 arguments (${(state.v as PyObject[]).length} given)`);
  if (data.type !== vm.type(teeDataSpec))
    return vm.raise(vm.T.TypeError, `argument 1 must be itertools._tee_dataobject, not ${data.type.name}`);
  if (!isInt(place)) return vm.raise(vm.T.TypeError, `'${place.type.name}' object cannot be interpreted as an integer`);
  if (place.v < 0 || place.v > BLOCK) return vm.raise(vm.T.ValueError, "Index out of range");
  touchPayload(self);
  const old = self.v.data;
  self.v.data = newRef(data);
  self.v.index = Number(place.v);
  vm.counts.decref(old);
  return vm.newNone();
}

/** CPython 3.11: Modules/itertoolsmodule.c tee_type */
export const teeSpec: TypeSpec = {
  name: "itertools._tee",
  layout: recordLayout<Tee>({ references: (v) => [v.data] }),
  hasWeakrefs: true,
  doc: "_tee(iterable, /)\n--\n\nAn iterator that can be copied.",
  slots: { tp_new: tee_new, tp_iter: selfIter, tp_iternext: tee_next },
  methods: [
    method("__copy__", "($self, /)", tee_copy, { doc: "An independent iterator over the same items." }),
    ...iteratorMethods(null, tee_reduce, tee_setstate),
  ],
};

/** CPython 3.11: Modules/itertoolsmodule.c itertools_teedataobject_impl */
function teedataobject_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const parsed = constructorArguments(vm, teeDataSpec, type, "teedataobject", "(iterable, values, next, /)", args, kwnames);
  if (parsed === null) return null;
  const [iterable, values, next] = parsed as [PyObject, PyObject, PyObject];
  if (!values.type.mro.includes(vm.T.list))
    return vm.raise(vm.T.TypeError, `teedataobject() argument 2 must be list, not ${values.type.name}`);
  const items = values.v as PyObject[];
  const full = items.length === BLOCK;
  if (items.length > BLOCK || (next !== vm.none && !(full && next.type === vm.type(teeDataSpec))))
    return vm.raise(vm.T.ValueError, "Invalid arguments");
  const data = new TeeData(newRef(iterable));
  data.values = items.map((o) => newRef(o));
  data.next = next === vm.none ? null : newRef(next);
  return alloc(vm, type, data);
}

/** CPython 3.11: teedataobject_reduce */
function teedataobject_reduce(vm: VM, self: PyObject<TeeData>): Result {
  const { iterator, values, next } = self.v;
  const args = [newRef(iterator), vm.newList(values.map((o) => newRef(o))), newRef(next ?? vm.none)];
  return vm.newTuple([newRef(self.type.object), vm.newTuple(args)]);
}

/** CPython 3.11: Modules/itertoolsmodule.c teedataobject_type */
export const teeDataSpec: TypeSpec = {
  name: "itertools._tee_dataobject",
  layout: recordLayout<TeeData>({ references: (v) => [v.iterator, ...v.values, v.next] }),
  doc: "teedataobject(iterable, values, next, /)\n--\n\nItems that the iterators of one tee share.",
  slots: { tp_new: teedataobject_new },
  methods: [method("__reduce__", "($self, /)", teedataobject_reduce, { doc: reduceDoc })],
};

// --- The function -------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/itertoolsmodule.c itertools_tee_impl */
function tee(vm: VM, _module: PyObject, iterable: PyObject, n: PyObject | null): Result {
  if (n === null) return makeTees(vm, iterable, 2);
  return thenBorrowed(vm, numberIndex(vm, n), teeTimes, iterable);
}

function teeTimes(vm: VM, value: PyObject, iterable: PyObject | null): Result {
  const n = takeSsize(vm, value);
  if (n === null) return null;
  if (n < 0) return vm.raise(vm.T.ValueError, "n must be >= 0");
  return makeTees(vm, iterable!, n);
}

function makeTees(vm: VM, iterable: PyObject, n: number): Result {
  if (n === 0) return vm.newTuple([]);
  if (n > 268435455) return vm.raise(vm.T.MemoryError, "");
  return startFrame(vm, new TeeFrame(iterable, n));
}

class TeeFrame extends NativeFrame {
  iterable: PyObject;
  copyFunction: PyObject | null = null;
  made: PyObject[] = [];
  n: number;
  stage: "iter" | "lookup" | "wrap" | "method" | "copies" = "iter";

  constructor(iterable: PyObject, n: number) {
    super();
    this.iterable = newRef(iterable);
    this.n = n;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent === OK ? getIter(vm, this.iterable) : sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      switch (this.stage) {
        case "iter":
          this.made.push(got);
          this.stage = "lookup";
          got = lookupAttrString(vm, got, "__copy__");
          break;
        case "lookup":
          this.stage = got === STOP ? "wrap" : "method";
          if (got === STOP) got = teeFromIterable(vm, this.made[0]!);
          break;
        case "wrap": {
          const iterator = this.made[0]!;
          this.made[0] = got;
          vm.counts.decref(iterator);
          this.stage = "method";
          got = getAttrString(vm, got, "__copy__");
          break;
        }
        default: {
          if (this.stage === "method") this.copyFunction = got;
          else this.made.push(got);
          this.stage = "copies";
          if (this.made.length === this.n) return this.finish(vm);
          got = callNoArgs(vm, this.copyFunction!);
        }
      }
    }
  }

  private finish(vm: VM): Result {
    const made = this.made;
    this.made = [];
    return vm.newTuple(made);
  }
}

export const teeMethod: MethodSpec = method("tee", "($module, iterable, n=2, /)", tee, {
  doc: "So many independent iterators over the items of one iterable.",
});
