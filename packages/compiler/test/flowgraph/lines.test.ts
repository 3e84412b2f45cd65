import { describe, expect, test } from "vitest";
import { normalizeBlock, removeUnreachable } from "../../src/flowgraph/jumps.ts";
import { giveReturnsLines, propagateLines, removeNops } from "../../src/flowgraph/lines.ts";
import { graph, type Line, textOf } from "./graphs.ts";

describe("a NOP", () => {
  function kept(lines: Line[], next: Line[] = [["RETURN_VALUE", 0, 9]]): string[] {
    const { entry } = graph({ entry: lines, next });
    removeNops(entry!);
    return textOf(entry!);
  }

  test("that has its line for itself stays", () => {
    expect(
      kept([
        ["POP_TOP", 0, 1],
        ["NOP", 0, 2],
        ["POP_TOP", 0, 3],
      ]),
    ).toEqual(["POP_TOP", "NOP", "POP_TOP"]);
  });

  test.each<[string, Line[]]>([
    [
      "without a line",
      [
        ["POP_TOP", 0, 1],
        ["NOP", 0, 0],
        ["POP_TOP", 0, 3],
      ],
    ],
    [
      "on the line before",
      [
        ["POP_TOP", 0, 1],
        ["NOP", 0, 1],
        ["POP_TOP", 0, 3],
      ],
    ],
    [
      "on the line after",
      [
        ["POP_TOP", 0, 1],
        ["NOP", 0, 3],
        ["POP_TOP", 0, 3],
      ],
    ],
  ])("%s goes", (_title, lines) => {
    expect(kept(lines)).toEqual(["POP_TOP", "POP_TOP"]);
  });

  test("gives its line to a follower that has none", () => {
    const { entry } = graph({
      entry: [
        ["NOP", 0, 2],
        ["POP_TOP", 0, 0],
      ],
    });
    removeNops(entry!);
    expect(entry!.instructions.map(({ lineno }) => lineno)).toEqual([2]);
  });

  test("at the end goes if the next block is on its line", () => {
    expect(
      kept([
        ["POP_TOP", 0, 1],
        ["NOP", 0, 9],
      ]),
    ).toEqual(["POP_TOP"]);
  });
});

test("instructions without a line take that of the one before, and of the only block that leads to theirs", () => {
  const { entry, next } = graph({
    entry: [
      ["POP_TOP", 0, 4],
      ["POP_TOP", 0, 0],
    ],
    next: [
      ["POP_TOP", 0, 0],
      ["RETURN_VALUE", 0, 0],
    ],
  });
  normalizeBlock(next!);
  removeUnreachable(entry!);
  propagateLines(entry!);
  expect([...entry!.instructions, ...next!.instructions].map(({ lineno }) => lineno)).toEqual([4, 4, 4, 4]);
});

test("a return that is reached from two places takes the line before it in the text", () => {
  const { entry, end } = graph({
    entry: [["POP_JUMP_IF_TRUE", "end", 3]],
    next: [["POP_TOP", 0, 4]],
    end: [["RETURN_VALUE", 0, 0]],
  });
  giveReturnsLines(entry!, 1);
  expect(end!.instructions[0]!.lineno).toBe(4);
});
