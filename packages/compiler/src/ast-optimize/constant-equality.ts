/** Python's `==` between constants: `1 == 1.0 == True`, unlike in `co_consts`. */
import { constantKey } from "../codegen/const-table.ts";
import type { Constant } from "../constant.ts";

/** A number's key: equal integers and floats share it, whatever their type. */
function numberKey(value: number | bigint): string {
  if (typeof value === "number" && Object.is(value, -0)) return "n0";
  // Above 2**53 a float is an integer, and prints as one only as a bigint.
  if (typeof value === "number" && Number.isInteger(value)) return `n${BigInt(value)}`;
  return `n${value}`;
}

/** Two constants share it exactly when they are equal to Python (NaN aside, which equals nothing). */
export function equalityKey(c: Constant): string {
  switch (c.type) {
    case "bool":
      return numberKey(c.value ? 1 : 0);
    case "int":
    case "float":
      return numberKey(c.value);
    case "complex":
      return c.imag === 0 ? numberKey(c.real) : `c${numberKey(c.real)},${numberKey(c.imag)}`;
    case "tuple":
      return `(${c.items.map(equalityKey).join()})`;
    case "frozenset":
      return `{${c.items.map(equalityKey).sort().join()}}`;
    default:
      return constantKey(c);
  }
}

/** The items of a set display: of equal ones the first stays. */
export function distinctConstants(items: readonly Constant[]): Constant[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = equalityKey(item);
    // A NaN is equal to none of the others.
    if (key.includes("nNaN")) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
