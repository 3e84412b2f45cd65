import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { dropAfter, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type PyType, type Result, STOP } from "../../object.ts";
import { dictLookupHashed, found } from "../dict/dict.ts";
import type { DictTable } from "../dict/table.ts";
import {
  discardFound,
  type EachKey,
  eachKey,
  forEachKey,
  isAnySet,
  isSet,
  makeSet,
  newSet,
  type PySet,
  setAddHashed,
  setClear,
  setFound,
  setLookup,
  setUpdateFrom,
} from "./set.ts";
import type { SetTable } from "./table.ts";

/** Results are sets or frozensets, never subtypes. CPython 3.11: Objects/setobject.c make_new_set_basetype */
function baseType(vm: VM, o: PyObject): PyType {
  return isSet(vm, o) ? vm.T.set : vm.T.frozenset;
}

/** CPython 3.11: set_copy */
export function set_copy(vm: VM, self: PyObject): Result {
  return makeSet(vm, baseType(vm, self), self);
}

// --- Difference ---------------------------------------------------------------------------------------------------------------

const discardEach: EachKey = eachKey((vm, key, low, high, set) =>
  thenBorrowed(vm, setLookup(vm, set!, key, low, high), discardFound, set),
);

/** Takes out all keys of `other`; gives OK. CPython 3.11: set_difference_update_internal */
export function setDifferenceUpdate(vm: VM, self: PySet, other: PyObject): Result {
  if (self === other) {
    setClear(vm, self);
    return OK;
  }
  if (isAnySet(vm, other) && other.v.used >> 3 > self.v.used)
    return thenBorrowed(vm, set_intersection(vm, self, other), discardAll, self);
  return thenBorrowed(vm, forEachKey(vm, other, discardEach, self), dropMarks, self);
}

function discardAll(vm: VM, common: PyObject, self: PyObject | null): Result {
  return dropAfter(vm, thenBorrowed(vm, forEachKey(vm, common, discardEach, self), dropMarks, self), common);
}

function dropMarks(_vm: VM, _ok: PyObject, self: PyObject | null): Result {
  touchPayload(self!);
  (self as PySet).v.dropMarks();
  return OK;
}

const addUnlessInSet: EachKey = eachKey((vm, key, low, high, other, result) =>
  thenBorrowed(vm, setLookup(vm, other!, key, low, high), addIfMissing, result, key),
);

function addIfMissing(vm: VM, _ok: PyObject, result: PyObject | null, key: PyObject | null): Result {
  return setFound.there ? OK : setAddHashed(vm, result!, key!, setFound.low, setFound.high);
}

const addUnlessInDict: EachKey = eachKey((vm, key, low, high, other, result) =>
  thenBorrowed(vm, dictLookupHashed(vm, other as PyObject<DictTable>, key, low, high), addIfNoEntry, result, key),
);

function addIfNoEntry(vm: VM, _ok: PyObject, result: PyObject | null, key: PyObject | null): Result {
  return found.entry >= 0 ? OK : setAddHashed(vm, result!, key!, found.low, found.high);
}

/** CPython 3.11: set_difference */
export function set_difference(vm: VM, self: PySet, other: PyObject): Result {
  const inDict = other.type === vm.T.dict;
  if (!inDict && !isAnySet(vm, other)) return copyAndDifference(vm, self, other);
  // Taking a few keys out of a copy costs less than looking at all of a large set.
  if (self.v.used >> 2 > other.v.used) return copyAndDifference(vm, self, other);
  const result = newSet(vm, baseType(vm, self));
  const r = then(vm, forEachKey(vm, self, inDict ? addUnlessInDict : addUnlessInSet, other, result), giveResult, result);
  vm.counts.decref(result);
  return r;
}

function giveResult(_vm: VM, _ok: PyObject, result: PyObject | null): Result {
  return newRef(result!);
}

function copyAndDifference(vm: VM, self: PySet, other: PyObject): Result {
  return thenBorrowed(vm, set_copy(vm, self), withoutOther, other);
}

function withoutOther(vm: VM, copy: PyObject, other: PyObject | null): Result {
  const r = then(vm, setDifferenceUpdate(vm, copy, other!), giveResult, copy);
  vm.counts.decref(copy);
  return r;
}

// --- Intersection -------------------------------------------------------------------------------------------------------------

const addIfInSet: EachKey = eachKey((vm, key, low, high, test, result) =>
  thenBorrowed(vm, setLookup(vm, test!, key, low, high), addIfThere, result, key),
);

function addIfThere(vm: VM, _ok: PyObject, result: PyObject | null, key: PyObject | null): Result {
  return setFound.there ? setAddHashed(vm, result!, key!, setFound.low, setFound.high) : OK;
}

