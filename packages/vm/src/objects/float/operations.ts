import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { pow } from "../../protocol/libm/pow.ts";
import { complex_pow } from "../complex/operations.ts";
import { raiseException } from "../exceptions/raise.ts";
import { type IntValue, normalize } from "../int/arithmetic.ts";
import { compareValues } from "../int/operations.ts";
import { isInt, newIntFromValue } from "../int/value.ts";
import { isSubtype } from "../type/mro.ts";

/** A float or an instance of a subclass. */
export function isFloat(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.float || isSubtype(o.type, vm.T.float);
}

/** An operand as a double; undefined: it is no number of ours; null: OverflowError. CPython 3.11: Objects/floatobject.c CONVERT_TO_DOUBLE */
export function operandAsDouble(vm: VM, o: PyObject): number | undefined | null {
  if (o.type === vm.T.float) return o.v as number;
  if (isInt(o)) {
    if (typeof o.v === "number") return o.v;
    const value = Number(o.v);
    return Number.isFinite(value) ? value : vm.raise(vm.T.OverflowError, "int too large to convert to float");
  }
  return isSubtype(o.type, vm.T.float) ? (o.v as number) : undefined;
}

type DoubleOperation = (vm: VM, x: number, y: number) => Result;

function binary(vm: VM, a: PyObject, b: PyObject, operation: DoubleOperation): Result {
  const x = operandAsDouble(vm, a);
  if (x === undefined) return vm.newNotImplemented();
  if (x === null) return null;
  const y = operandAsDouble(vm, b);
  if (y === undefined) return vm.newNotImplemented();
  if (y === null) return null;
  return operation(vm, x, y);
}

const addDoubles: DoubleOperation = (vm, x, y) => vm.newFloat(x + y);
const subtractDoubles: DoubleOperation = (vm, x, y) => vm.newFloat(x - y);
const multiplyDoubles: DoubleOperation = (vm, x, y) => vm.newFloat(x * y);

const divideDoubles: DoubleOperation = (vm, x, y) =>
  y === 0 ? vm.raise(vm.T.ZeroDivisionError, "float division by zero") : vm.newFloat(x / y);

/** The remainder with the sign of `y`, which is not zero. CPython 3.11: Objects/floatobject.c float_rem */
export function remainderOfDoubles(x: number, y: number): number {
  const r = x % y;
  if (r === 0) return y < 0 ? -0 : 0;
  return y < 0 !== r < 0 ? r + y : r;
}

