import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { ModuleSpec } from "../modules/module-spec.ts";
import type { PyObject, Result } from "../object.ts";
import { newBuiltinFunction } from "../objects/descriptors.ts";
import { dictGetStringBorrowed, dictSetString, dictStealString } from "../objects/dict/dict.ts";
import { moduleDict, newModule } from "../objects/module.ts";

/** A native module from its specification. CPython 3.11: Objects/moduleobject.c PyModule_FromDefAndSpec */
export function createModule(vm: VM, spec: ModuleSpec): PyObject {
  const module = newModule(vm, spec.name);
  fillModule(vm, spec, module);
  return module;
}

/** Puts functions, types and the rest into a module. */
export function fillModule(vm: VM, spec: ModuleSpec, module: PyObject): void {
  const dict = moduleDict(vm, module);
  if (spec.doc !== undefined) dictStealString(vm, dict, "__doc__", vm.newStr(spec.doc));
  const name = vm.intern(spec.name);
  for (const m of spec.methods ?? []) {
    const f = newBuiltinFunction(vm, m, module, name);
    const key = vm.intern(m.name);
    dictSetString(vm, dict, key, f);
    vm.counts.decref(key);
    vm.counts.decref(f);
  }
  vm.counts.decref(name);
  for (const t of spec.types ?? []) {
    const type = vm.type(t);
    dictStealString(vm, dict, type.name.slice(type.name.lastIndexOf(".") + 1), newRef(type.object));
  }
  spec.init?.(vm, (key, value) => dictStealString(vm, dict, key, value), module);
}

/** A native module by name, without the import system: sys.modules, then the table. */
export function importBuiltin(vm: VM, name: string): Result {
  const present = dictGetStringBorrowed(vm, vm.modules, name);
  if (present !== null) return newRef(present);
  const spec = vm.moduleSpecs.get(name);
  if (spec === undefined) return vm.raise(vm.T.ModuleNotFoundError, `No module named '${name}'`);
  const module = createModule(vm, spec);
  const key = vm.intern(name);
  dictSetString(vm, vm.modules, key, module);
  vm.counts.decref(key);
  return module;
}
