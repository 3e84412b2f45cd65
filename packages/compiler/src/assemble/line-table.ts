/**
 * `co_linetable`: for every instruction, which characters of the source it comes from.
 *
 * A sequence of entries, each for 1 to 8 code units. The first byte of an entry has bit 7 set (no other byte has), the kind of the entry in bits 3 to 6
 * and the number of code units minus 1 in bits 0 to 2. Lines are differences to the line of the entry before (at first: to `co_firstlineno`);
 * columns are in bytes of UTF-8.
 *
 *     kind 0..9   short     same line; start column = kind * 8 + (next byte >> 4 & 7), end column = start + (next byte & 15)
 *     10..12      one line  line + (kind - 10); two bytes: start and end column, each below 128
 *     13          no column signed varint: line
 *     14          long      signed varint: line; varints: end line - line, start column + 1, end column + 1
 *     15          none      artificial: no location
 *
 * A varint has 6 bits a byte, least significant first, bit 6 set on all but the last. A signed one has the sign in bit 0 of its value.
 */
import type { BasicBlock, Instruction } from "../flowgraph/blocks.ts";
import { ByteWriter } from "./byte-writer.ts";
import { instructionSize } from "./jump-offsets.ts";

const writer = new ByteWriter();

const ENTRY = 0x80;
const ONE_LINE = 10;
const NO_COLUMNS = 13;
const LONG = 14;
const NONE = 15;
const MAX_UNITS = 8;

function varint(out: ByteWriter, value: number): void {
  while (value >= 64) {
    out.byte(0x40 | (value & 0x3f));
    value >>>= 6;
  }
  out.byte(value);
}

function signedVarint(out: ByteWriter, value: number): void {
  varint(out, value < 0 ? (-value << 1) | 1 : value << 1);
}

/**
 * The location table of the code that starts at `entry`.
 *
 * CPython 3.11: Python/compile.c assemble_emit_location, write_location_info_entry
 */
export function encodeLineTable(entry: BasicBlock, firstlineno: number): Uint8Array {
  const out = writer.reset();
  let line = firstlineno;
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) {
    for (const instruction of block.instructions) {
      let units = instructionSize(instruction);
      for (; units > MAX_UNITS; units -= MAX_UNITS) line = writeEntry(out, instruction, MAX_UNITS, line);
      line = writeEntry(out, instruction, units, line);
    }
  }
  return out.finish();
}

/** Answers the line that the next entry counts from. */
function writeEntry(out: ByteWriter, at: Instruction, units: number, line: number): number {
  const head = (kind: number): void => out.byte(ENTRY | (kind << 3) | (units - 1));
  if (at.lineno < 0) {
    head(NONE);
    return line;
  }
  const { lineno, end_lineno, col_offset: start, end_col_offset: end } = at;
  const delta = lineno - line;
  if (start < 0 || end < 0) {
    if (end_lineno === lineno || end_lineno === -1) {
      head(NO_COLUMNS);
      signedVarint(out, delta);
      return lineno;
    }
  } else if (end_lineno === lineno) {
    if (delta === 0 && start < 80 && end >= start && end - start < 16) {
      head(start >> 3);
      out.byte(((start & 7) << 4) | (end - start));
      return lineno;
    }
    if (delta >= 0 && delta < 3 && start < 128 && end < 128) {
      head(ONE_LINE + delta);
      out.byte(start);
      out.byte(end);
      return lineno;
    }
  }
  head(LONG);
  signedVarint(out, delta);
  varint(out, end_lineno - lineno);
  varint(out, start + 1);
  varint(out, end + 1);
  return lineno;
}

/** Where one run of code units comes from; null: artificial. Columns are -1 where there are none. */
export interface LocatedRange {
  /** Offsets in bytes into `co_code`. */
  readonly start: number;
  readonly end: number;
  readonly location: {
    readonly lineno: number;
    readonly end_lineno: number;
    readonly col_offset: number;
    readonly end_col_offset: number;
  } | null;
}

class TableReader {
  private readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  varint(): number {
    let value = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = this.byte();
      value |= (byte & 0x3f) << shift;
      shift += 6;
    } while ((byte & 0x40) !== 0);
    return value;
  }

  signedVarint(): number {
    const value = this.varint();
    return (value & 1) !== 0 ? -(value >>> 1) : value >>> 1;
  }
}

/**
 * Reads a location table; one range an entry. Bytes missing at its end count as zero.
 *
 * CPython 3.11: Objects/codeobject.c advance_with_locations
 */
export function decodeLineTable(linetable: Uint8Array, firstlineno: number): LocatedRange[] {
  const reader = new TableReader(linetable);
  const ranges: LocatedRange[] = [];
  let line = firstlineno;
  let start = 0;
  while (!reader.done) {
    const head = reader.byte();
    const kind = (head >> 3) & 15;
    const end = start + ((head & 7) + 1) * 2;
    if (kind === NONE) ranges.push({ start, end, location: null });
    else {
      const location = readLocation(reader, kind, line);
      line = location.lineno;
      ranges.push({ start, end, location });
    }
    start = end;
  }
  return ranges;
}

function readLocation(reader: TableReader, kind: number, line: number): NonNullable<LocatedRange["location"]> {
  if (kind < ONE_LINE) {
    const byte = reader.byte();
    const col_offset = (kind << 3) | ((byte >> 4) & 7);
    return { lineno: line, end_lineno: line, col_offset, end_col_offset: col_offset + (byte & 15) };
  }
  if (kind < NO_COLUMNS) {
    const lineno = line + kind - ONE_LINE;
    return { lineno, end_lineno: lineno, col_offset: reader.byte(), end_col_offset: reader.byte() };
  }
  const lineno = line + reader.signedVarint();
  if (kind === NO_COLUMNS) return { lineno, end_lineno: lineno, col_offset: -1, end_col_offset: -1 };
  const end_lineno = lineno + reader.varint();
  return { lineno, end_lineno, col_offset: reader.varint() - 1, end_col_offset: reader.varint() - 1 };
}
