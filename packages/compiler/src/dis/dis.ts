import { decodeExceptionTable } from "../assemble/exception-table.ts";
import type { CodeObject } from "../code-object.ts";
import { type AddressOf, codeRepr } from "./constant-repr.ts";
import { type DisInstruction, getInstructions, type InstructionOptions } from "./instructions.ts";

/** What {@link dis} can be told. */
export interface DisOptions {
  /** Show inline caches. */
  readonly showCaches?: boolean;
  /** How deep to go into nested code; undefined: all the way. */
  readonly depth?: number;
  /** The instruction at this offset gets an arrow. */
  readonly lasti?: number;
  /** Bytes to show instead of `co_code`, for code that has been specialized. */
  readonly adaptiveCode?: (code: CodeObject) => Uint8Array;
  /** The address that the repr of a code object shows; 0 by default. */
  readonly addressOf?: AddressOf;
}

const OPNAME_WIDTH = 20;
const OPARG_WIDTH = 5;

/** Widths of the columns that grow with the code. */
export interface Widths {
  /** 0: no column of line numbers. */
  readonly line: number;
  readonly offset: number;
}

/** One line of a listing (CPython 3.11: Lib/dis.py Instruction._disassemble). */
export function formatInstruction(instruction: DisInstruction, widths: Widths, isCurrent: boolean): string {
  const fields: string[] = [];
  if (widths.line > 0) fields.push((instruction.startsLine === null ? "" : String(instruction.startsLine)).padStart(widths.line));
  fields.push(isCurrent ? "-->" : "   ", instruction.isJumpTarget ? ">>" : "  ");
  fields.push(String(instruction.offset).padStart(widths.offset), instruction.opname.padEnd(OPNAME_WIDTH));
  if (instruction.arg !== null) {
    fields.push(String(instruction.arg).padStart(OPARG_WIDTH));
    if (instruction.argrepr !== "") fields.push(`(${instruction.argrepr})`);
  }
  return pythonTrimEnd(fields.join(" "));
}

/** `str.rstrip()`, which also takes the four separators that JavaScript's trimEnd leaves, and leaves U+FEFF, which it takes. */
function pythonTrimEnd(text: string): string {
  let end = text.length;
  while (end > 0) {
    const c = text.charCodeAt(end - 1);
    const isSeparator = (c >= 0x1c && c <= 0x1f) || c === 0x85;
    if (!isSeparator && (c === 0xfeff || text[end - 1]!.trim() !== "")) break;
    end--;
  }
  return text.slice(0, end);
}

/** The widths of the columns that grow with the code. */
export function columnWidths(instructions: readonly DisInstruction[], codeLength: number): Widths {
  let lastLine = 0;
  let hasLines = false;
  for (const { startsLine } of instructions) {
    if (startsLine === null) continue;
    hasLines = true;
    if (startsLine > lastLine) lastLine = startsLine;
  }
  const lastOffset = codeLength - 2;
  return {
    line: !hasLines ? 0 : lastLine >= 1000 ? String(lastLine).length : 3,
    offset: lastOffset >= 10000 ? String(lastOffset).length : 4,
  };
}

/**
 * One code object without those nested in it, as `dis.disassemble` prints it. Each line ends in a newline.
 *
 * CPython 3.11: Lib/dis.py disassemble, _disassemble_bytes
 */
export function disassemble(code: CodeObject, options: DisOptions = {}): string {
  const exceptionEntries = decodeExceptionTable(code.co_exceptiontable);
  const adaptiveCode = options.adaptiveCode?.(code);
  const settings: InstructionOptions = {
    exceptionEntries,
    showCaches: options.showCaches ?? false,
    addressOf: options.addressOf ?? (() => 0),
    ...(adaptiveCode === undefined ? {} : { adaptiveCode }),
  };
  const instructions = getInstructions(code, settings);
  const widths = columnWidths(instructions, (adaptiveCode ?? code.co_code).length);
  let text = "";
  for (const instruction of instructions) {
    if (widths.line > 0 && instruction.startsLine !== null && instruction.offset > 0) text += "\n";
    text += formatInstruction(instruction, widths, instruction.offset === options.lasti) + "\n";
  }
  if (exceptionEntries.length > 0) text += "ExceptionTable:\n";
  for (const { start, end, target, depth, lasti } of exceptionEntries) {
    text += `  ${start} to ${end - 2} -> ${target} [${depth}]${lasti ? " lasti" : ""}\n`;
  }
  return text;
}

/**
 * A code object and all those nested in it, as `dis.dis` and `python -m dis` print them.
 *
 * CPython 3.11: Lib/dis.py _disassemble_recursive
 */
export function dis(code: CodeObject, options: DisOptions = {}): string {
  const parts: string[] = [disassemble(code, options)];
  const { depth } = options;
  if (depth !== undefined && depth <= 0) return parts[0]!;
  const inner: DisOptions = depth === undefined ? options : { ...options, depth: depth - 1 };
  for (const constant of code.co_consts) {
    if (constant.type !== "code") continue;
    parts.push(`\nDisassembly of ${codeRepr(constant.code, options.addressOf ?? (() => 0))}:\n`, dis(constant.code, inner));
  }
  return parts.join("");
}
