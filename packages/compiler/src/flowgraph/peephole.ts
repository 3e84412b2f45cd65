/** Local simplifications inside one block and along its jumps. */
import type { Constant } from "../constant.ts";
import { op } from "../opcodes.ts";
import type { BasicBlock, Instruction } from "./blocks.ts";
import type { ConstPool } from "./const-pool.ts";
import { hasTarget, skipEmpty } from "./instructions.ts";
import { shortenSwaps, swapStoresInstead } from "./swaps.ts";

/** Python's truth of a constant. */
function isTrue(constant: Constant): boolean {
  switch (constant.type) {
    case "None":
      return false;
    case "bool":
      return constant.value;
    case "int":
      return constant.value !== 0;
    case "float":
      return constant.value !== 0;
    case "complex":
      return constant.real !== 0 || constant.imag !== 0;
    case "str":
    case "bytes":
      return constant.value.length > 0;
    case "tuple":
    case "frozenset":
      return constant.items.length > 0;
    default:
      return true;
  }
}

/** A constant that decides the jump after it: neither is needed, or the jump always happens. */
function foldConstantJump(block: BasicBlock, load: Instruction, jump: Instruction, constant: Constant): void {
  const jumps = isTrue(constant) === (jump.opcode === op.POP_JUMP_IF_TRUE || jump.opcode === op.JUMP_IF_TRUE_OR_POP);
  const keepsValue = jump.opcode === op.JUMP_IF_FALSE_OR_POP || jump.opcode === op.JUMP_IF_TRUE_OR_POP;
  if (!(keepsValue && jumps)) load.opcode = op.NOP;
  if (jumps) {
    jump.opcode = op.JUMP;
    block.nofallthrough = true;
  } else jump.opcode = op.NOP;
}

/** `x is None` and a jump: one jump that looks for None itself. */
function foldNoneTest(load: Instruction, test: Instruction, jump: Instruction): void {
  const negated = test.oparg === 1;
  const jumpsIfFalse = jump.opcode === op.POP_JUMP_IF_FALSE;
  load.opcode = op.NOP;
  test.opcode = op.NOP;
  jump.opcode = negated !== jumpsIfFalse ? op.POP_JUMP_IF_NOT_NONE : op.POP_JUMP_IF_NONE;
}

function simplifyLoadConst(block: BasicBlock, i: number, consts: readonly Constant[]): void {
  const { instructions } = block;
  const load = instructions[i]!;
  const next = instructions[i + 1];
  if (next === undefined) return;
  switch (next.opcode) {
    case op.POP_JUMP_IF_FALSE:
    case op.POP_JUMP_IF_TRUE:
    case op.JUMP_IF_FALSE_OR_POP:
    case op.JUMP_IF_TRUE_OR_POP:
      foldConstantJump(block, load, next, consts[load.oparg]!);
      return;
    case op.IS_OP: {
      const jump = instructions[i + 2];
      if (consts[load.oparg]!.type !== "None" || jump === undefined) return;
      if (jump.opcode === op.POP_JUMP_IF_FALSE || jump.opcode === op.POP_JUMP_IF_TRUE) foldNoneTest(load, next, jump);
      return;
    }
    default:
  }
}

/**
 * A tuple of constants is a constant.
 *
 * CPython 3.11: Python/compile.c fold_tuple_on_constants
 */
function foldTuple(block: BasicBlock, i: number, consts: ConstPool): void {
  const { instructions } = block;
  const build = instructions[i]!;
  const first = i - build.oparg;
  for (let k = first; k < i; k++) if (instructions[k]!.opcode !== op.LOAD_CONST) return;
  const items: Constant[] = [];
  for (let k = first; k < i; k++) {
    items.push(consts.values[instructions[k]!.oparg]!);
    instructions[k]!.opcode = op.NOP;
  }
  build.opcode = op.LOAD_CONST;
  build.oparg = consts.indexOfTuple({ type: "tuple", items });
}

