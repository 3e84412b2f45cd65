import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, recordLayout } from "../object.ts";

/** The payload of a bound method: CPython's PyMethodObject. */
export interface MethodData {
  func: PyObject;
  self: PyObject;
}

/** CPython 3.11: Objects/classobject.c method_dealloc */
export const methodLayout: PayloadLayout<MethodData> = recordLayout<MethodData>({ references: (m) => [m.func, m.self] });

/** CPython 3.11: Objects/classobject.c PyMethod_New; both borrowed. */
export function newMethod(vm: VM, func: PyObject, self: PyObject): PyObject<MethodData> {
  return alloc(vm, vm.T.method, { func: newRef(func), self: newRef(self) });
}
