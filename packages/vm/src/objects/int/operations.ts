import { newRef } from "@vivarium/heap";
import {
  chargeDivide,
  chargeLinear,
  chargeMultiply,
  chargePower,
  chargePowerModulo,
  digitsOf,
} from "../../costs/big-int-work.ts";
import { charge, DIGIT } from "../../costs/native-work.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { float_pow } from "../float/operations.ts";
import {
  addValues,
  andValues,
  bitLength,
  floorDivideValues,
  type IntValue,
  inverseModulo,
  invertValue,
  moduloValues,
  multiplyValues,
  negateValue,
  orValues,
  powerModulo,
  powerValues,
  shiftLeft,
  shiftRight,
  subtractValues,
  xorValues,
} from "./arithmetic.ts";
import { divideToDouble } from "./to-double.ts";
import { checkBits, isInt, newIntFromValue } from "./value.ts";

/** CPython 3.11: Objects/longobject.c long_add */
export function long_add(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  chargeLinear(vm, a.v, b.v);
  return newIntFromValue(vm, addValues(a.v, b.v));
}

/** CPython 3.11: Objects/longobject.c long_sub */
export function long_sub(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  chargeLinear(vm, a.v, b.v);
  return newIntFromValue(vm, subtractValues(a.v, b.v));
}

/** CPython 3.11: Objects/longobject.c long_mul */
export function long_mul(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  if (typeof a.v !== "number" && typeof b.v !== "number" && !checkBits(vm, bitLength(a.v) + bitLength(b.v))) return null;
  chargeMultiply(vm, a.v, b.v);
  return newIntFromValue(vm, multiplyValues(a.v, b.v));
}

/** CPython 3.11: Objects/longobject.c long_div */
export function long_div(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  if (b.v === 0) return vm.raise(vm.T.ZeroDivisionError, "integer division or modulo by zero");
  chargeDivide(vm, a.v, b.v);
  return newIntFromValue(vm, floorDivideValues(a.v, b.v));
}

/** CPython 3.11: Objects/longobject.c long_mod */
export function long_mod(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  if (b.v === 0) return vm.raise(vm.T.ZeroDivisionError, "integer modulo by zero");
  chargeDivide(vm, a.v, b.v);
  return newIntFromValue(vm, moduloValues(a.v, b.v));
}

/** CPython 3.11: Objects/longobject.c long_divmod */
export function long_divmod(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  if (b.v === 0) return vm.raise(vm.T.ZeroDivisionError, "integer division or modulo by zero");
  chargeDivide(vm, a.v, b.v);
  return vm.newTuple([newIntFromValue(vm, floorDivideValues(a.v, b.v)), newIntFromValue(vm, moduloValues(a.v, b.v))]);
}

/** CPython 3.11: Objects/longobject.c long_true_divide */
export function long_true_divide(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  if (b.v === 0) return vm.raise(vm.T.ZeroDivisionError, "division by zero");
  const value = divideToDouble(a.v, b.v);
  if (!Number.isFinite(value)) return vm.raise(vm.T.OverflowError, "integer division result too large for a float");
  return vm.newFloat(value);
}

/** CPython 3.11: Objects/longobject.c long_pow */
export function long_pow(vm: VM, a: PyObject, b: PyObject, c: PyObject): Result {
  if (!isInt(a) || !isInt(b) || !(isInt(c) || c === vm.none)) return vm.newNotImplemented();
  if (c === vm.none) {
    if (b.v < 0) return float_pow(vm, a, b, c);
    const value = powerValues(a.v, b.v);
    if (value === null) {
      checkBits(vm, Infinity);
      return null;
    }
    chargePower(vm, value);
    return newIntFromValue(vm, value);
  }
  const modulus = c.v as IntValue;
  if (modulus === 0) return vm.raise(vm.T.ValueError, "pow() 3rd argument cannot be 0");
  chargePowerModulo(vm, b.v, modulus);
  if (b.v >= 0) return newIntFromValue(vm, powerModulo(a.v, b.v, modulus));
  const inverse = inverseModulo(a.v, modulus);
  if (inverse === null) return vm.raise(vm.T.ValueError, "base is not invertible for the given modulus");
  return newIntFromValue(vm, powerModulo(inverse, negateValue(b.v), modulus));
}

