/** NOPs that only carry a line, and instructions that have none. */
import { isJump, op } from "../opcodes.ts";
import type { BasicBlock, Instruction } from "./blocks.ts";
import { copyLocation, lastOf } from "./instructions.ts";

/** Whether the NOP at `i` can go without a line being lost. May move its location to the next instruction. */
function isNeedlessNop(block: BasicBlock, i: number, previousLine: number): boolean {
  const { instructions } = block;
  const nop = instructions[i]!;
  if (nop.lineno < 0 || nop.lineno === previousLine) return true;
  const following = instructions[i + 1];
  if (following !== undefined) {
    if (following.lineno === nop.lineno) return true;
    if (following.lineno >= 0) return false;
    copyLocation(nop, following);
    return true;
  }
  let next = block.next;
  while (next !== null && next.instructions.length === 0) next = next.next;
  return next !== null && next.instructions[0]!.lineno === nop.lineno;
}

/**
 * Removes the NOPs that are not needed to trace a line.
 *
 * CPython 3.11: Python/compile.c clean_basic_block
 */
export function removeNops(block: BasicBlock): void {
  const { instructions } = block;
  let kept = 0;
  let previousLine = -1;
  for (let i = 0; i < instructions.length; i++) {
    const instruction = instructions[i]!;
    if (instruction.opcode === op.NOP && isNeedlessNop(block, i, previousLine)) continue;
    instructions[kept++] = instruction;
    previousLine = instruction.lineno;
  }
  if (kept !== instructions.length) instructions.length = kept;
}

function inherit(from: Instruction | null, to: Instruction): void {
  if (from !== null && to.lineno < 0) copyLocation(from, to);
}

/**
 * Instructions without a line get the location of what is executed before them, where that is only one thing.
 *
 * CPython 3.11: Python/compile.c propagate_line_numbers
 */
export function propagateLines(entry: BasicBlock): void {
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    const { instructions, next } = block;
    if (instructions.length === 0) continue;
    let previous: Instruction | null = null;
    for (const instruction of instructions) {
      if (instruction.lineno >= 0) previous = instruction;
      else inherit(previous, instruction);
    }
    if (!block.nofallthrough && next !== null && next.predecessors === 1 && next.instructions.length > 0) {
      inherit(previous, next.instructions[0]!);
    }
    const last = lastOf(block);
    if (isJump[last.opcode]) {
      const target = last.target!;
      if (target.predecessors === 1 && target.instructions.length > 0) inherit(previous, target.instructions[0]!);
    }
  }
}

/**
 * A return that still has no line gets that of the block before it, in the order of the code.
 *
 * CPython 3.11: Python/compile.c guarantee_lineno_for_exits
 */
export function giveReturnsLines(entry: BasicBlock, firstlineno: number): void {
  let lineno = firstlineno;
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    if (block.instructions.length === 0) continue;
    const last = lastOf(block);
    if (last.lineno >= 0) lineno = last.lineno;
    else if (last.opcode === op.RETURN_VALUE) for (const instruction of block.instructions) instruction.lineno = lineno;
  }
}
