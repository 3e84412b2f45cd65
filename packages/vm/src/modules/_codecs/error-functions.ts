import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { newBuiltinFunction } from "../../objects/descriptors.ts";
import { type ExceptionData, exceptionField } from "../../objects/exceptions/exception.ts";
import { raiseObject } from "../../objects/exceptions/raise.ts";
import { decodeReplacement, encodeReplacement, registerErrorHandler } from "../../objects/str/codecs/error-handlers.ts";
import { builtinCodecName, builtinDecoder, builtinEncoder } from "../../objects/str/codecs/registry.ts";
import { utf8Decoder, utf8Encoder } from "../../objects/str/codecs/utf-8.ts";
import { escapeCharacter } from "../../objects/str/repr.ts";
import { newStrFromText, textOf } from "../../objects/str/text.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { method } from "../../objects/type/type-spec.ts";

type Kind = "encode" | "decode" | "translate";

/** The text or bytes of a Unicode error, and the bad range within it. */
interface Place {
  readonly kind: Kind;
  readonly object: PyObject;
  readonly start: number;
  readonly end: number;
}

function placeOf(vm: VM, e: PyObject<ExceptionData>): Place | null {
  const { T } = vm;
  const kind = isSubtype(e.type, T.UnicodeEncodeError)
    ? "encode"
    : isSubtype(e.type, T.UnicodeDecodeError)
      ? "decode"
      : isSubtype(e.type, T.UnicodeTranslateError)
        ? "translate"
        : null;
  const object = kind === null ? null : exceptionField(e, "object");
  if (kind === null || object === null) return vm.raise(T.TypeError, `don't know how to handle ${e.type.name} in error callback`);
  const size = kind === "decode" ? (object.v as Uint8Array).length : textOf(object).length;
  const start = Math.max(0, Math.min(e.v.start, size - 1));
  const end = Math.min(Math.max(e.v.end, 1), size);
  return { kind, object, start, end };
}

function answer(vm: VM, value: PyObject, position: number): Result {
  return vm.newTuple([value, vm.newInt(position)]);
}

function wrongType(vm: VM, e: PyObject): null {
  return vm.raise(vm.T.TypeError, `don't know how to handle ${e.type.name} in error callback`);
}

/** CPython 3.11: Python/codecs.c PyCodec_StrictErrors */
function strict_errors(vm: VM, _self: PyObject, e: PyObject): Result {
  if (!isSubtype(e.type, vm.T.BaseException)) return vm.raise(vm.T.TypeError, "codec must pass exception instance");
  return raiseObject(vm, newRef(e));
}

/** CPython 3.11: Python/codecs.c PyCodec_IgnoreErrors */
function ignore_errors(vm: VM, _self: PyObject, e: PyObject): Result {
  const place = placeOf(vm, e);
  return place === null ? null : answer(vm, vm.newStr(""), place.end);
}

/** CPython 3.11: Python/codecs.c PyCodec_ReplaceErrors */
function replace_errors(vm: VM, _self: PyObject, e: PyObject): Result {
  const place = placeOf(vm, e);
  if (place === null) return null;
  const n = Math.max(0, place.end - place.start);
  const text = place.kind === "encode" ? "?".repeat(n) : place.kind === "decode" ? "\ufffd" : "\ufffd".repeat(n);
  return answer(vm, vm.newStr(text), place.end);
}

/** CPython 3.11: Python/codecs.c PyCodec_BackslashReplaceErrors */
function backslashreplace_errors(vm: VM, _self: PyObject, e: PyObject): Result {
  const place = placeOf(vm, e);
  if (place === null) return null;
  const { kind, object, start, end } = place;
  const characters = kind === "decode" ? (object.v as Uint8Array) : textOf(object);
  let text = "";
  for (let i = start; i < end; i++)
    text += escapeCharacter(typeof characters === "string" ? characters.charCodeAt(i) : characters[i]!);
  return answer(vm, vm.newStr(text), end);
}

