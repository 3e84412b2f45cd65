import { newRef, touchPayload } from "@vivarium/heap";
import { dropAfter, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  STOP,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../../object.ts";
import { type DictView, newDictView } from "../../objects/dict/views.ts";
import { builtin, selfIter } from "../../objects/iterators.ts";
import { sequenceList } from "../../objects/list/list.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import type { OrderedDict } from "./ordered-table.ts";

const KEYS = 1;
const VALUES = 2;
const ITEMS = 3;

/** The payload of an iterator over an OrderedDict or a view of one. */
class OrderedIterator {
  /** null once it has ended. */
  dict: OrderedDict | null;
  kind: number;
  reversed: boolean;
  /** The next entry; -1: none. */
  entry: number;
  state: number;
  size: number;

  constructor(dict: OrderedDict, kind: number, reversed: boolean) {
    this.dict = dict;
    this.kind = kind;
    this.reversed = reversed;
    const table = dict.v;
    this.entry = reversed ? table.entryBackFrom(table.keys.length - 1) : table.entryFrom(0);
    this.state = table.state;
    this.size = table.used;
  }
}

type Self = PyObject<OrderedIterator>;

/** CPython 3.11: Objects/odictobject.c odictiter_new */
function iteratorOf(vm: VM, dict: OrderedDict, kind: number, reversed: boolean): Result {
  return alloc(vm, vm.type(orderedIteratorSpec), new OrderedIterator(newRef(dict), kind, reversed));
}

/** CPython 3.11: odict_iter */
export function odict_iter(vm: VM, self: OrderedDict): Result {
  return iteratorOf(vm, self, KEYS, false);
}

/** CPython 3.11: odict_reversed */
export function odict_reversed(vm: VM, self: OrderedDict): Result {
  return iteratorOf(vm, self, KEYS, true);
}

/** CPython 3.11: odictiter_iternext */
function odictiter_iternext(vm: VM, self: Self): Result {
  const v = self.v;
  if (v.dict === null) return STOP;
  const table = v.dict.v;
  if (table.state !== v.state) return fail(vm, self, "OrderedDict mutated during iteration");
  if (table.used !== v.size) return fail(vm, self, "OrderedDict changed size during iteration");
  const i = v.entry;
  if (i < 0) {
    release(vm, self);
    return STOP;
  }
  touchPayload(self);
  v.entry = v.reversed ? table.entryBackFrom(i - 1) : table.entryFrom(i + 1);
  const key = table.keys[i]!;
  const value = table.values[i]!;
  if (v.kind === KEYS) return newRef(key);
  return v.kind === VALUES ? newRef(value) : vm.newTuple([newRef(key), newRef(value)]);
}

function release(vm: VM, self: Self): void {
  touchPayload(self);
  const { dict } = self.v;
  self.v.dict = null;
  vm.counts.xdecref(dict);
}

function fail(vm: VM, self: Self, message: string): null {
  vm.raise(vm.T.RuntimeError, message);
  release(vm, self);
  return null;
}

/** Pickled as a list of what is left; the iterator itself does not move. CPython 3.11: odictiter_reduce */
function odictiter_reduce(vm: VM, self: Self): Result {
  const v = self.v;
  const copy = alloc(vm, self.type, Object.assign(Object.create(OrderedIterator.prototype) as OrderedIterator, v));
  if (v.dict !== null) newRef(v.dict);
  return dropAfter(vm, then(vm, sequenceList(vm, copy), reduced), copy);
}

function reduced(vm: VM, list: PyObject): Result {
  const iter = builtin(vm, "iter");
  if (iter === null) {
    vm.counts.decref(list);
    return null;
  }
  return vm.newTuple([iter, vm.newTuple([list])]);
}

/** CPython 3.11: Objects/odictobject.c PyODictIter_Type */
const orderedIteratorSpec: TypeSpec = {
  name: "odict_iterator",
  layout: recordLayout<OrderedIterator>({ references: (v) => [v.dict] }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_iter: selfIter, tp_iternext: odictiter_iternext },
  methods: [method("__reduce__", "($self, /)", odictiter_reduce, { doc: "Return state information for pickling" })],
};

/** CPython 3.11: Objects/odictobject.c PyODictKeys_Type, PyODictValues_Type, PyODictItems_Type */
function viewSpec(name: string, base: (vm: VM) => PyType, kind: number): TypeSpec {
  return {
    name,
    base,
    flags: TPFLAGS_DISALLOW_INSTANTIATION,
    slots: { tp_iter: (vm, self) => iteratorOf(vm, (self.v as DictView).dict as OrderedDict, kind, false) },
    methods: [
      method("__reversed__", "($self, /)", (vm, self) => iteratorOf(vm, (self.v as DictView).dict as OrderedDict, kind, true)),
    ],
  };
}

const keysSpec = viewSpec("odict_keys", (vm) => vm.T.dict_keys, KEYS);
const valuesSpec = viewSpec("odict_values", (vm) => vm.T.dict_values, VALUES);
const itemsSpec = viewSpec("odict_items", (vm) => vm.T.dict_items, ITEMS);

export function odict_keys(vm: VM, self: OrderedDict): Result {
  return newDictView(vm, vm.type(keysSpec), self);
}

export function odict_values(vm: VM, self: OrderedDict): Result {
  return newDictView(vm, vm.type(valuesSpec), self);
}

export function odict_items(vm: VM, self: OrderedDict): Result {
  return newDictView(vm, vm.type(itemsSpec), self);
}
