import type { VM } from "../../interpreter.ts";
import { type PyObject, TPFLAGS_UNICODE_SUBCLASS } from "../../object.ts";

/** A str or an instance of a subclass. */
export function isStr(o: PyObject): boolean {
  return (o.type.flags & TPFLAGS_UNICODE_SUBCLASS) !== 0;
}

/** What messages call the type of `o`. CPython 3.11: Python/getargs.c _PyArg_BadArgument */
export function givenType(vm: VM, o: PyObject): string {
  return o === vm.none ? "None" : o.type.name;
}

/** False with TypeError unless `o` is a str; `where` is "find() argument 1". */
export function checkStrArgument(vm: VM, where: string, o: PyObject): boolean {
  if (isStr(o)) return true;
  vm.raise(vm.T.TypeError, `${where} must be str, not ${givenType(vm, o)}`);
  return false;
}

/** The argument of `__format__`; null with TypeError. */
export function formatSpecArgument(vm: VM, spec: PyObject): string | null {
  return checkStrArgument(vm, "__format__() argument", spec) ? spec.v : null;
}
