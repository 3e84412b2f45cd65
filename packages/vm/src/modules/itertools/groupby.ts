import { newRef, touchPayload } from "@vivarium/heap";
import { callOneArg } from "../../eval/call.ts";
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
import { builtin, iteratorMethods, selfIter } from "../../objects/iterators.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";
import { equalObjects } from "../../protocol/compare.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { constructorArguments } from "../constructor.ts";
import { iteratorSlot } from "./iterator-slot.ts";

/** The payload of a groupby. */
class Groupby {
  iterator: PyObject;
  keyFunction: PyObject;
  /** The key of the group that was given last. */
  targetKey: PyObject | null = null;
  currentKey: PyObject | null = null;
  currentValue: PyObject | null = null;
  /** The group that may still fetch items; borrowed, only compared. */
  currentGrouper: PyObject | null = null;

  constructor(iterator: PyObject, keyFunction: PyObject) {
    this.iterator = iterator;
    this.keyFunction = keyFunction;
  }
}

/** The payload of a group. */
class Grouper {
  parent: PyObject<Groupby>;
  targetKey: PyObject;

  constructor(parent: PyObject, targetKey: PyObject) {
    this.parent = parent;
    this.targetKey = targetKey;
  }
}

/** CPython 3.11: Modules/itertoolsmodule.c itertools_groupby_impl */
function groupby_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(vm, groupbySpec, type, "groupby", "(iterable, key=None)", args, kwnames);
  if (values === null) return null;
  return then(vm, getIter(vm, values[0]), makeGroupby, type.object, (values[1] as PyObject | null) ?? vm.none);
}

function makeGroupby(vm: VM, iterator: PyObject, type: PyObject | null, key: PyObject | null): Result {
  return alloc(vm, type!.v as PyType, new Groupby(iterator, newRef(key!)));
}

/** Fetches the next item and its key: OK or STOP. CPython 3.11: groupby_step */
function groupby_step(vm: VM, parent: PyObject<Groupby>): Result {
  return thenBorrowed(vm, iterNext(vm, parent.v.iterator), findKey, parent);
}

function findKey(vm: VM, value: PyObject, parent: PyObject | null): Result {
  const { keyFunction } = parent!.v as Groupby;
  const key = keyFunction === vm.none ? newRef(value) : callOneArg(vm, keyFunction, value);
  const r = then(vm, key, keepItem, parent, value);
  vm.counts.decref(value);
  return r;
}

function keepItem(vm: VM, key: PyObject, parent: PyObject | null, value: PyObject | null): Result {
  const v = parent!.v as Groupby;
  touchPayload(parent!);
  const oldValue = v.currentValue;
  const oldKey = v.currentKey;
  v.currentValue = newRef(value!);
  v.currentKey = key;
  vm.counts.decrefAll([oldValue, oldKey].filter((o) => o !== null));
  return OK;
}

/** Skips what is left of the last group. */
class GroupbyNextFrame extends NativeFrame {
  self: PyObject<Groupby>;
  comparing = false;

  constructor(self: PyObject<Groupby>) {
    super();
    this.self = newRef(self);
  }

  step(vm: VM, sent: Result): Result {
    const v = this.self.v;
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null || got === STOP) return got;
      if (this.comparing) {
        this.comparing = false;
        vm.counts.decref(got);
        if (got !== vm.true_) return this.give(vm);
        got = groupby_step(vm, this.self);
      } else if (v.currentKey === null) got = groupby_step(vm, this.self);
      else if (v.targetKey === null) return this.give(vm);
      else {
        this.comparing = true;
        got = equalObjects(vm, v.targetKey, v.currentKey);
      }
    }
  }

  private give(vm: VM): Result {
    const v = this.self.v;
    touchPayload(this.self);
    const old = v.targetKey;
    v.targetKey = newRef(v.currentKey!);
    const grouper = newGrouper(vm, vm.type(grouperSpec), this.self, v.targetKey);
    const r = vm.newTuple([newRef(v.currentKey!), grouper]);
    vm.counts.xdecref(old);
    return r;
  }
}

/** CPython 3.11: groupby_next */
function groupby_next(vm: VM, self: PyObject<Groupby>): Result {
  touchPayload(self);
  self.v.currentGrouper = null;
  return startFrame(vm, new GroupbyNextFrame(self));
}

/** CPython 3.11: groupby_reduce */
function groupby_reduce(vm: VM, self: PyObject<Groupby>): Result {
  const { iterator, keyFunction, targetKey, currentKey, currentValue } = self.v;
  const items = [newRef(self.type.object), vm.newTuple([newRef(iterator), newRef(keyFunction)])];
  if (targetKey !== null && currentKey !== null && currentValue !== null)
    items.push(vm.newTuple([newRef(currentKey), newRef(currentValue), newRef(targetKey)]));
  return vm.newTuple(items);
}

