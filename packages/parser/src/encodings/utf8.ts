/** Bytes that are no UTF-8: which, and why, as CPython words it. */
export interface Utf8Problem {
  start: number;
  /** Past the last byte. */
  end: number;
  reason: "invalid start byte" | "invalid continuation byte" | "unexpected end of data";
}

/** What UTF-8 at `at` is: a code point and its length, or a problem. */
export function decodeAt(bytes: Uint8Array, at: number): { codePoint: number; length: number } | Utf8Problem {
  const first = bytes[at]!;
  if (first < 0x80) return { codePoint: first, length: 1 };
  const length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (length === 0) return { start: at, end: at + 1, reason: "invalid start byte" };
  let codePoint = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const c = bytes[at + i];
    if (c === undefined) return { start: at, end: at + i, reason: "unexpected end of data" };
    if ((c & 0xc0) !== 0x80 || (i === 1 && !secondFits(first, c))) {
      return { start: at, end: at + i, reason: "invalid continuation byte" };
    }
    codePoint = (codePoint << 6) | (c & 0x3f);
  }
  return { codePoint, length };
}

/** No overlong forms, no surrogates, nothing above U+10FFFF. */
function secondFits(first: number, second: number): boolean {
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second < 0x90;
}

/** Stands for the byte 0x80 + n as U+DC80 + n: such text has no other lone surrogates. */
export const ESCAPED_BYTE = 0xdc00;

/** Text of UTF-8; bytes that are none become lone surrogates. */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let units: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    const found = decodeAt(bytes, i);
    if ("reason" in found) {
      while (i < found.end) units.push(ESCAPED_BYTE + bytes[i++]!);
    } else {
      const c = found.codePoint;
      if (c > 0xffff) units.push(0xd7c0 + (c >> 10), 0xdc00 + (c & 0x3ff));
      else units.push(c);
      i += found.length;
    }
    if (units.length > 8192) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  parts.push(String.fromCharCode(...units));
  return parts.join("");
}

/** The first bytes in a text that are no UTF-8, with their position in its UTF-8; null if there are none. */
export function utf8Problem(text: string): { message: string } | null {
  if (!hasEscapedBytes(text)) return null;
  const bytes = encode(text);
  for (let i = 0; i < bytes.length; ) {
    const found = decodeAt(bytes, i);
    if ("reason" in found) return { message: problemMessage(bytes, found) };
    i += found.length;
  }
  return null;
}

/** CPython 3.11: Objects/exceptions.c UnicodeDecodeError_str */
export function problemMessage(bytes: Uint8Array, { start, end, reason }: Utf8Problem): string {
  if (end === start + 1) {
    return `'utf-8' codec can't decode byte 0x${bytes[start]!.toString(16)} in position ${start}: ${reason}`;
  }
  return `'utf-8' codec can't decode bytes in position ${start}-${end - 1}: ${reason}`;
}

/** A text with U+FFFD for what is no UTF-8, once for each broken character. */
export function withReplacements(text: string): string {
  if (!hasEscapedBytes(text)) return text;
  const bytes = encode(text);
  let result = "";
  for (let i = 0; i < bytes.length; ) {
    const found = decodeAt(bytes, i);
    if ("reason" in found) {
      result += "\ufffd";
      i = found.end;
    } else {
      result += String.fromCodePoint(found.codePoint);
      i += found.length;
    }
  }
  return result;
}

const LONE_SURROGATE = /[\ud800-\udfff]/u;

function hasEscapedBytes(text: string): boolean {
  return LONE_SURROGATE.test(text);
}

function encode(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const c = character.codePointAt(0)!;
    if (c < 0x80) bytes.push(c);
    else if (c >= 0xdc80 && c <= 0xdcff) bytes.push(c - ESCAPED_BYTE);
    else if (c < 0x800) bytes.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else if (c < 0x10000) bytes.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    else bytes.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
  }
  return Uint8Array.from(bytes);
}
