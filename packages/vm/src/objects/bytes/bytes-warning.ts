import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type Result } from "../../object.ts";
import { repr } from "../../protocol/repr.ts";
import { warn } from "../int/deprecation.ts";
import { isInt } from "../int/value.ts";
import { isStr } from "../str/arguments.ts";

/*
 * What -b warns of.
 */

/** CPython 3.11: Objects/bytesobject.c bytes_str, Objects/bytearrayobject.c bytearray_str */
export function bytes_str(vm: VM, o: PyObject): Result {
  if (!vm.flags.bytesWarning) return repr(vm, o);
  const kind = o.type.mro.includes(vm.T.bytes) ? "bytes" : "bytearray";
  return then(vm, warn(vm, vm.T.BytesWarning.object, `str() on a ${kind} instance`), giveRepr, o);
}

function giveRepr(vm: VM, warned: PyObject, o: PyObject | null): Result {
  if (warned !== OK) vm.counts.decref(warned);
  return repr(vm, o!);
}

/** The answer to a comparison with something else, NotImplemented. CPython 3.11: Objects/bytesobject.c bytes_richcompare */
export function warnOfComparison(vm: VM, a: PyObject, b: PyObject, kind: "bytes" | "bytearray"): Result {
  const other = isStr(a) || isStr(b) ? "string" : kind === "bytes" && (isInt(a) || isInt(b)) ? "int" : null;
  if (other === null) return vm.newNotImplemented();
  return then(vm, warn(vm, vm.T.BytesWarning.object, `Comparison between ${kind} and ${other}`), giveNotImplemented);
}

function giveNotImplemented(vm: VM, warned: PyObject): Result {
  if (warned !== OK) vm.counts.decref(warned);
  return vm.newNotImplemented();
}
