import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../../eval/call.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type PyType, type Result, TPFLAGS_BASE_EXC_SUBCLASS } from "../../object.ts";
import { isSubtype, isType } from "../type/mro.ts";
import type { ExceptionData } from "./exception.ts";
import { groupProjection, newGroupOf } from "./group.ts";

/** Is `o` a class derived from BaseException. */
export function isExceptionClass(vm: VM, o: PyObject): boolean {
  return isType(vm, o) && ((o.v as PyType).flags & TPFLAGS_BASE_EXC_SUBCLASS) !== 0;
}

/** Is `o` an instance of BaseException. */
export function isException(o: PyObject): boolean {
  return (o.type.flags & TPFLAGS_BASE_EXC_SUBCLASS) !== 0;
}

const CANNOT_CATCH = "catching classes that do not inherit from BaseException is not allowed";

function checkClasses(vm: VM, type: PyObject): boolean {
  const types = type.type.mro.includes(vm.T.tuple) ? (type.v as PyObject[]) : [type];
  for (const t of types) {
    if (!isExceptionClass(vm, t)) {
      vm.raise(vm.T.TypeError, CANNOT_CATCH);
      return false;
    }
  }
  return true;
}

/** `except type:`; True or False. CPython 3.11: Python/ceval.c CHECK_EXC_MATCH */
export function exceptionMatchesClass(vm: VM, value: PyObject, type: PyObject): Result {
  if (!checkClasses(vm, type)) return null;
  return vm.newBool(exceptionMatches(vm, value, type));
}

/** Is the exception an instance of the class or of one of a tuple of classes. CPython 3.11: PyErr_GivenExceptionMatches */
export function exceptionMatches(vm: VM, value: PyObject, type: PyObject): boolean {
  if (type.type.mro.includes(vm.T.tuple)) return (type.v as PyObject[]).some((t) => exceptionMatches(vm, value, t));
  return isSubtype(value.type, type.v as PyType);
}

function pairOf(vm: VM, rest: PyObject, match: PyObject): Result {
  return vm.newTuple([newRef(rest), newRef(match)]);
}

/** `except* type:`: the pair of what is left and what matches. CPython 3.11: Python/ceval.c CHECK_EG_MATCH, exception_group_match */
export function exceptionGroupMatch(vm: VM, value: PyObject, type: PyObject): Result {
  if (!checkClasses(vm, type)) return null;
  const types = type.type.mro.includes(vm.T.tuple) ? (type.v as PyObject[]) : [type];
  if (types.some((t) => isSubtype(t.v as PyType, vm.T.BaseExceptionGroup)))
    return vm.raise(vm.T.TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
  if (value === vm.none) return pairOf(vm, vm.none, vm.none);
  if (exceptionMatches(vm, value, type)) {
    if (isSubtype(value.type, vm.T.BaseExceptionGroup)) return pairOf(vm, vm.none, value);
    return thenBorrowed(vm, newGroupOf(vm, [newRef(value)], true), wrapNaked, value);
  }
  if (isSubtype(value.type, vm.T.BaseExceptionGroup))
    return thenBorrowed(vm, callMethod(vm, value, "split", [type]), splitPair, value);
  return pairOf(vm, value, vm.none);
}

/** A single exception is put into a group that takes its traceback. */
function wrapNaked(vm: VM, group: PyObject<ExceptionData>, value: PyObject<ExceptionData> | null): Result {
  const traceback = value!.v.traceback;
  touchPayload(group);
  group.v.traceback = traceback === null ? null : newRef(traceback);
  return vm.newTuple([newRef(vm.none), group]);
}

function splitPair(vm: VM, pair: PyObject, value: PyObject | null): Result {
  const name = value!.type.name;
  if (!pair.type.mro.includes(vm.T.tuple)) {
    const got = pair.type.name;
    vm.counts.decref(pair);
    return vm.raise(vm.T.TypeError, `${name}.split must return a tuple, not ${got}`);
  }
  const items = pair.v as PyObject[];
  if (items.length < 2) {
    vm.counts.decref(pair);
    return vm.raise(vm.T.TypeError, `${name}.split must return a 2-tuple, got tuple of size ${items.length}`);
  }
  return dropAfter(vm, pairOf(vm, items[1]!, items[0]!), pair);
}

/**
 * The end of `try ... except*`: what is to be raised of `orig`, given the list of exceptions that handlers raised or left. None for nothing.
 * CPython 3.11: Objects/exceptions.c _PyExc_PrepReraiseStar
 */
export function prepareReraiseStar(vm: VM, orig: PyObject<ExceptionData>, excs: PyObject): Result {
  const list = (excs.v as PyObject<ExceptionData>[]).filter((e) => e !== vm.none);
  if (list.length === 0) return vm.newNone();
  if (!isSubtype(orig.type, vm.T.BaseExceptionGroup)) return newRef(list[0]!);
  const raised: PyObject[] = [];
  const reraised: PyObject<ExceptionData>[] = [];
  for (const e of list) {
    const sameMetadata =
      isSubtype(e.type, vm.T.BaseExceptionGroup) &&
      e.v.traceback === orig.v.traceback &&
      e.v.cause === orig.v.cause &&
      e.v.context === orig.v.context &&
      e.v.notes === orig.v.notes;
    if (sameMetadata || e === orig) reraised.push(e);
    else raised.push(e);
  }
  return then(vm, groupProjection(vm, orig, reraised), joinReraised, vm.newTuple(raised.map((e) => newRef(e))));
}

function joinReraised(vm: VM, projected: PyObject, raisedTuple: PyObject | null): Result {
  const raised = raisedTuple!.v as PyObject[];
  if (raised.length === 0) {
    vm.counts.decref(raisedTuple!);
    return projected;
  }
  const all = raised.map((e) => newRef(e));
  if (projected !== vm.none) all.push(projected);
  else vm.counts.decref(projected);
  vm.counts.decref(raisedTuple!);
  if (all.length > 1) return newGroupOf(vm, all);
  return all[0]!;
}
