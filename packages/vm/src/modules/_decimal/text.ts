import { decimalAndSpaceToAscii } from "../../objects/int/digits.ts";
import { finalize, rescale, roundQuotient } from "./finalize.ts";
import {
  type Arithmetic,
  adjusted,
  type Decimal,
  digitCount,
  finite,
  isNan,
  MAX_EMAX,
  MIN_ETINY,
  maxArithmetic,
  withSign,
} from "./number.ts";

const PATTERN = /^([-+])?(?:(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([-+]?\d+))?|(inf(?:inity)?)|(s?nan)(\d*))$/i;

/** A number from its text; null when it is none. CPython 3.11: numeric_as_ascii, libmpdec mpd_qset_string */
export function parseDecimal(source: string): Decimal | null {
  const ascii = decimalAndSpaceToAscii(source.replaceAll("_", ""));
  const m = PATTERN.exec(ascii.trim());
  if (m === null) return null;
  const sign = m[1] === "-" ? 1 : 0;
  if (m[6] !== undefined) return { sign, special: "F", coeff: 0n, exp: 0 };
  if (m[7] !== undefined) return { sign, special: m[7].length === 4 ? "N" : "n", coeff: BigInt(m[8] === "" ? 0 : m[8]!), exp: 0 };
  const fraction = m[3] ?? m[4] ?? "";
  const coeff = BigInt((m[2] ?? "") + fraction);
  return finite(sign, coeff, exponentOf(m[5] ?? "0") - fraction.length);
}

/** An exponent; beyond the largest it is one that no check lets through. */
function exponentOf(text: string): number {
  const n = Number(text);
  if (Math.abs(n) < 1e17) return n;
  const exact = BigInt(text);
  return exact > MAX_EMAX || exact < MIN_ETINY ? Math.sign(n) * 4e18 : n;
}

function exponentText(n: number): string {
  // Numbers beyond 2**53 would print in powers of ten themselves.
  if (Math.abs(n) === 1e18) return `${n < 0 ? "-" : "+"}${MAX_EMAX}`;
  const digits = Math.abs(n) < 1e15 ? String(Math.abs(n)) : BigInt(Math.abs(n)).toString();
  return (n < 0 ? "-" : "+") + digits;
}

/** To scientific or engineering notation. CPython 3.11: libmpdec mpd_to_sci, mpd_to_eng */
export function decimalText(x: Decimal, capitals: boolean, engineering = false): string {
  const sign = x.sign === 1 ? "-" : "";
  if (x.special === "F") return `${sign}Infinity`;
  if (isNan(x)) return `${sign}${x.special === "N" ? "sNaN" : "NaN"}${x.coeff === 0n ? "" : x.coeff}`;
  const digits = x.coeff.toString();
  const left = x.exp + digits.length;
  let point: number;
  if (x.exp <= 0 && left > -6) point = left;
  else if (!engineering) point = 1;
  else if (x.coeff === 0n) point = modulo(left + 1, 3) - 1;
  else point = modulo(left - 1, 3) + 1;
  let whole: string;
  let fraction: string;
  if (point <= 0) {
    whole = "0";
    fraction = `.${"0".repeat(-point)}${digits}`;
  } else if (point >= digits.length) {
    whole = digits + "0".repeat(point - digits.length);
    fraction = "";
  } else {
    whole = digits.slice(0, point);
    fraction = `.${digits.slice(point)}`;
  }
  const e = left === point ? "" : (capitals ? "E" : "e") + exponentText(left - point);
  return sign + whole + fraction + e;
}

function modulo(n: number, m: number): number {
  return ((n % m) + m) % m;
}

/** A format specification for decimals: CPython's mpd_spec_t. */
interface DecimalFormat {
  readonly fill: string;
  /** "z": zeros after the sign. */
  readonly align: string;
  readonly sign: string;
  readonly noNegativeZero: boolean;
  readonly width: number;
  readonly grouping: boolean;
  readonly precision: number;
  readonly type: string;
}

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(0)?(\d+)?(,)?(?:\.(\d+))?([eEfFgGn%])?$/su;

/** CPython 3.11: libmpdec mpd_parse_fmt_str; null when it is invalid */
export function parseDecimalFormat(spec: string, capitals: boolean): DecimalFormat | null {
  const m = SPEC.exec(spec);
  if (m === null || (m[5] !== undefined && m[2] !== undefined)) return null;
  const [, fill, align, sign, z, zero, width, comma, precision, type] = m;
  if (type === "n" && comma !== undefined) return null;
  if ((width !== undefined && Number(width) > Number.MAX_SAFE_INTEGER) || Number(precision ?? 0) > Number.MAX_SAFE_INTEGER)
    return null;
  return {
    fill: zero === undefined ? (fill ?? " ") : "0",
    align: zero === undefined ? (align ?? ">") : "z",
    sign: sign ?? "-",
    noNegativeZero: z !== undefined,
    width: Number(width ?? 0),
    grouping: comma !== undefined,
    precision: precision === undefined ? -1 : Number(precision),
    type: type === "n" ? "g" : (type ?? (capitals ? "G" : "g")),
  };
}

/** `x` rounded to so many digits. */
function roundDigits(x: Decimal, digits: number, rounding: number): Decimal {
  const drop = digitCount(x.coeff) - digits;
  if (drop <= 0 || x.coeff === 0n) return x;
  const { quotient } = roundQuotient(x.coeff, drop, x.sign, rounding);
  // A carry may give a digit too many.
  if (digitCount(quotient) > digits) return finite(x.sign, quotient / 10n, x.exp + drop + 1);
  return finite(x.sign, quotient, x.exp + drop);
}

