import { charAt, type Text } from "../text.ts";
import type { DecodedRun, Decoder, EncodedRun, Encoder } from "./codec.ts";

const NOTHING = new Uint8Array(0);

/** An encoding in which each of the first `limit` characters is one byte. CPython 3.11: Objects/unicodeobject.c unicode_encode_ucs1 */
function oneByteEncoder(name: string, limit: number): Encoder {
  return {
    name,
    reason: `ordinal not in range(${limit})`,
    start: NOTHING,
    unit: 1,
    encode(text: Text, from: number): EncodedRun {
      const bytes = new Uint8Array(text.length - from);
      let i = from;
      for (; i < text.length; i++) {
        const c = charAt(text, i);
        if (c >= limit) break;
        bytes[i - from] = c;
      }
      return { bytes: bytes.subarray(0, i - from), next: i };
    },
    failureEnd(text: Text, at: number): number {
      while (at < text.length && charAt(text, at) >= limit) at++;
      return at;
    },
    surrogate: () => null,
  };
}

export const asciiEncoder: Encoder = oneByteEncoder("ascii", 128);
export const latin1Encoder: Encoder = oneByteEncoder("latin-1", 256);

function text(bytes: Uint8Array, from: number, to: number): string {
  let s = "";
  for (let i = from; i < to; i += 8192) s += String.fromCharCode(...bytes.subarray(i, Math.min(i + 8192, to)));
  return s;
}

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_DecodeASCII */
export const asciiDecoder: Decoder = {
  name: "ascii",
  alwaysMakesError: false,
  decode(bytes: Uint8Array, from: number): DecodedRun {
    let i = from;
    while (i < bytes.length && bytes[i]! < 128) i++;
    return { text: text(bytes, from, i), next: i, errorEnd: i < bytes.length ? i + 1 : -1, reason: "ordinal not in range(128)" };
  },
  surrogateAt: () => null,
};

/** CPython 3.11: Objects/unicodeobject.c PyUnicode_DecodeLatin1 */
export const latin1Decoder: Decoder = {
  name: "latin-1",
  alwaysMakesError: false,
  decode: (bytes, from) => ({ text: text(bytes, from, bytes.length), next: bytes.length, errorEnd: -1, reason: "" }),
  surrogateAt: () => null,
};
