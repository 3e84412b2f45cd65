import type { expr } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { utf8Problem } from "../encodings/utf8.ts";
import { NO_PARSE, type Parser, type ParserHooks } from "../parser.ts";
import { STRING } from "../tokens.ts";
import { StringJoiner } from "./fstrings.ts";
import { decodeBytes, decodeText, type EscapeError, joinText, type Text } from "./string-escapes.ts";

/** What turning STRING tokens into a node needs to know; the fast parser and the one that finds errors both provide it. */
export interface StringSource {
  readonly text: string;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  readonly lines: ArrayLike<number>;
  readonly cols: ArrayLike<number>;
  readonly endLines: ArrayLike<number>;
  readonly endCols: ArrayLike<number>;
  readonly hooks: ParserHooks;
  /** Refuses the strings: with the position of a token, or (-1) of the last one that the parser has seen. */
  refuse(msg: string, token: number): never;
  /** Reads the expression of an f-string, in parentheses, that begins at this line and column. */
  parseReplacement(text: string, line: number, col: number): expr;
}

/** strings: one or more literals side by side. */
export function strings(p: Parser): expr {
  const first = p.index;
  do p.next();
  while (p.kind === STRING);
  return concatenateStrings(new FastSource(p), first, p.index - 1);
}

class FastSource implements StringSource {
  private readonly p: Parser;
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly lines: Int32Array;
  readonly cols: Int32Array;
  readonly endLines: Int32Array;
  readonly endCols: Int32Array;
  readonly hooks: ParserHooks;
  constructor(p: Parser) {
    this.p = p;
    this.text = p.text;
    this.starts = p.starts;
    this.ends = p.ends;
    this.lines = p.lines;
    this.cols = p.cols;
    this.endLines = p.endLines;
    this.endCols = p.endCols;
    this.hooks = p.hooks;
  }

  refuse(): never {
    throw NO_PARSE;
  }

  parseReplacement(text: string, line: number, col: number): expr {
    return this.p.hooks.parseReplacement(text, line, col);
  }
}

/** A literal without its prefix and quotes. */
interface Literal {
  token: number;
  isBytes: boolean;
  isRaw: boolean;
  isFormatted: boolean;
  /** Where its inside begins and ends in the text. */
  start: number;
  end: number;
}

function literal(source: StringSource, token: number): Literal {
  const { text } = source;
  const result: Literal = { token, isBytes: false, isRaw: false, isFormatted: false, start: 0, end: 0 };
  let p = source.starts[token]!;
  let c = text.charCodeAt(p);
  for (; c !== 34 && c !== 39; c = text.charCodeAt(++p)) {
    if ((c | 32) === 98) result.isBytes = true;
    else if ((c | 32) === 114) result.isRaw = true;
    else if ((c | 32) === 102) result.isFormatted = true;
  }
  if (result.isFormatted && source.hooks.featureVersion < 6)
    source.refuse("Format strings are only supported in Python 3.6 and greater", -1);
  const end = source.ends[token]!;
  const quotes = end - p >= 6 && text.charCodeAt(p + 1) === c && text.charCodeAt(p + 2) === c ? 3 : 1;
  result.start = p + quotes;
  result.end = end - quotes;
  return result;
}

/**
 * One node for the literals `first` to `last`: bytes, a str, or a JoinedStr if one of them is formatted.
 *
 * CPython 3.11: Parser/action_helpers.c _PyPegen_concatenate_strings
 */
export function concatenateStrings(source: StringSource, first: number, last: number): expr {
  if (first === last) {
    const one = literal(source, first);
    if (!one.isFormatted && !one.isBytes) return constant(source, textValue(source, one), first, last);
  }
  let bytes: Uint8Array[] | null = null;
  let joiner: StringJoiner | null = null;
  let text: Text = { value: "" };
  for (let token = first; token <= last; token++) {
    const one = literal(source, token);
    const value = one.isBytes ? bytesValue(source, one) : one.isFormatted ? null : textValue(source, one);
    if (token > first && one.isBytes !== (bytes !== null)) source.refuse("cannot mix bytes and nonbytes literals", -1);
    if (value instanceof Uint8Array) {
      bytes ??= [];
      bytes.push(value);
    } else if (value === null) {
      joiner ??= new StringJoiner(source, first, last, text);
      joiner.formatted(token, one.start, one.end, one.isRaw);
    } else if (joiner !== null) {
      joiner.add(value);
    } else {
      text = joinText(text, value);
    }
  }
  if (bytes !== null) {
    const { lines, cols, endLines, endCols } = source;
    const value = { type: "bytes", value: concatenated(bytes) } as const;
    return new ast.Constant(value, null, lines[first]!, cols[first]!, endLines[last]!, endCols[last]!);
  }
  return joiner !== null ? joiner.finish(first, last) : constant(source, text, first, last);
}

function concatenated(parts: Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** A str constant at the place of the literals `first` to `last`; `u` before the first makes its kind. */
export function constant(source: StringSource, text: Text, first: number, last: number): expr {
  const { lines, cols, endLines, endCols } = source;
  const kind = source.text.charCodeAt(source.starts[first]!) === 117 ? "u" : null;
  const value = { type: "str" as const, ...text };
  return new ast.Constant(value, kind, lines[first]!, cols[first]!, endLines[last]!, endCols[last]!);
}

function textValue(source: StringSource, one: Literal): Text {
  const raw = source.text.slice(one.start, one.end);
  return one.isRaw ? rawText(source, raw) : decodedText(source, raw, one.token);
}

/** Text as it stands; refuses bytes that were no UTF-8. */
export function rawText(source: StringSource, raw: string): Text {
  const problem = utf8Problem(raw);
  return problem === null ? { value: raw } : source.refuse(`(unicode error) ${problem.message}`, -1);
}

/** Text with its escape sequences resolved; refuses those that cannot be. */
export function decodedText(source: StringSource, raw: string, token: number): Text {
  if (!raw.includes("\\")) return rawText(source, raw);
  // CPython decodes each run of characters beyond ASCII by itself.
  for (const run of raw.match(/[^\x00-\x7f]+/g) ?? []) rawText(source, run);
  const result = decodeText(raw, (c) => warnInvalidEscape(source, c, token));
  return "error" in result ? source.refuse(result.error, -1) : result;
}

/** CPython 3.11: Parser/string_parser.c warn_invalid_escape_sequence */
export function warnInvalidEscape(source: StringSource, escape: string, token: number): void {
  const kind = escape.length === 3 ? "octal " : "";
  source.hooks.warn?.(`invalid ${kind}escape sequence '\\${escape}'`, source.lines[token]!, { token });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the point is the range
const BEYOND_ASCII = /[^\x00-\x7f]/;

function bytesValue(source: StringSource, one: Literal): Uint8Array {
  const raw = source.text.slice(one.start, one.end);
  if (BEYOND_ASCII.test(raw)) source.refuse("bytes can only contain ASCII literal characters", one.token);
  if (one.isRaw || !raw.includes("\\")) return Uint8Array.from(raw, (c) => c.charCodeAt(0));
  const result: Uint8Array | EscapeError = decodeBytes(raw, (c) => warnInvalidEscape(source, c, one.token));
  return "error" in result ? source.refuse(result.error, -1) : result;
}
