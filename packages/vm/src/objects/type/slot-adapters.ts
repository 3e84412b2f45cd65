import { newRef } from "@vivarium/heap";
import { CALLING } from "../../eval/arguments.ts";
import { enterCall, leaveCall } from "../../eval/c-calls.ts";
import { callObject } from "../../eval/call.ts";
import {
  dropAfter,
  holdWhilePending,
  orElse,
  orElseBorrowed,
  andThen as then,
  andThenBorrowed as thenBorrowed,
} from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  type BinaryOp,
  OK,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  type SlotName,
  type Slots,
  STOP,
  type TernaryOp,
  TPFLAGS_METHOD_DESCRIPTOR,
} from "../../object.ts";
import { genericGetAttr } from "../../protocol/attribute.ts";
import { containsByIteration } from "../../protocol/sequence.ts";
import { truth } from "../../protocol/truth.ts";
import { typeLookup } from "./lookup.ts";
import { isSubtype } from "./mro.ts";

/*
 * Slots of classes written in Python: each looks the method up along the MRO and calls it (CPython 3.11: Objects/typeobject.c slot_*).
 */

/** Calls the special method `name` of `self`, found on its type; STOP-less. Gives null with nothing raised never: ask `typeLookup` first. */
export function callSpecial(vm: VM, self: PyObject, method: PyObject, args: readonly PyObject[]): Result {
  if ((method.type.flags & TPFLAGS_METHOD_DESCRIPTOR) !== 0) return callObject(vm, method, [self, ...args], null);
  const get = method.type.tp_descr_get;
  if (get === null) return callObject(vm, method, args, null);
  const bound = get(vm, method, self, self.type.object);
  if (args.length === 0) return then(vm, bound, callBound0);
  return thenBorrowed(vm, bound, callBound, args[0]!, args[1] ?? null, args[2] ?? null, args.length);
}

function callBound0(vm: VM, bound: PyObject): Result {
  return dropAfter(vm, callObject(vm, bound, [], null), bound);
}

function callBound(vm: VM, bound: PyObject, a: PyObject | null, b: PyObject | null, c: PyObject | null, n: number): Result {
  const args = [a, b, c].slice(0, n) as PyObject[];
  return dropAfter(vm, callObject(vm, bound, args, null), bound);
}

/** Calls `type(self).name(self, *args)`; AttributeError when it is gone. CPython 3.11: vectorcall_method */
function callNamed(vm: VM, self: PyObject, name: string, args: readonly PyObject[]): Result {
  const method = typeLookup(vm, self.type, name);
  if (method === null) return vm.raise(vm.T.AttributeError, name);
  return callSpecial(vm, self, method, args);
}

function callOrNotImplemented(vm: VM, self: PyObject, name: string, other: PyObject): Result {
  const method = typeLookup(vm, self.type, name);
  if (method === null) return vm.newNotImplemented();
  return callSpecial(vm, self, method, [other]);
}

/** CPython 3.11: SLOT1BINFULL */
function binaryAdapter(slot: SlotName, name: string, reflected: string, filler?: () => unknown): BinaryOp {
  const adapter = (vm: VM, a: PyObject, b: PyObject): Result => {
    const mine = a.type[slot] === (filler === undefined ? adapter : filler());
    const theirs = a.type !== b.type && b.type[slot] === (filler === undefined ? adapter : filler());
    if (!mine) return theirs ? callOrNotImplemented(vm, b, reflected, a) : vm.newNotImplemented();
    if (theirs && isSubtype(b.type, a.type) && overrides(vm, b.type, a.type, reflected)) {
      const r = callOrNotImplemented(vm, b, reflected, a);
      return thenBorrowed(vm, r, afterReflectedFirst, a, b, null, binaryNames.indexOf(name));
    }
    return thenBorrowed(vm, callOrNotImplemented(vm, a, name, b), afterLeft, a, b, null, theirs ? binaryNames.indexOf(name) : -1);
  };
  return adapter;
}

/** Does the subtype define `name` differently from its base. CPython 3.11: method_is_overloaded */
function overrides(vm: VM, sub: PyType, base: PyType, name: string): boolean {
  const theirs = typeLookup(vm, sub, name);
  return theirs !== null && theirs !== typeLookup(vm, base, name);
}

function afterReflectedFirst(
  vm: VM,
  value: PyObject,
  a: PyObject | null,
  b: PyObject | null,
  _c: PyObject | null,
  n: number,
): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  // The reflected method was asked; only the left one is left.
  return thenBorrowed(vm, callOrNotImplemented(vm, a!, binaryNames[n]!, b!), afterLeft, a, b, null, -1);
}

