import { newRef } from "@vivarium/heap";
import { callNoArgs } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { andThen, startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { isComplex, newComplex } from "../objects/complex/operations.ts";
import { asDouble } from "../objects/float/float.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { lookupSpecial } from "../protocol/attribute.ts";
import { atan2, hypot } from "../protocol/libm/elementary.ts";
import * as functions from "./cmath/functions.ts";
import type { Complex } from "./cmath/special.ts";
import { domainError, rangeError } from "./math/with-doubles.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** An argument as a complex object. CPython 3.11: Objects/complexobject.c PyComplex_AsCComplex */
function asComplex(vm: VM, o: PyObject): Result {
  if (isComplex(vm, o)) return newRef(o);
  return andThen(vm, lookupSpecial(vm, o, "__complex__"), callComplex, o, null, null, 0, true);
}

function callComplex(vm: VM, f: PyObject, o: PyObject | null): Result {
  if (f === STOP) return andThen(vm, asDouble(vm, o!), fromDouble);
  const r = andThen(vm, callNoArgs(vm, f), checkComplex);
  vm.counts.decref(f);
  return r;
}

function fromDouble(vm: VM, value: PyObject): Result {
  const x = value.v as number;
  vm.counts.decref(value);
  return newComplex(vm, x, 0);
}

function checkComplex(vm: VM, value: PyObject): Result {
  if (isComplex(vm, value)) return value;
  const name = value.type.name;
  vm.counts.decref(value);
  return vm.raise(vm.T.TypeError, `__complex__ returned non-complex (type ${name})`);
}

class ComplexFrame extends NativeFrame {
  given: PyObject[];
  done: PyObject[] = [];

  constructor(given: readonly PyObject[]) {
    super();
    this.given = given.map((o) => newRef(o));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) this.done.push(got);
      const o = this.given[this.done.length];
      if (o === undefined) {
        const { done } = this;
        this.done = [];
        return vm.newTuple(done);
      }
      got = asComplex(vm, o);
    }
  }
}

type Compute = (vm: VM, values: Complex[]) => Result;

/** A function of so many complex numbers. `f` keeps nothing. */
function onComplex(f: Compute): (vm: VM, module: PyObject, ...args: (PyObject | null)[]) => Result {
  const computed = (vm: VM, values: PyObject): Result => {
    const numbers = (values.v as PyObject<Complex>[]).map((o) => o.v);
    vm.counts.decref(values);
    return f(vm, numbers);
  };
  return (vm, _module, ...args) => andThen(vm, startFrame(vm, new ComplexFrame(args.filter((o) => o !== null))), computed);
}

function outcome(vm: VM, r: functions.Outcome): Result {
  if (r === "domain") return domainError(vm);
  return r === "range" ? rangeError(vm) : newComplex(vm, r.real, r.imag);
}

function complexFunction(name: string, f: (z: Complex) => functions.Outcome): MethodSpec {
  return method(
    name,
    "($module, z, /)",
    onComplex((vm, [z]) => outcome(vm, f(z!))),
    { doc: `The ${name} of z.` },
  );
}

function test(name: string, f: (x: number) => boolean, all: boolean): MethodSpec {
  return method(
    name,
    "($module, z, /)",
    onComplex((vm, [z]) => vm.newBool(all ? f(z!.real) && f(z!.imag) : f(z!.real) || f(z!.imag))),
  );
}

/** CPython 3.11: cmath_log_impl */
function log(vm: VM, [z, base]: Complex[]): Result {
  const x = functions.logComplex(z!);
  if (base === undefined || x === "range") return outcome(vm, x);
  const y = functions.logComplex(base);
  if (typeof y === "string") return outcome(vm, y);
  // The second logarithm forgets that the first was one of zero.
  return outcome(vm, quotient(x === "domain" ? { real: -Infinity, imag: atan2(z!.imag, z!.real) } : x, y));
}

/** Smith's division. CPython 3.11: Objects/complexobject.c _Py_c_quot */
function quotient(a: Complex, b: Complex): functions.Outcome {
  if (Math.abs(b.real) >= Math.abs(b.imag)) {
    if (b.real === 0) return "domain";
    const ratio = b.imag / b.real;
    const d = b.real + b.imag * ratio;
    return { real: (a.real + a.imag * ratio) / d, imag: (a.imag - a.real * ratio) / d };
  }
  if (Math.abs(b.imag) >= Math.abs(b.real)) {
    const ratio = b.real / b.imag;
    const d = b.real * ratio + b.imag;
    return { real: (a.real * ratio + a.imag) / d, imag: (a.imag * ratio - a.real) / d };
  }
  return { real: Number.NaN, imag: Number.NaN };
}

