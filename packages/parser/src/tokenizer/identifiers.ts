import { utf8Problem } from "../encodings/utf8.ts";
import type { Tokenizer } from "../tokenizer.ts";
import { isIdentifierContinue, isIdentifierStart, isPrintable } from "../unicode/properties.ts";

/**
 * Where the identifier ends that begins at `start` and has a character beyond ASCII at `p`; -1 after an error.
 *
 * CPython takes every byte above 127 for a part of it, then checks the whole.
 *
 * CPython 3.11: Parser/tokenizer.c verify_identifier
 */
export function identifierEnd(t: Tokenizer, start: number, p: number): number {
  const text = t.text;
  let end = p;
  for (let c = text.charCodeAt(end); c >= 128 || isAsciiIdentifier(c); ) c = text.charCodeAt(++end);
  const problem = utf8Problem(text.slice(start, end));
  if (problem !== null) {
    t.stop("decode", "SyntaxError", `(unicode error) ${problem.message}`, end);
    return -1;
  }
  for (let i = start; i < end; ) {
    const c = text.codePointAt(i)!;
    if (!(i === start ? isIdentifierStart(c) : isIdentifierContinue(c))) {
      const next = i + (c > 0xffff ? 2 : 1);
      const hex = c.toString(16).toUpperCase().padStart(4, "0");
      const shown = isPrintable(c)
        ? `invalid character '${String.fromCodePoint(c)}' (U+${hex})`
        : `invalid non-printable character U+${hex}`;
      t.raise(shown, next);
      return -1;
    }
    i += c > 0xffff ? 2 : 1;
  }
  return end;
}

function isAsciiIdentifier(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || (c >= 48 && c <= 57);
}
