import { charAt, type Text } from "../text.ts";
import { type DecodedRun, type Decoder, type EncodedRun, type Encoder, PointBuffer } from "./codec.ts";

function isSurrogate(c: number): boolean {
  return c >= 0xd800 && c <= 0xdfff;
}

function threeBytes(c: number): readonly number[] {
  return [0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63)];
}

/** CPython 3.11: Objects/stringlib/codecs.h utf8_encoder */
export const utf8Encoder: Encoder = {
  name: "utf-8",
  reason: "surrogates not allowed",
  start: new Uint8Array(0),
  unit: 1,
  encode(text: Text, from: number): EncodedRun {
    const bytes = new Uint8Array((text.length - from) * (typeof text === "string" ? 3 : 4));
    let n = 0;
    let i = from;
    for (; i < text.length; i++) {
      const c = charAt(text, i);
      if (c < 0x80) bytes[n++] = c;
      else if (c < 0x800) {
        bytes[n++] = 0xc0 | (c >> 6);
        bytes[n++] = 0x80 | (c & 63);
      } else if (c < 0x10000) {
        if (isSurrogate(c)) break;
        bytes[n++] = 0xe0 | (c >> 12);
        bytes[n++] = 0x80 | ((c >> 6) & 63);
        bytes[n++] = 0x80 | (c & 63);
      } else {
        bytes[n++] = 0xf0 | (c >> 18);
        bytes[n++] = 0x80 | ((c >> 12) & 63);
        bytes[n++] = 0x80 | ((c >> 6) & 63);
        bytes[n++] = 0x80 | (c & 63);
      }
    }
    return { bytes: bytes.slice(0, n), next: i };
  },
  failureEnd(text: Text, at: number): number {
    while (at < text.length && isSurrogate(charAt(text, at))) at++;
    return at;
  },
  surrogate: threeBytes,
};

const INVALID_START = "invalid start byte";
const INVALID_CONTINUATION = "invalid continuation byte";
const UNEXPECTED_END = "unexpected end of data";

/** How many bytes a sequence beginning so has; 0: no sequence begins so. */
function sequenceLength(b: number): number {
  return b < 0x80 ? 1 : b < 0xc2 ? 0 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : b < 0xf5 ? 4 : 0;
}

/** May `second` follow `first`? Overlong forms, surrogates and what lies beyond U+10FFFF may not. */
function isSecond(first: number, second: number): boolean {
  if ((second & 0xc0) !== 0x80) return false;
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second < 0x90;
}

/** The sequence at `at`: its length if it is good, else minus the number of bytes that are bad (0: cut off). */
function checkSequence(bytes: Uint8Array, at: number, length: number): number {
  for (let k = 1; k < length; k++) {
    if (at + k >= bytes.length) return 0;
    const b = bytes[at + k]!;
    if (k === 1 ? !isSecond(bytes[at]!, b) : (b & 0xc0) !== 0x80) return -k;
  }
  return length;
}

/** CPython 3.11: Objects/unicodeobject.c unicode_decode_utf8, Objects/stringlib/codecs.h utf8_decode */
export const utf8Decoder: Decoder = {
  name: "utf-8",
  alwaysMakesError: false,
  decode(bytes: Uint8Array, from: number, isFinal: boolean): DecodedRun {
    const out = new PointBuffer(bytes.length - from);
    for (let i = from; i < bytes.length; ) {
      const b = bytes[i]!;
      if (b < 0x80) {
        out.push(b);
        i++;
        continue;
      }
      const length = sequenceLength(b);
      if (length === 0) return { text: out.finish(), next: i, errorEnd: i + 1, reason: INVALID_START };
      const good = checkSequence(bytes, i, length);
      if (good < 0) return { text: out.finish(), next: i, errorEnd: i - good, reason: INVALID_CONTINUATION };
      if (good === 0) return { text: out.finish(), next: i, errorEnd: isFinal ? bytes.length : -1, reason: UNEXPECTED_END };
      let c = length === 2 ? b & 31 : length === 3 ? b & 15 : b & 7;
      for (let k = 1; k < length; k++) c = (c << 6) | (bytes[i + k]! & 63);
      out.push(c);
      i += length;
    }
    return { text: out.finish(), next: bytes.length, errorEnd: -1, reason: "" };
  },
  surrogateAt(bytes: Uint8Array, at: number): { length: number; c: number } | null {
    if (at + 2 >= bytes.length || bytes[at] !== 0xed) return null;
    const [x, y] = [bytes[at + 1]!, bytes[at + 2]!];
    if ((x & 0xc0) !== 0x80 || (y & 0xc0) !== 0x80) return null;
    const c = 0xd000 | ((x & 63) << 6) | (y & 63);
    return isSurrogate(c) ? { length: 3, c } : null;
  },
};
