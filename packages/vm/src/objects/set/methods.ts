import { newRef, touchPayload } from "@vivarium/heap";
import { checkPositional, noKeywords } from "../../builtins/check-arguments.ts";
import { callMethod } from "../../eval/call.ts";
import { orElseBorrowed, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type PyType, type Result } from "../../object.ts";
import { hashObject, hashRegister, registerAsInt, setBigHash } from "../../protocol/hash.ts";
import { repr } from "../../protocol/repr.ts";
import { reprEnter, reprLeave } from "../container-repr.ts";
import { raiseKeyError } from "../exceptions/raise.ts";
import { basicSize } from "../type/basic-size.ts";
import * as op from "./operations.ts";
import {
  discardFound,
  isAnySet,
  isSet,
  makeSet,
  newSet,
  type PySet,
  setAddKey,
  setClear,
  setFound,
  setLookup,
  setUpdateFrom,
} from "./set.ts";
import { DISCARDED } from "./table.ts";

/** CPython 3.11: Objects/setobject.c set_new */
export function set_new(vm: VM, type: PyType): Result {
  return newSet(vm, type);
}

/** CPython 3.11: set_init, set_vectorcall */
export function set_init(vm: VM, self: PySet, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (!noKeywords(vm, "set", kwnames) || !checkPositional(vm, self.type.name, args.length, 0, 1)) return null;
  if (self.v.fill > 0) setClear(vm, self);
  return args.length === 0 ? OK : setUpdateFrom(vm, self, args[0]!);
}

/** CPython 3.11: frozenset_new, frozenset_vectorcall */
export function frozenset_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const exact = type === vm.T.frozenset;
  if (exact || type.tp_init === vm.T.frozenset.tp_init) if (!noKeywords(vm, "frozenset", kwnames)) return null;
  const count = args.length - (kwnames?.length ?? 0);
  if (!checkPositional(vm, type.name, count, 0, 1)) return null;
  const iterable = count === 0 ? null : args[0]!;
  if (exact && iterable !== null && iterable.type === type) return newRef(iterable);
  return makeSet(vm, type, iterable);
}

/** CPython 3.11: set_repr */
export function set_repr(vm: VM, self: PySet): Result {
  if (reprEnter(vm, self)) return vm.newStr(`${self.type.name}(...)`);
  if (self.v.used === 0) {
    reprLeave(vm, self);
    return vm.newStr(`${self.type.name}()`);
  }
  const list = vm.newList(self.v.list().map(newRef));
  const r = thenBorrowed(vm, repr(vm, list), aroundItems, self);
  vm.counts.decref(list);
  return orElseBorrowed(vm, r, leaveFailed, self);
}

function aroundItems(vm: VM, text: PyObject, self: PyObject | null): Result {
  const items = (text.v as string).slice(1, -1);
  vm.counts.decref(text);
  reprLeave(vm, self!);
  return vm.newStr(self!.type === vm.T.set ? `{${items}}` : `${self!.type.name}({${items}})`);
}

function leaveFailed(vm: VM, self: PyObject | null): Result {
  reprLeave(vm, self!);
  return null;
}

export function set_length(vm: VM, self: PySet): Result {
  return vm.newInt(self.v.used);
}

const MASK = (1n << 64n) - 1n;

/** CPython 3.11: _shuffle_bits */
function shuffle(h: bigint): bigint {
  return ((h ^ 89869747n ^ ((h << 16n) & MASK)) * 3644798167n) & MASK;
}

/** CPython 3.11: frozenset_hash */
export function frozenset_hash(vm: VM, self: PySet): Result {
  const table = self.v;
  if (table.hash === null) {
    let h = 0n;
    for (let i = table.nextKey(0); i >= 0; i = table.nextKey(i + 1))
      h ^= shuffle((BigInt(table.high[i]! >>> 0) << 32n) | BigInt(table.low[i]! >>> 0));
    h ^= ((BigInt(table.used) + 1n) * 1927868237n) & MASK;
    h ^= (h >> 11n) ^ (h >> 25n);
    h = (h * 69069n + 907133923n) & MASK;
    touchPayload(self);
    table.hash = BigInt.asIntN(64, h) === -1n ? 590923713n : BigInt.asIntN(64, h);
  }
  setBigHash(table.hash);
  return registerAsInt(vm);
}

// --- Keys that may be sets themselves -----------------------------------------------------------------------------------------

/** Finds any key: OK with `setFound`. A set, which has no hash, is looked for as the frozenset it is equal to. CPython 3.11: set_contains */
function lookupAny(vm: VM, self: PySet, key: PyObject): Result {
  const r = thenBorrowed(vm, hashObject(vm, key), lookupWithHash, self, key);
  return isSet(vm, key) ? orElseBorrowed(vm, r, lookupFrozen, self, key) : r;
}

function lookupWithHash(vm: VM, _ok: PyObject, self: PyObject | null, key: PyObject | null): Result {
  return setLookup(vm, self!, key!, hashRegister.low, hashRegister.high);
}

