import type { PyObject } from "../../object.ts";
import { PENDING } from "../../object.ts";
import { plainTruth, truth } from "../../protocol/truth.ts";
import {
  AWAITING_FINISH,
  COLD,
  type Control,
  decref,
  ERROR,
  type Fast,
  JUMP,
  NEXT,
  QUIET,
  type Registers,
  SWITCH,
} from "./registers.ts";

/*
 * Jumps. Distances count code units from the end of the instruction; no jump has an inline cache in 3.11.
 *
 *A test whose operand is no bool asks for its truth, which may need Python code; `*_finish` then goes on with the answer.
 */

export function JUMP_FORWARD(f: Registers): Control {
  f.pc += 1 + f.oparg;
  return JUMP;
}

export function JUMP_BACKWARD(f: Registers): Control {
  f.pc += 1 - f.oparg;
  return JUMP;
}

export function JUMP_BACKWARD_NO_INTERRUPT(f: Registers): Control {
  f.pc += 1 - f.oparg;
  return JUMP;
}

/** Goes on with the truth of the value on top, which stays; that may take Python code. */
export function testTop(f: Registers, finish: (f: Registers, r: PyObject) => Control): Control {
  const value = f.slots[f.sp - 1]!;
  if (value !== f.vm.false_ && value !== f.vm.true_) f.vm.evalState.testedNoBool = true;
  const r = truth(f.vm, value);
  if (r === null) return ERROR;
  if (r === PENDING) {
    f.frame.awaiting = AWAITING_FINISH;
    return SWITCH;
  }
  return finish(f, r);
}

/** Drops the value and its truth `r`, and jumps if that is `when`. */
export function popAndJump(f: Registers, r: PyObject, when: PyObject, distance: number): Control {
  const value = f.slots[--f.sp]!;
  decref(f, value);
  decref(f, r);
  if (r !== when) return NEXT;
  f.pc += 1 + distance;
  return JUMP;
}

/** Jumps with the value if its truth `r` is `when`, and drops it otherwise. */
export function jumpOrPop(f: Registers, r: PyObject, when: PyObject): Control {
  decref(f, r);
  if (r === when) {
    f.pc += 1 + f.oparg;
    return JUMP;
  }
  const value = f.slots[--f.sp]!;
  decref(f, value);
  return NEXT;
}

export function POP_JUMP_FORWARD_IF_FALSE_fast(f: Registers): Fast {
  const value = f.slots[f.sp - 1]!;
  if (value === f.vm.true_) {
    f.sp--;
    decref(f, value);
    return QUIET;
  }
  if (value !== f.vm.false_) {
    const yes = plainTruth(f.vm, value);
    if (yes < 0 || (value.rc === 1 && !value.type.leaf)) return COLD;
    f.vm.evalState.testedNoBool = true;
    if (yes === 1) {
      f.sp--;
      decref(f, value);
      return QUIET;
    }
  }
  f.sp--;
  decref(f, value);
  f.pc += 1 + f.oparg;
  return JUMP;
}

export function POP_JUMP_FORWARD_IF_FALSE(f: Registers): Control {
  return testTop(f, POP_JUMP_FORWARD_IF_FALSE_finish);
}

export function POP_JUMP_FORWARD_IF_FALSE_finish(f: Registers, r: PyObject): Control {
  return popAndJump(f, r, f.vm.false_, f.oparg);
}

export function POP_JUMP_FORWARD_IF_TRUE_fast(f: Registers): Fast {
  const value = f.slots[f.sp - 1]!;
  if (value === f.vm.false_) {
    f.sp--;
    decref(f, value);
    return QUIET;
  }
  if (value !== f.vm.true_) {
    const yes = plainTruth(f.vm, value);
    if (yes < 0 || (value.rc === 1 && !value.type.leaf)) return COLD;
    f.vm.evalState.testedNoBool = true;
    if (yes === 0) {
      f.sp--;
      decref(f, value);
      return QUIET;
    }
  }
  f.sp--;
  decref(f, value);
  f.pc += 1 + f.oparg;
  return JUMP;
}

export function POP_JUMP_FORWARD_IF_TRUE(f: Registers): Control {
  return testTop(f, POP_JUMP_FORWARD_IF_TRUE_finish);
}

