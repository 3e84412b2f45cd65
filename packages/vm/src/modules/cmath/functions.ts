import { scaleDouble } from "../../objects/int/to-double.ts";
import { atan2, cos, exp, hypot, log, sin } from "../../protocol/libm/elementary.ts";
import { asinh, log1p, cosh as realCosh, sinh as realSinh, tanh as realTanh } from "../../protocol/libm/hyperbolic.ts";
import { tan as realTan } from "../../protocol/libm/trigonometry.ts";
import { type Complex, specialValue } from "./special.ts";

/*
 * The functions of Modules/cmathmodule.c, with its ways around overflow and cancellation; the last digit depends on them.
 */

/** A value, or which error: C's EDOM or ERANGE. */
export type Outcome = Complex | "domain" | "range";

const LARGE = Number.MAX_VALUE / 4;
const SQRT_LARGE = Math.sqrt(LARGE);
const LOG_LARGE = 708.3964185322641;
const DBL_MIN = 2.2250738585072014e-308;
const SQRT_DBL_MIN = Math.sqrt(DBL_MIN);
const LN2 = Math.LN2;
const LN10 = Math.LN10;

function c(real: number, imag: number): Complex {
  return { real, imag };
}

function copysign(x: number, y: number): number {
  const a = Math.abs(x);
  return y < 0 || Object.is(y, -0) ? -a : a;
}

function special(name: string, z: Complex): Outcome {
  return specialValue(name, z.real, z.imag) ?? "domain";
}

function isFinite(z: Complex): boolean {
  return Number.isFinite(z.real) && Number.isFinite(z.imag);
}

function isLarge(z: Complex): boolean {
  return Math.abs(z.real) > LARGE || Math.abs(z.imag) > LARGE;
}

/** ln|z| + ln(2) of numbers too large to be squared. */
function logLarge(z: Complex): number {
  return log(hypot(z.real / 2, z.imag / 2)) + LN2 * 2;
}

/** `f(i z) / i` and the like: the circular functions by way of the hyperbolic ones. */
function turned(f: (z: Complex) => Outcome): (z: Complex) => Outcome {
  return (z) => {
    const s = f(c(-z.imag, z.real));
    return typeof s === "string" ? s : c(s.imag, -s.real);
  };
}

export function sqrt(z: Complex): Outcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) return special("sqrt", z);
  if (x === 0 && y === 0) return c(0, y);
  let ax = Math.abs(x);
  const ay = Math.abs(y);
  let s: number;
  if (ax < DBL_MIN && ay < DBL_MIN && (ax > 0 || ay > 0)) {
    ax = scaleDouble(ax, 53);
    s = scaleDouble(Math.sqrt(ax + hypot(ax, scaleDouble(ay, 53))), -27);
  } else {
    ax /= 8;
    s = 2 * Math.sqrt(ax + hypot(ax, ay / 8));
  }
  const d = ay / (2 * s);
  return x >= 0 ? c(s, copysign(d, y)) : c(d, copysign(s, y));
}

function root(real: number, imag: number): Complex {
  return sqrt(c(real, imag)) as Complex;
}

export function acos(z: Complex): Outcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) return special("acos", z);
  if (isLarge(z)) return c(atan2(Math.abs(y), x), x < 0 ? -copysign(logLarge(z), y) : copysign(logLarge(z), -y));
  const s1 = root(1 - x, -y);
  const s2 = root(1 + x, y);
  return c(2 * atan2(s1.real, s2.real), asinh(s2.real * s1.imag - s2.imag * s1.real));
}

export function acosh(z: Complex): Outcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) return special("acosh", z);
  if (isLarge(z)) return c(logLarge(z), atan2(y, x));
  const s1 = root(x - 1, y);
  const s2 = root(x + 1, y);
  return c(asinh(s1.real * s2.real + s1.imag * s2.imag), 2 * atan2(s1.imag, s2.real));
}

function asinhComplex(z: Complex): Outcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) return special("asinh", z);
  if (isLarge(z)) return c(y >= 0 ? copysign(logLarge(z), x) : -copysign(logLarge(z), -x), atan2(y, Math.abs(x)));
  const s1 = root(1 + y, -x);
  const s2 = root(1 - y, x);
  return c(asinh(s1.real * s2.imag - s2.real * s1.imag), atan2(y, s1.real * s2.real - s1.imag * s2.imag));
}

export function atanh(z: Complex): Outcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) return special("atanh", z);
  if (x < 0 || Object.is(x, -0)) {
    const r = atanh(c(-x, -y));
    return typeof r === "string" ? r : c(-r.real, -r.imag);
  }
  const ay = Math.abs(y);
  if (x > SQRT_LARGE || ay > SQRT_LARGE) {
    const h = hypot(x / 2, y / 2);
    return c(x / 4 / h / h, -copysign(Math.PI / 2, -y));
  }
  if (x === 1 && ay < SQRT_DBL_MIN) {
    if (ay === 0) return "domain";
    return c(-log(Math.sqrt(ay) / Math.sqrt(hypot(ay, 2))), copysign(atan2(2, -ay) / 2, y));
  }
  return c(log1p((4 * x) / ((1 - x) * (1 - x) + ay * ay)) / 4, -atan2(-2 * y, (1 - x) * (1 + x) - ay * ay) / 2);
}

