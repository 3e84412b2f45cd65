/** Sizes of instructions in code units, offsets of blocks, and the operands of jumps. */
import type { BasicBlock, Instruction } from "../flowgraph/blocks.ts";
import { cacheEntries, HAVE_ARGUMENT, isJump, op } from "../opcodes.ts";

/**
 * Code units of an instruction with its EXTENDED_ARGs and inline caches.
 *
 * CPython 3.11: Python/compile.c instr_size
 */
export function instructionSize({ opcode, oparg }: Instruction): number {
  if (opcode < HAVE_ARGUMENT) return 1 + cacheEntries[opcode]!;
  const extended = oparg > 0xffffff ? 3 : oparg > 0xffff ? 2 : oparg > 0xff ? 1 : 0;
  return extended + 1 + cacheEntries[opcode]!;
}

function placeBlocks(entry: BasicBlock): void {
  let offset = 0;
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    block.offset = offset;
    for (const instruction of block.instructions) offset += instructionSize(instruction);
  }
}

/** Sets the operands of a block's jumps. Answers whether the size of one changed, so that offsets have to be found again. */
function setJumpOperands(block: BasicBlock): boolean {
  let changed = false;
  let after = block.offset;
  for (const instruction of block.instructions) {
    const size = instructionSize(instruction);
    after += size;
    if (!isJump[instruction.opcode]) continue;
    // A jump is relative to the end of its instruction, and its opcode says which way.
    instruction.oparg = Math.abs(instruction.target!.offset - after);
    if (instructionSize(instruction) !== size) changed = true;
  }
  return changed;
}

/**
 * Finds the offset of every block and the operand of every jump. A longer operand makes code longer, so it goes round until nothing moves.
 *
 * CPython 3.11: Python/compile.c assemble_jump_offsets
 */
export function resolveJumps(entry: BasicBlock): void {
  for (let changed = true; changed; ) {
    placeBlocks(entry);
    changed = false;
    for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
      if (setJumpOperands(block)) changed = true;
    }
  }
}

/**
 * The bytes of all instructions. Inline caches are zero.
 *
 * CPython 3.11: Python/compile.c assemble_emit, write_instr
 */
export function encodeInstructions(entry: BasicBlock): Uint8Array {
  let units = 0;
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    for (const instruction of block.instructions) units += instructionSize(instruction);
  }
  const code = new Uint8Array(units * 2);
  let at = 0;
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    for (const { opcode, oparg } of block.instructions) {
      for (let shift = 24; shift > 0; shift -= 8) {
        if (opcode < HAVE_ARGUMENT || oparg >>> shift === 0) continue;
        code[at++] = op.EXTENDED_ARG;
        code[at++] = (oparg >>> shift) & 0xff;
      }
      code[at++] = opcode;
      if (opcode >= HAVE_ARGUMENT) code[at] = oparg & 0xff;
      at++;
      at += cacheEntries[opcode]! * 2;
    }
  }
  return code;
}
