import type { VM } from "../interpreter.ts";
import { charge, DIGIT, PRODUCT } from "./native-work.ts";

/*
 * How much work CPython has with large ints, in digits of 30 bits. Small ones (`number`) are in the cost of the instruction.
 */

/** From here on CPython multiplies by Karatsuba's method. CPython 3.11: Objects/longobject.c KARATSUBA_CUTOFF */
const KARATSUBA = 70;

/** Where the highest bits of the last large number were: the next one is often as long. It decides how fast the answer is found, not what it is. */
let guess = 64;

/** How many digits `value` has. Shifting by nearly the whole length costs next to nothing, whatever the length, so only the highest bits are looked at. */
export function digitsOf(value: number | bigint): number {
  if (typeof value === "number") return value < 0x40000000 && value > -0x40000000 ? 1 : 2;
  let low = 0;
  let shift = guess;
  for (;;) {
    const top = above(value, shift);
    if (top === 0n) shift = low + ((shift - low) >> 1);
    else if (top >= HIGH) {
      low = shift;
      shift = 2 * shift + 32;
    } else {
      guess = shift;
      return Math.max(2, Math.ceil((shift + 32 - Math.clz32(Number(top))) / 30));
    }
  }
}

const HIGH = 1n << 32n;

/** The bits from `shift` on, of the absolute value (less one, if negative). */
function above(value: bigint, shift: number): bigint {
  const top = value >> BigInt(shift);
  return value < 0n ? ~top : top;
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