export function POP_JUMP_FORWARD_IF_TRUE_finish(f: Registers, r: PyObject): Control {
  return popAndJump(f, r, f.vm.true_, f.oparg);
}

export function POP_JUMP_FORWARD_IF_NONE(f: Registers): Control {
  const value = f.slots[--f.sp]!;
  const jumps = value === f.vm.none;
  decref(f, value);
  if (!jumps) return NEXT;
  f.pc += 1 + f.oparg;
  return JUMP;
}

export function POP_JUMP_FORWARD_IF_NOT_NONE(f: Registers): Control {
  const value = f.slots[--f.sp]!;
  const jumps = value !== f.vm.none;
  decref(f, value);
  if (!jumps) return NEXT;
  f.pc += 1 + f.oparg;
  return JUMP;
}

export function POP_JUMP_BACKWARD_IF_FALSE_fast(f: Registers): Fast {
  const value = f.slots[f.sp - 1]!;
  if (value === f.vm.true_) {
    f.sp--;
    decref(f, value);
    return QUIET;
  }
  if (value !== f.vm.false_) {
    const yes = plainTruth(f.vm, value);
    if (yes < 0 || (value.rc === 1 && !value.type.leaf)) return COLD;
    f.vm.evalState.testedNoBool = true;
    if (yes === 1) {
      f.sp--;
      decref(f, value);
      return QUIET;
    }
  }
  f.sp--;
  decref(f, value);
  f.pc += 1 - f.oparg;
  return JUMP;
}

export function POP_JUMP_BACKWARD_IF_FALSE(f: Registers): Control {
  return testTop(f, POP_JUMP_BACKWARD_IF_FALSE_finish);
}

export function POP_JUMP_BACKWARD_IF_FALSE_finish(f: Registers, r: PyObject): Control {
  return popAndJump(f, r, f.vm.false_, -f.oparg);
}

export function POP_JUMP_BACKWARD_IF_TRUE_fast(f: Registers): Fast {
  const value = f.slots[f.sp - 1]!;
  if (value === f.vm.false_) {
    f.sp--;
    decref(f, value);
    return QUIET;
  }
  if (value !== f.vm.true_) {
    const yes = plainTruth(f.vm, value);
    if (yes < 0 || (value.rc === 1 && !value.type.leaf)) return COLD;
    f.vm.evalState.testedNoBool = true;
    if (yes === 0) {
      f.sp--;
      decref(f, value);
      return QUIET;
    }
  }
  f.sp--;
  decref(f, value);
  f.pc += 1 - f.oparg;
  return JUMP;
}

export function POP_JUMP_BACKWARD_IF_TRUE(f: Registers): Control {
  return testTop(f, POP_JUMP_BACKWARD_IF_TRUE_finish);
}

export function POP_JUMP_BACKWARD_IF_TRUE_finish(f: Registers, r: PyObject): Control {
  return popAndJump(f, r, f.vm.true_, -f.oparg);
}

export function POP_JUMP_BACKWARD_IF_NONE(f: Registers): Control {
  const value = f.slots[--f.sp]!;
  const jumps = value === f.vm.none;
  decref(f, value);
  if (!jumps) return NEXT;
  f.pc += 1 - f.oparg;
  return JUMP;
}

export function POP_JUMP_BACKWARD_IF_NOT_NONE(f: Registers): Control {
  const value = f.slots[--f.sp]!;
  const jumps = value !== f.vm.none;
  decref(f, value);
  if (!jumps) return NEXT;
  f.pc += 1 - f.oparg;
  return JUMP;
}

export function JUMP_IF_FALSE_OR_POP(f: Registers): Control {
  return testTop(f, JUMP_IF_FALSE_OR_POP_finish);
}

export function JUMP_IF_FALSE_OR_POP_finish(f: Registers, r: PyObject): Control {
  return jumpOrPop(f, r, f.vm.false_);
}

export function JUMP_IF_TRUE_OR_POP(f: Registers): Control {
  return testTop(f, JUMP_IF_TRUE_OR_POP_finish);
}

export function JUMP_IF_TRUE_OR_POP_finish(f: Registers, r: PyObject): Control {
  return jumpOrPop(f, r, f.vm.true_);
}
