import { codePointByName } from "../unicode/names.ts";

/** A str as ConstantValue has it: `codePoints` only where surrogates side by side make the JS string ambiguous. */
export interface Text {
  value: string;
  codePoints?: Uint32Array;
}

/** What went wrong in an escape sequence, as CPython words it. */
export interface EscapeError {
  error: string;
}

/** Told of the first escape sequence in a literal that means nothing: the character after the backslash. */
/** `escape`: what follows the backslash: one character, or three octal digits beyond 377. */
export type OnInvalidEscape = (escape: string) => void;

const SIMPLE: Readonly<Record<string, number>> = { "\\": 92, "'": 39, '"': 34, a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Code points, put together to a JS string. */
class CodePoints {
  private readonly list: number[] = [];
  private hasSurrogate = false;

  push(codePoint: number): void {
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) this.hasSurrogate = true;
    this.list.push(codePoint);
  }

  /** Characters `text[start:end]` of the source, where pairs are pairs. */
  pushText(text: string, start: number, end: number): void {
    for (let i = start; i < end; ) {
      const c = text.codePointAt(i)!;
      this.list.push(c);
      i += c > 0xffff ? 2 : 1;
    }
  }

  finish(): Text {
    let value = "";
    for (const c of this.list) value += String.fromCodePoint(c);
    return this.hasSurrogate ? textOf(value, this.list) : { value };
  }
}

function textOf(value: string, codePoints: readonly number[]): Text {
  for (let i = 1; i < codePoints.length; i++) {
    const a = codePoints[i - 1]!;
    const b = codePoints[i]!;
    if (a >= 0xd800 && a < 0xdc00 && b >= 0xdc00 && b <= 0xdfff) return { value, codePoints: Uint32Array.from(codePoints) };
  }
  return { value };
}

/** Two strs side by side: a surrogate at the end of one does not join that at the beginning of the other. */
export function joinText(a: Text, b: Text): Text {
  const value = a.value + b.value;
  const last = a.value.charCodeAt(a.value.length - 1);
  const first = b.value.charCodeAt(0);
  const meet = last >= 0xd800 && last < 0xdc00 && first >= 0xdc00 && first <= 0xdfff;
  if (a.codePoints === undefined && b.codePoints === undefined && !meet) return { value };
  return textOf(value, [...codePointsOf(a), ...codePointsOf(b)]);
}

function codePointsOf(text: Text): number[] {
  return text.codePoints !== undefined ? [...text.codePoints] : Array.from(text.value, (c) => c.codePointAt(0)!);
}

/**
 * The str that `raw` stands for, escape sequences and all.
 *
 * CPython 3.11: Parser/string_parser.c decode_unicode_with_escapes, Objects/unicodeobject.c _PyUnicode_DecodeUnicodeEscapeInternal
 */
export function decodeText(raw: string, onInvalid: OnInvalidEscape): Text | EscapeError {
  const out = new CodePoints();
  let warned = false;
  let p = 0;
  for (;;) {
    const backslash = raw.indexOf("\\", p);
    if (backslash < 0) break;
    out.pushText(raw, p, backslash);
    p = backslash + 1;
    const c = raw[p] ?? "";
    const simple = SIMPLE[c];
    if (simple !== undefined) {
      out.push(simple);
      p++;
    } else if (c === "\n") {
      p++;
    } else if (c >= "0" && c <= "7") {
      const end = octalEnd(raw, p);
      const value = Number.parseInt(raw.slice(p, end), 8);
      if (value > 0o377 && !warned) {
        warned = true;
        onInvalid(raw.slice(p, end));
      }
      out.push(value);
      p = end;
    } else if (c === "x" || c === "u" || c === "U") {
      const escape = hexEscape(raw, p, c);
      if (typeof escape !== "number") return escape;
      out.push(escape);
      p += c === "x" ? 3 : c === "u" ? 5 : 9;
    } else if (c === "N") {
      const escape = namedEscape(raw, p);
      if ("error" in escape) return escape;
      out.push(escape.codePoint);
      p = escape.end;
    } else {
      out.push(92);
      if (!warned && c.charCodeAt(0) < 128) {
        warned = true;
        onInvalid(c);
      }
    }
  }
  out.pushText(raw, p, raw.length);
  return out.finish();
}

