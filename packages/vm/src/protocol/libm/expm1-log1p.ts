import { scaleDouble } from "../../objects/int/to-double.ts";

/*
 * e**x - 1 and ln(1 + x) as fdlibm and after it glibc compute them: reduction to a small argument, and a rational approximation there whose terms are added in
 * pairs. Not rounded correctly, so every operation has to be the same for the last digit to be.
 */

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;
const Q1 = -3.33333333333331316428e-2;
const Q2 = 1.58730158725481460165e-3;
const Q3 = -7.93650757867487942473e-5;
const Q4 = 4.00821782732936239552e-6;
const Q5 = -2.01099218183624371326e-7;

const view = new DataView(new ArrayBuffer(8));

/** The upper half of a double's bits. */
function highWord(x: number): number {
  view.setFloat64(0, x);
  return view.getInt32(0);
}

/** e**x - 1. */
export function expm1(x: number): number {
  const high = highWord(x) & 0x7fffffff;
  if (high >= 0x4043687a) {
    if (Number.isNaN(x)) return x;
    if (x > 709.782712893383973096) return Infinity;
    if (x < 0) return -1;
  }
  if (high <= 0x3fd62e42) return high < 0x3c900000 ? x : expm1Reduced(x, 0, 0);
  let k: number;
  let upper: number;
  let lower: number;
  if (high < 0x3ff0a2b2) {
    k = x > 0 ? 1 : -1;
    upper = x - k * LN2_HIGH;
    lower = k * LN2_LOW;
  } else {
    k = Math.trunc(INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5));
    upper = x - k * LN2_HIGH;
    lower = k * LN2_LOW;
  }
  const y = upper - lower;
  return expm1Reduced(y, upper - y - lower, k);
}

/** 2**k * e**x - 1 for a small x with the correction c. */
function expm1Reduced(x: number, c: number, k: number): number {
  const half = 0.5 * x;
  const h = x * half;
  const h2 = h * h;
  const r = 1 + h * Q1 + h2 * (Q2 + h * Q3) + h2 * h2 * (Q4 + h * Q5);
  const t = 3 - r * half;
  let e = h * ((r - t) / (6 - x * t));
  if (k === 0) return x - (x * e - h);
  e = x * (e - c) - c;
  e -= h;
  if (k === -1) return 0.5 * (x - e) - 0.5;
  if (k === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  if (k <= -2 || k > 56) return scaleDouble(1 - (e - x), k) - 1;
  if (k < 20) return scaleDouble(1 - scaleDouble(1, -k) - (e - x), k);
  return scaleDouble(x - (e + scaleDouble(1, -k)) + 1, k);
}

const L1 = 6.66666666666673513e-1;
const L2 = 3.999999999940941908e-1;
const L3 = 2.857142874366239149e-1;
const L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1;
const L6 = 1.531383769920937332e-1;
const L7 = 1.479819860510658591e-1;

/** ln(1 + x). */
export function log1p(x: number): number {
  if (Number.isNaN(x) || x < -1) return Number.NaN;
  if (x === -1) return -Infinity;
  if (x === Infinity) return x;
  const high = highWord(x);
  const a = high & 0x7fffffff;
  if (a < 0x3e200000) return a < 0x3c900000 ? x : x - x * x * 0.5;
  if (high < 0x3fda827a && (high > 0 || high <= (0xbfd2bec3 | 0))) return logReduced(x, 0, 0, false);
  let u = x;
  let c = 0;
  let k: number;
  if (high < 0x43400000) {
    u = 1 + x;
    k = (highWord(u) >> 20) - 1023;
    c = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
  } else k = (high >> 20) - 1023;
  let fraction = highWord(u) & 0x000fffff;
  view.setFloat64(0, u);
  if (fraction < 0x6a09e) view.setInt32(0, fraction | 0x3ff00000);
  else {
    k++;
    view.setInt32(0, fraction | 0x3fe00000);
    fraction = (0x00100000 - fraction) >> 2;
  }
  return logReduced(view.getFloat64(0) - 1, c, k, fraction === 0);
}

/** k * ln(2) + ln(1 + f) with the correction c. */
function logReduced(f: number, correction: number, k: number, tiny: boolean): number {
  const half = 0.5 * f * f;
  let c = correction;
  if (tiny) {
    if (f === 0) {
      if (k === 0) return 0;
      c += k * LN2_LOW;
      return k * LN2_HIGH + c;
    }
    const r = half * (1 - 0.66666666666666666 * f);
    return k === 0 ? f - r : k * LN2_HIGH - (r - (k * LN2_LOW + c) - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const z4 = z2 * z2;
  const r = z * L1 + z2 * (L2 + z * L3) + z4 * (L4 + z * L5) + z4 * z2 * (L6 + z * L7);
  if (k === 0) return f - (half - s * (half + r));
  return k * LN2_HIGH - (half - (s * (half + r) + (k * LN2_LOW + c)) - f);
}
