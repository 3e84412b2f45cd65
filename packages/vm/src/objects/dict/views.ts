import { newRef } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { forEach } from "../../eval/iterate.ts";
import { dropAfter, orElseBorrowed, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  OK,
  type PayloadLayout,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../../object.ts";
import { equalObjects } from "../../protocol/compare.ts";
import { repr } from "../../protocol/repr.ts";
import { contains, length } from "../../protocol/sequence.ts";
import { reprEnter, reprLeave } from "../container-repr.ts";
import { sequenceList } from "../list/list.ts";
import { newMappingProxy } from "../mappingproxy.ts";
import { isAnySet, newSet, setAddKey, setUpdateFrom } from "../set/set.ts";
import { type MethodSpec, method, type TypeSpec } from "../type/type-spec.ts";
import { dictGet } from "./dict.ts";
import { dictItemsXor } from "./items-xor.ts";
import { newDictIterator, newReverseDictIterator } from "./iterators.ts";
import type { DictTable } from "./table.ts";

/** The payload of a view: the dict it shows. Never changes. */
export interface DictView {
  readonly dict: PyObject<DictTable>;
}

type View = PyObject<DictView>;

const viewLayout: PayloadLayout<DictView> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    visit(v.dict);
  },
  clear: () => [],
};

/** CPython 3.11: Objects/dictobject.c _PyDictView_New */
export function newDictView(vm: VM, type: PyType, dict: PyObject<DictTable>): Result {
  return alloc(vm, type, { dict: newRef(dict) });
}

/** Is `o` a view that is like a set. CPython 3.11: PyDictViewSet_Check */
export function isSetView(vm: VM, o: PyObject): boolean {
  return isView(o, vm.T.dict_keys) || isView(o, vm.T.dict_items);
}

function isView(o: PyObject, type: PyType): boolean {
  return o.type === type || o.type.mro.includes(type);
}

/** CPython 3.11: dictview_repr */
function dictview_repr(vm: VM, self: View): Result {
  if (reprEnter(vm, self)) return vm.newStr("...");
  const r = thenBorrowed(vm, sequenceList(vm, self), reprOfList, self);
  return orElseBorrowed(vm, thenBorrowed(vm, r, leaveWithText, self), leaveFailed, self);
}

function leaveWithText(vm: VM, text: PyObject, self: PyObject | null): Result {
  reprLeave(vm, self!);
  return text;
}

function leaveFailed(vm: VM, self: PyObject | null): Result {
  reprLeave(vm, self!);
  return null;
}

function reprOfList(vm: VM, list: PyObject, self: PyObject | null): Result {
  return dropAfter(vm, thenBorrowed(vm, repr(vm, list), nameAround, self), list);
}

function nameAround(vm: VM, text: PyObject, self: PyObject | null): Result {
  const result = vm.newStr(`${self!.type.name}(${text.v as string})`);
  vm.counts.decref(text);
  return result;
}

function dictview_length(vm: VM, self: View): Result {
  return vm.newInt(self.v.dict.v.used);
}

function dictkeys_contains(vm: VM, self: View, key: PyObject): Result {
  return contains(vm, self.v.dict, key);
}

/** CPython 3.11: dictitems_contains */
function dictitems_contains(vm: VM, self: View, pair: PyObject): Result {
  if (!pair.type.mro.includes(vm.T.tuple) || pair.v.length !== 2) return vm.newBool(false);
  const [key, value] = pair.v as [PyObject, PyObject];
  return then(vm, dictGet(vm, self.v.dict, key), compareFound, value, null, null, 0, true);
}

function compareFound(vm: VM, found: PyObject, value: PyObject | null): Result {
  if (found === STOP) return vm.newBool(false);
  return dropAfter(vm, equalObjects(vm, found, value!), found);
}

// --- Like a set ---------------------------------------------------------------------------------------------------------------

/** A new set of what the view shows. CPython 3.11: dictviews_to_set */
function toSet(vm: VM, self: PyObject): Result {
  const set = newSet(vm);
  const source = self.type === vm.T.dict_keys && (self as View).v.dict.type === vm.T.dict ? (self as View).v.dict : self;
  const r = then(vm, setUpdateFrom(vm, set, source), giveSet, set);
  vm.counts.decref(set);
  return r;
}

