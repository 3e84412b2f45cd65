/**
 * `co_exceptiontable`: which handler an exception goes to.
 *
 * Entries in the order of the code, none overlapping; each is four numbers: start, length and handler, in code units, and `depth << 1 | lasti`. To handle an
 * exception the stack is cut to `depth` values, the offset of the raising instruction is pushed if `lasti` is set, then the exception.
 *
 * A number has 6 bits a byte, most significant first; bit 6 is set on all bytes but its last. Bit 7 is set on the first byte of an entry and on no
 * other, so that a search can start in the middle of the table.
 */
import type { BasicBlock } from "../flowgraph/blocks.ts";
import { ByteWriter } from "./byte-writer.ts";
import { instructionSize } from "./jump-offsets.ts";

const writer = new ByteWriter();

/** One entry; offsets in bytes into `co_code`, `end` exclusive. */
export interface ExceptionTableEntry {
  readonly start: number;
  readonly end: number;
  readonly target: number;
  readonly depth: number;
  readonly lasti: boolean;
}

function number(out: ByteWriter, value: number, firstBit: number): void {
  let shift = 0;
  while (shift < 24 && value >>> (shift + 6) !== 0) shift += 6;
  for (; shift > 0; shift -= 6) {
    out.byte(firstBit | 0x40 | ((value >>> shift) & 0x3f));
    firstBit = 0;
  }
  out.byte(firstBit | (value & 0x3f));
}

function writeEntry(out: ByteWriter, start: number, end: number, handler: BasicBlock): void {
  const lasti = handler.preserve_lasti ? 1 : 0;
  const depth = handler.startdepth - 1 - lasti;
  number(out, start, 0x80);
  number(out, end - start, 0);
  number(out, handler.offset, 0);
  number(out, (depth << 1) | lasti, 0);
}

/**
 * The exception table of the code that starts at `entry`; handlers, depths and offsets must be known.
 *
 * CPython 3.11: Python/compile.c assemble_exception_table
 */
export function encodeExceptionTable(entry: BasicBlock): Uint8Array {
  const out = writer.reset();
  let handler: BasicBlock | null = null;
  let start = 0;
  let offset = 0;
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    for (const instruction of block.instructions) {
      if (instruction.except !== handler) {
        if (handler !== null) writeEntry(out, start, offset, handler);
        start = offset;
        handler = instruction.except;
      }
      offset += instructionSize(instruction);
    }
  }
  if (handler !== null) writeEntry(out, start, offset, handler);
  return out.finish();
}

/**
 * Reads an exception table. An entry that is cut short is left out.
 *
 * CPython 3.11: Lib/dis.py _parse_exception_table
 */
export function decodeExceptionTable(table: Uint8Array): ExceptionTableEntry[] {
  const entries: ExceptionTableEntry[] = [];
  let at = 0;
  const read = (): number => {
    let byte = table[at++]!;
    let value = byte & 0x3f;
    while ((byte & 0x40) !== 0 && at < table.length) {
      byte = table[at++]!;
      value = (value << 6) | (byte & 0x3f);
    }
    return value;
  };
  while (at < table.length) {
    const start = read() * 2;
    const length = read() * 2;
    const target = read() * 2;
    const depthAndLasti = read();
    if (at > table.length) break;
    entries.push({ start, end: start + length, target, depth: depthAndLasti >> 1, lasti: (depthAndLasti & 1) !== 0 });
  }
  return entries;
}
