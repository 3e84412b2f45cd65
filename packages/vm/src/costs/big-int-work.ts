import type { VM } from "../interpreter.ts";
import { charge, DIGIT, PRODUCT } from "./native-work.ts";

/*
 * How much work CPython has with large ints, in digits of 30 bits. Small ones (`number`) are in the cost of the instruction.
 */

/** From here on CPython multiplies by Karatsuba's method. CPython 3.11: Objects/longobject.c KARATSUBA_CUTOFF */
const KARATSUBA = 70;

/** About how many digits: exact is not needed, the same on every machine is. */
export function digitsOf(value: number | bigint): number {
  if (typeof value === "number") return value < 0x40000000 && value > -0x40000000 ? 1 : 2;
  // Each halving of the uncertainty is one shift: cheaper than writing the number out.
  let bits = 64;
  const magnitude = value < 0n ? -value : value;
  while (magnitude >> BigInt(bits) !== 0n) bits *= 2;
  let low = bits >> 1;
  while (bits - low > 30 * 4 && bits - low > bits >> 4) {
    const middle = (low + bits) >> 1;
    if (magnitude >> BigInt(middle) === 0n) bits = middle;
    else low = middle;
  }
  return Math.max(2, Math.floor(bits / 30));
}

/** Products of two digits in a multiplication. CPython 3.11: Objects/longobject.c k_mul */
export function productsOf(a: number, b: number): number {
  let [small, large] = a < b ? [a, b] : [b, a];
  if (small <= KARATSUBA) return small * large;
  // A much longer one is cut into pieces of the shorter one's length.
  const pieces = Math.max(1, Math.floor(large / small));
  let products = 1;
  for (; small > KARATSUBA; small = (small + 1) >> 1) products *= 3;
  large = small;
  return pieces * products * small * large;
}

/** An operation that passes once over its operands. */
export function chargeLinear(vm: VM, a: number | bigint, b: number | bigint): void {
  if (typeof a === "number" && typeof b === "number") return;
  charge(vm, DIGIT, Math.max(digitsOf(a), digitsOf(b)));
}

export function chargeMultiply(vm: VM, a: number | bigint, b: number | bigint): void {
  if (typeof a === "number" && typeof b === "number") return;
  charge(vm, PRODUCT, productsOf(digitsOf(a), digitsOf(b)));
}

/** CPython 3.11: Objects/longobject.c x_divrem */
export function chargeDivide(vm: VM, a: number | bigint, b: number | bigint): void {
  if (typeof a === "number" && typeof b === "number") return;
  const divisor = digitsOf(b);
  charge(vm, PRODUCT, divisor * Math.max(1, digitsOf(a) - divisor + 1));
}

/** `a ** exponent`: squarings whose length doubles; the last ones are nearly all of it. */
export function chargePower(vm: VM, result: number | bigint): void {
  if (typeof result === "number") return;
  let products = 0;
  for (let digits = digitsOf(result) >> 1; digits > 0; digits >>= 1) products += productsOf(digits, digits);
  charge(vm, PRODUCT, products);
}

/** `pow(a, exponent, modulus)`: a squaring and a division a bit, and about half of that again. */
export function chargePowerModulo(vm: VM, exponent: number | bigint, modulus: number | bigint): void {
  const digits = digitsOf(modulus);
  const bits = typeof exponent === "number" ? 30 * digitsOf(exponent) : 30 * digitsOf(exponent);
  charge(vm, PRODUCT, 1.5 * bits * (productsOf(digits, digits) + digits * (digits + 1)));
}

/** To or from decimal digits: for each digit half as many divisions as there are digits, which take twice as long as products. CPython 3.11: long_to_decimal_string_internal */
export function chargeDecimal(vm: VM, value: number | bigint): void {
  if (typeof value === "number") return;
  const digits = digitsOf(value);
  charge(vm, PRODUCT, digits * digits);
}
