/** Walks the tree once and notes in each scope what the text does with each name. */
import type {
  arguments as Arguments,
  alias,
  arg,
  comprehension,
  DictComp,
  expr,
  GeneratorExp,
  If,
  IfExp,
  ListComp,
  mod,
  NamedExpr,
  pattern,
  SetComp,
  stmt,
} from "@vivarium/parser";
import { type Location, messages, type ProgramText, recursionError, syntaxErrorAt } from "../compiler-errors.ts";
import { elifOf } from "../elif.ts";
import { DEF_ANNOT, DEF_COMP_ITER, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, USE } from "./flags.ts";
import { mangle } from "./mangle.ts";
import { COMPREHENSION_WORDS, type ComprehensionKind, Scope, type ScopeKind } from "./scope.ts";

type AnyComprehension = ListComp | SetComp | DictComp | GeneratorExp;

const START: Location = { lineno: 0, end_lineno: 0, col_offset: 0, end_col_offset: 0 };

/** CPython 3.11: Python/symtable.c struct symtable */
export class SymtableBuilder {
  readonly filename: string;
  readonly programText: ProgramText | undefined;
  readonly futureAnnotations: boolean;
  /** The scope that a node opens. */
  readonly scopes: Map<object, Scope> = new Map();
  readonly top: Scope;
  private readonly stack: Scope[] = [];
  private current: Scope;
  private privateName: string | null = null;
  private depth: number;
  private readonly depthLimit: number;

  constructor(filename: string, futureAnnotations: boolean, depth: number, depthLimit: number, programText?: ProgramText) {
    this.filename = filename;
    this.programText = programText;
    this.futureAnnotations = futureAnnotations;
    this.depth = depth;
    this.depthLimit = depthLimit;
    this.top = new Scope("top", "module", START, null);
    this.current = this.top;
    this.stack.push(this.top);
  }

  fail(message: string, at: Location): never {
    throw syntaxErrorAt(message, this.filename, at, this.programText);
  }

  private deeper(): void {
    if (++this.depth > this.depthLimit) throw recursionError();
  }

  // Scopes and names

  private enter(name: string, kind: ScopeKind, node: object, at: Location): void {
    const scope = new Scope(name, kind, at, this.current);
    this.scopes.set(node, scope);
    // Annotations under `from __future__ import annotations` are strings: their names matter to nobody.
    if (kind !== "annotation") this.current.children.push(scope);
    this.stack.push(scope);
    this.current = scope;
  }

  private exit(): void {
    this.stack.pop();
    this.current = this.stack[this.stack.length - 1]!;
  }

  /** CPython 3.11: Python/symtable.c symtable_add_def_helper */
  private define(name: string, flag: number, at: Location, scope: Scope = this.current): void {
    const mangled = mangle(this.privateName, name);
    let flags = scope.symbols.get(mangled) ?? 0;
    if (flag & flags & DEF_PARAM) this.fail(messages.duplicateArgument(name), at);
    flags |= flag;
    if (scope.inIterationTarget) {
      if (flags & (DEF_GLOBAL | DEF_NONLOCAL)) this.fail(messages.innerLoopRebindsNamedExpr(name), at);
      flags |= DEF_COMP_ITER;
    }
    scope.symbols.set(mangled, flags);
    if (flag & DEF_PARAM) scope.varnames.push(mangled);
    else if (flag & DEF_GLOBAL) this.top.symbols.set(mangled, (this.top.symbols.get(mangled) ?? 0) | flag);
  }

  private recordDirective(name: string, at: Location): void {
    (this.current.directives ??= []).push({ name: mangle(this.privateName, name), at });
  }

  // Modules and statements

  module(tree: mod): void {
    switch (tree.node) {
      case "Module":
      case "Interactive":
        this.statements(tree.body);
        break;
      case "Expression":
        this.expression(tree.body);
        break;
      case "FunctionType":
        throw new TypeError("this compiler does not handle FunctionTypes");
    }
    this.scopes.set(tree, this.top);
  }

