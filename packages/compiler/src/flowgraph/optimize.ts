import type { BasicBlock, CompilationUnit } from "./blocks.ts";
import type { ConstPool } from "./const-pool.ts";
import { inlineSmallExit, removeEmptyBlocks, removeRedundantJumps, removeUnreachable } from "./jumps.ts";
import { removeNops } from "./lines.ts";
import { simplifyBlock } from "./peephole.ts";

/**
 * Simplifies the blocks, drops what cannot be reached and jumps that go nowhere.
 *
 * CPython 3.11: Python/compile.c optimize_cfg
 *
 * @param consts grows by folded tuples
 */
export function optimizeFlowGraph(unit: CompilationUnit, consts: ConstPool): void {
  const { entry, blocks } = unit;
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    simplifyBlock(block, consts);
    removeNops(block);
  }
  for (let i = blocks.length - 1; i >= 0; i--) inlineSmallExit(blocks[i]!);
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) removeNops(block);
  removeUnreachable(entry);
  removeEmptyBlocks(entry);
  if (removeRedundantJumps(entry)) removeEmptyBlocks(entry);
}
