import type { ExceptionTableEntry } from "../assemble/exception-table.ts";
import { decodeLineTable, type LocatedRange } from "../assemble/line-table.ts";
import type { CodeObject } from "../code-object.ts";
import type { Constant } from "../constant.ts";
import { binaryOperators, cacheEntries, compareOperators, deopt, HAVE_ARGUMENT, op, opname, rowByOpcode } from "../opcodes.ts";
import { type AddressOf, constantRepr } from "./constant-repr.ts";

/** One instruction with its operand resolved (CPython 3.11: Lib/dis.py Instruction). */
export interface DisInstruction {
  readonly opname: string;
  readonly opcode: number;
  /** The operand, with the bits of EXTENDED_ARGs before it; null below HAVE_ARGUMENT. */
  readonly arg: number | null;
  /** The operand as people read it; empty where the number says it all. */
  readonly argrepr: string;
  /** In bytes. */
  readonly offset: number;
  /** The line that starts here; null where none does. */
  readonly startsLine: number | null;
  readonly isJumpTarget: boolean;
  readonly location: LocatedRange["location"];
}

/** One instruction as it is in the bytes. */
export interface RawInstruction {
  readonly offset: number;
  readonly opcode: number;
  readonly arg: number | null;
}

/**
 * The instructions of a bytecode string, without caches. EXTENDED_ARGs are instructions too.
 *
 * CPython 3.11: Lib/dis.py _unpack_opargs
 */
export function unpackInstructions(code: Uint8Array): RawInstruction[] {
  const found: RawInstruction[] = [];
  let extended = 0;
  for (let offset = 0; offset < code.length; offset += 2) {
    const opcode = code[offset]!;
    const base = deopt[opcode]!;
    if (base >= HAVE_ARGUMENT) {
      const arg = code[offset + 1]! | extended;
      extended = base === op.EXTENDED_ARG ? arg << 8 : 0;
      found.push({ offset, opcode, arg });
    } else {
      extended = 0;
      found.push({ offset, opcode, arg: null });
    }
    offset += cacheEntries[base]! * 2;
  }
  return found;
}

/** Where a jump goes, in bytes; -1 for what is no jump. */
export function jumpTarget({ opcode, arg, offset }: RawInstruction): number {
  const kind = rowByOpcode[opcode]?.operand;
  if (arg === null || (kind !== "jumpForward" && kind !== "jumpBackward")) return -1;
  return offset + 2 + (kind === "jumpBackward" ? -arg : arg) * 2;
}

/** CPython 3.11: Lib/dis.py findlabels. Specialized jumps are not looked at there either. */
function jumpTargets(instructions: readonly RawInstruction[]): Set<number> {
  const targets = new Set<number>();
  for (const instruction of instructions) {
    if (rowByOpcode[instruction.opcode]?.kind === "base") targets.add(jumpTarget(instruction));
  }
  return targets;
}

/**
 * Offsets where a line starts, with the line.
 *
 * CPython 3.11: Lib/dis.py findlinestarts
 */
export function findLineStarts(ranges: readonly LocatedRange[]): Map<number, number> {
  const starts = new Map<number, number>();
  let last: number | null = null;
  for (const { start, location } of ranges) {
    if (location !== null && location.lineno !== last) starts.set(start, (last = location.lineno));
  }
  return starts;
}

const converters = ["", "str", "repr", "ascii"];
const functionFlags = ["defaults", "kwdefaults", "annotations", "closure"];

/** What makes numbers readable. */
class OperandReader {
  private readonly code: CodeObject;
  private readonly addressOf: AddressOf;

  constructor(code: CodeObject, addressOf: AddressOf) {
    this.code = code;
    this.addressOf = addressOf;
  }

  private name(index: number): string {
    return this.code.co_names[index] ?? `<name ${index}?>`;
  }

