/** `dis` with reasons: what each instruction does, the operand stack around it, and where another thread can get in. */
import { decodeExceptionTable, type ExceptionTableEntry } from "./assemble/exception-table.ts";
import type { CodeObject } from "./code-object.ts";
import { type AddressOf, codeRepr } from "./dis/constant-repr.ts";
import { columnWidths, formatInstruction } from "./dis/dis.ts";
import { type DisInstruction, getInstructions, jumpTarget } from "./dis/instructions.ts";
import { mergeStacks, type Operand, type SymbolicValue, sameStack, stackAfter, stackAtHandler } from "./dis/symbolic-stack.ts";
import { type CheckpointColumn, type CheckpointRule, isJump, op, rowByOpcode } from "./opcodes.ts";

/** Where a thread switch can happen: a column of the opcode table, and which of its rules count (all by default). */
export interface CheckpointSet {
  readonly column: CheckpointColumn;
  readonly rules?: ReadonlySet<CheckpointRule>;
}

/** What {@link explain} can be told. */
export interface ExplainOptions {
  /** By default that of 3.11. */
  readonly checkpoints?: CheckpointSet;
  readonly addressOf?: AddressOf;
}

/** One instruction, explained. */
export interface ExplainedInstruction extends DisInstruction {
  /** What it does. */
  readonly sentence: string;
  /** The operand stack before it, bottom first; null if nothing gets here. */
  readonly before: readonly string[] | null;
  /** The operand stack after it, if it goes on to the next instruction; null if it never does. */
  readonly after: readonly string[] | null;
  /** The operand stack after it if it jumps; null if it does not. */
  readonly afterJump: readonly string[] | null;
  /** When a thread switch can happen on its account. */
  readonly checkpoint: CheckpointRule;
}

function keywordNames(code: CodeObject, index: number): string[] {
  const constant = code.co_consts[index];
  if (constant?.type !== "tuple") return [];
  return constant.items.map((item) => (item.type === "str" ? item.value : "?"));
}

/** Which operand each instruction has; KW_NAMES counts for the next call. */
function operandsOf(code: CodeObject, instructions: readonly DisInstruction[]): Operand[] {
  let keywords: readonly string[] = [];
  return instructions.map(({ opcode, arg, argrepr }) => {
    if (opcode === op.KW_NAMES) keywords = keywordNames(code, arg ?? 0);
    const operand: Operand = {
      arg: arg ?? 0,
      name: argrepr.startsWith("NULL + ") ? argrepr.slice(7) : argrepr,
      constant: opcode === op.LOAD_CONST ? code.co_consts[arg ?? 0] : undefined,
      keywords,
    };
    if (opcode === op.CALL) keywords = [];
    return operand;
  });
}

const noFallThrough: ReadonlySet<number> = new Set([
  ...[op.RETURN_VALUE, op.RAISE_VARARGS, op.RERAISE],
  ...[op.JUMP_FORWARD, op.JUMP_BACKWARD, op.JUMP_BACKWARD_NO_INTERRUPT],
]);

const MAX_VISITS = 8;

/** Follows the instructions along every path. */
class StackWalk {
  private readonly instructions: readonly DisInstruction[];
  private readonly operands: readonly Operand[];
  private readonly entries: readonly ExceptionTableEntry[];
  private readonly indexOfOffset: ReadonlyMap<number, number>;
  /** The stack before each instruction. */
  readonly before: (readonly SymbolicValue[] | null)[];
  /** For each instruction the stacks it is reached with, by the instruction they come from. */
  private readonly arriving: Map<number, readonly SymbolicValue[]>[];
  private readonly visits: number[];
  private readonly pending: number[] = [];

  constructor(code: CodeObject, instructions: readonly DisInstruction[], entries: readonly ExceptionTableEntry[]) {
    this.instructions = instructions;
    this.operands = operandsOf(code, instructions);
    this.entries = entries;
    this.indexOfOffset = new Map(instructions.map(({ offset }, i) => [offset, i]));
    this.before = instructions.map(() => null);
    this.arriving = instructions.map(() => new Map());
    this.visits = instructions.map(() => 0);
    this.reach(0, -1, []);
    for (let i = this.pending.pop(); i !== undefined; i = this.pending.pop()) this.follow(i);
  }

  private reach(index: number | undefined, from: number, stack: readonly SymbolicValue[]): void {
    if (index === undefined || index >= this.instructions.length) return;
    const arriving = this.arriving[index]!;
    arriving.set(from, stack);
    const known = this.before[index]!;
    let merged = arriving.size === 1 ? stack : mergeStacks([...arriving.values()]);
    if (known !== null && sameStack(known, merged)) return;
    // An expression that grew at each turn of a loop would never settle; after a few turns what was there before counts as another path.
    if (known !== null && ++this.visits[index]! > MAX_VISITS) merged = mergeStacks([known, merged]);
    if (known !== null && sameStack(known, merged)) return;
    this.before[index] = merged;
    this.pending.push(index);
  }

  private follow(index: number): void {
    const { offset } = this.instructions[index]!;
    const after = this.after(index);
    const jumped = this.afterJump(index);
    if (jumped !== null) this.reach(this.indexOfOffset.get(jumpTarget(this.instructions[index]!)), index, jumped);
    if (after !== null) this.reach(index + 1, index, after);
    for (const entry of this.entries) {
      if (entry.start === offset)
        this.reach(this.indexOfOffset.get(entry.target), index, stackAtHandler(this.before[index]!, entry));
    }
  }

