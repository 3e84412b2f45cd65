import { powerOfTen } from "../../objects/float/decimal.ts";

/*
 * Decimal numbers after the General Decimal Arithmetic Specification: sign, coefficient, exponent; and the conditions that an operation can meet. What
 * CPython does with libmpdec is done here with bigints.
 */

/** Why a number is none, or infinite; a finite one has "". "N" is a signaling NaN, whose coefficient is its payload, as that of "n". */
export type Special = "" | "F" | "n" | "N";

export interface Decimal {
  readonly sign: 0 | 1;
  readonly special: Special;
  readonly coeff: bigint;
  readonly exp: number;
}

// Conditions, with libmpdec's bits (CPython 3.11: Modules/_decimal/libmpdec/mpdecimal.h).
export const CLAMPED = 0x1;
export const CONVERSION_SYNTAX = 0x2;
export const DIVISION_BY_ZERO = 0x4;
export const DIVISION_IMPOSSIBLE = 0x8;
export const DIVISION_UNDEFINED = 0x10;
export const INEXACT = 0x40;
export const INVALID_CONTEXT = 0x80;
export const INVALID_OPERATION = 0x100;
export const FLOAT_OPERATION = 0x400;
export const OVERFLOW = 0x800;
export const ROUNDED = 0x1000;
export const SUBNORMAL = 0x2000;
export const UNDERFLOW = 0x4000;
/** Everything that is an InvalidOperation to Python. */
export const IEEE_INVALID: number =
  CONVERSION_SYNTAX | DIVISION_IMPOSSIBLE | DIVISION_UNDEFINED | INVALID_CONTEXT | INVALID_OPERATION;

/** In libmpdec's order: a rounding mode is its index. */
export const ROUNDINGS = [
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_05UP",
] as const;
export const ROUND_UP = 0;
export const ROUND_DOWN = 1;
export const ROUND_CEILING = 2;
export const ROUND_FLOOR = 3;
export const ROUND_HALF_UP = 4;
export const ROUND_HALF_DOWN = 5;
export const ROUND_HALF_EVEN = 6;

export const MAX_PREC = 999999999999999999n;
export const MAX_EMAX = 999999999999999999n;
export const MIN_EMIN = -999999999999999999n;
export const MIN_ETINY = -1999999999999999997n;

/** What an operation needs to know of a context, and where it leaves the conditions it met. */
export interface Arithmetic {
  prec: number;
  rounding: number;
  emin: number;
  emax: number;
  clamp: number;
  status: number;
}

/** A context of the largest size, for what must be exact. */
export function maxArithmetic(): Arithmetic {
  return {
    prec: Number(MAX_PREC),
    rounding: ROUND_HALF_EVEN,
    emin: Number(MIN_EMIN),
    emax: Number(MAX_EMAX),
    clamp: 0,
    status: 0,
  };
}

export function etiny(ctx: Arithmetic): number {
  return ctx.emin - (ctx.prec - 1);
}

export function etop(ctx: Arithmetic): number {
  return ctx.emax - (ctx.prec - 1);
}

/** More digits than any machine would work out: the operation ends with MemoryError. */
export class TooManyDigits extends Error {}
const DIGIT_LIMIT = 50_000_000;

/** 10 to the n. Throws TooManyDigits. */
export function pow10(n: number): bigint {
  if (n > DIGIT_LIMIT) throw new TooManyDigits();
  return powerOfTen(n);
}

/** How many decimal digits; 1 for zero. */
export function digitCount(n: bigint): number {
  if (n < 10n) return 1;
  if (n < 9007199254740992n) {
    let x = Number(n);
    let count = 0;
    for (; x >= 1; x = Math.floor(x / 10)) count++;
    return count;
  }
  return n.toString().length;
}

export function finite(sign: number, coeff: bigint, exp: number): Decimal {
  return { sign: sign as 0 | 1, special: "", coeff, exp };
}

export function infinity(sign: number): Decimal {
  return { sign: sign as 0 | 1, special: "F", coeff: 0n, exp: 0 };
}

export const NAN: Decimal = { sign: 0, special: "n", coeff: 0n, exp: 0 };
export const ZERO: Decimal = finite(0, 0n, 0);
export const ONE: Decimal = finite(0, 1n, 0);

export function isNan(x: Decimal): boolean {
  return x.special === "n" || x.special === "N";
}

export function isZero(x: Decimal): boolean {
  return x.special === "" && x.coeff === 0n;
}

/** The exponent that the first digit has. */
export function adjusted(x: Decimal): number {
  return x.exp + digitCount(x.coeff) - 1;
}

export function withSign(x: Decimal, sign: number): Decimal {
  return x.sign === sign ? x : { ...x, sign: sign as 0 | 1 };
}

export function fromBigInt(n: bigint): Decimal {
  return n < 0n ? finite(1, -n, 0) : finite(0, n, 0);
}

/** A NaN because of `condition`. */
export function invalid(ctx: Arithmetic, condition: number = INVALID_OPERATION): Decimal {
  ctx.status |= condition;
  return NAN;
}

/** Is it a whole number? */
export function isIntegral(x: Decimal): boolean {
  if (x.special !== "") return false;
  if (x.exp >= 0 || x.coeff === 0n) return true;
  if (-x.exp >= digitCount(x.coeff)) return false;
  return x.coeff % pow10(-x.exp) === 0n;
}

/** A whole number's value. Throws TooManyDigits. */
export function integerOf(x: Decimal): bigint {
  const n = x.exp >= 0 ? x.coeff * pow10(x.exp) : -x.exp > digitCount(x.coeff) ? 0n : x.coeff / pow10(-x.exp);
  return x.sign === 1 ? -n : n;
}
