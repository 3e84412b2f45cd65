import type { Tokenizer } from "../tokenizer.ts";

export const MAX_INDENT = 100;
const TAB_SIZE = 8;

/**
 * Measures the white space that a line begins with and sets the INDENT or DEDENTs that follow from it.
 *
 * A line is measured twice, with tabs of 8 columns and of 1: where the two disagree about which line is deeper, the mixture of
 * tabs and spaces is inconsistent. Returns false after an error.
 *
 * CPython 3.11: Parser/tokenizer.c tok_get
 */
export function indentation(t: Tokenizer): boolean {
  const text = t.text;
  let p = t.pos;
  let column = 0;
  let alternative = 0;
  let continued = 0;
  for (;;) {
    const c = text.charCodeAt(p);
    if (c === 32) {
      column++;
      alternative++;
    } else if (c === 9) {
      column = (Math.trunc(column / TAB_SIZE) + 1) * TAB_SIZE;
      alternative++;
    } else if (c === 12) {
      column = alternative = 0;
    } else if (c === 92) {
      // Indentation cannot be split over lines: the first line's counts.
      continued = continued || column;
      if (!joinLines(t, p)) return false;
      p = t.pos - 1;
    } else {
      break;
    }
    p++;
  }
  t.pos = p;
  const c = text.charCodeAt(p);
  if (c === 35 || c === 10) {
    t.blankLine = true;
    return true;
  }
  if (t.parens.length > 0) return true;
  return compare(t, continued || column, continued || alternative);
}

function joinLines(t: Tokenizer, p: number): boolean {
  if (t.text.charCodeAt(p + 1) !== 10) {
    t.stop("continuation", "SyntaxError", "unexpected character after line continuation character", Math.min(p + 2, t.length));
    t.error!.offset = t.pos - 1;
    return false;
  }
  if (p + 2 >= t.length) {
    t.stop("eof", "SyntaxError", "unexpected EOF while parsing", p + 2);
    return false;
  }
  t.startLine(p + 2);
  return true;
}

function compare(t: Tokenizer, column: number, alternative: number): boolean {
  const indents = t.indents;
  const alternatives = t.altIndents;
  let top = indents.length - 1;
  if (column === indents[top]) return alternative === alternatives[top] || inconsistent(t);
  if (column > indents[top]!) {
    if (indents.length >= MAX_INDENT) {
      t.stop("too-deep", "IndentationError", "too many levels of indentation", endOfLine(t));
      return false;
    }
    if (alternative <= alternatives[top]!) return inconsistent(t);
    t.pendingIndents++;
    indents.push(column);
    alternatives.push(alternative);
    return true;
  }
  while (top > 0 && column < indents[top]!) {
    t.pendingIndents--;
    indents.pop();
    alternatives.pop();
    top--;
  }
  if (column !== indents[top]) {
    t.pendingIndents = 0;
    t.stop("dedent", "IndentationError", "unindent does not match any outer indentation level", endOfLine(t));
    return false;
  }
  return alternative === alternatives[top] || inconsistent(t);
}

function inconsistent(t: Tokenizer): boolean {
  t.pendingIndents = 0;
  t.stop("tabs", "TabError", "inconsistent use of tabs and spaces in indentation", endOfLine(t));
  return false;
}

/** These errors are noticed with the whole line read. */
function endOfLine(t: Tokenizer): number {
  const found = t.text.indexOf("\n", t.pos);
  return found < 0 ? t.length : found + 1;
}
