import type { WarningHook } from "./parser.ts";
import type { SyntaxErrorType } from "./syntax-errors.ts";
import { TokenStream } from "./token-stream.ts";
import { identifierEnd } from "./tokenizer/identifiers.ts";
import { indentation } from "./tokenizer/indentation.ts";
import { number } from "./tokenizer/numbers.ts";
import { stringToken } from "./tokenizer/strings.ts";
import * as T from "./tokens.ts";

/**
 * What stopped the tokenizer.
 *
 * `raised` errors carry their own position, as CPython's tokenizer sets them at once. The others are codes that the parser
 * turns into an exception when it meets the bad token; `offset` is then the 1-based column that goes with them.
 */
export interface TokenizerError {
  raised: boolean;
  code: "error" | "eof" | "dedent" | "tabs" | "too-deep" | "continuation" | "decode";
  type: SyntaxErrorType;
  msg: string;
  lineno: number;
  offset: number;
  endOffset: number;
  /** Whether the text ended inside of a string. */
  atEnd: boolean;
}

export interface TokenizerOptions {
  /** exec ends the last line if need be; single closes open blocks at the end of the text. */
  mode: "exec" | "eval" | "single" | "func_type" | "fstring";
  typeComments: boolean;
  impliedDedent: boolean;
  /** `async` and `await` are names outside `async def`, as before Python 3.7. */
  asyncIsName: boolean;
  warn: WarningHook | null;
}

export const MAX_PARENS = 200;

// Classes of ASCII characters: what a token that begins with one is.
const OTHER = 0;
const IDENTIFIER = 1;
const DIGIT = 2;
const QUOTE = 3;
const NEW_LINE = 4;
const COMMENT = 5;
const POINT = 6;
const BACKSLASH = 7;
const OPEN = 8;
const CLOSE = 9;
const OPERATOR = 10;

const CLASS: Uint8Array = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const s = String.fromCharCode(c);
  if (/[A-Za-z_]/.test(s)) CLASS[c] = IDENTIFIER;
  else if (/[0-9]/.test(s)) CLASS[c] = DIGIT;
  else if (s === '"' || s === "'") CLASS[c] = QUOTE;
  else if ("([{".includes(s)) CLASS[c] = OPEN;
  else if (")]}".includes(s)) CLASS[c] = CLOSE;
  else if (":,;@+-*/%|&^~=<>!".includes(s)) CLASS[c] = OPERATOR;
}
CLASS[10] = NEW_LINE;
CLASS[35] = COMMENT;
CLASS[46] = POINT;
CLASS[92] = BACKSLASH;

/** Cuts a text into tokens. */
export class Tokenizer {
  readonly text: string;
  readonly length: number;
  readonly tokens: TokenStream;
  readonly options: TokenizerOptions;
  readonly ascii: boolean;
  error: TokenizerError | null = null;
  typeIgnores: { lineno: number; tag: string }[] = [];
  pos = 0;
  line: number;
  lineStart = 0;
  atLineStart = true;
  blankLine = false;
  indents: number[] = [0];
  altIndents: number[] = [0];
  /** INDENTs (positive) or DEDENTs (negative) still to be given out. */
  pendingIndents = 0;
  /** Offsets of the open parentheses, and their lines. */
  parens: number[] = [];
  parenLines: number[] = [];
  /** Columns of a line are counted once, from left to right: here is how far that is. */
  private columnIndex = 0;
  private columnBytes = 0;
  private done = false;
  private commentStart = -1;
  private afterImpliedNewline = 0;
  private asyncDefIndent = -1;
  private asyncDefNewline = false;

  constructor(text: string, options: TokenizerOptions) {
    this.text = text;
    this.length = text.length;
    this.line = text.length > 0 ? 1 : 0;
    this.options = options;
    this.ascii = isAscii(text);
    this.tokens = new TokenStream((text.length >> 2) + 16);
  }

  /** Reads all tokens, up to the end or the first error. */
  run(): TokenStream {
    while (!this.done) this.step();
    return this.tokens;
  }

  /** Stops at an error that has its own position: `offset` counts the characters up to `cur`. */
  raise(msg: string, cur: number, type: SyntaxErrorType = "SyntaxError"): void {
    const offset = characterCount(this.text, this.lineStart, cur);
    this.raiseAt(msg, offset, offset, type);
  }

