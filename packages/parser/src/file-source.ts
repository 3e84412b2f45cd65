import { decodeAt } from "./encodings/utf8.ts";
import { declaredEncoding, sourceText } from "./source.ts";
import { PySyntaxError } from "./syntax-errors.ts";

/**
 * Refuses the bytes of a program that CPython reads from a file, line by line, in its words: they differ from those of `compile()`.
 *
 * CPython 3.11: Parser/tokenizer.c tok_readline_raw, ensure_utf8, decoding_feof, check_bom
 */
export function checkFileSource(bytes: Uint8Array, filename: string): void {
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw nullByte(bytes, nul, filename);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const declared = declaredEncoding(marked ? bytes.subarray(3) : bytes);
  if (declared === "utf-8") return;
  if (declared === null) return checkUtf8(bytes, filename);
  if (marked) throw placeless(`encoding problem: ${declared} with BOM`);
  try {
    sourceText(bytes, true, filename);
  } catch (error) {
    if (error instanceof PySyntaxError) throw placeless(`encoding problem: ${declared}`);
    throw error;
  }
}

function placeless(msg: string): PySyntaxError {
  return new PySyntaxError({
    type: "SyntaxError",
    msg,
    filename: null,
    lineno: null,
    offset: null,
    end_lineno: null,
    end_offset: null,
    text: null,
  });
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) line++;
  return line;
}

/** What there is of the line before the byte is shown with the error. */
function nullByte(bytes: Uint8Array, nul: number, filename: string): PySyntaxError {
  let start = nul;
  while (start > 0 && bytes[start - 1] !== 10 && bytes[start - 1] !== 13) start--;
  const lineno = lineAt(bytes, nul);
  const text = sourceText(bytes.slice(start, nul), false, filename).text;
  const place = { lineno, offset: 0, end_lineno: lineno, end_offset: 0 };
  return new PySyntaxError({ type: "SyntaxError", msg: "source code cannot contain null bytes", filename, ...place, text });
}

function checkUtf8(bytes: Uint8Array, filename: string): void {
  for (let i = 0; i < bytes.length; ) {
    if (bytes[i]! < 128) {
      i++;
      continue;
    }
    const found = decodeAt(bytes, i);
    if ("reason" in found) {
      const code = bytes[i]!.toString(16).padStart(2, "0");
      const where = `file ${filename} on line ${lineAt(bytes, i)}`;
      const advice = "but no encoding declared; see https://peps.python.org/pep-0263/ for details";
      throw placeless(`Non-UTF-8 code starting with '\\x${code}' in ${where}, ${advice}`);
    }
    i += found.length;
  }
}
