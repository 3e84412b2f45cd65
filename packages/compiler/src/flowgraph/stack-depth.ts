import { stackEffect } from "../opcodes.ts";
import type { BasicBlock } from "./blocks.ts";
import { hasTarget, isUnconditionalExit } from "./instructions.ts";
import { FlowGraphError } from "./jumps.ts";

/**
 * Finds the stack depth at the start of every block that can be reached (`startdepth`), and answers the largest depth anywhere.
 *
 * CPython 3.11: Python/compile.c stackdepth
 *
 * @param depthAtEntry 1 where the first value sent into a generator is on the stack, else 0
 * @throws FlowGraphError if a block is entered with two depths
 */
export function computeStackDepth(entry: BasicBlock, depthAtEntry: number): number {
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) block.startdepth = -1;
  const pending: BasicBlock[] = [];
  enter(entry, depthAtEntry, pending);
  let largest = 0;
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    let depth = block.startdepth;
    let continues = true;
    for (const instruction of block.instructions) {
      const { opcode, oparg } = instruction;
      const after = depth + stackEffect(opcode, oparg, false);
      if (after > largest) largest = after;
      if (hasTarget(opcode)) {
        const atTarget = depth + stackEffect(opcode, oparg, true);
        if (atTarget > largest) largest = atTarget;
        enter(instruction.target!, atTarget, pending);
      }
      depth = after;
      if (depth < 0) throw new FlowGraphError(`stack underflow at opcode ${opcode}`);
      if (isUnconditionalExit(opcode)) {
        continues = false;
        break;
      }
    }
    if (continues && block.next !== null) enter(block.next, depth, pending);
  }
  return largest;
}

function enter(block: BasicBlock, depth: number, pending: BasicBlock[]): void {
  if (block.startdepth === depth) return;
  if (block.startdepth >= 0) throw new FlowGraphError(`block entered with stack depths ${block.startdepth} and ${depth}`);
  block.startdepth = depth;
  pending.push(block);
}
