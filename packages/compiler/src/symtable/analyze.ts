/**
 * Decides where every name lives. A name bound in a function and used in an inner one is a cell out there and free in here;
 * class bodies bind names that inner functions do not see.
 *
 * Going down, each scope gets two sets from outside, the names bound by enclosing functions (null at module level) and the names
 * that some enclosing scope has declared global; it hands back the names that it and its children need from outside.
 */
import { messages, type ProgramText, syntaxErrorAt } from "../compiler-errors.ts";
import {
  CELL,
  DEF_BOUND,
  DEF_FREE_CLASS,
  DEF_GLOBAL,
  DEF_NONLOCAL,
  FREE,
  GLOBAL_EXPLICIT,
  GLOBAL_IMPLICIT,
  LOCAL,
  SCOPE_SHIFT,
} from "./flags.ts";
import type { Scope } from "./scope.ts";

/** What the analysis of one scope works on (CPython 3.11: Python/symtable.c analyze_block). */
class Analyzer {
  private readonly filename: string;
  private readonly programText: ProgramText | undefined;
  constructor(filename: string, programText: ProgramText | undefined) {
    this.filename = filename;
    this.programText = programText;
  }

  private fail(scope: Scope, name: string, message: string): never {
    const directive = scope.directives?.find((d) => d.name === name);
    throw syntaxErrorAt(message, this.filename, directive?.at ?? scope.at, this.programText);
  }

  /** CPython 3.11: Python/symtable.c analyze_name. Adds to `free` what has to come from outside. */
  private scopeOfName(
    scope: Scope,
    name: string,
    flags: number,
    bound: ReadonlySet<string> | null,
    free: Set<string>,
    globals: ReadonlySet<string>,
  ): number {
    if (flags & DEF_GLOBAL) {
      if (flags & DEF_NONLOCAL) this.fail(scope, name, messages.nameNonlocalAndGlobal(name));
      return GLOBAL_EXPLICIT;
    }
    if (flags & DEF_NONLOCAL) {
      if (bound === null) this.fail(scope, name, messages.nonlocalAtModuleLevel);
      if (!bound.has(name)) this.fail(scope, name, messages.noBindingForNonlocal(name));
      scope.hasFree = true;
      free.add(name);
      return FREE;
    }
    if (flags & DEF_BOUND) return LOCAL;
    if (bound?.has(name)) {
      scope.hasFree = true;
      free.add(name);
      return FREE;
    }
    if (scope.nested && !globals.has(name)) scope.hasFree = true;
    return GLOBAL_IMPLICIT;
  }

  /** CPython 3.11: Python/symtable.c analyze_block. Adds to `free` the names that the scope needs from outside. */
  analyze(scope: Scope, bound: ReadonlySet<string> | null, free: Set<string>, globals: ReadonlySet<string>): void {
    const { symbols, children } = scope;
    for (const [name, flags] of symbols) {
      symbols.set(name, flags | (this.scopeOfName(scope, name, flags, bound, free, globals) << SCOPE_SHIFT));
    }
    if (children.length === 0) return;
    const childBound = boundInside(scope, bound);
    const childGlobals = globalsInside(scope, globals);
    const needed = new Set<string>();
    for (const child of children) {
      this.analyze(child, childBound, needed, childGlobals);
      if (child.hasFree || child.hasChildFree) scope.hasChildFree = true;
    }
    if (scope.kind === "function") makeCells(symbols, needed);
    else if (scope.kind === "class" && needed.delete("__class__")) scope.needsClassClosure = true;
    recordNeeded(scope, bound, needed);
    for (const name of needed) free.add(name);
  }
}

/** The names that enclosing functions bind, as the scopes inside `scope` see them. */
function boundInside(scope: Scope, bound: ReadonlySet<string> | null): ReadonlySet<string> {
  const inside = new Set(bound);
  // What a class body binds or declares is invisible to the functions in it.
  if (scope.kind === "class") return inside.add("__class__");
  for (const [name, flags] of scope.symbols) {
    const kind = flags >> SCOPE_SHIFT;
    if (kind === GLOBAL_EXPLICIT) inside.delete(name);
    else if (kind === LOCAL && scope.kind === "function") inside.add(name);
  }
  return inside;
}

/** The names declared global around the scopes inside `scope`; the same set when nothing changes. */
function globalsInside(scope: Scope, globals: ReadonlySet<string>): ReadonlySet<string> {
  if (scope.kind === "class") return globals;
  let inside: Set<string> | null = null;
  for (const [name, flags] of scope.symbols) {
    const kind = flags >> SCOPE_SHIFT;
    if (kind === GLOBAL_EXPLICIT) (inside ??= new Set(globals)).add(name);
    else if (kind === LOCAL && globals.has(name)) (inside ??= new Set(globals)).delete(name);
  }
  return inside ?? globals;
}

/** A local variable that an inner scope needs is a cell (CPython 3.11: Python/symtable.c analyze_cells). */
function makeCells(symbols: Map<string, number>, needed: Set<string>): void {
  for (const name of needed) {
    const flags = symbols.get(name);
    if (flags === undefined || flags >> SCOPE_SHIFT !== LOCAL) continue;
    symbols.set(name, flags ^ ((LOCAL ^ CELL) << SCOPE_SHIFT));
    needed.delete(name);
  }
}

/** Notes what passes through the scope on its way inwards (CPython 3.11: Python/symtable.c update_symbols). */
function recordNeeded(scope: Scope, bound: ReadonlySet<string> | null, needed: ReadonlySet<string>): void {
  const { symbols } = scope;
  for (const name of needed) {
    const flags = symbols.get(name);
    if (flags !== undefined) {
      // A method's free variable with the same name as something of the class body: both at once.
      if (scope.kind === "class" && flags & (DEF_BOUND | DEF_GLOBAL)) symbols.set(name, flags | DEF_FREE_CLASS);
    } else if (bound === null || bound.has(name)) symbols.set(name, FREE << SCOPE_SHIFT);
  }
}

/**
 * Fills in where each symbol of the tree of scopes lives.
 * CPython 3.11: Python/symtable.c symtable_analyze
 * @throws PySyntaxError for `nonlocal` without a binding and the like.
 */
export function analyze(top: Scope, filename: string, programText: ProgramText | undefined): void {
  new Analyzer(filename, programText).analyze(top, null, new Set(), new Set());
}
