/**
 * What Python's operators make of constants. `null` is "not folded": an error that has to happen at run time, or a result that
 * would be too large to keep in the code.
 */
import type { operator, unaryop } from "@vivarium/parser";
import type { Constant } from "../constant.ts";
import { complexBinary } from "./complex-arithmetic.ts";
import { concatStr, repeatStr, strAt, strLength } from "./constant-strings.ts";
import { ratio, realPower } from "./real-power.ts";

type Result = Constant | null;

/** Limits of CPython 3.11: Python/ast_opt.c. */
const MAX_INT_BITS = 128;
const MAX_COLLECTION_SIZE = 256;
const MAX_STR_SIZE = 4096;
const MAX_TOTAL_ITEMS = 1024;

/** A number as this module computes: ints as bigints, floats, complexes. */
type Num = bigint | number | { readonly real: number; readonly imag: number };

function numberOf(c: Constant): Num | null {
  switch (c.type) {
    case "int":
      return BigInt(c.value);
    case "bool":
      return c.value ? 1n : 0n;
    case "float":
      return c.value;
    case "complex":
      return c;
    default:
      return null;
  }
}

/** An int in its one canonical form. */
export function intConstant(value: bigint): Constant {
  const small = Number(value);
  return { type: "int", value: Number.isSafeInteger(small) ? small : value };
}

