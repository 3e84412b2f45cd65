import { scaleDouble } from "../../objects/int/to-double.ts";
import { add, type DoubleDouble, dd, divide, multiply, negate, PI, scale, squareRoot } from "./double-double.ts";
import { expDouble, roundScaled } from "./elementary.ts";

/*
 * erf and erfc: a series with positive terms up to SWITCH, a continued fraction beyond.
 */

const SWITCH = 3;
const ROOT_PI: DoubleDouble = squareRoot(PI);

/** erf(x) for 0 < x <= 6: 2/sqrt(pi) * exp(-x*x) * sum of 2**n x**(2n+1) / (1*3*...*(2n+1)). */
function erfSeries(x: number): DoubleDouble {
  const x2 = multiply(dd(x), dd(x));
  let term = dd(x);
  let sum = term;
  for (let n = 1; term.hi > sum.hi * 1e-34; n++) {
    term = divide(multiply(term, scale(x2, 2)), dd(2 * n + 1));
    sum = add(sum, term);
  }
  const { value, exponent } = expDouble(negate(x2));
  let factor = multiply(value, sum);
  for (let i = 0; i > exponent; i--) factor = scale(factor, 0.5);
  return divide(scale(factor, 2), ROOT_PI);
}

/** erfc(x) for x >= SWITCH, as a value and a power of two. */
function erfcFraction(x: number): { value: DoubleDouble; exponent: number } {
  const x2 = multiply(dd(x), dd(x));
  // x + (1/2)/(x + 1/(x + (3/2)/(x + ...))), from the inside out.
  let f = dd(x);
  for (let k = 150; k >= 1; k--) f = add(dd(x), divide(dd(k / 2), f));
  const { value, exponent } = expDouble(negate(x2));
  return { value: divide(value, multiply(f, ROOT_PI)), exponent };
}

export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const a = Math.abs(x);
  let value: number;
  if (a > 6) value = 1;
  else if (a < 1e-150) value = smallErf(a);
  else value = erfSeries(a).hi;
  return x < 0 || Object.is(x, -0) ? -value : value;
}

/** 2x/sqrt(pi), where its square is nothing. */
function smallErf(a: number): number {
  const factor = divide(dd(2), ROOT_PI);
  return a < 1e-280 ? roundScaled(multiply(dd(scaleDouble(a, 200)), factor), -200) : multiply(dd(a), factor).hi;
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 28) return 0;
  if (x < -6) return 2;
  if (Math.abs(x) < 1e-20) return 1 - x;
  if (x < 0) return add(dd(1), erfSeries(-x)).hi;
  if (x < SWITCH) return add(dd(1), negate(erfSeries(x))).hi;
  const { value, exponent } = erfcFraction(x);
  return roundScaled(value, exponent);
}
