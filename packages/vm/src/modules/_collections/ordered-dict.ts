import { newRef } from "@vivarium/heap";
import type { Keywords } from "../../eval/arguments.ts";
import { callMethod, callNoArgs, callOneArg } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { forEach, sequenceTuple } from "../../eval/iterate.ts";
import { orElseBorrowed, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PayloadLayout, PENDING, type PyObject, type Result, STOP, TPFLAGS_BASETYPE } from "../../object.ts";
import { reprEnter, reprLeave } from "../../objects/container-repr.ts";
import { dictDelete, dictEntries, dictGet, dictLookup, dictPop, dictSet, found, removeEntry } from "../../objects/dict/dict.ts";
import { isDict } from "../../objects/dict/merge.ts";
import { dict_clear, dict_fromkeys, dict_sizeof } from "../../objects/dict/methods.ts";
import { raiseException, raiseKeyError } from "../../objects/exceptions/raise.ts";
import { sequenceList } from "../../objects/list/list.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getInstanceDict, lookupAttrString, setInstanceDict } from "../../protocol/attribute.ts";
import { equalObjects } from "../../protocol/compare.ts";
import { getIter } from "../../protocol/iterator.ts";
import { repr } from "../../protocol/repr.ts";
import { contains, getItem, setItem } from "../../protocol/sequence.ts";
import { truth } from "../../protocol/truth.ts";
import { keysNow, moveFound, newOrdered, type OrderedDict, orderedDictLayout } from "./ordered-table.ts";
import { odict_items, odict_iter, odict_keys, odict_reversed, odict_values } from "./ordered-views.ts";

/** Is it an OrderedDict, and no instance of a subclass. */
function isExact(vm: VM, o: PyObject): boolean {
  return o.type === vm.type(orderedDictSpec);
}

function isOrdered(vm: VM, o: PyObject): boolean {
  return o.type.mro.includes(vm.type(orderedDictSpec));
}

function giveNone(vm: VM): Result {
  return vm.newNone();
}

function giveFirst(_vm: VM, _ok: PyObject, a: PyObject | null): Result {
  return newRef(a!);
}

// --- update -------------------------------------------------------------------------------------------------------------------

/** `self[key] = value` for each pair of what is given; OK. CPython 3.11: Objects/odictobject.c mutablemapping_update_arg */
function updateFrom(vm: VM, self: PyObject, other: PyObject): Result {
  if (other.type === vm.T.dict) {
    const pairs = vm.newList(dictEntries(other).map(([k, v]) => vm.newTuple([newRef(k), newRef(v)])));
    return finishWith(vm, forEach(vm, pairs, setPair, self), pairs);
  }
  return thenBorrowed(vm, lookupAttrString(vm, other, "keys"), updateByKeys, self, other, null, 0, true);
}

function finishWith(vm: VM, result: Result, dropped: PyObject): Result {
  vm.counts.decref(dropped);
  return result;
}

function updateByKeys(vm: VM, keys: PyObject, self: PyObject | null, other: PyObject | null): Result {
  if (keys === STOP) return thenBorrowed(vm, lookupAttrString(vm, other!, "items"), updateByItems, self, other, null, 0, true);
  const called = callNoArgs(vm, keys);
  vm.counts.decref(keys);
  return thenBorrowed(vm, called, setEachKey, self, other);
}

function setEachKey(vm: VM, keys: PyObject, self: PyObject | null, other: PyObject | null): Result {
  return finishWith(vm, forEach(vm, keys, setFromMapping, self, other), keys);
}

function setFromMapping(vm: VM, key: PyObject, self: PyObject | null, other: PyObject | null): Result {
  return thenBorrowed(vm, getItem(vm, other!, key), setValue, self, key);
}

function setValue(vm: VM, value: PyObject, self: PyObject | null, key: PyObject | null): Result {
  return finishWith(vm, setItem(vm, self!, key!, value), value);
}

function updateByItems(vm: VM, items: PyObject, self: PyObject | null, other: PyObject | null): Result {
  if (items === STOP) return forEach(vm, other!, setPair, self);
  const called = callNoArgs(vm, items);
  vm.counts.decref(items);
  return thenBorrowed(vm, called, setEachPair, self);
}

function setEachPair(vm: VM, pairs: PyObject, self: PyObject | null): Result {
  return finishWith(vm, forEach(vm, pairs, setPair, self), pairs);
}

/** CPython 3.11: mutablemapping_add_pairs */
function setPair(vm: VM, pair: PyObject, self: PyObject | null): Result {
  return thenBorrowed(vm, sequenceTuple(vm, pair), setTuple, self);
}

