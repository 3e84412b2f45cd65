import { enterCall, leaveCall } from "../eval/c-calls.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { type PyObject, type PyType, type Result, STOP } from "../object.ts";
import { isSubtype, isType } from "../objects/type/mro.ts";
import { lookupAttrString } from "./attribute.ts";

/** `isinstance` without `__instancecheck__`: True or False. CPython 3.11: Objects/abstract.c object_isinstance */
export function isInstanceReal(vm: VM, instance: PyObject, cls: PyObject): Result {
  if (isType(vm, cls)) {
    if (isSubtype(instance.type, cls.v as PyType)) return vm.newBool(true);
    return thenBorrowed(vm, lookupAttrString(vm, instance, "__class__"), byClass, cls, instance, null, 0, true);
  }
  return thenBorrowed(
    vm,
    checkClass(vm, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union"),
    instanceOfAbstract,
    instance,
    cls,
  );
}

function byClass(vm: VM, icls: PyObject, cls: PyObject | null, instance: PyObject | null): Result {
  if (icls === STOP) return vm.newBool(false);
  const yes = icls !== instance!.type.object && isType(vm, icls) && isSubtype(icls.v as PyType, cls!.v as PyType);
  vm.counts.decref(icls);
  return vm.newBool(yes);
}

function instanceOfAbstract(vm: VM, ok: PyObject, instance: PyObject | null, cls: PyObject | null): Result {
  vm.counts.decref(ok);
  return thenBorrowed(vm, lookupAttrString(vm, instance!, "__class__"), abstractOf, cls, null, null, 0, true);
}

function abstractOf(vm: VM, icls: PyObject, cls: PyObject | null): Result {
  if (icls === STOP) return vm.newBool(false);
  return dropAfter(vm, abstractSubclass(vm, icls, cls!), icls);
}

/** `issubclass` without `__subclasscheck__`: True or False. CPython 3.11: Objects/abstract.c recursive_issubclass */
export function isSubclassReal(vm: VM, derived: PyObject, cls: PyObject): Result {
  if (isType(vm, cls) && isType(vm, derived)) return vm.newBool(isSubtype(derived.v as PyType, cls.v as PyType));
  const r = thenBorrowed(vm, checkClass(vm, derived, "issubclass() arg 1 must be a class"), checkSecond, derived, cls);
  return r;
}

function checkSecond(vm: VM, ok: PyObject, derived: PyObject | null, cls: PyObject | null): Result {
  vm.counts.decref(ok);
  return thenBorrowed(
    vm,
    checkClass(vm, cls!, "issubclass() arg 2 must be a class, a tuple of classes, or a union"),
    subclassOfAbstract,
    derived,
    cls,
  );
}

function subclassOfAbstract(vm: VM, ok: PyObject, derived: PyObject | null, cls: PyObject | null): Result {
  vm.counts.decref(ok);
  return abstractSubclass(vm, derived!, cls!);
}

/** Something with a tuple `__bases__` passes for a class; gives None. CPython 3.11: check_class, abstract_get_bases */
function checkClass(vm: VM, cls: PyObject, message: string): Result {
  if (isType(vm, cls)) return vm.newNone();
  return then(
    vm,
    lookupAttrString(vm, cls, "__bases__"),
    message.startsWith("isinstance") ? isTupleA : message.includes("arg 1") ? isTupleB : isTupleC,
    null,
    null,
    null,
    0,
    true,
  );
}

function tupleOr(vm: VM, bases: PyObject, message: string): Result {
  const yes = bases !== STOP && isSubtype(bases.type, vm.T.tuple);
  if (bases !== STOP) vm.counts.decref(bases);
  return yes ? vm.newNone() : vm.raise(vm.T.TypeError, message);
}

function isTupleA(vm: VM, bases: PyObject): Result {
  return tupleOr(vm, bases, "isinstance() arg 2 must be a type, a tuple of types, or a union");
}

function isTupleB(vm: VM, bases: PyObject): Result {
  return tupleOr(vm, bases, "issubclass() arg 1 must be a class");
}

function isTupleC(vm: VM, bases: PyObject): Result {
  return tupleOr(vm, bases, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
}

/** CPython 3.11: Objects/abstract.c abstract_issubclass, over `__bases__` of things that need not be types */
function abstractSubclass(vm: VM, derived: PyObject, cls: PyObject): Result {
  if (derived === cls) return vm.newBool(true);
  return thenBorrowed(vm, lookupAttrString(vm, derived, "__bases__"), anyBase, cls, null, null, 0, true);
}

function anyBase(vm: VM, bases: PyObject, cls: PyObject | null, _b: PyObject | null, _c: PyObject | null, from: number): Result {
  if (bases === STOP) return vm.newBool(false);
  if (!isSubtype(bases.type, vm.T.tuple)) {
    vm.counts.decref(bases);
    return vm.newBool(false);
  }
  return nextBase(vm, bases, cls!, from);
}

function nextBase(vm: VM, bases: PyObject, cls: PyObject, from: number): Result {
  const items = bases.v as PyObject[];
  if (from >= items.length) {
    vm.counts.decref(bases);
    return vm.newBool(false);
  }
  if (items.length === 1) return dropAfter(vm, abstractSubclass(vm, items[0]!, cls), bases);
  if (!enterCall(vm, " in __issubclass__")) {
    vm.counts.decref(bases);
    return null;
  }
  const first = leaveCall(vm, abstractSubclass(vm, items[from]!, cls));
  if (first === null) vm.counts.decref(bases);
  return then(vm, first, afterBase, bases, cls, null, from);
}

function afterBase(
  vm: VM,
  yes: PyObject,
  bases: PyObject | null,
  cls: PyObject | null,
  _c: PyObject | null,
  from: number,
): Result {
  if (yes === vm.true_) {
    vm.counts.decref(bases!);
    return yes;
  }
  vm.counts.decref(yes);
  return nextBase(vm, bases!, cls!, from + 1);
}
