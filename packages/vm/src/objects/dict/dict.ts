import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { holdWhilePending, startFrame, andThenBorrowed as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PayloadLayout, PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import { found } from "../../protocol/answers.ts";
import { equalObjects } from "../../protocol/compare.ts";
import { hashObject, hashRegister, setStringHash } from "../../protocol/hash.ts";
import { DictTable, DUMMY, FREE, Probe } from "./table.ts";

/** CPython 3.11: Objects/dictobject.c dict_dealloc (entries forwards, the key before its value). */
export const dictLayout: PayloadLayout<DictTable> = {
  leaf: false,
  container: true,
  traverse(table, visit) {
    const { keys, values } = table;
    for (let i = 0; i < keys.length; i++) {
      const k = keys[i]!;
      if (k !== null) {
        visit(k);
        visit(values[i]!);
      }
    }
  },
  clear(table) {
    const refs: PyObject[] = [];
    dictLayout.traverse(table, (o) => refs.push(o));
    table.assign(new DictTable());
    return refs;
  },
};

export function newDict(vm: VM): PyObject<DictTable> {
  return alloc(vm, vm.T.dict, new DictTable());
}

export { found };

/** The value under the exact string `name`, borrowed; null when it is not there. Never fails and runs nothing while keys are strings. */
export function dictGetStringBorrowed(vm: VM, d: PyObject<DictTable>, name: string): PyObject | null {
  const table = d.v;
  if (table.index === null) {
    const i = table.findString(name);
    return i < 0 ? null : table.values[i]!;
  }
  const i = findStringAmongHashed(vm, table, name);
  return i < 0 ? null : table.values[i]!;
}

/** Looks only at exact strings: what CPython's _PyDict_GetItemStringWithError would find unless a foreign key claims to be equal to a string. */
function findStringAmongHashed(vm: VM, table: DictTable, name: string): number {
  setStringHash(vm, name);
  const { low, high } = hashRegister;
  const index = table.index!;
  for (const probe = new Probe(table, low, high); ; probe.next()) {
    const e = index[probe.slot]!;
    if (e === FREE) return -1;
    if (e >= 0 && table.hashLow[e] === low && table.hashHigh[e] === high) {
      const k = table.keys[e]!;
      if (k.type === vm.T.str && k.v === name) return e;
    }
  }
}

/** Sets `name` to `value`; both references are new ones if kept. `value` is borrowed. */
export function dictSetString(vm: VM, d: PyObject<DictTable>, name: PyObject<string>, value: PyObject): void {
  touchPayload(d);
  const table = d.v;
  const i = table.index === null ? table.findString(name.v) : findStringAmongHashed(vm, table, name.v);
  if (i >= 0) {
    const old = table.values[i]!;
    table.values[i] = newRef(value);
    vm.counts.decref(old);
  } else if (table.index === null) table.addString(newRef(name), newRef(value));
  else table.addHashed(newRef(name), newRef(value), hashRegister.low, hashRegister.high);
}

/** Sets `name` to `value`, whose reference is taken over. */
export function dictStealString(vm: VM, d: PyObject<DictTable>, name: string, value: PyObject): void {
  const key = vm.intern(name);
  dictSetString(vm, d, key, value);
  vm.counts.decref(key);
  vm.counts.decref(value);
}

/** Deletes `name`; false when it is not there. */
export function dictDeleteString(vm: VM, d: PyObject<DictTable>, name: string): boolean {
  touchPayload(d);
  const table = d.v;
  const i = table.index === null ? table.findString(name) : findStringAmongHashed(vm, table, name);
  if (i < 0) return false;
  removeEntry(vm, d, i);
  return true;
}

/** Deletes entry `i`; the key is dropped before the value. */
export function removeEntry(vm: VM, d: PyObject<DictTable>, i: number): void {
  touchPayload(d);
  const table = d.v;
  const key = table.keys[i]!;
  const value = table.values[i]!;
  table.deleteEntry(i, table.index === null ? -1 : table.slotOf(i));
  vm.counts.decrefAll([key, value]);
}

// --- Any key ------------------------------------------------------------------------------------------------------------------

/** Finds `key`: gives OK, with `found.entry` and, unless all keys are strings, the hash in `found`. */
export function dictLookup(vm: VM, d: PyObject<DictTable>, key: PyObject): Result {
  if (key.type === vm.T.str && d.v.index === null) {
    found.entry = d.v.findString(key.v as string);
    return OK;
  }
  return then(vm, hashObject(vm, key), lookupHashed, d, key);
}

function lookupHashed(vm: VM, _ok: PyObject, d: PyObject | null, key: PyObject | null): Result {
  return dictLookupHashed(vm, d!, key!, hashRegister.low, hashRegister.high);
}

/** Finds `key` under its hash; see `dictLookup`. CPython 3.11: Objects/dictobject.c _Py_dict_lookup */
export function dictLookupHashed(vm: VM, d: PyObject<DictTable>, key: PyObject, low: number, high: number): Result {
  const table = d.v;
  const T = vm.T;
  found.low = low;
  found.high = high;
  if (table.index === null) {
    if (
      table.used === 0 ||
      key.type === T.int ||
      key.type === T.float ||
      key.type === T.bool ||
      key.type === T.tuple ||
      key.type === T.NoneType
    ) {
      found.entry = key.type === T.str ? table.findString(key.v as string) : -1;
      return OK;
    }
    if (key.type === T.str) {
      found.entry = table.findString(key.v as string);
      return OK;
    }
    generalize(vm, d);
  }
  const index = table.index!;
  for (const probe = new Probe(table, low, high); ; probe.next()) {
    const e = index[probe.slot]!;
    if (e === FREE) {
      found.entry = -1;
      return OK;
    }
    if (e === DUMMY) continue;
    const k = table.keys[e]!;
    if (k === key) {
      found.entry = e;
      found.slot = probe.slot;
      return OK;
    }
    if (table.hashLow[e] !== low || table.hashHigh[e] !== high) continue;
    const quick = quickEqual(vm, k, key);
    if (quick === true) {
      found.entry = e;
      found.slot = probe.slot;
      return OK;
    }
    if (quick === null) return startFrame(vm, new LookupFrame(d, key, low, high, probe));
  }
}

/** Equality of exact strings and safe ints, which nobody can see; null: it has to be asked. */
function quickEqual(vm: VM, a: PyObject, b: PyObject): boolean | null {
  const T = vm.T;
  if (a.type === T.str && b.type === T.str) return a.v === b.v;
  if (a.type === T.int && b.type === T.int) return a.v === b.v;
  return null;
}

/** A look-up that asks `__eq__`, starting at `probe`; begins anew when the dict was changed meanwhile. */
class LookupFrame extends NativeFrame {
  /** Borrowed, as CPython's look-up borrows them. */
  operands: { readonly d: PyObject<DictTable>; readonly key: PyObject };
  low: number;
  high: number;
  probe: Probe;
  /** The key that is being compared. */
  candidate: PyObject | null = null;
  entry = -1;

  constructor(d: PyObject<DictTable>, key: PyObject, low: number, high: number, probe: Probe) {
    super();
    this.operands = { d, key };
    this.low = low;
    this.high = high;
    this.probe = probe;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    let answer: Result = this.candidate === null ? null : sent;
    const { d, key } = this.operands;
    const table = d.v;
    for (;;) {
      if (answer !== null) {
        const verdict = this.compared(vm, answer);
        if (verdict === "found") return this.give(this.entry);
        if (verdict === "changed") return this.restart(vm);
        answer = null;
      }
      const index = table.index;
      if (index === null) return this.restart(vm);
      const e = index[this.probe.slot]!;
      if (e === FREE) return this.give(-1);
      const k = e === DUMMY ? null : table.keys[e]!;
      if (k === key) return this.give(e);
      if (k === null || table.hashLow[e] !== this.low || table.hashHigh[e] !== this.high) {
        this.probe.next();
        continue;
      }
      this.entry = e;
      this.candidate = newRef(k);
      answer = equalObjects(vm, k, key);
      if (answer === PENDING || answer === null) return answer;
    }
  }

  /** What the answer of a comparison means; drops it. Moves on when it was no. */
  private compared(vm: VM, answer: PyObject): "found" | "changed" | "no" {
    const candidate = this.candidate!;
    this.candidate = null;
    const table = this.operands.d.v;
    const same = table.index !== null && table.keys[this.entry] === candidate;
    vm.counts.decref(candidate);
    const yes = answer === vm.true_;
    vm.counts.decref(answer);
    if (!same) return "changed";
    if (yes) return "found";
    this.probe.next();
    return "no";
  }

  private restart(vm: VM): Result {
    return dictLookupHashed(vm, this.operands.d, this.operands.key, this.low, this.high);
  }

  private give(entry: number): Result {
    found.entry = entry;
    found.slot = this.probe.slot;
    found.low = this.low;
    found.high = this.high;
    return OK;
  }
}

/** Gives the dict general keys: somebody looks for, or stores, something that is no exact string. */
export function generalize(vm: VM, d: PyObject<DictTable>): void {
  if (d.v.index !== null) return;
  touchPayload(d);
  d.v.generalize((key, into) => {
    setStringHash(vm, key.v);
    into(hashRegister.low, hashRegister.high);
  });
}

/** The value under `key`, new reference; STOP when it is not there. CPython 3.11: PyDict_GetItemWithError */
export function dictGet(vm: VM, d: PyObject<DictTable>, key: PyObject): Result {
  if (key.type === vm.T.str && d.v.index === null) {
    const i = d.v.findString(key.v as string);
    return i < 0 ? STOP : newRef(d.v.values[i]!);
  }
  return then(vm, dictLookup(vm, d, key), getFound, d);
}

function getFound(_vm: VM, _ok: PyObject, d: PyObject | null): Result {
  return found.entry < 0 ? STOP : newRef((d!.v as DictTable).values[found.entry]!);
}

/** `d[key] = value`; gives OK. CPython 3.11: PyDict_SetItem */
export function dictSet(vm: VM, d: PyObject<DictTable>, key: PyObject, value: PyObject): Result {
  if (key.type === vm.T.str && d.v.index === null) {
    dictSetString(vm, d, key as PyObject<string>, value);
    return OK;
  }
  return then(vm, holdWhilePending(vm, dictLookup(vm, d, key), [key, value]), setFound, d, key, value);
}

function setFound(vm: VM, _ok: PyObject, d: PyObject | null, key: PyObject | null, value: PyObject | null): Result {
  storeFound(vm, d!, key!, value!);
  return OK;
}

/** Stores at what the last look-up of `key` found. */
export function storeFound(vm: VM, d: PyObject<DictTable>, key: PyObject, value: PyObject): void {
  touchPayload(d);
  const table = d.v;
  if (found.entry >= 0) {
    const old = table.values[found.entry]!;
    table.values[found.entry] = newRef(value);
    vm.counts.decref(old);
    return;
  }
  if (table.index === null && key.type === vm.T.str) {
    table.addString(newRef(key), newRef(value));
    return;
  }
  const { low, high } = found;
  generalize(vm, d);
  table.addHashed(newRef(key), newRef(value), low, high);
}

/** `del d[key]`: gives OK, or STOP when it is not there. */
export function dictDelete(vm: VM, d: PyObject<DictTable>, key: PyObject): Result {
  return then(vm, dictLookup(vm, d, key), deleteFound, d);
}

function deleteFound(vm: VM, _ok: PyObject, d: PyObject | null): Result {
  if (found.entry < 0) return STOP;
  removeEntry(vm, d!, found.entry);
  return OK;
}

/** Removes and gives the value under `key`; STOP when it is not there. CPython 3.11: _PyDict_Pop */
export function dictPop(vm: VM, d: PyObject<DictTable>, key: PyObject): Result {
  return then(vm, dictLookup(vm, d, key), popFound, d);
}

function popFound(vm: VM, _ok: PyObject, d: PyObject | null): Result {
  if (found.entry < 0) return STOP;
  const value = newRef((d!.v as DictTable).values[found.entry]!);
  removeEntry(vm, d!, found.entry);
  return value;
}

/** Keys and values now, borrowed, in order. */
export function dictEntries(d: PyObject<DictTable>): [PyObject, PyObject][] {
  const { keys, values } = d.v;
  const entries: [PyObject, PyObject][] = [];
  for (let i = 0; i < keys.length; i++) if (keys[i] !== null) entries.push([keys[i]!, values[i]!]);
  return entries;
}

/** A version of the set of keys that is good until a key comes or goes. CPython 3.11: _PyDictKeys_GetVersionForCurrentState */
export function keysVersion(vm: VM, d: PyObject<DictTable>): number {
  const table = d.v;
  if (table.keysVersion === 0) {
    touchPayload(d);
    table.keysVersion = vm.nextKeysVersion++;
  }
  return table.keysVersion;
}
