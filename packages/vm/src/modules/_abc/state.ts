import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { getAttrString } from "../../protocol/attribute.ts";
import { abcDataSpec } from "./weak-set.ts";

/** The cache token: how many registrations there were. CPython 3.11: Modules/_abc.c abc_invalidation_counter */
export class AbcState {
  counter = 0;
}

export function abcState(vm: VM): AbcState {
  let state = vm.moduleState.get("_abc") as AbcState | undefined;
  if (state === undefined) {
    state = new AbcState();
    vm.moduleState.set("_abc", state);
  }
  return state;
}

/** `cls._abc_impl`. CPython 3.11: Modules/_abc.c _get_impl */
export function getImpl(vm: VM, cls: PyObject): Result {
  return then(vm, getAttrString(vm, cls, "_abc_impl"), checkImpl);
}

function checkImpl(vm: VM, impl: PyObject): Result {
  if (impl.type === vm.type(abcDataSpec)) return impl;
  vm.counts.decref(impl);
  return vm.raise(vm.T.TypeError, "_abc_impl is set to a wrong type");
}
