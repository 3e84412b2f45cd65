import { callObject } from "../../eval/call.ts";
import { dropAfter, andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type Result, TPFLAGS_BYTES_SUBCLASS } from "../../object.ts";
import { getAttrString } from "../../protocol/attribute.ts";
import { bytesView, hasBuffer } from "../../protocol/buffer.ts";
import { dictGetStringBorrowed } from "../dict/dict.ts";
import { type MethodSpec, method } from "../type/type-spec.ts";
import { checkStrArgument, isStr } from "./arguments.ts";
import { bytesLike } from "./bytes-text.ts";
import { decodeBytes } from "./codecs/decode.ts";
import { encodeText } from "./codecs/encode.ts";
import { builtinCodecName, builtinDecoder, builtinEncoder } from "./codecs/registry.ts";

/** `o.encode(encoding, errors)`: bytes. CPython 3.11: Objects/unicodeobject.c PyUnicode_AsEncodedString */
export function encodeStr(vm: VM, o: PyObject<string>, encoding: string, errors: string): Result {
  const name = builtinCodecName(encoding);
  if (name !== null) return encodeText(vm, o, builtinEncoder(name), errors);
  return then(vm, throughRegistry(vm, "_encode_text", "encode", o, encoding, errors), checkEncoded);
}

function checkEncoded(vm: VM, value: PyObject): Result {
  if ((value.type.flags & TPFLAGS_BYTES_SUBCLASS) !== 0) return value;
  const type = value.type.name;
  vm.counts.decref(value);
  const message = `encoder returned '${type}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types`;
  return vm.raise(vm.T.TypeError, message);
}

/** Bytes-like `o` as text. CPython 3.11: Objects/unicodeobject.c PyUnicode_FromEncodedObject */
export function decodeObject(vm: VM, o: PyObject, encoding: string, errors: string): Result {
  if (isStr(o)) return vm.raise(vm.T.TypeError, "decoding str is not supported");
  const bytes = hasBuffer(o) ? bytesView(vm, o) : bytesLike(vm, o);
  if (bytes === null && vm.thread.exception !== null) return null;
  if (bytes === null) return vm.raise(vm.T.TypeError, `decoding to str: need a bytes-like object, ${o.type.name} found`);
  return decodeEncoded(vm, o, bytes, encoding, errors);
}

/** `o`, whose bytes are given, decoded: a str. CPython 3.11: Objects/unicodeobject.c PyUnicode_Decode */
export function decodeEncoded(vm: VM, o: PyObject, bytes: Uint8Array, encoding: string, errors: string): Result {
  const name = builtinCodecName(encoding);
  if (name !== null) {
    const { decoder, start } = builtinDecoder(name, bytes);
    return decodeBytes(vm, bytes, decoder, errors, start);
  }
  return then(vm, throughRegistry(vm, "_decode_text", "decode", o, encoding, errors), checkDecoded);
}

function checkDecoded(vm: VM, value: PyObject): Result {
  if (isStr(value)) return value;
  const type = value.type.name;
  vm.counts.decref(value);
  const message = `decoder returned '${type}' instead of 'str'; use codecs.decode() to decode to arbitrary types`;
  return vm.raise(vm.T.TypeError, message);
}

/**
 * Any other encoding: `_codecs.<operation>(o, encoding, errors)`. A module that has `_encode_text` and `_decode_text` is asked those, which
 * refuse codecs that are not for text, as CPython's _PyCodec_EncodeText does.
 */
function throughRegistry(
  vm: VM,
  textOperation: string,
  operation: string,
  o: PyObject,
  encoding: string,
  errors: string,
): Result {
  const module = dictGetStringBorrowed(vm, vm.modules, "_codecs");
  if (module === null) return vm.raise(vm.T.LookupError, `unknown encoding: ${encoding}`);
  const hidden = vm.moduleState.get(textOperation) as TextCodec | undefined;
  if (hidden !== undefined) return hidden(vm, o, encoding, errors);
  const names = vm.newTuple([vm.newStr(encoding), vm.newStr(errors)]);
  const result = then(vm, getAttrString(vm, module, operation), callCodec, o, names);
  vm.counts.decref(names);
  return result;
}

/** What the `_codecs` module may put into `vm.moduleState` under "_encode_text" and "_decode_text". */
export type TextCodec = (vm: VM, o: PyObject, encoding: string, errors: string) => Result;

function callCodec(vm: VM, codec: PyObject, o: PyObject | null, names: PyObject | null): Result {
  return dropAfter(vm, callObject(vm, codec, [o!, ...(names!.v as PyObject[])]), codec);
}

/** CPython 3.11: Objects/unicodeobject.c unicode_encode_impl */
function unicode_encode(vm: VM, self: PyObject, encoding: PyObject | null, errors: PyObject | null): Result {
  if (encoding !== null && !checkStrArgument(vm, "encode() argument 'encoding'", encoding)) return null;
  if (errors !== null && !checkStrArgument(vm, "encode() argument 'errors'", errors)) return null;
  return encodeStr(vm, self, encoding?.v ?? "utf-8", errors?.v ?? "strict");
}

export const encodeMethods: readonly MethodSpec[] = [
  method("encode", "($self, /, encoding='utf-8', errors='strict')", unicode_encode, {
    doc: "Encode the string using the codec registered for encoding.",
  }),
];