function octalEnd(raw: string, p: number): number {
  let end = p + 1;
  while (end < p + 3 && raw[end] !== undefined && raw[end]! >= "0" && raw[end]! <= "7") end++;
  return end;
}

function isHex(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}

function hexEscape(raw: string, p: number, letter: "x" | "u" | "U"): number | EscapeError {
  const count = letter === "x" ? 2 : letter === "u" ? 4 : 8;
  let end = p + 1;
  while (end < p + 1 + count && isHex(raw.charCodeAt(end))) end++;
  if (end < p + 1 + count) return codecError(raw, p - 1, end, `truncated \\${letter}${"X".repeat(count)} escape`);
  const value = Number.parseInt(raw.slice(p + 1, end), 16);
  return value > 0x10ffff ? codecError(raw, p - 1, end, "illegal Unicode character") : value;
}

function namedEscape(raw: string, p: number): { codePoint: number; end: number } | EscapeError {
  const malformed = "malformed \\N character escape";
  if (raw[p + 1] !== "{") return codecError(raw, p - 1, p + 1, malformed);
  const close = raw.indexOf("}", p + 2);
  if (close < 0) return codecError(raw, p - 1, raw.length, malformed);
  if (close === p + 2) return codecError(raw, p - 1, close, malformed);
  const codePoint = codePointByName(raw.slice(p + 2, close));
  if (codePoint === null) return codecError(raw, p - 1, close + 1, "unknown Unicode character name");
  return { codePoint, end: close + 1 };
}

/** Positions count in what CPython decodes: there each character beyond ASCII has become an escape of 10 bytes. */
function codecError(raw: string, start: number, end: number, reason: string): EscapeError {
  const from = escapedLength(raw, 0, start);
  const to = from + escapedLength(raw, start, end) - 1;
  const where = to === from ? `byte 0x5c in position ${from}` : `bytes in position ${from}-${to}`;
  return { error: `(unicode error) 'unicodeescape' codec can't decode ${where}: ${reason}` };
}

function escapedLength(raw: string, start: number, end: number): number {
  let length = 0;
  for (let i = start; i < end; i++) {
    const c = raw.charCodeAt(i);
    if (c < 128) length++;
    else if (c < 0xdc00 || c > 0xdfff) length += 10;
    // A backslash before such a character is written as an escape itself.
    if (c === 92 && raw.charCodeAt(i + 1) >= 128) length += 5;
    else if (c === 92) {
      i++;
      if (i < end) length++;
    }
  }
  return length;
}

/**
 * The bytes that `raw`, all ASCII, stands for.
 *
 * CPython 3.11: Objects/bytesobject.c _PyBytes_DecodeEscape
 */
export function decodeBytes(raw: string, onInvalid: OnInvalidEscape): Uint8Array | EscapeError {
  const out: number[] = [];
  let warned = false;
  for (let p = 0; p < raw.length; ) {
    if (raw.charCodeAt(p) !== 92) {
      out.push(raw.charCodeAt(p++));
      continue;
    }
    p++;
    const c = raw[p] ?? "";
    const simple = SIMPLE[c];
    if (simple !== undefined) {
      out.push(simple);
      p++;
    } else if (c === "\n") {
      p++;
    } else if (c >= "0" && c <= "7") {
      const end = octalEnd(raw, p);
      const value = Number.parseInt(raw.slice(p, end), 8);
      if (value > 0o377 && !warned) {
        warned = true;
        onInvalid(raw.slice(p, end));
      }
      out.push(value & 255);
      p = end;
    } else if (c === "x") {
      if (!isHex(raw.charCodeAt(p + 1)) || !isHex(raw.charCodeAt(p + 2))) {
        return { error: `(value error) invalid \\x escape at position ${p - 1}` };
      }
      out.push(Number.parseInt(raw.slice(p + 1, p + 3), 16));
      p += 3;
    } else {
      out.push(92);
      if (!warned) {
        warned = true;
        onInvalid(c);
      }
    }
  }
  return Uint8Array.from(out);
}
