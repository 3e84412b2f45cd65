/** `'%s: %5r' % (a, b)` becomes an f-string (CPython 3.11: Python/ast_opt.c optimize_format). */
import { type BinOp, Constant, type expr, FormattedValue, JoinedStr } from "@vivarium/parser";

const MAX_DIGITS = 2;

interface Conversion {
  /** The character: `s`, `r` or `a`. */
  readonly kind: string;
  /** The f-string's format spec; empty for none. */
  readonly spec: string;
  readonly end: number;
}

/** Reads up to two digits; null for more. */
function readNumber(format: string, at: number): { value: number; end: number } | null {
  let end = at;
  while (end < format.length && format[end]! >= "0" && format[end]! <= "9") end++;
  return end - at > MAX_DIGITS ? null : { value: end === at ? 0 : Number(format.slice(at, end)), end };
}

/** The conversion after a `%`; null when it is one that f-strings spell otherwise (CPython 3.11: parse_format). */
function readConversion(format: string, at: number): Conversion | null {
  let leftAligned = false;
  while (at < format.length && "-+ #0".includes(format[at]!)) {
    if (format[at] === "-") leftAligned = true;
    at++;
  }
  let spec = "";
  const width = readNumber(format, at);
  if (width === null) return null;
  if (width.end > at) {
    if (!leftAligned && width.value > 0) spec += ">";
    spec += width.value;
  }
  at = width.end;
  if (format[at] === ".") {
    const precision = readNumber(format, at + 1);
    if (precision === null) return null;
    spec += `.${precision.value}`;
    at = precision.end;
  }
  const kind = format[at];
  return kind === "s" || kind === "r" || kind === "a" ? { kind, spec, end: at + 1 } : null;
}

/** The text up to the next conversion, with `%%` as `%`. */
function readLiteral(format: string, at: number): { text: string; end: number } {
  let end = at;
  for (;;) {
    const percent = format.indexOf("%", end);
    if (percent < 0) {
      end = format.length;
      break;
    }
    end = percent;
    if (format[percent + 1] !== "%") break;
    end += 2;
  }
  return { text: format.slice(at, end).replaceAll("%%", "%"), end };
}

function literal(text: string): Constant {
  return new Constant({ type: "str", value: text }, null, -1, -1, -1, -1);
}

function formatted(e: expr, { kind, spec }: Conversion): FormattedValue {
  const at = [e.lineno, e.col_offset, e.end_lineno, e.end_col_offset] as const;
  const specNode = spec === "" ? null : new Constant({ type: "str", value: spec }, null, ...at);
  return new FormattedValue(e, kind.charCodeAt(0), specNode, ...at);
}

/** The f-string for `format % (elts)`; null when it cannot be one. */
export function formatToFString(node: BinOp, format: string, elts: readonly expr[]): JoinedStr | null {
  const values: expr[] = [];
  let count = 0;
  for (let at = 0; ; ) {
    const { text, end } = readLiteral(format, at);
    if (end > at) values.push(literal(text));
    if (end >= format.length) break;
    const e = elts[count++];
    const conversion = e === undefined ? null : readConversion(format, end + 1);
    if (conversion === null) return null;
    values.push(formatted(e!, conversion));
    at = conversion.end;
  }
  if (count < elts.length) return null;
  return new JoinedStr(values, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset);
}
