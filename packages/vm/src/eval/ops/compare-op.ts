import { op } from "@vivarium/compiler/opcodes";
import { incref } from "@vivarium/heap";
import type { PyObject, Result } from "../../object.ts";
import { richCompare } from "../../protocol/compare.ts";
import { contains } from "../../protocol/sequence.ts";
import { negate } from "../../protocol/truth.ts";
import { andThen as then } from "../native-frame.ts";
import { COLD, charge, decref, type Fast, FUSED_JUMP_BACK, FUSED_NEXT, QUIET, type Registers } from "./registers.ts";

/** Numbers of one type, and strings for being equal; with the jump that takes the answer, if one follows. */
export function COMPARE_OP_fast(f: Registers): Fast {
  const a = f.slots[f.sp - 2]!;
  const b = f.slots[f.sp - 1]!;
  const type = a.type;
  if (type !== b.type) return COLD;
  const x = a.v;
  const y = b.v;
  let yes = false;
  if (typeof x === "number" && typeof y === "number") {
    if (type !== f.T.int && type !== f.T.float) return COLD;
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
  } else {
    if (type !== f.T.str || (f.oparg !== 2 && f.oparg !== 3)) return COLD;
    yes = (x === y) === (f.oparg === 2);
  }
  decref(f, a);
  decref(f, b);
  if (f.fast) {
    const next = f.words[f.pc + 3]!;
    switch (next & 255) {
      case op.POP_JUMP_FORWARD_IF_FALSE:
        charge(f, op.POP_JUMP_FORWARD_IF_FALSE);
        f.sp -= 2;
        f.pc += yes ? 4 : 4 + (next >>> 8);
        return FUSED_NEXT;
      case op.POP_JUMP_BACKWARD_IF_TRUE:
        charge(f, op.POP_JUMP_BACKWARD_IF_TRUE);
        f.sp -= 2;
        f.from = f.pc + 3;
        f.pc += 4;
        if (!yes) return FUSED_NEXT;
        f.pc -= next >>> 8;
        return FUSED_JUMP_BACK;
      default:
    }
  }
  const answer = yes ? f.vm.true_ : f.vm.false_;
  incref(answer);
  f.slots[f.sp - 2] = answer;
  f.sp--;
  return QUIET;
}

export function COMPARE_OP(f: Registers): Result {
  return richCompare(f.vm, f.slots[f.sp - 2]!, f.slots[f.sp - 1]!, f.oparg);
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
  const answer = (a === b) !== (f.oparg === 1) ? f.vm.true_ : f.vm.false_;
  incref(answer);
  f.slots[f.sp - 1] = answer;
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
