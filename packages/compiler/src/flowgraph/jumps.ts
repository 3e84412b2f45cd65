/** Passes over the edges of the graph: what jumps where, what can be reached, what order says which direction a jump has. */
import { isJump, op } from "../opcodes.ts";
import { BasicBlock, type CompilationUnit } from "./blocks.ts";
import { copyInstruction, copyLocation, hasTarget, lastOf, skipEmpty } from "./instructions.ts";

/** A graph that no code generator should make. */
export class FlowGraphError extends Error {
  override readonly name: string = "FlowGraphError";
}

/**
 * Marks the blocks that leave the code (return, raise) or never continue with the next block, and points jumps past empty blocks.
 *
 * CPython 3.11: Python/compile.c normalize_basic_block
 *
 * @throws FlowGraphError if a jump is not the last instruction of its block
 */
export function normalizeBlock(block: BasicBlock): void {
  const { instructions } = block;
  for (let i = 0; i < instructions.length; i++) {
    const instruction = instructions[i]!;
    const { opcode } = instruction;
    if (opcode === op.RETURN_VALUE || opcode === op.RAISE_VARARGS || opcode === op.RERAISE) {
      block.exit = true;
      block.nofallthrough = true;
    } else if (isJump[opcode] && opcode !== op.SEND) {
      if (opcode === op.JUMP || opcode === op.JUMP_NO_INTERRUPT) block.nofallthrough = true;
      if (i !== instructions.length - 1) throw new FlowGraphError("malformed control flow graph.");
      instruction.target = skipEmpty(instruction.target!);
    }
  }
}

function isExitWithoutLine(block: BasicBlock): boolean {
  return block.exit && block.instructions.every((instruction) => instruction.lineno < 0);
}

/** The largest exit block that is copied to where it is jumped to. */
const MAX_COPY_SIZE = 4;

/**
 * Where a block ends in a jump to a short block that leaves the code and has no line of its own, that block takes the place of the jump.
 *
 * CPython 3.11: Python/compile.c extend_block
 */
export function inlineSmallExit(block: BasicBlock): void {
  if (block.instructions.length === 0) return;
  const last = lastOf(block);
  if (last.opcode !== op.JUMP) return;
  const target = last.target!;
  if (!isExitWithoutLine(target) || target.instructions.length > MAX_COPY_SIZE) return;
  last.opcode = op.NOP;
  for (const instruction of target.instructions.slice()) block.instructions.push(copyInstruction(instruction));
  block.exit = true;
}

/**
 * Counts for each block the edges from blocks that can be reached; zero says that it cannot be.
 *
 * CPython 3.11: Python/compile.c mark_reachable
 */
function countPredecessors(entry: BasicBlock): void {
  const pending = [entry];
  entry.predecessors = 1;
  const reach = (block: BasicBlock): void => {
    if (block.predecessors++ === 0) pending.push(block);
  };
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    if (block.next !== null && !block.nofallthrough) reach(block.next);
    for (const instruction of block.instructions) if (hasTarget(instruction.opcode)) reach(instruction.target!);
  }
}

/** Empties the blocks that cannot be reached. */
export function removeUnreachable(entry: BasicBlock): void {
  countPredecessors(entry);
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    if (block.predecessors === 0) {
      block.instructions.length = 0;
      block.nofallthrough = false;
    }
  }
}

/**
 * Takes empty blocks out of the order, and out of the way of jumps. The entry stays.
 *
 * CPython 3.11: Python/compile.c eliminate_empty_basic_blocks
 */
export function removeEmptyBlocks(entry: BasicBlock): void {
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    if (block.next !== null) block.next = skipEmpty(block.next);
  }
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    for (const instruction of block.instructions) {
      if (hasTarget(instruction.opcode)) instruction.target = skipEmpty(instruction.target!);
    }
  }
}

/**
 * A jump to the very next block is none. Answers whether there was one.
 *
 * CPython 3.11: Python/compile.c optimize_cfg, its last part
 */
