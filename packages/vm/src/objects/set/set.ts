import { newRef, touchPayload } from "@vivarium/heap";
import { charge, ENTRY, isLong } from "../../costs/native-work.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue, dropValue } from "../../eval/iterate.ts";
import {
  holdWhilePending,
  startFrame,
  andThenBorrowed as then,
  andThenBorrowed as thenBorrowed,
  andThen as thenOwning,
} from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PayloadLayout, PENDING, type PyObject, type PyType, type Result, STOP } from "../../object.ts";
import { setFound } from "../../protocol/answers.ts";
import { equalObjects } from "../../protocol/compare.ts";
import { hashObject, hashRegister } from "../../protocol/hash.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { entryHash } from "../dict/merge.ts";
import type { DictTable } from "../dict/table.ts";
import { DISCARDED, SetProbe, SetTable } from "./table.ts";

/** A set or frozenset object. */
export type PySet = PyObject<SetTable>;

/** CPython 3.11: Objects/setobject.c set_dealloc (in table order). */
export const setLayout: PayloadLayout<SetTable> = {
  leaf: false,
  container: true,
  traverse(table, visit) {
    const { keys } = table;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (key !== null && key !== DISCARDED) visit(key);
    }
  },
  clear(table) {
    const keys = table.list();
    table.assign(new SetTable());
    return keys;
  },
};

/** A new empty set. CPython 3.11: PySet_New */
export function newSet(vm: VM, type: PyType = vm.T.set): PySet {
  return alloc(vm, type, new SetTable());
}

/** Is `o` a set, a frozenset, or of a subtype. CPython 3.11: PyAnySet_Check */
export function isAnySet(vm: VM, o: PyObject): boolean {
  return isSet(vm, o) || o.type === vm.T.frozenset || o.type.mro.includes(vm.T.frozenset);
}

/** CPython 3.11: PySet_Check */
export function isSet(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.set || o.type.mro.includes(vm.T.set);
}

export { setFound };

function answer(there: boolean, slot: number, low: number, high: number): PyObject {
  setFound.there = there;
  setFound.slot = slot;
  setFound.low = low;
  setFound.high = high;
  return OK;
}

/** Finds `key` under its hash; gives OK with `setFound`. CPython 3.11: set_lookkey */
export function setLookup(vm: VM, set: PySet, key: PyObject, low: number, high: number): Result {
  const table = set.v;
  const T = vm.T;
  let mark = -1;
  for (const probe = new SetProbe(table, low, high); ; probe.next()) {
    const k = table.keys[probe.slot]!;
    if (k === null) return answer(false, mark < 0 ? probe.slot : mark, low, high);
    if (k === DISCARDED) mark = probe.slot;
    if (table.low[probe.slot] !== low || table.high[probe.slot] !== high || k === DISCARDED) continue;
    if (k === key) return answer(true, probe.slot, low, high);
    if ((k.type === T.str && key.type === T.str) || (k.type === T.int && key.type === T.int)) {
      if (k.v === key.v) return answer(true, probe.slot, low, high);
      continue;
    }
    return startFrame(vm, new SetLookupFrame(set, key, low, high, probe, mark));
  }
}

/** A look-up that asks `__eq__`, from `probe` on; begins anew when the set was changed meanwhile. */
class SetLookupFrame extends NativeFrame {
  /** Borrowed, as CPython's look-up borrows them. */
  operands: { readonly set: PySet; readonly key: PyObject };
  candidate: PyObject | null = null;
  keys: (PyObject | null)[];
  low: number;
  high: number;
  probe: SetProbe;
  /** The last discarded place met, where the key would go; -1 for none. */
  mark: number;

  constructor(set: PySet, key: PyObject, low: number, high: number, probe: SetProbe, mark: number) {
    super();
    this.operands = { set, key };
    this.keys = set.v.keys;
    this.low = low;
    this.high = high;
    this.probe = probe;
    this.mark = mark;
  }

