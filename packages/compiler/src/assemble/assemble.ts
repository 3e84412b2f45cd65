/**
 * From the flow graph of one scope to its code object: all the passes, in CPython's order. The order matters: each pass sees what the ones
 * before it left, and the result is to be equal to CPython's byte for byte.
 */
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR, CodeObject } from "../code-object.ts";
import type { Constant } from "../constant.ts";
import type { BasicBlock, CompilationUnit } from "../flowgraph/blocks.ts";
import { ConstPool } from "../flowgraph/const-pool.ts";
import { labelExceptionTargets, removeBlockInstructions } from "../flowgraph/exception-targets.ts";
import { directJumps, duplicateExitsWithoutLine, inlineSmallExit, normalizeBlock } from "../flowgraph/jumps.ts";
import { giveReturnsLines, propagateLines, removeNops } from "../flowgraph/lines.ts";
import { optimizeFlowGraph } from "../flowgraph/optimize.ts";
import { computeStackDepth } from "../flowgraph/stack-depth.ts";
import { trimUnusedConsts } from "../flowgraph/unused-consts.ts";
import { fixCellOperands, insertPrologue, layOutVariables } from "../flowgraph/variables.ts";
import { setOrder } from "../set-order.ts";
import { encodeExceptionTable } from "./exception-table.ts";
import { encodeInstructions, resolveJumps } from "./jump-offsets.ts";
import { encodeLineTable } from "./line-table.ts";

/** There are no choices yet. */
export type AssembleOptions = Readonly<Record<string, never>>;

/** The line where a scope that names none begins. */
function firstLineOf(unit: CompilationUnit): number {
  if (unit.firstlineno > 0) return unit.firstlineno;
  return unit.entry.instructions[0]?.lineno || 1;
}

/** Frozensets as the optimizer of CPython leaves them: their items in the order that they had in a first set. */
function orderedConst(constant: Constant): Constant {
  return constant.type === "frozenset" ? { type: "frozenset", items: setOrder(constant.items) } : constant;
}

/**
 * Makes the code object of a scope. Uses up the unit: its blocks are changed.
 *
 * CPython 3.11: Python/compile.c assemble
 *
 * @throws FlowGraphError if the graph is malformed, which is a mistake of whoever made it
 */
export function assemble(unit: CompilationUnit, _options: AssembleOptions = {}): CodeObject {
  const { entry, blocks } = unit;
  for (let i = blocks.length - 1; i >= 0; i--) normalizeBlock(blocks[i]!);
  for (let i = blocks.length - 1; i >= 0; i--) inlineSmallExit(blocks[i]!);
  const firstlineno = firstLineOf(unit);
  const slots = layOutVariables(unit);
  insertPrologue(unit, slots, firstlineno);
  fixCellOperands(unit, slots);
  const consts = new ConstPool(unit.consts.map(orderedConst));
  optimizeFlowGraph(unit, consts);
  duplicateExitsWithoutLine(unit);
  trimUnusedConsts(entry, consts.values);
  propagateLines(entry);
  giveReturnsLines(entry, firstlineno);
  const isGenerator = (unit.flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0;
  const stacksize = computeStackDepth(entry, isGenerator ? 1 : 0);
  labelExceptionTargets(entry);
  removeBlockInstructions(entry);
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) removeNops(block);
  directJumps(entry);
  resolveJumps(entry);
  return new CodeObject({
    co_filename: unit.filename,
    co_name: unit.name,
    co_qualname: unit.qualname,
    co_flags: unit.flags,
    co_code: encodeInstructions(entry),
    co_firstlineno: firstlineno,
    co_linetable: encodeLineTable(entry, firstlineno),
    co_consts: consts.values,
    co_names: unit.names,
    co_localsplusnames: slots.names,
    co_localspluskinds: slots.kinds,
    co_argcount: unit.argcount,
    co_posonlyargcount: unit.posonlyargcount,
    co_kwonlyargcount: unit.kwonlyargcount,
    co_stacksize: stacksize,
    co_exceptiontable: encodeExceptionTable(entry),
  });
}
