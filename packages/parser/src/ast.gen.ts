// Made by: python3.11 tools/gen-ast.py > packages/parser/src/ast.gen.ts

import type { ConstantValue } from "./constant.ts";

export type expr_context = "Load" | "Store" | "Del";
export type boolop = "And" | "Or";
export type operator = "Add" | "Sub" | "Mult" | "MatMult" | "Div" | "Mod" | "Pow" | "LShift" | "RShift" | "BitOr" | "BitXor" | "BitAnd" | "FloorDiv";
export type unaryop = "Invert" | "Not" | "UAdd" | "USub";
export type cmpop = "Eq" | "NotEq" | "Lt" | "LtE" | "Gt" | "GtE" | "Is" | "IsNot" | "In" | "NotIn";

export type mod = Module | Interactive | Expression | FunctionType;

/** `Module(stmt* body, type_ignore* type_ignores)` */
export class Module {
  readonly node = "Module";
  body: stmt[];
  type_ignores: type_ignore[];
  constructor(body: stmt[], type_ignores: type_ignore[]) {
    this.body = body;
    this.type_ignores = type_ignores;
  }
}

/** `Interactive(stmt* body)` */
export class Interactive {
  readonly node = "Interactive";
  body: stmt[];
  constructor(body: stmt[]) {
    this.body = body;
  }
}

/** `Expression(expr body)` */
export class Expression {
  readonly node = "Expression";
  body: expr;
  constructor(body: expr) {
    this.body = body;
  }
}

/** `FunctionType(expr* argtypes, expr returns)` */
export class FunctionType {
  readonly node = "FunctionType";
  argtypes: expr[];
  returns: expr;
  constructor(argtypes: expr[], returns: expr) {
    this.argtypes = argtypes;
    this.returns = returns;
  }
}

export type stmt = FunctionDef | AsyncFunctionDef | ClassDef | Return | Delete | Assign | AugAssign | AnnAssign | For | AsyncFor | While | If | With | AsyncWith | Match | Raise | Try | TryStar | Assert | Import | ImportFrom | Global | Nonlocal | Expr | Pass | Break | Continue;

