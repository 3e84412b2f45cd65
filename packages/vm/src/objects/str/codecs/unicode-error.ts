import { newRef } from "@vivarium/heap";
import type { VM } from "../../../interpreter.ts";
import type { PyObject, PyType } from "../../../object.ts";
import { type ExceptionData, newException, setExceptionField } from "../../exceptions/exception.ts";

/** A UnicodeEncodeError or UnicodeDecodeError; `object` is borrowed. CPython 3.11: Objects/unicodeobject.c make_encode_exception, make_decode_exception */
export function newUnicodeError(
  vm: VM,
  type: PyType,
  encoding: string,
  object: PyObject,
  start: number,
  end: number,
  reason: string,
): PyObject<ExceptionData> {
  const values = [vm.newStr(encoding), newRef(object), vm.newInt(start), vm.newInt(end), vm.newStr(reason)];
  const e = newException(vm, type, values);
  ["encoding", "object", "start", "end", "reason"].forEach((name, i) => setExceptionField(e, name, newRef(values[i]!)));
  return e;
}