/** CPython 3.11: groupby_setstate */
function groupby_setstate(vm: VM, self: PyObject<Groupby>, state: PyObject): Result {
  if (!state.type.mro.includes(vm.T.tuple)) return vm.raise(vm.T.TypeError, "state is not a tuple");
  const parts = state.v as PyObject[];
  if (parts.length !== 3) return vm.raise(vm.T.TypeError, `function takes exactly 3 arguments (${parts.length} given)`);
  touchPayload(self);
  const { currentKey, currentValue, targetKey } = self.v;
  self.v.currentKey = newRef(parts[0]!);
  self.v.currentValue = newRef(parts[1]!);
  self.v.targetKey = newRef(parts[2]!);
  vm.counts.decrefAll([currentKey, currentValue, targetKey].filter((o) => o !== null));
  return vm.newNone();
}

/** CPython 3.11: Modules/itertoolsmodule.c groupby_type */
export const groupbySpec: TypeSpec = {
  name: "itertools.groupby",
  layout: recordLayout<Groupby>({ references: (v) => [v.iterator, v.keyFunction, v.targetKey, v.currentKey, v.currentValue] }),
  flags: TPFLAGS_BASETYPE,
  doc: "groupby(iterable, key=None)\n--\n\nRuns of items with equal keys: pairs of a key and an iterator over its items.\n\n  iterable\n    What is divided into groups.\n  key\n    The function that gives an item's key; without it the item is its own key.",
  slots: { tp_new: groupby_new, tp_iter: selfIter, tp_iternext: iteratorSlot(groupby_next) },
  methods: iteratorMethods(null, groupby_reduce, groupby_setstate),
};

// --- Groups -------------------------------------------------------------------------------------------------------------------

/** Takes over nothing. CPython 3.11: _grouper_create */
function newGrouper(vm: VM, type: PyType, parent: PyObject<Groupby>, targetKey: PyObject): PyObject {
  const grouper = alloc(vm, type, new Grouper(newRef(parent), newRef(targetKey)));
  touchPayload(parent);
  parent.v.currentGrouper = grouper;
  return grouper;
}

/** CPython 3.11: Modules/itertoolsmodule.c itertools__grouper_impl */
function grouper_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = constructorArguments(vm, grouperSpec, type, "_grouper", "(parent, tgtkey, /)", args, kwnames);
  if (values === null) return null;
  const [parent, targetKey] = values as [PyObject, PyObject];
  if (!parent.type.mro.includes(vm.type(groupbySpec)))
    return vm.raise(vm.T.TypeError, `_grouper() argument 1 must be itertools.groupby, not ${parent.type.name}`);
  return newGrouper(vm, type, parent, targetKey);
}

/** CPython 3.11: _grouper_next */
function grouper_next(vm: VM, self: PyObject<Grouper>): Result {
  const { parent } = self.v;
  if (parent.v.currentGrouper !== self) return STOP;
  return thenBorrowed(vm, parent.v.currentValue === null ? groupby_step(vm, parent) : OK, compareKeys, self);
}

function compareKeys(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const { parent, targetKey } = self!.v as Grouper;
  return thenBorrowed(vm, equalObjects(vm, targetKey, parent.v.currentKey!), giveItem, self);
}

function giveItem(vm: VM, equal: PyObject, self: PyObject | null): Result {
  vm.counts.decref(equal);
  if (equal !== vm.true_) return STOP;
  const { parent } = self!.v as Grouper;
  const v = parent.v;
  touchPayload(parent);
  const value = v.currentValue;
  const key = v.currentKey;
  v.currentValue = null;
  v.currentKey = null;
  vm.counts.xdecref(key);
  return value;
}

/** CPython 3.11: _grouper_reduce */
function grouper_reduce(vm: VM, self: PyObject<Grouper>): Result {
  const { parent, targetKey } = self.v;
  if (parent.v.currentGrouper !== self) {
    const iter = builtin(vm, "iter");
    return iter === null ? null : vm.newTuple([iter, vm.newTuple([vm.newTuple([])])]);
  }
  return vm.newTuple([newRef(self.type.object), vm.newTuple([newRef(parent), newRef(targetKey)])]);
}

/** CPython 3.11: Modules/itertoolsmodule.c _grouper_type */
export const grouperSpec: TypeSpec = {
  name: "itertools._grouper",
  layout: recordLayout<Grouper>({ references: (v) => [v.parent, v.targetKey] }),
  slots: { tp_new: grouper_new, tp_iter: selfIter, tp_iternext: iteratorSlot(grouper_next) },
  methods: iteratorMethods(null, grouper_reduce, null),
};