/** The handlers that are for encoding only. CPython 3.11: Python/codecs.c PyCodec_XMLCharRefReplaceErrors, PyCodec_NameReplaceErrors */
function encodeOnly(name: string) {
  return (vm: VM, _self: PyObject, e: PyObject): Result => {
    const place = placeOf(vm, e);
    if (place === null) return null;
    if (place.kind !== "encode") return wrongType(vm, e);
    const replacement = encodeReplacement(vm, name, utf8Encoder, textOf(place.object), place.start, place.end);
    return answer(vm, vm.newStr((replacement as { text: string }).text), place.end);
  };
}

/** CPython 3.11: Python/codecs.c PyCodec_SurrogatePassErrors, PyCodec_SurrogateEscapeErrors */
function surrogates(name: "surrogatepass" | "surrogateescape") {
  return (vm: VM, _self: PyObject, e: PyObject<ExceptionData>): Result => {
    const place = placeOf(vm, e);
    if (place === null) return null;
    const { kind, object, start, end } = place;
    if (kind === "translate") return wrongType(vm, e);
    const encoding = (exceptionField(e, "encoding")?.v as string | undefined) ?? "";
    const builtin = name === "surrogatepass" ? builtinCodecName(encoding) : "utf-8";
    if (builtin === null || builtin === "ascii" || builtin === "latin-1") return raiseObject(vm, newRef(e));
    if (kind === "encode") {
      const encoder = name === "surrogatepass" ? builtinEncoder(builtin) : utf8Encoder;
      const made = encodeReplacement(vm, name, encoder, textOf(object), start, end)!;
      return "bytes" in made ? answer(vm, vm.newBytes(Uint8Array.from(made.bytes)), end) : raiseObject(vm, newRef(e));
    }
    const bytes = object.v as Uint8Array;
    const decoder = name === "surrogatepass" ? builtinDecoder(builtin, bytes).decoder : utf8Decoder;
    const made = decodeReplacement(name, decoder, bytes, start, end);
    if (made === null || made === undefined) return raiseObject(vm, newRef(e));
    return answer(vm, newStrFromText(vm, Uint32Array.from(made.points)), start + made.taken);
  };
}

const handlers = [
  [
    "strict",
    "strict_errors",
    strict_errors,
    "Implements the 'strict' error handling, which raises a UnicodeError on coding errors.",
  ],
  [
    "ignore",
    "ignore_errors",
    ignore_errors,
    "Implements the 'ignore' error handling, which ignores malformed data and continues.",
  ],
  [
    "replace",
    "replace_errors",
    replace_errors,
    "Implements the 'replace' error handling, which replaces malformed data with a replacement marker.",
  ],
  [
    "xmlcharrefreplace",
    "xmlcharrefreplace_errors",
    encodeOnly("xmlcharrefreplace"),
    "Implements the 'xmlcharrefreplace' error handling, which replaces an unencodable character with the appropriate XML character reference.",
  ],
  [
    "backslashreplace",
    "backslashreplace_errors",
    backslashreplace_errors,
    "Implements the 'backslashreplace' error handling, which replaces malformed data with a backslashed escape sequence.",
  ],
  [
    "namereplace",
    "namereplace_errors",
    encodeOnly("namereplace"),
    "Implements the 'namereplace' error handling, which replaces an unencodable character with a \\N{...} escape sequence.",
  ],
  ["surrogatepass", "surrogatepass", surrogates("surrogatepass"), undefined],
  ["surrogateescape", "surrogateescape", surrogates("surrogateescape"), undefined],
] as const;

/** Makes the built-in handlers known by name. CPython 3.11: Python/codecs.c _PyCodecRegistry_Init */
export function registerBuiltinHandlers(vm: VM): void {
  for (const [errors, name, fn, doc] of handlers) {
    const spec = method(name, "(exception, /)", fn, { convention: "METH_O", ...(doc === undefined ? {} : { doc }) });
    const f = newBuiltinFunction(vm, spec, null, null);
    const key = vm.intern(errors);
    registerErrorHandler(vm, key, f);
    vm.counts.decrefAll([key, f]);
  }
}
