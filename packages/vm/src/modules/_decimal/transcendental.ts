import { compareMagnitudes, divide, multiply } from "./arithmetic.ts";
import { checkNans, finalize } from "./finalize.ts";
import {
  type Arithmetic,
  adjusted,
  type Decimal,
  DIVISION_BY_ZERO,
  digitCount,
  etiny,
  finite,
  fromBigInt,
  INEXACT,
  INVALID_OPERATION,
  infinity,
  integerOf,
  invalid,
  isIntegral,
  isZero,
  ONE,
  pow10,
  ROUND_HALF_EVEN,
  ROUNDED,
  withSign,
} from "./number.ts";

/*
 * exp, ln, log10, sqrt: correctly rounded, half to even, by computing with more and more digits until the rounding is certain. Powers as libmpdec does
 * them: whole exponents by squaring with some digits to spare, others as exp(y * ln(x)).
 *
 * A fixed-point number of p places is a bigint, times 10**p.
 */

/** Whole part of a square root. */
export function squareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

/** 2 * atanh(1 / k), with `places`. */
function twiceAtanhInverse(k: bigint, places: number): bigint {
  let term = (2n * pow10(places)) / k;
  let sum = 0n;
  const square = k * k;
  for (let n = 1n; term !== 0n; n += 2n) {
    sum += term / n;
    term /= square;
  }
  return sum;
}

let ln10Cache = { places: 0, value: 0n };

/** ln(10), with an error of at most one unit. */
function ln10(places: number): bigint {
  if (ln10Cache.places < places) {
    const p = places + 10;
    // ln 2 = 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749), and ln 5 = 2 ln 2 + 2 atanh(1/9).
    const ln2 = 9n * twiceAtanhInverse(26n, p) - twiceAtanhInverse(4801n, p) + 4n * twiceAtanhInverse(8749n, p);
    ln10Cache = { places: p, value: 3n * ln2 + twiceAtanhInverse(9n, p) };
  }
  return ln10Cache.value / pow10(ln10Cache.places - places);
}

/** ln of a fixed-point number between 1/10 and 10, within a few units. */
function lnFixed(x: bigint, places: number): bigint {
  const guard = places + 15;
  const one = pow10(guard);
  let y = x * pow10(guard - places);
  const roots = 12;
  for (let i = 0; i < roots; i++) y = squareRoot(y * one);
  const z = ((y - one) * one) / (y + one);
  const square = (z * z) / one;
  let term = z;
  let sum = 0n;
  for (let n = 1n; term !== 0n; n += 2n) {
    sum += term / n;
    term = (term * square) / one;
  }
  return (sum * 2n ** BigInt(roots + 1)) / pow10(guard - places);
}

/** e to a fixed-point number from 0 to about 2.5, within a few units. */
function expFixed(x: bigint, places: number): bigint {
  const guard = places + 20;
  const one = pow10(guard);
  const halvings = 16;
  const r = (x * pow10(guard - places)) >> BigInt(halvings);
  let term = one;
  let sum = one;
  for (let n = 1n; term !== 0n; n++) {
    term = (term * r) / (one * n);
    sum += term;
  }
  for (let i = 0; i < halvings; i++) sum = (sum * sum) / one;
  return sum / pow10(guard - places);
}

/** Coefficient and exponent of a positive result to so many digits, with an error of less than `error` units of the last place. */
type Approximation = (digits: number) => { coeff: bigint; exp: number };

/** Computes with more digits until rounding to the context's precision cannot go wrong, and rounds. */
function correctlyRounded(sign: number, approximate: Approximation, ctx: Arithmetic): Decimal {
  for (let extra = 6; ; extra += extra) {
    const { coeff, exp } = approximate(ctx.prec + extra);
    const unit = pow10(digitCount(coeff) - ctx.prec);
    const rest = coeff % unit;
    const half = unit / 2n;
    const certain = (d: bigint): boolean => d > 100n || d < -100n;
    if (certain(rest) && certain(unit - rest) && certain(rest - half)) {
      // Never exact: a digit more says so.
      return finalize(finite(sign, coeff * 10n + 1n, exp - 1), { ...ctx, rounding: ROUND_HALF_EVEN, status: 0 });
    }
  }
}

