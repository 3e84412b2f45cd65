import { newRef } from "@vivarium/heap";
import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type Result } from "../../object.ts";
import { type StructSequence, structSequence } from "../../objects/structseq.ts";
import { writeUnraisable } from "../../traceback/unraisable.ts";

export const unraisableHookArgs: StructSequence = structSequence(
  "UnraisableHookArgs",
  ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"],
  {
    doc: "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.",
  },
);

export function unraisableArgsType(vm: VM): PyObject {
  return newRef(vm.type(unraisableHookArgs.spec).object);
}

/** CPython 3.11: Python/errors.c _PyErr_WriteUnraisableDefaultHook */
export function unraisablehook(vm: VM, _m: PyObject, args: PyObject): Result {
  if (args.type !== vm.type(unraisableHookArgs.spec))
    return vm.raise(vm.T.TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
  const [, value, , message, object] = args.v as PyObject[];
  return then(vm, writeUnraisable(vm, value!, message!, object!), done);
}

function done(vm: VM, value: PyObject): Result {
  if (value !== OK) vm.counts.decref(value);
  return vm.newNone();
}