function afterLeft(vm: VM, value: PyObject, a: PyObject | null, b: PyObject | null, _c: PyObject | null, n: number): Result {
  if (value !== vm.notImplemented || n < 0) return value;
  vm.counts.decref(value);
  return callOrNotImplemented(vm, b!, reflectedName(binaryNames[n]!), a!);
}

function reflectedName(name: string): string {
  return `__r${name.slice(2)}`;
}

const binaryNames: readonly string[] = [
  "__add__",
  "__sub__",
  "__mul__",
  "__mod__",
  "__divmod__",
  "__lshift__",
  "__rshift__",
  "__and__",
  "__xor__",
  "__or__",
  "__floordiv__",
  "__truediv__",
  "__matmul__",
  "__pow__",
];

/** CPython 3.11: slot_nb_power; three arguments go to `__pow__` of the first alone. */
function powerAdapter(): TernaryOp {
  const adapter: TernaryOp = (vm, a, b, c) => {
    if (c === vm.none) return two(vm, a, b);
    if (a.type.nb_power !== adapter) return vm.newNotImplemented();
    return callNamed(vm, a, "__pow__", [b, c]);
  };
  const two = binaryAdapter("nb_power", "__pow__", "__rpow__", () => adapter);
  return adapter;
}

const compareNames = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"] as const;

function toBool(what: string): (vm: VM, value: PyObject) => Result {
  return (vm, value) => {
    if (value.type === vm.T.bool) return value;
    const name = value.type.name;
    vm.counts.decref(value);
    return vm.raise(vm.T.TypeError, `${what} should return bool, returned ${name}`);
  };
}

const boolResult = toBool("__bool__");

/** The result of `__len__` as a size. CPython 3.11: slot_sq_length */
export function checkLength(vm: VM, value: PyObject): Result {
  if (value.type !== vm.T.int) {
    if (!isSubtype(value.type, vm.T.int)) {
      const index = value.type.nb_index;
      if (index === null) {
        const name = value.type.name;
        vm.counts.decref(value);
        return vm.raise(vm.T.TypeError, `'${name}' object cannot be interpreted as an integer`);
      }
      return dropAfter(vm, then(vm, index(vm, value), checkLength), value);
    }
  }
  const n = value.v as number | bigint;
  if (n < 0) {
    vm.counts.decref(value);
    return vm.raise(vm.T.ValueError, "__len__() should return >= 0");
  }
  if (n > 9223372036854775807n) {
    vm.counts.decref(value);
    return vm.raise(vm.T.OverflowError, "cannot fit 'int' into an index-sized integer");
  }
  return exactInt(vm, value);
}

function exactInt(vm: VM, value: PyObject): Result {
  if (value.type === vm.T.int) return value;
  const n = value.v as number | bigint;
  vm.counts.decref(value);
  return typeof n === "number" ? vm.newInt(n) : vm.newIntFromBig(n);
}

function lengthToBool(vm: VM, value: PyObject): Result {
  const yes = value.v !== 0;
  vm.counts.decref(value);
  return vm.newBool(yes);
}

/** CPython 3.11: slot_nb_bool */
function slotBool(vm: VM, self: PyObject): Result {
  const method = typeLookup(vm, self.type, "__bool__");
  if (method !== null) return then(vm, callSpecial(vm, self, method, []), boolResult);
  const length = typeLookup(vm, self.type, "__len__");
  if (length === null) return vm.newBool(true);
  return then(vm, then(vm, callSpecial(vm, self, length, []), checkLength), lengthToBool);
}

/** CPython 3.11: slot_tp_hash */
function slotHash(vm: VM, self: PyObject): Result {
  const method = typeLookup(vm, self.type, "__hash__");
  if (method === null || method === vm.none) return vm.raise(vm.T.TypeError, `unhashable type: '${self.type.name}'`);
  return then(vm, callSpecial(vm, self, method, []), hashResult);
}

function hashResult(vm: VM, value: PyObject): Result {
  if (!isSubtype(value.type, vm.T.int)) {
    vm.counts.decref(value);
    return vm.raise(vm.T.TypeError, "__hash__ method should return an integer");
  }
  const n = value.v as number | bigint;
  const fits = n >= -9223372036854775808n && n <= 9223372036854775807n;
  // A result that does not fit is hashed like the int it is.
  const h = fits ? BigInt(n) : n < 0 ? -(-BigInt(n) % ((1n << 61n) - 1n)) : BigInt(n) % ((1n << 61n) - 1n);
  vm.counts.decref(value);
  return vm.newIntFromBig(h === -1n ? -2n : h);
}