  private statements(body: readonly stmt[]): void {
    for (const s of body) this.statement(s);
  }

  private statement(s: stmt): void {
    this.deeper();
    switch (s.node) {
      case "Expr":
        this.expression(s.value);
        break;
      case "Assign":
        this.expressions(s.targets);
        this.expression(s.value);
        break;
      case "If":
        this.ifStatement(s);
        break;
      case "While":
        this.expression(s.test);
        this.statements(s.body);
        this.statements(s.orelse);
        break;
      case "Return":
        if (s.value !== null) {
          this.expression(s.value);
          this.current.returnsValue = true;
        }
        break;
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.functionDef(s);
        break;
      case "For":
      case "AsyncFor":
        this.expression(s.target);
        this.expression(s.iter);
        this.statements(s.body);
        this.statements(s.orelse);
        break;
      case "Try":
      case "TryStar":
        this.tryStatement(s);
        break;
      case "Import":
      case "ImportFrom":
        for (const a of s.names) this.importedName(a);
        break;
      case "Pass":
      case "Break":
      case "Continue":
        break;
      default:
        this.rarerStatement(s);
    }
    this.depth--;
  }

  /** Chains of `elif` are as deep as they are long; each still counts as a level. */
  private ifStatement(s: If): void {
    const outer = this.depth;
    for (let at: If | null = s; at !== null; ) {
      if (at !== s) this.deeper();
      this.expression(at.test);
      this.statements(at.body);
      const elif = elifOf(at);
      if (elif === null) this.statements(at.orelse);
      at = elif;
    }
    this.depth = outer;
  }

  private rarerStatement(s: stmt): void {
    switch (s.node) {
      case "ClassDef":
        this.classDef(s);
        break;
      case "AugAssign":
        this.expression(s.target);
        this.expression(s.value);
        break;
      case "AnnAssign":
        this.annotatedAssignment(s);
        break;
      case "Delete":
        this.expressions(s.targets);
        break;
      case "Raise":
        this.optional(s.exc);
        this.optional(s.cause);
        break;
      case "Assert":
        this.expression(s.test);
        this.optional(s.msg);
        break;
      case "With":
      case "AsyncWith":
        for (const item of s.items) {
          this.expression(item.context_expr);
          this.optional(item.optional_vars);
        }
        this.statements(s.body);
        break;
      case "Global":
        for (const name of s.names) this.globalName(name, s);
        break;
      case "Nonlocal":
        for (const name of s.names) this.nonlocalName(name, s);
        break;
      case "Match":
        this.expression(s.subject);
        for (const c of s.cases) {
          this.pattern(c.pattern);
          this.optional(c.guard);
          this.statements(c.body);
        }
        break;
    }
  }

  private functionDef(s: stmt & { node: "FunctionDef" | "AsyncFunctionDef" }): void {
    this.define(s.name, DEF_LOCAL, s);
    this.defaults(s.args);
    this.annotations(s.args, s.returns, s);
    this.expressions(s.decorator_list);
    this.enter(s.name, "function", s, s);
    if (s.node === "AsyncFunctionDef") this.current.isCoroutine = true;
    this.parameters(s.args);
    this.statements(s.body);
    this.exit();
  }

  private classDef(s: stmt & { node: "ClassDef" }): void {
    this.define(s.name, DEF_LOCAL, s);
    this.expressions(s.bases);
    for (const k of s.keywords) this.expression(k.value);
    this.expressions(s.decorator_list);
    this.enter(s.name, "class", s, s);
    const outer = this.privateName;
    this.privateName = s.name;
    this.statements(s.body);
    this.privateName = outer;
    this.exit();
  }

  private tryStatement(s: stmt & { node: "Try" | "TryStar" }): void {
    this.statements(s.body);
    this.statements(s.orelse);
    for (const h of s.handlers) {
      this.optional(h.type);
      if (h.name !== null) this.define(h.name, DEF_LOCAL, h);
      this.statements(h.body);
    }
    this.statements(s.finalbody);
  }

