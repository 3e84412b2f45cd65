/**
 * Exception handlers. SETUP_* and POP_BLOCK say where a handler holds as if there were a stack of them while the program runs. In 3.11 there
 * is none: each instruction's handler is found here, and goes into a table that is looked at only when something is raised.
 */
import { isBlockPush, isJump, op } from "../opcodes.ts";
import type { BasicBlock } from "./blocks.ts";

/**
 * Gives every instruction its handler.
 *
 * CPython 3.11: Python/compile.c label_exception_targets
 */
export function labelExceptionTargets(entry: BasicBlock): void {
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    block.visited = false;
    block.exceptstack = null;
  }
  const pending: BasicBlock[] = [entry];
  entry.visited = true;
  entry.exceptstack = [];
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) labelBlock(block, pending);
}

function visit(block: BasicBlock, handlers: BasicBlock[], pending: BasicBlock[]): void {
  if (block.visited) return;
  block.visited = true;
  block.exceptstack = handlers;
  pending.push(block);
}

function labelBlock(block: BasicBlock, pending: BasicBlock[]): void {
  const handlers = block.exceptstack!;
  block.exceptstack = null;
  let handler = handlers.at(-1) ?? null;
  for (const instruction of block.instructions) {
    const { opcode } = instruction;
    // What is left of SETUP_* and POP_BLOCK cannot raise, and is in no range of the table.
    if (isBlockPush(opcode)) {
      const target = instruction.target!;
      visit(target, handlers.slice(), pending);
      if (opcode !== op.SETUP_FINALLY) target.preserve_lasti = true;
      handlers.push(target);
      handler = target;
    } else if (opcode === op.POP_BLOCK) {
      handlers.pop();
      handler = handlers.at(-1) ?? null;
    } else {
      instruction.except = handler;
      if (isJump[opcode]) visit(instruction.target!, handlers.slice(), pending);
    }
  }
  if (!block.nofallthrough && block.next !== null) visit(block.next, handlers, pending);
}

/**
 * The pseudo-instructions have said what they had to.
 *
 * CPython 3.11: Python/compile.c convert_exception_handlers_to_nops
 */
export function removeBlockInstructions(entry: BasicBlock): void {
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    for (const instruction of block.instructions) {
      if (instruction.opcode === op.POP_BLOCK || isBlockPush(instruction.opcode)) instruction.opcode = op.NOP;
    }
  }
}
