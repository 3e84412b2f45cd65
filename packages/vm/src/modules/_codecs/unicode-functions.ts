import { newRef } from "@vivarium/heap";
import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import type { Decoder, Encoder } from "../../objects/str/codecs/codec.ts";
import { decodeBytes, decodeStateful } from "../../objects/str/codecs/decode.ts";
import { encodeText } from "../../objects/str/codecs/encode.ts";
import { builtinDecoder, builtinEncoder } from "../../objects/str/codecs/registry.ts";
import { type Endianness, wideDecoder } from "../../objects/str/codecs/utf-16-32.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { bytesView } from "../../protocol/buffer.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { truth } from "../../protocol/truth.ts";
import { bytesOrText, errorsArgument, isTextArgument, withCount, withLength } from "./arguments.ts";
import {
  rawUnicodeEscapeDecoder,
  rawUnicodeEscapeEncoder,
  unicodeEscapeDecoder,
  unicodeEscapeEncoder,
} from "./unicode-escape.ts";

/** `name(str, errors)` giving bytes and the number of characters. CPython 3.11: Modules/_codecsmodule.c _codecs_*_encode_impl */
function encodeFunction(name: string, encoder: Encoder): MethodSpec {
  return method(name, "($module, str, errors=None, /)", (vm: VM, _m: PyObject, text: PyObject, errors: PyObject | null) => {
    if (!isTextArgument(vm, name, text)) return null;
    const handler = errorsArgument(vm, name, errors);
    return handler === null ? null : withLength(vm, encodeText(vm, text, encoder, handler), text);
  });
}

/** With a choice of the byte order: negative little, positive big, 0 with a mark. CPython 3.11: _codecs_utf_16_encode_impl, _codecs_utf_32_encode_impl */
function orderedEncodeFunction(name: string, encoding: string): MethodSpec {
  const byOrder = (order: number): Encoder => builtinEncoder(encoding + (order === 0 ? "" : order < 0 ? "-le" : "-be"));
  const go = (vm: VM, order: PyObject, text: PyObject | null, errors: PyObject | null): Result => {
    const n = takeSsize(vm, order);
    const handler = n === null ? null : errorsArgument(vm, name, errors);
    return handler === null ? null : withLength(vm, encodeText(vm, text!, byOrder(n!), handler), text!);
  };
  return method(
    name,
    "($module, str, errors=None, byteorder=0, /)",
    (vm: VM, _m: PyObject, text: PyObject, errors: PyObject | null, order: PyObject | null) => {
      if (!isTextArgument(vm, name, text) || errorsArgument(vm, name, errors) === null) return null;
      return then(vm, order === null ? vm.newInt(0) : numberIndex(vm, order), go, text, errors);
    },
  );
}

/** All of the bytes at once. CPython 3.11: _codecs_latin_1_decode_impl, _codecs_ascii_decode_impl */
function decodeFunction(name: string, decoder: Decoder): MethodSpec {
  return method(name, "($module, data, errors=None, /)", (vm: VM, _m: PyObject, data: PyObject, errors: PyObject | null) => {
    const bytes = bytesView(vm, data);
    const handler = bytes === null ? null : errorsArgument(vm, name, errors);
    return handler === null ? null : withCount(vm, decodeBytes(vm, bytes!, decoder, handler), bytes!.length);
  });
}

/** What is complete, unless `final`. CPython 3.11: _codecs_utf_8_decode_impl and its like */
function statefulDecodeFunction(
  name: string,
  decode: (vm: VM, bytes: Uint8Array, errors: string, isFinal: boolean) => Result,
): MethodSpec {
  const go = (vm: VM, final: PyObject, data: PyObject | null, errors: PyObject | null): Result => {
    const isFinal = final === vm.true_;
    vm.counts.decref(final);
    const bytes = bytesView(vm, data!);
    const handler = bytes === null ? null : errorsArgument(vm, name, errors);
    return handler === null ? null : decode(vm, bytes!, handler, isFinal);
  };
  return method(
    name,
    "($module, data, errors=None, final=False, /)",
    (vm: VM, _m: PyObject, data: PyObject, errors: PyObject | null, final: PyObject | null) => {
      if (bytesView(vm, data) === null || errorsArgument(vm, name, errors) === null) return null;
      return then(vm, final === null ? vm.newBool(false) : truth(vm, final), go, data, errors);
    },
  );
}

function statefulBuiltin(name: string, encoding: string): MethodSpec {
  return statefulDecodeFunction(name, (vm, bytes, errors, isFinal) => {
    const { decoder, start } = builtinDecoder(encoding, bytes);
    return decodeStateful(vm, bytes, decoder, errors, isFinal, start);
  });
}