function setTuple(vm: VM, pair: PyObject, self: PyObject | null): Result {
  const items = pair.v as PyObject[];
  const r =
    items.length < 2
      ? vm.raise(vm.T.ValueError, `need more than ${items.length} value${items.length === 1 ? "" : "s"} to unpack`)
      : items.length > 2
        ? vm.raise(vm.T.ValueError, "too many values to unpack (expected 2)")
        : setItem(vm, self!, items[0]!, items[1]!);
  return finishWith(vm, r, pair);
}

/** CPython 3.11: mutablemapping_update; gives OK. */
function updateWith(vm: VM, self: PyObject, positional: readonly PyObject[], keywords: Keywords): Result {
  if (positional.length > 1) return vm.raise(vm.T.TypeError, `expected at most 1 arguments, got ${positional.length}`);
  const first = positional.length === 0 ? OK : updateFrom(vm, self, positional[0]!);
  if (keywords.length === 0) return first;
  const pairs = vm.newList(keywords.map(([k, v]) => vm.newTuple([newRef(k), newRef(v)])));
  return finishWith(vm, then(vm, first, addKeywords, self, pairs), pairs);
}

function addKeywords(vm: VM, _ok: PyObject, self: PyObject | null, pairs: PyObject | null): Result {
  return forEach(vm, pairs!, setPair, self);
}

/** CPython 3.11: odict_init */
function odict_init(vm: VM, self: PyObject, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  const keywords: Keywords = (kwnames ?? []).map((k, i) => [k as PyObject<string>, args[positional + i]!]);
  return updateWith(vm, self, args.slice(0, positional), keywords);
}

/** CPython 3.11: mutablemapping_update */
function odict_update(vm: VM, self: PyObject, args: PyObject[], keywords: Keywords): Result {
  return then(vm, updateWith(vm, self, args, keywords), giveNone);
}

// --- Operators ----------------------------------------------------------------------------------------------------------------

/** CPython 3.11: odict_or */
function odict_or(vm: VM, left: PyObject, right: PyObject): Result {
  const type = isOrdered(vm, left) ? left.type : right.type;
  if (!isDict(vm, left) || !isDict(vm, right)) return vm.newNotImplemented();
  return thenBorrowed(vm, callOneArg(vm, type.object, left), orRight, right);
}

function orRight(vm: VM, made: PyObject, right: PyObject | null): Result {
  return finishWith(vm, thenBorrowed(vm, updateFrom(vm, made, right!), giveFirst, made), made);
}

/** CPython 3.11: odict_inplace_or */
function odict_inplace_or(vm: VM, self: PyObject, other: PyObject): Result {
  return thenBorrowed(vm, updateFrom(vm, self, other), giveFirst, self);
}

/** CPython 3.11: odict_richcompare */
function odict_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!isDict(vm, b) || (op !== 2 && op !== 3)) return vm.newNotImplemented();
  return thenBorrowed(vm, vm.T.dict.tp_richcompare!(vm, a, b, 2), compareOrder, a, b, null, op);
}

function compareOrder(vm: VM, equal: PyObject, a: PyObject | null, b: PyObject | null, _c: PyObject | null, op: number): Result {
  vm.counts.decref(equal);
  if (equal !== vm.true_) return vm.newBool(op === 3);
  if (!isOrdered(vm, b!)) return vm.newBool(op === 2);
  return startFrame(vm, new SameOrderFrame(a!, b!, op));
}

/** CPython 3.11: _odict_keys_equal */
class SameOrderFrame extends NativeFrame {
  a: OrderedDict;
  b: OrderedDict;
  op: number;
  i: number;
  j: number;
  comparing = false;

  constructor(a: OrderedDict, b: OrderedDict, op: number) {
    super();
    this.a = newRef(a);
    this.b = newRef(b);
    this.op = op;
    this.i = a.v.entryFrom(0);
    this.j = b.v.entryFrom(0);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (this.comparing) {
        vm.counts.decref(got);
        if (got !== vm.true_) return vm.newBool(this.op === 3);
        this.i = this.a.v.entryFrom(this.i + 1);
        this.j = this.b.v.entryFrom(this.j + 1);
      }
      if (this.i < 0 && this.j < 0) return vm.newBool(this.op === 2);
      if (this.i < 0 || this.j < 0) return vm.newBool(this.op === 3);
      this.comparing = true;
      got = equalObjects(vm, this.a.v.keys[this.i]!, this.b.v.keys[this.j]!);
    }
  }
}

/** CPython 3.11: odict_repr */
function odict_repr(vm: VM, self: OrderedDict): Result {
  const name = self.type.name.slice(self.type.name.lastIndexOf(".") + 1);
  if (self.v.used === 0) return vm.newStr(`${name}()`);
  if (reprEnter(vm, self)) return vm.newStr("...");
  const pieces = isExact(vm, self)
    ? vm.newList(dictEntries(self).map(([k, v]) => vm.newTuple([newRef(k), newRef(v)])))
    : then(vm, callMethod(vm, self, "items", []), listOf);
  return orElseBorrowed(vm, thenBorrowed(vm, then(vm, pieces, reprOf), wrapText, self), leave, self);
}

