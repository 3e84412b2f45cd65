/** Constant folding on the tree before anything else looks at it (CPython 3.11: Python/ast_opt.c). Rewrites the tree in place. */
import {
  type arguments as Arguments,
  type arg,
  type BinOp,
  type Compare,
  Constant as ConstantNode,
  type ConstantValue,
  type comprehension,
  type expr,
  type If,
  type IfExp,
  JoinedStr,
  type mod,
  type pattern,
  type Subscript,
  type stmt,
  Tuple,
  type UnaryOp,
} from "@vivarium/parser";
import { foldBinary, foldSubscript, foldUnary } from "./ast-optimize/constant-arithmetic.ts";
import { distinctConstants } from "./ast-optimize/constant-equality.ts";
import { formatToFString } from "./ast-optimize/percent-format.ts";
import { CO_FUTURE_ANNOTATIONS } from "./code-object.ts";
import { docstringOf } from "./codegen/docstring.ts";
import { recursionError } from "./compiler-errors.ts";
import type { Constant } from "./constant.ts";
import { elifOf } from "./elif.ts";

/** A constant in the place of a node. Folding makes tuples and frozensets, which no source text can. */
function constantAt(e: expr, value: Constant): ConstantNode {
  return new ConstantNode(value as ConstantValue, null, e.lineno, e.col_offset, e.end_lineno, e.end_col_offset);
}

function constantItems(elts: readonly expr[]): Constant[] | null {
  const items: Constant[] = [];
  for (const e of elts) {
    if (e.node !== "Constant") return null;
    items.push(e.value as Constant);
  }
  return items;
}

function isStarred(e: expr): boolean {
  return e.node === "Starred";
}

const OPPOSITES = { Is: "IsNot", IsNot: "Is", In: "NotIn", NotIn: "In" } as const;

class TreeOptimizer {
  private readonly optimize: number;
  private readonly keepAnnotations: boolean;
  private depth: number;
  private readonly depthLimit: number;

  constructor(optimize: number, flags: number, depth: number, depthLimit: number) {
    this.optimize = optimize;
    this.keepAnnotations = (flags & CO_FUTURE_ANNOTATIONS) !== 0;
    this.depth = depth;
    this.depthLimit = depthLimit;
  }

  private deeper(): void {
    if (++this.depth > this.depthLimit) throw recursionError();
  }

  module(tree: mod): void {
    switch (tree.node) {
      case "Module":
        this.body(tree.body);
        break;
      case "Interactive":
        this.statements(tree.body);
        break;
      case "Expression":
        tree.body = this.expression(tree.body);
        break;
    }
  }

  // Statements

  /** CPython 3.11: Python/ast_opt.c astfold_body */
  private body(body: stmt[]): void {
    const hadDocstring = docstringOf(body) !== null;
    this.statements(body);
    const first = body[0];
    if (hadDocstring || first === undefined || first.node !== "Expr" || docstringOf(body) === null) return;
    // A string that folding has made is no docstring.
    first.value = new JoinedStr([first.value], first.lineno, first.col_offset, first.end_lineno, first.end_col_offset);
  }

  private statements(body: readonly stmt[]): void {
    for (let i = 0; i < body.length; i++) this.statement(body[i]!);
  }

  private statement(s: stmt): void {
    this.deeper();
    switch (s.node) {
      case "Expr":
        s.value = this.expression(s.value);
        break;
      case "Assign":
        this.expressions(s.targets);
        s.value = this.expression(s.value);
        break;
      case "If":
        this.ifStatement(s);
        break;
      case "While":
        s.test = this.expression(s.test);
        this.statements(s.body);
        this.statements(s.orelse);
        break;
      case "Return":
        s.value = this.optional(s.value);
        break;
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.arguments(s.args);
        this.body(s.body);
        this.expressions(s.decorator_list);
        if (!this.keepAnnotations) s.returns = this.optional(s.returns);
        break;
      case "For":
      case "AsyncFor":
        s.target = this.expression(s.target);
        s.iter = this.expression(s.iter);
        this.statements(s.body);
        this.statements(s.orelse);
        if (s.node === "For") s.iter = this.iterable(s.iter);
        break;
      case "Try":
      case "TryStar":
        this.statements(s.body);
        for (const h of s.handlers) {
          h.type = this.optional(h.type);
          this.statements(h.body);
        }
        this.statements(s.orelse);
        this.statements(s.finalbody);
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
      at.test = this.expression(at.test);
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
        this.expressions(s.bases);
        for (const k of s.keywords) k.value = this.expression(k.value);
        this.body(s.body);
        this.expressions(s.decorator_list);
        break;
      case "AugAssign":
        s.target = this.expression(s.target);
        s.value = this.expression(s.value);
        break;
      case "AnnAssign":
        s.target = this.expression(s.target);
        if (!this.keepAnnotations) s.annotation = this.expression(s.annotation);
        s.value = this.optional(s.value);
        break;
      case "Delete":
        this.expressions(s.targets);
        break;
      case "Raise":
        s.exc = this.optional(s.exc);
        s.cause = this.optional(s.cause);
        break;
      case "Assert":
        s.test = this.expression(s.test);
        s.msg = this.optional(s.msg);
        break;
      case "With":
      case "AsyncWith":
        for (const item of s.items) {
          item.context_expr = this.expression(item.context_expr);
          item.optional_vars = this.optional(item.optional_vars);
        }
        this.statements(s.body);
        break;
      case "Match":
        s.subject = this.expression(s.subject);
        for (const m of s.cases) {
          this.pattern(m.pattern);
          m.guard = this.optional(m.guard);
          this.statements(m.body);
        }
        break;
    }
  }

