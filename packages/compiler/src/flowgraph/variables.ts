/** Local, cell and free variables get their places in one array, `co_localsplus`, and the code its prologue. */
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_FAST_CELL, CO_FAST_FREE, CO_FAST_LOCAL, CO_GENERATOR } from "../code-object.ts";
import { op } from "../opcodes.ts";
import { type CompilationUnit, Instruction } from "./blocks.ts";

/** Names and kinds of the slots; `slotOfDeref`: for each cell and free variable its slot. */
export interface VariableSlots {
  readonly names: readonly string[];
  readonly kinds: Uint8Array;
  readonly slotOfDeref: readonly number[];
}

/**
 * Parameters and locals first; then the cells that are not also one of those; then the free variables.
 *
 * CPython 3.11: Python/compile.c build_cellfixedoffsets, compute_localsplus_info
 */
export function layOutVariables(unit: CompilationUnit): VariableSlots {
  const { varnames, cellvars, freevars } = unit;
  const names = varnames.slice();
  const kinds: number[] = varnames.map(() => CO_FAST_LOCAL);
  const slotOfDeref: number[] = [];
  for (const name of cellvars) {
    const local = varnames.indexOf(name);
    if (local >= 0) {
      kinds[local]! |= CO_FAST_CELL;
      slotOfDeref.push(local);
    } else {
      slotOfDeref.push(names.push(name) - 1);
      kinds.push(CO_FAST_CELL);
    }
  }
  for (const name of freevars) {
    slotOfDeref.push(names.push(name) - 1);
    kinds.push(CO_FAST_FREE);
  }
  return { names, kinds: Uint8Array.from(kinds), slotOfDeref };
}

function artificial(opcode: number, oparg: number, lineno: number): Instruction {
  return new Instruction(opcode, oparg, null, lineno, lineno, -1, -1);
}

/**
 * What runs before the body: the closure's cells, new cells in the order of their slots, and for a generator its creation.
 *
 * CPython 3.11: Python/compile.c insert_prefix_instructions
 */
export function insertPrologue(unit: CompilationUnit, slots: VariableSlots, firstlineno: number): void {
  const prologue: Instruction[] = [];
  if (unit.freevars.length > 0) prologue.push(artificial(op.COPY_FREE_VARS, unit.freevars.length, -1));
  const cells = unit.cellvars.map((_, i) => i);
  cells.sort((a, b) => slots.slotOfDeref[a]! - slots.slotOfDeref[b]!);
  for (const cell of cells) prologue.push(artificial(op.MAKE_CELL, cell, -1));
  if ((unit.flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0) {
    prologue.push(artificial(op.RETURN_GENERATOR, 0, firstlineno), artificial(op.POP_TOP, 0, -1));
  }
  if (prologue.length > 0) unit.entry.instructions.unshift(...prologue);
}

/**
 * Turns indices into cells and free variables into slots.
 *
 * CPython 3.11: Python/compile.c fix_cell_offsets
 */
export function fixCellOperands(unit: CompilationUnit, slots: VariableSlots): void {
  if (slots.slotOfDeref.length === 0) return;
  for (const block of unit.blocks) {
    for (const instruction of block.instructions) {
      switch (instruction.opcode) {
        case op.MAKE_CELL:
        case op.LOAD_CLOSURE:
        case op.LOAD_DEREF:
        case op.STORE_DEREF:
        case op.DELETE_DEREF:
        case op.LOAD_CLASSDEREF:
          instruction.oparg = slots.slotOfDeref[instruction.oparg]!;
          break;
        default:
      }
    }
  }
}