/** An infinite real part with a finite angle other than zero: a direction times `size`. */
function direction(size: number, realSign: number, imagSign: number): Complex {
  return c(copysign(size, realSign), copysign(size, imagSign));
}

function checked(real: number, imag: number): Outcome {
  return Math.abs(real) === Infinity || Math.abs(imag) === Infinity ? "range" : c(real, imag);
}

export function cosh(z: Complex): Outcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) {
    if (!Number.isNaN(x) && !Number.isFinite(x) && Number.isFinite(y) && y !== 0)
      return direction(Infinity, cos(y), x > 0 ? sin(y) : -sin(y));
    return special("cosh", z);
  }
  if (Math.abs(x) > LOG_LARGE) {
    const near = x - copysign(1, x);
    return checked(cos(y) * realCosh(near) * Math.E, sin(y) * realSinh(near) * Math.E);
  }
  return checked(cos(y) * realCosh(x), sin(y) * realSinh(x));
}

export function sinh(z: Complex): Outcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) {
    if (!Number.isNaN(x) && !Number.isFinite(x) && Number.isFinite(y) && y !== 0)
      return direction(Infinity, x > 0 ? cos(y) : -cos(y), sin(y));
    return special("sinh", z);
  }
  if (Math.abs(x) > LOG_LARGE) {
    const near = x - copysign(1, x);
    return checked(cos(y) * realSinh(near) * Math.E, sin(y) * realCosh(near) * Math.E);
  }
  return checked(cos(y) * realSinh(x), sin(y) * realCosh(x));
}

export function expComplex(z: Complex): Outcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) {
    if (!Number.isNaN(x) && !Number.isFinite(x) && Number.isFinite(y) && y !== 0)
      return direction(x > 0 ? Infinity : 0, cos(y), sin(y));
    return special("exp", z);
  }
  if (x > LOG_LARGE) {
    const l = exp(x - 1);
    return checked(l * cos(y) * Math.E, l * sin(y) * Math.E);
  }
  const l = exp(x);
  return checked(l * cos(y), l * sin(y));
}

export function tanh(z: Complex): Outcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) {
    if (!Number.isNaN(x) && !Number.isFinite(x) && Number.isFinite(y) && y !== 0)
      return c(x > 0 ? 1 : -1, copysign(0, 2 * sin(y) * cos(y)));
    return special("tanh", z);
  }
  if (Math.abs(x) > LOG_LARGE) return c(copysign(1, x), 4 * sin(y) * cos(y) * exp(-2 * Math.abs(x)));
  const tx = realTanh(x);
  const ty = realTan(y);
  const cx = 1 / realCosh(x);
  const product = tx * ty;
  const denominator = 1 + product * product;
  return c((tx * (1 + ty * ty)) / denominator, (ty / denominator) * cx * cx);
}

export function logComplex(z: Complex): Outcome {
  const { real: x, imag: y } = z;
  if (!isFinite(z)) return special("log", z);
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  const angle = atan2(y, x);
  if (isLarge(z)) return c(log(hypot(ax / 2, ay / 2)) + LN2, angle);
  if (ax < DBL_MIN && ay < DBL_MIN) {
    if (ax === 0 && ay === 0) return "domain";
    return c(log(hypot(scaleDouble(ax, 53), scaleDouble(ay, 53))) - 53 * LN2, angle);
  }
  const h = hypot(ax, ay);
  if (h < 0.71 || h > 1.73) return c(log(h), angle);
  const most = Math.max(ax, ay);
  const least = Math.min(ax, ay);
  return c(log1p((most - 1) * (most + 1) + least * least) / 2, angle);
}

export function log10(z: Complex): Outcome {
  const r = logComplex(z);
  return typeof r === "string" ? r : c(r.real / LN10, r.imag / LN10);
}

export function rect(r: number, phi: number): Outcome {
  if (!Number.isFinite(r) || !Number.isFinite(phi)) {
    if (!Number.isNaN(r) && !Number.isFinite(r) && Number.isFinite(phi) && phi !== 0)
      return r > 0 ? direction(Infinity, cos(phi), sin(phi)) : direction(Infinity, -cos(phi), -sin(phi));
    return special("rect", c(r, phi));
  }
  return phi === 0 ? c(r, r * phi) : c(r * cos(phi), r * sin(phi));
}

export const asinhFunction: (z: Complex) => Outcome = asinhComplex;
export const asin: (z: Complex) => Outcome = turned(asinhComplex);
export const atan: (z: Complex) => Outcome = turned(atanh);
export const sin_: (z: Complex) => Outcome = turned(sinh);
export const tan: (z: Complex) => Outcome = turned(tanh);

export function cos_(z: Complex): Outcome {
  return cosh(c(-z.imag, z.real));
}