/** CPython 3.11: set_intersection */
export function set_intersection(vm: VM, self: PySet, other: PyObject): Result {
  if (self === other) return set_copy(vm, self);
  const result = newSet(vm, baseType(vm, self));
  let [test, source]: PyObject[] = [self, other];
  if (isAnySet(vm, other) && other.v.used > self.v.used) [test, source] = [other, self];
  const r = then(vm, forEachKey(vm, source!, addIfInSet, test, result), giveResult, result);
  vm.counts.decref(result);
  return r;
}

// --- Symmetric difference -----------------------------------------------------------------------------------------------------

const toggleEach: EachKey = eachKey((vm, key, low, high, set) =>
  thenBorrowed(vm, setLookup(vm, set!, key, low, high), toggleFound, set, key),
);

function toggleFound(vm: VM, ok: PyObject, set: PyObject | null, key: PyObject | null): Result {
  return setFound.there ? discardFound(vm, ok, set) : setAddHashed(vm, set!, key!, setFound.low, setFound.high);
}

/** Keys that are in both go, keys of `other` alone come; gives OK. CPython 3.11: set_symmetric_difference_update */
export function setSymmetricDifferenceUpdate(vm: VM, self: PySet, other: PyObject): Result {
  if (self === other) {
    setClear(vm, self);
    return OK;
  }
  if (other.type === vm.T.dict || isAnySet(vm, other)) return forEachKey(vm, other, toggleEach, self);
  return thenBorrowed(vm, makeSet(vm, baseType(vm, self), other), toggleAll, self);
}

function toggleAll(vm: VM, others: PyObject, self: PyObject | null): Result {
  return dropAfter(vm, forEachKey(vm, others, toggleEach, self), others);
}

/** CPython 3.11: set_symmetric_difference */
export function set_symmetric_difference(vm: VM, self: PySet, other: PyObject): Result {
  return thenBorrowed(vm, makeSet(vm, baseType(vm, self), other), exchangeInto, self);
}

function exchangeInto(vm: VM, result: PyObject, self: PyObject | null): Result {
  const r = then(vm, setSymmetricDifferenceUpdate(vm, result, self!), giveResult, result);
  vm.counts.decref(result);
  return r;
}

// --- Tests --------------------------------------------------------------------------------------------------------------------

const stopUnlessIn: EachKey = eachKey((vm, key, low, high, set) => then(vm, setLookup(vm, set!, key, low, high), stopIfMissing));
const stopIfIn: EachKey = eachKey((vm, key, low, high, set) => then(vm, setLookup(vm, set!, key, low, high), stopIfThere));

function stopIfMissing(): Result {
  return setFound.there ? OK : STOP;
}

function stopIfThere(): Result {
  return setFound.there ? STOP : OK;
}

function trueUnlessStopped(vm: VM, how: PyObject): Result {
  return vm.newBool(how === OK);
}

/** CPython 3.11: set_issubset */
export function set_issubset(vm: VM, self: PySet, other: PyObject): Result {
  if (!isAnySet(vm, other)) return thenBorrowed(vm, set_intersection(vm, self, other), asManyAs, self);
  if (self.v.used > other.v.used) return vm.newBool(false);
  return then(vm, forEachKey(vm, self, stopUnlessIn, other), trueUnlessStopped, null, null, null, 0, true);
}

function asManyAs(vm: VM, common: PyObject, self: PyObject | null): Result {
  const all = common.v.used === self!.v.used;
  vm.counts.decref(common);
  return vm.newBool(all);
}

/** CPython 3.11: set_issuperset */
export function set_issuperset(vm: VM, self: PySet, other: PyObject): Result {
  if (isAnySet(vm, other)) return set_issubset(vm, other, self);
  return then(vm, forEachKey(vm, other, stopUnlessIn, self), trueUnlessStopped, null, null, null, 0, true);
}

/** CPython 3.11: set_isdisjoint */
export function set_isdisjoint(vm: VM, self: PySet, other: PyObject): Result {
  if (self === other) return vm.newBool(self.v.used === 0);
  let [test, source]: PyObject[] = [self, other];
  if ((other.type === vm.T.set || other.type === vm.T.frozenset) && other.v.used > self.v.used) [test, source] = [other, self];
  return then(vm, forEachKey(vm, source!, stopIfIn, test), trueUnlessStopped, null, null, null, 0, true);
}

/** CPython 3.11: set_richcompare */
export function set_richcompare(vm: VM, a: PySet, b: PyObject, op: number): Result {
  if (!isAnySet(vm, b)) return vm.newNotImplemented();
  const m = a.v.used;
  const n = b.v.used as number;
  switch (op) {
    case 0:
      return m >= n ? vm.newBool(false) : set_issubset(vm, a, b);
    case 1:
      return set_issubset(vm, a, b);
    case 2:
      return differs(a, b) ? vm.newBool(false) : set_issubset(vm, a, b);
    case 3:
      return differs(a, b) ? vm.newBool(true) : then(vm, set_issubset(vm, a, b), not);
    case 4:
      return m <= n ? vm.newBool(false) : set_issuperset(vm, a, b);
    default:
      return set_issuperset(vm, a, b);
  }
}

