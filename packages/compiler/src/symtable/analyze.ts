/**
 * Decides where every name lives. A name bound in a function and used in an inner one is a cell out there and free in here;
 * class bodies bind names that inner functions do not see.
 *
 * Going down, each scope gets three sets from outside: the names bound by enclosing functions (null at module level), the names
 * that some enclosing scope has declared global, and it hands back the names that it and its children need from outside.
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
  type Scope,
} from "./scope.ts";

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

  /** CPython 3.11: Python/symtable.c analyze_name. Takes names declared global out of `bound`, and local ones out of `globals`. */
  private scopeOfName(
    scope: Scope,
    name: string,
    flags: number,
    bound: Set<string> | null,
    local: Set<string>,
    free: Set<string>,
    globals: Set<string>,
  ): number {
    if (flags & DEF_GLOBAL) {
      if (flags & DEF_NONLOCAL) this.fail(scope, name, messages.nameNonlocalAndGlobal(name));
      globals.add(name);
      bound?.delete(name);
      return GLOBAL_EXPLICIT;
    }
    if (flags & DEF_NONLOCAL) {
      if (bound === null) this.fail(scope, name, messages.nonlocalAtModuleLevel);
      if (!bound.has(name)) this.fail(scope, name, messages.noBindingForNonlocal(name));
      scope.hasFree = true;
      free.add(name);
      return FREE;
    }
    if (flags & DEF_BOUND) {
      local.add(name);
      globals.delete(name);
      return LOCAL;
    }
    if (bound?.has(name)) {
      scope.hasFree = true;
      free.add(name);
      return FREE;
    }
    if (!globals.has(name) && scope.nested) scope.hasFree = true;
    return GLOBAL_IMPLICIT;
  }

  /** CPython 3.11: Python/symtable.c analyze_block. `bound` and `globals` are this scope's own copies; adds to `free`. */
  analyze(scope: Scope, bound: Set<string> | null, free: Set<string>, globals: Set<string>): void {
    const isClass = scope.kind === "class";
    const isFunction = scope.kind === "function";
    const local = new Set<string>();
    /** What the children need; what this scope itself needs goes straight to `free`. */
    const needed = new Set<string>();
    // What a class body declares or binds is invisible to the functions in it, so its children see the sets as they are now.
    let childGlobals = isClass ? new Set(globals) : globals;
    const childBound = isClass && bound !== null ? new Set(bound) : new Set<string>();
    const scopes = new Map<string, number>();
    for (const [name, flags] of scope.symbols) {
      scopes.set(name, this.scopeOfName(scope, name, flags, bound, local, free, globals));
    }
    if (isClass) childBound.add("__class__");
    else {
      if (isFunction) for (const name of local) childBound.add(name);
      if (bound !== null) for (const name of bound) childBound.add(name);
      childGlobals = globals;
    }
    for (const child of scope.children) {
      this.analyze(child, new Set(childBound), needed, new Set(childGlobals));
      if (child.hasFree || child.hasChildFree) scope.hasChildFree = true;
    }
    if (isFunction) {
      for (const [name, kind] of scopes) {
        if (kind === LOCAL && needed.delete(name)) scopes.set(name, CELL);
      }
    } else if (isClass && needed.delete("__class__")) scope.needsClassClosure = true;
    this.record(scope, scopes, bound, needed);
    for (const name of needed) free.add(name);
  }

  /** CPython 3.11: Python/symtable.c update_symbols */
  private record(scope: Scope, scopes: Map<string, number>, bound: Set<string> | null, needed: Set<string>): void {
    const { symbols } = scope;
    for (const [name, flags] of symbols) symbols.set(name, flags | (scopes.get(name)! << SCOPE_SHIFT));
    for (const name of needed) {
      const flags = symbols.get(name);
      if (flags !== undefined) {
        // A method's free variable with the same name as something of the class body: both at once.
        if (scope.kind === "class" && flags & (DEF_BOUND | DEF_GLOBAL)) symbols.set(name, flags | DEF_FREE_CLASS);
      } else if (bound === null || bound.has(name)) symbols.set(name, FREE << SCOPE_SHIFT);
    }
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