  /** The stack after an instruction that does not jump; null if it always does, or leaves the code. */
  after(index: number): readonly SymbolicValue[] | null {
    const before = this.before[index]!;
    const { opcode, opname } = this.instructions[index]!;
    return before === null || noFallThrough.has(opcode) ? null : stackAfter(before, opname, this.operands[index]!, false);
  }

  afterJump(index: number): readonly SymbolicValue[] | null {
    const before = this.before[index]!;
    const { opcode, opname } = this.instructions[index]!;
    return before === null || !isJump[opcode] ? null : stackAfter(before, opname, this.operands[index]!, true);
  }
}

/** Whether an instruction is a checkpoint whatever happens at run time, never, or under which condition. */
function checkpointOf(instruction: DisInstruction, next: DisInstruction | undefined, set: CheckpointSet): CheckpointRule {
  const row = rowByOpcode[instruction.opcode];
  if (row === undefined) return "never";
  const rule = row.checkpoints[set.column];
  if (set.rules !== undefined && !set.rules.has(rule)) return "never";
  if (rule === "operand-below-2") return (instruction.arg ?? 0) < 2 ? "always" : "never";
  const nextRow = next === undefined ? undefined : rowByOpcode[next.opcode];
  return nextRow?.suppressesCheck.includes(set.column) ? "never" : rule;
}

function texts(symbols: readonly SymbolicValue[] | null): readonly string[] | null {
  return symbols === null ? null : symbols.map(({ text }) => text);
}

/** Explains every instruction of one code object, nested ones excepted. */
export function explainInstructions(code: CodeObject, options: ExplainOptions = {}): ExplainedInstruction[] {
  const exceptionEntries = decodeExceptionTable(code.co_exceptiontable);
  const instructions = getInstructions(code, { exceptionEntries, addressOf: options.addressOf ?? (() => 0) });
  const walk = new StackWalk(code, instructions, exceptionEntries);
  const checkpoints = options.checkpoints ?? { column: "3.11" };
  return instructions.map((instruction, i) => ({
    ...instruction,
    sentence: rowByOpcode[instruction.opcode]?.sentence ?? "No instruction.",
    before: texts(walk.before[i]!),
    after: texts(walk.after(i)),
    afterJump: texts(walk.afterJump(i)),
    checkpoint: checkpointOf(instruction, instructions[i + 1], checkpoints),
  }));
}

const whenSwitching: Readonly<Record<CheckpointRule, string>> = {
  never: "",
  always: "here",
  "always-before-jump": "here, before the jump",
  "operand-below-2": "here",
  "jump-taken": "if it jumps",
  "jump-taken-backwards": "if it jumps backward",
  "unless-exact-bool": "unless the value is exactly True or False",
  "after-native-callee": "after the call, unless a Python function is called",
  "after-any-callee": "after the call",
  "frame-entry": "here, when the frame is entered",
  "handler-entry": "here, when the handler is entered",
};

function stackText(stack: readonly string[]): string {
  return `[${stack.join(", ")}]`;
}

function stackLine({ before, after, afterJump, opcode }: ExplainedInstruction): string {
  if (before === null) return "nothing gets here";
  const parts: string[] = [];
  if (after !== null) parts.push(stackText(after));
  if (afterJump !== null && (after === null || stackText(after) !== stackText(afterJump))) {
    parts.push(after === null ? stackText(afterJump) : `or ${stackText(afterJump)} if it jumps`);
  }
  if (parts.length === 0) parts.push(opcode === op.RETURN_VALUE ? "returned" : "raised");
  return `${stackText(before)} -> ${parts.join(", ")}`;
}

/** One code object without those nested in it. */
function explainOne(code: CodeObject, options: ExplainOptions): string {
  const explained = explainInstructions(code, options);
  const widths = columnWidths(explained, code.co_code.length);
  const indent = " ".repeat(widths.line + 1 + 3 + 1 + 2 + 1 + widths.offset + 1);
  let text = "";
  for (const instruction of explained) {
    if (widths.line > 0 && instruction.startsLine !== null && instruction.offset > 0) text += "\n";
    text += formatInstruction(instruction, widths, false) + "\n";
    text += `${indent}  ${instruction.sentence}\n${indent}  stack: ${stackLine(instruction)}\n`;
    const when = whenSwitching[instruction.checkpoint];
    if (when !== "") text += `${indent}  * another thread can take over ${when}\n`;
  }
  const entries = decodeExceptionTable(code.co_exceptiontable);
  if (entries.length > 0) text += "ExceptionTable:\n";
  for (const { start, end, target, depth, lasti } of entries) {
    text += `  ${start} to ${end - 2} -> ${target} [${depth}]${lasti ? " lasti" : ""}\n`;
    text += `    an exception in these cuts the stack to ${depth} and goes on at ${target}\n`;
  }
  return text;
}

/** The listing of `dis`, explained, with the code nested in it. */
export function explain(code: CodeObject, options: ExplainOptions = {}): string {
  const parts: string[] = [explainOne(code, options)];
  for (const constant of code.co_consts) {
    if (constant.type !== "code") continue;
    parts.push(`\nDisassembly of ${codeRepr(constant.code, options.addressOf ?? (() => 0))}:\n`, explain(constant.code, options));
  }
  return parts.join("");
}
