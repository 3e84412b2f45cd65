import { describe, expect, test } from "vitest";
import {
  directJumps,
  FlowGraphError,
  inlineSmallExit,
  normalizeBlock,
  removeEmptyBlocks,
  removeRedundantJumps,
  removeUnreachable,
} from "../../src/flowgraph/jumps.ts";
import { graph, textOf } from "./graphs.ts";

test("a jump in the middle of a block is a malformed graph", () => {
  const { entry } = graph({ entry: [["JUMP", "end"], ["NOP"]], end: [["RETURN_VALUE"]] });
  expect(() => normalizeBlock(entry!)).toThrow(FlowGraphError);
});

test("jumps go past empty blocks", () => {
  const { entry, end } = graph({ entry: [["JUMP", "empty"]], empty: [], end: [["RETURN_VALUE"]] });
  normalizeBlock(entry!);
  expect(entry!.instructions[0]!.target).toBe(end);
  expect(entry!.nofallthrough).toBe(true);
});

describe("short exits", () => {
  test("without a line take the place of a jump", () => {
    const { entry, end } = graph({
      entry: [["JUMP", "end"]],
      end: [
        ["LOAD_CONST", 1, 0],
        ["RETURN_VALUE", 0, 0],
      ],
    });
    normalizeBlock(end!);
    inlineSmallExit(entry!);
    expect(textOf(entry!)).toEqual(["NOP", "LOAD_CONST 1", "RETURN_VALUE"]);
  });

  test("with a line stay where they are", () => {
    const { entry, end } = graph({
      entry: [["JUMP", "end"]],
      end: [
        ["LOAD_CONST", 1, 2],
        ["RETURN_VALUE", 0, 2],
      ],
    });
    normalizeBlock(end!);
    inlineSmallExit(entry!);
    expect(textOf(entry!)).toEqual(["JUMP"]);
  });
});

test("what cannot be reached is emptied", () => {
  const { entry, dead } = graph({ entry: [["JUMP", "end"]], dead: [["POP_TOP"]], end: [["RETURN_VALUE"]] });
  normalizeBlock(entry!);
  removeUnreachable(entry!);
  expect(dead!.instructions).toEqual([]);
});

test("a jump to the next block is none", () => {
  const { entry } = graph({ entry: [["JUMP", "end"]], end: [["RETURN_VALUE"]] });
  expect(removeRedundantJumps(entry!)).toBe(true);
  expect(textOf(entry!)).toEqual(["NOP"]);
});

test("empty blocks leave the order", () => {
  const { entry, end } = graph({ entry: [["NOP"]], a: [], b: [], end: [["RETURN_VALUE"]] });
  removeEmptyBlocks(entry!);
  expect(entry!.next).toBe(end);
});

describe("directions", () => {
  test("back to a block before, or to itself, is backward", () => {
    const { a, b } = graph({ a: [["POP_JUMP_IF_TRUE", "a"]], b: [["JUMP", "a"]] });
    directJumps(a!);
    expect([...textOf(a!), ...textOf(b!)]).toEqual(["POP_JUMP_BACKWARD_IF_TRUE", "JUMP_BACKWARD"]);
  });

  test("a JUMP_NO_INTERRUPT forward is a plain one", () => {
    const { a } = graph({ a: [["JUMP_NO_INTERRUPT", "b"]], b: [["RETURN_VALUE"]] });
    directJumps(a!);
    expect(textOf(a!)).toEqual(["JUMP_FORWARD"]);
  });

  test("JUMP_IF_TRUE_OR_POP cannot go back", () => {
    const { a } = graph({ a: [["JUMP_IF_TRUE_OR_POP", "a"]] });
    expect(() => directJumps(a!)).toThrow(FlowGraphError);
  });
});
