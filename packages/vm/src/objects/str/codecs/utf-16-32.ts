import { charAt, type Text } from "../text.ts";
import { type DecodedRun, type Decoder, type EncodedRun, type Encoder, PointBuffer } from "./codec.ts";

function isSurrogate(c: number): boolean {
  return c >= 0xd800 && c <= 0xdfff;
}

/** Little and big endian, and the one with a byte order mark (written little endian). */
export type Endianness = "" | "-le" | "-be";

function unitBytes(c: number, size: number, little: boolean): number[] {
  const bytes = size === 2 ? [c >> 8, c & 255] : [0, c >> 16, (c >> 8) & 255, c & 255];
  return little ? bytes.reverse() : bytes;
}

/** CPython 3.11: Objects/unicodeobject.c _PyUnicode_EncodeUTF16, _PyUnicode_EncodeUTF32 */
function wideEncoder(size: 2 | 4, endianness: Endianness): Encoder {
  const little = endianness !== "-be";
  return {
    name: `utf-${size * 8}${endianness}`,
    reason: "surrogates not allowed",
    start: Uint8Array.from(endianness === "" ? unitBytes(0xfeff, size, true) : []),
    unit: size,
    encode(text: Text, from: number): EncodedRun {
      const bytes = new Uint8Array((text.length - from) * 4);
      const view = new DataView(bytes.buffer);
      let n = 0;
      let i = from;
      for (; i < text.length; i++) {
        const c = charAt(text, i);
        if (isSurrogate(c)) break;
        if (size === 4) view.setUint32(n, c, little);
        else if (c < 0x10000) view.setUint16(n, c, little);
        else {
          view.setUint16(n, 0xd800 + ((c - 0x10000) >> 10), little);
          view.setUint16(n + 2, 0xdc00 + ((c - 0x10000) & 0x3ff), little);
          n += 2;
        }
        n += size;
      }
      return { bytes: bytes.slice(0, n), next: i };
    },
    failureEnd: (_text, at) => at + 1,
    surrogate: (c) => unitBytes(c, size, little),
  };
}

function encoders(size: 2 | 4): Record<Endianness, Encoder> {
  return { "": wideEncoder(size, ""), "-le": wideEncoder(size, "-le"), "-be": wideEncoder(size, "-be") };
}

export const utf16Encoders: Record<Endianness, Encoder> = encoders(2);
export const utf32Encoders: Record<Endianness, Encoder> = encoders(4);

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_DecodeUTF16Stateful */
function utf16Decoder(name: string, little: boolean): Decoder {
  return {
    name,
    alwaysMakesError: true,
    decode(bytes: Uint8Array, from: number, isFinal: boolean): DecodedRun {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      const out = new PointBuffer((bytes.length - from) >> 1);
      const stop = (next: number, errorEnd: number, reason: string): DecodedRun => ({
        text: out.finish(),
        next,
        errorEnd,
        reason,
      });
      let i = from;
      for (; i + 1 < bytes.length; i += 2) {
        const c = view.getUint16(i, little);
        if (!isSurrogate(c)) {
          out.push(c);
          continue;
        }
        if (c >= 0xdc00) return stop(i, i + 2, "illegal encoding");
        if (i + 3 >= bytes.length) return stop(i, isFinal ? bytes.length : -1, "unexpected end of data");
        const low = view.getUint16(i + 2, little);
        if ((low & 0xfc00) !== 0xdc00) return stop(i, i + 2, "illegal UTF-16 surrogate");
        out.push(0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
        i += 2;
      }
      if (i < bytes.length) return stop(i, isFinal ? bytes.length : -1, "truncated data");
      return stop(i, -1, "");
    },
    surrogateAt(bytes: Uint8Array, at: number): { length: number; c: number } | null {
      if (at + 1 >= bytes.length) return null;
      const c = little ? bytes[at]! | (bytes[at + 1]! << 8) : (bytes[at]! << 8) | bytes[at + 1]!;
      return isSurrogate(c) ? { length: 2, c } : null;
    },
  };
}

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_DecodeUTF32Stateful */
function utf32Decoder(name: string, little: boolean): Decoder {
  return {
    name,
    alwaysMakesError: true,
    decode(bytes: Uint8Array, from: number, isFinal: boolean): DecodedRun {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      const out = new PointBuffer((bytes.length - from) >> 2);
      const stop = (next: number, errorEnd: number, reason: string): DecodedRun => ({
        text: out.finish(),
        next,
        errorEnd,
        reason,
      });
      let i = from;
      for (; i + 3 < bytes.length; i += 4) {
        const c = view.getUint32(i, little);
        if (isSurrogate(c)) return stop(i, i + 4, "code point in surrogate code point range(0xd800, 0xe000)");
        if (c > 0x10ffff) return stop(i, i + 4, "code point not in range(0x110000)");
        out.push(c);
      }
      if (i < bytes.length) return stop(i, isFinal ? bytes.length : -1, "truncated data");
      return stop(i, -1, "");
    },
    surrogateAt(bytes: Uint8Array, at: number): { length: number; c: number } | null {
      if (at + 3 >= bytes.length) return null;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      const c = view.getUint32(at, little);
      return isSurrogate(c) ? { length: 4, c } : null;
    },
  };
}

const decoders: Record<string, Decoder> = {
  "utf-16-le": utf16Decoder("utf-16-le", true),
  "utf-16-be": utf16Decoder("utf-16-be", false),
  "utf-32-le": utf32Decoder("utf-32-le", true),
  "utf-32-be": utf32Decoder("utf-32-be", false),
};

/** The decoder for given bytes, and how long their byte order mark is (only looked for when `endianness` is ""). */
export function wideDecoder(
  size: 2 | 4,
  endianness: Endianness,
  bytes: Uint8Array,
): { decoder: Decoder; start: number; bigEndian: boolean } {
  const name = `utf-${size * 8}`;
  if (endianness !== "") return { decoder: decoders[name + endianness]!, start: 0, bigEndian: endianness === "-be" };
  const mark = (little: boolean): boolean => unitBytes(0xfeff, size, little).every((b, i) => bytes[i] === b);
  if (mark(true)) return { decoder: decoders[`${name}-le`]!, start: size, bigEndian: false };
  if (mark(false)) return { decoder: decoders[`${name}-be`]!, start: size, bigEndian: true };
  return { decoder: decoders[`${name}-le`]!, start: 0, bigEndian: false };
}
