import { describe, expect, test } from "vitest";
import { decodeLineTable, encodeLineTable } from "../../src/assemble/line-table.ts";
import { BasicBlock, Instruction } from "../../src/flowgraph/blocks.ts";
import { op } from "../../src/opcodes.ts";
import { fromHex, programRecordings, toHex } from "../recordings.ts";

function blockOf(...locations: [lineno: number, end_lineno: number, col_offset: number, end_col_offset: number][]): BasicBlock {
  const block = new BasicBlock(0);
  for (const location of locations) block.instructions.push(new Instruction(op.NOP, 0, null, ...location));
  return block;
}

describe("forms of entries", () => {
  test.each([
    ["short", [1, 1, 5, 20], "80" + "5f"],
    ["short, last column group", [1, 1, 79, 80], "c8" + "71"],
    ["one line: column too far for short", [1, 1, 80, 81], "d0" + "5051"],
    ["one line: too wide for short", [1, 1, 0, 16], "d0" + "0010"],
    ["two lines on", [3, 3, 0, 1], "e0" + "0001"],
    ["three lines on: long", [4, 4, 0, 1], "f0" + "06" + "00" + "01" + "02"],
    ["a line back: long", [0, 0, 0, 1], "f0" + "03" + "00" + "01" + "02"],
    ["several lines: long", [1, 3, 4, 5], "f0" + "00" + "02" + "05" + "06"],
    ["far column: long", [1, 1, 200, 300], "f0" + "00" + "00" + "4903" + "6d04"],
    ["no columns", [2, 2, -1, -1], "e8" + "02"],
    ["none", [-1, -1, -1, -1], "f8"],
  ] as const)("%s", (_title, location, hex) => {
    expect(toHex(encodeLineTable(blockOf([...location]), 1))).toBe(hex);
  });

  test("an instruction of more than eight code units has several entries", () => {
    const block = new BasicBlock(0);
    block.instructions.push(new Instruction(op.LOAD_METHOD, 0, null, 1, 1, 0, 1));
    expect(toHex(encodeLineTable(block, 1))).toBe("8701" + "8201");
  });
});

describe("co_positions of recorded programs", () => {
  const codes = programRecordings.flatMap(({ title, codes }) => codes.map((code) => ({ title, ...code })));
  test.each(codes.filter(({ positions }) => positions !== null))("$title: $qualname", ({ linetable, firstlineno, positions }) => {
    const units: (number | null)[][] = [];
    const orNull = (column: number): number | null => (column < 0 ? null : column);
    for (const { start, end, location: at } of decodeLineTable(fromHex(linetable), firstlineno)) {
      const position =
        at === null ? [null, null, null, null] : [at.lineno, at.end_lineno, orNull(at.col_offset), orNull(at.end_col_offset)];
      for (let offset = start; offset < end; offset += 2) units.push(position);
    }
    expect(units).toEqual(positions);
  });
});

test("a table cut short is read as if zeros followed", () => {
  expect(decodeLineTable(fromHex("f006"), 1)).toEqual([
    { start: 0, end: 2, location: { lineno: 4, end_lineno: 4, col_offset: -1, end_col_offset: -1 } },
  ]);
});
