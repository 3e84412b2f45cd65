import { isAsciiSpace } from "../int/digits.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A decimal number, `inf`, `infinity` or `nan` in any case, with a sign; nothing around it. undefined: malformed. CPython 3.11: Python/pystrtod.c
 * PyOS_string_to_double
 */
export function parseDouble(s: string): number | undefined {
  // Engines read any number of digits correctly rounded.
  if (NUMBER.test(s)) return Number(s);
  const negative = s[0] === "-";
  const word = (negative || s[0] === "+" ? s.slice(1) : s).toLowerCase();
  if (word === "inf" || word === "infinity") return negative ? -Infinity : Infinity;
  return word === "nan" ? Number.NaN : undefined;
}

/** Underscores between digits taken out; null when one is anywhere else. CPython 3.11: Python/pystrtod.c _Py_string_to_number_with_underscores */
export function withoutUnderscores(s: string): string | null {
  if (!s.includes("_")) return s;
  const isDigit = (c: number): boolean => c >= 48 && c <= 57;
  for (let i = 0; i < s.length; i++) {
    if (s[i] !== "_") continue;
    if (i === 0 || !isDigit(s.charCodeAt(i - 1)) || !isDigit(s.charCodeAt(i + 1))) return null;
  }
  return s.split("_").join("");
}

/** Without ASCII spaces around. */
export function stripAsciiSpace(s: string): string {
  let start = 0;
  let end = s.length;
  while (start < end && isAsciiSpace(s.charCodeAt(start))) start++;
  while (end > start && isAsciiSpace(s.charCodeAt(end - 1))) end--;
  return s.slice(start, end);
}

/** What `float()` reads; undefined: malformed. CPython 3.11: Objects/floatobject.c float_from_string_inner */
export function parseFloatText(s: string): number | undefined {
  const text = withoutUnderscores(stripAsciiSpace(s));
  return text === null ? undefined : parseDouble(text);
}
