import type { expr } from "./ast.gen.ts";
import type { TokenStream } from "./token-stream.ts";
import { normalizeIdentifier } from "./unicode/properties.ts";

/** Thrown by the fast parser where the text is not in the language: no position, no message, found by diagnosis/ instead. */
export const NO_PARSE: { readonly noParse: true } = { noParse: true };

/** Thrown where CPython's parser runs out of its stack: it then reports a MemoryError. */
export const TOO_DEEP: { readonly tooDeep: true } = { tooDeep: true };

/** How deep CPython's parser functions may be nested (MAXSTACK of its generated parser). */
export const MAX_DEPTH = 6000;

/** What CPython needs for an expression that is a statement of its own. */
const BASE_DEPTH = 31;

/**
 * Where a DeprecationWarning is: a token of the text, or an offset into it up to which the tokenizer had read (`line` then begins at `lineStart`).
 */
export type WarningPlace =
  | { readonly token: number }
  | { readonly text: string; readonly line: number; readonly lineStart: number; readonly offset: number };

/** Told of what is deprecated. */
export type WarningHook = (message: string, lineno: number, place: WarningPlace) => void;

/** What the grammar needs from outside of it: how to read the expressions inside an f-string, and where warnings go. */
export interface ParserHooks {
  filename: string;
  featureVersion: number;
  /** Whether columns of errors count characters (see SourceText). */
  encodingKnown: boolean;
  warn: WarningHook | null;
  /** Reads the expression of an f-string, in parentheses, that begins at this line and column; throws NO_PARSE. */
  parseReplacement(text: string, line: number, col: number): expr;
  /** The same, but throws the PySyntaxError that CPython gives. */
  diagnoseReplacement(text: string, line: number, col: number): expr;
}

/**
 * The state of the fast parser: a place in the tokens.
 *
 * The functions of grammar/ take it as their first argument. They decide by looking at the next token or two; nothing is
 * remembered and nothing is tried twice, except where a comment says so.
 */
export class Parser {
  readonly text: string;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly lines: Int32Array;
  readonly cols: Int32Array;
  readonly endLines: Int32Array;
  readonly endCols: Int32Array;
  readonly count: number;
  readonly hooks: ParserHooks;
  /** Whether the text has characters beyond ASCII, so that names may need normalizing. */
  readonly ascii: boolean;
  /** Index of the next token. */
  index = 0;
  /** Kind of the next token. */
  kind: number;
  /** Token at which the current statement of the outermost level begins: everything before it is sound. */
  statementStart = 0;
  /** How deep CPython's parser would be. */
  depth: number = BASE_DEPTH;
  private brackets = 0;

  constructor(text: string, tokens: TokenStream, ascii: boolean, hooks: ParserHooks) {
    this.text = text;
    this.kinds = tokens.kinds;
    this.starts = tokens.starts;
    this.ends = tokens.ends;
    this.lines = tokens.lines;
    this.cols = tokens.cols;
    this.endLines = tokens.endLines;
    this.endCols = tokens.endCols;
    this.count = tokens.count;
    this.ascii = ascii;
    this.hooks = hooks;
    this.kind = tokens.count > 0 ? tokens.kinds[0]! : END_OF_TOKENS;
  }

  /** Steps over the next token. */
  next(): void {
    const i = ++this.index;
    this.kind = i < this.count ? this.kinds[i]! : END_OF_TOKENS;
  }

  reset(index: number): void {
    this.index = index;
    this.kind = index < this.count ? this.kinds[index]! : END_OF_TOKENS;
  }

  /** Kind of the token after the next. */
  peek(): number {
    const i = this.index + 1;
    return i < this.count ? this.kinds[i]! : END_OF_TOKENS;
  }

  /** Steps over a token that must be of this kind. */
  expect(kind: number): void {
    if (this.kind !== kind) throw NO_PARSE;
    this.next();
  }

  /** Steps over a token of this kind if it is next. */
  accept(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  /** Text of a token. */
  spelling(index: number): string {
    return this.text.slice(this.starts[index]!, this.ends[index]!);
  }

  /** Name that a NAME token stands for. */
  identifier(index: number): string {
    const name = this.text.slice(this.starts[index]!, this.ends[index]!);
    return this.ascii ? name : normalizedName(name);
  }

  /** Steps over a NAME and returns the name. */
  name(): string {
    if (this.kind !== 1 /* NAME */) throw NO_PARSE;
    const name = this.identifier(this.index);
    this.next();
    return name;
  }

  /** Whether the next token is the NAME `word`. */
  isWord(word: string): boolean {
    return this.kind === 1 /* NAME */ && this.spellingIs(this.index, word);
  }

  spellingIs(index: number, word: string): boolean {
    const start = this.starts[index]!;
    return this.ends[index]! - start === word.length && this.text.startsWith(word, start);
  }

  endLine(): number {
    return this.endLines[this.index - 1]!;
  }

  endCol(): number {
    return this.endCols[this.index - 1]!;
  }

  /**
   * Index of the last token that is more than white space: where a statement with a block ends, whatever INDENTs and DEDENTs
   * came after.
   */
  lastVisible(): number {
    let i = this.index - 1;
    for (let kind = this.kinds[i]!; (kind >= 4 && kind <= 6) || kind === 0; kind = this.kinds[--i]!);
    return i;
  }

  /**
   * Enters a bracket whose inside is `levels` of CPython's parser functions deeper. A statement is first read as a target, which
   * goes 19 deeper than what is read inside brackets.
   */
  enterBracket(levels: number): void {
    this.enter(this.brackets++ === 0 ? levels - 19 : levels);
  }

  leaveBracket(levels: number): void {
    this.depth -= --this.brackets === 0 ? levels - 19 : levels;
  }

  /** Goes `levels` of CPython's parser functions deeper; whoever enters must leave. */
  enter(levels: number): void {
    this.depth += levels;
    if (this.depth > MAX_DEPTH) throw TOO_DEEP;
  }

  leave(levels: number): void {
    this.depth -= levels;
  }
}

/** What `kind` is beyond the last token, when an error stopped the tokenizer. */
export const END_OF_TOKENS = 255;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the point is the range
const BEYOND_ASCII = /[^\x00-\x7f]/;

/** The name that an identifier stands for: NFKC, where it is not ASCII anyway. */
export function normalizedName(name: string): string {
  return BEYOND_ASCII.test(name) ? normalizeIdentifier(name) : name;
}