  private arguments(args: Arguments): void {
    if (!this.keepAnnotations) {
      const annotated = (a: arg | null): void => {
        if (a !== null && a.annotation !== null) a.annotation = this.expression(a.annotation);
      };
      args.posonlyargs.forEach(annotated);
      args.args.forEach(annotated);
      annotated(args.vararg);
      args.kwonlyargs.forEach(annotated);
      annotated(args.kwarg);
    }
    for (let i = 0; i < args.kw_defaults.length; i++) args.kw_defaults[i] = this.optional(args.kw_defaults[i]!);
    this.expressions(args.defaults);
  }

  // Expressions

  private expressions(list: (expr | null)[]): void {
    for (let i = 0; i < list.length; i++) {
      const e = list[i]!;
      if (e !== null) list[i] = this.expression(e);
    }
  }

  private optional(e: expr | null): expr | null {
    return e === null ? null : this.expression(e);
  }

  /** CPython 3.11: Python/ast_opt.c astfold_expr. Answers the node that takes `e`'s place, mostly `e` itself. */
  private expression(e: expr): expr {
    if (e.node === "Name") return e.id === "__debug__" ? this.debugName(e) : e;
    if (e.node === "Constant") return e;
    this.deeper();
    let result: expr = e;
    switch (e.node) {
      case "Attribute":
      case "Starred":
      case "Await":
      case "YieldFrom":
        e.value = this.expression(e.value);
        break;
      case "Call":
        e.func = this.expression(e.func);
        this.expressions(e.args);
        for (const k of e.keywords) k.value = this.expression(k.value);
        break;
      case "Subscript":
        e.value = this.expression(e.value);
        e.slice = this.expression(e.slice);
        result = foldedSubscript(e);
        break;
      case "BinOp":
        result = this.binaryOperation(e);
        break;
      case "UnaryOp":
        e.operand = this.expression(e.operand);
        result = foldedUnary(e);
        break;
      case "Compare":
        this.comparison(e);
        break;
      case "Tuple":
        this.expressions(e.elts);
        result = foldedTuple(e);
        break;
      case "BoolOp":
      case "JoinedStr":
        this.expressions(e.values);
        break;
      case "List":
      case "Set":
        this.expressions(e.elts);
        break;
      default:
        this.rarerExpression(e);
    }
    this.depth--;
    return result;
  }

  private ifExpression(e: IfExp): void {
    const outer = this.depth;
    for (let at = e; ; ) {
      at.test = this.expression(at.test);
      at.body = this.expression(at.body);
      if (at.orelse.node !== "IfExp") {
        at.orelse = this.expression(at.orelse);
        break;
      }
      at = at.orelse;
      this.deeper();
    }
    this.depth = outer;
  }

  private rarerExpression(e: expr): void {
    switch (e.node) {
      case "Dict":
        this.expressions(e.keys);
        this.expressions(e.values);
        break;
      case "IfExp":
        this.ifExpression(e);
        break;
      case "FormattedValue":
        e.value = this.expression(e.value);
        e.format_spec = this.optional(e.format_spec);
        break;
      case "Slice":
        e.lower = this.optional(e.lower);
        e.upper = this.optional(e.upper);
        e.step = this.optional(e.step);
        break;
      case "Lambda":
        this.arguments(e.args);
        e.body = this.expression(e.body);
        break;
      case "NamedExpr":
        e.value = this.expression(e.value);
        break;
      case "Yield":
        e.value = this.optional(e.value);
        break;
      case "ListComp":
      case "SetComp":
      case "GeneratorExp":
        e.elt = this.expression(e.elt);
        this.generators(e.generators);
        break;
      case "DictComp":
        e.key = this.expression(e.key);
        e.value = this.expression(e.value);
        this.generators(e.generators);
        break;
    }
  }

  private generators(list: readonly comprehension[]): void {
    for (const g of list) {
      g.target = this.expression(g.target);
      g.iter = this.expression(g.iter);
      this.expressions(g.ifs);
      g.iter = this.iterable(g.iter);
    }
  }

