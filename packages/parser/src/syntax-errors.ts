/** The exceptions that leave the parser. */

export type SyntaxErrorType = "SyntaxError" | "IndentationError" | "TabError";

/** The attributes of a SyntaxError, with CPython's values (null where CPython has None). */
export interface SyntaxErrorInfo {
  type: SyntaxErrorType;
  msg: string;
  filename: string | null;
  lineno: number | null;
  offset: number | null;
  end_lineno: number | null;
  end_offset: number | null;
  text: string | null;
}

/** A SyntaxError, IndentationError or TabError of CPython: `lineno` and `offset` count from 1, `offset` in characters. */
export class PySyntaxError extends Error implements SyntaxErrorInfo {
  type: SyntaxErrorType;
  msg: string;
  filename: string | null;
  lineno: number | null;
  offset: number | null;
  end_lineno: number | null;
  end_offset: number | null;
  text: string | null;
  constructor(info: SyntaxErrorInfo) {
    super(info.msg);
    this.name = info.type;
    this.type = info.type;
    this.msg = info.msg;
    this.filename = info.filename;
    this.lineno = info.lineno;
    this.offset = info.offset;
    this.end_lineno = info.end_lineno;
    this.end_offset = info.end_offset;
    this.text = info.text;
  }
}

/** Source that CPython refuses with something other than a SyntaxError: NULs, lone surrogates, an expression too deep. */
export class PySourceError extends Error {
  type: "ValueError" | "UnicodeEncodeError" | "MemoryError";
  msg: string;
  constructor(type: "ValueError" | "UnicodeEncodeError" | "MemoryError", msg: string) {
    super(msg);
    this.name = type;
    this.type = type;
    this.msg = msg;
  }
}

/** What `onWarning` is told: the category, message and line that CPython would hand to `warnings.warn_explicit`. */
export interface SyntaxWarningInfo {
  category: "DeprecationWarning" | "SyntaxWarning";
  message: string;
  filename: string;
  lineno: number;
  /** What is raised instead where the warning is an error. */
  asError: () => PySyntaxError;
}
