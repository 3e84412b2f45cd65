import { ALIASES, TABLES } from "./encodings/tables.gen.ts";
import { decodeAt, decodeUtf8, problemMessage } from "./encodings/utf8.ts";
import { PySourceError, PySyntaxError } from "./syntax-errors.ts";

const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** Source as the tokenizer wants it. */
export interface SourceText {
  /** Lines end in "\n"; bytes that are no UTF-8 are lone surrogates U+DC80 to U+DCFF. */
  text: string;
  /**
   * Whether the encoding was said: by the source being text, a byte order mark or a declaration. CPython leaves the columns of
   * errors in bytes otherwise.
   */
  encodingKnown: boolean;
}

/**
 * Text of a source. NULs and unknown encodings are SyntaxErrors without a place, as from CPython's compile().
 *
 * CPython 3.11: Parser/tokenizer.c decode_str, translate_newlines
 */
export function sourceText(source: string | Uint8Array, endLastLine: boolean, filename: string): SourceText {
  if (typeof source === "string") {
    if (source.includes("\0")) throw placeless("source code string cannot contain null bytes", null);
    if (LONE_SURROGATE.test(source)) throw loneSurrogate(source);
    return { text: lines(source, endLastLine), encodingKnown: true };
  }
  if (source.includes(0)) throw placeless("source code string cannot contain null bytes", null);
  const { text, encodingKnown } = decoded(source, endLastLine, filename);
  return { text: lines(text, endLastLine), encodingKnown };
}

function lines(text: string, endLastLine: boolean): string {
  if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
  return endLastLine && text.length > 0 && !text.endsWith("\n") ? text + "\n" : text;
}

function placeless(msg: string, filename: string | null): PySyntaxError {
  const lineno = filename === null ? null : 0;
  const offset = filename === null ? null : -1;
  return new PySyntaxError({
    type: "SyntaxError",
    msg,
    filename,
    lineno,
    offset,
    end_lineno: null,
    end_offset: null,
    text: null,
  });
}

function loneSurrogate(text: string): PySourceError {
  let position = 0;
  let found: string[] = [];
  for (const character of text) {
    const c = character.codePointAt(0)!;
    const isSurrogate = c >= 0xd800 && c <= 0xdfff;
    if (isSurrogate) found.push(character);
    else if (found.length > 0) break;
    position++;
  }
  const start = position - found.length;
  const what =
    found.length === 1
      ? `character '\\u${found[0]!.charCodeAt(0).toString(16)}' in position ${start}`
      : `characters in position ${start}-${position - 1}`;
  found = [];
  return new PySourceError("UnicodeEncodeError", `'utf-8' codec can't encode ${what}: surrogates not allowed`);
}

function decoded(bytes: Uint8Array, endLastLine: boolean, filename: string): SourceText {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = marked ? bytes.subarray(3) : bytes;
  const declared = declaredEncoding(body);
  if (declared === null) return { text: decodeUtf8(body), encodingKnown: marked };
  if (declared === "utf-8") return { text: decodeUtf8(body), encodingKnown: true };
  if (marked) throw placeless(`encoding problem: ${declared} with BOM`, filename);
  return { text: decodeWith(declared, withNewlines(body, endLastLine), filename), encodingKnown: true };
}

/** CPython turns line ends before it decodes, so positions in decoding errors count that way. */
function withNewlines(bytes: Uint8Array, endLastLine: boolean): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 13) out.push(bytes[i]!);
    else if (bytes[i + 1] !== 10) out.push(10);
  }
  if (endLastLine && out.length > 0 && out[out.length - 1] !== 10) out.push(10);
  return Uint8Array.from(out);
}

/**
 * The encoding that one of the first two lines declares in a comment, with CPython's names for UTF-8 and Latin-1; the second
 * counts only if the first has nothing but a comment.
 *
 * CPython 3.11: Parser/tokenizer.c get_coding_spec, check_coding_spec, get_normal_name
 */
export function declaredEncoding(bytes: Uint8Array): string | null {
  let at = 0;
  for (let line = 0; line < 2; line++) {
    let end = at;
    while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
    const text = Array.from(bytes.subarray(at, end), (c) => String.fromCharCode(c)).join("");
    if (!/^[ \t\f]*(?:#|$)/.test(text)) return null;
    const match = /coding[:=][ \t]*([-\w.]+)/.exec(text);
    if (match !== null) return normalName(match[1]!);
    at = end + (bytes[end] === 13 && bytes[end + 1] === 10 ? 2 : 1);
  }
  return null;
}

function normalName(name: string): string {
  const start = name.slice(0, 12).toLowerCase().replaceAll("_", "-");
  if (start === "utf-8" || start.startsWith("utf-8-")) return "utf-8";
  if (/^(?:latin-1|iso-8859-1|iso-latin-1)(?:-|$)/.test(start)) return "iso-8859-1";
  return name;
}

// NOT CPYTHON: multi-byte encodings other than UTF-8 (gbk, shift_jis, utf-16 ...) are unknown here.
function decodeWith(name: string, bytes: Uint8Array, filename: string): string {
  const key = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "_")
    .replaceAll(".", "_");
  const codec = ALIASES[key] ?? key;
  if (codec === "utf_8" || codec === "utf_8_sig") return strictUtf8(bytes, filename);
  if (codec === "ascii") {
    return oneByte(
      bytes,
      (c) => (c < 128 ? c : -1),
      (c, at) => {
        throw placeless(
          `'ascii' codec can't decode byte 0x${c.toString(16)} in position ${at}: ordinal not in range(128)`,
          filename,
        );
      },
    );
  }
  if (codec === "latin_1") return oneByte(bytes, (c) => c, neverFails);
  const table = TABLES[codec];
  if (table === undefined) throw placeless(`unknown encoding: ${name}`, filename);
  const lookUp = (c: number): number => (c < 128 ? c : table.charCodeAt(c - 128) === 0xfffe ? -1 : table.charCodeAt(c - 128));
  return oneByte(bytes, lookUp, (c, at) => {
    const hex = c.toString(16).padStart(2, "0");
    throw placeless(`'charmap' codec can't decode byte 0x${hex} in position ${at}: character maps to <undefined>`, filename);
  });
}

function neverFails(): never {
  throw new Error("every byte is a character");
}

function oneByte(bytes: Uint8Array, toUnit: (c: number) => number, fail: (c: number, at: number) => never): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) {
    const unit = toUnit(bytes[i]!);
    if (unit < 0) fail(bytes[i]!, i);
    text += String.fromCharCode(unit);
  }
  return text;
}

function strictUtf8(bytes: Uint8Array, filename: string): string {
  for (let i = 0; i < bytes.length; ) {
    const found = decodeAt(bytes, i);
    if ("reason" in found) throw placeless(problemMessage(bytes, found), filename);
    i += found.length;
  }
  return decodeUtf8(bytes);
}