/** CPython 3.11: slot_tp_richcompare */
function slotCompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  return callOrNotImplemented(vm, a, compareNames[op]!, b);
}

/** CPython 3.11: slot_tp_getattro */
function slotGetAttribute(vm: VM, self: PyObject, name: PyObject<string>): Result {
  return callNamed(vm, self, "__getattribute__", [name]);
}

/** CPython 3.11: slot_tp_getattr_hook */
function slotGetAttrHook(vm: VM, self: PyObject, name: PyObject<string>): Result {
  const getattribute = typeLookup(vm, self.type, "__getattribute__");
  const native = getattribute === null || isWrapperOf(vm, getattribute, "tp_getattro", genericGetAttr);
  const first = native ? genericGetAttr(vm, self, name) : callBoundSpecial(vm, self, getattribute, name);
  return orElseBorrowed(vm, first, askGetAttr, self, name);
}

function askGetAttr(vm: VM, self: PyObject | null, name: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.AttributeError)) return null;
  const getattr = typeLookup(vm, self!.type, "__getattr__");
  if (getattr === null) return null;
  vm.clearException();
  return callBoundSpecial(vm, self!, getattr, name!);
}

/** Binds what was found on the type, then calls it with one argument. CPython 3.11: call_attribute */
function callBoundSpecial(vm: VM, self: PyObject, found: PyObject, arg: PyObject): Result {
  const get = found.type.tp_descr_get;
  if (get === null) return callObject(vm, found, [arg], null);
  return thenBorrowed(vm, get(vm, found, self, self.type.object), callBound, arg, null, null, 1);
}

/** Is `descr` the slot wrapper of exactly this function. */
export function isWrapperOf(vm: VM, descr: PyObject, slot: SlotName, fn: unknown): boolean {
  if (descr.type !== vm.T.wrapper_descriptor) return false;
  const v = descr.v as { slot: SlotName; fn: unknown };
  return v.slot === slot && v.fn === fn;
}

function drop(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return OK;
}

/** CPython 3.11: slot_tp_setattro */
function slotSetAttr(vm: VM, self: PyObject, name: PyObject<string>, value: PyObject | null): Result {
  const r = value === null ? callNamed(vm, self, "__delattr__", [name]) : callNamed(vm, self, "__setattr__", [name, value]);
  return then(vm, r, drop);
}

/** CPython 3.11: slot_tp_descr_get */
function slotDescrGet(vm: VM, descr: PyObject, instance: PyObject | null, owner: PyObject | null): Result {
  const get = typeLookup(vm, descr.type, "__get__");
  if (get === null) return newRef(descr);
  return callObject(vm, get, [descr, instance ?? vm.none, owner ?? vm.none], null);
}

/** CPython 3.11: slot_tp_descr_set */
function slotDescrSet(vm: VM, descr: PyObject, instance: PyObject, value: PyObject | null): Result {
  const r = value === null ? callNamed(vm, descr, "__delete__", [instance]) : callNamed(vm, descr, "__set__", [instance, value]);
  return then(vm, r, drop);
}

/** CPython 3.11: slot_tp_init */
function slotInit(vm: VM, self: PyObject, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const init = typeLookup(vm, self.type, "__init__")!;
  return then(vm, callMethodDescriptor(vm, init, self, args, kwnames), initResult);
}

function initResult(vm: VM, value: PyObject): Result {
  const none = value === vm.none;
  const name = value.type.name;
  vm.counts.decref(value);
  if (!none) return vm.raise(vm.T.TypeError, `__init__() should return None, not '${name}'`);
  return OK;
}

/** Calls what was found on the type with `self` in front, or bound. */
export function callMethodDescriptor(
  vm: VM,
  method: PyObject,
  self: PyObject,
  args: readonly PyObject[],
  kwnames: readonly PyObject[] | null,
): Result {
  const all = [self, ...args];
  if ((method.type.flags & TPFLAGS_METHOD_DESCRIPTOR) !== 0)
    return unpacked(vm, callObject(vm, method, all, kwnames), all, kwnames);
  const get = method.type.tp_descr_get;
  if (get === null) return callObject(vm, method, args, kwnames);
  const bound = get(vm, method, self, self.type.object);
  if (bound === null || bound === PENDING) {
    return bound === null ? null : callWhenBound(vm, args, kwnames);
  }
  return dropAfter(vm, unpacked(vm, callObject(vm, bound, args, kwnames), args, kwnames), bound);
}

/** Keyword arguments in a dict are copied to a stack, and the positional ones with them. CPython 3.11: Objects/call.c _PyStack_UnpackDict */
export function unpacked(vm: VM, r: Result, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  return kwnames === null || kwnames.length === 0 ? r : holdWhilePending(vm, r, args);
}