  raiseAt(msg: string, offset: number, endOffset: number, type: SyntaxErrorType = "SyntaxError"): void {
    this.error = { raised: true, code: "error", type, msg, lineno: this.line, offset, endOffset, atEnd: false };
    this.done = true;
  }

  /** Stops with a code; `cur` is how far the tokenizer had read. */
  stop(code: TokenizerError["code"], type: SyntaxErrorType, msg: string, cur: number): void {
    this.error = { raised: false, code, type, msg, lineno: this.line, offset: cur - this.lineStart, endOffset: -1, atEnd: false };
    this.pos = cur;
    this.done = true;
  }

  /** UTF-8 column of an offset in the current line; within a line, offsets must not go backwards. */
  column(index: number): number {
    if (this.ascii) return index - this.lineStart;
    if (this.columnIndex < this.lineStart || index < this.columnIndex) {
      this.columnIndex = this.lineStart;
      this.columnBytes = 0;
    }
    this.columnBytes += utf8Length(this.text, this.columnIndex, index);
    this.columnIndex = index;
    return this.columnBytes;
  }

  /** A token that begins and ends in the current line. */
  emit(kind: number, start: number, end: number): void {
    this.pos = end;
    const col = this.column(start);
    const endCol = this.ascii ? col + end - start : this.column(end);
    this.tokens.push(kind, start, end, this.line, col, this.line, endCol);
  }

  private emitEmpty(kind: number): void {
    this.tokens.push(kind, this.pos, this.pos, this.line, -1, this.line, -1);
  }

  /** Goes on to the line that begins at `next`, if there is one: at the end the last line stays the current one. */
  startLine(next: number): void {
    this.pos = next;
    if (next < this.length) {
      this.line++;
      this.lineStart = next;
    }
  }

  private step(): void {
    if (this.atLineStart) {
      this.atLineStart = false;
      this.blankLine = false;
      if (!indentation(this)) {
        this.done = true;
        return;
      }
    }
    while (this.pendingIndents !== 0) {
      this.emitEmpty(this.pendingIndents < 0 ? T.DEDENT : T.INDENT);
      this.pendingIndents += this.pendingIndents < 0 ? 1 : -1;
    }
    if (this.asyncDefIndent >= 0 && this.asyncDefNewline) this.leaveAsyncDef();
    const text = this.text;
    let p = this.pos;
    let c = text.charCodeAt(p);
    while (c === 32 || c === 9 || c === 12) c = text.charCodeAt(++p);
    this.pos = p;
    if (p >= this.length) this.endOfText();
    else if (c >= 128) this.identifier(p, 0);
    else this.token(p, c);
  }

  private token(p: number, c: number): void {
    switch (CLASS[c]) {
      case IDENTIFIER:
        return this.identifier(p, c);
      case DIGIT:
        return number(this, p);
      case QUOTE:
        return stringToken(this, p, p);
      case NEW_LINE:
        return this.newline(p);
      case COMMENT:
        return this.comment(p);
      case POINT:
        return this.point(p);
      case BACKSLASH:
        return this.continuation(p);
      case OPEN:
        return this.open(p, c);
      case CLOSE:
        return this.close(p, c);
      case OPERATOR:
        return this.operator(p, c);
      default:
        return this.other(p, c);
    }
  }

