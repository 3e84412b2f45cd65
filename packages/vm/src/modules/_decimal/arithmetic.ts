import { checkNans, finalize } from "./finalize.ts";
import {
  type Arithmetic,
  adjusted,
  CLAMPED,
  type Decimal,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  DIVISION_UNDEFINED,
  digitCount,
  etiny,
  finite,
  infinity,
  invalid,
  isZero,
  maxArithmetic,
  NAN,
  pow10,
  ROUND_FLOOR,
  withSign,
} from "./number.ts";

/*
 * The four operations, remainders, comparison. Each answers to mpd_q... of libmpdec (CPython 3.11: Modules/_decimal/libmpdec/mpdecimal.c).
 */

/** mpd_qadd */
export function add(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  if (a.special === "F") return b.special === "F" && a.sign !== b.sign ? invalid(ctx) : a;
  if (b.special === "F") return b;
  return finalize(addFinite(a, b, ctx), ctx);
}

function addFinite(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const exp = Math.min(a.exp, b.exp);
  const negativeZero = ctx.rounding === ROUND_FLOOR && a.sign !== b.sign ? 1 : 0;
  if (a.coeff === 0n && b.coeff === 0n) return finite(a.sign & b.sign || negativeZero, 0n, exp);
  const [high, low] = alignOperands(a, b, ctx.prec);
  const e = Math.min(high.exp, low.exp);
  const x = signed(high, e);
  const y = signed(low, e);
  const sum = x + y;
  if (sum === 0n) return finite(negativeZero, 0n, exp);
  return sum < 0n ? finite(1, -sum, e) : finite(0, sum, e);
}

function signed(x: Decimal, exp: number): bigint {
  const n = x.coeff * pow10(x.exp - exp);
  return x.sign === 1 ? -n : n;
}

/**
 * Operands with exponents near enough to each other to be added: what is far below the last digit of the result counts only by being there.
 */
function alignOperands(a: Decimal, b: Decimal, prec: number): [Decimal, Decimal] {
  if (a.coeff === 0n) return [finite(a.sign, 0n, b.coeff === 0n ? a.exp : zeroExponent(a, b, prec)), b];
  if (b.coeff === 0n) return [a, finite(b.sign, 0n, zeroExponent(b, a, prec))];
  const [high, low] = a.exp >= b.exp ? [a, b] : [b, a];
  const cut = high.exp + Math.min(-1, digitCount(high.coeff) - prec - 2);
  if (adjusted(low) < cut) return [high, finite(low.sign, 1n, cut)];
  return [high, low];
}

/** The exponent that a zero has in a sum with `other`: no lower than what can be shown. */
function zeroExponent(zero: Decimal, other: Decimal, prec: number): number {
  return zero.exp >= other.exp ? other.exp : Math.max(zero.exp, other.exp - prec - 1);
}

/** mpd_qsub */
export function subtract(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  return nan ?? add(a, withSign(b, 1 - b.sign), ctx);
}

/** mpd_qmul */
export function multiply(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  const sign = a.sign ^ b.sign;
  if (a.special === "F" || b.special === "F") return isZero(a) || isZero(b) ? invalid(ctx) : infinity(sign);
  return finalize(finite(sign, a.coeff * b.coeff, a.exp + b.exp), ctx);
}

/** mpd_qfma: the product is not rounded. */
export function multiplyAdd(a: Decimal, b: Decimal, c: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b, c);
  if (nan !== null) {
    // A NaN among the factors counts before one that is added, whatever kind they are of.
    return checkNans(ctx, a, b) ?? nan;
  }
  const exact = maxArithmetic();
  const product = multiply(a, b, exact);
  if (exact.status & ~CLAMPED) return invalid(ctx);
  return add(product, c, ctx);
}

/** mpd_qdiv */
export function divide(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  const sign = a.sign ^ b.sign;
  if (a.special === "F") return b.special === "F" ? invalid(ctx) : infinity(sign);
  if (b.special === "F") {
    ctx.status |= CLAMPED;
    return finite(sign, 0n, etiny(ctx));
  }
  if (b.coeff === 0n) {
    if (a.coeff === 0n) return invalid(ctx, DIVISION_UNDEFINED);
    ctx.status |= DIVISION_BY_ZERO;
    return infinity(sign);
  }
  const ideal = a.exp - b.exp;
  if (a.coeff === 0n) return finalize(finite(sign, 0n, ideal), ctx);
  const shift = digitCount(b.coeff) - digitCount(a.coeff) + ctx.prec + 1;
  const numerator = shift > 0 ? a.coeff * pow10(shift) : a.coeff;
  const denominator = shift < 0 ? b.coeff * pow10(-shift) : b.coeff;
  let quotient = numerator / denominator;
  let exp = ideal - shift;
  if (quotient * denominator !== numerator) {
    // The last digit shows that something follows.
    if (quotient % 5n === 0n) quotient++;
  } else for (; exp < ideal && quotient % 10n === 0n; exp++) quotient /= 10n;
  return finalize(finite(sign, quotient, exp), ctx);
}

/** Whole quotient and remainder of finite numbers; null when the quotient has too many digits. */
function divideWhole(a: Decimal, b: Decimal, ctx: Arithmetic): { quotient: bigint; rest: Decimal } | null {
  const exp = Math.min(a.exp, b.exp);
  const distance = a.coeff === 0n ? -1 : adjusted(a) - adjusted(b);
  if (a.coeff === 0n || distance <= -2) return { quotient: 0n, rest: remainderBelow(a, b, exp) };
  if (distance > ctx.prec) return null;
  const x = a.coeff * pow10(a.exp - exp);
  const y = b.coeff * pow10(b.exp - exp);
  const quotient = x / y;
  if (digitCount(quotient) > ctx.prec) return null;
  return { quotient, rest: finite(a.sign, x - quotient * y, exp) };
}