/** CPython 3.11: libmpdec mpd_qformat_spec */
export function formatDecimal(x: Decimal, f: DecimalFormat, rounding: number): string {
  if (x.special !== "") {
    const text = decimalText(withSign(x, 0), true) + (f.type === "%" ? "%" : "");
    const sign = signText(x.sign === 1, f.sign);
    return pad(sign, text, f.align === "z" ? { ...f, align: ">", fill: " " } : f);
  }
  const kind = f.type.toLowerCase();
  let y = f.type === "%" ? finite(x.sign, x.coeff, x.exp + 2) : x;
  if (f.precision >= 0) {
    if (kind === "e") y = y.coeff === 0n ? y : roundDigits(y, f.precision + 1, rounding);
    else if (kind === "f" || kind === "%") y = rescale(y, -f.precision, rounding).value;
    else y = roundDigits(y, Math.max(1, f.precision), rounding);
  }
  if (y.coeff === 0n && y.exp > 0 && (kind === "f" || kind === "%")) y = finite(y.sign, 0n, 0);
  return layOut(y, f, kind);
}

function layOut(y: Decimal, f: DecimalFormat, kind: string): string {
  const digits = y.coeff.toString();
  const left = y.exp + digits.length;
  let point = left;
  if (kind === "e") point = y.coeff === 0n && f.precision >= 0 ? 1 - f.precision : 1;
  else if (kind === "g" && !(y.exp <= 0 && left > -6)) point = 1;
  let whole: string;
  let fraction: string;
  if (point < 0) {
    whole = "0";
    fraction = "0".repeat(-point) + digits;
  } else if (point > digits.length) {
    whole = digits + "0".repeat(point - digits.length);
    fraction = "";
  } else {
    whole = digits.slice(0, point) || "0";
    fraction = digits.slice(point);
  }
  if (kind === "e" && y.coeff !== 0n && f.precision > fraction.length) fraction = fraction.padEnd(f.precision, "0");
  const e = left - point;
  const exponent = e !== 0 || kind === "e" ? (f.type === "E" || f.type === "G" ? "E" : "e") + exponentText(e) : "";
  const rest = (fraction === "" ? "" : `.${fraction}`) + exponent + (f.type === "%" ? "%" : "");
  const negative = y.sign === 1 && !(f.noNegativeZero && y.coeff === 0n);
  const sign = signText(negative, f.sign);
  if (f.align !== "z") return pad(sign, group(whole, f.grouping) + rest, f);
  return sign + zeroPadded(whole, f.grouping, f.width - sign.length - rest.length) + rest;
}

function group(digits: string, grouping: boolean): string {
  return grouping ? digits.replace(/\B(?=(\d{3})+$)/g, ",") : digits;
}

/** Zeros in front until the grouped digits fill the room. */
function zeroPadded(digits: string, grouping: boolean, room: number): string {
  if (!grouping) return digits.padStart(room, "0");
  let text = digits;
  while (group(text, true).length < room) text = `0${text}`;
  return group(text, true);
}

function signText(negative: boolean, sign: string): string {
  return negative ? "-" : sign === "-" ? "" : sign;
}

function pad(sign: string, body: string, f: DecimalFormat): string {
  const missing = Math.max(0, f.width - [...sign].length - [...body].length);
  const fill = (n: number): string => f.fill.repeat(n);
  switch (f.align) {
    case "<":
      return sign + body + fill(missing);
    case "=":
      return sign + fill(missing) + body;
    case "^":
      return fill(missing >> 1) + sign + body + fill(missing - (missing >> 1));
    case "z":
      return sign + "0".repeat(missing) + body;
    default:
      return fill(missing) + sign + body;
  }
}

/** An exact double as a decimal. CPython 3.11: PyDecType_FromFloatExact */
export function decimalFromDouble(x: number): Decimal {
  const sign = x < 0 || Object.is(x, -0) ? 1 : 0;
  if (Number.isNaN(x)) return { sign: 0, special: "n", coeff: 0n, exp: 0 };
  if (!Number.isFinite(x)) return { sign, special: "F", coeff: 0n, exp: 0 };
  let m = Math.abs(x);
  if (m === 0) return finite(sign, 0n, 0);
  let places = 0;
  // Doubling is exact, and a double has at most 1074 binary places.
  while (!Number.isInteger(m)) {
    m *= 2;
    places++;
    if (m > 9007199254740992) break;
  }
  const coeff = BigInt(m);
  return places === 0 ? finite(sign, coeff, 0) : finite(sign, coeff * 5n ** BigInt(places), -places);
}

/** Whether `x` is what an unlimited context leaves as it is. */
export function fitsExactly(x: Decimal): boolean {
  const ctx: Arithmetic = maxArithmetic();
  if (x.special !== "" || x.coeff === 0n) return Math.abs(x.exp) < 2e18;
  return adjusted(x) <= ctx.emax && x.exp >= ctx.emin - ctx.prec && finalizeQuietly(x, ctx);
}

function finalizeQuietly(x: Decimal, ctx: Arithmetic): boolean {
  finalize(x, ctx);
  return (ctx.status & 0x40) === 0;
}
