/** The scope whose code is being generated (CPython 3.11: Python/compile.c struct compiler_unit). */
import type { stmt } from "@vivarium/parser";
import type { Location } from "../compiler-errors.ts";
import { BasicBlock } from "../flowgraph/blocks.ts";
import { CELL, DEF_FREE_CLASS, FREE, SCOPE_SHIFT } from "../symtable/flags.ts";
import type { Scope } from "../symtable/scope.ts";
import { ConstTable } from "./const-table.ts";

export type UnitKind = "module" | "class" | "function" | "asyncFunction" | "lambda" | "comprehension";

/** What surrounds the statement at hand and has to be unwound when it leaves (CPython 3.11: enum fblocktype). */
export type FrameBlockKind =
  | "whileLoop"
  | "forLoop"
  | "tryExcept"
  | "finallyTry"
  | "finallyEnd"
  | "with"
  | "asyncWith"
  | "handlerCleanup"
  | "popValue"
  | "exceptionHandler"
  | "exceptionGroupHandler"
  | "asyncComprehension";

export interface FrameBlock {
  readonly kind: FrameBlockKind;
  readonly block: BasicBlock | null;
  readonly exit: BasicBlock | null;
  /** `finally` body, the `with` statement's location, or the name that an `except` clause binds. */
  readonly finalBody: readonly stmt[] | null;
  readonly at: Location | null;
  readonly handlerName: string | null;
}

/** Code points in order, as CPython sorts names. */
function compareCodePoints(a: string, b: string): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates stand for the highest code points, above U+E000..U+FFFF.
    const xHigh = x >= 0xd800 && x <= 0xdfff;
    const yHigh = y >= 0xd800 && y <= 0xdfff;
    return xHigh === yHigh ? x - y : xHigh ? 1 : -1;
  }
  return a.length - b.length;
}

/** CPython 3.11: Python/compile.c dictbytype */
function namesInScope(scope: Scope, kind: number, flag: number): string[] {
  const names: string[] = [];
  for (const [name, flags] of scope.symbols) {
    if (flags >> SCOPE_SHIFT === kind || flags & flag) names.push(name);
  }
  return names.length > 1 ? names.sort(compareCodePoints) : names;
}

function numbered(names: readonly string[], offset: number): Map<string, number> {
  const map = new Map<string, number>();
  for (let i = 0; i < names.length; i++) map.set(names[i]!, i + offset);
  return map;
}

export class ScopeUnit {
  readonly name: string;
  readonly kind: UnitKind;
  readonly scope: Scope;
  readonly firstlineno: number;
  qualname: string;
  privateName: string | null;
  argcount = 0;
  posonlyargcount = 0;
  kwonlyargcount = 0;
  readonly consts: ConstTable = new ConstTable();
  readonly names: Map<string, number> = new Map();
  readonly varnames: Map<string, number>;
  readonly cellvars: Map<string, number>;
  readonly freevars: Map<string, number>;
  readonly blocks: BasicBlock[] = [];
  readonly entry: BasicBlock;
  current: BasicBlock;
  /** The current block has ended: the next instruction opens another. */
  blockEnded = false;
  readonly frameBlocks: FrameBlock[] = [];
  /** Where the next instruction is said to be. */
  location: Location;

  constructor(name: string, kind: UnitKind, scope: Scope, firstlineno: number, privateName: string | null) {
    this.name = name;
    this.qualname = name;
    this.kind = kind;
    this.scope = scope;
    this.firstlineno = firstlineno;
    this.privateName = privateName;
    this.varnames = numbered(scope.varnames, 0);
    const cells = scope.needsClassClosure ? ["__class__"] : namesInScope(scope, CELL, 0);
    this.cellvars = numbered(cells, 0);
    this.freevars = numbered(namesInScope(scope, FREE, DEF_FREE_CLASS), cells.length);
    this.entry = this.current = this.newBlock();
    const lineno = kind === "module" ? 0 : firstlineno;
    this.location = { lineno, end_lineno: firstlineno, col_offset: 0, end_col_offset: 0 };
  }

  newBlock(): BasicBlock {
    const block = new BasicBlock(this.blocks.length);
    this.blocks.push(block);
    return block;
  }

  /** CPython 3.11: Python/compile.c compiler_use_next_block */
  useBlock(block: BasicBlock): void {
    this.current.next = block;
    this.current = block;
    this.blockEnded = false;
  }
}