  private identifier(start: number, first: number): void {
    const text = this.text;
    let p = start;
    let hash = 0;
    let c = first === 0 ? text.charCodeAt(p) : first;
    while ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || (c >= 48 && c <= 57)) {
      hash = (hash * 31 + c) & 0xffff; // keywordHash, written out
      c = text.charCodeAt(++p);
    }
    if (c >= 128) {
      const end = identifierEnd(this, start, p);
      if (end < 0) return;
      this.emit(T.NAME, start, end);
      return;
    }
    if ((c === 34 || c === 39) && p - start <= 2 && isStringPrefix(text, start, p)) return stringToken(this, start, p);
    const kind = p - start > 8 ? T.NAME : T.identifierKind(text, start, p, hash);
    this.emit(this.options.asyncIsName && (kind === T.ASYNC || kind === T.AWAIT) ? this.oldAsync(kind, p) : kind, start, p);
    if (this.options.asyncIsName && kind === T.DEF) this.enterAsyncDef();
  }

  private newline(p: number): void {
    this.atLineStart = true;
    if (!this.blankLine && this.parens.length === 0) {
      // CPython's token begins with the comment before it.
      this.emit(T.NEWLINE, this.commentStart < 0 ? p : this.commentStart, p);
      this.asyncDefNewline = true;
    } else if (this.parens.length > 0) {
      this.atLineStart = false;
    }
    this.commentStart = -1;
    this.startLine(p + 1);
  }

  private comment(p: number): void {
    this.commentStart = p;
    const found = this.text.indexOf("\n", p);
    const end = found < 0 ? this.length : found;
    if (this.options.typeComments && this.typeComment(p, end)) return;
    this.pos = end;
  }

  /** `# type: ...` becomes a token; `# type: ignore...` is only noted. */
  private typeComment(start: number, end: number): boolean {
    const text = this.text.slice(start, end);
    const prefix = /^#[ \t]*type: [ \t]*/.exec(text);
    if (prefix === null) return false;
    const begin = start + prefix[0].length;
    const rest = this.text.slice(begin, end);
    if (/^ignore(?![A-Za-z0-9\u0080-\uffff])/.test(rest)) {
      this.typeIgnores.push({ lineno: this.line, tag: rest.slice(6) });
      // A line that has nothing else does not count as blank any more: CPython hands out the newline, then drops it.
      this.pos = end;
      return true;
    }
    this.emit(T.TYPE_COMMENT, begin, end);
    // The line has something on it.
    this.blankLine = false;
    this.commentStart = -1;
    return true;
  }

  private point(p: number): void {
    const text = this.text;
    const c = text.charCodeAt(p + 1);
    if (c >= 48 && c <= 57) number(this, p);
    else if (c === 46 && text.charCodeAt(p + 2) === 46) this.emit(T.ELLIPSIS_TOKEN, p, p + 3);
    else this.emit(T.DOT, p, p + 1);
  }

  /** A backslash joins this line to the next. */
  private continuation(p: number): void {
    if (this.text.charCodeAt(p + 1) !== 10) {
      this.stop(
        "continuation",
        "SyntaxError",
        "unexpected character after line continuation character",
        Math.min(p + 2, this.length),
      );
      this.error!.offset = this.pos - 1;
      return;
    }
    if (p + 2 >= this.length) {
      this.stop("eof", "SyntaxError", "unexpected EOF while parsing", p + 2);
      return;
    }
    this.startLine(p + 2);
  }

  private open(p: number, c: number): void {
    if (this.parens.length >= MAX_PARENS) return this.raise("too many nested parentheses", p + 1);
    this.parens.push(p);
    this.parenLines.push(this.line);
    this.emit(c === 40 ? T.LPAR : c === 91 ? T.LSQB : T.LBRACE, p, p + 1);
  }

  private close(p: number, c: number): void {
    const n = this.parens.length;
    const closing = String.fromCharCode(c);
    if (n === 0) return this.raise(`unmatched '${closing}'`, p + 1);
    const opening = this.text[this.parens[n - 1]!]!;
    if ((opening === "(" ? 41 : opening === "[" ? 93 : 125) !== c) {
      const line = this.parenLines[n - 1]!;
      const where = line === this.line ? "" : ` on line ${line}`;
      return this.raise(`closing parenthesis '${closing}' does not match opening parenthesis '${opening}'${where}`, p + 1);
    }
    this.parens.pop();
    this.parenLines.pop();
    this.emit(c === 41 ? T.RPAR : c === 93 ? T.RSQB : T.RBRACE, p, p + 1);
  }

  private operator(p: number, c: number): void {
    const text = this.text;
    const d = text.charCodeAt(p + 1);
    if (d === 61) {
      const kind = WITH_EQUAL[c]!;
      if (kind !== 0) return this.emit(kind, p, p + 2);
    } else if (d === c) {
      const kind = DOUBLED[c]!;
      if (kind !== 0) {
        const augmented = DOUBLED_WITH_EQUAL[c]!;
        if (augmented !== 0 && text.charCodeAt(p + 2) === 61) return this.emit(augmented, p, p + 3);
        return this.emit(kind, p, p + 2);
      }
    } else if (c === 45 && d === 62) {
      return this.emit(T.RARROW, p, p + 2);
    } else if (c === 60 && d === 62) {
      return this.emit(T.NOTEQUAL, p, p + 2);
    }
    this.emit(SINGLE[c]!, p, p + 1);
  }

  private other(p: number, c: number): void {
    if (c < 32 || c === 127) {
      const hex = c.toString(16).toUpperCase().padStart(4, "0");
      return this.raise(`invalid non-printable character U+${hex}`, p + 1);
    }
    this.emit(T.OP, p, p + 1);
  }

  private endOfText(): void {
    if (this.parens.length > 0) return this.stop("eof", "SyntaxError", "", this.pos);
    if (this.options.mode === "single" && this.tokens.count > this.afterImpliedNewline) {
      this.impliedNewline();
      return;
    }
    this.emitEmpty(T.ENDMARKER);
    this.done = true;
  }

  /** A single statement need not end its line, nor its blocks: a NEWLINE is made up, and DEDENTs after it. */
  private impliedNewline(): void {
    this.emitEmpty(T.NEWLINE);
    this.afterImpliedNewline = this.tokens.count;
    if (this.indents.length > 1 && this.options.impliedDedent) {
      this.pendingIndents = 1 - this.indents.length;
      this.indents.length = 1;
      this.altIndents.length = 1;
    }
  }

  /** Before 3.7: `async` is a keyword only before `def`, and both words are keywords inside `async def`. */
  private oldAsync(kind: number, end: number): number {
    if (this.asyncDefIndent >= 0) return kind;
    return kind === T.ASYNC && /^[ \t\f]+def(?![A-Za-z0-9_])/.test(this.text.slice(end, end + 80)) ? kind : T.NAME;
  }

  private enterAsyncDef(): void {
    const n = this.tokens.count;
    if (n < 2 || this.tokens.kinds[n - 2] !== T.ASYNC || this.asyncDefIndent >= 0) return;
    this.asyncDefIndent = this.indents.length - 1;
    this.asyncDefNewline = false;
  }

  private leaveAsyncDef(): void {
    // A type comment alone on the first line of the body comes before its INDENT, with a NEWLINE.
    if (this.blankLine || this.text.charCodeAt(this.pos) === 10) return;
    if (this.parens.length === 0 && this.indents.length - 1 <= this.asyncDefIndent) this.asyncDefIndent = -1;
  }
}

