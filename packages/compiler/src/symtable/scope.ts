/**
 * A scope of the symbol table and the flags of its symbols.
 *
 * A symbol's number holds what the text does with the name in the low bits (`DEF_*`, `USE`), and where the name lives, once
 * `analyze` has decided it, from bit `SCOPE_SHIFT` on (one of `LOCAL` ... `CELL`).
 */
import type { Location } from "../compiler-errors.ts";

export const DEF_GLOBAL = 1;
export const DEF_LOCAL = 2;
export const DEF_PARAM = 4;
export const DEF_NONLOCAL = 8;
export const USE = 16;
export const DEF_FREE = 32;
export const DEF_FREE_CLASS = 64;
export const DEF_IMPORT = 128;
export const DEF_ANNOT = 256;
export const DEF_COMP_ITER = 512;
export const DEF_BOUND: number = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;

export const SCOPE_SHIFT = 11;
export const LOCAL = 1;
export const GLOBAL_EXPLICIT = 2;
export const GLOBAL_IMPLICIT = 3;
export const FREE = 4;
export const CELL = 5;

export type ScopeKind = "module" | "function" | "class" | "annotation";
export type ComprehensionKind = "none" | "list" | "set" | "dict" | "generator";

/** A `global` or `nonlocal` statement's claim on a name, kept for the error that analysis may find. */
export interface Directive {
  readonly name: string;
  readonly at: Location;
}

/** CPython 3.11: Include/internal/pycore_symtable.h struct _symtable_entry */
export class Scope {
  readonly name: string;
  readonly kind: ScopeKind;
  readonly at: Location;
  readonly symbols: Map<string, number> = new Map();
  /** Parameters in the order of `co_varnames`. */
  readonly varnames: string[] = [];
  readonly children: Scope[] = [];
  directives: Directive[] | null = null;
  /** Lies inside a function, however deep. */
  nested: boolean;
  hasFree = false;
  hasChildFree = false;
  isGenerator = false;
  isCoroutine = false;
  comprehension: ComprehensionKind = "none";
  hasVarargs = false;
  hasVarkeywords = false;
  returnsValue = false;
  /** A method uses `__class__` or `super`, so that the class body keeps a cell for it. */
  needsClassClosure = false;
  /** The target of a comprehension's `for` is being visited. */
  inIterationTarget = false;
  /** How many comprehension iterables surround what is being visited. */
  iterableDepth: number;

  constructor(name: string, kind: ScopeKind, at: Location, parent: Scope | null) {
    this.name = name;
    this.kind = kind;
    this.at = at;
    this.nested = parent !== null && (parent.nested || parent.kind === "function");
    this.iterableDepth = parent === null ? 0 : parent.iterableDepth;
  }

  /** All bits of a symbol; 0 for a name that does not occur. */
  flags(name: string): number {
    return this.symbols.get(name) ?? 0;
  }

  /** Where a (mangled) name lives: `LOCAL` ... `CELL`; 0 for a name that does not occur. */
  scopeOf(name: string): number {
    const flags = this.symbols.get(name);
    return flags === undefined ? 0 : flags >> SCOPE_SHIFT;
  }
}
