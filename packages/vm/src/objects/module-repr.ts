import { callMethod } from "../eval/call.ts";
import { andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { dictGetStringBorrowed } from "./dict/dict.ts";
import type { ModuleData } from "./module.ts";
import { moduleDict } from "./module.ts";

/** Asks the import system, as CPython does; before there is one, the name must do. CPython 3.11: Objects/moduleobject.c module_repr */
export function moduleRepr(vm: VM, self: PyObject): Result {
  const bootstrap = dictGetStringBorrowed(vm, vm.modules, "_frozen_importlib");
  if (bootstrap !== null) return callMethod(vm, bootstrap, "_module_repr", [self]);
  const name = dictGetStringBorrowed(vm, moduleDict(vm, self), "__name__");
  return then(vm, vm.newStr(`<module '${name === null ? (self.v as ModuleData).name : name.v}'>`), same);
}

function same(_vm: VM, value: PyObject): Result {
  return value;
}
