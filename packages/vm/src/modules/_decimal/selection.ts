import { compareNumbers } from "./arithmetic.ts";
import { checkNans, finalize, fitPayload, rescale } from "./finalize.ts";
import {
  type Arithmetic,
  adjusted,
  CLAMPED,
  type Decimal,
  digitCount,
  etiny,
  etop,
  finite,
  fromBigInt,
  INEXACT,
  INVALID_OPERATION,
  infinity,
  integerOf,
  invalid,
  isIntegral,
  isNan,
  isZero,
  NAN,
  OVERFLOW,
  pow10,
  ROUND_CEILING,
  ROUND_FLOOR,
  ROUNDED,
  SUBNORMAL,
  UNDERFLOW,
  withSign,
} from "./number.ts";

/*
 * What orders, chooses, rounds and takes neighbours. Each answers to mpd_q... of libmpdec.
 */

/** mpd_qcompare; with `signal` mpd_qcompare_signal, to which every NaN is an error. */
export function compare(a: Decimal, b: Decimal, ctx: Arithmetic, signal = false): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) {
    if (signal) ctx.status |= INVALID_OPERATION;
    return nan;
  }
  return fromBigInt(BigInt(compareNumbers(a, b)));
}

const TOTAL_ORDER = { "": 0, F: 1, N: 2, n: 3 } as const;

/** mpd_cmp_total */
export function compareTotal(a: Decimal, b: Decimal): number {
  if (a.sign !== b.sign) return a.sign === 1 ? -1 : 1;
  const sign = 1 - 2 * a.sign;
  if (isNan(a) || isNan(b)) {
    const order = TOTAL_ORDER[a.special] - TOTAL_ORDER[b.special];
    if (order !== 0) return sign * Math.sign(order);
    return sign * (a.coeff < b.coeff ? -1 : a.coeff > b.coeff ? 1 : 0);
  }
  const c = compareNumbers(a, b);
  if (c !== 0 || a.special === "F") return c;
  return sign * Math.sign(a.exp - b.exp);
}

/** The one of two numbers for max and min: a number before a quiet NaN, then by value, then by the total order. */
function choose(a: Decimal, b: Decimal, ctx: Arithmetic, wanted: number, magnitude: boolean): Decimal {
  if (a.special === "n" && !isNan(b)) return finalize(b, ctx);
  if (b.special === "n" && !isNan(a)) return finalize(a, ctx);
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  const x = magnitude ? withSign(a, 0) : a;
  const y = magnitude ? withSign(b, 0) : b;
  const c = compareNumbers(x, y) || compareTotal(a, b);
  return finalize(c * wanted >= 0 ? (c === 0 ? b : a) : b, ctx);
}

export function max(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  return choose(a, b, ctx, 1, false);
}

export function min(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  return choose(a, b, ctx, -1, false);
}

export function maxMagnitude(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  return choose(a, b, ctx, 1, true);
}

export function minMagnitude(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  return choose(a, b, ctx, -1, true);
}

/** mpd_qplus */
export function plus(a: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a);
  if (nan !== null) return nan;
  return finalize(isZero(a) && ctx.rounding !== ROUND_FLOOR ? withSign(a, 0) : a, ctx);
}

/** mpd_qminus */
export function minus(a: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a);
  if (nan !== null) return nan;
  return finalize(isZero(a) && ctx.rounding !== ROUND_FLOOR ? withSign(a, 0) : withSign(a, 1 - a.sign), ctx);
}

/** mpd_qabs */
export function absolute(a: Decimal, ctx: Arithmetic): Decimal {
  return checkNans(ctx, a) ?? (a.sign === 1 ? minus(a, ctx) : plus(a, ctx));
}

/** mpd_qquantize */
export function quantize(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  if (a.special === "F" || b.special === "F") return a.special === b.special ? a : invalid(ctx);
  if (b.exp > ctx.emax || b.exp < etiny(ctx)) return invalid(ctx);
  return quantizeTo(a, b.exp, ctx);
}

function quantizeTo(a: Decimal, exp: number, ctx: Arithmetic): Decimal {
  if (a.coeff === 0n) return finalize(finite(a.sign, 0n, exp), ctx);
  if (adjusted(a) > ctx.emax || adjusted(a) - exp + 1 > ctx.prec) return invalid(ctx);
  const { value, inexact } = rescale(a, exp, ctx.rounding);
  if (adjusted(value) > ctx.emax || digitCount(value.coeff) > ctx.prec) return invalid(ctx);
  if (value.coeff !== 0n && adjusted(value) < ctx.emin) ctx.status |= SUBNORMAL;
  if (exp > a.exp) ctx.status |= inexact ? ROUNDED | INEXACT : ROUNDED;
  return finalize(value, ctx);
}

