import { callNoArgs } from "../../eval/call.ts";
import { mapItems } from "../../eval/map-items.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { type PyObject, type Result, STOP } from "../../object.ts";
import { asDouble } from "../../objects/float/float.ts";
import { intFromDouble } from "../../objects/float/operations.ts";
import { bitLength } from "../../objects/int/arithmetic.ts";
import { exponentOf, intToDouble, scaleDouble } from "../../objects/int/to-double.ts";
import { isInt } from "../../objects/int/value.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { lookupSpecial } from "../../protocol/attribute.ts";
import * as elementary from "../../protocol/libm/elementary.ts";
import { erf, erfc } from "../../protocol/libm/error-function.ts";
import { type GammaResult, gamma, lgamma } from "../../protocol/libm/gamma.ts";
import * as hyperbolic from "../../protocol/libm/hyperbolic.ts";
import { pow } from "../../protocol/libm/pow.ts";
import * as trigonometry from "../../protocol/libm/trigonometry.ts";
import { binaryOp } from "../../protocol/number.ts";
import { domainError, rangeError, realFunction, realFunction2 } from "./with-doubles.ts";

const NB_TRUE_DIVIDE = 11;

/** CPython 3.11: Modules/mathmodule.c math_1 (FUNC1): a NaN out of a number is a domain error, an infinity out of a finite one an overflow or a pole. */
function simple(name: string, doc: string, f: (x: number) => number, canOverflow = false): MethodSpec {
  return realFunction(name, doc, (vm, x) => {
    const r = f(x);
    if (Number.isNaN(r) && !Number.isNaN(x)) return domainError(vm);
    if (Math.abs(r) === Infinity && Number.isFinite(x)) return canOverflow ? rangeError(vm) : domainError(vm);
    return vm.newFloat(r);
  });
}

/** CPython 3.11: math_1a (FUNC1A) */
function withErrors(name: string, doc: string, f: (x: number) => GammaResult): MethodSpec {
  return realFunction(name, doc, (vm, x) => {
    const r = f(x);
    if (r === "domain") return domainError(vm);
    return r === "range" ? rangeError(vm) : vm.newFloat(r);
  });
}

/** CPython 3.11: m_remainder: x less the nearest multiple of y, ties to even. */
export function remainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (Math.abs(x) === Infinity || y === 0) return Number.NaN;
  if (Math.abs(y) === Infinity) return x;
  const absx = Math.abs(x);
  const absy = Math.abs(y);
  const m = absx % absy;
  const c = absy - m;
  let r: number;
  if (m < c) r = m;
  else if (m > c) r = -c;
  else r = m - 2 * ((0.5 * (absx - m)) % absy);
  return x < 0 || Object.is(x, -0) ? -r : r;
}

/** The next double after x in the direction of y. C's nextafter. */
export function nextafter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? 5e-324 : -5e-324;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  view.setBigInt64(0, y > x === x > 0 ? bits + 1n : bits - 1n);
  return view.getFloat64(0);
}

function ulp(x: number): number {
  if (!Number.isFinite(x)) return Math.abs(x);
  const a = Math.abs(x);
  const next = nextafter(a, Infinity);
  return next === Infinity ? a - nextafter(a, -Infinity) : next - a;
}

/** CPython 3.11: math_pow_impl */
function math_pow(vm: VM, x: number, y: number): Result {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return vm.newFloat(powSpecial(x, y));
  const r = pow(x, y);
  if (Number.isFinite(r)) return vm.newFloat(r);
  if (Number.isNaN(r) || x === 0) return domainError(vm);
  return rangeError(vm);
}

function powSpecial(x: number, y: number): number {
  if (Number.isNaN(x)) return y === 0 ? 1 : x;
  if (Number.isNaN(y)) return x === 1 ? 1 : y;
  if (Math.abs(x) === Infinity) {
    const odd = Number.isFinite(y) && Math.abs(y % 2) === 1;
    if (y > 0) return odd ? x : Math.abs(x);
    if (y === 0) return 1;
    return odd && x < 0 ? -0 : 0;
  }
  if (Math.abs(x) === 1) return 1;
  if (y > 0 === Math.abs(x) > 1) return Infinity;
  return 0;
}

