import { Report } from "./diagnosis/report.ts";
import { withReplacements } from "./encodings/utf8.ts";
import type { ParserHooks, WarningHook, WarningPlace } from "./parser.ts";
import { PySyntaxError, type SyntaxWarningInfo } from "./syntax-errors.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** What a parser has found to be deprecated, to be told once it is known how far CPython's first pass gets. */
export class ParserWarnings {
  private readonly filename: string;
  private readonly found: { message: string; lineno: number; place: WarningPlace }[] = [];

  constructor(filename: string) {
    this.filename = filename;
  }

  readonly add: WarningHook = (message, lineno, place) => {
    this.found.push({ message, lineno, place });
  };

  /** The tokenizer has run ahead of the parser here: by line, its warnings come where CPython has them. */
  tell(onWarning: (warning: SyntaxWarningInfo) => void, tokenizer: Tokenizer, hooks: ParserHooks): void {
    const { filename } = this;
    for (const { message, lineno, place } of this.found.sort((a, b) => a.lineno - b.lineno)) {
      const category = "token" in place ? "DeprecationWarning" : "SyntaxWarning";
      const asError = (): PySyntaxError =>
        "token" in place ? errorAtToken(tokenizer, hooks, place.token, message) : errorInNumber(filename, message, lineno, place);
      onWarning({ category, message, filename, lineno, asError });
    }
  }
}

/** CPython 3.11: Parser/string_parser.c warn_invalid_escape_sequence */
function errorAtToken(tokenizer: Tokenizer, hooks: ParserHooks, token: number, message: string): PySyntaxError {
  const report = new Report(tokenizer, hooks, null);
  // Neighbouring strings are read together, with one more token to see that they end.
  report.last = token;
  while (report.last < tokenizer.tokens.count && report.isString(report.last)) report.last++;
  try {
    return report.raiseAtToken(token, message);
  } catch (error) {
    if (error instanceof PySyntaxError) return error;
    throw error;
  }
}

/** CPython 3.11: Parser/tokenizer.c parser_warn */
function errorInNumber(
  filename: string,
  message: string,
  lineno: number,
  place: Exclude<WarningPlace, { token: number }>,
): PySyntaxError {
  const { text, lineStart, offset } = place;
  const end = text.indexOf("\n", lineStart);
  const column = Array.from(text.slice(lineStart, offset)).length;
  return new PySyntaxError({
    type: "SyntaxError",
    msg: message,
    filename,
    lineno,
    offset: column,
    end_lineno: lineno,
    end_offset: column,
    text: withReplacements(text.slice(lineStart, end < 0 ? text.length : end)),
  });
}