/** mpd_qround_to_int, with `exact` mpd_qround_to_intx */
export function toIntegral(a: Decimal, ctx: Arithmetic, exact: boolean): Decimal {
  const nan = checkNans(ctx, a);
  if (nan !== null) return nan;
  if (a.special === "F" || a.exp >= 0) return a;
  if (a.coeff === 0n) return finite(a.sign, 0n, 0);
  const { value, inexact } = rescale(a, 0, ctx.rounding);
  if (exact) ctx.status |= inexact ? ROUNDED | INEXACT : ROUNDED;
  return value;
}

/** mpd_qreduce: no zeros at the end. */
export function reduce(a: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a);
  if (nan !== null) return nan;
  const x = finalize(a, ctx);
  if (x.special !== "") return x;
  if (x.coeff === 0n) return finite(x.sign, 0n, 0);
  let { coeff, exp } = x;
  const top = ctx.clamp === 1 ? etop(ctx) : ctx.emax;
  for (; coeff % 10n === 0n && exp < top; exp++) coeff /= 10n;
  return finite(x.sign, coeff, exp);
}

/** mpd_qnext_minus, mpd_qnext_plus: `direction` -1 or 1 */
export function next(a: Decimal, ctx: Arithmetic, direction: -1 | 1): Decimal {
  const nan = checkNans(ctx, a);
  if (nan !== null) return nan;
  const downwards = direction < 0 ? 1 : 0;
  if (a.special === "F") {
    if (a.sign === downwards) return a;
    return finite(a.sign, pow10(ctx.prec) - 1n, etop(ctx));
  }
  const quiet = { ...ctx, rounding: direction < 0 ? ROUND_FLOOR : ROUND_CEILING, status: 0 };
  const rounded = finalize(a, quiet);
  if (rounded.special !== a.special || compareNumbers(rounded, a) !== 0) return rounded;
  const step = finite(downwards, 1n, etiny(ctx) - 1);
  return addTiny(a, step, { ...quiet, status: 0 });
}

/** `a + step`, where `step` is below everything that can be shown. */
function addTiny(a: Decimal, step: Decimal, ctx: Arithmetic): Decimal {
  if (a.coeff === 0n) return finalize(step, ctx);
  // Two digits more than the precision leave room for something below the last place.
  const exp = Math.max(step.exp, Math.min(a.exp, adjusted(a) - ctx.prec - 2));
  const unit = finite(step.sign, 1n, exp);
  const x = (a.sign === 1 ? -1n : 1n) * a.coeff * pow10(a.exp - exp) + (unit.sign === 1 ? -1n : 1n);
  return finalize(x < 0n ? finite(1, -x, exp) : finite(x === 0n ? a.sign : 0, x, exp), ctx);
}

/** mpd_qnext_toward */
export function nextToward(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  const c = compareNumbers(a, b);
  if (c === 0) return withSign(a, b.sign);
  const r = next(a, ctx, c < 0 ? 1 : -1);
  if (r.special === "F") {
    if (a.special === "") ctx.status |= OVERFLOW | INEXACT | ROUNDED;
  } else if (r.coeff === 0n || adjusted(r) < ctx.emin) {
    ctx.status |= UNDERFLOW | SUBNORMAL | INEXACT | ROUNDED;
    if (r.coeff === 0n) ctx.status |= CLAMPED;
  }
  return r;
}

/** mpd_qlogb */
export function logb(a: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a);
  if (nan !== null) return nan;
  if (a.special === "F") return infinity(0);
  if (a.coeff === 0n) {
    ctx.status |= 0x4;
    return infinity(1);
  }
  return finalize(fromBigInt(BigInt(adjusted(a))), ctx);
}

/** mpd_qscaleb */
export function scaleb(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  if (b.special === "F" || b.exp !== 0) return invalid(ctx);
  const n = integerOf(b);
  const limit = BigInt(2 * (ctx.emax + ctx.prec));
  if (n < -limit || n > limit) return invalid(ctx);
  if (a.special === "F") return a;
  return finalize(finite(a.sign, a.coeff, a.exp + Number(n)), ctx);
}

/** The places of a shift or rotation; null when there are none. */
function places(b: Decimal, ctx: Arithmetic): number | null {
  if (b.special !== "" || b.exp !== 0) return null;
  const n = integerOf(b);
  return n < BigInt(-ctx.prec) || n > BigInt(ctx.prec) ? null : Number(n);
}

