import { decompose } from "../int/to-double.ts";

/*
 * From doubles to decimal digits, exactly rounded, half to even (CPython 3.11: Python/dtoa.c). The shortest digits that read back as the same
 * number are what JS itself prints; any other number of digits is computed with integers.
 */

/** A positive number as 0.DIGITS times 10**point. */
export interface DecimalDigits {
  readonly digits: string;
  readonly point: number;
}

const powersOfTen: bigint[] = [1n];

/** 10n ** n, remembered up to 700. */
export function powerOfTen(n: number): bigint {
  if (n > 700) return 10n ** BigInt(n);
  for (let i = powersOfTen.length; i <= n; i++) powersOfTen.push(powersOfTen[i - 1]! * 10n);
  return powersOfTen[n]!;
}

/** |x| * 10**places, rounded half to even; `places` may be negative; x finite. */
export function scaledInteger(x: number, places: number): bigint {
  let { mantissa, exponent } = decompose(Math.abs(x));
  let denominator = 1n;
  if (places >= 0) mantissa *= powerOfTen(places);
  else denominator = powerOfTen(-places);
  if (exponent >= 0) mantissa <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (denominator === 1n) return mantissa;
  const q = mantissa / denominator;
  const twice = 2n * (mantissa - q * denominator);
  return twice > denominator || (twice === denominator && (q & 1n) === 1n) ? q + 1n : q;
}

/** The shortest digits that give `x` back; x positive and finite. */
export function shortestDigits(x: number): DecimalDigits {
  const text = x.toExponential();
  const e = text.indexOf("e");
  const digits = text[0]! + text.slice(2, e);
  return { digits, point: Number(text.slice(e + 1)) + 1 };
}

/** `count` >= 1 significant digits, trailing zeros included; x positive and finite. */
export function significantDigits(x: number, count: number): DecimalDigits {
  let exponent = shortestDigits(x).point - 1;
  for (;;) {
    const digits = scaledInteger(x, count - 1 - exponent).toString();
    if (digits.length === count) return { digits, point: exponent + 1 };
    // The estimate was one off, or all digits were nines and rounded up.
    exponent += digits.length > count ? 1 : -1;
  }
}

/** All digits up to `places` after the point, without leading zeros ("" for zero); x not negative, finite. */
export function fixedDigits(x: number, places: number): DecimalDigits {
  const q = scaledInteger(x, places);
  if (q === 0n) return { digits: "", point: -places };
  const digits = q.toString();
  return { digits, point: digits.length - places };
}

/** Flags of `formatDouble`. */
export interface DoubleStyle {
  readonly sign?: boolean;
  /** A point and a digit after it if there is neither point nor exponent ("1.0"). */
  readonly dotZero?: boolean;
  /** The alternate form: always a point, trailing zeros kept. */
  readonly alternate?: boolean;
  /** No minus before a zero. */
  readonly noNegativeZero?: boolean;
}

/** CPython 3.11: Python/pystrtod.c PyOS_double_to_string. `code` is one of r e f g and their capitals. */
export function formatDouble(x: number, code: string, precision: number, style: DoubleStyle): string {
  const upper = code !== code.toLowerCase();
  const text = unsignedDouble(Math.abs(x), code.toLowerCase(), precision, style);
  let negative = !Number.isNaN(x) && (x < 0 || Object.is(x, -0));
  if (negative && style.noNegativeZero && isZeroText(text)) negative = false;
  const sign = negative ? "-" : style.sign ? "+" : "";
  return sign + (upper ? text.toUpperCase() : text);
}

function isZeroText(text: string): boolean {
  for (let i = 0; i < text.length && text[i] !== "e"; i++) if (text[i] !== "0" && text[i] !== ".") return false;
  return true;
}

function unsignedDouble(x: number, code: string, precision: number, style: DoubleStyle): string {
  if (Number.isNaN(x)) return "nan";
  if (x === Infinity) return "inf";
  const alternate = style.alternate === true;
  if (code === "f") return fixedText(x === 0 ? { digits: "", point: 0 } : fixedDigits(x, precision), precision, alternate);
  if (code === "e") {
    const d = x === 0 ? { digits: "0", point: 1 } : significantDigits(x, precision + 1);
    return exponentText(d, precision + 1, alternate);
  }
  if (code === "g" && precision === 0) precision = 1;
  const wanted = code === "g" ? precision : 17;
  const found = x === 0 ? { digits: "0", point: 1 } : code === "g" ? significantDigits(x, precision) : shortestDigits(x);
  const trimmed = { digits: trimZeros(found.digits), point: found.point };
  const limit = code === "r" ? 16 : wanted - (style.dotZero === true ? 1 : 0);
  const d = alternate && code === "g" ? padTo(trimmed, wanted) : trimmed;
  if (found.point <= -4 || found.point > limit) return exponentText(d, d.digits.length, alternate);
  const text = fixedText(d, Math.max(d.digits.length - d.point, 0), alternate);
  return style.dotZero === true && !text.includes(".")
    ? text + ".0"
    : style.dotZero === true && text.endsWith(".")
      ? text + "0"
      : text;
}

function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 1 && digits[end - 1] === "0") end--;
  return digits.slice(0, end);
}

function padTo(d: DecimalDigits, count: number): DecimalDigits {
  return { digits: d.digits.padEnd(count, "0"), point: d.point };
}

function fixedText(d: DecimalDigits, places: number, alternate: boolean): string {
  const whole = d.point > 0 ? d.digits.slice(0, d.point).padEnd(d.point, "0") : "0";
  if (places === 0) return alternate ? whole + "." : whole;
  const fraction = d.point > 0 ? d.digits.slice(d.point) : "0".repeat(Math.min(-d.point, places)) + d.digits;
  return `${whole}.${fraction.padEnd(places, "0").slice(0, places)}`;
}

function exponentText(d: DecimalDigits, count: number, alternate: boolean): string {
  const digits = d.digits.padEnd(count, "0");
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : alternate ? `${digits}.` : digits;
  const exponent = d.point - 1;
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** `repr(x)`. CPython 3.11: Objects/floatobject.c float_repr */
export function reprDouble(x: number): string {
  const size = Math.abs(x);
  if (size >= 1e-4 && size < 1e16) {
    // Here JS writes no exponent either.
    const text = String(x);
    return Number.isInteger(x) ? `${text}.0` : text;
  }
  return formatDouble(x, "r", 0, { dotZero: true });
}
