import { charactersOf } from "./anchors.ts";

function utf8Length(text: string): number {
  let n = 0;
  for (const c of text) {
    const point = c.codePointAt(0)!;
    n += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return n;
}

/**
 * The source line of a SyntaxError and the carets below it. Offsets count characters from 1; -1: not known. CPython 3.11: Python/pythonrun.c
 * print_exception_file_and_line, print_error_text
 */
export function errorLineText(source: string, lineno: number, offset: number, endLineno: number, endOffset: number): string {
  // Of an error over several lines only the first is shown, marked to its end.
  const end = endLineno > lineno ? utf8Length(source) : endOffset;
  const carets = end > 0 && end > offset ? end - offset : 1;
  let characters = charactersOf(source);
  let at = offset - 1;
  let skipped = 0;
  while (characters[skipped] === " " || characters[skipped] === "\t" || characters[skipped] === "\f") skipped++;
  characters = characters.slice(skipped);
  at -= skipped;
  // Lengths are those of the UTF-8 text, as CPython measures them.
  let size = utf8Length(characters.join(""));
  if (characters[characters.length - 1] === "\n") size--;
  if (at > size) at = size;
  for (;;) {
    const newline = characters.indexOf("\n");
    if (newline < 0) break;
    const length = utf8Length(characters.slice(0, newline).join(""));
    if (length >= at) break;
    characters = characters.slice(newline + 1);
    at -= length + 1;
  }
  const shown = characters.join("");
  const line = `    ${shown}${shown.endsWith("\n") ? "" : "\n"}`;
  return at < 0 ? line : `${line}    ${" ".repeat(at)}${"^".repeat(carets)}\n`;
}