/** `finalize` in half even, with its conditions kept. */
function roundedResult(sign: number, approximate: Approximation, ctx: Arithmetic): Decimal {
  const quiet = { ...ctx, emin: -1e17, emax: 1e17, clamp: 0 };
  const x = correctlyRounded(sign, approximate, quiet);
  const own = { ...ctx, rounding: ROUND_HALF_EVEN, status: 0 };
  // The limits of the context see the number before it was rounded to the precision, through a digit that follows.
  const { coeff, exp } = x;
  const tiny = adjusted(x) < ctx.emin;
  const r = finalize(tiny ? correctlyTiny(sign, approximate, own) : finite(sign, coeff, exp), own);
  ctx.status |= own.status | INEXACT | ROUNDED;
  return r;
}

/** A result below the smallest normal number: many digits, rounded once by the caller. */
function correctlyTiny(sign: number, approximate: Approximation, ctx: Arithmetic): Decimal {
  const { coeff, exp } = approximate(ctx.prec + 20);
  return finite(sign, coeff * 10n + 1n, exp - 1);
}

/** mpd_qexp */
export function exp(a: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a);
  if (nan !== null) return nan;
  if (a.special === "F") return a.sign === 1 ? finite(0, 0n, 0) : a;
  if (a.coeff === 0n) return ONE;
  const adj = adjusted(a);
  // Beyond these the result is out of every range, or one with a digit far away.
  if (adj > 19) return within(finite(0, 1n, a.sign === 1 ? -3e18 : 3e18), ctx);
  if (adj < -ctx.prec - 2) {
    const unit = pow10(ctx.prec + 1);
    const near = a.sign === 1 ? unit - 1n : unit + 1n;
    return within(finite(0, near, -ctx.prec - 1), ctx);
  }
  return roundedResult(0, (digits) => approximateExp(a, digits), ctx);
}

/** `finalize` half to even. */
function within(x: Decimal, ctx: Arithmetic): Decimal {
  const own = { ...ctx, rounding: ROUND_HALF_EVEN };
  const r = finalize(x, own);
  ctx.status |= own.status;
  return r;
}

function approximateExp(a: Decimal, digits: number): { coeff: bigint; exp: number } {
  // x = q ln(10) + r: the integer digits of x are lost to q.
  const whole = Math.max(0, adjusted(a) + 1);
  const places = digits + whole + 6;
  const x = scaled(a, places);
  const log = ln10(places);
  let q = x / log;
  if (x < 0n && q * log !== x) q--;
  const r = x - q * log;
  const y = expFixed(r / pow10(whole + 2), digits + 4);
  return { coeff: y, exp: Number(q) - digits - 4 };
}

/** A finite number as fixed point. */
function scaled(a: Decimal, places: number): bigint {
  const shift = a.exp + places;
  const n = shift >= 0 ? a.coeff * pow10(shift) : a.coeff / pow10(-shift);
  return a.sign === 1 ? -n : n;
}

/** ln of a positive finite number as fixed point. */
function lnOf(a: Decimal, places: number): bigint {
  let shift = digitCount(a.coeff);
  // A mantissa of 0.1 to 1; near one it is taken from the other side, so that nothing cancels.
  if (a.coeff * 3n < pow10(shift)) shift--;
  const mantissa = scaled(finite(0, a.coeff, -shift), places + 4);
  const q = BigInt(a.exp + shift);
  const p = places + 4;
  const value = lnFixed(mantissa, p) + (q === 0n ? 0n : (q * ln10(p + 20)) / pow10(20));
  return value / pow10(4);
}

/** Digits of ln(a) (or its logarithm to base ten) as an approximation of its magnitude. */
function logApproximation(a: Decimal, base10: boolean): Approximation {
  return (digits) => {
    let places = digits + 2;
    for (;;) {
      let value = lnOf(a, places + 6);
      if (base10) value = (value * pow10(places + 6)) / ln10(places + 6);
      value /= pow10(6);
      const coeff = value < 0n ? -value : value;
      const got = digitCount(coeff);
      if (coeff !== 0n && got >= digits) return { coeff, exp: -places };
      places += digits - got + 3;
    }
  };
}

