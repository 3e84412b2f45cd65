/**
 * What the code generator hands to the back end: one scope as a graph of basic blocks.
 *
 * A block ends where control may leave it; `next` is the block that follows in the text order of the code, and a jump's
 * `target` is a block, not an offset. Exceptions are pseudo-instructions: `SETUP_FINALLY`, `SETUP_CLEANUP` and `SETUP_WITH`
 * carry the handler as their target and hold until the matching `POP_BLOCK`; the back end turns them into the exception table.
 *
 * Operands are as in CPython 3.11 before its passes: of a local variable its index in `varnames`; of a cell or free variable
 * its index in `cellvars` followed by `freevars`; of a name or constant its index in `names` or `consts`. Jumps are the
 * pseudo-instructions `JUMP`, `JUMP_NO_INTERRUPT`, `POP_JUMP_IF_*` without direction; methods are `LOAD_METHOD`; `COPY_FREE_VARS`,
 * `MAKE_CELL` and `RETURN_GENERATOR` are not there yet.
 */
import type { Constant } from "../constant.ts";

/** One instruction before assembly (CPython 3.11: Python/compile.c struct instr). */
export class Instruction {
  opcode: number;
  oparg: number;
  /** Where a jump goes, and the handler of a `SETUP_*`; null otherwise. */
  target: BasicBlock | null;
  /** The handler that is in force here; filled in by `label_exception_targets`. */
  except: BasicBlock | null = null;
  /** Location: lines from 1, columns in UTF-8 bytes from 0; all -1 when artificial. */
  lineno: number;
  end_lineno: number;
  col_offset: number;
  end_col_offset: number;

  constructor(
    opcode: number,
    oparg: number,
    target: BasicBlock | null,
    lineno: number,
    end_lineno: number,
    col_offset: number,
    end_col_offset: number,
  ) {
    this.opcode = opcode;
    this.oparg = oparg;
    this.target = target;
    this.lineno = lineno;
    this.end_lineno = end_lineno;
    this.col_offset = col_offset;
    this.end_col_offset = end_col_offset;
  }
}

/** A run of instructions entered at its top (CPython 3.11: Python/compile.c struct basicblock_). */
export class BasicBlock {
  instructions: Instruction[] = [];
  /** The block that follows in code order. */
  next: BasicBlock | null = null;
  /** Index in `CompilationUnit.blocks`: the order of allocation. */
  id: number;
  /** The code generator has seen a return or raise end this block (`b_return`, `b_exit`); also kept by the passes. */
  exit = false;
  nofallthrough = false;
  returns = false;
  /** Fields of the passes; the code generator leaves them alone. */
  startdepth = -1;
  offset = 0;
  predecessors = 0;
  visited = false;
  cold = false;
  warm = false;
  preserve_lasti = false;
  /** Handlers in force at the block's start, innermost last; null until a pass computes it. */
  exceptstack: BasicBlock[] | null = null;

  constructor(id: number) {
    this.id = id;
  }
}

/** One scope, ready for `assemble` (CPython 3.11: Python/compile.c struct compiler_unit). */
export interface CompilationUnit {
  /** `co_name`, `co_qualname`, `co_filename`. */
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  /** Line of `def`, of the first decorator, of `class`; 1 for a module. 0: take it from the first instruction. */
  readonly firstlineno: number;
  /** All of `co_flags`. */
  readonly flags: number;
  readonly argcount: number;
  readonly posonlyargcount: number;
  readonly kwonlyargcount: number;
  readonly entry: BasicBlock;
  /** All blocks in the order of allocation (CPython's `u_blocks` list is this, reversed). The entry is the first. */
  readonly blocks: readonly BasicBlock[];
  /** In order of first use, merged by `constantKey`; a docstring (or None) is already first in a function. */
  readonly consts: readonly Constant[];
  readonly names: readonly string[];
  /** Parameters, then locals in order of first use; a parameter that is a cell is in `cellvars` too. */
  readonly varnames: readonly string[];
  /** Sorted by code point. */
  readonly cellvars: readonly string[];
  readonly freevars: readonly string[];
}