/** `FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment)` */
export class FunctionDef {
  readonly node = "FunctionDef";
  name: string;
  args: arguments_;
  body: stmt[];
  decorator_list: expr[];
  returns: expr | null;
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(name: string, args: arguments_, body: stmt[], decorator_list: expr[], returns: expr | null, type_comment: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.name = name;
    this.args = args;
    this.body = body;
    this.decorator_list = decorator_list;
    this.returns = returns;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment)` */
export class AsyncFunctionDef {
  readonly node = "AsyncFunctionDef";
  name: string;
  args: arguments_;
  body: stmt[];
  decorator_list: expr[];
  returns: expr | null;
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(name: string, args: arguments_, body: stmt[], decorator_list: expr[], returns: expr | null, type_comment: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.name = name;
    this.args = args;
    this.body = body;
    this.decorator_list = decorator_list;
    this.returns = returns;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list)` */
export class ClassDef {
  readonly node = "ClassDef";
  name: string;
  bases: expr[];
  keywords: keyword[];
  body: stmt[];
  decorator_list: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(name: string, bases: expr[], keywords: keyword[], body: stmt[], decorator_list: expr[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.name = name;
    this.bases = bases;
    this.keywords = keywords;
    this.body = body;
    this.decorator_list = decorator_list;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Return(expr? value)` */
export class Return {
  readonly node = "Return";
  value: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: expr | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Delete(expr* targets)` */
export class Delete {
  readonly node = "Delete";
  targets: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(targets: expr[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.targets = targets;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Assign(expr* targets, expr value, string? type_comment)` */
export class Assign {
  readonly node = "Assign";
  targets: expr[];
  value: expr;
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(targets: expr[], value: expr, type_comment: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.targets = targets;
    this.value = value;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `AugAssign(expr target, operator op, expr value)` */
export class AugAssign {
  readonly node = "AugAssign";
  target: expr;
  op: operator;
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(target: expr, op: operator, value: expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.target = target;
    this.op = op;
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `AnnAssign(expr target, expr annotation, expr? value, int simple)` */
export class AnnAssign {
  readonly node = "AnnAssign";
  target: expr;
  annotation: expr;
  value: expr | null;
  simple: number;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(target: expr, annotation: expr, value: expr | null, simple: number, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.target = target;
    this.annotation = annotation;
    this.value = value;
    this.simple = simple;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)` */
export class For {
  readonly node = "For";
  target: expr;
  iter: expr;
  body: stmt[];
  orelse: stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(target: expr, iter: expr, body: stmt[], orelse: stmt[], type_comment: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.target = target;
    this.iter = iter;
    this.body = body;
    this.orelse = orelse;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)` */
export class AsyncFor {
  readonly node = "AsyncFor";
  target: expr;
  iter: expr;
  body: stmt[];
  orelse: stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(target: expr, iter: expr, body: stmt[], orelse: stmt[], type_comment: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.target = target;
    this.iter = iter;
    this.body = body;
    this.orelse = orelse;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `While(expr test, stmt* body, stmt* orelse)` */
export class While {
  readonly node = "While";
  test: expr;
  body: stmt[];
  orelse: stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(test: expr, body: stmt[], orelse: stmt[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.test = test;
    this.body = body;
    this.orelse = orelse;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `If(expr test, stmt* body, stmt* orelse)` */
export class If {
  readonly node = "If";
  test: expr;
  body: stmt[];
  orelse: stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(test: expr, body: stmt[], orelse: stmt[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.test = test;
    this.body = body;
    this.orelse = orelse;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `With(withitem* items, stmt* body, string? type_comment)` */
export class With {
  readonly node = "With";
  items: withitem[];
  body: stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(items: withitem[], body: stmt[], type_comment: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.items = items;
    this.body = body;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `AsyncWith(withitem* items, stmt* body, string? type_comment)` */
export class AsyncWith {
  readonly node = "AsyncWith";
  items: withitem[];
  body: stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(items: withitem[], body: stmt[], type_comment: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.items = items;
    this.body = body;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Match(expr subject, match_case* cases)` */
export class Match {
  readonly node = "Match";
  subject: expr;
  cases: match_case[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(subject: expr, cases: match_case[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.subject = subject;
    this.cases = cases;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Raise(expr? exc, expr? cause)` */
export class Raise {
  readonly node = "Raise";
  exc: expr | null;
  cause: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(exc: expr | null, cause: expr | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.exc = exc;
    this.cause = cause;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)` */
export class Try {
  readonly node = "Try";
  body: stmt[];
  handlers: excepthandler[];
  orelse: stmt[];
  finalbody: stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(body: stmt[], handlers: excepthandler[], orelse: stmt[], finalbody: stmt[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.body = body;
    this.handlers = handlers;
    this.orelse = orelse;
    this.finalbody = finalbody;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)` */
export class TryStar {
  readonly node = "TryStar";
  body: stmt[];
  handlers: excepthandler[];
  orelse: stmt[];
  finalbody: stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(body: stmt[], handlers: excepthandler[], orelse: stmt[], finalbody: stmt[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.body = body;
    this.handlers = handlers;
    this.orelse = orelse;
    this.finalbody = finalbody;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Assert(expr test, expr? msg)` */
export class Assert {
  readonly node = "Assert";
  test: expr;
  msg: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(test: expr, msg: expr | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.test = test;
    this.msg = msg;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Import(alias* names)` */
export class Import {
  readonly node = "Import";
  names: alias[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(names: alias[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.names = names;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `ImportFrom(identifier? module, alias* names, int? level)` */
export class ImportFrom {
  readonly node = "ImportFrom";
  module: string | null;
  names: alias[];
  level: number | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(module: string | null, names: alias[], level: number | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.module = module;
    this.names = names;
    this.level = level;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Global(identifier* names)` */
export class Global {
  readonly node = "Global";
  names: string[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(names: string[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.names = names;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Nonlocal(identifier* names)` */
export class Nonlocal {
  readonly node = "Nonlocal";
  names: string[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(names: string[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.names = names;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Expr(expr value)` */
export class Expr {
  readonly node = "Expr";
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Pass` */
export class Pass {
  readonly node = "Pass";
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Break` */
export class Break {
  readonly node = "Break";
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Continue` */
export class Continue {
  readonly node = "Continue";
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export type expr = BoolOp | NamedExpr | BinOp | UnaryOp | Lambda | IfExp | Dict | Set | ListComp | SetComp | DictComp | GeneratorExp | Await | Yield | YieldFrom | Compare | Call | FormattedValue | JoinedStr | Constant | Attribute | Subscript | Starred | Name | List | Tuple | Slice;

/** `BoolOp(boolop op, expr* values)` */
export class BoolOp {
  readonly node = "BoolOp";
  op: boolop;
  values: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(op: boolop, values: expr[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.op = op;
    this.values = values;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `NamedExpr(expr target, expr value)` */
export class NamedExpr {
  readonly node = "NamedExpr";
  target: expr;
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(target: expr, value: expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.target = target;
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `BinOp(expr left, operator op, expr right)` */
export class BinOp {
  readonly node = "BinOp";
  left: expr;
  op: operator;
  right: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(left: expr, op: operator, right: expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.left = left;
    this.op = op;
    this.right = right;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `UnaryOp(unaryop op, expr operand)` */
export class UnaryOp {
  readonly node = "UnaryOp";
  op: unaryop;
  operand: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(op: unaryop, operand: expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.op = op;
    this.operand = operand;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Lambda(arguments args, expr body)` */
export class Lambda {
  readonly node = "Lambda";
  args: arguments_;
  body: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(args: arguments_, body: expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.args = args;
    this.body = body;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `IfExp(expr test, expr body, expr orelse)` */
export class IfExp {
  readonly node = "IfExp";
  test: expr;
  body: expr;
  orelse: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(test: expr, body: expr, orelse: expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.test = test;
    this.body = body;
    this.orelse = orelse;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Dict(expr* keys, expr* values)` */
export class Dict {
  readonly node = "Dict";
  keys: (expr | null)[];
  values: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(keys: (expr | null)[], values: expr[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.keys = keys;
    this.values = values;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Set(expr* elts)` */
export class Set {
  readonly node = "Set";
  elts: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(elts: expr[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.elts = elts;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `ListComp(expr elt, comprehension* generators)` */
export class ListComp {
  readonly node = "ListComp";
  elt: expr;
  generators: comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(elt: expr, generators: comprehension[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.elt = elt;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `SetComp(expr elt, comprehension* generators)` */
export class SetComp {
  readonly node = "SetComp";
  elt: expr;
  generators: comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(elt: expr, generators: comprehension[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.elt = elt;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `DictComp(expr key, expr value, comprehension* generators)` */
export class DictComp {
  readonly node = "DictComp";
  key: expr;
  value: expr;
  generators: comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(key: expr, value: expr, generators: comprehension[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.key = key;
    this.value = value;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `GeneratorExp(expr elt, comprehension* generators)` */
export class GeneratorExp {
  readonly node = "GeneratorExp";
  elt: expr;
  generators: comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(elt: expr, generators: comprehension[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.elt = elt;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Await(expr value)` */
export class Await {
  readonly node = "Await";
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Yield(expr? value)` */
export class Yield {
  readonly node = "Yield";
  value: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: expr | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `YieldFrom(expr value)` */
export class YieldFrom {
  readonly node = "YieldFrom";
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Compare(expr left, cmpop* ops, expr* comparators)` */
export class Compare {
  readonly node = "Compare";
  left: expr;
  ops: cmpop[];
  comparators: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(left: expr, ops: cmpop[], comparators: expr[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.left = left;
    this.ops = ops;
    this.comparators = comparators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Call(expr func, expr* args, keyword* keywords)` */
export class Call {
  readonly node = "Call";
  func: expr;
  args: expr[];
  keywords: keyword[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(func: expr, args: expr[], keywords: keyword[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.func = func;
    this.args = args;
    this.keywords = keywords;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `FormattedValue(expr value, int conversion, expr? format_spec)` */
export class FormattedValue {
  readonly node = "FormattedValue";
  value: expr;
  conversion: number;
  format_spec: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: expr, conversion: number, format_spec: expr | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.conversion = conversion;
    this.format_spec = format_spec;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `JoinedStr(expr* values)` */
export class JoinedStr {
  readonly node = "JoinedStr";
  values: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(values: expr[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.values = values;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Constant(constant value, string? kind)` */
export class Constant {
  readonly node = "Constant";
  value: ConstantValue;
  kind: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: ConstantValue, kind: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.kind = kind;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Attribute(expr value, identifier attr, expr_context ctx)` */
export class Attribute {
  readonly node = "Attribute";
  value: expr;
  attr: string;
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: expr, attr: string, ctx: expr_context, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.attr = attr;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Subscript(expr value, expr slice, expr_context ctx)` */
export class Subscript {
  readonly node = "Subscript";
  value: expr;
  slice: expr;
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: expr, slice: expr, ctx: expr_context, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.slice = slice;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Starred(expr value, expr_context ctx)` */
export class Starred {
  readonly node = "Starred";
  value: expr;
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: expr, ctx: expr_context, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Name(identifier id, expr_context ctx)` */
export class Name {
  readonly node = "Name";
  id: string;
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(id: string, ctx: expr_context, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.id = id;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `List(expr* elts, expr_context ctx)` */
export class List {
  readonly node = "List";
  elts: expr[];
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(elts: expr[], ctx: expr_context, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.elts = elts;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Tuple(expr* elts, expr_context ctx)` */
export class Tuple {
  readonly node = "Tuple";
  elts: expr[];
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(elts: expr[], ctx: expr_context, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.elts = elts;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `Slice(expr? lower, expr? upper, expr? step)` */
export class Slice {
  readonly node = "Slice";
  lower: expr | null;
  upper: expr | null;
  step: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(lower: expr | null, upper: expr | null, step: expr | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.lower = lower;
    this.upper = upper;
    this.step = step;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export type excepthandler = ExceptHandler;

/** `ExceptHandler(expr? type, identifier? name, stmt* body)` */
export class ExceptHandler {
  readonly node = "ExceptHandler";
  type: expr | null;
  name: string | null;
  body: stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(type: expr | null, name: string | null, body: stmt[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.type = type;
    this.name = name;
    this.body = body;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export type pattern = MatchValue | MatchSingleton | MatchSequence | MatchMapping | MatchClass | MatchStar | MatchAs | MatchOr;

/** `MatchValue(expr value)` */
export class MatchValue {
  readonly node = "MatchValue";
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchSingleton(constant value)` */
export class MatchSingleton {
  readonly node = "MatchSingleton";
  value: ConstantValue;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(value: ConstantValue, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchSequence(pattern* patterns)` */
export class MatchSequence {
  readonly node = "MatchSequence";
  patterns: pattern[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(patterns: pattern[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.patterns = patterns;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchMapping(expr* keys, pattern* patterns, identifier? rest)` */
export class MatchMapping {
  readonly node = "MatchMapping";
  keys: expr[];
  patterns: pattern[];
  rest: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(keys: expr[], patterns: pattern[], rest: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.keys = keys;
    this.patterns = patterns;
    this.rest = rest;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)` */
export class MatchClass {
  readonly node = "MatchClass";
  cls: expr;
  patterns: pattern[];
  kwd_attrs: string[];
  kwd_patterns: pattern[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(cls: expr, patterns: pattern[], kwd_attrs: string[], kwd_patterns: pattern[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.cls = cls;
    this.patterns = patterns;
    this.kwd_attrs = kwd_attrs;
    this.kwd_patterns = kwd_patterns;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchStar(identifier? name)` */
export class MatchStar {
  readonly node = "MatchStar";
  name: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(name: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.name = name;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchAs(pattern? pattern, identifier? name)` */
export class MatchAs {
  readonly node = "MatchAs";
  pattern: pattern | null;
  name: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(pattern: pattern | null, name: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.pattern = pattern;
    this.name = name;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `MatchOr(pattern* patterns)` */
export class MatchOr {
  readonly node = "MatchOr";
  patterns: pattern[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(patterns: pattern[], lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.patterns = patterns;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export type type_ignore = TypeIgnore;

/** `TypeIgnore(int lineno, string tag)` */
export class TypeIgnore {
  readonly node = "TypeIgnore";
  lineno: number;
  tag: string;
  constructor(lineno: number, tag: string) {
    this.lineno = lineno;
    this.tag = tag;
  }
}

/** `comprehension(expr target, expr iter, expr* ifs, int is_async)` */
export class comprehension {
  readonly node = "comprehension";
  target: expr;
  iter: expr;
  ifs: expr[];
  is_async: number;
  constructor(target: expr, iter: expr, ifs: expr[], is_async: number) {
    this.target = target;
    this.iter = iter;
    this.ifs = ifs;
    this.is_async = is_async;
  }
}

/** `arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)` */
class arguments_ {
  readonly node = "arguments";
  posonlyargs: arg[];
  args: arg[];
  vararg: arg | null;
  kwonlyargs: arg[];
  kw_defaults: (expr | null)[];
  kwarg: arg | null;
  defaults: expr[];
  constructor(posonlyargs: arg[], args: arg[], vararg: arg | null, kwonlyargs: arg[], kw_defaults: (expr | null)[], kwarg: arg | null, defaults: expr[]) {
    this.posonlyargs = posonlyargs;
    this.args = args;
    this.vararg = vararg;
    this.kwonlyargs = kwonlyargs;
    this.kw_defaults = kw_defaults;
    this.kwarg = kwarg;
    this.defaults = defaults;
  }
}

export { arguments_ as arguments };

/** `arg(identifier arg, expr? annotation, string? type_comment)` */
export class arg {
  readonly node = "arg";
  arg: string;
  annotation: expr | null;
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(arg: string, annotation: expr | null, type_comment: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.arg = arg;
    this.annotation = annotation;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `keyword(identifier? arg, expr value)` */
export class keyword {
  readonly node = "keyword";
  arg: string | null;
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(arg: string | null, value: expr, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.arg = arg;
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `alias(identifier name, identifier? asname)` */
export class alias {
  readonly node = "alias";
  name: string;
  asname: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(name: string, asname: string | null, lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.name = name;
    this.asname = asname;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

/** `withitem(expr context_expr, expr? optional_vars)` */
export class withitem {
  readonly node = "withitem";
  context_expr: expr;
  optional_vars: expr | null;
  constructor(context_expr: expr, optional_vars: expr | null) {
    this.context_expr = context_expr;
    this.optional_vars = optional_vars;
  }
}

/** `match_case(pattern pattern, expr? guard, stmt* body)` */
export class match_case {
  readonly node = "match_case";
  pattern: pattern;
  guard: expr | null;
  body: stmt[];
  constructor(pattern: pattern, guard: expr | null, body: stmt[]) {
    this.pattern = pattern;
    this.guard = guard;
    this.body = body;
  }
}

/** Any node of the tree. */
export type AST = Module | Interactive | Expression | FunctionType | FunctionDef | AsyncFunctionDef | ClassDef | Return | Delete | Assign | AugAssign | AnnAssign | For | AsyncFor | While | If | With | AsyncWith | Match | Raise | Try | TryStar | Assert | Import | ImportFrom | Global | Nonlocal | Expr | Pass | Break | Continue | BoolOp | NamedExpr | BinOp | UnaryOp | Lambda | IfExp | Dict | Set | ListComp | SetComp | DictComp | GeneratorExp | Await | Yield | YieldFrom | Compare | Call | FormattedValue | JoinedStr | Constant | Attribute | Subscript | Starred | Name | List | Tuple | Slice | ExceptHandler | MatchValue | MatchSingleton | MatchSequence | MatchMapping | MatchClass | MatchStar | MatchAs | MatchOr | TypeIgnore | comprehension | arguments_ | arg | keyword | alias | withitem | match_case;

/** Field names of each node, in the order of Python.asdl (`_fields`). */
export const FIELDS: Readonly<Record<AST["node"], readonly string[]>> = {
  Module: ["body", "type_ignores"],
  Interactive: ["body"],
  Expression: ["body"],
  FunctionType: ["argtypes", "returns"],
  FunctionDef: ["name", "args", "body", "decorator_list", "returns", "type_comment"],
  AsyncFunctionDef: ["name", "args", "body", "decorator_list", "returns", "type_comment"],
  ClassDef: ["name", "bases", "keywords", "body", "decorator_list"],
  Return: ["value"],
  Delete: ["targets"],
  Assign: ["targets", "value", "type_comment"],
  AugAssign: ["target", "op", "value"],
  AnnAssign: ["target", "annotation", "value", "simple"],
  For: ["target", "iter", "body", "orelse", "type_comment"],
  AsyncFor: ["target", "iter", "body", "orelse", "type_comment"],
  While: ["test", "body", "orelse"],
  If: ["test", "body", "orelse"],
  With: ["items", "body", "type_comment"],
  AsyncWith: ["items", "body", "type_comment"],
  Match: ["subject", "cases"],
  Raise: ["exc", "cause"],
  Try: ["body", "handlers", "orelse", "finalbody"],
  TryStar: ["body", "handlers", "orelse", "finalbody"],
  Assert: ["test", "msg"],
  Import: ["names"],
  ImportFrom: ["module", "names", "level"],
  Global: ["names"],
  Nonlocal: ["names"],
  Expr: ["value"],
  Pass: [],
  Break: [],
  Continue: [],
  BoolOp: ["op", "values"],
  NamedExpr: ["target", "value"],
  BinOp: ["left", "op", "right"],
  UnaryOp: ["op", "operand"],
  Lambda: ["args", "body"],
  IfExp: ["test", "body", "orelse"],
  Dict: ["keys", "values"],
  Set: ["elts"],
  ListComp: ["elt", "generators"],
  SetComp: ["elt", "generators"],
  DictComp: ["key", "value", "generators"],
  GeneratorExp: ["elt", "generators"],
  Await: ["value"],
  Yield: ["value"],
  YieldFrom: ["value"],
  Compare: ["left", "ops", "comparators"],
  Call: ["func", "args", "keywords"],
  FormattedValue: ["value", "conversion", "format_spec"],
  JoinedStr: ["values"],
  Constant: ["value", "kind"],
  Attribute: ["value", "attr", "ctx"],
  Subscript: ["value", "slice", "ctx"],
  Starred: ["value", "ctx"],
  Name: ["id", "ctx"],
  List: ["elts", "ctx"],
  Tuple: ["elts", "ctx"],
  Slice: ["lower", "upper", "step"],
  ExceptHandler: ["type", "name", "body"],
  MatchValue: ["value"],
  MatchSingleton: ["value"],
  MatchSequence: ["patterns"],
  MatchMapping: ["keys", "patterns", "rest"],
  MatchClass: ["cls", "patterns", "kwd_attrs", "kwd_patterns"],
  MatchStar: ["name"],
  MatchAs: ["pattern", "name"],
  MatchOr: ["patterns"],
  TypeIgnore: ["lineno", "tag"],
  comprehension: ["target", "iter", "ifs", "is_async"],
  arguments: ["posonlyargs", "args", "vararg", "kwonlyargs", "kw_defaults", "kwarg", "defaults"],
  arg: ["arg", "annotation", "type_comment"],
  keyword: ["arg", "value"],
  alias: ["name", "asname"],
  withitem: ["context_expr", "optional_vars"],
  match_case: ["pattern", "guard", "body"],
};
