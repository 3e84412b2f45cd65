import type { expr } from "../ast.gen.ts";
import { withReplacements } from "../encodings/utf8.ts";
import { numberValue } from "../grammar/numbers.ts";
import { concatenateStrings, type StringSource } from "../grammar/strings.ts";
import type { ParserHooks } from "../parser.ts";
import { PySyntaxError, type SyntaxErrorType } from "../syntax-errors.ts";
import type { TokenStream } from "../token-stream.ts";
import { type Tokenizer, utf8Length } from "../tokenizer.ts";
import { DEDENT, ENDMARKER, FALSE_KEYWORD, LPAR, NAME, NEWLINE, NUMBER, RBRACE, STRING } from "../tokens.ts";

/** Tokens from `s` to `e`: what an expression, or a token, is to the messages. */
export interface Span {
  s: number;
  e: number;
}

/** Where the replacement field of an f-string stands: its lines are counted from there, its first columns shifted. */
export interface Origin {
  line: number;
  col: number;
}

/**
 * Raises errors, with the positions and the line of text that CPython gives.
 *
 * Columns here are UTF-8 bytes, counted from 1 as far as CPython's functions add 1 before they turn bytes into characters. They
 * do that on the text of the error's first line, whichever line the column is in.
 */
export class Report implements StringSource {
  readonly tokenizer: Tokenizer;
  readonly tokens: TokenStream;
  readonly text: string;
  readonly hooks: ParserHooks;
  readonly origin: Origin | null;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly lines: Int32Array;
  readonly cols: Int32Array;
  readonly endLines: Int32Array;
  readonly endCols: Int32Array;
  /** Index of the last token that has been looked at. */
  last = -1;
  private lineStarts: number[] | null = null;
  private chained: Set<number> | null = null;
  private levels: Int32Array | null = null;

  constructor(tokenizer: Tokenizer, hooks: ParserHooks, origin: Origin | null) {
    this.tokenizer = tokenizer;
    this.tokens = tokenizer.tokens;
    this.text = tokenizer.text;
    this.hooks = hooks;
    this.origin = origin;
    this.starts = this.tokens.starts;
    this.ends = this.tokens.ends;
    this.lines = this.tokens.lines;
    this.cols = this.tokens.cols;
    this.endLines = this.tokens.endLines;
    this.endCols = this.tokens.endCols;
  }

  /** Takes note that a token is looked at; raises the tokenizer's error if there is none any more. */
  fetch(index: number): void {
    this.last = index;
    if (index >= this.tokens.count) this.raiseTokenizerError();
  }

  isSpelled(index: number, word: string): boolean {
    const start = this.starts[index]!;
    return this.ends[index]! - start === word.length && this.text.startsWith(word, start);
  }

  isString(index: number): boolean {
    return this.tokens.kinds[index] === STRING;
  }

  spelling(index: number): string {
    return this.text.slice(this.starts[index]!, this.ends[index]!);
  }

  /** Whether the text's end has been reached, or stopped a token short. */
  atEnd(): boolean {
    const { error } = this.tokenizer;
    if (this.last >= this.tokens.count) return error !== null && (error.code === "eof" || error.atEnd);
    const kind = this.tokens.kinds[this.last]!;
    // In mode single the end of the text is a NEWLINE; what closes blocks there comes after it too.
    if (kind === NEWLINE || kind === DEDENT) return this.starts[this.last]! >= this.text.length;
    // The tokenizer looks at what follows, but for a string.
    return kind === ENDMARKER || (kind !== STRING && this.ends[this.last]! >= this.text.length);
  }

