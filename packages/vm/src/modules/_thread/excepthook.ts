import { newRef } from "@vivarium/heap";
import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type Result } from "../../object.ts";
import { structSequence } from "../../objects/structseq.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { getAttrString } from "../../protocol/attribute.ts";
import { str } from "../../protocol/repr.ts";
import { printException, writeOwned } from "../../traceback/print-exception.ts";

const exceptHookArgs = structSequence("_thread._ExceptHookArgs", ["exc_type", "exc_value", "exc_traceback", "thread"], {
  doc: "ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.",
});

export function exceptHookArgsType(vm: VM): PyObject {
  return newRef(vm.type(exceptHookArgs.spec).object);
}

/** "Exception in thread NAME:" and the traceback. CPython 3.11: Modules/_threadmodule.c thread_excepthook */
export function excepthook(vm: VM, _module: PyObject, args: PyObject): Result {
  const T = vm.T;
  if (!isSubtype(args.type, vm.type(exceptHookArgs.spec)))
    return vm.raise(T.TypeError, "_thread.excepthook argument type must be ExceptHookArgs");
  const [type, value, , thread] = args.v as [PyObject, PyObject, PyObject, PyObject];
  if (type === T.SystemExit.object) return vm.newNone();
  if (thread === vm.none) return heading(vm, vm.newStr(String(vm.thread.ident)), value);
  return then(vm, then(vm, getAttrString(vm, thread, "_name"), textOf), heading, value);
}

function textOf(vm: VM, name: PyObject): Result {
  const r = str(vm, name);
  vm.counts.decref(name);
  return r;
}

function heading(vm: VM, name: PyObject, value: PyObject | null): Result {
  const text = vm.newStr(`Exception in thread ${name.v}:\n`);
  vm.counts.decref(name);
  return then(vm, then(vm, writeOwned(vm, text), printBelow, value), done);
}

function printBelow(vm: VM, _ok: PyObject, value: PyObject | null): Result {
  return printException(vm, value!);
}

function done(vm: VM, value: PyObject): Result {
  if (value !== OK) vm.counts.decref(value);
  return vm.newNone();
}
