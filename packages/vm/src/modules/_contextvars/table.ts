import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, recordLayout } from "../../object.ts";
import type { TypeSpec } from "../../objects/type/type-spec.ts";

/** Variables and their values, all owned. Contexts share tables: one with several owners is never changed. */
export interface VariableTable {
  map: Map<PyObject, PyObject>;
}

/**
 * A mapping that is copied by counting.
 * NOT CPYTHON: a map that is copied before it changes stands for CPython's tree of nodes (Python/hamt.c); its order is that of insertion.
 */
export const hamtSpec: TypeSpec = {
  name: "hamt",
  layout: recordLayout<VariableTable>({
    references: (t) => [...t.map].flat(),
    clear: (t) => {
      const refs = [...t.map].flat();
      t.map = new Map();
      return refs;
    },
  }),
};

/** A table without variables. */
export function newTable(vm: VM): PyObject<VariableTable> {
  return alloc<VariableTable>(vm, vm.type(hamtSpec), { map: new Map() });
}

/** The table to change instead of `table`, which is given away: itself where nobody else has it. */
function writable(vm: VM, table: PyObject<VariableTable>): PyObject<VariableTable> {
  if (table.rc === 1) {
    touchPayload(table);
    return table;
  }
  const copy = alloc<VariableTable>(vm, table.type, { map: new Map(table.v.map) });
  for (const [name, value] of copy.v.map) {
    newRef(name);
    newRef(value);
  }
  vm.counts.decref(table);
  return copy;
}

/** `table`, given away, with `variable` set to `value`; both borrowed. CPython 3.11: Python/hamt.c _PyHamt_Assoc */
export function tableWith(vm: VM, table: PyObject<VariableTable>, variable: PyObject, value: PyObject): PyObject<VariableTable> {
  const result = writable(vm, table);
  const { map } = result.v;
  const old = map.get(variable);
  if (old === undefined) newRef(variable);
  map.set(variable, newRef(value));
  if (old !== undefined) vm.counts.decref(old);
  return result;
}

/** `table`, given away, without `variable`, which is in it. CPython 3.11: Python/hamt.c _PyHamt_Without */
export function tableWithout(vm: VM, table: PyObject<VariableTable>, variable: PyObject): PyObject<VariableTable> {
  const result = writable(vm, table);
  const old = result.v.map.get(variable)!;
  result.v.map.delete(variable);
  vm.counts.decref(old);
  vm.counts.decref(variable);
  return result;
}
