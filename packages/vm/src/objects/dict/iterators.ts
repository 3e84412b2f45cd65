import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  type PayloadLayout,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../../object.ts";
import { iteratorMethods, reduceWith, selfIter } from "../iterators.ts";
import { firstTuple, nextTuple } from "../reused-tuple.ts";
import type { TypeSpec } from "../type/type-spec.ts";
import type { DictTable } from "./table.ts";

/** The payload of a dict's iterators: null once used up. */
export class DictIterator {
  dict: PyObject<DictTable> | null;
  position: number;
  /** The dict's size at the beginning; -1 once it was seen to have changed. */
  used: number;
  /** How many are still to come. */
  remaining: number;
  /** The pair given last, for items. */
  last: PyObject<PyObject[]> | null;

  constructor(dict: PyObject<DictTable>, position: number, last: PyObject<PyObject[]> | null) {
    this.last = last;
    this.dict = dict;
    this.position = position;
    this.used = dict.v.used;
    this.remaining = dict.v.used;
  }
}

type Iterator = PyObject<DictIterator>;

const dictIteratorLayout: PayloadLayout<DictIterator> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    if (v.dict !== null) visit(v.dict);
    if (v.last !== null) visit(v.last);
  },
  clear: () => [],
};

/** An iterator of `type` from the first entry. CPython 3.11: Objects/dictobject.c dictiter_new */
export function newDictIterator(vm: VM, type: PyType, dict: PyObject<DictTable>): Iterator {
  return alloc(vm, type, new DictIterator(newRef(dict), 0, firstOf(vm, type)));
}

/** An iterator of `type` from the last entry. */
export function newReverseDictIterator(vm: VM, type: PyType, dict: PyObject<DictTable>): Iterator {
  return alloc(vm, type, new DictIterator(newRef(dict), dict.v.keys.length - 1, firstOf(vm, type)));
}

function firstOf(vm: VM, type: PyType): PyObject<PyObject[]> | null {
  return type === vm.T.dict_itemiterator || type === vm.T.dict_reverseitemiterator ? firstTuple(vm, 2) : null;
}

function letGo(vm: VM, self: Iterator): PyObject {
  const { dict } = self.v;
  touchPayload(self);
  self.v.dict = null;
  vm.counts.decref(dict!);
  return STOP;
}

/** The entry to give next, or -1 with the end or the failure in `outcome`. CPython 3.11: dictiter_iternextkey */
function advance(vm: VM, self: Iterator, by: 1 | -1): number {
  const v = self.v;
  if (v.dict === null) {
    outcome.value = STOP;
    return -1;
  }
  touchPayload(self);
  const table = v.dict.v;
  if (v.used !== table.used) {
    v.used = -1;
    outcome.value = vm.raise(vm.T.RuntimeError, "dictionary changed size during iteration");
    return -1;
  }
  let i = v.position;
  while (i >= 0 && i < table.keys.length && table.keys[i] === null) i += by;
  if (i < 0 || i >= table.keys.length) {
    outcome.value = letGo(vm, self);
    return -1;
  }
  if (v.remaining === 0 && by === 1) {
    letGo(vm, self);
    outcome.value = vm.raise(vm.T.RuntimeError, "dictionary keys changed during iteration");
    return -1;
  }
  v.position = i + by;
  v.remaining--;
  return i;
}

/** Why `advance` gave -1; read at once. */
const outcome: { value: Result } = { value: null };

/** What an iterator gives of an entry. */
type Give = (vm: VM, table: DictTable, i: number) => PyObject;

const giveKey: Give = (_vm, table, i) => newRef(table.keys[i]!);
const giveValue: Give = (_vm, table, i) => newRef(table.values[i]!);
const giveItem: Give = (vm, table, i) => vm.newTuple([newRef(table.keys[i]!), newRef(table.values[i]!)]);

/** CPython 3.11: dictiter_len */
function dictiter_length_hint(vm: VM, self: Iterator): Result {
  const { dict, used, remaining } = self.v;
  return vm.newInt(dict !== null && used === dict.v.used ? remaining : 0);
}

function iteratorSpec(name: string, give: Give, by: 1 | -1): TypeSpec {
  const next = (vm: VM, self: Iterator): Result => {
    const i = advance(vm, self, by);
    if (i < 0) return outcome.value;
    const { dict, last } = self.v;
    const table = dict!.v;
    if (last === null) return give(vm, table, i);
    return nextTuple(vm, last, [newRef(table.keys[i]!), newRef(table.values[i]!)]);
  };
  /** CPython 3.11: dictiter_reduce: what is left, in a list; the iterator itself stays where it is. */
  const reduce = (vm: VM, self: Iterator): Result => {
    const v = self.v;
    const items: PyObject[] = [];
    if (v.dict !== null) {
      if (v.used !== v.dict.v.used) return vm.raise(vm.T.RuntimeError, "dictionary changed size during iteration");
      const table = v.dict.v;
      for (let i = v.position; i >= 0 && i < table.keys.length; i += by)
        if (table.keys[i] !== null) items.push(give(vm, table, i));
    }
    return reduceWith(vm, "iter", vm.newList(items), null);
  };
  return {
    name,
    layout: dictIteratorLayout as PayloadLayout,
    flags: TPFLAGS_DISALLOW_INSTANTIATION,
    slots: { tp_iter: selfIter, tp_iternext: next },
    methods: iteratorMethods(dictiter_length_hint, reduce, null),
  };
}

/** CPython 3.11: Objects/dictobject.c PyDictIterKey_Type and its five siblings */
export const dictKeyIteratorSpec: TypeSpec = iteratorSpec("dict_keyiterator", giveKey, 1);
export const dictValueIteratorSpec: TypeSpec = iteratorSpec("dict_valueiterator", giveValue, 1);
export const dictItemIteratorSpec: TypeSpec = iteratorSpec("dict_itemiterator", giveItem, 1);
export const dictReverseKeyIteratorSpec: TypeSpec = iteratorSpec("dict_reversekeyiterator", giveKey, -1);
export const dictReverseValueIteratorSpec: TypeSpec = iteratorSpec("dict_reversevalueiterator", giveValue, -1);
export const dictReverseItemIteratorSpec: TypeSpec = iteratorSpec("dict_reverseitemiterator", giveItem, -1);
