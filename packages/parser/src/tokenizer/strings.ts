import type { Tokenizer } from "../tokenizer.ts";
import { STRING } from "../tokens.ts";

/**
 * A string literal from its prefix at `start` and its first quote at `quoteAt` to its last quote.
 *
 * CPython 3.11: Parser/tokenizer.c tok_get (letter_quote)
 */
export function stringToken(t: Tokenizer, start: number, quoteAt: number): void {
  const text = t.text;
  const quote = text.charCodeAt(quoteAt);
  const col = t.column(start);
  const line = t.line;
  const lineStart = t.lineStart;
  let p = quoteAt + 1;
  let triple = false;
  if (text.charCodeAt(p) === quote) {
    if (text.charCodeAt(p + 1) !== quote) {
      t.emit(STRING, start, p + 1);
      return;
    }
    triple = true;
    p += 2;
  }
  for (;;) {
    const c = text.charCodeAt(p);
    if (c === quote) {
      p++;
      if (!triple) break;
      if (text.charCodeAt(p) === quote && text.charCodeAt(p + 1) === quote) {
        p += 2;
        break;
      }
    } else if (c === 92) {
      p++;
      if (text.charCodeAt(p) === 10) t.startLine(p + 1);
      if (p < t.length) p++;
    } else if (c === 10) {
      if (!triple) return unterminated(t, start, line, lineStart, false);
      p++;
      t.startLine(p);
    } else if (p >= t.length) {
      return unterminated(t, start, line, lineStart, triple);
    } else {
      p++;
    }
  }
  t.pos = p;
  t.tokens.push(STRING, start, p, line, col, t.line, t.column(p));
}

function unterminated(t: Tokenizer, start: number, line: number, lineStart: number, triple: boolean): void {
  const detected = t.line;
  t.line = line;
  t.lineStart = lineStart;
  const kind = triple ? "triple-quoted string" : "string";
  const atEnd = t.text.indexOf("\n", t.pos) < 0 || triple;
  t.raise(`unterminated ${kind} literal (detected at line ${detected})`, start + 1);
  t.error!.atEnd = atEnd;
}