function lookupFrozen(vm: VM, self: PyObject | null, key: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.TypeError)) return null;
  vm.clearException();
  return thenBorrowed(vm, makeSet(vm, vm.T.frozenset, key!), lookupCopy, self);
}

function lookupCopy(vm: VM, frozen: PyObject, self: PyObject | null): Result {
  const r = then(vm, hashObject(vm, frozen), lookupWithHash, self, frozen);
  vm.counts.decref(frozen);
  return r;
}

/** CPython 3.11: set_contains */
export function set_contains(vm: VM, self: PySet, key: PyObject): Result {
  return then(vm, lookupAny(vm, self, key), wasThere);
}

function wasThere(vm: VM): Result {
  return vm.newBool(setFound.there);
}

/** CPython 3.11: set_remove */
export function set_remove(vm: VM, self: PySet, key: PyObject): Result {
  return thenBorrowed(vm, lookupAny(vm, self, key), removeFound, self, key);
}

function removeFound(vm: VM, ok: PyObject, self: PyObject | null, key: PyObject | null): Result {
  if (!setFound.there) return raiseKeyError(vm, key!);
  discardFound(vm, ok, self);
  return vm.newNone();
}

/** CPython 3.11: set_discard */
export function set_discard(vm: VM, self: PySet, key: PyObject): Result {
  return then(vm, thenBorrowed(vm, lookupAny(vm, self, key), discardFound, self), giveNone);
}

function giveNone(vm: VM): Result {
  return vm.newNone();
}

/** CPython 3.11: set_add */
export function set_add(vm: VM, self: PySet, key: PyObject): Result {
  return then(vm, setAddKey(vm, self, key), giveNone);
}

/** CPython 3.11: set_pop */
export function set_pop(vm: VM, self: PySet): Result {
  const table = self.v;
  if (table.used === 0) return vm.raise(vm.T.KeyError, "pop from an empty set");
  touchPayload(self);
  let i = table.finger & table.mask;
  while (table.keys[i] === null || table.keys[i] === DISCARDED) i = i === table.mask ? 0 : i + 1;
  const key = table.clearSlot(i);
  table.finger = i + 1;
  return key;
}

/** CPython 3.11: set_clear */
export function set_clear(vm: VM, self: PySet): Result {
  setClear(vm, self);
  return vm.newNone();
}

/** CPython 3.11: frozenset_copy */
export function frozenset_copy(vm: VM, self: PySet): Result {
  return self.type === vm.T.frozenset ? newRef(self) : op.set_copy(vm, self);
}

/** CPython 3.11: set_reduce */
export function set_reduce(vm: VM, self: PySet): Result {
  return thenBorrowed(vm, callMethod(vm, self, "__getstate__", []), reduceWithState, self);
}

function reduceWithState(vm: VM, state: PyObject, self: PyObject | null): Result {
  const keys = vm.newList((self as PySet).v.list().map(newRef));
  return vm.newTuple([newRef(self!.type.object), vm.newTuple([keys]), state]);
}

/** CPython 3.11: set_sizeof */
export function set_sizeof(vm: VM, self: PySet): Result {
  const size = self.v.mask + 1;
  return vm.newInt(basicSize(self.type) + (size > 8 ? size * 16 : 0));
}

// --- Operators ----------------------------------------------------------------------------------------------------------------

type SetOperation = (vm: VM, a: PySet, b: PyObject) => Result;

/** An operator between two sets of any kind. CPython 3.11: set_or, set_and, set_sub, set_xor */
function binary(operation: SetOperation): SetOperation {
  return (vm, a, b) => (isAnySet(vm, a) && isAnySet(vm, b) ? operation(vm, a, b) : vm.newNotImplemented());
}

/** An in-place operator. CPython 3.11: set_ior, set_iand, set_isub, set_ixor */
function inplace(operation: SetOperation): SetOperation {
  return (vm, a, b) => (isAnySet(vm, b) ? thenBorrowed(vm, operation(vm, a, b), giveSelf, a) : vm.newNotImplemented());
}

function giveSelf(_vm: VM, _ok: PyObject, self: PyObject | null): Result {
  return newRef(self!);
}

export const set_or: SetOperation = binary((vm, a, b) => op.set_union(vm, a, [b]));
export const set_and: SetOperation = binary(op.set_intersection);
export const set_sub: SetOperation = binary(op.set_difference);
export const set_xor: SetOperation = binary(op.set_symmetric_difference);
export const set_ior: SetOperation = inplace(setUpdateFrom);
export const set_iand: SetOperation = inplace((vm, a, b) => thenBorrowed(vm, op.set_intersection(vm, a, b), op.takeBody, a));
export const set_isub: SetOperation = inplace(op.setDifferenceUpdate);
export const set_ixor: SetOperation = inplace(op.setSymmetricDifferenceUpdate);
