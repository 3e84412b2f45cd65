import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject } from "../object.ts";

/** The payload of a cell is its content: owned, or null while empty. CPython 3.11: Objects/cellobject.c */
export const cellLayout: PayloadLayout<PyObject | null> = {
  leaf: false,
  container: true,
  traverse(content, visit) {
    if (content !== null) visit(content);
  },
  clear: () => [],
};

/** Takes over the content. */
export function newCell(vm: VM, content: PyObject | null): PyObject<PyObject | null> {
  return alloc(vm, vm.T.cell, content);
}
