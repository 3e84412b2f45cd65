import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { type MethodSpec, method } from "./type/type-spec.ts";

/** `list[int]`: CPython 3.11: Objects/genericaliasobject.c Py_GenericAlias as `__class_getitem__` */
function class_getitem(vm: VM, cls: PyObject, item: PyObject): Result {
  return vm.T.GenericAlias.tp_new!(vm, vm.T.GenericAlias, [cls, item], null);
}

/** The `__class_getitem__` that generic built-in types have. */
export const classGetItem: MethodSpec = method("__class_getitem__", "($type, item, /)", class_getitem, {
  convention: "METH_O",
  binding: "class",
  doc: "See PEP 585",
});
