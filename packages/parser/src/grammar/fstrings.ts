import type { expr } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { utf8Length } from "../tokenizer.ts";
import { joinText, type Text } from "./string-escapes.ts";
import { constant, decodedText, rawText, type StringSource, warnInvalidEscape } from "./strings.ts";

/**
 * The parts of a formatted string, in the making.
 *
 * In 3.11 an f-string is one token. What is between its braces is cut out by looking for the end of the expression, put in
 * parentheses, and given to a parser of its own; so the error messages and positions of that parser are what users see.
 */
export class StringJoiner {
  private readonly source: StringSource;
  private readonly first: number;
  private readonly last: number;
  private readonly values: expr[] = [];
  private pending: Text;

  constructor(source: StringSource, first: number, last: number, pending: Text) {
    this.source = source;
    this.first = first;
    this.last = last;
    this.pending = pending;
  }

  add(text: Text): void {
    if (text.value.length > 0) this.pending = this.pending.value.length > 0 ? joinText(this.pending, text) : text;
  }

  /** Adds what is between the quotes of the token. */
  formatted(token: number, start: number, end: number, raw: boolean): void {
    const scanner = new FormattedScanner(this.source, token, start, end, raw, this.first, this.last);
    scanner.scan(this, 0);
  }

  expression(node: expr): void {
    this.flush(this.first, this.last);
    this.values.push(node);
  }

  private flush(first: number, last: number): void {
    if (this.pending.value.length > 0) this.values.push(constant(this.source, this.pending, first, last));
    this.pending = { value: "" };
  }

  /** The JoinedStr. It, and text at its end, stand at the tokens given: for a format specification that is its own alone. */
  finish(first: number, last: number): expr {
    this.flush(first, last);
    const { lines, cols, endLines, endCols } = this.source;
    return new ast.JoinedStr(this.values, lines[first]!, cols[first]!, endLines[last]!, endCols[last]!);
  }
}

const MAX_NESTED = 200;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Walks over the inside of one formatted literal. */
class FormattedScanner {
  private readonly source: StringSource;
  private readonly token: number;
  private readonly end: number;
  private readonly raw: boolean;
  private readonly first: number;
  private readonly last: number;
  private p: number;
  private counted: number;
  private line = 0;
  private bytes = 0;

  constructor(source: StringSource, token: number, start: number, end: number, raw: boolean, first: number, last: number) {
    this.source = source;
    this.token = token;
    this.p = start;
    this.counted = source.starts[token]!;
    this.end = end;
    this.raw = raw;
    this.first = first;
    this.last = last;
  }

  private refuse(msg: string): never {
    return this.source.refuse(msg, -1);
  }

  /**
   * Literal text and replacement fields in turn; `level` is 1 in a format specification, which ends at a brace.
   *
   * CPython 3.11: Parser/string_parser.c _PyPegen_FstringParser_ConcatFstring
   */
  scan(joiner: StringJoiner, level: number): void {
    const { text } = this.source;
    for (;;) {
      const doubled = this.literal(joiner, level);
      if (doubled) continue;
      if (this.p >= this.end || text[this.p] === "}") break;
      this.field(joiner, level);
    }
    if (level > 0 && text[this.p] !== "}") this.refuse("f-string: expecting '}'");
  }

  /**
   * Text up to a brace. A doubled one, at level 0, ends it too and counts once: then the result is true.
   *
   * CPython 3.11: Parser/string_parser.c fstring_find_literal
   */
  private literal(joiner: StringJoiner, level: number): boolean {
    const { text } = this.source;
    const start = this.p;
    let p = start;
    let literalEnd = this.end;
    let doubled = false;
    while (p < this.end) {
      let c = text.charCodeAt(p++);
      if (c === 92 && !this.raw && p < this.end) {
        c = text.charCodeAt(p++);
        if (c === 78) {
          // The braces of \N{...} are no replacement field.
          if (p < this.end && text.charCodeAt(p++) === 123) {
            const close = text.indexOf("}", p);
            p = close < 0 || close >= this.end ? this.end : close + 1;
          }
          continue;
        }
        if (c === 123) warnInvalidEscape(this.source, "{", this.token);
      }
      if (c !== 123 && c !== 125) continue;
      if (level === 0) {
        if (p < this.end && text.charCodeAt(p) === c) {
          literalEnd = p;
          this.p = p + 1;
          doubled = true;
          break;
        }
        if (c === 125) this.refuse("f-string: single '}' is not allowed");
      }
      literalEnd = p = p - 1;
      break;
    }
    if (!doubled) {
      this.p = p;
      literalEnd = p;
    }
    if (literalEnd > start) {
      const raw = text.slice(start, literalEnd);
      joiner.add(this.raw ? rawText(this.source, raw) : decodedText(this.source, raw, this.token));
    }
    return doubled;
  }

