import type { Tokenizer } from "../tokenizer.ts";
import { NUMBER } from "../tokens.ts";

/**
 * A number that begins at `start`, with a digit or with a point before a digit.
 *
 * CPython 3.11: Parser/tokenizer.c tok_get, tok_decimal_tail, verify_end_of_number
 */
export function number(t: Tokenizer, start: number): void {
  const text = t.text;
  const c = text.charCodeAt(start);
  if (c === 46) return fraction(t, start, start + 1);
  if (c !== 48) {
    const p = decimalTail(t, start);
    return p < 0 ? undefined : afterDigits(t, start, p);
  }
  switch (text.charCodeAt(start + 1) | 32) {
    case 120:
      return radix(t, start, "hexadecimal", isHexDigit, 16);
    case 111:
      return radix(t, start, "octal", (d) => d >= 48 && d <= 55, 8);
    case 98:
      return radix(t, start, "binary", (d) => d === 48 || d === 49, 2);
    default:
      return leadingZero(t, start);
  }
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function isHexDigit(c: number): boolean {
  return isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}

function isIdentifierStart(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95;
}

/** Digits with single underscores between them, from a digit at `p`; the offset after them, or -1 after an error. */
function decimalTail(t: Tokenizer, p: number): number {
  const text = t.text;
  for (;;) {
    while (isDigit(text.charCodeAt(p))) p++;
    if (text.charCodeAt(p) !== 95) return p;
    p++;
    if (!isDigit(text.charCodeAt(p))) {
      t.raise("invalid decimal literal", p);
      return -1;
    }
  }
}

function radix(t: Tokenizer, start: number, kind: string, digit: (c: number) => boolean, base: number): void {
  const text = t.text;
  let p = start + 2;
  do {
    if (text.charCodeAt(p) === 95) p++;
    if (!digit(text.charCodeAt(p))) {
      if (base < 10 && isDigit(text.charCodeAt(p))) return t.raise(`invalid digit '${text[p]}' in ${kind} literal`, p + 1);
      return t.raise(`invalid ${kind} literal`, p);
    }
    while (digit(text.charCodeAt(p))) p++;
  } while (text.charCodeAt(p) === 95);
  if (base < 10 && isDigit(text.charCodeAt(p))) return t.raise(`invalid digit '${text[p]}' in ${kind} literal`, p + 1);
  finish(t, start, p, kind);
}

/** Zeros, perhaps more digits: then it must turn out to be a float or a complex number. */
function leadingZero(t: Tokenizer, start: number): void {
  const text = t.text;
  let p = start + 1;
  for (;;) {
    if (text.charCodeAt(p) === 95) {
      p++;
      if (!isDigit(text.charCodeAt(p))) return t.raise("invalid decimal literal", p);
    }
    if (text.charCodeAt(p) !== 48) break;
    p++;
  }
  const zerosEnd = p;
  let nonZero = false;
  if (isDigit(text.charCodeAt(p))) {
    nonZero = true;
    p = decimalTail(t, p);
    if (p < 0) return;
  }
  const c = text.charCodeAt(p);
  if (nonZero && c !== 46 && (c | 32) !== 101 && (c | 32) !== 106) {
    const col = t.column(start) + 1;
    return t.raiseAt(
      "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
      col,
      col + zerosEnd - start,
    );
  }
  afterDigits(t, start, p);
}

/** What can follow the digits of an integer part: a fraction, an exponent, a `j`. */
function afterDigits(t: Tokenizer, start: number, p: number): void {
  if (t.text.charCodeAt(p) === 46) return fraction(t, start, p + 1);
  exponent(t, start, p, "decimal");
}

function fraction(t: Tokenizer, start: number, p: number): void {
  if (isDigit(t.text.charCodeAt(p))) {
    p = decimalTail(t, p);
    if (p < 0) return;
  }
  exponent(t, start, p, "decimal");
}

function exponent(t: Tokenizer, start: number, p: number, kind: string): void {
  const text = t.text;
  if ((text.charCodeAt(p) | 32) === 101) {
    let q = p + 1;
    const sign = text.charCodeAt(q);
    if (sign === 43 || sign === 45) {
      q++;
      if (!isDigit(text.charCodeAt(q))) return t.raise("invalid decimal literal", q);
    }
    if (isDigit(text.charCodeAt(q))) {
      p = decimalTail(t, q);
      if (p < 0) return;
    } else {
      return finish(t, start, p, kind);
    }
  }
  if ((text.charCodeAt(p) | 32) === 106) return finish(t, start, p + 1, "imaginary");
  finish(t, start, p, kind);
}

// CPython looks at what comes after the keyword for some of them only.
const KEYWORDS_AFTER_NUMBER = /(?:and|else|for|not|or)(?![A-Za-z0-9_\u0080-\uffff])|i[fns]/y;

/** A number may touch a keyword that follows it (deprecated), but no other name. */
function finish(t: Tokenizer, start: number, end: number, kind: string): void {
  const c = t.text.charCodeAt(end);
  if (isIdentifierStart(c) || isDigit(c)) {
    KEYWORDS_AFTER_NUMBER.lastIndex = end;
    const { text, line, lineStart } = t;
    if (KEYWORDS_AFTER_NUMBER.test(text))
      t.options.warn?.(`invalid ${kind} literal`, line, { text, line, lineStart, offset: end });
    else return t.raise(`invalid ${kind} literal`, end);
  }
  t.emit(NUMBER, start, end);
}