function listOf(vm: VM, items: PyObject): Result {
  return finishWith(vm, sequenceList(vm, items), items);
}

function reprOf(vm: VM, pieces: PyObject): Result {
  return finishWith(vm, repr(vm, pieces), pieces);
}

function wrapText(vm: VM, text: PyObject, self: PyObject | null): Result {
  reprLeave(vm, self!);
  const name = self!.type.name.slice(self!.type.name.lastIndexOf(".") + 1);
  return finishWith(vm, vm.newStr(`${name}(${text.v})`), text);
}

function leave(vm: VM, self: PyObject | null): Result {
  reprLeave(vm, self!);
  return null;
}

// --- Methods ------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: OrderedDict_popitem_impl */
function odict_popitem(vm: VM, self: OrderedDict, last: PyObject | null): Result {
  if (last === null) return popAt(vm, self, true);
  return thenBorrowed(vm, truth(vm, last), popEnd, self);
}

function popEnd(vm: VM, last: PyObject, self: PyObject | null): Result {
  vm.counts.decref(last);
  return popAt(vm, self!, last === vm.true_);
}

function popAt(vm: VM, self: OrderedDict, last: boolean): Result {
  const table = self.v;
  const i = last ? table.entryBackFrom(table.keys.length - 1) : table.entryFrom(0);
  if (i < 0) return raiseException(vm, vm.T.KeyError, [vm.newStr("dictionary is empty")]);
  const pair = vm.newTuple([newRef(table.keys[i]!), newRef(table.values[i]!)]);
  removeEntry(vm, self, i);
  return pair;
}

/** CPython 3.11: OrderedDict_pop_impl */
function odict_pop(vm: VM, self: OrderedDict, key: PyObject, fallback: PyObject | null): Result {
  return thenBorrowed(vm, dictPop(vm, self, key), givePopped, key, fallback, null, 0, true);
}

function givePopped(vm: VM, value: PyObject, key: PyObject | null, fallback: PyObject | null): Result {
  if (value !== STOP) return value;
  return fallback === null ? raiseKeyError(vm, key!) : newRef(fallback);
}

/** CPython 3.11: OrderedDict_setdefault_impl */
function odict_setdefault(vm: VM, self: OrderedDict, key: PyObject, fallback: PyObject | null): Result {
  const value = fallback ?? vm.none;
  if (isExact(vm, self)) return then(vm, dictGet(vm, self, key), getOrSet, self, key, value, 0, true);
  return then(vm, contains(vm, self, key), getOrSetItem, self, key, value);
}

function getOrSet(vm: VM, present: PyObject, self: PyObject | null, key: PyObject | null, value: PyObject | null): Result {
  if (present !== STOP) return present;
  return thenBorrowed(vm, dictSet(vm, self!, key!, value!), giveFirst, value);
}

function getOrSetItem(vm: VM, present: PyObject, self: PyObject | null, key: PyObject | null, value: PyObject | null): Result {
  vm.counts.decref(present);
  if (present === vm.true_) return getItem(vm, self!, key!);
  return thenBorrowed(vm, setItem(vm, self!, key!, value!), giveFirst, value);
}

/** CPython 3.11: OrderedDict_move_to_end_impl */
function odict_move_to_end(vm: VM, self: OrderedDict, key: PyObject, last: PyObject | null): Result {
  return thenBorrowed(vm, last === null ? vm.newBool(true) : truth(vm, last), moveKey, self, key);
}

function moveKey(vm: VM, last: PyObject, self: PyObject | null, key: PyObject | null): Result {
  vm.counts.decref(last);
  return thenBorrowed(vm, dictLookup(vm, self!, key!), moveLookedUp, self, key, null, last === vm.true_ ? 1 : 0);
}

function moveLookedUp(
  vm: VM,
  _ok: PyObject,
  self: PyObject | null,
  key: PyObject | null,
  _c: PyObject | null,
  last: number,
): Result {
  if (found.entry < 0) return raiseKeyError(vm, key!);
  const table = (self as OrderedDict).v;
  const at = last === 1 ? table.entryBackFrom(table.keys.length - 1) : table.entryFrom(0);
  if (at !== found.entry) moveFound(self!, found.entry, last === 1);
  return vm.newNone();
}

/** CPython 3.11: odict_copy */
function odict_copy(vm: VM, self: OrderedDict): Result {
  return thenBorrowed(vm, callNoArgs(vm, self.type.object), fillCopy, self);
}

function fillCopy(vm: VM, copy: PyObject, self: PyObject | null): Result {
  const keys = vm.newList(keysNow(self!));
  const each = isExact(vm, self!) ? copyExact : setFromMapping;
  const r = finishWith(vm, thenBorrowed(vm, forEach(vm, keys, each, copy, self), giveFirst, copy), keys);
  return finishWith(vm, r, copy);
}

