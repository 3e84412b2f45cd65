import { extra, newRef, touch } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type PyType } from "../object.ts";
import { newGetSet } from "./descriptors.ts";
import { raiseAttributeError } from "./exceptions/raise.ts";

/** The descriptor of a name in `__slots__`: place `index` of the instance's slots. CPython 3.11: Python/structmember.c T_OBJECT_EX */
export function newSlotMember(vm: VM, owner: PyType, name: string, index: number): PyObject {
  return newGetSet(vm, owner, {
    name,
    member: true,
    get(vm, self) {
      const value = self.w?.slots?.[index] ?? null;
      if (value === null) return missing(vm, self, name);
      return newRef(value as PyObject);
    },
    set(vm, self, value) {
      touch(self);
      const w = extra(self);
      const slots = (w.slots ??= []);
      while (slots.length <= index) slots.push(null);
      const old = slots[index]!;
      if (value === null && old === null) return missing(vm, self, name);
      slots[index] = value === null ? null : newRef(value);
      if (old !== null) vm.counts.decref(old as PyObject);
      return OK;
    },
  });
}

function missing(vm: VM, self: PyObject, name: string): null {
  const key = vm.intern(name);
  raiseAttributeError(vm, `'${self.type.name}' object has no attribute '${name}'`, self, key);
  vm.counts.decref(key);
  return null;
}
