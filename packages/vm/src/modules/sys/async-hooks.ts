import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { asyncHooks } from "../../objects/async-generator.ts";
import { isInt } from "../../objects/int/value.ts";
import { newStructSequence, type StructSequence, structSequence } from "../../objects/structseq.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";

const hooksShape: StructSequence = structSequence("asyncgen_hooks", ["firstiter", "finalizer"], { creatable: false });

/** A hook as it is kept: null for None; undefined with TypeError. */
function hookArgument(vm: VM, name: string, given: PyObject | null): PyObject | null | undefined {
  if (given === null || given === vm.none) return null;
  if (given.type.tp_call !== null) return given;
  vm.raise(vm.T.TypeError, `callable ${name} expected, got ${given.type.name}`);
  return undefined;
}

/** CPython 3.11: Python/sysmodule.c sys_set_asyncgen_hooks */
function set_asyncgen_hooks(vm: VM, _m: PyObject, firstiter: PyObject | null, finalizer: PyObject | null): Result {
  const last = hookArgument(vm, "finalizer", finalizer);
  if (last === undefined) return null;
  if (finalizer !== null) keep(vm, "finalizer", last);
  const first = hookArgument(vm, "firstiter", firstiter);
  if (first === undefined) return null;
  if (firstiter !== null) keep(vm, "firstiter", first);
  return vm.newNone();
}

function keep(vm: VM, name: "firstiter" | "finalizer", hook: PyObject | null): void {
  const hooks = asyncHooks(vm);
  const old = hooks[name];
  hooks[name] = hook === null ? null : newRef(hook);
  vm.counts.xdecref(old);
}

/** CPython 3.11: Python/sysmodule.c sys_get_asyncgen_hooks_impl */
function get_asyncgen_hooks(vm: VM): Result {
  const { firstiter, finalizer } = asyncHooks(vm);
  return newStructSequence(vm, hooksShape, [newRef(firstiter ?? vm.none), newRef(finalizer ?? vm.none)]);
}

/** CPython 3.11: Python/sysmodule.c sys_set_coroutine_origin_tracking_depth_impl */
function set_coroutine_origin_tracking_depth(vm: VM, _m: PyObject, depth: PyObject): Result {
  if (!isInt(depth)) return vm.raise(vm.T.TypeError, `'${depth.type.name}' object cannot be interpreted as an integer`);
  if (depth.v < 0) return vm.raise(vm.T.ValueError, "depth must be >= 0");
  if (depth.v > 0x7fffffff) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
  asyncHooks(vm).originDepth = Number(depth.v);
  return vm.newNone();
}

/** What event loops set. */
export const sysMethodsOfAsync: readonly MethodSpec[] = [
  method("set_asyncgen_hooks", "(firstiter=<unrepresentable>, finalizer=<unrepresentable>)", set_asyncgen_hooks, {
    convention: "METH_VARARGS|METH_KEYWORDS",
    doc: "set_asyncgen_hooks(* [, firstiter] [, finalizer])\n\nSet a finalizer for async generators objects.",
  }),
  method("get_asyncgen_hooks", "($module, /)", get_asyncgen_hooks),
  method("set_coroutine_origin_tracking_depth", "($module, /, depth)", set_coroutine_origin_tracking_depth),
  method("get_coroutine_origin_tracking_depth", "($module, /)", (vm) => vm.newInt(asyncHooks(vm).originDepth)),
];
