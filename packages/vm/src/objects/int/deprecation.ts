import { callObject } from "../../eval/call.ts";
import { dropAfter, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type Result } from "../../object.ts";
import { getAttrString } from "../../protocol/attribute.ts";
import { dictGetStringBorrowed } from "../dict/dict.ts";

/** Gives OK, or null when warnings are errors. CPython 3.11: Python/_warnings.c PyErr_WarnEx with DeprecationWarning */
export function deprecationWarning(vm: VM, message: string): Result {
  return warn(vm, vm.T.DeprecationWarning.object, message);
}

/** Gives OK, or null when warnings are errors: `_warnings.warn(message, category)`. CPython 3.11: Python/_warnings.c PyErr_WarnEx */
export function warn(vm: VM, category: PyObject, message: string): Result {
  // Before the module is there (while the interpreter starts) nobody could see a warning.
  const module = dictGetStringBorrowed(vm, vm.modules, "_warnings");
  if (module === null) return OK;
  const text = vm.newStr(message);
  const result = then(vm, getAttrString(vm, module, "warn"), callWarn, category, text);
  vm.counts.decref(text);
  return result;
}

function callWarn(vm: VM, warnFunction: PyObject, category: PyObject | null, message: PyObject | null): Result {
  return dropAfter(vm, then(vm, callObject(vm, warnFunction, [message!, category!]), done), warnFunction);
}

function done(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return OK;
}