  private annotatedAssignment(s: stmt & { node: "AnnAssign" }): void {
    const target = s.target;
    if (target.node === "Name") {
      const flags = this.current.flags(mangle(this.privateName, target.id));
      if (flags & (DEF_GLOBAL | DEF_NONLOCAL) && this.current !== this.top && s.simple) {
        this.fail(flags & DEF_GLOBAL ? messages.annotatedNameGlobal(target.id) : messages.annotatedNameNonlocal(target.id), s);
      }
      if (s.simple) this.define(target.id, DEF_ANNOT | DEF_LOCAL, target);
      else if (s.value !== null) this.define(target.id, DEF_LOCAL, target);
    } else this.expression(target);
    this.annotation(s.annotation);
    this.optional(s.value);
  }

  private globalName(name: string, at: Location): void {
    const flags = this.current.flags(mangle(this.privateName, name));
    if (flags & DEF_PARAM) this.fail(messages.nameParameterAndGlobal(name), at);
    if (flags & USE) this.fail(messages.nameUsedBeforeGlobal(name), at);
    if (flags & DEF_ANNOT) this.fail(messages.annotatedNameGlobal(name), at);
    if (flags & DEF_LOCAL) this.fail(messages.nameAssignedBeforeGlobal(name), at);
    this.define(name, DEF_GLOBAL, at);
    this.recordDirective(name, at);
  }

  private nonlocalName(name: string, at: Location): void {
    const flags = this.current.flags(mangle(this.privateName, name));
    if (flags & DEF_PARAM) this.fail(messages.nameParameterAndNonlocal(name), at);
    if (flags & USE) this.fail(messages.nameUsedBeforeNonlocal(name), at);
    if (flags & DEF_ANNOT) this.fail(messages.annotatedNameNonlocal(name), at);
    if (flags & DEF_LOCAL) this.fail(messages.nameAssignedBeforeNonlocal(name), at);
    this.define(name, DEF_NONLOCAL, at);
    this.recordDirective(name, at);
  }

  /** CPython 3.11: Python/symtable.c symtable_visit_alias */
  private importedName(a: alias): void {
    if (a.name === "*" && a.asname === null) {
      if (this.current.kind !== "module") this.fail(messages.importStarNotAtModuleLevel, a);
      return;
    }
    const dot = a.asname === null ? a.name.indexOf(".") : -1;
    this.define(a.asname ?? (dot < 0 ? a.name : a.name.slice(0, dot)), DEF_IMPORT, a);
  }

  // Parameters and annotations

  private defaults(args: Arguments): void {
    this.expressions(args.defaults);
    for (const d of args.kw_defaults) this.optional(d);
  }

  private parameters(args: Arguments): void {
    for (const a of args.posonlyargs) this.define(a.arg, DEF_PARAM, a);
    for (const a of args.args) this.define(a.arg, DEF_PARAM, a);
    for (const a of args.kwonlyargs) this.define(a.arg, DEF_PARAM, a);
    if (args.vararg !== null) {
      this.define(args.vararg.arg, DEF_PARAM, args.vararg);
      this.current.hasVarargs = true;
    }
    if (args.kwarg !== null) {
      this.define(args.kwarg.arg, DEF_PARAM, args.kwarg);
      this.current.hasVarkeywords = true;
    }
  }

  private annotations(args: Arguments, returns: expr | null, node: stmt): void {
    if (this.futureAnnotations) this.enter("_annotation", "annotation", node, node);
    const annotated = (a: arg | null): void => {
      if (a !== null && a.annotation !== null) this.expression(a.annotation);
    };
    args.posonlyargs.forEach(annotated);
    args.args.forEach(annotated);
    annotated(args.vararg);
    annotated(args.kwarg);
    args.kwonlyargs.forEach(annotated);
    if (this.futureAnnotations) this.exit();
    if (returns !== null) this.annotation(returns);
  }

