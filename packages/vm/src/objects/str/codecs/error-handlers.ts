import type { VM } from "../../../interpreter.ts";
import { nameOf } from "../../../modules/unicodedata/names.ts";
import type { PyObject } from "../../../object.ts";
import { dictGetStringBorrowed, dictSetString } from "../../dict/dict.ts";
import type { DictTable } from "../../dict/table.ts";
import { escapeCharacter } from "../repr.ts";
import { charAt, type Text } from "../text.ts";
import type { Decoder, Encoder } from "./codec.ts";

/** What a built-in handler puts in the place of characters: bytes, or text that is encoded in turn; null: they are an error from `start` on. */
export type Replacement = { readonly bytes: readonly number[] } | { readonly text: string } | { readonly failsAt: number };

function eachText(text: Text, start: number, end: number, f: (c: number) => string): { text: string } {
  let s = "";
  for (let i = start; i < end; i++) s += f(charAt(text, i));
  return { text: s };
}

function named(c: number): string {
  const name = nameOf(c);
  return name === null ? escapeCharacter(c) : `\\N{${name}}`;
}

function escapedBytes(text: Text, start: number, end: number): Replacement {
  const bytes: number[] = [];
  for (let i = start; i < end; i++) {
    const c = charAt(text, i);
    if (c < 0xdc80 || c > 0xdcff) return { failsAt: i };
    bytes.push(c - 0xdc00);
  }
  return { bytes };
}

function passedSurrogates(encoder: Encoder, text: Text, start: number, end: number): Replacement {
  const bytes: number[] = [];
  for (let i = start; i < end; i++) {
    const c = charAt(text, i);
    const encoded = c >= 0xd800 && c <= 0xdfff ? encoder.surrogate(c) : null;
    if (encoded === null) return { failsAt: start };
    bytes.push(...encoded);
  }
  return { bytes };
}

/** What the built-in handler `errors` does with the characters; undefined: it is none. CPython 3.11: Python/codecs.c PyCodec_*Errors */
export function encodeReplacement(
  _vm: VM,
  errors: string,
  encoder: Encoder,
  text: Text,
  start: number,
  end: number,
): Replacement | undefined {
  switch (errors) {
    case "strict":
      return { failsAt: start };
    case "ignore":
      return { text: "" };
    case "replace":
      return { text: "?".repeat(end - start) };
    case "backslashreplace":
      return eachText(text, start, end, escapeCharacter);
    case "xmlcharrefreplace":
      return eachText(text, start, end, (c) => `&#${c};`);
    case "namereplace":
      return eachText(text, start, end, named);
    case "surrogateescape":
      return encoder.unit === 1 ? escapedBytes(text, start, end) : { failsAt: start };
    case "surrogatepass":
      return passedSurrogates(encoder, text, start, end);
    default:
      return undefined;
  }
}

/** Code points for bad bytes and how many bytes that takes; null: they are an error. */
export interface DecodeReplacement {
  readonly points: readonly number[];
  readonly taken: number;
}

/** What the built-in handler `errors` makes of the bytes; undefined: it is none. CPython 3.11: Python/codecs.c PyCodec_*Errors */
export function decodeReplacement(
  errors: string,
  decoder: Decoder,
  bytes: Uint8Array,
  start: number,
  end: number,
): DecodeReplacement | null | undefined {
  switch (errors) {
    case "strict":
      return null;
    case "ignore":
      return { points: [], taken: end - start };
    case "replace":
      return { points: [0xfffd], taken: end - start };
    case "backslashreplace": {
      const escaped = Array.from(bytes.subarray(start, end), escapeCharacter).join("");
      return { points: Array.from(escaped, (c) => c.charCodeAt(0)), taken: end - start };
    }
    case "surrogateescape": {
      const points: number[] = [];
      for (let i = start; i < end && i < start + 4 && bytes[i]! >= 128; i++) points.push(0xdc00 + bytes[i]!);
      return points.length === 0 ? null : { points, taken: points.length };
    }
    case "surrogatepass": {
      const found = decoder.surrogateAt(bytes, start);
      return found === null ? null : { points: [found.c], taken: found.length };
    }
    default:
      return undefined;
  }
}

const REGISTRY = "codec error handlers";

/** The dict of handlers by name that `codecs.register_error` fills. Borrowed. */
export function errorHandlerRegistry(vm: VM): PyObject<DictTable> {
  let registry = vm.moduleState.get(REGISTRY) as PyObject<DictTable> | undefined;
  if (registry === undefined) {
    registry = vm.newDict();
    vm.moduleState.set(REGISTRY, registry);
  }
  return registry;
}

/** `codecs.register_error`. CPython 3.11: Python/codecs.c PyCodec_RegisterError */
export function registerErrorHandler(vm: VM, name: PyObject<string>, handler: PyObject): void {
  dictSetString(vm, errorHandlerRegistry(vm), name, handler);
}

/** The handler, borrowed; null with LookupError. CPython 3.11: Python/codecs.c PyCodec_LookupError */
export function lookupErrorHandler(vm: VM, name: string): PyObject | null {
  const handler = dictGetStringBorrowed(vm, errorHandlerRegistry(vm), name);
  return handler ?? vm.raise(vm.T.LookupError, `unknown error handler name '${name}'`);
}
