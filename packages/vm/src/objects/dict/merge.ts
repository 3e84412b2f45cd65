import { newRef, touchPayload } from "@vivarium/heap";
import { charge, ENTRY, isLong } from "../../costs/native-work.ts";
import { callMethod } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue } from "../../eval/iterate.ts";
import { dropAfter, orElse, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP, TPFLAGS_DICT_SUBCLASS } from "../../object.ts";
import { lookupAttrString } from "../../protocol/attribute.ts";
import { hashRegister, setStringHash } from "../../protocol/hash.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { getItem } from "../../protocol/sequence.ts";
import { raiseKeyError } from "../exceptions/raise.ts";
import { sequenceList } from "../list/list.ts";
import { dictLookup, dictLookupHashed, dictSet, dictSetString, found, newDict, storeFound } from "./dict.ts";
import type { DictTable } from "./table.ts";

type Dict = PyObject<DictTable>;

/** What to do with a key that is there already: keep the old value, take the new one, or raise KeyError. CPython 3.11: dict_merge's `override` */
export const KEEP = 0;
export const OVERRIDE = 1;
export const REFUSE = 2;

/** Is `o` a dict or of a subtype. CPython 3.11: PyDict_Check */
export function isDict(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.dict || (o.type.flags & TPFLAGS_DICT_SUBCLASS) !== 0;
}

/** A new dict with the same entries. CPython 3.11: Objects/dictobject.c PyDict_Copy */
export function dictCopy(vm: VM, d: Dict): Dict {
  const copy = newDict(vm);
  copy.v.assign(d.v);
  copy.v.keysVersion = 0;
  for (const key of copy.v.keys) if (key !== null) newRef(key);
  for (const value of copy.v.values) if (value !== null) newRef(value);
  return copy;
}

/** Puts the hash of entry `i` of `table` into `hashRegister`. */
export function entryHash(vm: VM, table: DictTable, i: number): void {
  if (table.index === null) setStringHash(vm, table.keys[i]!.v as string);
  else {
    hashRegister.low = table.hashLow[i]!;
    hashRegister.high = table.hashHigh[i]!;
  }
}

/**
 * Adds the entries of a mapping to `d`; gives OK. `source` is a dict, or has `keys()` and items. CPython 3.11: Objects/dictobject.c dict_merge
 */
export function dictMerge(vm: VM, d: Dict, source: PyObject, override: number): Result {
  if (isDict(vm, source) && source.type.tp_iter === vm.T.dict.tp_iter) {
    if (d === source || source.v.used === 0) return OK;
    if (d.v.index === null && source.v.index === null && override === OVERRIDE) {
      mergeStrings(vm, d, source);
      return OK;
    }
    return startFrame(vm, new MergeFrame(d, source, override));
  }
  return thenBorrowed(vm, mappingKeys(vm, source), mergeKeys, d, source, null, override);
}

/** `d.update(mapping)` for a mapping; gives OK. AttributeError when it has no `keys`. CPython 3.11: PyDict_Update */
export function dictMergeFrom(vm: VM, d: Dict, mapping: PyObject): Result {
  return dictMerge(vm, d, mapping, OVERRIDE);
}

function mergeStrings(vm: VM, d: Dict, source: Dict): void {
  const { keys, values } = source.v;
  for (let i = 0; i < keys.length; i++) if (keys[i] !== null) dictSetString(vm, d, keys[i] as PyObject<string>, values[i]!);
}

/** Entry by entry with the hashes that are known. */
class MergeFrame extends NativeFrame {
  d: Dict;
  source: Dict;
  key: PyObject | null = null;
  value: PyObject | null = null;
  override: number;
  position = 0;
  used: number;