  private annotation(e: expr): void {
    if (this.futureAnnotations) this.enter("_annotation", "annotation", e, e);
    this.expression(e);
    if (this.futureAnnotations) this.exit();
  }

  private notInAnnotation(what: string, e: expr): void {
    if (this.current.kind === "annotation") this.fail(messages.withinAnnotation(what), e);
  }

  // Expressions

  private expressions(list: readonly expr[]): void {
    for (const e of list) this.expression(e);
  }

  private optional(e: expr | null): void {
    if (e !== null) this.expression(e);
  }

  private expression(e: expr): void {
    this.deeper();
    switch (e.node) {
      case "Name":
        this.define(e.id, e.ctx === "Load" ? USE : DEF_LOCAL, e);
        // A use of super is a use of __class__.
        if (e.id === "super" && e.ctx === "Load" && this.current.kind === "function") this.define("__class__", USE, e);
        break;
      case "Constant":
        break;
      case "Attribute":
      case "Starred":
        this.expression(e.value);
        break;
      case "Call":
        this.expression(e.func);
        this.expressions(e.args);
        for (const k of e.keywords) this.expression(k.value);
        break;
      case "Subscript":
        this.expression(e.value);
        this.expression(e.slice);
        break;
      case "BinOp":
        this.expression(e.left);
        this.expression(e.right);
        break;
      case "Compare":
        this.expression(e.left);
        this.expressions(e.comparators);
        break;
      case "BoolOp":
      case "JoinedStr":
        this.expressions(e.values);
        break;
      case "List":
      case "Tuple":
      case "Set":
        this.expressions(e.elts);
        break;
      case "UnaryOp":
        this.expression(e.operand);
        break;
      default:
        this.rarerExpression(e);
    }
    this.depth--;
  }

  private ifExpression(e: IfExp): void {
    const outer = this.depth;
    let at: expr = e;
    for (; at.node === "IfExp"; at = at.orelse) {
      if (at !== e) this.deeper();
      this.expression(at.test);
      this.expression(at.body);
    }
    this.expression(at);
    this.depth = outer;
  }

  private rarerExpression(e: expr): void {
    switch (e.node) {
      case "Dict":
        for (const k of e.keys) this.optional(k);
        this.expressions(e.values);
        break;
      case "IfExp":
        this.ifExpression(e);
        break;
      case "FormattedValue":
        this.expression(e.value);
        this.optional(e.format_spec);
        break;
      case "Slice":
        this.optional(e.lower);
        this.optional(e.upper);
        this.optional(e.step);
        break;
      case "Lambda":
        this.defaults(e.args);
        this.enter("lambda", "function", e, e);
        this.parameters(e.args);
        this.expression(e.body);
        this.exit();
        break;
      case "NamedExpr":
        this.namedExpression(e);
        break;
      case "ListComp":
        this.comprehension(e, "listcomp", "list", e.elt, null);
        break;
      case "SetComp":
        this.comprehension(e, "setcomp", "set", e.elt, null);
        break;
      case "GeneratorExp":
        this.comprehension(e, "genexpr", "generator", e.elt, null);
        break;
      case "DictComp":
        this.comprehension(e, "dictcomp", "dict", e.key, e.value);
        break;
      default:
        this.suspension(e);
    }
  }

  private suspension(e: expr): void {
    switch (e.node) {
      case "Yield":
      case "YieldFrom":
        this.notInAnnotation("yield expression", e);
        this.optional(e.value);
        this.current.isGenerator = true;
        if (this.current.comprehension !== "none")
          this.fail(messages.yieldInside(COMPREHENSION_WORDS[this.current.comprehension]), e);
        break;
      case "Await":
        this.notInAnnotation("await expression", e);
        this.expression(e.value);
        this.current.isCoroutine = true;
        break;
    }
  }

