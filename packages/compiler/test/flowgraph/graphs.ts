/** Flow graphs by hand: a block is a list of instructions, a jump names its block. */
import { BasicBlock, Instruction } from "../../src/flowgraph/blocks.ts";
import { type OpcodeName, op, opname } from "../../src/opcodes.ts";

/** Opcode, operand (a number, or the label of a block) and line (0: none). */
export type Line = [opcode: OpcodeName, operand?: number | string, lineno?: number];

/** Blocks in the order given; the first is the entry. */
export function graph(parts: Record<string, Line[]>): Record<string, BasicBlock> {
  const labels = Object.keys(parts);
  const blocks = Object.fromEntries(labels.map((label, i) => [label, new BasicBlock(i)]));
  labels.forEach((label, i) => {
    const block = blocks[label]!;
    block.next = blocks[labels[i + 1]!] ?? null;
    for (const [name, operand = 0, lineno = 1] of parts[label]!) {
      const target = typeof operand === "string" ? blocks[operand]! : null;
      const line = lineno === 0 ? -1 : lineno;
      block.instructions.push(new Instruction(op[name], typeof operand === "number" ? operand : 0, target, line, line, 0, 0));
    }
  });
  return blocks;
}

/** A block's instructions as text; jumps without their targets. */
export function textOf(block: BasicBlock): string[] {
  return block.instructions.map(
    ({ opcode, oparg, target }) => `${opname[opcode]}${target === null && oparg !== 0 ? ` ${oparg}` : ""}`,
  );
}