/** mpd_qshift */
export function shift(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  const n = places(b, ctx);
  if (n === null) return invalid(ctx);
  if (a.special === "F") return a;
  const window = pow10(ctx.prec);
  const coeff = n >= 0 ? ((a.coeff % window) * pow10(n)) % window : (a.coeff % window) / pow10(-n);
  return finite(a.sign, coeff, a.exp);
}

/** mpd_qrotate */
export function rotate(a: Decimal, b: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, a, b);
  if (nan !== null) return nan;
  const n = places(b, ctx);
  if (n === null) return invalid(ctx);
  if (a.special === "F") return a;
  const left = n < 0 ? n + ctx.prec : n;
  const window = pow10(ctx.prec);
  const x = a.coeff % window;
  const cut = pow10(ctx.prec - left);
  return finite(a.sign, (x % cut) * pow10(left) + x / cut, a.exp);
}

/** The digits of a logical operand, the last one first; null when it is none: not only zeros and ones, a sign, an exponent. */
function logicalDigits(a: Decimal): string | null {
  if (a.special !== "" || a.sign === 1 || a.exp !== 0) return null;
  const text = a.coeff.toString();
  return /^[01]*$/.test(text) ? text : null;
}

/** mpd_qand, mpd_qor, mpd_qxor */
export function logical(a: Decimal, b: Decimal, ctx: Arithmetic, f: (x: number, y: number) => number): Decimal {
  const x = logicalDigits(a);
  const y = logicalDigits(b);
  if (x === null || y === null) return invalid(ctx);
  const width = Math.min(ctx.prec, Math.max(x.length, y.length));
  const p = x.padStart(width, "0").slice(-width);
  const q = y.padStart(width, "0").slice(-width);
  let out = "";
  for (let i = 0; i < width; i++) out += f(Number(p[i]), Number(q[i]));
  return finite(0, BigInt(out), 0);
}

/** mpd_qinvert */
export function invert(a: Decimal, ctx: Arithmetic): Decimal {
  const x = logicalDigits(a);
  if (x === null) return invalid(ctx);
  if (ctx.prec > 1_000_000) return logical(a, finite(0, (pow10(x.length) - 1n) / 9n, 0), ctx, (p, q) => p ^ q);
  const all = (pow10(ctx.prec) - 1n) / 9n;
  return logical(finite(0, a.coeff % pow10(ctx.prec), 0), finite(0, all, 0), ctx, (p, q) => p ^ q);
}

/** mpd_class */
export function numberClass(a: Decimal, ctx: Arithmetic): string {
  if (a.special === "n") return "NaN";
  if (a.special === "N") return "sNaN";
  const sign = a.sign === 1 ? "-" : "+";
  if (a.special === "F") return `${sign}Infinity`;
  if (a.coeff === 0n) return `${sign}Zero`;
  return sign + (adjusted(a) < ctx.emin ? "Subnormal" : "Normal");
}

/** mpd_qpowmod: all three whole, the modulus not zero and no longer than the precision. */
export function powerModulo(base: Decimal, exponent: Decimal, modulus: Decimal, ctx: Arithmetic): Decimal {
  const nan = checkNans(ctx, base, exponent, modulus);
  if (nan !== null) return nan;
  if (!isIntegral(base) || !isIntegral(exponent) || !isIntegral(modulus)) return invalid(ctx);
  const m = integerOf(withSign(modulus, 0));
  if (m === 0n || digitCount(m) > ctx.prec || (exponent.sign === 1 && exponent.coeff !== 0n)) return invalid(ctx);
  if (base.coeff === 0n && exponent.coeff === 0n) return invalid(ctx);
  let e = integerOf(exponent);
  const sign = base.sign === 1 && (e & 1n) === 1n ? 1 : 0;
  let square = integerOf(withSign(base, 0)) % m;
  let result = 1n % m;
  for (; e > 0n; e >>= 1n) {
    if ((e & 1n) === 1n) result = (result * square) % m;
    square = (square * square) % m;
  }
  return finite(sign, result, 0);
}

/** A NaN as it is, with its payload fitted; anything else as `finalize` leaves it. mpd_qcopy and finalize of Context.create_decimal */
export function fitted(a: Decimal, ctx: Arithmetic): Decimal {
  if (!isNan(a)) return finalize(a, ctx);
  return digitCount(a.coeff) > ctx.prec - ctx.clamp ? invalidSyntax(ctx) : fitPayload(a, ctx);
}

function invalidSyntax(ctx: Arithmetic): Decimal {
  ctx.status |= 0x2;
  return NAN;
}