  /** CPython 3.11: Python/symtable.c symtable_handle_namedexpr */
  private namedExpression(e: NamedExpr): void {
    this.notInAnnotation("named expression", e);
    if (this.current.iterableDepth > 0) this.fail(messages.namedExprInIterable, e);
    if (this.current.comprehension !== "none" && e.target.node === "Name") this.extendNamedExpression(e.target.id, e);
    this.expression(e.value);
    this.expression(e.target);
  }

  /**
   * `:=` in a comprehension binds in the nearest scope around all comprehensions.
   * CPython 3.11: Python/symtable.c symtable_extend_namedexpr_scope
   */
  private extendNamedExpression(name: string, e: NamedExpr): void {
    const target = e.target;
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const scope = this.stack[i]!;
      const flags = scope.flags(mangle(this.privateName, name));
      if (scope.comprehension !== "none") {
        if (flags & DEF_COMP_ITER) this.fail(messages.namedExprRebindsIterationVariable(name), target);
        continue;
      }
      if (scope.kind === "function") {
        this.define(name, flags & DEF_GLOBAL ? DEF_GLOBAL : DEF_NONLOCAL, target);
        this.recordDirective(name, target);
        this.define(name, DEF_LOCAL, target, scope);
        return;
      }
      if (scope.kind === "module") {
        this.define(name, DEF_GLOBAL, target);
        this.recordDirective(name, target);
        this.define(name, DEF_GLOBAL, target, scope);
        return;
      }
      if (scope.kind === "class") this.fail(messages.namedExprInClassBody, target);
    }
  }

  /** CPython 3.11: Python/symtable.c symtable_handle_comprehension */
  private comprehension(e: AnyComprehension, name: string, kind: ComprehensionKind, elt: expr, value: expr | null): void {
    const outermost = e.generators[0]!;
    // The first iterable is evaluated outside and comes in as a parameter.
    this.current.iterableDepth++;
    this.expression(outermost.iter);
    this.current.iterableDepth--;
    this.enter(name, "function", e, e);
    const scope = this.current;
    scope.comprehension = kind;
    if (outermost.is_async) scope.isCoroutine = true;
    this.define(".0", DEF_PARAM, e);
    this.iterationTarget(outermost);
    this.expressions(outermost.ifs);
    for (let i = 1; i < e.generators.length; i++) {
      const g = e.generators[i]!;
      this.iterationTarget(g);
      scope.iterableDepth++;
      this.expression(g.iter);
      scope.iterableDepth--;
      this.expressions(g.ifs);
      if (g.is_async) scope.isCoroutine = true;
    }
    if (value !== null) this.expression(value);
    this.expression(elt);
    scope.isGenerator = kind === "generator";
    this.exit();
    if (scope.isCoroutine && kind !== "generator") this.current.isCoroutine = true;
  }

  private iterationTarget(g: comprehension): void {
    this.current.inIterationTarget = true;
    this.expression(g.target);
    this.current.inIterationTarget = false;
  }

  // Patterns

  private pattern(p: pattern): void {
    this.deeper();
    switch (p.node) {
      case "MatchValue":
        this.expression(p.value);
        break;
      case "MatchSingleton":
        break;
      case "MatchSequence":
      case "MatchOr":
        for (const q of p.patterns) this.pattern(q);
        break;
      case "MatchStar":
        if (p.name !== null) this.define(p.name, DEF_LOCAL, p);
        break;
      case "MatchMapping":
        this.expressions(p.keys);
        for (const q of p.patterns) this.pattern(q);
        if (p.rest !== null) this.define(p.rest, DEF_LOCAL, p);
        break;
      case "MatchClass":
        this.expression(p.cls);
        for (const q of p.patterns) this.pattern(q);
        for (const q of p.kwd_patterns) this.pattern(q);
        break;
      case "MatchAs":
        if (p.pattern !== null) this.pattern(p.pattern);
        if (p.name !== null) this.define(p.name, DEF_LOCAL, p);
        break;
    }
    this.depth--;
  }
}
