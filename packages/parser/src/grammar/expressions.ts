import type { cmpop, expr, operator, unaryop } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { NO_PARSE, type Parser } from "../parser.ts";
import * as T from "../tokens.ts";
import { lambdaParameters } from "./parameters.ts";
import { primary } from "./primaries.ts";

/** star_expressions: one or more expressions or `*x`, a comma makes a tuple. */
export function starExpressions(p: Parser): expr {
  const start = p.index;
  const first = starExpression(p);
  if (p.kind !== T.COMMA) return first;
  const elements = [first];
  while (p.kind === T.COMMA) {
    p.next();
    if (!startsExpression(p.kind) && p.kind !== T.STAR) break;
    elements.push(starExpression(p));
  }
  return new ast.Tuple(elements, "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** star_expression: `*` and what binds like `|`, or an expression. */
export function starExpression(p: Parser): expr {
  if (p.kind !== T.STAR) return expression(p);
  const start = p.index;
  p.next();
  const value = bitwiseOr(p);
  return new ast.Starred(value, "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** star_named_expression: like star_expression, and `name := value` too. */
export function starNamedExpression(p: Parser): expr {
  return p.kind === T.STAR ? starExpression(p) : namedExpression(p);
}

/** starred_expression: `*` and a whole expression, as in calls and subscripts. */
export function starredExpression(p: Parser): expr {
  const start = p.index;
  p.next();
  const value = expression(p);
  return new ast.Starred(value, "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** named_expression: `name := value`, or an expression that no `:=` follows. */
export function namedExpression(p: Parser): expr {
  if (p.kind === T.NAME && p.peek() === T.COLONEQUAL) return assignmentExpression(p);
  return expression(p);
}

/** assignment_expression: `name := value`. */
export function assignmentExpression(p: Parser): expr {
  const start = p.index;
  const target = new ast.Name(p.name(), "Store", p.lines[start]!, p.cols[start]!, p.endLines[start]!, p.endCols[start]!);
  p.next();
  const value = expression(p);
  if (p.hooks.featureVersion < 8) throw NO_PARSE;
  return new ast.NamedExpr(target, value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** yield_expr: `yield from x`, `yield` with or without a value. */
export function yieldExpression(p: Parser): expr {
  const start = p.index;
  p.next();
  if (p.accept(T.FROM)) {
    const value = expression(p);
    return new ast.YieldFrom(value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  }
  const value = startsExpression(p.kind) || p.kind === T.STAR ? starExpressions(p) : null;
  return new ast.Yield(value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** The right-hand side of an assignment: a yield or star_expressions. */
export function yieldOrStarExpressions(p: Parser): expr {
  return p.kind === T.YIELD ? yieldExpression(p) : starExpressions(p);
}

/** expression: a lambda, a conditional, or a disjunction. */
export function expression(p: Parser): expr {
  if (p.kind === T.LAMBDA) return nestedExpression(p, null, p.index);
  const start = p.index;
  const body = disjunction(p);
  return p.kind === T.IF ? nestedExpression(p, body, start) : body;
}

/** A lambda or conditional that waits for the expression at its end. */
interface Pending {
  start: number;
  params: ast.arguments | null;
  body: expr | null;
  test: expr | null;
}

/**
 * Chains of `lambda: lambda: x` and `a if b else c if d else e` nest to the right, as deep as the text is long: so they are
 * kept in a list here and not on the stack.
 */
function nestedExpression(p: Parser, body: expr | null, start: number): expr {
  const pending: Pending[] = [];
  let levels = 0;
  for (;;) {
    if (body === null && p.kind === T.LAMBDA) {
      start = p.index;
      p.next();
      const params = lambdaParameters(p);
      p.expect(T.COLON);
      pending.push({ start, params, body: null, test: null });
      p.enter(2);
      levels += 2;
    } else {
      if (body === null) {
        start = p.index;
        body = disjunction(p);
      }
      if (p.kind !== T.IF) break;
      p.next();
      const test = disjunction(p);
      p.expect(T.ELSE);
      pending.push({ start, params: null, body, test });
      p.enter(1);
      levels += 1;
    }
    body = null;
  }
  p.leave(levels);
  const endLine = p.endLine();
  const endCol = p.endCol();
  let result: expr = body;
  for (let i = pending.length - 1; i >= 0; i--) {
    const { start, params, body, test } = pending[i]!;
    const line = p.lines[start]!;
    const col = p.cols[start]!;
    result =
      params !== null
        ? new ast.Lambda(params, result, line, col, endLine, endCol)
        : new ast.IfExp(test!, body!, result, line, col, endLine, endCol);
  }
  return result;
}

/** disjunction: conjunctions with `or` between them. */
export function disjunction(p: Parser): expr {
  const start = p.index;
  const first = conjunction(p);
  if (p.kind !== T.OR) return first;
  const values = [first];
  while (p.accept(T.OR)) values.push(conjunction(p));
  return new ast.BoolOp("Or", values, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** conjunction: inversions with `and` between them. */
function conjunction(p: Parser): expr {
  const start = p.index;
  const first = inversion(p);
  if (p.kind !== T.AND) return first;
  const values = [first];
  while (p.accept(T.AND)) values.push(inversion(p));
  return new ast.BoolOp("And", values, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** inversion: a comparison after any number of `not`. */
function inversion(p: Parser): expr {
  if (p.kind !== T.NOT) return comparison(p);
  const start = p.index;
  while (p.kind === T.NOT) {
    p.next();
    p.enter(1);
  }
  const last = p.index;
  let result = comparison(p);
  p.leave(last - start);
  for (let i = last - 1; i >= start; i--) {
    result = new ast.UnaryOp("Not", result, p.lines[i]!, p.cols[i]!, p.endLine(), p.endCol());
  }
  return result;
}

/** comparison: operands of `|` with comparison operators between them. */
function comparison(p: Parser): expr {
  const start = p.index;
  const left = bitwiseOr(p);
  let op = comparisonOperator(p);
  if (op === null) return left;
  const ops: cmpop[] = [];
  const comparators: expr[] = [];
  do {
    ops.push(op);
    comparators.push(bitwiseOr(p));
    op = comparisonOperator(p);
  } while (op !== null);
  return new ast.Compare(left, ops, comparators, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

/** Steps over a comparison operator, if one is next. */
function comparisonOperator(p: Parser): cmpop | null {
  const kind = p.kind;
  if (kind >= T.EQEQUAL && kind <= T.GREATEREQUAL) {
    if (kind === T.NOTEQUAL && p.text.charCodeAt(p.starts[p.index]!) === 60) throw NO_PARSE; // <>
    p.next();
    return SYMBOLIC_COMPARISONS[kind - T.EQEQUAL]!;
  }
  if (kind === T.IN) {
    p.next();
    return "In";
  }
  if (kind === T.IS) {
    p.next();
    return p.accept(T.NOT) ? "IsNot" : "Is";
  }
  if (kind === T.NOT && p.peek() === T.IN) {
    p.next();
    p.next();
    return "NotIn";
  }
  return null;
}

const SYMBOLIC_COMPARISONS: readonly cmpop[] = ["Eq", "NotEq", "Lt", "LtE", "Gt", "GtE"];

const PRECEDENCE: Uint8Array = new Uint8Array(256);
const OPERATORS: (operator | undefined)[] = new Array<operator | undefined>(256).fill(undefined);
for (const [kind, precedence, name] of [
  [T.VBAR, 1, "BitOr"],
  [T.CIRCUMFLEX, 2, "BitXor"],
  [T.AMPER, 3, "BitAnd"],
  [T.LEFTSHIFT, 4, "LShift"],
  [T.RIGHTSHIFT, 4, "RShift"],
  [T.PLUS, 5, "Add"],
  [T.MINUS, 5, "Sub"],
  [T.STAR, 6, "Mult"],
  [T.SLASH, 6, "Div"],
  [T.DOUBLESLASH, 6, "FloorDiv"],
  [T.PERCENT, 6, "Mod"],
  [T.AT, 6, "MatMult"],
] as const) {
  PRECEDENCE[kind] = precedence;
  OPERATORS[kind] = name;
}

/** bitwise_or and all that binds tighter: `|`, `^`, `&`, shifts, sums, terms. */
export function bitwiseOr(p: Parser): expr {
  const start = p.index;
  const left = factor(p);
  return PRECEDENCE[p.kind] === 0 ? left : binary(p, left, start, 1);
}

/** Goes on with a left operand while operators of at least this precedence follow. */
function binary(p: Parser, left: expr, start: number, minimum: number): expr {
  for (;;) {
    const precedence = PRECEDENCE[p.kind]!;
    if (precedence < minimum || precedence === 0) return left;
    const op = OPERATORS[p.kind]!;
    if (op === "MatMult" && p.hooks.featureVersion < 5) throw NO_PARSE;
    p.next();
    const rightStart = p.index;
    let right = factor(p);
    if (PRECEDENCE[p.kind]! > precedence) right = binary(p, right, rightStart, precedence + 1);
    left = new ast.BinOp(left, op, right, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
  }
}

/** factor: signs, powers. */
function factor(p: Parser): expr {
  const kind = p.kind;
  if (kind !== T.MINUS && kind !== T.PLUS && kind !== T.TILDE) {
    const start = p.index;
    const operand = awaitPrimary(p);
    return p.kind === T.DOUBLESTAR ? signsAndPowers(p, operand, start) : operand;
  }
  return signsAndPowers(p, null, p.index);
}

/**
 * `-x`, `x ** y`: both nest to the right, so chains of them are kept in lists: the token where each begins, and the base of a
 * power or null for a sign.
 */
function signsAndPowers(p: Parser, operand: expr | null, start: number): expr {
  const starts: number[] = [];
  const bases: (expr | null)[] = [];
  for (;;) {
    if (operand === null) {
      const kind = p.kind;
      start = p.index;
      if (kind === T.MINUS || kind === T.PLUS || kind === T.TILDE) {
        starts.push(start);
        bases.push(null);
        p.next();
        p.enter(1);
        continue;
      }
      operand = awaitPrimary(p);
    }
    if (p.kind !== T.DOUBLESTAR) break;
    starts.push(start);
    bases.push(operand);
    p.next();
    p.enter(2);
    operand = null;
  }
  let result: expr = operand;
  for (let i = starts.length - 1; i >= 0; i--) {
    const at = starts[i]!;
    const base = bases[i]!;
    p.leave(base === null ? 1 : 2);
    result =
      base === null
        ? new ast.UnaryOp(sign(p.kinds[at]!), result, p.lines[at]!, p.cols[at]!, p.endLine(), p.endCol())
        : new ast.BinOp(base, "Pow", result, p.lines[at]!, p.cols[at]!, p.endLine(), p.endCol());
  }
  return result;
}

function sign(kind: number): unaryop {
  return kind === T.MINUS ? "USub" : kind === T.PLUS ? "UAdd" : "Invert";
}

/** await_primary: a primary, perhaps after `await`. */
function awaitPrimary(p: Parser): expr {
  if (p.kind !== T.AWAIT) return primary(p);
  const start = p.index;
  p.next();
  const value = primary(p);
  return new ast.Await(value, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

const STARTS: Uint8Array = new Uint8Array(256);
for (const kind of [
  T.NAME,
  T.NUMBER,
  T.STRING,
  T.LPAR,
  T.LSQB,
  T.LBRACE,
  T.ELLIPSIS_TOKEN,
  T.PLUS,
  T.MINUS,
  T.TILDE,
  T.NOT,
  T.LAMBDA,
  T.AWAIT,
  T.NONE_KEYWORD,
  T.TRUE_KEYWORD,
  T.FALSE_KEYWORD,
]) {
  STARTS[kind] = 1;
}

/** Whether an expression can begin with this kind of token. */
export function startsExpression(kind: number): boolean {
  return STARTS[kind] === 1;
}
