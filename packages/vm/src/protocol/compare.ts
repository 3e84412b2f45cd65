import { countedCall } from "../eval/c-calls.ts";
import { dropAfter, andThenBorrowed as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { truth } from "./truth.ts";

export const Py_LT = 0;
export const Py_LE = 1;
export const Py_EQ = 2;
export const Py_NE = 3;
export const Py_GT = 4;
export const Py_GE = 5;

const swapped: readonly number[] = [Py_GT, Py_GE, Py_EQ, Py_NE, Py_LT, Py_LE];
const symbols: readonly string[] = ["<", "<=", "==", "!=", ">", ">="];

/** `a op b`; any value. CPython 3.11: Objects/object.c PyObject_RichCompare */
export function richCompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  return countedCall(vm, " in comparison", compareNow, a, b, op);
}

function compareNow(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  const first = a.type !== b.type && b.type.tp_richcompare !== null && isSubtype(b.type, a.type);
  return first
    ? then(vm, b.type.tp_richcompare!(vm, b, a, swapped[op]!), afterSubtype, a, b, null, op)
    : askLeft(vm, a, b, op, false);
}

function afterSubtype(vm: VM, value: PyObject, a: PyObject | null, b: PyObject | null, _c: PyObject | null, op: number): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  return askLeft(vm, a!, b!, op, true);
}

function askLeft(vm: VM, a: PyObject, b: PyObject, op: number, reflectedAsked: boolean): Result {
  const compare = a.type.tp_richcompare;
  if (compare === null) return reflectedAsked ? byIdentity(vm, a, b, op) : askRight(vm, a, b, op);
  const r = compare(vm, a, b, op);
  return then(vm, r, reflectedAsked ? afterLeftLast : afterLeft, a, b, null, op);
}

function afterLeft(vm: VM, value: PyObject, a: PyObject | null, b: PyObject | null, _c: PyObject | null, op: number): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  return askRight(vm, a!, b!, op);
}

function afterLeftLast(vm: VM, value: PyObject, a: PyObject | null, b: PyObject | null, _c: PyObject | null, op: number): Result {
  if (value !== vm.notImplemented) return value;
  vm.counts.decref(value);
  return byIdentity(vm, a!, b!, op);
}

function askRight(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  const compare = b.type.tp_richcompare;
  if (compare === null) return byIdentity(vm, a, b, op);
  return then(vm, compare(vm, b, a, swapped[op]!), afterLeftLast, a, b, null, op);
}

function byIdentity(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (op === Py_EQ) return vm.newBool(a === b);
  if (op === Py_NE) return vm.newBool(a !== b);
  return vm.raise(vm.T.TypeError, `'${symbols[op]}' not supported between instances of '${a.type.name}' and '${b.type.name}'`);
}

/** `a op b` as True or False; the same object is equal to itself. CPython 3.11: PyObject_RichCompareBool */
export function compareBool(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (a === b) {
    if (op === Py_EQ) return vm.newBool(true);
    if (op === Py_NE) return vm.newBool(false);
  }
  return then(vm, richCompare(vm, a, b, op), asBool);
}

function asBool(vm: VM, value: PyObject): Result {
  if (value === vm.true_ || value === vm.false_) return value;
  return dropAfter(vm, truth(vm, value), value);
}

/** `a is b or a == b` as True or False. */
export function equalObjects(vm: VM, a: PyObject, b: PyObject): Result {
  return compareBool(vm, a, b, Py_EQ);
}
