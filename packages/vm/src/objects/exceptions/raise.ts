import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PyObject, PyType } from "../../object.ts";
import { type ExceptionData, newException, setExceptionField } from "./exception.ts";

/** Sets a new exception of a built-in class as the one that propagates; takes over `args`. Gives null. */
export function raiseException(vm: VM, type: PyType, args: PyObject[]): null {
  return raiseObject(vm, newException(vm, type, args));
}

/** The exception that is being handled now, borrowed; null for none. CPython 3.11: Python/errors.c _PyErr_GetTopmostException */
export function handledException(vm: VM): PyObject | null {
  for (let item: typeof vm.thread.exceptionInfo | null = vm.thread.exceptionInfo; item !== null; item = item.previous)
    if (item.value !== null && item.value !== vm.none) return item.value;
  return null;
}

/** Sets `e`, given away, as the one that propagates, and chains it to the one being handled. Gives null. CPython 3.11: Python/errors.c _PyErr_SetObject */
export function raiseObject(vm: VM, e: PyObject<ExceptionData>): null {
  const handled = handledException(vm);
  if (handled !== null && handled !== e) {
    breakCycle(vm, handled, e);
    setContext(vm, e, newRef(handled));
  }
  restoreException(vm, e);
  return null;
}

/** Sets `e`, given away, as the one that propagates, as it is. CPython 3.11: PyErr_Restore */
export function restoreException(vm: VM, e: PyObject): void {
  const old = vm.thread.exception;
  vm.thread.exception = e;
  if (old !== null) vm.counts.decref(old);
}

/** `e` must not be among the contexts of what becomes its context. */
function breakCycle(vm: VM, handled: PyObject<ExceptionData>, e: PyObject): void {
  let o = handled;
  let slow = handled;
  let move = false;
  for (;;) {
    const context: PyObject<ExceptionData> | null = o.v.context;
    if (context === null) return;
    if (context === e) {
      setContext(vm, o, null);
      return;
    }
    o = context;
    if (o === slow) return; // an older cycle that e is not part of
    if (move) slow = slow.v.context!;
    move = !move;
  }
}

/** Takes over `context`. */
export function setContext(vm: VM, e: PyObject<ExceptionData>, context: PyObject | null): void {
  touchPayload(e);
  const old = e.v.context;
  e.v.context = context;
  if (old !== null) vm.counts.decref(old);
}

/** Takes over `cause`. CPython 3.11: PyException_SetCause */
export function setCause(vm: VM, e: PyObject<ExceptionData>, cause: PyObject | null): void {
  touchPayload(e);
  const old = e.v.cause;
  e.v.suppressContext = true;
  e.v.cause = cause;
  if (old !== null) vm.counts.decref(old);
}

/** Takes over `traceback`. */
export function setTraceback(vm: VM, e: PyObject<ExceptionData>, traceback: PyObject | null): void {
  touchPayload(e);
  const old = e.v.traceback;
  e.v.traceback = traceback;
  if (old !== null) vm.counts.decref(old);
}

/** KeyError with the key itself as its argument. CPython 3.11: _PyErr_SetKeyError */
export function raiseKeyError(vm: VM, key: PyObject): null {
  return raiseException(vm, vm.T.KeyError, [newRef(key)]);
}

/** AttributeError with `name` and `obj` filled. CPython 3.11: Python/ceval.c, Objects/object.c set_attribute_error_context */
export function raiseAttributeError(vm: VM, message: string, o: PyObject, name: PyObject): null {
  const e = newException(vm, vm.T.AttributeError, [vm.newStr(message)]);
  setExceptionField(e, "name", newRef(name));
  setExceptionField(e, "obj", newRef(o));
  return raiseObject(vm, e);
}

/** NameError with `name` filled. CPython 3.11: Python/ceval.c format_exc_check_arg */
export function raiseNameError(vm: VM, type: PyType, message: string, name: PyObject): null {
  const e = newException(vm, type, [vm.newStr(message)]);
  if (type === vm.T.NameError) setExceptionField(e, "name", newRef(name));
  return raiseObject(vm, e);
}