  /** CPython 3.11: Parser/pegen.c bad_single_statement */
  refuseMore(): void {
    const rest = this.text.slice(this.ends[this.last]!);
    if (!/^(?:[ \t\n\f]|#[^\n]*)*$/.test(rest)) this.raiseAtLast("multiple statements found while compiling a single statement");
  }

  /** How many brackets are open after a token. */
  level(index: number): number {
    if (this.levels === null) {
      this.levels = new Int32Array(this.tokens.count);
      let level = 0;
      for (let i = 0; i < this.tokens.count; i++) {
        const kind = this.tokens.kinds[i]!;
        if (kind >= LPAR && kind <= RBRACE) level += (kind & 1) === 0 ? 1 : -1;
        this.levels[i] = level;
      }
    }
    return this.levels[index]!;
  }

  /** At the first token of `a`, up to the last of `b`. */
  raiseRange(a: Span, b: Span, msg: string): never {
    this.raiseAt("SyntaxError", this.lines[a.s]!, this.cols[a.s]! + 1, this.endLines[b.e]!, this.endCols[b.e]! + 1, msg);
  }

  raiseAtToken(index: number, msg: string): never {
    this.raiseRange({ s: index, e: index }, { s: index, e: index }, msg);
  }

  /** From `a` to where the tokenizer is. */
  raiseStartingFrom(a: Span, msg: string): never {
    const { line, cursor } = this.place();
    this.raiseAt("SyntaxError", this.lines[a.s]!, this.cols[a.s]! + 1, line, cursor, msg);
  }

  /** At the last token that has been looked at. */
  raiseAtLast(msg: string, type: SyntaxErrorType = "SyntaxError"): never {
    const { last } = this;
    const known = last < this.tokens.count;
    const { line, cursor } = this.place();
    const col = known && this.cols[last] !== -1 ? this.cols[last]! + 1 : cursor;
    const endCol = known && this.endCols[last] !== -1 ? this.endCols[last]! + 1 : -1;
    this.raiseAt(type, known ? this.lines[last]! : line, col, known ? this.endLines[last]! : line, endCol, msg);
  }

  refuse(msg: string, token: number): never {
    if (token >= 0) this.raiseAtToken(token, msg);
    this.raiseAtLast(msg);
  }

  parseReplacement(text: string, line: number, col: number): expr {
    return this.hooks.diagnoseReplacement(text, line, col);
  }

  strings(first: number, last: number): expr {
    return concatenateStrings(this, first, last);
  }

  /** CPython 3.11: Parser/pegen.c _PyPegen_number_token */
  checkNumber(index: number): void {
    const value = numberValue(this.spelling(index), this.hooks.featureVersion);
    if (typeof value !== "string") return;
    if (value.startsWith("Underscores")) this.raiseAtLast(value);
    this.raiseAt("SyntaxError", this.lines[index]!, 0, this.endLines[index]!, 0, value);
  }

  /** Line that the tokenizer is in, and bytes that it has read of it, when the last token looked at was just read. */
  private place(): { line: number; cursor: number } {
    const { tokens, last } = this;
    const base = this.baseLine();
    if (last >= tokens.count) {
      const { line, lineStart, pos } = this.tokenizer;
      return { line: line + base, cursor: utf8Length(this.text, lineStart, pos) };
    }
    if (last < 0) return { line: base, cursor: 0 };
    const line = this.endLines[last]!;
    const kind = tokens.kinds[last]!;
    // A NEWLINE ends before its character, but that has been read.
    const end = this.ends[last]! + (kind === 4 && this.cols[last] !== -1 ? 1 : 0);
    return { line, cursor: utf8Length(this.text, this.startOfLine(line), end) };
  }

  private baseLine(): number {
    return this.origin === null ? 0 : this.origin.line - 1;
  }

  /**
   * Raises what stopped the tokenizer.
   *
   * CPython 3.11: Parser/pegen_errors.c _Pypegen_tokenizer_error
   */
  raiseTokenizerError(): never {
    const error = this.tokenizer.error!;
    const line = error.lineno + this.baseLine();
    if (error.raised) this.raiseTokenizer();
    this.last = Math.max(this.last, this.tokens.count);
    switch (error.code) {
      case "decode":
        return this.raiseAtLast(error.msg);
      case "eof":
        if (this.tokenizer.parens.length > 0) this.raiseUnclosed();
        return this.raiseAtLast("unexpected EOF while parsing");
      case "dedent":
        return this.raiseAtLast(error.msg, "IndentationError");
      case "continuation": {
        const from = this.bufferStart(this.tokenizer.line);
        const column = utf8Length(this.text, from, error.offset) + 1;
        return this.raiseAt("SyntaxError", line, column, line, 0, error.msg);
      }
      default:
        return this.raiseAt(error.type, line, 1, line, 0, error.msg);
    }
  }

  /** An error with a position of its own; its text has no line end. */
  private raiseTokenizer(): never {
    const { type, msg, lineno, offset, endOffset } = this.tokenizer.error!;
    const start = this.tokenizer.lineStart;
    const end = this.text.indexOf("\n", start);
    const text = withReplacements(this.text.slice(start, end < 0 ? this.text.length : end));
    const line = lineno + this.baseLine();
    const { filename } = this.hooks;
    throw new PySyntaxError({ type, msg, filename, lineno: line, offset, end_lineno: line, end_offset: endOffset, text });
  }

  /** CPython 3.11: Parser/pegen_errors.c raise_unclosed_parentheses_error */
  private raiseUnclosed(): never {
    const { parens, parenLines } = this.tokenizer;
    const at = parens[parens.length - 1]!;
    const line = parenLines[parens.length - 1]!;
    const column = utf8Length(this.text, this.startOfLine(line + this.baseLine()), at);
    const lineno = line + this.baseLine();
    this.raiseAt("SyntaxError", lineno, column + 1, lineno, 0, `'${this.text[at]}' was never closed`);
  }

  /** Whether CPython's tokenizer had to look past the last token, found the end, and so has nothing more to say. */
  private hasSeenEnd(): boolean {
    const kind = this.tokens.kinds[this.last]!;
    return this.ends[this.last] === this.text.length && (kind === NAME || kind === NUMBER || kind >= FALSE_KEYWORD);
  }

  /**
   * After an error of the parser: what the tokenizer finds in the rest of the text goes before it.
   *
   * CPython 3.11: Parser/pegen_errors.c _PyPegen_tokenize_full_source_to_check_for_errors
   */
  preferTokenizerError(): void {
    const { error, parens, parenLines } = this.tokenizer;
    if (error === null || this.last >= this.tokens.count || this.hasSeenEnd()) return;
    const line = this.lines[this.last]!;
    if (error.raised) this.raiseTokenizer();
    if (parens.length > 0 && line > parenLines[parens.length - 1]! + this.baseLine()) {
      this.last = this.tokens.count;
      this.raiseUnclosed();
    }
  }

  /**
   * The error, with bytes turned into characters.
   *
   * CPython 3.11: Parser/pegen_errors.c _PyPegen_raise_error_known_location
   */
  raiseAt(type: SyntaxErrorType, lineno: number, col: number, endLine: number, endCol: number, msg: string): never {
    const text = withReplacements(this.errorText(lineno));
    if (this.origin !== null) {
      col -= this.origin.col;
      endCol -= this.origin.col;
      msg = "f-string: " + msg;
    }
    // In an f-string, and in bytes that do not say what they are, CPython leaves the bytes.
    const inCharacters = this.origin === null && this.hooks.encodingKnown;
    const offset = inCharacters ? charactersIn(text, col) : col;
    const end_offset = inCharacters && endCol > 0 ? charactersIn(text, endCol) : endCol;
    throw new PySyntaxError({ type, msg, filename: this.hooks.filename, lineno, offset, end_lineno: endLine, end_offset, text });
  }

  /** The line the error is in; if the tokenizer is still there, from where its buffer begins, line end and all. */
  private errorText(lineno: number): string {
    const { line } = this.place();
    if (line <= lineno) {
      const start = this.bufferStart(line - this.baseLine());
      const end = this.text.indexOf("\n", this.startOfLine(line));
      return this.text.slice(start, end < 0 ? this.text.length : end + 1);
    }
    const start = this.startOfLine(lineno);
    const end = this.text.indexOf("\n", start);
    return this.text.slice(start, end < 0 ? this.text.length : end);
  }

  /** Offset of the first character of a line (as errors count them). */
  private startOfLine(lineno: number): number {
    if (this.lineStarts === null) {
      this.lineStarts = [0];
      for (let i = this.text.indexOf("\n"); i >= 0; i = this.text.indexOf("\n", i + 1)) this.lineStarts.push(i + 1);
    }
    return this.lineStarts[lineno - this.baseLine() - 1] ?? 0;
  }

  /** Lines that begin inside of a token or after a backslash stay in one buffer with the line before. */
  private bufferStart(line: number): number {
    const chained = (this.chained ??= this.findChained());
    while (line > 1 && chained.has(line)) line--;
    return this.startOfLine(line + this.baseLine());
  }

  private findChained(): Set<number> {
    const chained = new Set<number>();
    const base = this.baseLine();
    const { tokens, text } = this;
    for (let i = 0; i < tokens.count; i++) {
      for (let line = this.lines[i]! + 1; line <= this.endLines[i]!; line++) chained.add(line - base);
    }
    let token = 0;
    let line = 1;
    let counted = 0;
    for (let i = text.indexOf("\\\n"); i >= 0; i = text.indexOf("\\\n", i + 1)) {
      while (token < tokens.count && this.starts[token]! <= i) token++;
      const lineStart = text.lastIndexOf("\n", i) + 1;
      for (let end = text.indexOf("\n", counted); end >= 0 && end <= i + 1; end = text.indexOf("\n", counted)) {
        line++;
        counted = end + 1;
      }
      const before = text.slice(Math.max(lineStart, token > 0 ? this.ends[token - 1]! : 0), i);
      if (before.includes("#")) continue;
      const indentation = /^[ \t\f]*$/.test(text.slice(lineStart, i));
      if (!indentation || chained.has(line - 1)) chained.add(line);
    }
    return chained;
  }
}

/**
 * How many characters the first `bytes` bytes of a text begin.
 *
 * CPython 3.11: Parser/pegen.c _PyPegen_byte_offset_to_character_offset
 */
function charactersIn(text: string, bytes: number): number {
  if (bytes < 0) return bytes === -1 ? -1 : 0;
  let count = 0;
  for (const character of text) {
    if (bytes <= 0) return count;
    bytes -= utf8Length(character, 0, character.length);
    count++;
  }
  return bytes > 0 ? count + 1 : count;
}
