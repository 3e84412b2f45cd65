import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import { moduleDict } from "../objects/module.ts";

/**
 * Sets the names of a module to None: first those that begin with one underscore, then all but `__builtins__`. What dies, dies in that order.
 * CPython 3.11: Objects/moduleobject.c _PyModule_ClearDict
 */
export function clearModule(vm: VM, module: PyObject): void {
  const dict = moduleDict(vm, module);
  const table = dict.v;
  const dropped: PyObject[] = [];
  touchPayload(dict);
  for (const privateOnly of [true, false]) {
    for (let i = 0; i < table.keys.length; i++) {
      const key = table.keys[i];
      const value = table.values[i];
      if (key == null || value == null || value === vm.none || typeof key.v !== "string") continue;
      const isPrivate = key.v.startsWith("_") && key.v[1] !== "_";
      if (privateOnly ? !isPrivate : key.v === "__builtins__") continue;
      table.values[i] = newRef(vm.none);
      dropped.push(value);
    }
  }
  vm.counts.decrefAll(dropped);
}