/** CPython 3.11: math_fmod_impl */
function math_fmod(vm: VM, x: number, y: number): Result {
  if (Math.abs(y) === Infinity && Number.isFinite(x)) return vm.newFloat(x);
  const r = x % y;
  if (Number.isNaN(r) && !Number.isNaN(x) && !Number.isNaN(y)) return domainError(vm);
  return vm.newFloat(r);
}

/** CPython 3.11: math_frexp_impl */
function math_frexp(vm: VM, x: number): Result {
  if (x === 0 || !Number.isFinite(x)) return vm.newTuple([vm.newFloat(x), vm.newInt(0)]);
  const e = exponentOf(x) + 1;
  return vm.newTuple([vm.newFloat(scaleDouble(x, -e)), vm.newInt(e)]);
}

/** CPython 3.11: math_modf_impl */
function math_modf(vm: VM, x: number): Result {
  if (Math.abs(x) === Infinity) return vm.newTuple([vm.newFloat(x > 0 ? 0 : -0), vm.newFloat(x)]);
  const whole = Math.trunc(x);
  const rest = x - whole;
  const signed = rest === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rest;
  return vm.newTuple([vm.newFloat(signed), vm.newFloat(whole)]);
}

function copysign(x: number, y: number): number {
  const negative = y < 0 || Object.is(y, -0);
  return negative ? -Math.abs(x) : Math.abs(x);
}

// --- Logarithms of any number -------------------------------------------------------------------------------------------------

type Logarithm = (x: number) => number;

/** Ints may be larger than any double. CPython 3.11: loghelper */
function logOf(vm: VM, o: PyObject, f: Logarithm): Result {
  if (!isInt(o)) {
    const after = f === elementary.log ? afterLog : f === hyperbolic.log2 ? afterLog2 : afterLog10;
    return then(vm, asDouble(vm, o), after);
  }
  const v = o.v;
  if (v <= 0) return domainError(vm);
  const x = intToDouble(v);
  if (Number.isFinite(x)) return vm.newFloat(f(x));
  // v = m * 2**e with m rounded once, as _PyLong_Frexp does.
  const e = bitLength(v);
  const cut = BigInt(e - 64);
  const rest = (BigInt(v) >> cut) | ((BigInt(v) & ((1n << cut) - 1n)) === 0n ? 0n : 1n);
  return vm.newFloat(f(scaleDouble(Number(rest), -64)) + f(2) * e);
}

function logOfDouble(vm: VM, value: PyObject, f: Logarithm): Result {
  const x = value.v as number;
  vm.counts.decref(value);
  const r = f(x);
  if ((Number.isNaN(r) && !Number.isNaN(x)) || (r === -Infinity && x === 0)) return domainError(vm);
  return vm.newFloat(r);
}

function afterLog(vm: VM, value: PyObject): Result {
  return logOfDouble(vm, value, elementary.log);
}

function afterLog2(vm: VM, value: PyObject): Result {
  return logOfDouble(vm, value, hyperbolic.log2);
}

function afterLog10(vm: VM, value: PyObject): Result {
  return logOfDouble(vm, value, hyperbolic.log10);
}

/** CPython 3.11: math_log_impl */
function math_log(vm: VM, _module: PyObject, args: PyObject[]): Result {
  if (args.length < 1 || args.length > 2) return vm.raise(vm.T.TypeError, "math.log requires 1 to 2 arguments");
  const numerator = logOf(vm, args[0]!, elementary.log);
  return args.length === 1 ? numerator : then(vm, numerator, logOfBase, args[1]!);
}

function logOfBase(vm: VM, numerator: PyObject, base: PyObject | null): Result {
  const r = then(vm, logOf(vm, base!, elementary.log), divideLogs, numerator);
  vm.counts.decref(numerator);
  return r;
}

function divideLogs(vm: VM, denominator: PyObject, numerator: PyObject | null): Result {
  return dropAfter(vm, binaryOp(vm, numerator!, denominator, NB_TRUE_DIVIDE), denominator);
}

// --- To integers --------------------------------------------------------------------------------------------------------------

