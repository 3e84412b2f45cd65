import { parseDouble, stripAsciiSpace, withoutUnderscores } from "../float/parse.ts";
import type { ComplexValue } from "./operations.ts";

const PART = /^[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)/i;

/** The number at the start of `s` and its length; null when there is none. */
function leadingNumber(s: string): { value: number; length: number } | null {
  const match = PART.exec(s);
  return match === null ? null : { value: parseDouble(match[0])!, length: match[0].length };
}

/** What `complex()` reads; null: malformed; undefined: an underscore that is not between digits. CPython 3.11: Objects/complexobject.c complex_from_string_inner */
export function parseComplex(text: string): ComplexValue | null | undefined {
  const plain = withoutUnderscores(stripAsciiSpace(text));
  if (plain === null) return undefined;
  let s = plain;
  if (s.startsWith("(")) {
    if (!s.endsWith(")")) return null;
    s = stripAsciiSpace(s.slice(1, -1));
  }
  const first = leadingNumber(s);
  const rest = first === null ? s : s.slice(first.length);
  if (first !== null && rest === "") return { real: first.value, imag: 0 };
  if (first !== null && isUnit(rest)) return { real: 0, imag: first.value };
  // A sign alone before the j means one.
  const sign = rest[0];
  if (first === null) {
    if (isUnit(rest)) return { real: 0, imag: 1 };
    return (sign === "+" || sign === "-") && isUnit(rest.slice(1)) ? { real: 0, imag: sign === "-" ? -1 : 1 } : null;
  }
  if (sign !== "+" && sign !== "-") return null;
  if (isUnit(rest.slice(1))) return { real: first.value, imag: sign === "-" ? -1 : 1 };
  const second = leadingNumber(rest);
  if (second === null || !isUnit(rest.slice(second.length))) return null;
  return { real: first.value, imag: second.value };
}

function isUnit(s: string): boolean {
  return s === "j" || s === "J";
}
