import { bitLength } from "../../objects/int/arithmetic.ts";
import { bigTimesPowerOfTwo, decompose, exponentOf, scaleDouble } from "../../objects/int/to-double.ts";
import { dd, multiply } from "./double-double.ts";
import { expDouble, logDouble, roundScaled } from "./elementary.ts";

/*
 * x ** y with C's rules for special values, the double nearest to the true power. e**(y * ln x) in double-double arithmetic has an error of some
 * 2**-90, which decides the rounding unless the true value lies closer to the middle between two doubles. Only a power that is a fraction with a power
 * of two below can lie exactly there; such powers are computed with integers.
 */

/** C's pow: no errors, but infinities and NaN. */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const wholeY = Math.floor(y) === y;
  const oddY = wholeY && Math.abs(y) < 9007199254740992 && y % 2 !== 0;
  const negative = x < 0 || Object.is(x, -0);
  const a = Math.abs(x);
  if (a === 0 || a === Infinity) {
    const size = (a === 0) === y > 0 ? 0 : Infinity;
    return negative && oddY ? -size : size;
  }
  if (Math.abs(y) === Infinity) return a === 1 ? 1 : a > 1 === y > 0 ? Infinity : 0;
  if (x < 0 && !wholeY) return Number.NaN;
  const size = positivePower(a, y);
  return negative && oddY ? -size : size;
}

/** x positive and finite, not 1 or y not 0; y finite. */
function positivePower(x: number, y: number): number {
  if (x === 1) return 1;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (y === 0.5) return Math.sqrt(x);
  const ln = logDouble(x);
  const estimate = ln.hi * y;
  if (estimate > 710) return Infinity;
  if (estimate < -746) return 0;
  if (Math.abs(estimate) < 1e-25) return 1;
  const product = Math.abs(y) > 1e-200 ? multiply(ln, dd(y)) : dd(estimate);
  const { value, exponent } = expDouble(product);
  if (isNearTie(value.hi, value.lo, exponent)) {
    const exact = exactPower(x, y);
    if (exact !== null) return exact;
  }
  return roundScaled(value, exponent);
}

const NEARLY = 1 / 16777216;

/** Is hi + lo so near to the middle between two doubles that its error could matter (by far)? */
function isNearTie(hi: number, lo: number, exponent: number): boolean {
  const e = exponentOf(hi);
  if (e + exponent < -1021) return true;
  const half = scaleDouble(1, e - 53);
  const distance = Math.abs(Math.abs(lo) / half - 1);
  // Below a power of two the doubles are twice as dense.
  return distance < NEARLY || Math.abs((2 * Math.abs(lo)) / half - 1) < NEARLY;
}

/** The power as a fraction, rounded once; null when it is none, or so long that it cannot lie in the middle between doubles. */
function exactPower(x: number, y: number): number | null {
  let { mantissa, exponent } = decompose(x);
  let power = y;
  while (power !== Math.floor(power)) {
    // x must be a square, again and again until the exponent is whole.
    if ((exponent & 1) !== 0) return null;
    const root = BigInt(Math.floor(Math.sqrt(Number(mantissa))));
    if (root * root !== mantissa) return null;
    mantissa = root;
    exponent /= 2;
    power *= 2;
  }
  const n = Math.abs(power);
  if (mantissa === 1n) return scaleDouble(1, Math.max(Math.min(exponent * power, 5000), -5000));
  if (bitLength(mantissa) * n > 8000) return null;
  const m = mantissa ** BigInt(n);
  if (power > 0) return bigTimesPowerOfTwo(m, exponent * n);
  const shift = bitLength(m) + 66;
  const one = 1n << BigInt(shift);
  return bigTimesPowerOfTwo(one / m, -shift - exponent * n, true);
}