/** CPython 3.11: Objects/longobject.c long_neg */
export function long_neg(vm: VM, a: PyObject): Result {
  return newIntFromValue(vm, negateValue(a.v as IntValue));
}

/** CPython 3.11: Objects/longobject.c long_long */
export function long_long(vm: VM, a: PyObject): Result {
  return a.type === vm.T.int ? newRef(a) : newIntFromValue(vm, a.v as IntValue);
}

/** CPython 3.11: Objects/longobject.c long_abs */
export function long_abs(vm: VM, a: PyObject): Result {
  return (a.v as IntValue) < 0 ? long_neg(vm, a) : long_long(vm, a);
}

/** CPython 3.11: Objects/longobject.c long_bool */
export function long_bool(vm: VM, a: PyObject): Result {
  return vm.newBool(a.v !== 0);
}

/** CPython 3.11: Objects/longobject.c long_invert */
export function long_invert(vm: VM, a: PyObject): Result {
  return newIntFromValue(vm, invertValue(a.v as IntValue));
}

/** CPython 3.11: Objects/longobject.c long_lshift */
export function long_lshift(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  if (b.v < 0) return vm.raise(vm.T.ValueError, "negative shift count");
  if (a.v === 0) return vm.newInt(0);
  // A count of words that does not fit into 64 bits.
  if (typeof b.v !== "number" && b.v > 30n * 9223372036854775807n)
    return vm.raise(vm.T.OverflowError, "too many digits in integer");
  const count = Number(b.v);
  if (!checkBits(vm, bitLength(a.v) + count)) return null;
  if (count > 30) charge(vm, DIGIT, Math.floor(count / 30) + digitsOf(a.v));
  return newIntFromValue(vm, shiftLeft(a.v, count));
}

/** CPython 3.11: Objects/longobject.c long_rshift */
export function long_rshift(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  if (b.v < 0) return vm.raise(vm.T.ValueError, "negative shift count");
  chargeLinear(vm, a.v, 0);
  return newIntFromValue(vm, shiftRight(a.v, Number(b.v)));
}

/** CPython 3.11: Objects/longobject.c long_and */
export function long_and(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  chargeLinear(vm, a.v, b.v);
  return newIntFromValue(vm, andValues(a.v, b.v));
}

/** CPython 3.11: Objects/longobject.c long_xor */
export function long_xor(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  chargeLinear(vm, a.v, b.v);
  return newIntFromValue(vm, xorValues(a.v, b.v));
}

/** CPython 3.11: Objects/longobject.c long_or */
export function long_or(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  chargeLinear(vm, a.v, b.v);
  return newIntFromValue(vm, orValues(a.v, b.v));
}

/** CPython 3.11: Objects/longobject.c long_float, PyLong_AsDouble */
export function long_float(vm: VM, a: PyObject): Result {
  const value = Number(a.v as IntValue);
  if (!Number.isFinite(value)) return vm.raise(vm.T.OverflowError, "int too large to convert to float");
  return vm.newFloat(value);
}

/** The answer of a comparison of two payloads; `op` as Py_LT ... Py_GE. JS compares a bigint and a double exactly. */
export function compareValues(a: IntValue, b: IntValue, op: number): boolean {
  switch (op) {
    case 0:
      return a < b;
    case 1:
      return a <= b;
    case 2:
      // biome-ignore lint/suspicious/noDoubleEquals: exact between a bigint and a double
      return a == b;
    case 3:
      // biome-ignore lint/suspicious/noDoubleEquals: exact between a bigint and a double
      return a != b;
    case 4:
      return a > b;
    default:
      return a >= b;
  }
}

/** CPython 3.11: Objects/longobject.c long_richcompare */
export function long_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!isInt(a) || !isInt(b)) return vm.newNotImplemented();
  return vm.newBool(compareValues(a.v, b.v, op));
}
