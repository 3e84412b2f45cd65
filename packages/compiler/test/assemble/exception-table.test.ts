import { describe, expect, test } from "vitest";
import { decodeExceptionTable, encodeExceptionTable } from "../../src/assemble/exception-table.ts";
import { BasicBlock, Instruction } from "../../src/flowgraph/blocks.ts";
import { op } from "../../src/opcodes.ts";
import { fromHex, programRecordings, toHex } from "../recordings.ts";

function nops(count: number, handler: BasicBlock | null): Instruction[] {
  return Array.from({ length: count }, () => {
    const instruction = new Instruction(op.NOP, 0, null, 1, 1, 0, 0);
    instruction.except = handler;
    return instruction;
  });
}

function handlerAt(offset: number, startdepth: number, lasti: boolean): BasicBlock {
  const handler = new BasicBlock(1);
  handler.offset = offset;
  handler.startdepth = startdepth;
  handler.preserve_lasti = lasti;
  return handler;
}

test("an entry is start, length, handler, depth and lasti", () => {
  const entry = new BasicBlock(0);
  entry.instructions = [...nops(2, null), ...nops(3, handlerAt(6, 3, true))];
  expect(toHex(encodeExceptionTable(entry))).toBe("82" + "03" + "06" + "03");
  expect(decodeExceptionTable(encodeExceptionTable(entry))).toEqual([{ start: 4, end: 10, target: 12, depth: 1, lasti: true }]);
});

test("numbers of 64 and more take several bytes, most significant first", () => {
  const entry = new BasicBlock(0);
  entry.instructions = [...nops(70, null), ...nops(5000, handlerAt(300000, 1, false))];
  expect(toHex(encodeExceptionTable(entry))).toBe("c106" + "414e08" + "41494f20" + "00");
  expect(decodeExceptionTable(encodeExceptionTable(entry))).toEqual([
    { start: 140, end: 10140, target: 600000, depth: 0, lasti: false },
  ]);
});

test("neighbours with the same handler share an entry, also over blocks", () => {
  const entry = new BasicBlock(0);
  const next = new BasicBlock(1);
  const handler = handlerAt(9, 1, false);
  entry.next = next;
  entry.instructions = nops(2, handler);
  next.instructions = [...nops(1, handler), ...nops(1, null), ...nops(1, handler)];
  expect(decodeExceptionTable(encodeExceptionTable(entry)).map(({ start, end }) => [start, end])).toEqual([
    [0, 6],
    [8, 10],
  ]);
});

test("an entry cut short is left out", () => {
  expect(decodeExceptionTable(fromHex("82030603" + "9c"))).toHaveLength(1);
});

describe("recorded programs", () => {
  const codes = programRecordings.flatMap(({ title, codes }) => codes.map((code) => ({ title, ...code })));
  test.each(codes.filter(({ exceptiontable }) => exceptiontable !== ""))(
    "$title: $qualname",
    ({ exceptiontable, exceptionEntries }) => {
      const entries = decodeExceptionTable(fromHex(exceptiontable));
      expect(entries.map(({ start, end, target, depth, lasti }) => [start, end, target, depth, lasti])).toEqual(exceptionEntries);
    },
  );
});
