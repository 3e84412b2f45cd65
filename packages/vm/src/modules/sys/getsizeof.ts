import { newRef } from "@vivarium/heap";
import { orElse, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type Result, STOP } from "../../object.ts";
import { isInt } from "../../objects/int/value.ts";
import { hasManagedDict } from "../../objects/type/basic-size.ts";
import { typeLookup } from "../../objects/type/lookup.ts";
import { callSpecial } from "../../objects/type/slot-adapters.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";

/** The collector's header, and the pointers to values and dict before an instance. */
const HEADER = 16;

/** CPython 3.11: Python/sysmodule.c sys_getsizeof, _PySys_GetSizeOf */
function getsizeof(vm: VM, _m: PyObject, o: PyObject, otherwise: PyObject | null): Result {
  const found = typeLookup(vm, o.type, "__sizeof__");
  const r =
    found === null
      ? vm.raise(vm.T.TypeError, `Type ${o.type.name} doesn't define __sizeof__`)
      : then(vm, callSpecial(vm, o, found, []), addHeader, o);
  return otherwise === null ? r : orElse(vm, r, giveOtherwise, otherwise);
}

/** The default stands for objects that cannot say. */
function giveOtherwise(vm: VM, otherwise: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.TypeError)) return null;
  vm.clearException();
  return newRef(otherwise!);
}

function addHeader(vm: VM, size: PyObject, o: PyObject | null): Result {
  const isNumber = size !== OK && size !== STOP && isInt(size);
  const n = isNumber ? Number(size.v) : -1;
  vm.counts.decref(size);
  if (!isNumber) return vm.raise(vm.T.TypeError, "an integer is required");
  if (n < 0) return vm.raise(vm.T.ValueError, "__sizeof__() should return >= 0");
  const { type } = o!;
  return vm.newInt(n + (type.container ? HEADER : 0) + (hasManagedDict(type) ? HEADER : 0));
}

export const sysMethodsOfSize: readonly MethodSpec[] = [
  method("getsizeof", "(object, default=<unrepresentable>)", getsizeof, {
    convention: "METH_VARARGS|METH_KEYWORDS",
    doc: "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.",
  }),
];