const SINGLE: Uint8Array = new Uint8Array(128);
const WITH_EQUAL: Uint8Array = new Uint8Array(128);
const DOUBLED: Uint8Array = new Uint8Array(128);
const DOUBLED_WITH_EQUAL: Uint8Array = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const s = String.fromCharCode(c);
  if (CLASS[c] !== OPERATOR) continue;
  SINGLE[c] = T.SPELLINGS.get(s) ?? T.OP;
  WITH_EQUAL[c] = T.SPELLINGS.get(s + "=") ?? 0;
  DOUBLED[c] = s === "=" ? 0 : (T.SPELLINGS.get(s + s) ?? 0);
  DOUBLED_WITH_EQUAL[c] = T.SPELLINGS.get(s + s + "=") ?? 0;
}

function isStringPrefix(text: string, start: number, end: number): boolean {
  const a = text.charCodeAt(start) | 32;
  if (end - start === 1) return a === 98 || a === 114 || a === 117 || a === 102;
  const b = text.charCodeAt(start + 1) | 32;
  return a === 114 ? b === 98 || b === 102 : b === 114 && (a === 98 || a === 102);
}

/** Whether a text has no character beyond U+007F. */
export function isAscii(text: string): boolean {
  return !NON_ASCII.test(text);
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: the point is the range
const NON_ASCII = /[^\x00-\x7f]/;

/** Bytes that `text[start:end]` takes in UTF-8; a lone surrogate stands for one byte that was no UTF-8. */
export function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x80) bytes += 1;
    else if (c < 0x800) bytes += 2;
    else if (c < 0xd800 || c > 0xdfff) bytes += 3;
    else if (c < 0xdc00) {
      bytes += 4;
      i++;
    } else bytes += 1;
  }
  return bytes;
}

/** Code points in `text[start:end]`. */
export function characterCount(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c < 0xdc00 || c > 0xdfff) count++;
  }
  return count;
}
