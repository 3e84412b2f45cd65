import { asciiDecoder, asciiEncoder, latin1Decoder, latin1Encoder } from "./ascii.ts";
import type { Decoder, Encoder } from "./codec.ts";
import { utf8Decoder, utf8Encoder } from "./utf-8.ts";
import { type Endianness, utf16Encoders, utf32Encoders, wideDecoder } from "./utf-16-32.ts";

const ALIASES: Record<string, string> = {
  utf_8: "utf-8",
  utf8: "utf-8",
  u8: "utf-8",
  utf: "utf-8",
  utf8_ucs2: "utf-8",
  utf8_ucs4: "utf-8",
  cp65001: "utf-8",
  ascii: "ascii",
  us_ascii: "ascii",
  us: "ascii",
  "646": "ascii",
  ansi_x3_4_1968: "ascii",
  iso646_us: "ascii",
  latin_1: "latin-1",
  latin1: "latin-1",
  iso_8859_1: "latin-1",
  iso8859_1: "latin-1",
  "8859": "latin-1",
  cp819: "latin-1",
  iso8859: "latin-1",
  latin: "latin-1",
  l1: "latin-1",
  utf_16: "utf-16",
  utf16: "utf-16",
  u16: "utf-16",
  utf_16_le: "utf-16-le",
  utf_16le: "utf-16-le",
  utf_16_be: "utf-16-be",
  utf_16be: "utf-16-be",
  utf_32: "utf-32",
  utf32: "utf-32",
  u32: "utf-32",
  utf_32_le: "utf-32-le",
  utf_32le: "utf-32-le",
  utf_32_be: "utf-32-be",
  utf_32be: "utf-32-be",
};

/** The name of a built-in codec for what a program calls it; null: ask the codec registry. CPython 3.11: Objects/unicodeobject.c _Py_normalize_encoding */
export function builtinCodecName(encoding: string): string | null {
  let normalized = "";
  for (let i = 0; i < encoding.length; i++) {
    const c = encoding[i]!;
    const isWord = (c >= "a" && c <= "z") || (c >= "A" && c <= "Z") || (c >= "0" && c <= "9") || c === ".";
    if (isWord) normalized += c.toLowerCase();
    else if (normalized !== "" && !normalized.endsWith("_")) normalized += "_";
  }
  return Object.hasOwn(ALIASES, normalized) ? ALIASES[normalized]! : null;
}

/** `name` as `builtinCodecName` gives it. */
export function builtinEncoder(name: string): Encoder {
  switch (name) {
    case "utf-8":
      return utf8Encoder;
    case "ascii":
      return asciiEncoder;
    case "latin-1":
      return latin1Encoder;
    default:
      return (name.startsWith("utf-16") ? utf16Encoders : utf32Encoders)[name.slice(6) as Endianness];
  }
}

/** `name` as `builtinCodecName` gives it; `start` is where the bytes begin after a byte order mark. */
export function builtinDecoder(name: string, bytes: Uint8Array): { decoder: Decoder; start: number } {
  switch (name) {
    case "utf-8":
      return { decoder: utf8Decoder, start: 0 };
    case "ascii":
      return { decoder: asciiDecoder, start: 0 };
    case "latin-1":
      return { decoder: latin1Decoder, start: 0 };
    default:
      return wideDecoder(name.startsWith("utf-16") ? 2 : 4, name.slice(6) as Endianness, bytes);
  }
}
