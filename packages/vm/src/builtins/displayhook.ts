import { newRef } from "@vivarium/heap";
import { callMethod, callOneArg } from "../eval/call.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type Result } from "../object.ts";
import { dictGetStringBorrowed, dictSetString } from "../objects/dict/dict.ts";
import { repr } from "../protocol/repr.ts";

/** The value, borrowed, of an expression statement of the interactive interpreter goes to `sys.displayhook`; gives OK. CPython 3.11: Python/ceval.c PRINT_EXPR */
export function printExpression(vm: VM, value: PyObject): Result {
  const hook = dictGetStringBorrowed(vm, vm.sysDict, "displayhook");
  if (hook === null) return vm.raise(vm.T.RuntimeError, "lost sys.displayhook");
  return then(vm, callOneArg(vm, hook, value), drop);
}

function drop(vm: VM, value: PyObject): Result {
  if (value !== OK) vm.counts.decref(value);
  return OK;
}

function setUnderscore(vm: VM, value: PyObject): void {
  const name = vm.intern("_");
  dictSetString(vm, vm.builtins, name, value);
  vm.counts.decref(name);
}

/** Writes what is no None, and keeps it as `_`. CPython 3.11: Python/sysmodule.c sys_displayhook */
export function sys_displayhook(vm: VM, _module: PyObject, value: PyObject): Result {
  if (value === vm.none) return vm.newNone();
  setUnderscore(vm, vm.none);
  const stdout = dictGetStringBorrowed(vm, vm.sysDict, "stdout");
  if (stdout === null || stdout === vm.none) return vm.raise(vm.T.RuntimeError, "lost sys.stdout");
  // NOT CPYTHON: what the stream's encoding cannot show is not written again with backslashes.
  return then(vm, repr(vm, value), writeText, stdout, value);
}

function writeText(vm: VM, text: PyObject, stdout: PyObject | null, value: PyObject | null): Result {
  return dropAfter(vm, thenBorrowed(vm, callMethod(vm, stdout!, "write", [text]), writeNewline, stdout, value), text);
}

function writeNewline(vm: VM, written: PyObject, stdout: PyObject | null, value: PyObject | null): Result {
  vm.counts.decref(written);
  const newline = vm.newStr("\n");
  return dropAfter(vm, thenBorrowed(vm, callMethod(vm, stdout!, "write", [newline]), remember, value), newline);
}

function remember(vm: VM, written: PyObject, value: PyObject | null): Result {
  vm.counts.decref(written);
  setUnderscore(vm, value!);
  return newRef(vm.none);
}