/** Unpacked at once, a tuple is never built; of constants it is one itself. */
function simplifyBuildTuple(block: BasicBlock, i: number, consts: ConstPool): void {
  const build = block.instructions[i]!;
  const next = block.instructions[i + 1];
  const size = build.oparg;
  if (next !== undefined && next.opcode === op.UNPACK_SEQUENCE && next.oparg === size && size >= 1 && size <= 3) {
    build.opcode = op.NOP;
    next.opcode = size === 1 ? op.NOP : op.SWAP;
    return;
  }
  if (i >= size) foldTuple(block, i, consts);
}

/**
 * Lets a jump to a jump go where that goes, with the given opcode. Answers whether it did.
 *
 * CPython 3.11: Python/compile.c jump_thread
 */
function threadJump(jump: Instruction, through: Instruction, opcode: number): boolean {
  if (jump.lineno !== through.lineno || jump.target === through.target) return false;
  jump.target = through.target;
  jump.opcode = opcode;
  return true;
}

/** A jump that keeps its value, to a jump that tests the same value again. */
function simplifyOrPop(jump: Instruction, through: Instruction): boolean {
  const ifFalse = jump.opcode === op.JUMP_IF_FALSE_OR_POP;
  const sameOrPop = jump.opcode;
  const samePop = ifFalse ? op.POP_JUMP_IF_FALSE : op.POP_JUMP_IF_TRUE;
  switch (through.opcode) {
    case op.JUMP:
    case sameOrPop:
      return threadJump(jump, through, sameOrPop);
    case samePop:
      return threadJump(jump, through, samePop);
    case op.JUMP_IF_FALSE_OR_POP:
    case op.JUMP_IF_TRUE_OR_POP:
    case op.POP_JUMP_IF_FALSE:
    case op.POP_JUMP_IF_TRUE:
      // The opposite test: it does not jump, so go to what follows it.
      if (jump.lineno !== through.lineno) return false;
      jump.opcode = samePop;
      jump.target = jump.target!.next;
      return true;
    default:
      return false;
  }
}

/** Answers whether the jump changed and should be looked at again. */
function simplifyJump(jump: Instruction): boolean {
  jump.target = skipEmpty(jump.target!);
  const through = jump.target.instructions[0];
  if (through === undefined) return false;
  switch (jump.opcode) {
    case op.JUMP_IF_FALSE_OR_POP:
    case op.JUMP_IF_TRUE_OR_POP:
      return simplifyOrPop(jump, through);
    case op.JUMP:
    case op.POP_JUMP_IF_FALSE:
    case op.POP_JUMP_IF_TRUE:
    case op.POP_JUMP_IF_NONE:
    case op.POP_JUMP_IF_NOT_NONE:
      return through.opcode === op.JUMP && threadJump(jump, through, jump.opcode);
    default:
      return false;
  }
}

/**
 * Simplifies one block.
 *
 * CPython 3.11: Python/compile.c optimize_basic_block
 *
 * @param consts grows by folded tuples
 */
export function simplifyBlock(block: BasicBlock, consts: ConstPool): void {
  const { instructions } = block;
  for (let i = 0; i < instructions.length; i++) {
    const instruction = instructions[i]!;
    switch (instruction.opcode) {
      case op.LOAD_CONST:
        simplifyLoadConst(block, i, consts.values);
        break;
      case op.BUILD_TUPLE:
        simplifyBuildTuple(block, i, consts);
        break;
      case op.SWAP:
        if (instruction.oparg === 1) instruction.opcode = op.NOP;
        else {
          i = shortenSwaps(block, i);
          swapStoresInstead(block, i);
        }
        break;
      case op.PUSH_NULL: {
        const next = instructions[i + 1];
        if (next !== undefined && next.opcode === op.LOAD_GLOBAL) {
          instruction.opcode = op.NOP;
          instruction.oparg = 0;
          next.oparg |= 1;
        }
        break;
      }
      default:
        if (hasTarget(instruction.opcode) && simplifyJump(instruction)) i--;
    }
  }
}
