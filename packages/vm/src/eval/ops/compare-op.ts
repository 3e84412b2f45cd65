import { newRef } from "@vivarium/heap";
import type { PyObject, Result } from "../../object.ts";
import { richCompare } from "../../protocol/compare.ts";
import { contains } from "../../protocol/sequence.ts";
import { negate } from "../../protocol/truth.ts";
import { andThen as then } from "../native-frame.ts";
import { decref, type Registers } from "./registers.ts";

export function COMPARE_OP(f: Registers): Result {
  const a = f.slots[f.sp - 2]!;
  const b = f.slots[f.sp - 1]!;
  if (a.type === b.type && (a.type === f.T.int || a.type === f.T.float)) {
    const x = a.v;
    const y = b.v;
    if (typeof x === "number" && typeof y === "number") {
      let yes = false;
      switch (f.oparg) {
        case 0:
          yes = x < y;
          break;
        case 1:
          yes = x <= y;
          break;
        case 2:
          yes = x === y;
          break;
        case 3:
          yes = x !== y;
          break;
        case 4:
          yes = x > y;
          break;
        default:
          yes = x >= y;
      }
      return newRef(yes ? f.vm.true_ : f.vm.false_);
    }
  }
  return richCompare(f.vm, a, b, f.oparg);
}

export function COMPARE_OP_finish(f: Registers, r: PyObject): void {
  const b = f.slots[--f.sp]!;
  const a = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, a);
  decref(f, b);
}

export function IS_OP(f: Registers): void {
  const b = f.slots[--f.sp]!;
  const a = f.slots[f.sp - 1]!;
  const yes = (a === b) !== (f.oparg === 1);
  f.slots[f.sp - 1] = newRef(yes ? f.vm.true_ : f.vm.false_);
  decref(f, a);
  decref(f, b);
}

export function CONTAINS_OP(f: Registers): Result {
  const r = contains(f.vm, f.slots[f.sp - 1]!, f.slots[f.sp - 2]!);
  return f.oparg === 1 ? then(f.vm, r, negate) : r;
}

export function CONTAINS_OP_finish(f: Registers, r: PyObject): void {
  const b = f.slots[--f.sp]!;
  const a = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, a);
  decref(f, b);
}
