import { op } from "@vivarium/compiler/opcodes";
import { HeapObject, incref } from "@vivarium/heap";
import type { PyObject, PyType, Result } from "../../object.ts";
import { binaryOp, unaryOp } from "../../protocol/number.ts";
import { negate, truth } from "../../protocol/truth.ts";
import { andThen as then } from "../native-frame.ts";
import { COLD, charge, decref, type Fast, FUSED_NEXT, QUIET, type Registers } from "./registers.ts";

/**
 * Ints and floats whose result is exact. An operand that would die gives its record to the result; so does the old value of the variable that the next
 * instruction stores to (`n -= 1`), and then that is done too. Nobody can tell: it is what CPython's allocator does with their memory.
 */
export function BINARY_OP_fast(f: Registers): Fast {
  const a = f.slots[f.sp - 2]!;
  const b = f.slots[f.sp - 1]!;
  let type = a.type;
  if (type !== b.type) {
    // Of an int and a float the float decides.
    if (type === f.T.int && b.type === f.T.float) type = f.T.float;
    else if (type !== f.T.float || b.type !== f.T.int) return COLD;
  }
  const x = a.v;
  const y = b.v;
  if (typeof x !== "number" || typeof y !== "number") return COLD;
  let z = 0;
  if (type === f.T.int) {
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
        // A product of zero with a negative number is -0 in doubles.
        z = x * y + 0;
        break;
      default:
        z = otherIntOperation(f.oparg, x, y);
    }
    if (!(z >= -9007199254740991 && z <= 9007199254740991)) return COLD;
    if (z >= -5 && z <= 256) {
      const small = f.vm.smallInts[z + 5]!;
      incref(small);
      f.slots[f.sp - 2] = small;
      f.sp--;
      decref(f, a);
      decref(f, b);
      return QUIET;
    }
  } else if (type === f.T.float) {
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
        break;
      case 11:
      case 24:
        if (y === 0) return COLD;
        z = x / y;
        break;
      default:
        return COLD;
    }
  } else return COLD;
  if (f.fast) {
    const next = f.words[f.pc + 2]!;
    if (a.rc === 2 && a.type === type && (next & 255) === op.STORE_FAST && f.slots[next >>> 8] === a && a.w === null) {
      a.v = z;
      a.rc = 1;
      f.sp -= 2;
      decref(f, b);
      charge(f, op.STORE_FAST);
      f.pc += 3;
      return FUSED_NEXT;
    }
    if (a.rc === 1 && a.type === type && a.w === null) {
      a.v = z;
      f.sp--;
      decref(f, b);
      return QUIET;
    }
    if (b.rc === 1 && b.type === type && b.w === null) {
      b.v = z;
      f.slots[f.sp - 2] = b;
      f.sp--;
      decref(f, a);
      return QUIET;
    }
  }
  f.slots[f.sp - 2] = new HeapObject<PyType, number>(type, z);
  f.sp--;
  decref(f, a);
  decref(f, b);
  return QUIET;
}

export function BINARY_OP(f: Registers): Result {
  return binaryOp(f.vm, f.slots[f.sp - 2]!, f.slots[f.sp - 1]!, f.oparg);
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