/** The binding is pending: the arguments wait in tuples. */
function callWhenBound(vm: VM, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const tuple = vm.newTuple(args.map((a) => newRef(a)));
  const names = kwnames === null ? null : vm.newTuple(kwnames.map((k) => newRef(k)));
  const r = then(vm, PENDING, callWithTuple, tuple, names);
  vm.counts.decref(tuple);
  if (names !== null) vm.counts.decref(names);
  return r;
}

function callWithTuple(vm: VM, bound: PyObject, args: PyObject | null, kwnames: PyObject | null): Result {
  return dropAfter(vm, callObject(vm, bound, args!.v as PyObject[], kwnames === null ? null : (kwnames.v as PyObject[])), bound);
}

/** CPython 3.11: slot_tp_new */
export function slotNew(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const found = typeLookup(vm, type, "__new__")!;
  const get = found.type.tp_descr_get;
  const func = get === null ? newRef(found) : get(vm, found, null, type.object);
  if (func === null) return null;
  if (func === PENDING) return callWhenBound(vm, [type.object, ...args], kwnames);
  const all = [type.object, ...args];
  return dropAfter(vm, unpacked(vm, callObject(vm, func, all, kwnames), all, kwnames), func);
}

/** CPython 3.11: slot_tp_call */
function slotCall(vm: VM, self: PyObject, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const call = typeLookup(vm, self.type, "__call__");
  if (call === null) return vm.raise(vm.T.TypeError, `'${self.type.name}' object is not callable`);
  return enterCall(vm, CALLING) ? leaveCall(vm, callMethodDescriptor(vm, call, self, args, kwnames)) : null;
}

/** CPython 3.11: slot_tp_iter */
function slotIter(vm: VM, self: PyObject): Result {
  const iter = typeLookup(vm, self.type, "__iter__");
  if (iter === vm.none) return vm.raise(vm.T.TypeError, `'${self.type.name}' object is not iterable`);
  if (iter !== null) return callSpecial(vm, self, iter, []);
  if (typeLookup(vm, self.type, "__getitem__") === null)
    return vm.raise(vm.T.TypeError, `'${self.type.name}' object is not iterable`);
  return vm.T.iterator.tp_new!(vm, vm.T.iterator, [self], null);
}

/** CPython 3.11: slot_tp_iternext; StopIteration becomes STOP. */
function slotNext(vm: VM, self: PyObject): Result {
  return orElseBorrowed(vm, callNamed(vm, self, "__next__", []), stopIterationToStop);
}

/** A StopIteration that was raised becomes STOP, its value `stopValue`. */
export function stopIterationToStop(vm: VM): Result {
  if (!vm.exceptionMatches(vm.T.StopIteration)) return null;
  const e = vm.thread.exception!;
  const value = (e.v as { value: PyObject | null }).value;
  vm.thread.stopValue = value === null || value === vm.none ? null : newRef(value);
  vm.clearException();
  return STOP;
}

/** CPython 3.11: slot_mp_subscript and slot_sq_item */
function slotGetItem(vm: VM, self: PyObject, key: PyObject): Result {
  return callNamed(vm, self, "__getitem__", [key]);
}

function slotSetItem(vm: VM, self: PyObject, key: PyObject, value: PyObject | null): Result {
  const r = value === null ? callNamed(vm, self, "__delitem__", [key]) : callNamed(vm, self, "__setitem__", [key, value]);
  return then(vm, r, drop);
}

function slotSequenceGetItem(vm: VM, self: PyObject, index: number): Result {
  const key = vm.newInt(index);
  return dropAfter(vm, callNamed(vm, self, "__getitem__", [key]), key);
}

function slotSequenceSetItem(vm: VM, self: PyObject, index: number, value: PyObject | null): Result {
  const key = vm.newInt(index);
  return dropAfter(vm, slotSetItem(vm, self, key, value), key);
}

/** CPython 3.11: slot_sq_contains */
function slotContains(vm: VM, self: PyObject, value: PyObject): Result {
  const method = typeLookup(vm, self.type, "__contains__");
  if (method === vm.none) return vm.raise(vm.T.TypeError, `'${self.type.name}' object is not a container`);
  if (method !== null) return then(vm, callSpecial(vm, self, method, [value]), truthOf);
  return containsByIteration(vm, self, value);
}

function truthOf(vm: VM, value: PyObject): Result {
  return dropAfter(vm, truth(vm, value), value);
}

function slotLength(vm: VM, self: PyObject): Result {
  return then(vm, callNamed(vm, self, "__len__", []), checkLength);
}