  /**
   * `{expression}`, with `=`, a conversion and a format specification if they are there.
   *
   * CPython 3.11: Parser/string_parser.c fstring_find_expr
   */
  private field(joiner: StringJoiner, level: number): void {
    const { text, hooks } = this.source;
    if (level >= 2) this.refuse("f-string: expressions nested too deeply");
    const start = ++this.p;
    this.p = this.expressionEnd(start);
    if (this.p >= this.end) this.refuse("f-string: expecting '}'");
    const value = this.compile(start, this.p);
    let selfDocumenting = false;
    if (text[this.p] === "=") {
      if (hooks.featureVersion < 8)
        this.refuse("f-string: self documenting expressions are only supported in Python 3.8 and greater");
      this.p++;
      while (isSpace(text.charCodeAt(this.p))) this.p++;
      if (this.p >= this.end) this.refuse("f-string: expecting '}'");
      selfDocumenting = true;
      joiner.add({ value: text.slice(start, this.p) });
    }
    let conversion = this.conversion();
    let spec: expr | null = null;
    if (this.p >= this.end) this.refuse("f-string: expecting '}'");
    if (text[this.p] === ":") {
      this.p++;
      if (this.p >= this.end) this.refuse("f-string: expecting '}'");
      const inner = new StringJoiner(this.source, this.first, this.last, { value: "" });
      this.scan(inner, level + 1);
      spec = inner.finish(this.token, this.token);
    }
    if (this.p >= this.end || text[this.p] !== "}") this.refuse("f-string: expecting '}'");
    this.p++;
    if (selfDocumenting && spec === null && conversion === -1) conversion = 114;
    const { lines, cols, endLines, endCols } = this.source;
    const { first, last } = this;
    joiner.expression(
      new ast.FormattedValue(value, conversion, spec, lines[first]!, cols[first]!, endLines[last]!, endCols[last]!),
    );
  }

  /** `!r`, `!s`, `!a`: the letter's code, or -1 for none. */
  private conversion(): number {
    const { text } = this.source;
    if (text[this.p] !== "!") return -1;
    this.p++;
    if (this.p >= this.end) this.refuse("f-string: expecting '}'");
    const c = text[this.p++]!;
    if (c !== "s" && c !== "r" && c !== "a") {
      this.refuse("f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
    return c.charCodeAt(0);
  }

  /** Where the expression ends that begins at `p`: at a `!`, `:`, `=` or `}` outside of brackets and strings. */
  private expressionEnd(p: number): number {
    const { text } = this.source;
    const open: string[] = [];
    let quote = "";
    for (; p < this.end; p++) {
      const c = text[p]!;
      if (c === "\\") this.refuse("f-string expression part cannot include a backslash");
      if (quote !== "") {
        if (c !== quote[0]) continue;
        if (quote.length === 1 || (p + 2 < this.end && text.startsWith(quote, p))) {
          p += quote.length - 1;
          quote = "";
        }
      } else if (c === "'" || c === '"') {
        quote = p + 2 < this.end && text[p + 1] === c && text[p + 2] === c ? c + c + c : c;
        p += quote.length - 1;
      } else if (c === "(" || c === "[" || c === "{") {
        if (open.length >= MAX_NESTED) this.refuse("f-string: too many nested parenthesis");
        open.push(c);
      } else if (c === "#") {
        this.refuse("f-string expression part cannot include '#'");
      } else if (open.length === 0 && (c === "!" || c === ":" || c === "}" || c === "=" || c === ">" || c === "<")) {
        const comparison = c !== ":" && c !== "}" && p + 1 < this.end && text[p + 1] === "=";
        if (comparison) p++;
        else if (c !== ">" && c !== "<") break;
      } else if (c === ")" || c === "]" || c === "}") {
        this.closing(open, c);
      }
    }
    if (quote !== "") this.refuse("f-string: unterminated string");
    if (open.length > 0) this.refuse(`f-string: unmatched '${open[open.length - 1]}'`);
    return p;
  }

  private closing(open: string[], c: string): void {
    const opening = open.pop();
    if (opening === undefined) this.refuse(`f-string: unmatched '${c}'`);
    if (CLOSING[opening] !== c) {
      this.refuse(`f-string: closing parenthesis '${c}' does not match opening parenthesis '${opening}'`);
    }
  }

  /** CPython 3.11: Parser/string_parser.c fstring_compile_expr */
  private compile(start: number, end: number): expr {
    const { text, lines, cols } = this.source;
    const inside = text.slice(start, end);
    if (!/[^ \t\n\f]/.test(inside)) {
      const c = text[end]!;
      this.refuse(c === "}" ? "f-string: empty expression not allowed" : `f-string: expression required before '${c}'`);
    }
    const { line, col } = this.location(start - 1);
    const base = line === 0 ? cols[this.token]! : 0;
    return this.source.parseReplacement(`(${inside})`, lines[this.token]! + line, base + col);
  }

  /**
   * Lines before the brace at `brace` in its token, and bytes before it in its line; 0 bytes if a new line follows the brace,
   * for then the column of nothing but the parenthesis depends on it.
   *
   * CPython 3.11: Parser/string_parser.c fstring_find_expr_location
   */
  private location(brace: number): { line: number; col: number } {
    const { text } = this.source;
    this.countTo(brace);
    let p = brace + 1;
    while (text[p] === " " || text[p] === "\t" || text[p] === "\f") p++;
    return { line: this.line, col: text[p] === "\n" || text[p] === "}" ? 0 : this.bytes };
  }

  /** Counts lines and bytes on from where the last count ended: fields come from left to right. */
  private countTo(index: number): void {
    const { text } = this.source;
    let from = this.counted;
    for (let i = text.indexOf("\n", from); i >= 0 && i < index; i = text.indexOf("\n", from)) {
      this.line++;
      this.bytes = 0;
      from = i + 1;
    }
    this.bytes += utf8Length(text, from, index);
    this.counted = index;
  }
}

function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}
