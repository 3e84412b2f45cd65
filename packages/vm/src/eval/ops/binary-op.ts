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
      default:
    }
  }
  return binaryOp(f.vm, a, b, f.oparg);
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
