/** A scope of the symbol table. The bits of its symbols are in flags.ts. */
import type { Location } from "../compiler-errors.ts";
import { SCOPE_SHIFT } from "./flags.ts";

export type ScopeKind = "module" | "function" | "class" | "annotation";
export type ComprehensionKind = "none" | "list" | "set" | "dict" | "generator";

/** What errors call a comprehension. */
export const COMPREHENSION_WORDS: Readonly<Record<ComprehensionKind, string>> = {
  none: "",
  list: "list comprehension",
  set: "set comprehension",
  dict: "dict comprehension",
  generator: "generator expression",
};

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
