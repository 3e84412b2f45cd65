import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type Result } from "../../object.ts";
import { atan2, cos, exp, hypot, log, sin } from "../../protocol/libm/elementary.ts";
import { pow } from "../../protocol/libm/pow.ts";
import type { IntValue } from "../int/arithmetic.ts";
import { isInt } from "../int/value.ts";
import { isSubtype } from "../type/mro.ts";

/** The payload of a complex. Never changed. */
export interface ComplexValue {
  readonly real: number;
  readonly imag: number;
}

export function isComplex(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.complex || isSubtype(o.type, vm.T.complex);
}

export function newComplex(vm: VM, real: number, imag: number): PyObject<ComplexValue> {
  return alloc<ComplexValue>(vm, vm.T.complex, { real, imag });
}

/** An operand as a complex number; undefined: it is no number of ours; null: OverflowError. CPython 3.11: Objects/complexobject.c to_complex */
function operand(vm: VM, o: PyObject): ComplexValue | undefined | null {
  if (isComplex(vm, o)) return o.v;
  if (isInt(o)) {
    const real = Number(o.v as IntValue);
    return Number.isFinite(real) ? { real, imag: 0 } : vm.raise(vm.T.OverflowError, "int too large to convert to float");
  }
  return isSubtype(o.type, vm.T.float) ? { real: o.v as number, imag: 0 } : undefined;
}

type Operation = (vm: VM, a: ComplexValue, b: ComplexValue) => Result;

function binary(vm: VM, a: PyObject, b: PyObject, operation: Operation): Result {
  const x = operand(vm, a);
  if (x === undefined) return vm.newNotImplemented();
  if (x === null) return null;
  const y = operand(vm, b);
  if (y === undefined) return vm.newNotImplemented();
  return y === null ? null : operation(vm, x, y);
}

/** CPython 3.11: Objects/complexobject.c complex_add */
export function complex_add(vm: VM, a: PyObject, b: PyObject): Result {
  return binary(vm, a, b, (v, x, y) => newComplex(v, x.real + y.real, x.imag + y.imag));
}

/** CPython 3.11: Objects/complexobject.c complex_sub */
export function complex_sub(vm: VM, a: PyObject, b: PyObject): Result {
  return binary(vm, a, b, (v, x, y) => newComplex(v, x.real - y.real, x.imag - y.imag));
}

function product(x: ComplexValue, y: ComplexValue): ComplexValue {
  return { real: x.real * y.real - x.imag * y.imag, imag: x.real * y.imag + x.imag * y.real };
}

/** CPython 3.11: Objects/complexobject.c complex_mul */
export function complex_mul(vm: VM, a: PyObject, b: PyObject): Result {
  return binary(vm, a, b, (v, x, y) => {
    const p = product(x, y);
    return newComplex(v, p.real, p.imag);
  });
}

/** Scaled so that it overflows only when the quotient does; null: division by zero. CPython 3.11: Objects/complexobject.c _Py_c_quot */
function quotient(x: ComplexValue, y: ComplexValue): ComplexValue | null {
  const absReal = Math.abs(y.real);
  const absImag = Math.abs(y.imag);
  if (absReal >= absImag) {
    if (absReal === 0) return null;
    const ratio = y.imag / y.real;
    const denominator = y.real + y.imag * ratio;
    return { real: (x.real + x.imag * ratio) / denominator, imag: (x.imag - x.real * ratio) / denominator };
  }
  if (absImag >= absReal) {
    const ratio = y.real / y.imag;
    const denominator = y.real * ratio + y.imag;
    return { real: (x.real * ratio + x.imag) / denominator, imag: (x.imag * ratio - x.real) / denominator };
  }
  return { real: Number.NaN, imag: Number.NaN };
}

/** CPython 3.11: Objects/complexobject.c complex_div */
export function complex_div(vm: VM, a: PyObject, b: PyObject): Result {
  return binary(vm, a, b, (v, x, y) => {
    const q = quotient(x, y);
    return q === null ? v.raise(v.T.ZeroDivisionError, "complex division by zero") : newComplex(v, q.real, q.imag);
  });
}

const ONE: ComplexValue = { real: 1, imag: 0 };

/** CPython 3.11: Objects/complexobject.c c_powu, c_powi */
function integerPower(x: ComplexValue, n: number): ComplexValue | null {
  let result = ONE;
  let p = x;
  for (let mask = 1, left = Math.abs(n); mask > 0 && left >= mask; mask <<= 1) {
    if ((left & mask) !== 0) result = product(result, p);
    p = product(p, p);
  }
  return n >= 0 ? result : quotient(ONE, result);
}

/** CPython 3.11: Objects/complexobject.c _Py_c_pow; null: zero to a power that is not positive */
function generalPower(a: ComplexValue, b: ComplexValue): ComplexValue | null {
  if (b.real === 0 && b.imag === 0) return ONE;
  if (a.real === 0 && a.imag === 0) return b.imag !== 0 || b.real < 0 ? null : { real: 0, imag: 0 };
  const size = hypot(a.real, a.imag);
  let length = pow(size, b.real);
  const angle = atan2(a.imag, a.real);
  let phase = angle * b.real;
  if (b.imag !== 0) {
    length *= exp(-angle * b.imag);
    phase += b.imag * log(size);
  }
  return { real: length * cos(phase), imag: length * sin(phase) };
}

/** CPython 3.11: Objects/complexobject.c complex_pow */
export function complex_pow(vm: VM, a: PyObject, b: PyObject, c: PyObject): Result {
  const x = operand(vm, a);
  if (x === undefined) return vm.newNotImplemented();
  if (x === null) return null;
  const y = operand(vm, b);
  if (y === undefined) return vm.newNotImplemented();
  if (y === null) return null;
  if (c !== vm.none) return vm.raise(vm.T.ValueError, "complex modulo");
  const small = y.imag === 0 && y.real === Math.floor(y.real) && Math.abs(y.real) <= 100;
  const result = small ? integerPower(x, y.real) : generalPower(x, y);
  if (result === null) return vm.raise(vm.T.ZeroDivisionError, "0.0 to a negative or complex power");
  if (Math.abs(result.real) === Infinity || Math.abs(result.imag) === Infinity)
    return vm.raise(vm.T.OverflowError, "complex exponentiation");
  return newComplex(vm, result.real, result.imag);
}

/** CPython 3.11: Objects/complexobject.c complex_abs */
export function complex_abs(vm: VM, o: PyObject<ComplexValue>): Result {
  const size = hypot(o.v.real, o.v.imag);
  if (size === Infinity && Number.isFinite(o.v.real) && Number.isFinite(o.v.imag))
    return vm.raise(vm.T.OverflowError, "absolute value too large");
  return vm.newFloat(size);
}

/** CPython 3.11: Objects/complexobject.c complex_richcompare */
export function complex_richcompare(vm: VM, a: PyObject<ComplexValue>, b: PyObject, op: number): Result {
  if (op !== 2 && op !== 3) return vm.newNotImplemented();
  let equal: boolean;
  if (isComplex(vm, b)) equal = a.v.real === b.v.real && a.v.imag === b.v.imag;
  else if (isInt(b) || isSubtype(b.type, vm.T.float)) {
    // biome-ignore lint/suspicious/noDoubleEquals: exact between a double and a bigint
    equal = a.v.imag === 0 && a.v.real == (b.v as IntValue);
  } else return vm.newNotImplemented();
  return vm.newBool(op === 2 ? equal : !equal);
}
