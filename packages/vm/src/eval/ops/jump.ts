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
  let value = f.slots[f.sp - 1]!;
  if (value !== f.vm.false_ && value !== f.vm.true_) {
    f.vm.evalState.testedNoBool = true;
    const r = truth(f.vm, value);
    if (r === null) return ERROR;
    if (r === PENDING) {
      f.frame.awaiting = AWAITING_FINISH;
      return SWITCH;
    }
    f.slots[f.sp - 1] = r;
    decref(f, value);
    value = r;
  }
  f.sp--;
  decref(f, value);
  if (value === f.vm.true_) return NEXT;
  f.pc += 1 + f.oparg;
  return JUMP;
}

export function POP_JUMP_FORWARD_IF_FALSE_finish(f: Registers, r: PyObject): Control {
  const value = f.slots[--f.sp]!;
  decref(f, value);
  decref(f, r);
  if (r === f.vm.true_) return NEXT;
  f.pc += 1 + f.oparg;
  return JUMP;
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
  let value = f.slots[f.sp - 1]!;
  if (value !== f.vm.true_ && value !== f.vm.false_) {
    f.vm.evalState.testedNoBool = true;
    const r = truth(f.vm, value);
    if (r === null) return ERROR;
    if (r === PENDING) {
      f.frame.awaiting = AWAITING_FINISH;
      return SWITCH;
    }
    f.slots[f.sp - 1] = r;
    decref(f, value);
    value = r;
  }
  f.sp--;
  decref(f, value);
  if (value === f.vm.false_) return NEXT;
  f.pc += 1 + f.oparg;
  return JUMP;
}

export function POP_JUMP_FORWARD_IF_TRUE_finish(f: Registers, r: PyObject): Control {
  const value = f.slots[--f.sp]!;
  decref(f, value);
  decref(f, r);
  if (r === f.vm.false_) return NEXT;
  f.pc += 1 + f.oparg;
  return JUMP;
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
  let value = f.slots[f.sp - 1]!;
  if (value !== f.vm.false_ && value !== f.vm.true_) {
    f.vm.evalState.testedNoBool = true;
    const r = truth(f.vm, value);
    if (r === null) return ERROR;
    if (r === PENDING) {
      f.frame.awaiting = AWAITING_FINISH;
      return SWITCH;
    }
    f.slots[f.sp - 1] = r;
    decref(f, value);
    value = r;
  }
  f.sp--;
  decref(f, value);
  if (value === f.vm.true_) return NEXT;
  f.pc += 1 - f.oparg;
  return JUMP;
}

export function POP_JUMP_BACKWARD_IF_FALSE_finish(f: Registers, r: PyObject): Control {
  const value = f.slots[--f.sp]!;
  decref(f, value);
  decref(f, r);
  if (r === f.vm.true_) return NEXT;
  f.pc += 1 - f.oparg;
  return JUMP;
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
  let value = f.slots[f.sp - 1]!;
  if (value !== f.vm.true_ && value !== f.vm.false_) {
    f.vm.evalState.testedNoBool = true;
    const r = truth(f.vm, value);
    if (r === null) return ERROR;
    if (r === PENDING) {
      f.frame.awaiting = AWAITING_FINISH;
      return SWITCH;
    }
    f.slots[f.sp - 1] = r;
    decref(f, value);
    value = r;
  }
  f.sp--;
  decref(f, value);
  if (value === f.vm.false_) return NEXT;
  f.pc += 1 - f.oparg;
  return JUMP;
}

export function POP_JUMP_BACKWARD_IF_TRUE_finish(f: Registers, r: PyObject): Control {
  const value = f.slots[--f.sp]!;
  decref(f, value);
  decref(f, r);
  if (r === f.vm.false_) return NEXT;
  f.pc += 1 - f.oparg;
  return JUMP;
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
  const value = f.slots[f.sp - 1]!;
  let answer = value;
  if (value !== f.vm.false_ && value !== f.vm.true_) {
    f.vm.evalState.testedNoBool = true;
    const r = truth(f.vm, value);
    if (r === null) return ERROR;
    if (r === PENDING) {
      f.frame.awaiting = AWAITING_FINISH;
      return SWITCH;
    }
    answer = r;
    decref(f, r);
  }
  if (answer === f.vm.false_) {
    f.pc += 1 + f.oparg;
    return JUMP;
  }
  f.sp--;
  decref(f, value);
  return NEXT;
}

export function JUMP_IF_FALSE_OR_POP_finish(f: Registers, r: PyObject): Control {
  decref(f, r);
  if (r === f.vm.false_) {
    f.pc += 1 + f.oparg;
    return JUMP;
  }
  const value = f.slots[--f.sp]!;
  decref(f, value);
  return NEXT;
}

export function JUMP_IF_TRUE_OR_POP(f: Registers): Control {
  const value = f.slots[f.sp - 1]!;
  let answer = value;
  if (value !== f.vm.true_ && value !== f.vm.false_) {
    f.vm.evalState.testedNoBool = true;
    const r = truth(f.vm, value);
    if (r === null) return ERROR;
    if (r === PENDING) {
      f.frame.awaiting = AWAITING_FINISH;
      return SWITCH;
    }
    answer = r;
    decref(f, r);
  }
  if (answer === f.vm.true_) {
    f.pc += 1 + f.oparg;
    return JUMP;
  }
  f.sp--;
  decref(f, value);
  return NEXT;
}

export function JUMP_IF_TRUE_OR_POP_finish(f: Registers, r: PyObject): Control {
  decref(f, r);
  if (r === f.vm.true_) {
    f.pc += 1 + f.oparg;
    return JUMP;
  }
  const value = f.slots[--f.sp]!;
  decref(f, value);
  return NEXT;
}