/** CPython 3.11: cmath_polar_impl */
function polar(vm: VM, [z]: Complex[]): Result {
  const r = hypot(z!.real, z!.imag);
  if (r === Infinity && Number.isFinite(z!.real) && Number.isFinite(z!.imag)) return rangeError(vm);
  return vm.newTuple([vm.newFloat(r), vm.newFloat(atan2(z!.imag, z!.real))]);
}

/** CPython 3.11: cmath_rect_impl; both arguments are real */
function rect(vm: VM, _module: PyObject, r: PyObject, phi: PyObject): Result {
  return andThen(vm, asDouble(vm, r), haveLength, phi);
}

function haveLength(vm: VM, r: PyObject, phi: PyObject | null): Result {
  const result = andThen(vm, asDouble(vm, phi!), haveAngle, r);
  vm.counts.decref(r);
  return result;
}

function haveAngle(vm: VM, phi: PyObject, r: PyObject | null): Result {
  const angle = phi.v as number;
  vm.counts.decref(phi);
  return outcome(vm, functions.rect(r!.v as number, angle));
}

/** CPython 3.11: cmath_isclose_impl */
function isclose(
  vm: VM,
  module: PyObject,
  a: PyObject,
  b: PyObject,
  relative: PyObject | null,
  absolute: PyObject | null,
): Result {
  const tolerance = (o: PyObject | null, otherwise: number): PyObject => (o === null ? vm.newFloat(otherwise) : newRef(o));
  const rel = tolerance(relative, 1e-9);
  const abs = tolerance(absolute, 0);
  const r = closeEnough(vm, module, a, b, rel, abs);
  vm.counts.decrefAll([rel, abs]);
  return r;
}

const closeEnough = onComplex((vm, [a, b, rel, abs]) => {
  const relative = rel!.real;
  const absolute = abs!.real;
  if (relative < 0 || absolute < 0) return vm.raise(vm.T.ValueError, "tolerances must be non-negative");
  if (a!.real === b!.real && a!.imag === b!.imag) return vm.newBool(true);
  const infinite = (z: Complex): boolean => Math.abs(z.real) === Infinity || Math.abs(z.imag) === Infinity;
  if (infinite(a!) || infinite(b!)) return vm.newBool(false);
  const difference = hypot(a!.real - b!.real, a!.imag - b!.imag);
  const near =
    difference <= relative * hypot(b!.real, b!.imag) ||
    difference <= relative * hypot(a!.real, a!.imag) ||
    difference <= absolute;
  return vm.newBool(near);
});

/** The module `cmath`. CPython 3.11: Modules/cmathmodule.c cmath_exec */
export const cmathModule: ModuleSpec = {
  name: "cmath",
  doc: "This module provides access to mathematical functions for complex\nnumbers.",
  methods: [
    complexFunction("acos", functions.acos),
    complexFunction("acosh", functions.acosh),
    complexFunction("asin", functions.asin),
    complexFunction("asinh", functions.asinhFunction),
    complexFunction("atan", functions.atan),
    complexFunction("atanh", functions.atanh),
    complexFunction("cos", functions.cos_),
    complexFunction("cosh", functions.cosh),
    complexFunction("exp", functions.expComplex),
    complexFunction("log10", functions.log10),
    complexFunction("sin", functions.sin_),
    complexFunction("sinh", functions.sinh),
    complexFunction("sqrt", functions.sqrt),
    complexFunction("tan", functions.tan),
    complexFunction("tanh", functions.tanh),
    method("log", "($module, z, base=<unrepresentable>, /)", onComplex(log), {
      doc: "The logarithm of z to the given base, or the natural one.",
    }),
    method(
      "phase",
      "($module, z, /)",
      onComplex((vm, [z]) => vm.newFloat(atan2(z!.imag, z!.real))),
      { doc: "The angle of z." },
    ),
    method("polar", "($module, z, /)", onComplex(polar), { doc: "Length and angle of z." }),
    method("rect", "($module, r, phi, /)", rect, { doc: "The number with that length and angle." }),
    test("isfinite", Number.isFinite, true),
    test("isnan", Number.isNaN, false),
    test("isinf", (x) => Math.abs(x) === Infinity, false),
    method("isclose", "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", isclose, {
      doc: "Are two numbers close to each other?",
    }),
  ],
  init(vm, set) {
    set("pi", vm.newFloat(Math.PI));
    set("e", vm.newFloat(Math.E));
    set("tau", vm.newFloat(2 * Math.PI));
    set("inf", vm.newFloat(Infinity));
    set("infj", newComplex(vm, 0, Infinity));
    set("nan", vm.newFloat(Number.NaN));
    set("nanj", newComplex(vm, 0, Number.NaN));
  },
};
