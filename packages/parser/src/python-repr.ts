import type { ConstantValue } from "./constant.ts";
import { isPrintable } from "./unicode/properties.ts";

/** `repr()` of a constant, as CPython 3.11 prints it. */
export function constantRepr(constant: ConstantValue): string {
  switch (constant.type) {
    case "None":
      return "None";
    case "Ellipsis":
      return "Ellipsis";
    case "bool":
      return constant.value ? "True" : "False";
    case "int":
      return String(constant.value);
    case "float":
      return floatRepr(constant.value);
    case "complex":
      return complexRepr(constant.real, constant.imag);
    case "str":
      return strRepr(constant.codePoints ?? constant.value);
    case "bytes":
      return bytesRepr(constant.value);
  }
}

/**
 * `repr()` of a float: the shortest digits that read back the same, with an exponent below 1e-4 and from 1e16 on.
 *
 * CPython 3.11: Objects/floatobject.c float_repr
 */
export function floatRepr(value: number): string {
  const text = shortest(value);
  return /^-?\d+$/.test(text) ? text + ".0" : text;
}

function shortest(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "inf";
  if (value === Number.NEGATIVE_INFINITY) return "-inf";
  if (value !== value) return "nan";
  const minus = value < 0 || Object.is(value, -0) ? "-" : "";
  // JavaScript's digits are the shortest too; only where the exponent begins differs.
  const [mantissa, exponentText] = Math.abs(value).toExponential().split("e") as [string, string];
  const digits = mantissa.replace(".", "");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const fraction = digits.length > 1 ? "." + digits.slice(1) : "";
    const size = String(Math.abs(exponent)).padStart(2, "0");
    return `${minus}${digits[0]}${fraction}e${exponent < 0 ? "-" : "+"}${size}`;
  }
  if (exponent < 0) return `${minus}0.${"0".repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return minus + digits.padEnd(exponent + 1, "0");
  return `${minus}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

/** CPython 3.11: Objects/complexobject.c complex_repr */
function complexRepr(real: number, imag: number): string {
  if (Object.is(real, 0)) return shortest(imag) + "j";
  const sign = imag < 0 || Object.is(imag, -0) ? "" : "+";
  return `(${shortest(real)}${sign}${shortest(imag)}j)`;
}

const ESCAPES: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r", 92: "\\\\" };

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, "0");
}

/**
 * `repr()` of a str: single quotes unless only they occur in it; what is not printable is escaped.
 *
 * CPython 3.11: Objects/unicodeobject.c unicode_repr
 */
export function strRepr(text: string | Uint32Array): string {
  const whole = typeof text === "string" ? text : String.fromCodePoint(...text);
  const quote = whole.includes("'") && !whole.includes('"') ? '"' : "'";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the point is the range
  if (typeof text === "string" && !/[^\x20-\x7e]|['"\\]/.test(text)) return quote + text + quote;
  const codePoints = typeof text === "string" ? Array.from(text, (c) => c.codePointAt(0)!) : text;
  let result = quote;
  for (const c of codePoints) {
    const escape = ESCAPES[c];
    if (escape !== undefined) result += escape;
    else if (c === quote.charCodeAt(0)) result += "\\" + quote;
    else if (isPrintable(c)) result += String.fromCodePoint(c);
    else result += c < 0x100 ? "\\x" + hex(c, 2) : c < 0x10000 ? "\\u" + hex(c, 4) : "\\U" + hex(c, 8);
  }
  return result + quote;
}

/** CPython 3.11: Objects/bytesobject.c PyBytes_Repr */
function bytesRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let result = "b" + quote;
  for (const c of bytes) {
    const escape = ESCAPES[c];
    if (escape !== undefined) result += escape;
    else if (c === quote.charCodeAt(0)) result += "\\" + quote;
    else result += c < 32 || c >= 127 ? "\\x" + hex(c, 2) : String.fromCharCode(c);
  }
  return result + quote;
}