/** Says which byte order it found, too. CPython 3.11: _codecs_utf_16_ex_decode_impl, _codecs_utf_32_ex_decode_impl */
function exDecodeFunction(name: string, size: 2 | 4): MethodSpec {
  const decode = (vm: VM, data: PyObject, errors: PyObject | null, order: number, isFinal: boolean): Result => {
    const bytes = bytesView(vm, data);
    const handler = bytes === null ? null : errorsArgument(vm, name, errors);
    if (handler === null) return null;
    const endianness: Endianness = order === 0 ? "" : order < 0 ? "-le" : "-be";
    const { decoder, start, bigEndian } = wideDecoder(size, endianness, bytes!);
    const found = order !== 0 ? order : start === 0 ? 0 : bigEndian ? 1 : -1;
    return then(vm, decodeStateful(vm, bytes!, decoder, handler, isFinal, start), addOrder, null, null, null, found);
  };
  const withFinal = (
    vm: VM,
    final: PyObject,
    data: PyObject | null,
    errors: PyObject | null,
    _c: PyObject | null,
    order: number,
  ): Result => {
    const isFinal = final === vm.true_;
    vm.counts.decref(final);
    return decode(vm, data!, errors, order, isFinal);
  };
  const withOrder = (vm: VM, order: PyObject, data: PyObject | null, errors: PyObject | null, final: PyObject | null): Result => {
    const n = takeSsize(vm, order);
    if (n === null) return null;
    return then(vm, final === null ? vm.newBool(false) : truth(vm, final), withFinal, data, errors, null, n);
  };
  return method(
    name,
    "($module, data, errors=None, byteorder=0, final=False,\n                 /)",
    (vm: VM, _m: PyObject, data: PyObject, errors: PyObject | null, order: PyObject | null, final: PyObject | null) => {
      if (bytesView(vm, data) === null || errorsArgument(vm, name, errors) === null) return null;
      return then(vm, order === null ? vm.newInt(0) : numberIndex(vm, order), withOrder, data, errors, final);
    },
  );
}

function addOrder(vm: VM, pair: PyObject, _a: PyObject | null, _b: PyObject | null, _c: PyObject | null, order: number): Result {
  const [text, consumed] = pair.v as PyObject[];
  const triple = vm.newTuple([newRef(text!), newRef(consumed!), vm.newInt(order)]);
  vm.counts.decref(pair);
  return triple;
}

/** CPython 3.11: _codecs_unicode_escape_decode_impl, _codecs_raw_unicode_escape_decode_impl */
function escapeDecodeFunction(name: string, decoderFor: typeof unicodeEscapeDecoder): MethodSpec {
  const go = (vm: VM, final: PyObject, data: PyObject | null, errors: PyObject | null): Result => {
    const isFinal = final === vm.true_;
    vm.counts.decref(final);
    const bytes = bytesOrText(vm, data!);
    const handler = bytes === null ? null : errorsArgument(vm, name, errors);
    if (handler === null) return null;
    const { decoder, warning } = decoderFor(vm, bytes!);
    return warning(vm, decodeStateful(vm, bytes!, decoder, handler, isFinal));
  };
  return method(
    name,
    "($module, data, errors=None, final=True, /)",
    (vm: VM, _m: PyObject, data: PyObject, errors: PyObject | null, final: PyObject | null) => {
      if (bytesOrText(vm, data) === null || errorsArgument(vm, name, errors) === null) return null;
      return then(vm, final === null ? vm.newBool(true) : truth(vm, final), go, data, errors);
    },
  );
}

const wide = (["", "-le", "-be"] as const).flatMap((order) =>
  (["utf-16", "utf-32"] as const).map((family) => ({
    encoding: family + order,
    prefix: (family + order).replaceAll("-", "_"),
    order,
  })),
);

/** The functions of the Unicode encodings. */
export const unicodeFunctions: readonly MethodSpec[] = [
  encodeFunction("utf_8_encode", builtinEncoder("utf-8")),
  encodeFunction("latin_1_encode", builtinEncoder("latin-1")),
  encodeFunction("ascii_encode", builtinEncoder("ascii")),
  encodeFunction("unicode_escape_encode", unicodeEscapeEncoder),
  encodeFunction("raw_unicode_escape_encode", rawUnicodeEscapeEncoder),
  statefulBuiltin("utf_8_decode", "utf-8"),
  decodeFunction("latin_1_decode", builtinDecoder("latin-1", new Uint8Array(0)).decoder),
  decodeFunction("ascii_decode", builtinDecoder("ascii", new Uint8Array(0)).decoder),
  escapeDecodeFunction("unicode_escape_decode", unicodeEscapeDecoder),
  escapeDecodeFunction("raw_unicode_escape_decode", rawUnicodeEscapeDecoder),
  ...wide.map((w) =>
    w.order === ""
      ? orderedEncodeFunction(`${w.prefix}_encode`, w.encoding)
      : encodeFunction(`${w.prefix}_encode`, builtinEncoder(w.encoding)),
  ),
  ...wide.map((w) => statefulBuiltin(`${w.prefix}_decode`, w.encoding)),
  exDecodeFunction("utf_16_ex_decode", 2),
  exDecodeFunction("utf_32_ex_decode", 4),
];