function logarithm(a: Decimal, ctx: Arithmetic, base10: boolean): Decimal {
  const nan = checkNans(ctx, a);
  if (nan !== null) return nan;
  if (isZero(a)) return infinity(1);
  if (a.sign === 1) return invalid(ctx);
  if (a.special === "F") return a;
  const cmp = compareMagnitudes(a, ONE);
  if (cmp === 0) return finite(0, 0n, 0);
  if (base10) {
    const power = exactPowerOfTen(a);
    if (power !== null) return within(fromBigInt(BigInt(power)), ctx);
  }
  return roundedResult(cmp < 0 ? 1 : 0, logApproximation(a, base10), ctx);
}

function exactPowerOfTen(a: Decimal): number | null {
  const text = a.coeff.toString();
  return /^10*$/.test(text) ? a.exp + text.length - 1 : null;
}

/** mpd_qln */
export function ln(a: Decimal, ctx: Arithmetic): Decimal {
  return logarithm(a, ctx, false);
}

/** mpd_qlog10 */
export function log10(a: Decimal, ctx: Arithmetic): Decimal {
  return logarithm(a, ctx, true);
}

/** mpd_qsqrt: half to even, an exact root with half the exponent where it fits. */
export function sqrt(a: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a);
  if (nan !== null) return nan;
  const ideal = Math.floor(a.exp / 2);
  if (isZero(a)) return within(finite(a.sign, 0n, ideal), ctx);
  if (a.sign === 1) return invalid(ctx);
  if (a.special === "F") return a;
  const odd = a.exp - 2 * ideal;
  const coeff = odd === 1 ? a.coeff * 10n : a.coeff;
  // Enough digits for the precision and one more.
  const shift = ctx.prec + 1 - Math.floor((digitCount(coeff) + 1) / 2);
  let exp = ideal - shift;
  const radicand = shift >= 0 ? coeff * pow10(2 * shift) : coeff / pow10(-2 * shift);
  let root = squareRoot(radicand);
  const exact = root * root === radicand && (shift >= 0 || coeff % pow10(-2 * shift) === 0n);
  if (exact) {
    if (shift >= 0) root /= pow10(shift);
    else root *= pow10(-shift);
    exp = ideal;
  } else if (root % 5n === 0n) root++;
  return within(finite(0, root, exp), ctx);
}

// --- Powers -------------------------------------------------------------------------------------------------------------------

/** mpd_qpow */
export function power(base: Decimal, exponent: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, base, exponent);
  if (nan !== null) return nan;
  const whole = isIntegral(exponent);
  const odd = whole && exponent.exp <= 0 && (integerOf(exponent) & 1n) !== 0n;
  const sign = base.sign === 1 && odd ? 1 : 0;
  if (isZero(base)) {
    if (isZero(exponent)) return invalid(ctx);
    return exponent.sign === 1 ? infinity(sign) : finite(sign, 0n, 0);
  }
  if (base.sign === 1 && !whole) return invalid(ctx);
  if (exponent.special === "F") return powerInfinite(base, exponent, sign, ctx);
  if (base.special === "F") {
    if (isZero(exponent)) return finite(sign, 1n, 0);
    return exponent.sign === 1 ? finite(sign, 0n, 0) : infinity(sign);
  }
  if (isZero(exponent)) return finite(sign, 1n, 0);
  if (compareMagnitudes(base, ONE) === 0) return powerOfOne(base, exponent, whole, sign, ctx);
  const beyond = powerOutOfRange(base, exponent, sign, ctx);
  if (beyond !== null) return beyond;
  return whole ? powerWhole(base, exponent, sign, ctx) : powerReal(base, exponent, ctx);
}

/** One with as many zeros as there is room for. */
function paddedOne(sign: number, digits: number): Decimal {
  return finite(sign, pow10(digits), -digits);
}

function powerInfinite(base: Decimal, exponent: Decimal, sign: number, ctx: Arithmetic): Decimal {
  const cmp = base.special === "F" ? 1 : compareMagnitudes(base, ONE);
  if (cmp === 0) {
    ctx.status |= INEXACT | ROUNDED;
    return paddedOne(sign, ctx.prec - 1);
  }
  return cmp > 0 === (exponent.sign === 0) ? infinity(sign) : finite(sign, 0n, 0);
}