/** Different at first sight: by size, or by hashes that are known. */
function differs(a: PySet, b: PySet): boolean {
  return a.v.used !== b.v.used || (a.v.hash !== null && b.v.hash !== null && a.v.hash !== b.v.hash);
}

function not(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return vm.newBool(value !== vm.true_);
}

// --- Several others -----------------------------------------------------------------------------------------------------------

/** How the methods with any number of arguments go from one to the next. */
const steps = {
  union: (vm: VM, set: PySet, other: PyObject): Result => setUpdateFrom(vm, set, other),
  difference_update: setDifferenceUpdate,
  intersection: set_intersection,
} as const;

/** Applies one operation for each argument; the value is the set at the end. */
class ManyFrame extends NativeFrame {
  set: PyObject;
  others: PyObject[];
  how: keyof typeof steps;
  position = 0;

  constructor(set: PyObject, others: readonly PyObject[], how: keyof typeof steps) {
    super();
    this.set = newRef(set);
    this.others = others.map(newRef);
    this.how = how;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) {
        const old = this.set;
        this.set = got;
        vm.counts.decref(old);
      }
      if (this.position === this.others.length) return newRef(this.set);
      got = steps[this.how](vm, this.set, this.others[this.position++]!);
    }
  }
}

function many(vm: VM, set: PyObject, others: readonly PyObject[], how: keyof typeof steps): Result {
  return startFrame(vm, new ManyFrame(set, others, how));
}

/** `set` is given away. */
function manyInto(vm: VM, set: Result, others: PyObject[], how: keyof typeof steps): Result {
  const rest = vm.newTuple(others.map(newRef));
  const r = then(vm, set, how === "union" ? uniteAll : subtractAll, rest);
  vm.counts.decref(rest);
  return r;
}

function uniteAll(vm: VM, set: PyObject, rest: PyObject | null): Result {
  return dropAfter(vm, many(vm, set, rest!.v, "union"), set);
}

function subtractAll(vm: VM, set: PyObject, rest: PyObject | null): Result {
  return dropAfter(vm, many(vm, set, rest!.v, "difference_update"), set);
}

/** CPython 3.11: set_union */
export function set_union(vm: VM, self: PySet, others: PyObject[]): Result {
  return manyInto(
    vm,
    set_copy(vm, self),
    others.filter((o) => o !== self),
    "union",
  );
}

/** CPython 3.11: set_difference_multi */
export function set_difference_multi(vm: VM, self: PySet, others: PyObject[]): Result {
  if (others.length === 0) return set_copy(vm, self);
  return manyInto(vm, set_difference(vm, self, others[0]!), others.slice(1), "difference_update");
}

/** CPython 3.11: set_intersection_multi */
export function set_intersection_multi(vm: VM, self: PySet, others: PyObject[]): Result {
  return others.length === 0 ? set_copy(vm, self) : many(vm, self, others, "intersection");
}

function giveNone(vm: VM, value: PyObject): Result {
  if (value !== OK) vm.counts.decref(value);
  return vm.newNone();
}

/** CPython 3.11: set_update */
export function set_update(vm: VM, self: PySet, others: PyObject[]): Result {
  return then(vm, many(vm, self, others, "union"), giveNone);
}

/** CPython 3.11: set_difference_update */
export function set_difference_update(vm: VM, self: PySet, others: PyObject[]): Result {
  return then(vm, many(vm, self, others, "difference_update"), giveNone);
}

/** CPython 3.11: set_intersection_update_multi */
export function set_intersection_update(vm: VM, self: PySet, others: PyObject[]): Result {
  return then(vm, thenBorrowed(vm, set_intersection_multi(vm, self, others), takeBody, self), giveNone);
}

/** `self` gets the keys of a new set, which dies with the old ones. CPython 3.11: set_swap_bodies */
export function takeBody(vm: VM, other: PyObject, self: PyObject | null): Result {
  const mine = (self as PySet).v.clone();
  touchPayload(self!);
  touchPayload(other);
  (self as PySet).v.assign(other.v as SetTable);
  (other as PySet).v.assign(mine);
  vm.counts.decref(other);
  return OK;
}

/** CPython 3.11: set_symmetric_difference_update */
export function set_symmetric_difference_update(vm: VM, self: PySet, other: PyObject): Result {
  return then(vm, setSymmetricDifferenceUpdate(vm, self, other), giveNone);
}