  constructor(d: Dict, source: Dict, override: number) {
    super();
    this.d = newRef(d);
    this.source = newRef(source);
    this.override = override;
    this.used = source.v.used;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    const table = this.source.v;
    for (;;) {
      if (got === null) return null;
      if (this.key !== null) {
        if (!this.store(vm)) return null;
        if (table.used !== this.used) return vm.raise(vm.T.RuntimeError, "dict mutated during update");
      }
      while (this.position < table.keys.length && table.keys[this.position] === null) this.position++;
      if (this.position >= table.keys.length) return OK;
      const i = this.position++;
      this.key = newRef(table.keys[i]!);
      this.value = newRef(table.values[i]!);
      entryHash(vm, table, i);
      got = dictLookupHashed(vm, this.d, this.key, hashRegister.low, hashRegister.high);
      if (got === PENDING) return got;
    }
  }

  private store(vm: VM): boolean {
    const key = this.key!;
    const value = this.value!;
    this.key = null;
    this.value = null;
    const there = found.entry >= 0;
    if (there && this.override === REFUSE) {
      raiseKeyError(vm, key);
      vm.counts.decrefAll([key, value]);
      return false;
    }
    if (!there || this.override === OVERRIDE) storeFound(vm, this.d, key, value);
    vm.counts.decrefAll([key, value]);
    return true;
  }
}

/** `list(mapping.keys())`. CPython 3.11: Objects/abstract.c PyMapping_Keys */
export function mappingKeys(vm: VM, mapping: PyObject): Result {
  return thenBorrowed(vm, callMethod(vm, mapping, "keys", []), keysAsList, mapping);
}

function keysAsList(vm: VM, keys: PyObject, mapping: PyObject | null): Result {
  if (keys.type.tp_iter === null && keys.type.sq_item === null) {
    const name = keys.type.name;
    vm.counts.decref(keys);
    return vm.raise(vm.T.TypeError, `${mapping!.type.name}.keys() returned a non-iterable (type ${name})`);
  }
  return dropAfter(vm, sequenceList(vm, keys), keys);
}

function mergeKeys(
  vm: VM,
  keys: PyObject,
  d: PyObject | null,
  source: PyObject | null,
  _c: PyObject | null,
  override: number,
): Result {
  const r = startFrame(vm, new MappingFrame(d!, source!, keys, override));
  vm.counts.decref(keys);
  return r;
}

/** Key by key with `source[key]`. */
class MappingFrame extends NativeFrame {
  d: Dict;
  source: PyObject;
  keys: PyObject<PyObject[]>;
  override: number;
  position = 0;
  stage: "next" | "found" | "fetched" | "stored" = "next";

  constructor(d: PyObject, source: PyObject, keys: PyObject, override: number) {
    super();
    this.d = newRef(d);
    this.source = newRef(source);
    this.keys = newRef(keys);
    this.override = override;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      const key = this.keys.v[this.position];
      switch (this.stage) {
        case "next":
          if (key === undefined) return OK;
          this.stage = "found";
          if (this.override === OVERRIDE) found.entry = -1;
          else got = dictLookup(vm, this.d, key);
          break;
        case "found":
          if (found.entry >= 0) {
            if (this.override === REFUSE) return raiseKeyError(vm, key!);
            this.position++;
            this.stage = "next";
            break;
          }
          this.stage = "fetched";
          got = getItem(vm, this.source, key!);
          break;
        case "fetched": {
          this.stage = "stored";
          const value: PyObject = got;
          got = dictSet(vm, this.d, key!, value);
          vm.counts.decref(value);
          break;
        }
        default:
          this.position++;
          this.stage = "next";
      }
    }
  }
}

/** `d.update(other)`; gives OK. CPython 3.11: dict_update_arg */
export function dictUpdateArg(vm: VM, d: Dict, other: PyObject): Result {
  if (other.type === vm.T.dict) return dictMerge(vm, d, other, OVERRIDE);
  return thenBorrowed(vm, lookupAttrString(vm, other, "keys"), mergeOrPairs, d, other, null, 0, true);
}

function mergeOrPairs(vm: VM, keys: PyObject, d: PyObject | null, other: PyObject | null): Result {
  if (keys === STOP) return dictMergePairs(vm, d!, other!);
  vm.counts.decref(keys);
  return dictMerge(vm, d!, other!, OVERRIDE);
}