function powerOfOne(base: Decimal, exponent: Decimal, whole: boolean, sign: number, ctx: Arithmetic): Decimal {
  if (!whole) {
    ctx.status |= INEXACT | ROUNDED;
    return paddedOne(sign, ctx.prec - 1);
  }
  if (exponent.sign === 1) return finite(sign, 1n, 0);
  const digits = integerOf(exponent) * BigInt(-base.exp);
  if (digits <= BigInt(ctx.prec - 1)) return paddedOne(sign, Number(digits));
  ctx.status |= ROUNDED;
  return paddedOne(sign, ctx.prec - 1);
}

/** Digits of a whole number. */
function digitsOf(n: number): number {
  return digitCount(BigInt(Math.abs(n)));
}

/** A lower bound for the adjusted exponent of log10(x); x is positive and not one. _lower_bound_zeta */
function lowerBoundZeta(x: Decimal): number {
  const t = adjusted(x);
  if (t > 0) return digitsOf(t) - 1;
  if (t < -1) return digitsOf(t + 1) - 1;
  const difference = scaled(x, -x.exp) - (x.exp > 0 ? 0n : pow10(-x.exp));
  const u = digitCount(difference < 0n ? -difference : difference) - 1 + x.exp;
  return t === 0 ? u - 2 : u - 1;
}

/** The result of a power that is certainly out of range; null when it has to be worked out. _qcheck_pow_bounds */
function powerOutOfRange(base: Decimal, exponent: Decimal, sign: number, ctx: Arithmetic): Decimal | null {
  const x = withSign(base, 0);
  const theta = lowerBoundZeta(x) + adjusted(exponent);
  const grows = compareMagnitudes(x, ONE) > 0 === (exponent.sign === 0);
  if (grows) return digitsOf(ctx.emax) < theta ? finalize(finite(sign, 1n, 3e18), ctx) : null;
  const tiny = etiny(ctx);
  return digitsOf(tiny) < theta ? finalize(finite(sign, 1n, tiny - 1), ctx) : null;
}

/** _mpd_qpow_int */
function powerWhole(base: Decimal, exponent: Decimal, sign: number, ctx: Arithmetic): Decimal {
  const work: Arithmetic = {
    ...ctx,
    prec: ctx.prec + digitCount(exponent.coeff) + exponent.exp + 2,
    rounding: ROUND_HALF_EVEN,
    clamp: 0,
    status: 0,
  };
  let start = withSign(base, 0);
  if (exponent.sign === 1) {
    work.prec++;
    start = divide(ONE, start, work);
  }
  const bits = integerOf(withSign(exponent, 0)).toString(2);
  let result = start;
  for (let i = 1; i < bits.length; i++) {
    result = multiply(result, result, work);
    if (bits[i] === "1") result = multiply(result, start, work);
    if (result.special !== "" || (result.coeff === 0n && (work.status & 1) !== 0)) break;
  }
  ctx.status |= work.status & ~INVALID_OPERATION;
  return finalize(result.special === "F" ? finite(sign, 1n, 3e18) : withSign(result, sign), ctx);
}

const EXPONENT_DIGITS = 19;

/** _mpd_qpow_real */
function powerReal(base: Decimal, exponent: Decimal, ctx: Arithmetic): Decimal {
  const work: Arithmetic = {
    ...ctx,
    prec: Math.max(digitCount(base.coeff), ctx.prec) + 4 + EXPONENT_DIGITS,
    rounding: ROUND_HALF_EVEN,
    // The range is the largest, so that directed rounding still sees something.
    emin: -9e17,
    emax: 9e17,
    clamp: 0,
    status: 0,
  };
  const product = multiply(ln(base, work), exponent, work);
  let result = exp(product, work);
  ctx.status |= (work.status & ~DIVISION_BY_ZERO) | INEXACT | ROUNDED;
  if (result.special === "" && result.coeff !== 0n && compareMagnitudes(result, ONE) === 0) result = paddedOne(0, ctx.prec - 1);
  if (result.special === "F") result = finite(0, 1n, 3e18);
  return finalize(result, ctx);
}