  /** CPython 3.11: Lib/dis.py _get_instructions_bytes */
  repr(raw: RawInstruction): string {
    const { opcode, arg } = raw;
    if (arg === null) return "";
    switch (rowByOpcode[opcode]?.operand) {
      case "const":
        return deopt[opcode] === op.LOAD_CONST ? this.constant(arg) : "";
      case "name":
        return this.name(arg);
      case "globalName":
        return ((arg & 1) !== 0 ? "NULL + " : "") + this.name(arg >> 1);
      case "local":
      case "free":
        return this.code.co_localsplusnames[arg] ?? `<variable ${arg}?>`;
      case "jumpForward":
      case "jumpBackward":
        return `to ${jumpTarget(raw)}`;
      case "compare":
        return compareOperators[arg] ?? "";
      case "binaryOp":
        return binaryOperators[arg] ?? "";
      case "formatValue":
        return [converters[arg & 3]!, (arg & 4) !== 0 ? "with format" : ""].filter((part) => part !== "").join(", ");
      case "makeFunction":
        return functionFlags.filter((_, bit) => (arg & (1 << bit)) !== 0).join(", ");
      default:
        return "";
    }
  }

  private constant(index: number): string {
    const constant: Constant | undefined = this.code.co_consts[index];
    return constant === undefined ? `<constant ${index}?>` : constantRepr(constant, this.addressOf);
  }
}

/** What {@link getInstructions} can be told. */
export interface InstructionOptions {
  /** Bytes to read instead of `co_code`: those with specialized instructions and filled caches. */
  readonly adaptiveCode?: Uint8Array;
  /** Also give the code units of inline caches, as instructions CACHE. */
  readonly showCaches?: boolean;
  readonly addressOf?: AddressOf;
  /** Handlers are jump targets too. */
  readonly exceptionEntries?: readonly ExceptionTableEntry[];
}

function locationAt(ranges: readonly LocatedRange[], from: number, offset: number): number {
  let i = from;
  while (i < ranges.length && ranges[i]!.end <= offset) i++;
  return i;
}

/** The cache units after an instruction; the first of each field shows its value where the instruction is specialized. */
function cacheInstructions(raw: RawInstruction, bytes: Uint8Array): DisInstruction[] {
  const row = rowByOpcode[raw.opcode];
  const caches: DisInstruction[] = [];
  let offset = raw.offset;
  for (const [name, units] of row?.cache ?? []) {
    for (let i = 0; i < units; i++) {
      offset += 2;
      const argrepr = i === 0 && row!.kind === "specialized" ? `${name}: ${littleEndian(bytes, offset, units * 2)}` : "";
      const place = { offset, startsLine: null, isJumpTarget: false, location: null };
      caches.push({ opname: "CACHE", opcode: op.CACHE, arg: 0, argrepr, ...place });
    }
  }
  return caches;
}

function littleEndian(bytes: Uint8Array, offset: number, size: number): bigint {
  let value = 0n;
  for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[offset + i] ?? 0);
  return value;
}

/**
 * The instructions of a code object, as `dis.get_instructions` gives them.
 *
 * CPython 3.11: Lib/dis.py get_instructions
 */
export function getInstructions(code: CodeObject, options: InstructionOptions = {}): DisInstruction[] {
  const bytes = options.adaptiveCode ?? code.co_code;
  const raws = unpackInstructions(bytes);
  const targets = jumpTargets(raws);
  for (const { start, end, target } of options.exceptionEntries ?? []) if (start < end) targets.add(target);
  const ranges = decodeLineTable(code.co_linetable, code.co_firstlineno);
  const lineStarts = findLineStarts(ranges);
  const operands = new OperandReader(code, options.addressOf ?? (() => 0));
  const found: DisInstruction[] = [];
  let range = 0;
  for (const raw of raws) {
    const { offset, opcode, arg } = raw;
    range = locationAt(ranges, range, offset);
    found.push({
      opname: opname[opcode]!,
      opcode,
      arg,
      argrepr: operands.repr(raw),
      offset,
      startsLine: lineStarts.get(offset) ?? null,
      isJumpTarget: targets.has(offset),
      location: ranges[range]?.location ?? null,
    });
    if (options.showCaches) found.push(...cacheInstructions(raw, bytes));
  }
  return found;
}
