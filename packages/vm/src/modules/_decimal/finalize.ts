import {
  type Arithmetic,
  CLAMPED,
  type Decimal,
  digitCount,
  etiny,
  etop,
  finite,
  INEXACT,
  INVALID_OPERATION,
  infinity,
  isNan,
  OVERFLOW,
  pow10,
  ROUND_CEILING,
  ROUND_DOWN,
  ROUND_FLOOR,
  ROUND_HALF_DOWN,
  ROUND_HALF_EVEN,
  ROUND_HALF_UP,
  ROUND_UP,
  ROUNDED,
  SUBNORMAL,
  UNDERFLOW,
} from "./number.ts";

/** Does the quotient go up, with a rest of `comparison` (-1, 0, 1) to a half, or none at all? */
function roundsUp(rounding: number, sign: number, quotient: bigint, comparison: number): boolean {
  switch (rounding) {
    case ROUND_UP:
      return true;
    case ROUND_DOWN:
      return false;
    case ROUND_CEILING:
      return sign === 0;
    case ROUND_FLOOR:
      return sign === 1;
    case ROUND_HALF_UP:
      return comparison >= 0;
    case ROUND_HALF_DOWN:
      return comparison > 0;
    case ROUND_HALF_EVEN:
      return comparison > 0 || (comparison === 0 && (quotient & 1n) === 1n);
    default:
      return quotient % 5n === 0n;
  }
}

/** `coeff / 10**n` rounded, and whether anything was lost. */
export function roundQuotient(coeff: bigint, n: number, sign: number, rounding: number): { quotient: bigint; inexact: boolean } {
  if (coeff === 0n) return { quotient: 0n, inexact: false };
  const digits = digitCount(coeff);
  // Fewer digits than are dropped: all that counts is that there is something below a half.
  if (n > digits) return { quotient: roundsUp(rounding, sign, 0n, -1) ? 1n : 0n, inexact: true };
  const unit = pow10(n);
  const quotient = coeff / unit;
  const rest = coeff - quotient * unit;
  if (rest === 0n) return { quotient, inexact: false };
  const twice = rest * 2n;
  const comparison = twice < unit ? -1 : twice === unit ? 0 : 1;
  return { quotient: roundsUp(rounding, sign, quotient, comparison) ? quotient + 1n : quotient, inexact: true };
}

/** What is too large: infinite, or the largest number, as the rounding mode says. */
function overflow(sign: number, ctx: Arithmetic): Decimal {
  ctx.status |= OVERFLOW | INEXACT | ROUNDED;
  const toInfinity =
    ctx.rounding === ROUND_UP ||
    (ctx.rounding >= ROUND_HALF_UP && ctx.rounding <= ROUND_HALF_EVEN) ||
    (ctx.rounding === ROUND_CEILING && sign === 0) ||
    (ctx.rounding === ROUND_FLOOR && sign === 1);
  return toInfinity ? infinity(sign) : finite(sign, pow10(ctx.prec) - 1n, etop(ctx));
}

/** A payload that is too long loses its first digits. */
export function fitPayload(x: Decimal, ctx: Arithmetic): Decimal {
  const room = ctx.prec - ctx.clamp;
  return digitCount(x.coeff) <= room ? x : { ...x, coeff: x.coeff % pow10(room) };
}

/** Fits a result into the context. CPython 3.11: libmpdec mpd_qfinalize */
export function finalize(x: Decimal, ctx: Arithmetic): Decimal {
  if (x.special === "F") return x;
  if (isNan(x)) return fitPayload(x, ctx);
  const tiny = etiny(ctx);
  const top = etop(ctx);
  if (x.coeff === 0n) {
    const exp = Math.min(Math.max(x.exp, tiny), ctx.clamp === 1 ? top : ctx.emax);
    if (exp === x.exp) return x;
    ctx.status |= CLAMPED;
    return finite(x.sign, 0n, exp);
  }
  const digits = digitCount(x.coeff);
  let least = digits + x.exp - ctx.prec;
  if (least > top) return overflow(x.sign, ctx);
  const subnormal = least < tiny;
  if (subnormal) least = tiny;
  if (x.exp < least) return shorten(x, least, subnormal, ctx);
  if (subnormal) ctx.status |= SUBNORMAL;
  if (ctx.clamp === 0 || x.exp <= top) return x;
  ctx.status |= CLAMPED;
  return finite(x.sign, x.coeff * pow10(x.exp - top), top);
}

function shorten(x: Decimal, exp: number, subnormal: boolean, ctx: Arithmetic): Decimal {
  let { quotient, inexact } = roundQuotient(x.coeff, exp - x.exp, x.sign, ctx.rounding);
  let e = exp;
  if (digitCount(quotient) > ctx.prec) {
    quotient /= 10n;
    e++;
  }
  if (e > etop(ctx)) return overflow(x.sign, ctx);
  ctx.status |= ROUNDED;
  if (subnormal) ctx.status |= SUBNORMAL;
  if (inexact) ctx.status |= subnormal ? INEXACT | UNDERFLOW : INEXACT;
  if (quotient === 0n) ctx.status |= CLAMPED;
  return finite(x.sign, quotient, e);
}

/** `x` with the exponent `exp`, rounded; without looking at the context's limits. */
export function rescale(x: Decimal, exp: number, rounding: number): { value: Decimal; inexact: boolean } {
  if (x.coeff === 0n) return { value: finite(x.sign, 0n, exp), inexact: false };
  if (x.exp >= exp) return { value: finite(x.sign, x.coeff * pow10(x.exp - exp), exp), inexact: false };
  const { quotient, inexact } = roundQuotient(x.coeff, exp - x.exp, x.sign, rounding);
  return { value: finite(x.sign, quotient, exp), inexact };
}

/** The NaN that an operation on NaNs gives; null when no operand is one. CPython 3.11: libmpdec mpd_qcheck_nans */
export function checkNans(ctx: Arithmetic, ...operands: Decimal[]): Decimal | null {
  const found = operands.find((x) => x.special === "N") ?? operands.find((x) => x.special === "n");
  if (found === undefined) return null;
  if (found.special === "N") ctx.status |= INVALID_OPERATION;
  return fitPayload({ ...found, special: "n" }, ctx);
}
