import { newRef } from "@vivarium/heap";
import { callNoArgs, callOneArg } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { forEach } from "../../eval/iterate.ts";
import { dropAfter, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, PENDING, type PyObject, type PyType, type Result, STOP } from "../../object.ts";
import { lookupSpecial } from "../../protocol/attribute.ts";
import { equalObjects } from "../../protocol/compare.ts";
import { hashRegister } from "../../protocol/hash.ts";
import { setItem } from "../../protocol/sequence.ts";
import { containerRepr, type ReprShape } from "../container-repr.ts";
import { raiseKeyError } from "../exceptions/raise.ts";
import { basicSize } from "../type/basic-size.ts";
import { dictDelete, dictGet, dictLookup, dictLookupHashed, dictPop, dictSet, found, removeEntry, storeFound } from "./dict.ts";
import { newDictIterator, newReverseDictIterator } from "./iterators.ts";
import { dictClear, dictCopy, dictUpdateArg, dictUpdateCommon, entryHash, isDict } from "./merge.ts";
import { DictTable } from "./table.ts";

type Dict = PyObject<DictTable>;

/** CPython 3.11: Objects/dictobject.c dict_new */
export function dict_new(vm: VM, type: PyType): Result {
  return alloc(vm, type, new DictTable());
}

/** CPython 3.11: dict_init, dict_vectorcall */
export function dict_init(vm: VM, self: Dict, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  return dictUpdateCommon(vm, self, "dict", args, kwnames);
}

const dictShape: ReprShape = {
  open: "{",
  close: "}",
  single: "",
  pair: ": ",
  next(o, position) {
    const { keys, values } = (o as Dict).v;
    let i = position;
    while (i < keys.length && keys[i] === null) i++;
    return i >= keys.length ? null : { parts: [keys[i]!, values[i]!], position: i + 1 };
  },
};

/** CPython 3.11: dict_repr */
export function dict_repr(vm: VM, self: Dict): Result {
  return self.v.used === 0 ? vm.newStr("{}") : containerRepr(vm, self, dictShape, "{...}");
}

export function dict_length(vm: VM, self: Dict): Result {
  return vm.newInt(self.v.used);
}

/** CPython 3.11: dict_subscript */
export function dict_subscript(vm: VM, self: Dict, key: PyObject): Result {
  return thenBorrowed(vm, dictGet(vm, self, key), giveOrMissing, self, key, null, 0, true);
}

function giveOrMissing(vm: VM, value: PyObject, self: PyObject | null, key: PyObject | null): Result {
  if (value !== STOP) return value;
  if (self!.type === vm.T.dict) return raiseKeyError(vm, key!);
  return thenBorrowed(vm, lookupSpecial(vm, self!, "__missing__"), callMissing, key, null, null, 0, true);
}

function callMissing(vm: VM, missing: PyObject, key: PyObject | null): Result {
  if (missing === STOP) return raiseKeyError(vm, key!);
  return dropAfter(vm, callOneArg(vm, missing, key!), missing);
}

/** CPython 3.11: dict_ass_sub */
export function dict_ass_sub(vm: VM, self: Dict, key: PyObject, value: PyObject | null): Result {
  if (value !== null) return dictSet(vm, self, key, value);
  return thenBorrowed(vm, dictDelete(vm, self, key), deleted, key, null, null, 0, true);
}

function deleted(vm: VM, how: PyObject, key: PyObject | null): Result {
  return how === STOP ? raiseKeyError(vm, key!) : OK;
}

/** CPython 3.11: dict___contains__ */
export function dict_contains(vm: VM, self: Dict, key: PyObject): Result {
  return then(vm, dictLookup(vm, self, key), wasFound);
}

function wasFound(vm: VM): Result {
  return vm.newBool(found.entry >= 0);
}

/** CPython 3.11: dict_richcompare */
export function dict_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!isDict(vm, a) || !isDict(vm, b) || (op !== 2 && op !== 3)) return vm.newNotImplemented();
  if (a.v.used !== b.v.used) return vm.newBool(op === 3);
  return startFrame(vm, new EqualFrame(a, b, op === 2));
}

/** CPython 3.11: dict_equal */
class EqualFrame extends NativeFrame {
  a: Dict;
  b: Dict;
  yes: boolean;
  position = 0;
  key: PyObject | null = null;
  value: PyObject | null = null;
  other: PyObject | null = null;

  constructor(a: Dict, b: Dict, yes: boolean) {
    super();
    this.a = newRef(a);
    this.b = newRef(b);
    this.yes = yes;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.other !== null) {
        vm.counts.decref(got);
        if (got !== vm.true_) return vm.newBool(!this.yes);
        this.dropEntry(vm);
        got = OK;
      } else if (this.key !== null) {
        if (found.entry < 0) return vm.newBool(!this.yes);
        this.other = newRef(this.b.v.values[found.entry]!);
        got = equalObjects(vm, this.value!, this.other);
        continue;
      }
      const table = this.a.v;
      while (this.position < table.keys.length && table.keys[this.position] === null) this.position++;
      if (this.position >= table.keys.length) return vm.newBool(this.yes);
      const i = this.position++;
      this.key = newRef(table.keys[i]!);
      this.value = newRef(table.values[i]!);
      entryHash(vm, table, i);
      got = dictLookupHashed(vm, this.b, this.key, hashRegister.low, hashRegister.high);
    }
  }

  private dropEntry(vm: VM): void {
    const refs = [this.key!, this.value!, this.other!];
    this.key = null;
    this.value = null;
    this.other = null;
    vm.counts.decrefAll(refs);
  }
}

/** CPython 3.11: dict_iter */
export function dict_iter(vm: VM, self: Dict): Result {
  return newDictIterator(vm, vm.T.dict_keyiterator, self);
}