  private debugName(e: expr & { node: "Name" }): expr {
    return e.ctx === "Load" ? constantAt(e, { type: "bool", value: this.optimize === 0 }) : e;
  }

  /** The left operands of a chain are taken in a loop; each still counts as a level. */
  private binaryOperation(e: BinOp): expr {
    const chain: BinOp[] = [];
    let left: expr = e;
    while (left.node === "BinOp") {
      chain.push(left);
      if (chain.length > 1) this.deeper();
      left = left.left;
    }
    left = this.expression(left);
    for (let i = chain.length - 1; i >= 0; i--) {
      const node = chain[i]!;
      node.left = left;
      node.right = this.expression(node.right);
      left = foldedBinary(node);
    }
    this.depth -= chain.length - 1;
    return left;
  }

  private comparison(e: Compare): void {
    e.left = this.expression(e.left);
    this.expressions(e.comparators);
    const last = e.ops.length - 1;
    const operator = e.ops[last]!;
    if (operator === "In" || operator === "NotIn") e.comparators[last] = this.iterable(e.comparators[last]!);
  }

  /** A list or set that is only looked through is a tuple or frozenset (CPython 3.11: Python/ast_opt.c fold_iter). */
  private iterable(e: expr): expr {
    if (e.node === "List") {
      if (e.elts.some(isStarred)) return e;
      const items = constantItems(e.elts);
      if (items !== null) return constantAt(e, { type: "tuple", items });
      return new Tuple(e.elts, e.ctx, e.lineno, e.col_offset, e.end_lineno, e.end_col_offset);
    }
    if (e.node === "Set") {
      const items = constantItems(e.elts);
      if (items !== null) return constantAt(e, { type: "frozenset", items: distinctConstants(items) });
    }
    return e;
  }

  // Patterns

  private pattern(p: pattern): void {
    this.deeper();
    switch (p.node) {
      case "MatchValue":
        p.value = this.expression(p.value);
        break;
      case "MatchSequence":
      case "MatchOr":
        for (const q of p.patterns) this.pattern(q);
        break;
      case "MatchMapping":
        this.expressions(p.keys);
        for (const q of p.patterns) this.pattern(q);
        break;
      case "MatchClass":
        p.cls = this.expression(p.cls);
        for (const q of p.patterns) this.pattern(q);
        for (const q of p.kwd_patterns) this.pattern(q);
        break;
      case "MatchAs":
        if (p.pattern !== null) this.pattern(p.pattern);
        break;
    }
    this.depth--;
  }
}

/** CPython 3.11: Python/ast_opt.c fold_unaryop */
function foldedUnary(e: UnaryOp): expr {
  const { operand } = e;
  if (operand.node === "Constant") {
    const value = foldUnary(e.op, operand.value as Constant);
    return value === null ? e : constantAt(e, value);
  }
  if (e.op === "Not" && operand.node === "Compare" && operand.ops.length === 1) {
    const operator = operand.ops[0]!;
    if (operator in OPPOSITES) {
      operand.ops[0] = OPPOSITES[operator as keyof typeof OPPOSITES];
      return operand;
    }
  }
  return e;
}

/** CPython 3.11: Python/ast_opt.c fold_binop */
function foldedBinary(e: BinOp): expr {
  const { left, right } = e;
  if (left.node !== "Constant") return e;
  if (e.op === "Mod" && right.node === "Tuple" && left.value.type === "str" && left.value.codePoints === undefined) {
    return right.elts.some(isStarred) ? e : (formatToFString(e, left.value.value, right.elts) ?? e);
  }
  if (right.node !== "Constant") return e;
  const value = foldBinary(e.op, left.value as Constant, right.value as Constant);
  return value === null ? e : constantAt(e, value);
}

/** CPython 3.11: Python/ast_opt.c fold_tuple */
function foldedTuple(e: Tuple): expr {
  const items = e.ctx === "Load" ? constantItems(e.elts) : null;
  return items === null ? e : constantAt(e, { type: "tuple", items });
}

/** CPython 3.11: Python/ast_opt.c fold_subscr */
function foldedSubscript(e: Subscript): expr {
  if (e.ctx !== "Load" || e.value.node !== "Constant" || e.slice.node !== "Constant") return e;
  const value = foldSubscript(e.value.value as Constant, e.slice.value as Constant);
  return value === null ? e : constantAt(e, value);
}

/**
 * Folds the constants of a tree in place.
 * CPython 3.11: Python/ast_opt.c _PyAST_Optimize
 * @param depth how deep the caller is already, in the units of `depthLimit`.
 * @throws PyRecursionError for a tree that is too deep.
 */
export function optimizeTree(tree: mod, optimize: number, flags: number, depth: number, depthLimit: number): void {
  new TreeOptimizer(optimize, flags, depth, depthLimit).module(tree);
}