function giveSet(_vm: VM, _ok: PyObject, set: PyObject | null): Result {
  return newRef(set!);
}

/** The set has been changed by a method whose answer does not matter. */
function giveSetInstead(vm: VM, value: PyObject, set: PyObject | null): Result {
  vm.counts.decref(value);
  return newRef(set!);
}

/** CPython 3.11: dictviews_sub */
function dictviews_sub(vm: VM, self: PyObject, other: PyObject): Result {
  return thenBorrowed(vm, toSet(vm, self), subtract, other);
}

function subtract(vm: VM, set: PyObject, other: PyObject | null): Result {
  const r = then(vm, callMethod(vm, set, "difference_update", [other!]), giveSetInstead, set);
  vm.counts.decref(set);
  return r;
}

/** CPython 3.11: dictviews_or */
function dictviews_or(vm: VM, self: PyObject, other: PyObject): Result {
  return thenBorrowed(vm, toSet(vm, self), addOther, other);
}

function addOther(vm: VM, set: PyObject, other: PyObject | null): Result {
  const r = then(vm, setUpdateFrom(vm, set, other!), giveSet, set);
  vm.counts.decref(set);
  return r;
}

/** CPython 3.11: dictviews_xor */
function dictviews_xor(vm: VM, self: PyObject, other: PyObject): Result {
  const items = vm.T.dict_items;
  if (isView(self, items) && isView(other, items)) return dictItemsXor(vm, (self as View).v.dict, (other as View).v.dict);
  return thenBorrowed(vm, toSet(vm, self), exchange, other);
}

function exchange(vm: VM, set: PyObject, other: PyObject | null): Result {
  const r = then(vm, callMethod(vm, set, "symmetric_difference_update", [other!]), giveSetInstead, set);
  vm.counts.decref(set);
  return r;
}

/** CPython 3.11: _PyDictView_Intersect */
function dictviews_and(vm: VM, a: PyObject, b: PyObject): Result {
  let [self, other] = isSetView(vm, a) ? [a, b] : [b, a];
  const size = (self as View).v.dict.v.used;
  if (other.type === vm.T.set && size <= other.v.used) return callMethod(vm, other, "intersection", [self]);
  if (isSetView(vm, other) && (other as View).v.dict.v.used > size) [self, other] = [other, self];
  const set = newSet(vm);
  const r = then(vm, forEach(vm, other, addCommon, self, set), giveSet, set);
  vm.counts.decref(set);
  return r;
}

function addCommon(vm: VM, item: PyObject, self: PyObject | null, set: PyObject | null): Result {
  return thenBorrowed(vm, self!.type.sq_contains!(vm, self!, item), addIfContained, set, item);
}

function addIfContained(vm: VM, yes: PyObject, set: PyObject | null, item: PyObject | null): Result {
  vm.counts.decref(yes);
  return yes === vm.true_ ? setAddKey(vm, set!, item!) : OK;
}

/** True when every item of `a` is in `b`. CPython 3.11: all_contained_in */
function allContainedIn(vm: VM, a: PyObject, b: PyObject, negated: boolean): Result {
  return then(vm, forEach(vm, a, stopUnlessContained, b), wasNotStopped, null, null, null, Number(negated), true);
}

function stopUnlessContained(vm: VM, item: PyObject, b: PyObject | null): Result {
  return then(vm, contains(vm, b!, item), stopWhenFalse);
}

function stopWhenFalse(vm: VM, yes: PyObject): Result {
  vm.counts.decref(yes);
  return yes === vm.true_ ? OK : STOP;
}

function wasNotStopped(
  vm: VM,
  how: PyObject,
  _a: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  negated: number,
): Result {
  return vm.newBool((how === OK) !== (negated === 1));
}

/** CPython 3.11: dictview_richcompare */
function dictview_richcompare(vm: VM, self: PyObject, other: PyObject, op: number): Result {
  if (!isAnySet(vm, other) && !isSetView(vm, other)) return vm.newNotImplemented();
  return thenBorrowed(vm, length(vm, other), compareSizes, self, other, null, op);
}

