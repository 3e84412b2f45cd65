import { mapItems } from "../../eval/map-items.ts";
import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { gcdValues, multiplyValues, squareRootFloor } from "../../objects/int/arithmetic.ts";
import { intValue, newIntFromValue } from "../../objects/int/value.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { numberIndex } from "../../protocol/number.ts";

const LONG_MAX = 9223372036854775807n;

/** The values of a tuple of ints, which is dropped. */
function takeValues(vm: VM, values: PyObject): bigint[] {
  const numbers = (values.v as PyObject[]).map((o) => BigInt(intValue(o)));
  vm.counts.decref(values);
  return numbers;
}

/** from * (from + 1) * ... * to, halving so that the factors stay of a size. */
function productOf(from: bigint, to: bigint): bigint {
  if (to < from) return 1n;
  if (to - from < 8n) {
    let product = from;
    for (let i = from + 1n; i <= to; i++) product *= i;
    return product;
  }
  const middle = (from + to) >> 1n;
  return productOf(from, middle) * productOf(middle + 1n, to);
}

/** CPython 3.11: Modules/mathmodule.c math_factorial */
function math_factorial(vm: VM, _module: PyObject, n: PyObject): Result {
  return then(vm, numberIndex(vm, n), factorialOf);
}

function factorialOf(vm: VM, value: PyObject): Result {
  const n = BigInt(intValue(value));
  vm.counts.decref(value);
  if (n < 0n) return vm.raise(vm.T.ValueError, "factorial() not defined for negative values");
  if (n > LONG_MAX) return vm.raise(vm.T.OverflowError, `factorial() argument should not exceed ${LONG_MAX}`);
  // NOT CPYTHON: engines end at 2**30 bits, which 44787927! passes; CPython goes on until memory ends.
  if (n > 44_000_000n) return vm.raise(vm.T.MemoryError, "");
  return vm.newIntFromBig(productOf(1n, n));
}

/** CPython 3.11: math_perm_impl */
function math_perm(vm: VM, module: PyObject, n: PyObject, k: PyObject | null): Result {
  if (k === null || k === vm.none) return math_factorial(vm, module, n);
  return then(vm, mapItems(vm, [n, k], numberIndex), permOf);
}

function permOf(vm: VM, values: PyObject): Result {
  const [n, k] = takeValues(vm, values) as [bigint, bigint];
  if (n < 0n) return vm.raise(vm.T.ValueError, "n must be a non-negative integer");
  if (k < 0n) return vm.raise(vm.T.ValueError, "k must be a non-negative integer");
  if (n < k) return vm.newInt(0);
  if (k > LONG_MAX) return vm.raise(vm.T.OverflowError, `k must not exceed ${LONG_MAX}`);
  if (k > 44_000_000n) return vm.raise(vm.T.MemoryError, "");
  return vm.newIntFromBig(productOf(n - k + 1n, n));
}

/** CPython 3.11: math_comb_impl */
function math_comb(vm: VM, _module: PyObject, n: PyObject, k: PyObject): Result {
  return then(vm, mapItems(vm, [n, k], numberIndex), combOf);
}

function combOf(vm: VM, values: PyObject): Result {
  const [n, k] = takeValues(vm, values) as [bigint, bigint];
  if (n < 0n) return vm.raise(vm.T.ValueError, "n must be a non-negative integer");
  if (k < 0n) return vm.raise(vm.T.ValueError, "k must be a non-negative integer");
  if (n < k) return vm.newInt(0);
  const least = n - k < k ? n - k : k;
  if (least > LONG_MAX) return vm.raise(vm.T.OverflowError, `min(n - k, k) must not exceed ${LONG_MAX}`);
  if (least > 44_000_000n) return vm.raise(vm.T.MemoryError, "");
  return vm.newIntFromBig(productOf(n - least + 1n, n) / productOf(1n, least));
}

/** CPython 3.11: math_gcd */
function math_gcd(vm: VM, _module: PyObject, args: PyObject[]): Result {
  return then(vm, mapItems(vm, args, numberIndex), gcdOf);
}

function gcdOf(vm: VM, values: PyObject): Result {
  let r = gcdValues(0, 0);
  for (const o of values.v as PyObject[]) r = gcdValues(r, intValue(o));
  vm.counts.decref(values);
  return newIntFromValue(vm, r);
}

/** CPython 3.11: math_lcm */
function math_lcm(vm: VM, _module: PyObject, args: PyObject[]): Result {
  return then(vm, mapItems(vm, args, numberIndex), lcmOf);
}

function lcmOf(vm: VM, values: PyObject): Result {
  let r: number | bigint = 1;
  for (const v of takeValues(vm, values)) {
    if (v === 0n) return vm.newInt(0);
    const a = BigInt(r);
    r = multiplyValues(a / BigInt(gcdValues(a, v)), v < 0n ? -v : v);
  }
  return newIntFromValue(vm, r);
}

/** CPython 3.11: math_isqrt */
function math_isqrt(vm: VM, _module: PyObject, n: PyObject): Result {
  return then(vm, numberIndex(vm, n), isqrtOf);
}

function isqrtOf(vm: VM, value: PyObject): Result {
  const n = intValue(value);
  vm.counts.decref(value);
  if (n < 0) return vm.raise(vm.T.ValueError, "isqrt() argument must be nonnegative");
  return newIntFromValue(vm, squareRootFloor(n));
}

/** CPython 3.11: Modules/mathmodule.c, functions of integers. */
export const integerFunctions: readonly MethodSpec[] = [
  method("factorial", "($module, n, /)", math_factorial, { doc: "n! for an int that is not negative." }),
  method("perm", "($module, n, k=None, /)", math_perm, {
    doc: "In how many ways k of n items can be put in order; without k, n of n.",
  }),
  method("comb", "($module, n, k, /)", math_comb, { doc: "In how many ways k of n items can be chosen." }),
  method("gcd", "($module, *integers)", math_gcd, { convention: "METH_FASTCALL", doc: "Greatest Common Divisor." }),
  method("lcm", "($module, *integers)", math_lcm, { convention: "METH_FASTCALL", doc: "Least Common Multiple." }),
  method("isqrt", "($module, n, /)", math_isqrt, { doc: "The integer part of the square root of an int." }),
];