/** CPython 3.11: dict_or */
export function dict_or(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isDict(vm, a) || !isDict(vm, b)) return vm.newNotImplemented();
  const copy = dictCopy(vm, a);
  const r = then(vm, dictUpdateArg(vm, copy, b), giveBack, copy);
  vm.counts.decref(copy);
  return r;
}

/** CPython 3.11: dict_ior */
export function dict_ior(vm: VM, self: PyObject, other: PyObject): Result {
  return thenBorrowed(vm, dictUpdateArg(vm, self, other), giveBack, self);
}

function giveBack(_vm: VM, _ok: PyObject, d: PyObject | null): Result {
  return newRef(d!);
}

// --- Methods ------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: dict_get_impl */
export function dict_get(vm: VM, self: Dict, key: PyObject, fallback: PyObject | null): Result {
  return thenBorrowed(vm, dictGet(vm, self, key), giveOrFallback, fallback, null, null, 0, true);
}

function giveOrFallback(vm: VM, value: PyObject, fallback: PyObject | null): Result {
  return value === STOP ? newRef(fallback ?? vm.none) : value;
}

/** CPython 3.11: PyDict_SetDefault */
export function dict_setdefault(vm: VM, self: Dict, key: PyObject, fallback: PyObject | null): Result {
  return thenBorrowed(vm, dictLookup(vm, self, key), foundOrSet, self, key, fallback ?? vm.none);
}

function foundOrSet(vm: VM, _ok: PyObject, self: PyObject | null, key: PyObject | null, fallback: PyObject | null): Result {
  const d = self as Dict;
  if (found.entry >= 0) return newRef(d.v.values[found.entry]!);
  storeFound(vm, d, key!, fallback!);
  return newRef(fallback!);
}

/** CPython 3.11: dict_pop_impl */
export function dict_pop(vm: VM, self: Dict, key: PyObject, fallback: PyObject | null): Result {
  return thenBorrowed(vm, dictPop(vm, self, key), poppedOr, key, fallback, null, 0, true);
}

function poppedOr(vm: VM, value: PyObject, key: PyObject | null, fallback: PyObject | null): Result {
  if (value !== STOP) return value;
  return fallback === null ? raiseKeyError(vm, key!) : newRef(fallback);
}

/** CPython 3.11: dict_popitem_impl */
export function dict_popitem(vm: VM, self: Dict): Result {
  const { keys, values, used } = self.v;
  if (used === 0) return vm.raise(vm.T.KeyError, "popitem(): dictionary is empty");
  let i = keys.length - 1;
  while (keys[i] === null) i--;
  const pair = vm.newTuple([newRef(keys[i]!), newRef(values[i]!)]);
  const before = keys.length;
  removeEntry(vm, self, i);
  if (self.v.keys.length === before) self.v.trim(i);
  return pair;
}

/** CPython 3.11: dict_update */
export function dict_update(vm: VM, self: Dict, args: PyObject[], keywords: [PyObject, PyObject][]): Result {
  const all = [...args, ...keywords.map((k) => k[1])];
  const r = dictUpdateCommon(vm, self, "update", all, keywords.length === 0 ? null : keywords.map((k) => k[0]));
  return then(vm, r, giveNone);
}

function giveNone(vm: VM): Result {
  return vm.newNone();
}

/** CPython 3.11: dict_fromkeys_impl, _PyDict_FromKeys */
export function dict_fromkeys(vm: VM, cls: PyObject, iterable: PyObject, value: PyObject | null): Result {
  return then(vm, callNoArgs(vm, cls), fillFromKeys, iterable, value ?? vm.none);
}

function fillFromKeys(vm: VM, d: PyObject, iterable: PyObject | null, value: PyObject | null): Result {
  const each = d.type === vm.T.dict ? setExact : setAny;
  const r = then(vm, forEach(vm, iterable!, each, d, value), giveBack, d);
  vm.counts.decref(d);
  return r;
}

function setExact(vm: VM, key: PyObject, d: PyObject | null, value: PyObject | null): Result {
  return dictSet(vm, d!, key, value!);
}

function setAny(vm: VM, key: PyObject, d: PyObject | null, value: PyObject | null): Result {
  return setItem(vm, d!, key, value!);
}

/** CPython 3.11: dict_clear */
export function dict_clear(vm: VM, self: Dict): Result {
  dictClear(vm, self);
  return vm.newNone();
}

/** CPython 3.11: dict_copy */
export function dict_copy(vm: VM, self: Dict): Result {
  return dictCopy(vm, self);
}

/** CPython 3.11: dict___reversed___impl */
export function dict_reversed(vm: VM, self: Dict): Result {
  return newReverseDictIterator(vm, vm.T.dict_reversekeyiterator, self);
}

/** How many places CPython's table has for that many entries added one by one. */
function tableSize(entries: number): number {
  let size = 8;
  while (Math.floor((size * 2) / 3) < entries) size *= 2;
  return size;
}

/** CPython 3.11: dict_sizeof, _PyDict_KeysSize. NOT CPYTHON: a dict that shares its keys with others, or has shrunk, is counted as if it had been filled one by one. */
export function dict_sizeof(vm: VM, self: Dict): Result {
  const { keys, index } = self.v;
  const basic = basicSize(self.type);
  if (keys.length === 0) return vm.newInt(basic);
  const size = index === null ? tableSize(keys.length) : index.length;
  const indexBytes = size < 256 ? size : size < 65536 ? size * 2 : size * 4;
  const entryBytes = index === null ? 16 : 24;
  return vm.newInt(basic + 32 + indexBytes + Math.floor((size * 2) / 3) * entryBytes);
}
