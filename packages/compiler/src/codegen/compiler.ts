/** State of one compilation and the emission of instructions (CPython 3.11: Python/compile.c struct compiler). */
import type { PySyntaxError, SyntaxWarningInfo } from "@vivarium/parser";
import { assemble } from "../assemble/assemble.ts";
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_NESTED,
  CO_NEWLOCALS,
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
  type CodeObject,
} from "../code-object.ts";
import { type Location, messages, type ProgramText, syntaxErrorAt } from "../compiler-errors.ts";
import type { Constant } from "../constant.ts";
import { type BasicBlock, type CompilationUnit, Instruction } from "../flowgraph/blocks.ts";
import type { FutureFeatures } from "../future.ts";
import { isJump, op } from "../opcodes.ts";
import { GLOBAL_EXPLICIT } from "../symtable/flags.ts";
import { mangle } from "../symtable/mangle.ts";
import type { Scope } from "../symtable/scope.ts";
import type { Symtable } from "../symtable.ts";
import { type FrameBlock, ScopeUnit, type UnitKind } from "./scope-unit.ts";

export const NO_LOCATION: Location = { lineno: -1, end_lineno: -1, col_offset: -1, end_col_offset: -1 };
export const NONE: Constant = { type: "None" };

/** CPython 3.11: Include/cpython/compile.h PyCF_ALLOW_TOP_LEVEL_AWAIT */
export const PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000;
/** Flags that a code object inherits (CPython 3.11: PyCF_MASK). */
export const PyCF_MASK = 0x1fe0000;
/** CPython 3.11: CO_MAXBLOCKS */
const MAX_BLOCKS = 20;

/** Told of a SyntaxWarning; answers "error" when the warning filters make an exception of it, else anything. */
export type WarningHandler = (warning: SyntaxWarningInfo) => unknown;

export interface CompilerSettings {
  readonly filename: string;
  readonly optimize: 0 | 1 | 2;
  /** Inherited and own `CO_FUTURE_*` bits and `PyCF_ALLOW_TOP_LEVEL_AWAIT`. */
  readonly flags: number;
  readonly future: FutureFeatures;
  readonly symtable: Symtable;
  readonly onWarning: WarningHandler | undefined;
  readonly programText: ProgramText | undefined;
}

/** Opcodes after which control cannot simply go on: the next instruction opens a block. */
const endsBlock: Uint8Array = new Uint8Array(isJump.length);
for (let i = 0; i < endsBlock.length; i++) if (isJump[i]) endsBlock[i] = 1;
for (const opcode of [op.RETURN_VALUE, op.RAISE_VARARGS, op.RERAISE]) endsBlock[opcode] = 1;

export class Compiler {
  readonly settings: CompilerSettings;
  /** The unit of the scope at hand. */
  u!: ScopeUnit;
  private readonly stack: ScopeUnit[] = [];
  interactive = false;

  constructor(settings: CompilerSettings) {
    this.settings = settings;
  }

  // Scopes

  get nestLevel(): number {
    return this.stack.length;
  }

  /** CPython 3.11: Python/compile.c compiler_enter_scope */
  enterScope(name: string, kind: UnitKind, node: object, firstlineno: number): ScopeUnit {
    const scope = this.settings.symtable.scopes.get(node);
    if (scope === undefined) throw new Error(`no symbol table for ${name}`);
    const parent = this.stack.length > 0 ? this.u : null;
    const unit = new ScopeUnit(name, kind, scope, firstlineno, parent?.privateName ?? null);
    if (parent !== null) unit.qualname = this.qualname(unit, parent);
    this.stack.push(unit);
    this.u = unit;
    this.emitArg(op.RESUME, 0);
    // A module's RESUME is on line 0, so that it is nobody's line event.
    if (kind === "module") unit.location = { lineno: 1, end_lineno: 1, col_offset: 0, end_col_offset: 0 };
    return unit;
  }

  /** CPython 3.11: Python/compile.c compiler_set_qualname */
  private qualname(unit: ScopeUnit, parent: ScopeUnit): string {
    const { name, kind } = unit;
    if (this.stack.length < 2) return name;
    if (kind === "function" || kind === "asyncFunction" || kind === "class") {
      if (parent.scope.scopeOf(mangle(parent.privateName, name)) === GLOBAL_EXPLICIT) return name;
    }
    const isFunction = parent.kind === "function" || parent.kind === "asyncFunction" || parent.kind === "lambda";
    return isFunction ? `${parent.qualname}.<locals>.${name}` : `${parent.qualname}.${name}`;
  }

  /** Ends the scope at hand and gives its code. `addNone`: falling off the end returns None. */
  exitScope(addNone: boolean): CodeObject {
    const { u } = this;
    const last = u.current.instructions[u.current.instructions.length - 1];
    if (last === undefined || last.opcode !== op.RETURN_VALUE) {
      u.location = NO_LOCATION;
      if (addNone) this.loadConst(NONE);
      this.emit(op.RETURN_VALUE);
    }
    const code = assemble(this.finishUnit(u), {});
    this.stack.pop();
    if (this.stack.length > 0) this.u = this.stack[this.stack.length - 1]!;
    return code;
  }