/** CPython 3.11: slot_tp_finalize */
function slotFinalize(vm: VM, self: PyObject): Result {
  const del = typeLookup(vm, self.type, "__del__");
  if (del === null) return OK;
  return orElse(vm, callSpecial(vm, self, del, []), finalizerFailed, del);
}

/** What a `__del__` raises is reported with the function, not with the object. */
function finalizerFailed(vm: VM, del: PyObject | null): Result {
  vm.unraisable(del);
  return OK;
}

const unaryAdapters = new Map<string, Slots["tp_repr"]>();

/** The adapter of a plain unary method; one function a name, so that slots can be compared. */
function unary(name: string): Slots["tp_repr"] {
  let adapter = unaryAdapters.get(name);
  if (adapter === undefined) {
    adapter = (vm, self) => callNamed(vm, self, name, []);
    unaryAdapters.set(name, adapter);
  }
  return adapter;
}

function inplace(name: string): Slots["nb_add"] {
  return (vm, a, b) => callNamed(vm, a, name, [b]);
}

/** The function that fills a slot when a class defines the method in Python. */
export const slotAdapters: Partial<Slots> = {
  tp_getattro: slotGetAttribute,
  tp_setattro: slotSetAttr,
  tp_repr: unary("__repr__"),
  tp_hash: slotHash,
  tp_call: slotCall,
  tp_str: unary("__str__"),
  tp_richcompare: slotCompare,
  tp_iter: slotIter,
  tp_iternext: slotNext,
  tp_descr_get: slotDescrGet,
  tp_descr_set: slotDescrSet,
  tp_init: slotInit,
  tp_finalize: slotFinalize,
  am_await: unary("__await__"),
  am_aiter: unary("__aiter__"),
  am_anext: unary("__anext__"),
  nb_add: binaryAdapter("nb_add", "__add__", "__radd__"),
  nb_subtract: binaryAdapter("nb_subtract", "__sub__", "__rsub__"),
  nb_multiply: binaryAdapter("nb_multiply", "__mul__", "__rmul__"),
  nb_remainder: binaryAdapter("nb_remainder", "__mod__", "__rmod__"),
  nb_divmod: binaryAdapter("nb_divmod", "__divmod__", "__rdivmod__"),
  nb_power: powerAdapter(),
  nb_negative: unary("__neg__"),
  nb_positive: unary("__pos__"),
  nb_absolute: unary("__abs__"),
  nb_bool: slotBool,
  nb_invert: unary("__invert__"),
  nb_lshift: binaryAdapter("nb_lshift", "__lshift__", "__rlshift__"),
  nb_rshift: binaryAdapter("nb_rshift", "__rshift__", "__rrshift__"),
  nb_and: binaryAdapter("nb_and", "__and__", "__rand__"),
  nb_xor: binaryAdapter("nb_xor", "__xor__", "__rxor__"),
  nb_or: binaryAdapter("nb_or", "__or__", "__ror__"),
  nb_int: unary("__int__"),
  nb_float: unary("__float__"),
  nb_inplace_add: inplace("__iadd__"),
  nb_inplace_subtract: inplace("__isub__"),
  nb_inplace_multiply: inplace("__imul__"),
  nb_inplace_remainder: inplace("__imod__"),
  nb_inplace_power: (vm, a, b) => callNamed(vm, a, "__ipow__", [b]),
  nb_inplace_lshift: inplace("__ilshift__"),
  nb_inplace_rshift: inplace("__irshift__"),
  nb_inplace_and: inplace("__iand__"),
  nb_inplace_xor: inplace("__ixor__"),
  nb_inplace_or: inplace("__ior__"),
  nb_floor_divide: binaryAdapter("nb_floor_divide", "__floordiv__", "__rfloordiv__"),
  nb_true_divide: binaryAdapter("nb_true_divide", "__truediv__", "__rtruediv__"),
  nb_inplace_floor_divide: inplace("__ifloordiv__"),
  nb_inplace_true_divide: inplace("__itruediv__"),
  nb_index: unary("__index__"),
  nb_matrix_multiply: binaryAdapter("nb_matrix_multiply", "__matmul__", "__rmatmul__"),
  nb_inplace_matrix_multiply: inplace("__imatmul__"),
  mp_length: slotLength,
  mp_subscript: slotGetItem,
  mp_ass_subscript: slotSetItem,
  sq_length: slotLength,
  sq_item: slotSequenceGetItem,
  sq_ass_item: slotSequenceSetItem,
  sq_contains: slotContains,
};

/** The adapter for classes that define `__getattr__`. */
export const getAttrHook: Slots["tp_getattro"] = slotGetAttrHook;
