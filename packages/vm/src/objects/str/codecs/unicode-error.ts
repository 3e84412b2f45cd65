import type { VM } from "../../../interpreter.ts";
import type { PyObject, PyType } from "../../../object.ts";
import { type ExceptionData, replaceExceptionField } from "../../exceptions/exception.ts";
import { newUnicodeError } from "../../exceptions/unicode-error.ts";

/** One place that could not be encoded or decoded. */
export interface BadPlace {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/**
 * A UnicodeDecodeError for `place` whose `args` are still those of an earlier place: CPython makes one exception for a whole text and only sets its
 * attributes anew. `object` is borrowed. CPython 3.11: Objects/unicodeobject.c make_decode_exception
 */
export function reusedUnicodeError(
  vm: VM,
  type: PyType,
  encoding: string,
  object: PyObject,
  first: BadPlace,
  place: BadPlace,
): PyObject<ExceptionData> {
  const e = newUnicodeError(vm, type, encoding, object, first.start, first.end, first.reason) as PyObject<ExceptionData>;
  e.v.start = place.start;
  e.v.end = place.end;
  if (first.reason !== place.reason) replaceExceptionField(vm, e, "reason", vm.newStr(place.reason));
  return e;
}