  step(vm: VM, sent: Result): Result {
    const { low, high } = this;
    const { set, key } = this.operands;
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      const table = set.v;
      if (this.candidate !== null) {
        const { candidate } = this;
        this.candidate = null;
        const same = table.keys === this.keys && table.keys[this.probe.slot] === candidate;
        vm.counts.decref(candidate);
        vm.counts.decref(got);
        if (!same) return setLookup(vm, set, key, low, high);
        if (got === vm.true_) return answer(true, this.probe.slot, low, high);
        this.probe.next();
      }
      for (; ; this.probe.next()) {
        const k = table.keys[this.probe.slot]!;
        if (k === null) return answer(false, this.mark < 0 ? this.probe.slot : this.mark, low, high);
        if (k === DISCARDED) this.mark = this.probe.slot;
        if (k === key) return answer(true, this.probe.slot, low, high);
        if (k !== DISCARDED && table.low[this.probe.slot] === low && table.high[this.probe.slot] === high) {
          this.candidate = newRef(k);
          break;
        }
      }
      got = equalObjects(vm, this.candidate!, key);
    }
  }

  /** `keys` is only looked at for its identity: it owns nothing. */
  override traverse(visit: (child: PyObject) => void): void {
    if (this.candidate !== null) visit(this.candidate);
  }
}

/** Adds a key whose hash is known; gives OK. CPython 3.11: set_add_entry */
export function setAddHashed(vm: VM, set: PySet, key: PyObject, low: number, high: number): Result {
  return then(vm, holdWhilePending(vm, setLookup(vm, set, key, low, high), [key]), addMissing, set, key);
}

function addMissing(_vm: VM, _ok: PyObject, set: PyObject | null, key: PyObject | null): Result {
  if (setFound.there) return OK;
  touchPayload(set!);
  (set as PySet).v.fillSlot(setFound.slot, newRef(key!), setFound.low, setFound.high);
  return OK;
}

/** Adds a key; gives OK. CPython 3.11: PySet_Add, set_add_key */
export function setAddKey(vm: VM, set: PySet, key: PyObject): Result {
  return then(vm, hashObject(vm, key), addWithHash, set, key);
}

function addWithHash(vm: VM, _ok: PyObject, set: PyObject | null, key: PyObject | null): Result {
  return setAddHashed(vm, set!, key!, hashRegister.low, hashRegister.high);
}

/** Takes out what the last look-up found, if it did; `setFound.there` says so. */
export function discardFound(vm: VM, _ok: PyObject, set: PyObject | null): Result {
  if (!setFound.there) return OK;
  touchPayload(set!);
  const key = (set as PySet).v.clearSlot(setFound.slot);
  vm.counts.decref(key);
  return OK;
}

/** Drops all keys. CPython 3.11: set_clear_internal */
export function setClear(vm: VM, set: PySet): void {
  touchPayload(set);
  vm.counts.decrefAll(setLayout.clear(set.v));
}

// --- Loops over keys with their hashes ----------------------------------------------------------------------------------------

/** What is done with a key and its hash: OK goes on, STOP leaves the loop. */
export type EachKey = (vm: VM, key: PyObject, low: number, high: number, a: PyObject | null, b: PyObject | null) => Result;

/** Does this frame class walk a table instead of asking an iterator. */
function walks(vm: VM, source: PyObject): "set" | "dict" | "iterator" {
  return isAnySet(vm, source) ? "set" : source.type === vm.T.dict ? "dict" : "iterator";
}

class EachKeyFrame extends NativeFrame {
  /** The set or dict itself, or the iterator. */
  source: PyObject;
  key: PyObject | null = null;
  a: PyObject | null;
  b: PyObject | null;
  kind: "set" | "dict" | "iterator";
  stage: "next" | "fetched" | "hashed" | "done" = "next";
  position = 0;
  each: EachKey;

  constructor(source: PyObject, kind: "set" | "dict" | "iterator", each: EachKey, a: PyObject | null, b: PyObject | null) {
    super();
    this.source = newRef(source);
    this.kind = kind;
    this.each = each;
    this.a = a === null ? null : newRef(a);
    this.b = b === null ? null : newRef(b);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      switch (this.stage) {
        case "next":
          if (isLong(vm)) return vm.pause({ kind: "yield" });
          charge(vm, ENTRY, 1);
          this.stage = "fetched";
          got = this.kind === "iterator" ? iterNext(vm, this.source) : this.nextOfTable(vm);
          break;
        case "fetched":
          if (got === STOP) {
            dropStopValue(vm);
            return OK;
          }
          this.key = got;
          this.stage = "hashed";
          if (this.kind === "iterator") got = hashObject(vm, got);
          break;
        case "hashed":
          this.stage = "done";
          got = this.each(vm, this.key!, hashRegister.low, hashRegister.high, this.a, this.b);
          break;
        default: {
          const key = this.key!;
          this.key = null;
          vm.counts.decref(key);
          if (got === STOP) return STOP;
          dropValue(vm, got);
          this.stage = "next";
        }
      }
    }
  }

  /** The next key, with its hash in the register. */
  private nextOfTable(vm: VM): PyObject {
    if (this.kind === "set") {
      const table = (this.source as PySet).v;
      const i = table.nextKey(this.position);
      if (i < 0) return STOP;
      this.position = i + 1;
      hashRegister.low = table.low[i]!;
      hashRegister.high = table.high[i]!;
      return newRef(table.keys[i]!);
    }
    const table = this.source.v as DictTable;
    while (this.position < table.keys.length && table.keys[this.position] === null) this.position++;
    if (this.position >= table.keys.length) return STOP;
    const i = this.position++;
    entryHash(vm, table, i);
    return newRef(table.keys[i]!);
  }
}

