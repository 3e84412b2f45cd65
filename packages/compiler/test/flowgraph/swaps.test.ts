import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BasicBlock } from "../../src/flowgraph/blocks.ts";
import { shortenSwaps, swapStoresInstead } from "../../src/flowgraph/swaps.ts";
import { op } from "../../src/opcodes.ts";
import { graph, type Line, textOf } from "./graphs.ts";

function swaps(...depths: number[]): BasicBlock {
  return graph({ entry: depths.map((depth): Line => ["SWAP", depth]) }).entry!;
}

function permutation(block: BasicBlock): number[] {
  const stack = [0, 1, 2, 3, 4, 5, 6, 7];
  for (const { opcode, oparg } of block.instructions) {
    if (opcode !== op.SWAP) continue;
    [stack[0], stack[oparg - 1]] = [stack[oparg - 1]!, stack[0]!];
  }
  return stack;
}

describe("runs of SWAP", () => {
  test.each([
    [[2], ["SWAP 2"]],
    [
      [2, 2],
      ["NOP 2", "NOP 2"],
    ],
    [
      [2, 3, 2],
      ["SWAP 2", "SWAP 3", "SWAP 2"],
    ],
    [
      [3, 2, 3, 2],
      ["NOP 3", "NOP 2", "SWAP 2", "SWAP 3"],
    ],
  ])("%j", (depths, expected) => {
    const block = swaps(...depths);
    expect(shortenSwaps(block, 0)).toBe(depths.length - 1);
    expect(textOf(block)).toEqual(expected);
  });

  test("any run keeps its effect and does not grow", () => {
    const depths = fc.array(fc.integer({ min: 2, max: 8 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(depths, (run) => {
        const block = swaps(...run);
        shortenSwaps(block, 0);
        expect(permutation(block)).toEqual(permutation(swaps(...run)));
        expect(block.instructions).toHaveLength(run.length);
      }),
      { seed: 311, numRuns: 500 },
    );
  });
});

describe("stores instead of swaps", () => {
  function applied(...lines: Line[]): string[] {
    const block = graph({ entry: lines }).entry!;
    swapStoresInstead(
      block,
      lines.findLastIndex(([name]) => name === "SWAP"),
    );
    return textOf(block);
  }

  test("two stores change places", () => {
    expect(applied(["SWAP", 2], ["STORE_FAST", 1], ["STORE_FAST", 2])).toEqual(["NOP 2", "STORE_FAST 2", "STORE_FAST 1"]);
  });

  test("a POP_TOP is as good as a store", () => {
    expect(applied(["SWAP", 2], ["POP_TOP"], ["STORE_FAST", 2])).toEqual(["NOP 2", "STORE_FAST 2", "POP_TOP"]);
  });

  test("not if both store to one variable", () => {
    expect(applied(["SWAP", 2], ["STORE_FAST", 1], ["STORE_FAST", 1])[0]).toBe("SWAP 2");
  });

  test("not over a store to one of the two between them", () => {
    expect(applied(["SWAP", 3], ["STORE_FAST", 1], ["STORE_FAST", 1], ["STORE_FAST", 2])[0]).toBe("SWAP 3");
  });

  test("not if the stores are on different lines", () => {
    expect(applied(["SWAP", 2], ["STORE_FAST", 1, 1], ["STORE_FAST", 2, 2])[0]).toBe("SWAP 2");
  });

  test("not past what can run code", () => {
    expect(applied(["SWAP", 2], ["STORE_NAME", 1], ["STORE_FAST", 2])[0]).toBe("SWAP 2");
  });
});
