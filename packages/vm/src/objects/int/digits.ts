import { chargeDecimal } from "../../costs/big-int-work.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject } from "../../object.ts";
import { reprText } from "../str/repr.ts";
import { decimalDigit, isSpace } from "../str/unicode.ts";
import { bitLength, type IntValue, normalize } from "./arithmetic.ts";

/** `sys.int_info.default_max_str_digits` and `str_digits_check_threshold`. */
export const DEFAULT_MAX_STR_DIGITS = 4300;
export const STR_DIGITS_THRESHOLD = 640;

class DigitLimit {
  limit = DEFAULT_MAX_STR_DIGITS;
}

function digitLimit(vm: VM): DigitLimit {
  let state = vm.moduleState.get("int digits") as DigitLimit | undefined;
  if (state === undefined) {
    state = new DigitLimit();
    vm.moduleState.set("int digits", state);
  }
  return state;
}

/** `sys.get_int_max_str_digits()` */
export function getIntMaxStrDigits(vm: VM): number {
  return digitLimit(vm).limit;
}

/** `sys.set_int_max_str_digits()`, already checked. */
export function setIntMaxStrDigits(vm: VM, limit: number): void {
  digitLimit(vm).limit = limit;
}

/** The decimal digits of an int; null with ValueError when there are too many. CPython 3.11: Objects/longobject.c long_to_decimal_string_internal */
export function decimalString(vm: VM, value: IntValue): string | null {
  if (typeof value === "number") return String(value);
  const limit = getIntMaxStrDigits(vm);
  // A digit is more than three bits, so with four bits a digit there are too many without counting.
  const hopeless = limit > 0 && bitLength(value) > 4 * Math.max(limit, STR_DIGITS_THRESHOLD);
  if (!hopeless) chargeDecimal(vm, value);
  const text = hopeless ? "" : value.toString();
  const length = text.length - (value < 0n ? 1 : 0);
  if (hopeless || (limit > 0 && length > STR_DIGITS_THRESHOLD && length > limit))
    return vm.raise(
      vm.T.ValueError,
      `Exceeds the limit (${limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    );
  return text;
}

/** Unicode spaces and decimal digits made ASCII, other characters `?`; ASCII strings stay. CPython 3.11: _PyUnicode_TransformDecimalAndSpaceToASCII */
export function decimalAndSpaceToAscii(s: string): string {
  let ascii = true;
  for (let i = 0; i < s.length && ascii; i++) ascii = s.charCodeAt(i) < 128;
  if (ascii) return s;
  let result = "";
  for (const character of s) {
    const c = character.codePointAt(0)!;
    const digit = decimalDigit(c);
    if (c < 127) result += character;
    else if (digit >= 0) result += String(digit);
    else if (isSpace(c)) result += " ";
    // The rest is an error anyway, and what comes after it is not looked at.
    else return result + "?";
  }
  return result;
}

export function isAsciiSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

function digitValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 122 ? lower - 87 : 99;
}

function prefixBase(c: number): number {
  const lower = c | 32;
  return lower === 120 ? 16 : lower === 111 ? 8 : lower === 98 ? 2 : 0;
}

/** What `parseDigits` found: a value, or why there is none. */
export type ParsedInt = { readonly value: IntValue } | { readonly tooManyDigits: number } | null;

/**
 * An integer literal as `int()` takes it, with spaces around; `base` 0 or 2..36; `limit` on the number of decimal digits (0: none). null: malformed.
 * CPython 3.11: Objects/longobject.c PyLong_FromString
 */
export function parseInteger(s: string, base: number, limit: number): ParsedInt {
  let i = 0;
  let end = s.length;
  while (i < end && isAsciiSpace(s.charCodeAt(i))) i++;
  while (end > i && isAsciiSpace(s.charCodeAt(end - 1))) end--;
  let negative = false;
  if (s[i] === "+" || s[i] === "-") negative = s[i++] === "-";
  const prefixed = s[i] === "0" && i + 1 < end ? prefixBase(s.charCodeAt(i + 1)) : 0;
  let octalLike = false;
  if (base === 0) {
    if (s[i] !== "0") base = 10;
    else if (prefixed !== 0) base = prefixed;
    else {
      octalLike = true;
      base = 10;
    }
  }
  if (prefixed === base) {
    i += 2;
    if (s[i] === "_") i++;
  }
  const digits = digitsOnly(s, i, end, base);
  if (digits === null) return null;
  if ((base & (base - 1)) !== 0 && limit > 0 && digits.length > STR_DIGITS_THRESHOLD && digits.length > limit)
    return { tooManyDigits: digits.length };
  const value = digitsToValue(digits, base);
  if (octalLike && value !== 0) return null;
  return { value: negative ? (typeof value === "number" ? 0 - value : -value) : value };
}

/** The digits without single underscores between them; null if there is anything else. */
function digitsOnly(s: string, start: number, end: number, base: number): string | null {
  if (start >= end) return null;
  let underscores = false;
  let previous = 95;
  for (let i = start; i < end; i++) {
    const c = s.charCodeAt(i);
    if (c === 95) {
      if (previous === 95) return null;
      underscores = true;
    } else if (digitValue(c) >= base) return null;
    previous = c;
  }
  if (previous === 95) return null;
  const digits = s.slice(start, end);
  return underscores ? digits.split("_").join("") : digits;
}

function digitsToValue(digits: string, base: number): IntValue {
  if (digits.length <= 10) {
    let value = 0;
    for (let i = 0; i < digits.length; i++) value = value * base + digitValue(digits.charCodeAt(i));
    return value;
  }
  if (base === 10) return normalize(BigInt(digits));
  if (base === 16) return normalize(BigInt(`0x${digits}`));
  if (base === 8) return normalize(BigInt(`0o${digits}`));
  if (base === 2) return normalize(BigInt(`0b${digits}`));
  return normalize(bigFromDigits(digits, BigInt(base)));
}

/** Halves, so that long numbers multiply long numbers. */
function bigFromDigits(digits: string, base: bigint): bigint {
  if (digits.length <= 10) {
    let value = 0n;
    for (let i = 0; i < digits.length; i++) value = value * base + BigInt(digitValue(digits.charCodeAt(i)));
    return value;
  }
  const low = digits.length >> 1;
  const at = digits.length - low;
  return bigFromDigits(digits.slice(0, at), base) * base ** BigInt(low) + bigFromDigits(digits.slice(at), base);
}

/** `int(s, base)` of ASCII text; `quoted` is what an error shows. CPython 3.11: Objects/longobject.c PyLong_FromString, PyLong_FromUnicodeObject */
export function parseIntOrRaise(vm: VM, s: string, base: number, quoted: () => string): IntValue | null {
  const limit = getIntMaxStrDigits(vm);
  const parsed = parseInteger(s, base, limit);
  if (parsed === null) return vm.raise(vm.T.ValueError, `invalid literal for int() with base ${base}: ${quoted().slice(0, 200)}`);
  if ("tooManyDigits" in parsed)
    return vm.raise(
      vm.T.ValueError,
      `Exceeds the limit (${limit} digits) for integer string conversion: value has ${parsed.tooManyDigits} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  chargeDecimal(vm, parsed.value);
  return parsed.value;
}

/** `int(o, base)` for a str. CPython 3.11: Objects/longobject.c PyLong_FromUnicodeObject */
export function parseIntFromStr(vm: VM, o: PyObject<string>, base: number): IntValue | null {
  return parseIntOrRaise(vm, decimalAndSpaceToAscii(o.v), base, () => reprText(o.v));
}
