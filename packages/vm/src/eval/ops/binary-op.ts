import { alloc, type PyObject, type Result } from "../../object.ts";
import { binaryOp, unaryOp } from "../../protocol/number.ts";
import { negate, truth } from "../../protocol/truth.ts";
import { andThen as then } from "../native-frame.ts";
import { decref, type Registers } from "./registers.ts";

/** Ints and floats whose result is exact are computed here; everything else goes through the protocol. */
export function BINARY_OP(f: Registers): Result {
  const a = f.slots[f.sp - 2]!;
  const b = f.slots[f.sp - 1]!;
  if (a.type === f.T.int && b.type === f.T.int) {
    const x = a.v;
    const y = b.v;
    if (typeof x === "number" && typeof y === "number") {
      let z = NaN;
      switch (f.oparg) {
        case 0:
        case 13:
          z = x + y;
          break;
        case 10:
        case 23:
          z = x - y;
          break;
        case 5:
        case 18:
          z = x * y;
          // A product of zero with a negative number is -0 in doubles.
          if (z === 0) z = 0;
          break;
        default:
          z = otherIntOperation(f.oparg, x, y);
      }
      if (z >= -9007199254740991 && z <= 9007199254740991) return f.vm.newInt(z);
    }
  } else if (a.type === f.T.float && b.type === f.T.float) {
    const x = a.v as number;
    const y = b.v as number;
    switch (f.oparg) {
      case 0:
      case 13:
        return alloc(f.vm, f.T.float, x + y);
      case 10:
      case 23:
        return alloc(f.vm, f.T.float, x - y);
      case 5:
      case 18:
        return alloc(f.vm, f.T.float, x * y);
      case 11:
      case 24:
        if (y !== 0) return alloc(f.vm, f.T.float, x / y);
        break;
      default:
    }
  }
  return binaryOp(f.vm, a, b, f.oparg);
}

/**
 * Floor division, remainder, and the operations on bits of ints that have 32; NaN for what has no exact number or has to raise.
 * CPython 3.11: Objects/longobject.c fast_floor_div, fast_mod
 */
export function otherIntOperation(operator: number, x: number, y: number): number {
  switch (operator >= 13 ? operator - 13 : operator) {
    case 2:
    case 6: {
      if (y === 0) return NaN;
      let remainder = x % y;
      if (remainder !== 0 && remainder < 0 !== y < 0) remainder += y;
      // Adding 0 turns -0 into 0. The difference is a multiple of y, but need not be a safe integer.
      if (operator === 6 || operator === 19) return remainder + 0;
      const multiple = x - remainder;
      return multiple >= -9007199254740991 && multiple <= 9007199254740991 ? multiple / y + 0 : NaN;
    }
    case 1:
      return (x | 0) === x && (y | 0) === y ? x & y : NaN;
    case 7:
      return (x | 0) === x && (y | 0) === y ? x | y : NaN;
    case 12:
      return (x | 0) === x && (y | 0) === y ? x ^ y : NaN;
    case 9:
      return (x | 0) === x && y >= 0 && y < 32 ? x >> y : NaN;
    default:
      return NaN;
  }
}

export function BINARY_OP_finish(f: Registers, r: PyObject): void {
  const b = f.slots[--f.sp]!;
  const a = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, a);
  decref(f, b);
}

export function UNARY_NEGATIVE(f: Registers): Result {
  return unaryOp(f.vm, f.slots[f.sp - 1]!, "nb_negative");
}

export function UNARY_NEGATIVE_finish(f: Registers, r: PyObject): void {
  const a = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, a);
}

export function UNARY_POSITIVE(f: Registers): Result {
  return unaryOp(f.vm, f.slots[f.sp - 1]!, "nb_positive");
}

export function UNARY_POSITIVE_finish(f: Registers, r: PyObject): void {
  const a = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, a);
}

export function UNARY_INVERT(f: Registers): Result {
  return unaryOp(f.vm, f.slots[f.sp - 1]!, "nb_invert");
}

export function UNARY_INVERT_finish(f: Registers, r: PyObject): void {
  const a = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, a);
}

export function UNARY_NOT(f: Registers): Result {
  return then(f.vm, truth(f.vm, f.slots[f.sp - 1]!), negate);
}

export function UNARY_NOT_finish(f: Registers, r: PyObject): void {
  const a = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, a);
}