function copyExact(vm: VM, key: PyObject, copy: PyObject | null, self: PyObject | null): Result {
  return thenBorrowed(vm, dictGet(vm, self!, key), copyValue, copy, key);
}

function copyValue(vm: VM, value: PyObject, copy: PyObject | null, key: PyObject | null): Result {
  return finishWith(vm, dictSet(vm, copy!, key!, value), value);
}

/** CPython 3.11: odict_reduce */
function odict_reduce(vm: VM, self: OrderedDict): Result {
  return thenBorrowed(vm, callMethod(vm, self, "__getstate__", []), reduceItems, self);
}

function reduceItems(vm: VM, state: PyObject, self: PyObject | null): Result {
  return finishWith(vm, thenBorrowed(vm, callMethod(vm, self!, "items", []), iterateItems, self, state), state);
}

function iterateItems(vm: VM, items: PyObject, self: PyObject | null, state: PyObject | null): Result {
  return finishWith(vm, thenBorrowed(vm, getIter(vm, items), reduced, self, state), items);
}

function reduced(vm: VM, iterator: PyObject, self: PyObject | null, state: PyObject | null): Result {
  return vm.newTuple([newRef(self!.type.object), vm.newTuple([]), newRef(state!), vm.newNone(), iterator]);
}

/** CPython 3.11: odict_mp_ass_sub */
function odict_ass_sub(vm: VM, self: OrderedDict, key: PyObject, value: PyObject | null): Result {
  if (value !== null) return dictSet(vm, self, key, value);
  return thenBorrowed(vm, dictDelete(vm, self, key), deleted, key, null, null, 0, true);
}

function deleted(vm: VM, how: PyObject, key: PyObject | null): Result {
  return how === STOP ? raiseKeyError(vm, key!) : OK;
}

/** With one place a key of the table, and a node each key. CPython 3.11: odict_sizeof */
function odict_sizeof(vm: VM, self: OrderedDict): Result {
  return thenBorrowed(vm, dict_sizeof(vm, self), addNodes, self);
}

function addNodes(vm: VM, size: PyObject, self: PyObject | null): Result {
  const { used, keys } = (self as OrderedDict).v;
  let places = 8;
  while (Math.floor((places * 2) / 3) < keys.length) places *= 2;
  const total = (size.v as number) + (used === 0 ? 0 : 8 * places + 32 * used);
  vm.counts.decref(size);
  return vm.newInt(total);
}

/** CPython 3.11: Objects/odictobject.c PyODict_Type */
export const orderedDictSpec: TypeSpec = {
  name: "collections.OrderedDict",
  base: (vm) => vm.T.dict,
  layout: orderedDictLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  hasDict: true,
  hasWeakrefs: true,
  doc: "Dictionary that remembers insertion order",
  slots: {
    tp_new: newOrdered,
    tp_init: odict_init,
    tp_repr: odict_repr,
    tp_richcompare: odict_richcompare,
    tp_iter: odict_iter,
    nb_or: odict_or,
    nb_inplace_or: odict_inplace_or,
    mp_ass_subscript: odict_ass_sub,
  },
  methods: [
    method("fromkeys", "($type, /, iterable, value=None)", dict_fromkeys, {
      binding: "class",
      doc: "Create a new ordered dictionary with keys from iterable and values set to value.",
    }),
    method("__reduce__", "($self, /)", odict_reduce, { doc: "Return state information for pickling" }),
    method("setdefault", "($self, /, key, default=None)", odict_setdefault, {
      doc: "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
    }),
    method("pop", "($self, /, key, default=<unrepresentable>)", odict_pop, {
      doc: "Remove the key and give its value; the default, or a KeyError, if it is not there.",
    }),
    method("popitem", "($self, /, last=True)", odict_popitem, {
      doc: "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false.",
    }),
    method("keys", "($self, /)", odict_keys),
    method("values", "($self, /)", odict_values),
    method("items", "($self, /)", odict_items),
    method("update", "($self, *args, **kwargs)", odict_update, { convention: "METH_VARARGS|METH_KEYWORDS" }),
    method("clear", "($self, /)", dict_clear, { doc: "Remove all items." }),
    method("copy", "($self, /)", odict_copy, { doc: "A shallow copy." }),
    method("__reversed__", "($self, /)", odict_reversed, { doc: "An iterator from the last key to the first." }),
    method("move_to_end", "($self, /, key, last=True)", odict_move_to_end, {
      doc: "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist.",
    }),
    method("__sizeof__", "($self, /)", odict_sizeof),
  ],
  getset: [{ name: "__dict__", get: getInstanceDict, set: setInstanceDict }],
};
