import { newRef } from "@vivarium/heap";
import { callMethod, callObject } from "../../eval/call.ts";
import { orElse, andThen as then } from "../../eval/native-frame.ts";
import { importModuleNamed } from "../../import/import-module.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { dictGetStringBorrowed } from "../../objects/dict/dict.ts";
import { warn } from "../../objects/int/deprecation.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { getAttrString } from "../../protocol/attribute.ts";

const VARIABLE = "PYTHONBREAKPOINT";

/** The variable as programs see it: what they put into `os.environ` counts. A str. */
function hookName(vm: VM): Result {
  const os = dictGetStringBorrowed(vm, vm.modules, "os");
  if (os === null) return vm.newStr(vm.host.environment.find(([name]) => name === VARIABLE)?.[1] ?? "");
  const name = vm.newStr(VARIABLE);
  const otherwise = vm.newStr("");
  const r = then(vm, getAttrString(vm, os, "environ"), getVariable, name, otherwise);
  vm.counts.decrefAll([name, otherwise]);
  return r;
}

function getVariable(vm: VM, environ: PyObject, name: PyObject | null, otherwise: PyObject | null): Result {
  const r = callMethod(vm, environ, "get", [name!, otherwise!]);
  vm.counts.decref(environ);
  return r;
}

/** The arguments as [positional and keyword values, keyword names], two tuples. */
type Keywords = readonly (readonly [PyObject, PyObject])[];

/** CPython 3.11: Python/sysmodule.c sys_breakpointhook */
function breakpointhook(vm: VM, _m: PyObject, args: readonly PyObject[], keywords: Keywords): Result {
  const values = vm.newTuple([...args, ...keywords.map(([, value]) => value)].map((o) => newRef(o)));
  const names = vm.newTuple(keywords.map(([name]) => newRef(name)));
  const r = then(vm, hookName(vm), withName, values, names);
  vm.counts.decrefAll([values, names]);
  return r;
}

function withName(vm: VM, given: PyObject, values: PyObject | null, names: PyObject | null): Result {
  const text = (given.v as string) === "" ? "pdb.set_trace" : (given.v as string);
  vm.counts.decref(given);
  if (text === "0") return vm.newNone();
  const dot = text.lastIndexOf(".");
  if (dot === 0) return ignoring(vm, text);
  const shown = vm.newStr(text);
  const module = importModuleNamed(vm, dot < 0 ? "builtins" : text.slice(0, dot));
  const found = orElse(vm, then(vm, module, attributeOf, shown), ignoreUnimportable, shown);
  const r = then(vm, found, callHook, values, names);
  vm.counts.decref(shown);
  return r;
}

function attributeOf(vm: VM, module: PyObject, text: PyObject | null): Result {
  const name = text!.v as string;
  const r = getAttrString(vm, module, name.slice(name.lastIndexOf(".") + 1));
  vm.counts.decref(module);
  return r;
}

/** None stands for a hook that is not there. */
function ignoreUnimportable(vm: VM, text: PyObject | null): Result {
  const T = vm.T;
  if (!vm.exceptionMatches(T.ImportError) && !vm.exceptionMatches(T.AttributeError)) return null;
  vm.clearException();
  return ignoring(vm, text!.v as string);
}

function ignoring(vm: VM, text: string): Result {
  const message = `Ignoring unimportable $${VARIABLE}: "${text}"`;
  return then(vm, warn(vm, vm.T.RuntimeWarning.object, message), (m) => m.newNone());
}

function callHook(vm: VM, hook: PyObject, values: PyObject | null, names: PyObject | null): Result {
  if (hook === vm.none) return hook;
  const kwnames = names!.v as PyObject[];
  const r = callObject(vm, hook, values!.v as PyObject[], kwnames.length === 0 ? null : kwnames);
  vm.counts.decref(hook);
  return r;
}

export const sysMethodsOfBreakpoint: readonly MethodSpec[] = [
  method("breakpointhook", "(*args, **kws)", breakpointhook, {
    convention: "METH_FASTCALL|METH_KEYWORDS",
    doc: "breakpointhook(*args, **kws)\n\nThis hook function is called by built-in breakpoint().",
  }),
];
