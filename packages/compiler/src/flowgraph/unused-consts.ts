import type { Constant } from "../constant.ts";
import { op } from "../opcodes.ts";
import type { BasicBlock } from "./blocks.ts";

/**
 * Drops the constants after the last one that is used. The first stays: it may be a docstring.
 *
 * CPython 3.11: Python/compile.c trim_unused_consts
 */
export function trimUnusedConsts(entry: BasicBlock, consts: Constant[]): void {
  let last = 0;
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    for (const { opcode, oparg } of block.instructions) {
      if ((opcode === op.LOAD_CONST || opcode === op.KW_NAMES) && oparg > last) last = oparg;
    }
  }
  if (consts.length > last + 1) consts.length = last + 1;
}