/** CPython 3.11: math_floor, math_ceil */
function toInteger(name: "floor" | "ceil"): (vm: VM, module: PyObject, x: PyObject) => Result {
  const round = (x: number): number => (name === "floor" ? Math.floor(x) : Math.ceil(x));
  const afterDouble = (vm: VM, value: PyObject): Result => {
    const x = value.v as number;
    vm.counts.decref(value);
    return intFromDouble(vm, round(x));
  };
  const afterLookup = (vm: VM, f: PyObject, x: PyObject | null): Result => {
    if (f === STOP) return then(vm, asDouble(vm, x!), afterDouble);
    return dropAfter(vm, callNoArgs(vm, f), f);
  };
  return (vm, _module, x) => {
    if (x.type === vm.T.float) return intFromDouble(vm, round(x.v as number));
    return thenBorrowed(vm, lookupSpecial(vm, x, `__${name}__`), afterLookup, x, null, null, 0, true);
  };
}

/** CPython 3.11: math_trunc */
function math_trunc(vm: VM, _module: PyObject, x: PyObject): Result {
  if (x.type === vm.T.float) return intFromDouble(vm, Math.trunc(x.v as number));
  return thenBorrowed(vm, lookupSpecial(vm, x, "__trunc__"), callTrunc, x, null, null, 0, true);
}

function callTrunc(vm: VM, f: PyObject, x: PyObject | null): Result {
  if (f === STOP) return vm.raise(vm.T.TypeError, `type ${x!.type.name} doesn't define __trunc__ method`);
  return dropAfter(vm, callNoArgs(vm, f), f);
}

// --- ldexp and isclose --------------------------------------------------------------------------------------------------------

/** CPython 3.11: math_ldexp_impl */
function math_ldexp(vm: VM, _module: PyObject, x: PyObject, i: PyObject): Result {
  return thenBorrowed(vm, asDouble(vm, x), ldexpBy, i);
}

function ldexpBy(vm: VM, value: PyObject, i: PyObject | null): Result {
  const x = value.v as number;
  vm.counts.decref(value);
  if (i === null || !isInt(i)) return vm.raise(vm.T.TypeError, "Expected an int as second argument to ldexp.");
  if (x === 0 || !Number.isFinite(x)) return vm.newFloat(x);
  const n = Math.max(-10000, Math.min(10000, Number(i.v)));
  const r = scaleDouble(x, n);
  return Math.abs(r) === Infinity ? rangeError(vm) : vm.newFloat(r === 0 ? copysign(0, x) : r);
}

/** CPython 3.11: math_isclose_impl */
function math_isclose(vm: VM, _module: PyObject, a: PyObject, b: PyObject, rel: PyObject | null, abs: PyObject | null): Result {
  const relative = rel ?? vm.newFloat(1e-9);
  const absolute = abs ?? vm.newFloat(0);
  const r = then(vm, mapItems(vm, [a, b, relative, absolute], asDouble), compareClose);
  if (rel === null) vm.counts.decref(relative);
  if (abs === null) vm.counts.decref(absolute);
  return r;
}

function compareClose(vm: VM, values: PyObject): Result {
  const [a, b, relative, absolute] = (values.v as PyObject<number>[]).map((o) => o.v) as [number, number, number, number];
  vm.counts.decref(values);
  if (relative < 0 || absolute < 0) return vm.raise(vm.T.ValueError, "tolerances must be non-negative");
  if (a === b) return vm.newBool(true);
  if (Math.abs(a) === Infinity || Math.abs(b) === Infinity) return vm.newBool(false);
  const difference = Math.abs(b - a);
  const close = difference <= Math.abs(relative * b) || difference <= Math.abs(relative * a) || difference <= absolute;
  return vm.newBool(close);
}

