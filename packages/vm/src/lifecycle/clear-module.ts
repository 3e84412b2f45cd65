import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { DictTable } from "../objects/dict/table.ts";

/**
 * Sets the names of a module to None one after the other: first those that begin with one underscore, then all but `__builtins__`. What dies of it dies
 * before the next name is cleared. CPython 3.11: Objects/moduleobject.c _PyModule_ClearDict
 */
export class NamespaceClearing {
  private privateOnly = true;
  private index = 0;

  /** Clears one more name; false when there is none left. */
  next(vm: VM, dict: PyObject<DictTable>): boolean {
    const table = dict.v;
    for (;;) {
      for (; this.index < table.keys.length; this.index++) {
        const key = table.keys[this.index];
        const value = table.values[this.index];
        if (key == null || value == null || value === vm.none || typeof key.v !== "string" || !this.clears(key.v)) continue;
        touchPayload(dict);
        table.values[this.index++] = newRef(vm.none);
        vm.counts.decref(value);
        return true;
      }
      if (!this.privateOnly) return false;
      this.privateOnly = false;
      this.index = 0;
    }
  }

  private clears(name: string): boolean {
    return this.privateOnly ? name.startsWith("_") && name[1] !== "_" : name !== "__builtins__";
  }
}