/** What is smaller than the divisor is the remainder itself, with the lower exponent. */
function remainderBelow(a: Decimal, b: Decimal, exp: number): Decimal {
  if (a.exp <= b.exp || a.coeff === 0n) return finite(a.sign, a.coeff, a.coeff === 0n ? exp : a.exp);
  return finite(a.sign, a.coeff * pow10(a.exp - exp), exp);
}

/** mpd_qdivint */
export function divideInteger(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  const sign = a.sign ^ b.sign;
  if (a.special === "F") return b.special === "F" ? invalid(ctx) : infinity(sign);
  if (b.special === "F") return finalize(finite(sign, 0n, 0), ctx);
  if (b.coeff === 0n) {
    if (a.coeff === 0n) return invalid(ctx, DIVISION_UNDEFINED);
    ctx.status |= DIVISION_BY_ZERO;
    return infinity(sign);
  }
  const whole = divideWhole(a, b, ctx);
  return whole === null ? invalid(ctx, DIVISION_IMPOSSIBLE) : finalize(finite(sign, whole.quotient, 0), ctx);
}

/** mpd_qrem */
export function remainder(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  if (a.special === "F") return invalid(ctx);
  if (b.special === "F") return finalize(a, ctx);
  if (b.coeff === 0n) return invalid(ctx, a.coeff === 0n ? DIVISION_UNDEFINED : 0x100);
  const whole = divideWhole(a, b, ctx);
  return whole === null ? invalid(ctx, DIVISION_IMPOSSIBLE) : finalize(whole.rest, ctx);
}

/** mpd_qdivmod */
export function divideModulo(a: Decimal, b: Decimal, ctx: Arithmetic): [Decimal, Decimal] {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return [nan, nan];
  const sign = a.sign ^ b.sign;
  if (a.special === "F") {
    if (b.special === "F") return [invalid(ctx), NAN];
    return [infinity(sign), invalid(ctx)];
  }
  if (b.special !== "F" && b.coeff === 0n) {
    if (a.coeff === 0n) return [invalid(ctx, DIVISION_UNDEFINED), NAN];
    ctx.status |= DIVISION_BY_ZERO;
    return [infinity(sign), invalid(ctx)];
  }
  if (b.special === "F") return [finalize(finite(sign, 0n, 0), ctx), finalize(a, ctx)];
  const whole = divideWhole(a, b, ctx);
  if (whole === null) return [invalid(ctx, DIVISION_IMPOSSIBLE), NAN];
  return [finalize(finite(sign, whole.quotient, 0), ctx), finalize(whole.rest, ctx)];
}

/** mpd_qrem_near: the remainder of the nearest whole quotient, an even one at a half. */
export function remainderNear(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  if (a.special === "F") return invalid(ctx);
  if (b.special === "F") return finalize(a, ctx);
  if (b.coeff === 0n) return invalid(ctx, a.coeff === 0n ? DIVISION_UNDEFINED : 0x100);
  const exp = Math.min(a.exp, b.exp);
  if (a.coeff === 0n) return finalize(finite(a.sign, 0n, exp), ctx);
  const distance = adjusted(a) - adjusted(b);
  if (distance >= ctx.prec + 1) return invalid(ctx, DIVISION_IMPOSSIBLE);
  if (distance <= -2) return finalize(remainderBelow(a, b, exp), ctx);
  const x = a.coeff * pow10(a.exp - exp);
  const y = b.coeff * pow10(b.exp - exp);
  let quotient = x / y;
  let rest = x - quotient * y;
  let { sign }: { sign: number } = a;
  const twice = rest * 2n + (quotient & 1n);
  if (twice > y) {
    quotient++;
    rest = y - rest;
    sign = 1 - sign;
  }
  if (quotient >= pow10(ctx.prec)) return invalid(ctx, DIVISION_IMPOSSIBLE);
  return finalize(finite(rest === 0n ? a.sign : sign, rest, exp), ctx);
}

/** -1, 0, 1 of numbers that are no NaNs. mpd_qcmp */
export function compareNumbers(a: Decimal, b: Decimal): number {
  if (a.special === "F" || b.special === "F") {
    const x = a.special === "F" ? 1 - 2 * a.sign : 0;
    const y = b.special === "F" ? 1 - 2 * b.sign : 0;
    return Math.sign(x - y);
  }
  if (a.coeff === 0n || b.coeff === 0n) {
    const x = a.coeff === 0n ? 0 : 1 - 2 * a.sign;
    const y = b.coeff === 0n ? 0 : 1 - 2 * b.sign;
    return Math.sign(x - y);
  }
  if (a.sign !== b.sign) return a.sign === 1 ? -1 : 1;
  const sign = 1 - 2 * a.sign;
  return sign * compareMagnitudes(a, b);
}

/** -1, 0, 1 of what two finite numbers, not zero, are without their signs. */
export function compareMagnitudes(a: Decimal, b: Decimal): number {
  const x = adjusted(a);
  const y = adjusted(b);
  if (x !== y) return x < y ? -1 : 1;
  const exp = Math.min(a.exp, b.exp);
  const p = a.coeff * pow10(a.exp - exp);
  const q = b.coeff * pow10(b.exp - exp);
  return p < q ? -1 : p > q ? 1 : 0;
}
