/**
 * UTF-8 as marshal uses it: surrogates are encoded as if they were characters ("surrogatepass").
 *
 * A JS string cannot hold a high surrogate followed by a low one as two characters. Where the bytes say that, `codePoints` is there
 * and is the truth.
 */
import { MarshalError } from "./marshal-value.ts";

/** A decoded string; `codePoints` only where the JS string is ambiguous. */
export interface DecodedText {
  readonly value: string;
  readonly codePoints?: Uint32Array;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function badByte(bytes: Uint8Array, at: number, length: number, origin: number, reason: string): MarshalError {
  const start = at - origin;
  const where =
    length === 1
      ? `byte 0x${bytes[at]!.toString(16).padStart(2, "0")} in position ${start}`
      : `bytes in position ${start}-${start + length - 1}`;
  return new MarshalError("UnicodeDecodeError", `'utf-8' codec can't decode ${where}: ${reason}`);
}

/** The range the second byte must be in, given the first, so that nothing is overlong, beyond U+10FFFF or (here) anything else. */
function secondByteIsBad(lead: number, second: number): boolean {
  if (!isContinuation(second)) return true;
  if (lead === 0xe0) return second < 0xa0;
  if (lead === 0xf0) return second < 0x90;
  if (lead === 0xf4) return second > 0x8f;
  return false;
}

/** Decodes one character of several bytes; answers code point and length packed as `point * 8 + length`. */
function decodeOne(bytes: Uint8Array, at: number, end: number, origin: number): number {
  const lead = bytes[at]!;
  if (lead < 0xc2 || lead > 0xf4) throw badByte(bytes, at, 1, origin, "invalid start byte");
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let point = lead & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    if (at + i >= end) {
      // A surrogate cut short is a wrong second byte, not an end too early.
      if (lead === 0xed && i === 2 && bytes[at + 1]! >= 0xa0) throw badByte(bytes, at, 1, origin, "invalid continuation byte");
      throw badByte(bytes, at, i, origin, "unexpected end of data");
    }
    const byte = bytes[at + i]!;
    if (i === 1 ? secondByteIsBad(lead, byte) : !isContinuation(byte)) {
      const good = lead === 0xed && bytes[at + 1]! >= 0xa0 ? 1 : i;
      throw badByte(bytes, at, good, origin, "invalid continuation byte");
    }
    point = (point << 6) | (byte & 0x3f);
  }
  return point * 8 + length;
}

/**
 * Decodes `bytes[start:end]`.
 *
 * CPython 3.11: Objects/unicodeobject.c PyUnicode_DecodeUTF8 with "surrogatepass"
 *
 * @throws MarshalError (UnicodeDecodeError) with CPython's message
 */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): DecodedText {
  const points: number[] = [];
  let ambiguous = false;
  let previous = 0;
  for (let at = start; at < end; ) {
    let point = bytes[at]!;
    if (point < 0x80) at++;
    else {
      const packed = decodeOne(bytes, at, end, start);
      at += packed & 7;
      point = packed >> 3;
      if (point >= 0xdc00 && point <= 0xdfff && previous >= 0xd800 && previous <= 0xdbff) ambiguous = true;
    }
    points.push(point);
    previous = point;
  }
  const value = textOf(points);
  return ambiguous ? { value, codePoints: Uint32Array.from(points) } : { value };
}

function textOf(points: readonly number[]): string {
  const CHUNK = 4096; // more arguments than this could overflow the JS stack
  let text = "";
  for (let i = 0; i < points.length; i += CHUNK) text += String.fromCodePoint(...points.slice(i, i + CHUNK));
  return text;
}

/** Decodes Latin-1: one byte, one character. */
export function decodeLatin1(bytes: Uint8Array, start: number, end: number): string {
  const CHUNK = 4096; // more arguments than this could overflow the JS stack
  if (end - start <= CHUNK) return charactersOf(bytes.subarray(start, end));
  let text = "";
  for (let i = start; i < end; i += CHUNK) text += charactersOf(bytes.subarray(i, Math.min(end, i + CHUNK)));
  return text;
}

function charactersOf(bytes: Uint8Array): string {
  return String.fromCharCode.apply(null, bytes as unknown as number[]);
}

/** Whether all characters are below 128. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) return false;
  return true;
}

/**
 * Encodes text, surrogates included.
 *
 * CPython 3.11: Objects/unicodeobject.c PyUnicode_AsEncodedString with "surrogatepass"
 */
export function encodeUtf8(text: DecodedText): Uint8Array {
  const out: number[] = [];
  const points: Iterable<number> = text.codePoints ?? codePointsOf(text.value);
  for (const point of points) {
    if (point < 0x80) out.push(point);
    else if (point < 0x800) out.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
    else if (point < 0x10000) out.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    else out.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
  }
  return Uint8Array.from(out);
}

function codePointsOf(text: string): number[] {
  const points: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    if (point > 0xffff) i++;
    points.push(point);
  }
  return points;
}
