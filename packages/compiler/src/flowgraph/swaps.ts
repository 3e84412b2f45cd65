/** SWAP instructions: fewer of them, or none where the stores after them can change places instead. */
import { op } from "../opcodes.ts";
import type { BasicBlock, Instruction } from "./blocks.ts";

/**
 * Replaces a run of SWAPs (and NOPs) by the shortest one with the same effect.
 *
 * The run permutes the top of the stack. A SWAP exchanges the top and one other position, so each cycle of the
 * permutation costs as many SWAPs as it has positions other than the top, plus one if the top is not in it.
 *
 * CPython 3.11: Python/compile.c swaptimize
 *
 * @param start index of the first SWAP
 * @returns index of the last instruction of the run
 */
export function shortenSwaps(block: BasicBlock, start: number): number {
  const { instructions } = block;
  let end = start;
  let depth = 0;
  let count = 0;
  for (; end < instructions.length; end++) {
    const { opcode, oparg } = instructions[end]!;
    if (opcode === op.SWAP) {
      depth = Math.max(depth, oparg);
      count++;
    } else if (opcode !== op.NOP) break;
  }
  if (count === 1) return start;
  const needed = swapsFor(permutationOf(instructions, start, end, depth));
  // The last ones of the run are used, so that the NOPs, with their lines, come first.
  let at = end - 1;
  for (const position of needed) {
    instructions[at]!.opcode = op.SWAP;
    instructions[at--]!.oparg = position + 1;
  }
  for (; at >= start; at--) instructions[at]!.opcode = op.NOP;
  return end - 1;
}

/** Which position, counted from the top, each position's value comes from. */
function permutationOf(instructions: readonly Instruction[], start: number, end: number, depth: number): number[] {
  const positions = Array.from({ length: depth }, (_, i) => i);
  for (let i = start; i < end; i++) {
    const { opcode, oparg } = instructions[i]!;
    if (opcode !== op.SWAP) continue;
    const top = positions[0]!;
    positions[0] = positions[oparg - 1]!;
    positions[oparg - 1] = top;
  }
  return positions;
}

/** The positions to exchange with the top, last exchange first. */
function swapsFor(from: number[]): number[] {
  const DONE = -1;
  const swaps: number[] = [];
  for (let i = 0; i < from.length; i++) {
    if (from[i] === DONE || from[i] === i) continue;
    let at = i;
    for (;;) {
      if (at !== 0) swaps.push(at);
      const following = from[at]!;
      if (following === DONE) break; // back where this cycle began
      from[at] = DONE;
      at = following;
    }
  }
  return swaps;
}

/** Instructions that only take the top value away, and run no code but finalizers. */
function isSwappable(opcode: number): boolean {
  return opcode === op.STORE_FAST || opcode === op.POP_TOP;
}

/** The next swappable instruction after `i`, past NOPs, on the given line (if not negative); -1 if there is none. */
function nextSwappable(block: BasicBlock, i: number, lineno: number): number {
  const { instructions } = block;
  while (++i < instructions.length) {
    const instruction = instructions[i]!;
    if (lineno >= 0 && instruction.lineno !== lineno) return -1;
    if (instruction.opcode === op.NOP) continue;
    return isSwappable(instruction.opcode) ? i : -1;
  }
  return -1;
}

function storedLocal(instruction: Instruction): number {
  return instruction.opcode === op.STORE_FAST ? instruction.oparg : -1;
}

/** Whether exchanging the stores at `j` and `k` would change which value a variable has in the end. */
function orderMatters(instructions: readonly Instruction[], j: number, k: number): boolean {
  const first = storedLocal(instructions[j]!);
  const second = storedLocal(instructions[k]!);
  if (first < 0 && second < 0) return false;
  if (first === second) return true;
  for (let i = j + 1; i < k; i++) {
    const between = storedLocal(instructions[i]!);
    if (between >= 0 && (between === first || between === second)) return true;
  }
  return false;
}

/**
 * Instead of swapping values before storing them, swaps the stores: going back from index `i`, for every SWAP n whose next and n-th next swappable
 * instruction can change places.
 *
 * CPython 3.11: Python/compile.c apply_static_swaps
 */
export function swapStoresInstead(block: BasicBlock, i: number): void {
  const { instructions } = block;
  for (; i >= 0; i--) {
    const swap = instructions[i]!;
    if (swap.opcode !== op.SWAP) {
      if (swap.opcode === op.NOP || isSwappable(swap.opcode)) continue;
      return;
    }
    const first = nextSwappable(block, i, -1);
    if (first < 0) return;
    let other = first;
    const { lineno } = instructions[first]!;
    for (let n = swap.oparg - 1; n > 0; n--) {
      other = nextSwappable(block, other, lineno);
      if (other < 0) return;
    }
    if (orderMatters(instructions, first, other)) return;
    swap.opcode = op.NOP;
    const moved = instructions[first]!;
    instructions[first] = instructions[other]!;
    instructions[other] = moved;
  }
}