/** CPython 3.11: Modules/mathmodule.c, functions of real numbers. */
export const realFunctions: readonly MethodSpec[] = [
  simple("acos", "The arc cosine, in radians, between 0 and pi.", trigonometry.acos),
  simple("acosh", "The inverse hyperbolic cosine.", hyperbolic.acosh),
  simple("asin", "The arc sine, in radians, between -pi/2 and pi/2.", trigonometry.asin),
  simple("asinh", "The inverse hyperbolic sine.", hyperbolic.asinh),
  simple("atan", "The arc tangent, in radians, between -pi/2 and pi/2.", trigonometry.atan),
  simple("atanh", "The inverse hyperbolic tangent.", hyperbolic.atanh),
  simple("cbrt", "The cube root.", hyperbolic.cbrt),
  simple("cos", "Return the cosine of x (measured in radians).", elementary.cos),
  simple("cosh", "The hyperbolic cosine.", hyperbolic.cosh, true),
  simple("exp", "e to the power of x.", elementary.exp, true),
  simple("exp2", "2 to the power of x.", hyperbolic.exp2, true),
  simple("expm1", "exp(x)-1, without the loss of digits near 0.", hyperbolic.expm1, true),
  simple("fabs", "The absolute value, a float.", Math.abs),
  simple("log1p", "The natural logarithm of 1+x, without the loss of digits near 0.", hyperbolic.log1p),
  simple("sin", "Return the sine of x (measured in radians).", elementary.sin),
  simple("sinh", "The hyperbolic sine.", hyperbolic.sinh, true),
  simple("sqrt", "The square root.", Math.sqrt),
  simple("tan", "Return the tangent of x (measured in radians).", trigonometry.tan),
  simple("tanh", "The hyperbolic tangent.", hyperbolic.tanh),
  withErrors("erf", "The error function.", erf),
  withErrors("erfc", "The complementary error function: 1 - erf(x).", erfc),
  withErrors("gamma", "The gamma function.", gamma),
  withErrors("lgamma", "The natural logarithm of the absolute value of the gamma function.", lgamma),
  realFunction("degrees", "From radians to degrees.", (vm, x) => vm.newFloat(x * (180 / Math.PI))),
  realFunction("radians", "From degrees to radians.", (vm, x) => vm.newFloat(x * (Math.PI / 180))),
  realFunction("isfinite", "Is it neither an infinity nor a NaN.", (vm, x) => vm.newBool(Number.isFinite(x))),
  realFunction("isinf", "Is it an infinity.", (vm, x) => vm.newBool(Math.abs(x) === Infinity)),
  realFunction("isnan", "Is it a NaN.", (vm, x) => vm.newBool(Number.isNaN(x))),
  realFunction("frexp", "x as (m, e) with x = m * 2.**e and 0.5 <= abs(m) < 1.", math_frexp),
  realFunction("modf", "The fractional and integer parts of x, both floats with its sign.", math_modf),
  realFunction("ulp", "The value of the last bit of x.", (vm, x) => vm.newFloat(ulp(x))),
  realFunction2("atan2", "y, x", "The angle of the point (x, y), with its quadrant.", (vm, y, x) =>
    vm.newFloat(elementary.atan2(y, x)),
  ),
  realFunction2("copysign", "x, y", "A float of the magnitude of x and the sign of y.", (vm, x, y) =>
    vm.newFloat(copysign(x, y)),
  ),
  realFunction2("fmod", "x, y", "fmod(x, y) as C has it: with the sign of x.", math_fmod),
  realFunction2("pow", "x, y", "x**y (x to the power of y), in floats.", math_pow),
  realFunction2("nextafter", "x, y", "The next float after x towards y.", (vm, x, y) => vm.newFloat(nextafter(x, y))),
  realFunction2("remainder", "x, y", "x less the nearest multiple of y, ties to the even one.", (vm, x, y) => {
    const r = remainder(x, y);
    return Number.isNaN(r) && !Number.isNaN(x) && !Number.isNaN(y) ? domainError(vm) : vm.newFloat(r);
  }),
  method("log", "($module, *args)", math_log, {
    convention: "METH_FASTCALL",
    doc: "log(x, [base=math.e])\nThe logarithm of x to the given base, by default the natural one.",
  }),
  method("log2", "($module, x, /)", (vm, _module, x: PyObject) => logOf(vm, x, hyperbolic.log2), {
    doc: "The base 2 logarithm.",
  }),
  method("log10", "($module, x, /)", (vm, _module, x: PyObject) => logOf(vm, x, hyperbolic.log10), {
    doc: "The base 10 logarithm.",
  }),
  method("floor", "($module, x, /)", toInteger("floor"), { doc: "The largest int that is no larger than x." }),
  method("ceil", "($module, x, /)", toInteger("ceil"), { doc: "The smallest int that is no smaller than x." }),
  method("trunc", "($module, x, /)", math_trunc, { doc: "The int that is left without the digits after the point." }),
  method("ldexp", "($module, x, i, /)", math_ldexp, { doc: "x * (2**i)." }),
  method("isclose", "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", math_isclose, {
    doc: "Are two numbers close: by no more than rel_tol times the larger one apart, or no more than abs_tol.",
  }),
];