/**
 * `each(key, hash)` for every key of a set or dict, or every item of another iterable. Gives OK after the last one, STOP when `each` did.
 */
export function forEachKey(
  vm: VM,
  source: PyObject,
  each: EachKey,
  a: PyObject | null = null,
  b: PyObject | null = null,
): Result {
  const kind = walks(vm, source);
  if (kind !== "iterator") return startFrame(vm, new EachKeyFrame(source, kind, each, a, b));
  return thenBorrowed(vm, getIter(vm, source), forEachOfIterator, a, b, null, eachKeys.indexOf(each));
}

/** A continuation keeps no functions, so those that loop over iterators are numbered. */
const eachKeys: EachKey[] = [];

/** Registers a function of a module for `forEachKey`. */
export function eachKey(each: EachKey): EachKey {
  eachKeys.push(each);
  return each;
}

function forEachOfIterator(
  vm: VM,
  iterator: PyObject,
  a: PyObject | null,
  b: PyObject | null,
  _c: PyObject | null,
  n: number,
): Result {
  const r = startFrame(vm, new EachKeyFrame(iterator, "iterator", eachKeys[n]!, a, b));
  vm.counts.decref(iterator);
  return r;
}

const addEach: EachKey = eachKey((vm, key, low, high, set) => setAddHashed(vm, set!, key, low, high));

/** Adds all keys of `other`; gives OK. CPython 3.11: set_update_internal, set_merge */
export function setUpdateFrom(vm: VM, set: PySet, other: PyObject): Result {
  if (other === set) return OK;
  const kind = walks(vm, other);
  if (kind === "set") {
    if (other.v.used === 0) return OK;
    return mergeSets(vm, set, other);
  }
  if (kind === "dict") {
    const size = (other.v as DictTable).used;
    reserve(set, size);
  }
  return forEachKey(vm, other, addEach, set);
}

/** One resize at the beginning instead of several. */
function reserve(set: PySet, more: number): void {
  const table = set.v;
  if ((table.fill + more) * 5 < table.mask * 3) return;
  touchPayload(set);
  table.resize((table.used + more) * 2);
}

function mergeSets(vm: VM, set: PySet, other: PySet): Result {
  reserve(set, other.v.used);
  const table = set.v;
  const from = other.v;
  if (table.fill > 0) return forEachKey(vm, other, addEach, set);
  touchPayload(set);
  if (table.mask === from.mask && from.fill === from.used) {
    const { finger, hash } = table;
    table.assign(from);
    table.finger = finger;
    table.hash = hash;
    for (const key of from.list()) newRef(key);
    return OK;
  }
  table.fill = from.used;
  table.used = from.used;
  for (let i = from.nextKey(0); i >= 0; i = from.nextKey(i + 1))
    table.insertClean(newRef(from.keys[i]!), from.low[i]!, from.high[i]!);
  return OK;
}

/** A new set of `type` with the keys of `iterable`. CPython 3.11: make_new_set */
export function makeSet(vm: VM, type: PyType, iterable: PyObject | null): Result {
  const set = newSet(vm, type);
  if (iterable === null) return set;
  const r = thenOwning(vm, setUpdateFrom(vm, set, iterable), giveSet, set);
  vm.counts.decref(set);
  return r;
}

function giveSet(_vm: VM, _ok: PyObject, set: PyObject | null): Result {
  return newRef(set!);
}

/** A frozenset of constants, whose hashes and comparisons run nothing. Takes over the items. */
export function frozensetOf(vm: VM, items: PyObject[]): PySet {
  const set = newSet(vm, vm.T.frozenset);
  for (const item of items) {
    const r = setAddKey(vm, set, item);
    if (r !== OK) throw new Error(`a constant of type ${item.type.name} cannot be hashed without running code`);
  }
  vm.counts.decrefAll(items);
  return set;
}