  private finishUnit(u: ScopeUnit): CompilationUnit {
    return {
      name: u.name,
      qualname: u.qualname,
      filename: this.settings.filename,
      firstlineno: u.firstlineno,
      flags: this.codeFlags(u),
      argcount: u.argcount,
      posonlyargcount: u.posonlyargcount,
      kwonlyargcount: u.kwonlyargcount,
      entry: u.entry,
      blocks: u.blocks,
      consts: u.consts.values,
      names: [...u.names.keys()],
      varnames: [...u.varnames.keys()],
      cellvars: [...u.cellvars.keys()],
      freevars: [...u.freevars.keys()],
    };
  }

  /** CPython 3.11: Python/compile.c compute_code_flags */
  private codeFlags(u: ScopeUnit): number {
    const s: Scope = u.scope;
    let flags = this.settings.flags & PyCF_MASK;
    if (s.kind === "function") {
      flags |= CO_NEWLOCALS | CO_OPTIMIZED;
      if (s.nested) flags |= CO_NESTED;
      if (s.isGenerator) flags |= s.isCoroutine ? CO_ASYNC_GENERATOR : CO_GENERATOR;
      else if (s.isCoroutine) flags |= CO_COROUTINE;
      if (s.hasVarargs) flags |= CO_VARARGS;
      if (s.hasVarkeywords) flags |= CO_VARKEYWORDS;
    }
    if (this.topLevelAwait && s.isCoroutine && !s.isGenerator) flags |= CO_COROUTINE;
    return flags;
  }

  /** `await` is allowed here although this is no function. */
  get topLevelAwait(): boolean {
    return (this.settings.flags & PyCF_ALLOW_TOP_LEVEL_AWAIT) !== 0 && this.u.scope.kind === "module";
  }

  // Blocks

  newBlock(): BasicBlock {
    return this.u.newBlock();
  }

  useBlock(block: BasicBlock): void {
    this.u.useBlock(block);
  }

  pushFrameBlock(
    kind: FrameBlock["kind"],
    block: BasicBlock | null,
    exit: BasicBlock | null = null,
    datum: Partial<Pick<FrameBlock, "finalBody" | "at" | "handlerName">> = {},
  ): void {
    if (this.u.frameBlocks.length >= MAX_BLOCKS) this.fail(messages.tooManyBlocks);
    const { finalBody = null, at = null, handlerName = null } = datum;
    this.u.frameBlocks.push({ kind, block, exit, finalBody, at, handlerName });
  }

  popFrameBlock(): void {
    this.u.frameBlocks.pop();
  }

  // Instructions

  private append(opcode: number, oparg: number, target: BasicBlock | null, at: Location): void {
    const { u } = this;
    if (u.blockEnded) u.useBlock(u.newBlock());
    u.current.instructions.push(
      new Instruction(opcode, oparg, target, at.lineno, at.end_lineno, at.col_offset, at.end_col_offset),
    );
    if (endsBlock[opcode] === 1) u.blockEnded = true;
  }

  emit(opcode: number): void {
    this.append(opcode, 0, null, this.u.location);
  }

  emitArg(opcode: number, oparg: number): void {
    this.append(opcode, oparg, null, this.u.location);
  }

  /** An instruction of no line of its own. */
  emitNoLine(opcode: number, oparg = 0): void {
    this.append(opcode, oparg, null, NO_LOCATION);
  }

  emitJump(opcode: number, target: BasicBlock): void {
    this.append(opcode, 0, target, this.u.location);
  }

  emitJumpNoLine(opcode: number, target: BasicBlock): void {
    this.append(opcode, 0, target, NO_LOCATION);
  }

  addConst(value: Constant): number {
    return this.u.consts.add(value);
  }

  loadConst(value: Constant): void {
    this.append(op.LOAD_CONST, this.u.consts.add(value), null, this.u.location);
  }

  loadString(value: string): void {
    this.loadConst({ type: "str", value });
  }

  loadInt(value: number): void {
    this.loadConst({ type: "int", value });
  }

  loadTuple(items: readonly Constant[]): void {
    this.loadConst({ type: "tuple", items });
  }

  loadStrings(items: readonly string[]): void {
    this.loadTuple(items.map((value) => ({ type: "str", value })));
  }

  /** An instruction whose operand is a (private) name in `co_names`. */
  emitName(opcode: number, name: string): void {
    this.append(opcode, indexIn(this.u.names, mangle(this.u.privateName, name)), null, this.u.location);
  }

  // Errors and warnings

  /** @throws PySyntaxError at the location at hand (CPython 3.11: Python/compile.c compiler_error). */
  fail(message: string): never {
    throw syntaxErrorAt(message, this.settings.filename, this.u.location, this.settings.programText);
  }

  /** CPython 3.11: Python/compile.c compiler_warn */
  warn(message: string): void {
    const { onWarning, filename, programText } = this.settings;
    if (onWarning === undefined) return;
    const { location } = this.u;
    const asError = (): PySyntaxError => syntaxErrorAt(message, filename, location, programText);
    if (onWarning({ category: "SyntaxWarning", message, filename, lineno: location.lineno, asError }) === "error")
      throw asError();
  }
}

/** The number of a name in order of first use. */
export function indexIn(map: Map<string, number>, name: string): number {
  let index = map.get(name);
  if (index === undefined) {
    index = map.size;
    map.set(name, index);
  }
  return index;
}