/** The floor of the quotient as a double; `y` is not zero. CPython 3.11: Objects/floatobject.c _float_div_mod */
export function floorOfQuotient(x: number, y: number): number {
  const r = x % y;
  let quotient = (x - r) / y;
  if (r !== 0 && y < 0 !== r < 0) quotient -= 1;
  if (quotient === 0) return x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

const remainder: DoubleOperation = (vm, x, y) =>
  y === 0 ? vm.raise(vm.T.ZeroDivisionError, "float modulo") : vm.newFloat(remainderOfDoubles(x, y));

const floorDivide: DoubleOperation = (vm, x, y) =>
  y === 0 ? vm.raise(vm.T.ZeroDivisionError, "float floor division by zero") : vm.newFloat(floorOfQuotient(x, y));

const divmod: DoubleOperation = (vm, x, y) => {
  if (y === 0) return vm.raise(vm.T.ZeroDivisionError, "float divmod()");
  return vm.newTuple([vm.newFloat(floorOfQuotient(x, y)), vm.newFloat(remainderOfDoubles(x, y))]);
};

/** CPython 3.11: Objects/floatobject.c float_add */
export function float_add(vm: VM, a: PyObject, b: PyObject): Result {
  if (a.type === vm.T.float && b.type === vm.T.float) return vm.newFloat((a.v as number) + (b.v as number));
  return binary(vm, a, b, addDoubles);
}

/** CPython 3.11: Objects/floatobject.c float_sub */
export function float_sub(vm: VM, a: PyObject, b: PyObject): Result {
  if (a.type === vm.T.float && b.type === vm.T.float) return vm.newFloat((a.v as number) - (b.v as number));
  return binary(vm, a, b, subtractDoubles);
}

/** CPython 3.11: Objects/floatobject.c float_mul */
export function float_mul(vm: VM, a: PyObject, b: PyObject): Result {
  if (a.type === vm.T.float && b.type === vm.T.float) return vm.newFloat((a.v as number) * (b.v as number));
  return binary(vm, a, b, multiplyDoubles);
}

/** CPython 3.11: Objects/floatobject.c float_div */
export function float_div(vm: VM, a: PyObject, b: PyObject): Result {
  return binary(vm, a, b, divideDoubles);
}

/** CPython 3.11: Objects/floatobject.c float_rem */
export function float_rem(vm: VM, a: PyObject, b: PyObject): Result {
  return binary(vm, a, b, remainder);
}

/** CPython 3.11: Objects/floatobject.c float_floor_div */
export function float_floor_div(vm: VM, a: PyObject, b: PyObject): Result {
  return binary(vm, a, b, floorDivide);
}

/** CPython 3.11: Objects/floatobject.c float_divmod */
export function float_divmod(vm: VM, a: PyObject, b: PyObject): Result {
  return binary(vm, a, b, divmod);
}

/** CPython 3.11: Objects/floatobject.c float_pow */
export function float_pow(vm: VM, a: PyObject, b: PyObject, c: PyObject): Result {
  if (c !== vm.none) return vm.raise(vm.T.TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  const x = operandAsDouble(vm, a);
  if (x === undefined) return vm.newNotImplemented();
  if (x === null) return null;
  const y = operandAsDouble(vm, b);
  if (y === undefined) return vm.newNotImplemented();
  if (y === null) return null;
  if (x === 0 && y < 0 && y !== -Infinity) return vm.raise(vm.T.ZeroDivisionError, "0.0 cannot be raised to a negative power");
  if (x === 0 && y === -Infinity) return vm.newFloat(Infinity);
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && Math.floor(y) !== y) return complex_pow(vm, a, b, c);
  const result = pow(x, y);
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y))
    return raiseException(vm, vm.T.OverflowError, [vm.newInt(34), vm.newStr("Numerical result out of range")]);
  return vm.newFloat(result);
}

/** CPython 3.11: Objects/floatobject.c float_neg */
export function float_neg(vm: VM, a: PyObject): Result {
  return vm.newFloat(-(a.v as number));
}

/** CPython 3.11: Objects/floatobject.c float_abs */
export function float_abs(vm: VM, a: PyObject): Result {
  return vm.newFloat(Math.abs(a.v as number));
}

/** CPython 3.11: Objects/floatobject.c float_float */
export function float_float(vm: VM, a: PyObject): Result {
  return a.type === vm.T.float ? newRef(a) : vm.newFloat(a.v as number);
}

/** CPython 3.11: Objects/floatobject.c float_bool */
export function float_bool(vm: VM, a: PyObject): Result {
  return vm.newBool(a.v !== 0);
}

/** The int of a double that has no fraction; null with the error for infinities and NaN. CPython 3.11: Objects/longobject.c PyLong_FromDouble */
export function intFromDouble(vm: VM, x: number): PyObject<IntValue> | null {
  if (x === Infinity || x === -Infinity) return vm.raise(vm.T.OverflowError, "cannot convert float infinity to integer");
  if (Number.isNaN(x)) return vm.raise(vm.T.ValueError, "cannot convert float NaN to integer");
  const whole = Math.trunc(x) + 0;
  return newIntFromValue(vm, Math.abs(whole) <= Number.MAX_SAFE_INTEGER ? whole : normalize(BigInt(whole)));
}

/** CPython 3.11: Objects/floatobject.c float___trunc___impl */
export function float_trunc(vm: VM, a: PyObject): Result {
  return intFromDouble(vm, a.v as number);
}

/** CPython 3.11: Objects/floatobject.c float_richcompare */
export function float_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!isFloat(vm, b) && !isInt(b)) return vm.newNotImplemented();
  return vm.newBool(compareValues(a.v as number, b.v as IntValue, op));
}