export function removeRedundantJumps(entry: BasicBlock): boolean {
  let removed = false;
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    if (block.instructions.length === 0) continue;
    const last = lastOf(block);
    if ((last.opcode === op.JUMP || last.opcode === op.JUMP_NO_INTERRUPT) && last.target === block.next) {
      block.nofallthrough = false;
      last.opcode = op.NOP;
      removed = true;
    }
  }
  return removed;
}

/**
 * A block that leaves the code is entered by nothing but jumps, so a copy needs no edge to the next block.
 *
 * CPython 3.11: Python/compile.c compiler_copy_block
 */
function copyExit(block: BasicBlock, id: number): BasicBlock {
  const copy = new BasicBlock(id);
  copy.instructions = block.instructions.map(copyInstruction);
  copy.exit = true;
  copy.nofallthrough = true;
  return copy;
}

/**
 * An exit without a line (a `return None` that nobody wrote) gets the line of what leads to it; if several jumps do, each gets a copy.
 *
 * CPython 3.11: Python/compile.c duplicate_exits_without_lineno
 *
 */
export function duplicateExitsWithoutLine(unit: CompilationUnit): void {
  let nextId = unit.blocks.length;
  for (let i = unit.blocks.length - 1; i >= 0; i--) {
    const block = unit.blocks[i]!;
    if (block.instructions.length === 0) continue;
    const last = lastOf(block);
    if (!isJump[last.opcode]) continue;
    const target = last.target!;
    if (!isExitWithoutLine(target) || target.predecessors <= 1) continue;
    const copy = copyExit(target, nextId++);
    copyLocation(last, copy.instructions[0]!);
    last.target = copy;
    target.predecessors--;
    copy.predecessors = 1;
    copy.next = target.next;
    target.next = copy;
  }
  for (let block: BasicBlock | null = unit.entry; block !== null; block = block.next) {
    const { next } = block;
    if (block.nofallthrough || next === null || block.instructions.length === 0) continue;
    if (isExitWithoutLine(next)) copyLocation(lastOf(block), next.instructions[0]!);
  }
}

const forward = new Map<number, number>([
  [op.JUMP, op.JUMP_FORWARD],
  [op.JUMP_NO_INTERRUPT, op.JUMP_FORWARD],
  [op.POP_JUMP_IF_FALSE, op.POP_JUMP_FORWARD_IF_FALSE],
  [op.POP_JUMP_IF_TRUE, op.POP_JUMP_FORWARD_IF_TRUE],
  [op.POP_JUMP_IF_NONE, op.POP_JUMP_FORWARD_IF_NONE],
  [op.POP_JUMP_IF_NOT_NONE, op.POP_JUMP_FORWARD_IF_NOT_NONE],
]);

const backward = new Map<number, number>([
  [op.JUMP, op.JUMP_BACKWARD],
  [op.JUMP_NO_INTERRUPT, op.JUMP_BACKWARD_NO_INTERRUPT],
  [op.POP_JUMP_IF_FALSE, op.POP_JUMP_BACKWARD_IF_FALSE],
  [op.POP_JUMP_IF_TRUE, op.POP_JUMP_BACKWARD_IF_TRUE],
  [op.POP_JUMP_IF_NONE, op.POP_JUMP_BACKWARD_IF_NONE],
  [op.POP_JUMP_IF_NOT_NONE, op.POP_JUMP_BACKWARD_IF_NOT_NONE],
]);

/**
 * Gives every jump its direction, now that the order of the blocks is final.
 *
 * CPython 3.11: Python/compile.c normalize_jumps
 *
 * @throws FlowGraphError for a backward jump that has no opcode
 */
export function directJumps(entry: BasicBlock): void {
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) block.visited = false;
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    block.visited = true;
    if (block.instructions.length === 0) continue;
    const last = lastOf(block);
    if (!isJump[last.opcode]) continue;
    const isBackward = last.target!.visited;
    const directed = (isBackward ? backward : forward).get(last.opcode);
    if (directed !== undefined) last.opcode = directed;
    else if (isBackward) throw new FlowGraphError(`backward jump without an opcode: ${last.opcode}`);
  }
}
