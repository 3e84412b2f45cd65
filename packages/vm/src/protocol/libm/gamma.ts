import { cos, exp, log, sin } from "./elementary.ts";
import { pow } from "./pow.ts";

/*
 * gamma and lgamma as CPython 3.11 computes them (Modules/mathmodule.c): Lanczos' approximation with g = 6.02468... and 13 coefficients, whose rounding errors are part of
 * the result, so the steps and their order are the specification here.
 */

const PI = 3.141592653589793;
const LOG_PI = 1.1447298858494002;
const G = 6.02468004077673;
const G_MINUS_HALF = 5.52468004077673;

const NUMERATOR: readonly number[] = [
  23531376880.41075968857200767445163675473484680494, 42919803642.649098768957899047001988850926355848959,
  35711959237.355668049440185451547166705960488635843, 17921034426.03720969991975575445893111267140326539,
  6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
  248874557.86205415651146038641322942321632125127801, 31426415.58540019438061423162831820536287468498764,
  2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
  8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
  2.5066282746310002701649081771338373386264310793408,
];
const DENOMINATOR: readonly number[] = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
];
/** gamma(1) ... gamma(23), which are exact. */
const FACTORIALS: readonly number[] = Array.from({ length: 23 }, (_, n) => {
  let f = 1;
  for (let i = 2; i <= n; i++) f *= i;
  return f;
});

/** CPython 3.11: lanczos_sum */
function lanczosSum(x: number): number {
  let num = 0;
  let den = 0;
  if (x < 5) {
    for (let i = 12; i >= 0; i--) {
      num = num * x + NUMERATOR[i]!;
      den = den * x + DENOMINATOR[i]!;
    }
  } else {
    for (let i = 0; i <= 12; i++) {
      num = num / x + NUMERATOR[i]!;
      den = den / x + DENOMINATOR[i]!;
    }
  }
  return num / den;
}

/** sin(pi * x). CPython 3.11: m_sinpi */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const n = roundHalfAway(2 * y);
  let r: number;
  if (n === 0) r = sin(PI * y);
  else if (n === 1) r = cos(PI * (y - 0.5));
  else if (n === 2) r = sin(PI * (1 - y));
  else if (n === 3) r = -cos(PI * (y - 1.5));
  else r = sin(PI * (y - 2));
  return x < 0 ? -r : r;
}

function roundHalfAway(x: number): number {
  return Math.floor(x + 0.5);
}

/** "domain" and "range" stand for the ValueError and the OverflowError. */
export type GammaResult = number | "domain" | "range";

/** CPython 3.11: m_tgamma */
export function gamma(x: number): GammaResult {
  if (!Number.isFinite(x)) return Number.isNaN(x) || x > 0 ? x : "domain";
  if (x === 0) return "domain";
  if (x === Math.floor(x)) {
    if (x < 0) return "domain";
    if (x <= 23) return FACTORIALS[x - 1]!;
  }
  const a = Math.abs(x);
  if (a < 1e-20) {
    const r = 1 / x;
    return Number.isFinite(r) ? r : "range";
  }
  if (a > 200) return x < 0 ? 0 / sinPi(x) : "range";
  return gammaByLanczos(x, a);
}

function gammaByLanczos(x: number, a: number): GammaResult {
  const y = a + G_MINUS_HALF;
  // What rounding lost in y.
  let z: number;
  if (a > G_MINUS_HALF) z = y - a - G_MINUS_HALF;
  else z = y - G_MINUS_HALF - a;
  z = (z * G) / y;
  let r: number;
  if (x < 0) {
    r = ((-PI / sinPi(a) / a) * exp(y)) / lanczosSum(a);
    r -= z * r;
    if (a < 140) r /= pow(y, a - 0.5);
    else {
      const root = pow(y, a / 2 - 0.25);
      r /= root;
      r /= root;
    }
  } else {
    r = lanczosSum(a) / exp(y);
    r += z * r;
    if (a < 140) r *= pow(y, a - 0.5);
    else {
      const root = pow(y, a / 2 - 0.25);
      r *= root;
      r *= root;
    }
  }
  return Number.isFinite(r) ? r : "range";
}

/** CPython 3.11: m_lgamma */
export function lgamma(x: number): GammaResult {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Infinity;
  if (x === Math.floor(x) && x <= 2) return x <= 0 ? "domain" : 0;
  const a = Math.abs(x);
  if (a < 1e-20) return -log(a);
  let r = log(lanczosSum(a)) - G;
  r += (a - 0.5) * (log(a + G - 0.5) - 1);
  if (x < 0) r = LOG_PI - log(Math.abs(sinPi(a))) - log(a) - r;
  return Number.isFinite(r) ? r : "range";
}