function compareSizes(
  vm: VM,
  size: PyObject,
  self: PyObject | null,
  other: PyObject | null,
  _c: PyObject | null,
  op: number,
): Result {
  const n = size.v as number;
  vm.counts.decref(size);
  const m = (self as View).v.dict.v.used;
  switch (op) {
    case 0:
      return m < n ? allContainedIn(vm, self!, other!, false) : vm.newBool(false);
    case 1:
      return m <= n ? allContainedIn(vm, self!, other!, false) : vm.newBool(false);
    case 2:
      return m === n ? allContainedIn(vm, self!, other!, false) : vm.newBool(false);
    case 3:
      return m === n ? allContainedIn(vm, self!, other!, true) : vm.newBool(true);
    case 4:
      return m > n ? allContainedIn(vm, other!, self!, false) : vm.newBool(false);
    default:
      return m >= n ? allContainedIn(vm, other!, self!, false) : vm.newBool(false);
  }
}

/** CPython 3.11: dictviews_isdisjoint */
function dictviews_isdisjoint(vm: VM, self: View, other: PyObject): Result {
  if (self === other) return vm.newBool(self.v.dict.v.used === 0);
  let [a, b]: PyObject[] = [self, other];
  const type = other.type;
  const size = isSetView(vm, other)
    ? (other as View).v.dict.v.used
    : type === vm.T.set || type === vm.T.frozenset
      ? other.v.used
      : -1;
  if (size > self.v.dict.v.used) [a, b] = [other, self];
  return then(vm, forEach(vm, b!, stopIfContained, a), wasNotStopped, null, null, null, 0, true);
}

function stopIfContained(vm: VM, item: PyObject, a: PyObject | null): Result {
  return then(vm, contains(vm, a!, item), stopWhenTrue);
}

function stopWhenTrue(vm: VM, yes: PyObject): Result {
  vm.counts.decref(yes);
  return yes === vm.true_ ? STOP : OK;
}

const isdisjoint: MethodSpec = method("isdisjoint", "($self, other, /)", dictviews_isdisjoint, {
  doc: "Return True if the view and the given iterable have a null intersection.",
});

function reversedMethod(name: string, type: (vm: VM) => PyType): MethodSpec {
  return method("__reversed__", "($self, /)", (vm, self) => newReverseDictIterator(vm, type(vm), (self as View).v.dict), {
    doc: `Return a reverse iterator over the dict ${name}.`,
  });
}

function viewSpec(
  name: string,
  what: string,
  iterator: (vm: VM) => PyType,
  reverse: (vm: VM) => PyType,
  extra: Partial<TypeSpec>,
): TypeSpec {
  return {
    name,
    layout: viewLayout as PayloadLayout,
    flags: TPFLAGS_DISALLOW_INSTANTIATION,
    ...extra,
    slots: {
      tp_repr: dictview_repr,
      tp_iter: (vm, self) => newDictIterator(vm, iterator(vm), (self as View).v.dict),
      sq_length: dictview_length,
      ...extra.slots,
    },
    methods: [...(extra.methods ?? []), reversedMethod(what, reverse)],
    getset: [
      {
        name: "mapping",
        get: (vm, self) => newMappingProxy(vm, (self as View).v.dict),
        doc: "dictionary that this view refers to",
      },
    ],
  };
}

const setSlots = {
  tp_richcompare: dictview_richcompare,
  nb_subtract: dictviews_sub,
  nb_and: dictviews_and,
  nb_xor: dictviews_xor,
  nb_or: dictviews_or,
} as const;

/** CPython 3.11: Objects/dictobject.c PyDictKeys_Type */
export const dictKeysSpec: TypeSpec = viewSpec(
  "dict_keys",
  "keys",
  (vm) => vm.T.dict_keyiterator,
  (vm) => vm.T.dict_reversekeyiterator,
  {
    slots: { ...setSlots, sq_contains: dictkeys_contains },
    methods: [isdisjoint],
  },
);

/** CPython 3.11: PyDictItems_Type */
export const dictItemsSpec: TypeSpec = viewSpec(
  "dict_items",
  "items",
  (vm) => vm.T.dict_itemiterator,
  (vm) => vm.T.dict_reverseitemiterator,
  {
    slots: { ...setSlots, sq_contains: dictitems_contains },
    methods: [isdisjoint],
  },
);

/** CPython 3.11: PyDictValues_Type */
export const dictValuesSpec: TypeSpec = viewSpec(
  "dict_values",
  "values",
  (vm) => vm.T.dict_valueiterator,
  (vm) => vm.T.dict_reversevalueiterator,
  {},
);
