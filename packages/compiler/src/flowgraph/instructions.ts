/** What the passes ask and do with single instructions. */
import { isBlockPush, isJump, op } from "../opcodes.ts";
import { type BasicBlock, Instruction } from "./blocks.ts";

/** Whether control can go to `target` from here: a jump, or a SETUP_* whose target is a handler. */
export function hasTarget(opcode: number): boolean {
  return isJump[opcode]! || isBlockPush(opcode);
}

export function copyLocation(from: Instruction, to: Instruction): void {
  to.lineno = from.lineno;
  to.end_lineno = from.end_lineno;
  to.col_offset = from.col_offset;
  to.end_col_offset = from.end_col_offset;
}

export function copyInstruction(from: Instruction): Instruction {
  const { opcode, oparg, target, lineno, end_lineno, col_offset, end_col_offset } = from;
  return new Instruction(opcode, oparg, target, lineno, end_lineno, col_offset, end_col_offset);
}

/** The last instruction of a block that is not empty. */
export function lastOf(block: BasicBlock): Instruction {
  return block.instructions[block.instructions.length - 1]!;
}

/** The first block from this one on that has instructions. */
export function skipEmpty(block: BasicBlock): BasicBlock {
  let found = block;
  while (found.instructions.length === 0 && found.next !== null) found = found.next;
  return found;
}

/** After this nothing in the block is executed. */
export function isUnconditionalExit(opcode: number): boolean {
  return (
    opcode === op.RETURN_VALUE ||
    opcode === op.RAISE_VARARGS ||
    opcode === op.RERAISE ||
    opcode === op.JUMP ||
    opcode === op.JUMP_NO_INTERRUPT
  );
}