function floatConstant(value: number): Constant {
  return { type: "float", value };
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function bitLength(n: bigint): number {
  return n === 0n ? 0 : abs(n).toString(2).length;
}

/** An int as a float; null when it is too large (CPython 3.11: Objects/longobject.c PyLong_AsDouble). */
function toFloat(n: bigint | number): number | null {
  const x = Number(n);
  return typeof n === "bigint" && !Number.isFinite(x) ? null : x;
}

function floorDiv(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
}

/** Correctly rounded quotient of two ints (CPython 3.11: Objects/longobject.c long_true_divide). */
function trueDivide(a: bigint, b: bigint): Result {
  if (b === 0n) return null;
  const magnitude = ratio(abs(a), abs(b), 0);
  if (magnitude === Infinity) return null;
  return floatConstant(a < 0n !== b < 0n ? -magnitude : magnitude);
}

function intShift(operator: "LShift" | "RShift", a: bigint, b: bigint): Result {
  if (b < 0n) return null;
  if (operator === "RShift") return intConstant(b > 1n << 62n ? (a < 0n ? -1n : 0n) : a >> b);
  // CPython 3.11: Python/ast_opt.c safe_lshift
  if (a !== 0n && b !== 0n && (b > BigInt(MAX_INT_BITS) || bitLength(a) > MAX_INT_BITS - Number(b))) return null;
  return intConstant(a === 0n ? 0n : a << b);
}

/** CPython 3.11: Python/ast_opt.c safe_power */
function intPower(a: bigint, b: bigint): Result {
  if (a !== 0n && b > 0n && (b > BigInt(MAX_INT_BITS) || bitLength(a) > Math.floor(MAX_INT_BITS / Number(b)))) return null;
  if (b >= 0n) return intConstant(a ** b);
  const x = toFloat(a);
  const y = toFloat(b);
  return x === null || y === null ? null : floatPower(x, y);
}

function intBinary(operator: operator, a: bigint, b: bigint): Result {
  switch (operator) {
    case "Add":
      return intConstant(a + b);
    case "Sub":
      return intConstant(a - b);
    case "Mult":
      // CPython 3.11: Python/ast_opt.c safe_multiply
      return a !== 0n && b !== 0n && bitLength(a) + bitLength(b) > MAX_INT_BITS ? null : intConstant(a * b);
    case "Div":
      return trueDivide(a, b);
    case "FloorDiv":
      return b === 0n ? null : intConstant(floorDiv(a, b));
    case "Mod":
      return b === 0n ? null : intConstant(a - b * floorDiv(a, b));
    case "Pow":
      return intPower(a, b);
    case "LShift":
    case "RShift":
      return intShift(operator, a, b);
    case "BitOr":
      return intConstant(a | b);
    case "BitXor":
      return intConstant(a ^ b);
    case "BitAnd":
      return intConstant(a & b);
    case "MatMult":
      return null;
  }
}

/** CPython 3.11: Objects/floatobject.c float_rem */
function floatMod(a: number, b: number): number {
  const mod = a % b;
  if (mod === 0) return b < 0 || Object.is(b, -0) ? -0 : 0;
  return b < 0 !== mod < 0 ? mod + b : mod;
}

/** CPython 3.11: Objects/floatobject.c _float_div_mod */
function floatFloorDiv(a: number, b: number): number {
  let mod = a % b;
  let div = (a - mod) / b;
  if (mod !== 0 && b < 0 !== mod < 0) {
    mod += b;
    div -= 1;
  }
  if (div === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(div);
  return div - floor > 0.5 ? floor + 1 : floor;
}

/** CPython 3.11: Objects/floatobject.c float_pow */
function floatPower(x: number, y: number): Result {
  if (y === 0 || x === 1) return floatConstant(1);
  if (Number.isNaN(x) || Number.isNaN(y)) return floatConstant(NaN);
  const odd = Number.isInteger(y) && y % 2 !== 0;
  if (!Number.isFinite(y)) {
    const size = Math.abs(x);
    if (size === 1) return floatConstant(1);
    return floatConstant(y > 0 === size > 1 ? Infinity : 0);
  }
  if (!Number.isFinite(x)) {
    if (y > 0) return floatConstant(odd ? x : Infinity);
    return floatConstant(odd && x < 0 ? -0 : 0);
  }
  if (x === 0) {
    if (y < 0) return null;
    return floatConstant(odd ? x : 0);
  }
  // A negative number to a broken power is complex.
  if (x < 0 && !Number.isInteger(y)) return complexBinary("Pow", { real: x, imag: 0 }, { real: y, imag: 0 });
  const magnitude = realPower(Math.abs(x), y);
  if (magnitude === Infinity) return null;
  return floatConstant(x < 0 && odd ? -magnitude : magnitude);
}

function floatBinary(operator: operator, a: number, b: number): Result {
  switch (operator) {
    case "Add":
      return floatConstant(a + b);
    case "Sub":
      return floatConstant(a - b);
    case "Mult":
      return floatConstant(a * b);
    case "Div":
      return b === 0 ? null : floatConstant(a / b);
    case "FloorDiv":
      return b === 0 ? null : floatConstant(floatFloorDiv(a, b));
    case "Mod":
      return b === 0 ? null : floatConstant(floatMod(a, b));
    case "Pow":
      return floatPower(a, b);
    default:
      return null;
  }
}

function numberBinary(operator: operator, a: Num, b: Num): Result {
  if (typeof a === "bigint" && typeof b === "bigint") return intBinary(operator, a, b);
  const x = typeof a === "object" ? a : toFloat(a);
  const y = typeof b === "object" ? b : toFloat(b);
  if (x === null || y === null) return null;
  if (typeof x === "number" && typeof y === "number") return floatBinary(operator, x, y);
  const left = typeof x === "number" ? { real: x, imag: 0 } : x;
  const right = typeof y === "number" ? { real: y, imag: 0 } : y;
  return complexBinary(operator, left, right);
}

/** How many items a nested tuple has in all; more than `limit` gives -1 (CPython 3.11: Python/ast_opt.c check_complexity). */
function complexity(c: Constant, limit: number): number {
  if (c.type !== "tuple" && c.type !== "frozenset") return limit;
  limit -= c.items.length;
  for (const item of c.items) {
    if (limit < 0) break;
    limit = complexity(item, limit);
  }
  return limit;
}

/** CPython 3.11: Python/ast_opt.c safe_multiply */
function repeat(c: Constant, count: bigint): Result {
  const size = c.type === "str" ? strLength(c) : c.type === "bytes" ? c.value.length : c.type === "tuple" ? c.items.length : -1;
  if (size < 0) return null;
  const limit = c.type === "tuple" ? MAX_COLLECTION_SIZE : MAX_STR_SIZE;
  if (size > 0 && (count < 0n || count > BigInt(Math.floor(limit / size)))) return null;
  // An empty sequence may be repeated as often as an index can count.
  if (BigInt.asIntN(64, count) !== count) return null;
  const times = size === 0 ? 0 : Number(count);
  if (c.type === "tuple" && times > 0 && complexity(c, Math.floor(MAX_TOTAL_ITEMS / times)) < 0) return null;
  switch (c.type) {
    case "str":
      return repeatStr(c, times);
    case "bytes": {
      const value = new Uint8Array(size * times);
      for (let i = 0; i < times; i++) value.set(c.value, i * size);
      return { type: "bytes", value };
    }
    case "tuple":
      return { type: "tuple", items: Array.from({ length: times }, () => c.items).flat() };
    default:
      return null;
  }
}

function concat(a: Constant, b: Constant): Result {
  if (a.type === "str" && b.type === "str") return concatStr(a, b);
  if (a.type === "bytes" && b.type === "bytes") return { type: "bytes", value: Uint8Array.of(...a.value, ...b.value) };
  if (a.type === "tuple" && b.type === "tuple") return { type: "tuple", items: [...a.items, ...b.items] };
  return null;
}

/**
 * The value of `a op b`.
 * CPython 3.11: Python/ast_opt.c fold_binop
 */
export function foldBinary(operator: operator, a: Constant, b: Constant): Result {
  const x = numberOf(a);
  const y = numberOf(b);
  if (x !== null && y !== null) {
    if (a.type === "bool" && b.type === "bool" && (operator === "BitAnd" || operator === "BitOr" || operator === "BitXor")) {
      const [p, q] = [a.value, b.value];
      return { type: "bool", value: operator === "BitAnd" ? p && q : operator === "BitOr" ? p || q : p !== q };
    }
    return numberBinary(operator, x, y);
  }
  if (operator === "Add") return concat(a, b);
  if (operator === "Mult") {
    if (typeof x === "bigint") return repeat(b, x);
    if (typeof y === "bigint") return repeat(a, y);
  }
  return null;
}

/** Python's truth of a constant (CPython 3.11: Objects/object.c PyObject_IsTrue). */
export function isTrue(c: Constant): boolean {
  switch (c.type) {
    case "None":
      return false;
    case "bool":
      return c.value;
    case "int":
      return c.value !== 0;
    case "float":
      return c.value !== 0;
    case "complex":
      return c.real !== 0 || c.imag !== 0;
    case "str":
      return c.value !== "";
    case "bytes":
      return c.value.length > 0;
    case "tuple":
    case "frozenset":
      return c.items.length > 0;
    default:
      return true;
  }
}

/** The value of `op c` (CPython 3.11: Python/ast_opt.c fold_unaryop). */
export function foldUnary(operator: unaryop, c: Constant): Result {
  if (operator === "Not") return { type: "bool", value: !isTrue(c) };
  const x = numberOf(c);
  if (x === null) return null;
  if (typeof x === "bigint") return intConstant(operator === "Invert" ? ~x : operator === "USub" ? -x : x);
  if (operator === "Invert") return null;
  if (typeof x === "number") return floatConstant(operator === "USub" ? -x : x);
  return operator === "USub"
    ? { type: "complex", real: -x.real, imag: -x.imag }
    : { type: "complex", real: x.real, imag: x.imag };
}

/** The value of `c[index]` (CPython 3.11: Python/ast_opt.c fold_subscr). */
export function foldSubscript(c: Constant, index: Constant): Result {
  const i = numberOf(index);
  if (typeof i !== "bigint") return null;
  const size = c.type === "str" ? strLength(c) : c.type === "bytes" ? c.value.length : c.type === "tuple" ? c.items.length : 0;
  if (i >= BigInt(size) || i < BigInt(-size)) return null;
  const at = Number(i) < 0 ? Number(i) + size : Number(i);
  switch (c.type) {
    case "str":
      return strAt(c, at);
    case "bytes":
      return { type: "int", value: c.value[at]! };
    case "tuple":
      return c.items[at]!;
    default:
      return null;
  }
}
