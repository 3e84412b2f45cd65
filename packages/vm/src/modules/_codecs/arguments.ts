import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { checkStrArgument, givenType, isStr } from "../../objects/str/arguments.ts";
import { encodeText } from "../../objects/str/codecs/encode.ts";
import { utf8Encoder } from "../../objects/str/codecs/utf-8.ts";
import { strLength } from "../../objects/str/text.ts";
import { bytesView } from "../../protocol/buffer.ts";

/** The name of an error handler argument; null with TypeError. */
export function errorsArgument(vm: VM, name: string, errors: PyObject | null): string | null {
  if (errors === null || errors === vm.none) return "strict";
  if (isStr(errors)) return errors.v as string;
  return vm.raise(vm.T.TypeError, `${name}() argument 2 must be str or None, not ${givenType(vm, errors)}`);
}

/** Is the first argument a str? Otherwise TypeError. */
export function isTextArgument(vm: VM, name: string, text: PyObject): boolean {
  return checkStrArgument(vm, `${name}() argument 1`, text);
}

/** The bytes of an argument that may also be a str, which stands for its UTF-8; null with an exception. Clinic's Py_buffer(accept={str, buffer}) */
export function bytesOrText(vm: VM, data: PyObject): Uint8Array | null {
  if (!isStr(data)) return bytesView(vm, data);
  const encoded = encodeText(vm, data, utf8Encoder, "strict");
  if (encoded === null) return null;
  const bytes = encoded.v as Uint8Array;
  vm.counts.decref(encoded);
  return bytes;
}

/** `(value, count)` once the value is there. */
export function withCount(vm: VM, value: Result, count: number): Result {
  return then(vm, value, pairUp, null, null, null, count);
}

function pairUp(vm: VM, value: PyObject, _a: PyObject | null, _b: PyObject | null, _c: PyObject | null, count: number): Result {
  return vm.newTuple([value, vm.newInt(count)]);
}

/** `(encoded, length of the text)`. */
export function withLength(vm: VM, value: Result, text: PyObject): Result {
  return withCount(vm, value, strLength(text));
}