/** Adds pairs from an iterable; gives OK. CPython 3.11: PyDict_MergeFromSeq2 */
export function dictMergePairs(vm: VM, d: Dict, pairs: PyObject): Result {
  return thenBorrowed(vm, getIter(vm, pairs), mergeFromIterator, d);
}

function mergeFromIterator(vm: VM, iterator: PyObject, d: PyObject | null): Result {
  const r = startFrame(vm, new PairsFrame(d!, iterator));
  vm.counts.decref(iterator);
  return r;
}

class PairsFrame extends NativeFrame {
  d: Dict;
  iterator: PyObject;
  position = 0;
  pair: PyObject | null = null;
  stage: "next" | "item" | "pair" | "stored" = "next";

  constructor(d: PyObject, iterator: PyObject) {
    super();
    this.d = newRef(d);
    this.iterator = newRef(iterator);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING) return got;
      if (got === null) return this.stage === "pair" ? this.noSequence(vm) : null;
      switch (this.stage) {
        case "next":
          if (isLong(vm)) return vm.pause({ kind: "yield" });
          charge(vm, ENTRY, 1);
          this.stage = "item";
          got = iterNext(vm, this.iterator);
          break;
        case "item": {
          if (got === STOP) {
            dropStopValue(vm);
            return OK;
          }
          const item: PyObject = got;
          this.stage = "pair";
          got = item.type === vm.T.list || item.type === vm.T.tuple ? newRef(item) : sequenceList(vm, item);
          vm.counts.decref(item);
          break;
        }
        case "pair": {
          this.pair = got;
          this.stage = "stored";
          const items = got.v as PyObject[];
          if (items.length !== 2)
            return vm.raise(
              vm.T.ValueError,
              `dictionary update sequence element #${this.position} has length ${items.length}; 2 is required`,
            );
          got = dictSet(vm, this.d, items[0]!, items[1]!);
          break;
        }
        default: {
          const pair = this.pair!;
          this.pair = null;
          vm.counts.decref(pair);
          this.position++;
          this.stage = "next";
        }
      }
    }
  }

  private noSequence(vm: VM): null {
    if (!vm.exceptionMatches(vm.T.TypeError)) return null;
    vm.clearException();
    return vm.raise(vm.T.TypeError, `cannot convert dictionary update sequence element #${this.position} to a sequence`);
  }
}

/** Both ways to fill a dict: `dict(arg, **keywords)`; gives OK. CPython 3.11: dict_update_common */
export function dictUpdateCommon(
  vm: VM,
  d: Dict,
  name: string,
  args: readonly PyObject[],
  kwnames: readonly PyObject[] | null,
): Result {
  const count = args.length - (kwnames?.length ?? 0);
  if (count > 1) return vm.raise(vm.T.TypeError, `${name} expected at most 1 argument, got ${count}`);
  const first = count === 0 ? OK : dictUpdateArg(vm, d, args[0]!);
  if (kwnames === null || kwnames.length === 0) return first;
  const keywords = newDict(vm);
  kwnames.forEach((key, i) => {
    dictSetString(vm, keywords, key as PyObject<string>, args[count + i]!);
  });
  const r = then(vm, first, addKeywords, d, keywords);
  vm.counts.decref(keywords);
  return r;
}

function addKeywords(vm: VM, _ok: PyObject, d: PyObject | null, keywords: PyObject | null): Result {
  return dictMerge(vm, d!, keywords!, OVERRIDE);
}

/** Drops all entries. CPython 3.11: PyDict_Clear */
export function dictClear(vm: VM, d: Dict): void {
  touchPayload(d);
  vm.counts.decrefAll(d.type.layout.clear(d.v));
}

/** Turns a failure that is a KeyError into STOP. */
export function keyErrorToStop(vm: VM, result: Result): Result {
  return orElse(vm, result, stopOnKeyError);
}

function stopOnKeyError(vm: VM): Result {
  if (!vm.exceptionMatches(vm.T.KeyError)) return null;
  vm.clearException();
  return STOP;
}
