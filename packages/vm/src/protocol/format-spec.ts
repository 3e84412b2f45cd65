import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { formatDouble } from "../objects/float/decimal.ts";
import type { IntValue } from "../objects/int/arithmetic.ts";
import { decimalString } from "../objects/int/digits.ts";
import {
  characterString,
  exactStr,
  joinTexts,
  newStrFromText,
  pointsOf,
  repeatText,
  sliceText,
  textOf,
  textOfString,
} from "../objects/str/text.ts";
import { str } from "./repr.ts";

/*
 * The format mini-language of str, int, float and complex (CPython 3.11: Python/formatter_unicode.c). Widths count code points.
 */

interface FormatSpec {
  /** A code point. */
  fill: number;
  align: string;
  alternate: boolean;
  noNegativeZero: boolean;
  /** " ", "+", "-" or "" when not given. */
  sign: string;
  /** -1: none. */
  width: number;
  precision: number;
  /** ",", "_" or "". */
  grouping: string;
  /** The presentation type, one character; "" where none was given and the default is hidden (float). */
  type: string;
}

/** Neither engines nor CPython make longer strings for a width. */
const MAX_WIDTH = 0x1fffffe8;

interface Scanner {
  readonly points: Uint32Array;
  at: number;
}

/** A number at the scanner: -1 when there is none, null when it is too large. */
function scanNumber(s: Scanner): number | null {
  let value = 0;
  const start = s.at;
  for (; s.at < s.points.length; s.at++) {
    const digit = s.points[s.at]! - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  if (s.at === start) return -1;
  return value >= 0x8000000000000000 ? null : value;
}

function isAlign(c: number | undefined): boolean {
  return c === 60 || c === 62 || c === 61 || c === 94;
}

function take(s: Scanner, character: string): boolean {
  if (s.points[s.at] !== character.charCodeAt(0)) return false;
  s.at++;
  return true;
}

function scanFill(s: Scanner, spec: FormatSpec): { fill: boolean; align: boolean } {
  if (isAlign(s.points[s.at + 1])) {
    spec.fill = s.points[s.at]!;
    spec.align = characterString(s.points[s.at + 1]!);
    s.at += 2;
    return { fill: true, align: true };
  }
  if (isAlign(s.points[s.at])) {
    spec.align = characterString(s.points[s.at++]!);
    return { fill: false, align: true };
  }
  return { fill: false, align: false };
}

/** CPython 3.11: Python/formatter_unicode.c parse_internal_render_format_spec */
function parseSpec(vm: VM, o: PyObject, text: string, defaultType: string, defaultAlign: string): FormatSpec | null {
  const V = vm.T.ValueError;
  const spec: FormatSpec = {
    fill: 32,
    align: defaultAlign,
    alternate: false,
    noNegativeZero: false,
    sign: "",
    width: -1,
    precision: -1,
    grouping: "",
    type: defaultType,
  };
  const s: Scanner = { points: pointsOf(textOfString(text)), at: 0 };
  const given = scanFill(s, spec);
  if (take(s, "+")) spec.sign = "+";
  else if (take(s, "-")) spec.sign = "-";
  else if (take(s, " ")) spec.sign = " ";
  spec.noNegativeZero = take(s, "z");
  spec.alternate = take(s, "#");
  if (!given.fill && take(s, "0")) {
    spec.fill = 48;
    if (!given.align && defaultAlign === ">") spec.align = "=";
  }
  const width = scanNumber(s);
  if (width === null) return vm.raise(V, "Too many decimal digits in format string");
  spec.width = width;
  if (take(s, ",")) spec.grouping = ",";
  if (take(s, "_")) {
    if (spec.grouping !== "") return vm.raise(V, "Cannot specify both ',' and '_'.");
    spec.grouping = "_";
  }
  if (s.points[s.at] === 44 && spec.grouping === "_") return vm.raise(V, "Cannot specify both ',' and '_'.");
  if (take(s, ".")) {
    const precision = scanNumber(s);
    if (precision === null) return vm.raise(V, "Too many decimal digits in format string");
    if (precision < 0) return vm.raise(V, "Format specifier missing precision");
    spec.precision = precision;
  }
  if (s.points.length - s.at > 1) return vm.raise(V, `Invalid format specifier '${text}' for object of type '${o.type.name}'`);
  if (s.at < s.points.length) spec.type = characterString(s.points[s.at]!);
  return checkGrouping(vm, spec);
}

function checkGrouping(vm: VM, spec: FormatSpec): FormatSpec | null {
  if (spec.grouping === "" || "defgEG%F".includes(spec.type)) return spec;
  if (spec.grouping === "_" && spec.type !== "" && "boxX".includes(spec.type)) return spec;
  return vm.raise(vm.T.ValueError, `Cannot specify '${spec.grouping}' with ${typeText(spec.type)}.`);
}

function typeText(type: string): string {
  const c = type.codePointAt(0)!;
  return c > 32 && c < 128 ? `'${type}'` : `'\\x${c.toString(16)}'`;
}

/** CPython 3.11: Python/formatter_unicode.c unknown_presentation_type */
function unknownType(vm: VM, spec: FormatSpec, o: PyObject): null {
  return vm.raise(vm.T.ValueError, `Unknown format code ${typeText(spec.type)} for object of type '${o.type.name}'`);
}

function widthFits(vm: VM, spec: FormatSpec): boolean {
  if (spec.width <= MAX_WIDTH) return true;
  vm.raise(vm.T.MemoryError, "");
  return false;
}

/** How many fill characters go to the left. */
function leftPadding(align: string, padding: number): number {
  return align === ">" || align === "=" ? padding : align === "^" ? Math.floor(padding / 2) : 0;
}

// --- str ----------------------------------------------------------------------------------------------------------------------

/** `str.__format__`. CPython 3.11: Python/formatter_unicode.c _PyUnicode_FormatAdvancedWriter */
export function formatStr(vm: VM, o: PyObject<string>, specText: string): Result {
  if (specText === "") return o.type === vm.T.str ? newRef(o) : str(vm, o);
  const spec = parseSpec(vm, o, specText, "s", "<");
  if (spec === null) return null;
  if (spec.type !== "s") return unknownType(vm, spec, o);
  const V = vm.T.ValueError;
  if (spec.sign !== "") return vm.raise(V, `${spec.sign === " " ? "Space" : "Sign"} not allowed in string format specifier`);
  if (spec.noNegativeZero) return vm.raise(V, "Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) return vm.raise(V, "Alternate form (#) not allowed in string format specifier");
  if (spec.align === "=") return vm.raise(V, "'=' alignment not allowed in string format specifier");
  let text = textOf(o);
  if (spec.precision >= 0 && text.length > spec.precision) text = sliceText(text, 0, spec.precision);
  const padding = spec.width - text.length;
  if (padding <= 0) return text.length === textOf(o).length ? exactStr(vm, o) : newStrFromText(vm, text);
  if (!widthFits(vm, spec)) return null;
  const left = leftPadding(spec.align, padding);
  const fill = textOfString(characterString(spec.fill));
  return newStrFromText(vm, joinTexts([repeatText(fill, left), text, repeatText(fill, padding - left)]));
}

// --- Numbers ------------------------------------------------------------------------------------------------------------------

/** A number ready to be laid out. */
interface NumberParts {
  readonly negative: boolean;
  /** "0x" and the like. */
  readonly prefix: string;
  /** The digits that are grouped. */
  readonly digits: string;
  /** What follows them: fraction, exponent, percent sign. */
  readonly rest: string;
}

/** Digits in groups; zeros in front until they, with separators, fill `minimum`. CPython 3.11: Objects/stringlib/localeutil.h _PyUnicode_InsertThousandsGrouping */
function groupDigits(digits: string, separator: string, size: number, minimum: number): string {
  if (separator === "") return digits.padStart(minimum, "0");
  let count = digits.length;
  const grouped = (n: number): number => n + Math.floor((n - 1) / size);
  if (minimum > grouped(count)) {
    count = Math.floor((minimum * size) / (size + 1));
    while (grouped(count) < minimum) count++;
  }
  const all = digits.padStart(count, "0");
  const first = all.length % size || size;
  let text = all.slice(0, first);
  for (let i = first; i < all.length; i += size) text += separator + all.slice(i, i + size);
  return text;
}

function signText(spec: FormatSpec, negative: boolean): string {
  return negative ? "-" : spec.sign === "+" || spec.sign === " " ? spec.sign : "";
}

/** CPython 3.11: Python/formatter_unicode.c calc_number_widths, fill_number */
function layOut(vm: VM, spec: FormatSpec, parts: NumberParts): Result {
  if (!widthFits(vm, spec)) return null;
  const sign = signText(spec, parts.negative);
  const others = sign.length + parts.prefix.length + parts.rest.length;
  const minimum = spec.fill === 48 && spec.align === "=" ? Math.max(spec.width - others, 0) : 0;
  const size = spec.grouping === "_" && "boxX".includes(spec.type) && spec.type !== "" ? 4 : 3;
  const digits = parts.digits === "" ? "" : groupDigits(parts.digits, spec.grouping, size, minimum);
  const padding = Math.max(spec.width - others - [...digits].length, 0);
  const fill = characterString(spec.fill);
  const before = sign + parts.prefix;
  const after = digits + parts.rest;
  if (spec.align === "=") return vm.newStr(before + fill.repeat(padding) + after);
  const left = leftPadding(spec.align, padding);
  return vm.newStr(fill.repeat(left) + before + after + fill.repeat(padding - left));
}

/** `int.__format__`. CPython 3.11: Python/formatter_unicode.c _PyLong_FormatAdvancedWriter */
export function formatInt(vm: VM, o: PyObject, specText: string): Result {
  if (specText === "") return str(vm, o);
  const spec = parseSpec(vm, o, specText, "d", ">");
  if (spec === null) return null;
  if (spec.type !== "" && "bcdoxXn".includes(spec.type)) return formatInteger(vm, o.v as IntValue, spec);
  if (spec.type === "" || !"eEfFgG%".includes(spec.type)) return unknownType(vm, spec, o);
  const value = Number(o.v as IntValue);
  if (!Number.isFinite(value)) return vm.raise(vm.T.OverflowError, "int too large to convert to float");
  return formatReal(vm, value, spec);
}

const RADIX: Record<string, number> = { b: 2, o: 8, x: 16, X: 16 };

/** CPython 3.11: Python/formatter_unicode.c format_long_internal */
function formatInteger(vm: VM, value: IntValue, spec: FormatSpec): Result {
  const V = vm.T.ValueError;
  if (spec.precision >= 0) return vm.raise(V, "Precision not allowed in integer format specifier");
  if (spec.noNegativeZero) return vm.raise(V, "Negative zero coercion (z) not allowed in integer format specifier");
  if (spec.type === "c") return formatCharacter(vm, value, spec);
  const radix = RADIX[spec.type];
  let digits: string;
  if (radix === undefined) {
    const text = decimalString(vm, value);
    if (text === null) return null;
    digits = value < 0 ? text.slice(1) : text;
  } else digits = (value < 0 ? -value : value).toString(radix);
  if (spec.type === "X") digits = digits.toUpperCase();
  const prefix = spec.alternate && radix !== undefined ? `0${spec.type}` : "";
  return layOut(vm, spec, { negative: value < 0, prefix, digits, rest: "" });
}

function formatCharacter(vm: VM, value: IntValue, spec: FormatSpec): Result {
  const V = vm.T.ValueError;
  if (spec.sign !== "") return vm.raise(V, "Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) return vm.raise(V, "Alternate form (#) not allowed with integer format specifier 'c'");
  if (value > 9223372036854775807n || value < -9223372036854775808n)
    return vm.raise(vm.T.OverflowError, "Python int too large to convert to C long");
  if (typeof value !== "number" || value < 0 || value > 0x10ffff)
    return vm.raise(vm.T.OverflowError, "%c arg not in range(0x110000)");
  if (!widthFits(vm, spec)) return null;
  const fill = textOfString(characterString(spec.fill));
  const padding = Math.max(spec.width - 1, 0);
  const left = leftPadding(spec.align, padding);
  const character = textOfString(characterString(value));
  return newStrFromText(vm, joinTexts([repeatText(fill, left), character, repeatText(fill, padding - left)]));
}

/** `float.__format__`. CPython 3.11: Python/formatter_unicode.c _PyFloat_FormatAdvancedWriter */
export function formatFloat(vm: VM, o: PyObject, specText: string): Result {
  if (specText === "") return str(vm, o);
  const spec = parseSpec(vm, o, specText, "", ">");
  if (spec === null) return null;
  if (spec.type !== "" && !"eEfFgGn%".includes(spec.type)) return unknownType(vm, spec, o);
  return formatReal(vm, o.v as number, spec);
}

const MAX_PRECISION = 2147483647;

/** Splits what a double was formatted as. */
function partsOfDouble(text: string): NumberParts {
  const negative = text[0] === "-";
  const start = negative ? 1 : 0;
  let end = start;
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return { negative, prefix: "", digits: text.slice(start, end), rest: text.slice(end) };
}

/** The code and precision for `formatDouble`; null with ValueError. */
function doublePresentation(vm: VM, spec: FormatSpec): { code: string; precision: number; dotZero: boolean } | null {
  let code = spec.type;
  let precision = spec.precision;
  if (precision > MAX_PRECISION) return vm.raise(vm.T.ValueError, "precision too big");
  if (precision > MAX_WIDTH) return vm.raise(vm.T.MemoryError, "");
  const hidden = code === "";
  if (hidden) code = precision < 0 ? "r" : "g";
  else if (code === "n") code = "g";
  else if (code === "%") code = "f";
  if (precision < 0) precision = code === "r" ? 0 : 6;
  return { code, precision, dotZero: hidden };
}

/** CPython 3.11: Python/formatter_unicode.c format_float_internal */
function formatReal(vm: VM, value: number, spec: FormatSpec): Result {
  const presentation = doublePresentation(vm, spec);
  if (presentation === null) return null;
  const percent = spec.type === "%";
  const { code, precision, dotZero } = presentation;
  const style = { dotZero, alternate: spec.alternate, noNegativeZero: spec.noNegativeZero };
  const parts = partsOfDouble(formatDouble(percent ? value * 100 : value, code, precision, style));
  return layOut(vm, spec, percent ? { ...parts, rest: `${parts.rest}%` } : parts);
}

/** `complex.__format__` for a value. CPython 3.11: Python/formatter_unicode.c _PyComplex_FormatAdvancedWriter, format_complex_internal */
export function formatComplex(vm: VM, o: PyObject, real: number, imag: number, specText: string): Result {
  if (specText === "") return str(vm, o);
  const spec = parseSpec(vm, o, specText, "", ">");
  if (spec === null) return null;
  if (spec.type !== "" && !"eEfFgGn".includes(spec.type)) return unknownType(vm, spec, o);
  if (spec.fill === 48) return vm.raise(vm.T.ValueError, "Zero padding is not allowed in complex format specifier");
  if (spec.align === "=") return vm.raise(vm.T.ValueError, "'=' alignment flag is not allowed in complex format specifier");
  const presentation = doublePresentation(vm, spec);
  if (presentation === null || !widthFits(vm, spec)) return null;
  const { code, precision, dotZero: hidden } = presentation;
  const style = { alternate: spec.alternate, noNegativeZero: spec.noNegativeZero };
  const skipReal = hidden && real === 0 && !Object.is(real, -0);
  const parentheses = hidden && !skipReal;
  const one = (x: number, sign: string): string => {
    const parts = partsOfDouble(formatDouble(x, code, precision, style));
    const digits = parts.digits === "" ? "" : groupDigits(parts.digits, spec.grouping, 3, 0);
    return (parts.negative ? "-" : sign) + digits + parts.rest;
  };
  const plus = signText(spec, false);
  const body = (skipReal ? "" : one(real, plus)) + one(imag, skipReal ? plus : "+") + "j";
  const text = parentheses ? `(${body})` : body;
  const padding = Math.max(spec.width - text.length, 0);
  const left = leftPadding(spec.align, padding);
  const fill = characterString(spec.fill);
  return vm.newStr(fill.repeat(left) + text + fill.repeat(padding - left));
}
