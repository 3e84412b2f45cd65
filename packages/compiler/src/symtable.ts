/** The symbol table: which scope every name of a program belongs to (CPython 3.11: Python/symtable.c, Lib/symtable.py). */
import type { mod } from "@vivarium/parser";
import type { ProgramText } from "./compiler-errors.ts";
import { analyze } from "./symtable/analyze.ts";
import { SymtableBuilder } from "./symtable/build.ts";
import type { Scope } from "./symtable/scope.ts";

/** How deep a tree may be for each frame of Python's recursion limit (CPython 3.11: COMPILER_STACK_FRAME_SCALE). */
export const STACK_FRAME_SCALE = 3;

export interface SymtableOptions {
  /** `from __future__ import annotations` is in force. */
  readonly futureAnnotations?: boolean;
  /** `sys.getrecursionlimit()`; 1000. */
  readonly recursionLimit?: number;
  /** How many Python frames are in use already; 0. */
  readonly recursionDepth?: number;
  readonly programText?: ProgramText | undefined;
}

/** The scopes of one module: the top one, and the one each node opens. */
export interface Symtable {
  readonly top: Scope;
  readonly scopes: ReadonlyMap<object, Scope>;
}

/**
 * Builds and analyses the symbol table of a tree.
 * CPython 3.11: Python/symtable.c _PySymtable_Build
 * @throws PySyntaxError with CPython's wording; PyRecursionError for a tree that is too deep.
 */
export function buildSymtable(tree: mod, filename: string, options: SymtableOptions = {}): Symtable {
  const builder = new SymtableBuilder(
    filename,
    options.futureAnnotations ?? false,
    (options.recursionDepth ?? 0) * STACK_FRAME_SCALE,
    (options.recursionLimit ?? 1000) * STACK_FRAME_SCALE,
    options.programText,
  );
  builder.module(tree);
  analyze(builder.top, filename, options.programText);
  return { top: builder.top, scopes: builder.scopes };
}
