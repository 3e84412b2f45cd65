import type { excepthandler, expr, match_case, stmt, withitem } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { NO_PARSE, type Parser } from "../parser.ts";
import * as T from "../tokens.ts";
import { callArguments } from "./calls.ts";
import { expression, namedExpression, starExpressions, starNamedExpression, startsExpression } from "./expressions.ts";
import { parameters } from "./parameters.ts";
import { patterns } from "./patterns.ts";
import { block } from "./statements.ts";
import { starTarget, starTargets } from "./targets.ts";

/** compound_stmt, or null if none begins here. */
export function compoundStatement(p: Parser): stmt | null {
  // Literal labels: V8 makes a jump table only from those.
  switch (p.kind) {
    case 71 /* DEF */:
      return functionDef(p, [], p.index);
    case 80 /* IF */:
      return ifStatement(p);
    case 69 /* CLASS */:
      return classDef(p, []);
    case 93 /* WITH */:
      return withStatement(p, p.index);
    case 77 /* FOR */:
      return forStatement(p, p.index);
    case 91 /* TRY */:
      return tryStatement(p);
    case 92 /* WHILE */:
      return whileStatement(p);
    case 24 /* AT */:
      return decorated(p);
    case 66 /* ASYNC */:
      return asyncStatement(p);
    case 1 /* NAME */:
      return beginsMatch(p) ? matchStatement(p) : null;
    default:
      return null;
  }
}

/** decorators, then a function or class; its position begins after them. */
function decorated(p: Parser): stmt {
  const decorators: expr[] = [];
  while (p.accept(T.AT)) {
    decorators.push(namedExpression(p));
    p.expect(T.NEWLINE);
  }
  if (p.kind === T.CLASS) return classDef(p, decorators);
  const start = p.index;
  if (p.kind === T.ASYNC) {
    p.next();
    if (p.kind !== T.DEF) throw NO_PARSE;
  }
  return functionDef(p, decorators, start);
}

function asyncStatement(p: Parser): stmt {
  const start = p.index;
  p.next();
  if (p.hooks.featureVersion < 5) throw NO_PARSE;
  if (p.kind === T.DEF) return functionDef(p, [], start);
  if (p.kind === T.WITH) return withStatement(p, start);
  if (p.kind === T.FOR) return forStatement(p, start);
  throw NO_PARSE;
}

/** function_def_raw: at the `def`; `start` is an `async` before it, or itself. */
function functionDef(p: Parser, decorators: expr[], start: number): stmt {
  const isAsync = p.index > start;
  p.expect(T.DEF);
  const name = p.name();
  p.expect(T.LPAR);
  const params = parameters(p);
  p.expect(T.RPAR);
  const returns = p.accept(T.RARROW) ? expression(p) : null;
  p.expect(T.COLON);
  const comment = functionTypeComment(p);
  const body = definitionBlock(p);
  const end = p.lastVisible();
  const Def = isAsync ? ast.AsyncFunctionDef : ast.FunctionDef;
  return new Def(
    name,
    params,
    body,
    decorators,
    returns,
    comment,
    p.lines[start]!,
    p.cols[start]!,
    p.endLines[end]!,
    p.endCols[end]!,
  );
}

/** The block of a function or class: one level deeper in CPython than other statements' blocks. */
function definitionBlock(p: Parser): stmt[] {
  p.enter(1);
  const body = block(p);
  p.leave(1);
  return body;
}

/** func_type_comment: behind the colon, or alone on the first line of the body. */
function functionTypeComment(p: Parser): string | null {
  const onNextLine = p.kind === T.NEWLINE && p.peek() === T.TYPE_COMMENT;
  if (onNextLine) {
    const i = p.index;
    if (p.kinds[i + 2] !== T.NEWLINE || p.kinds[i + 3] !== T.INDENT) throw NO_PARSE;
    p.next();
  }
  return typeComment(p);
}

function typeComment(p: Parser): string | null {
  if (p.kind !== T.TYPE_COMMENT) return null;
  const comment = p.spelling(p.index);
  p.next();
  return comment;
}

function classDef(p: Parser, decorators: expr[]): stmt {
  const start = p.index;
  p.next();
  const name = p.name();
  let bases: expr[] = [];
  let keywords: ast.keyword[] = [];
  if (p.accept(T.LPAR)) {
    ({ args: bases, keywords } = callArguments(p, -1));
    p.next();
  }
  p.expect(T.COLON);
  const body = definitionBlock(p);
  const end = p.lastVisible();
  return new ast.ClassDef(
    name,
    bases,
    keywords,
    body,
    decorators,
    p.lines[start]!,
    p.cols[start]!,
    p.endLines[end]!,
    p.endCols[end]!,
  );
}

/** if_stmt with its elif_stmts: as many as there are, so they are kept in a list. */
function ifStatement(p: Parser): stmt {
  const starts: number[] = [];
  const tests: expr[] = [];
  const bodies: stmt[][] = [];
  let levels = 0;
  do {
    // Each elif nests in CPython, the first below what a block needs.
    if (starts.length > 0) levels += starts.length === 1 ? 4 : 1;
    p.enter(starts.length === 0 ? 0 : starts.length === 1 ? 4 : 1);
    starts.push(p.index);
    p.next();
    tests.push(namedExpression(p));
    p.expect(T.COLON);
    bodies.push(block(p));
  } while (p.kind === T.ELIF);
  p.leave(levels);
  let orelse = elseBlock(p);
  let result: stmt | null = null;
  const end = p.lastVisible();
  const line = p.endLines[end]!;
  const col = p.endCols[end]!;
  for (let i = starts.length - 1; i >= 0; i--) {
    const at = starts[i]!;
    result = new ast.If(tests[i]!, bodies[i]!, orelse, p.lines[at]!, p.cols[at]!, line, col);
    orelse = [result];
  }
  return result!;
}

/** else_block, or nothing. */
function elseBlock(p: Parser): stmt[] {
  if (!p.accept(T.ELSE)) return [];
  p.expect(T.COLON);
  return block(p);
}

function whileStatement(p: Parser): stmt {
  const start = p.index;
  p.next();
  const test = namedExpression(p);
  p.expect(T.COLON);
  const body = block(p);
  const orelse = elseBlock(p);
  const end = p.lastVisible();
  return new ast.While(test, body, orelse, p.lines[start]!, p.cols[start]!, p.endLines[end]!, p.endCols[end]!);
}

function forStatement(p: Parser, start: number): stmt {
  const isAsync = p.index > start;
  p.next();
  const target = starTargets(p);
  p.expect(T.IN);
  const iter = starExpressions(p);
  p.expect(T.COLON);
  const comment = typeComment(p);
  const body = block(p);
  const orelse = elseBlock(p);
  const end = p.lastVisible();
  const For = isAsync ? ast.AsyncFor : ast.For;
  return new For(target, iter, body, orelse, comment, p.lines[start]!, p.cols[start]!, p.endLines[end]!, p.endCols[end]!);
}

/** with_stmt: items in parentheses if that reading works, else the parentheses belong to an expression. */
function withStatement(p: Parser, start: number): stmt {
  const isAsync = p.index > start;
  p.next();
  let items = p.kind === T.LPAR ? parenthesizedItems(p) : null;
  if (items !== null && p.hooks.featureVersion < (isAsync ? 5 : 9)) throw NO_PARSE;
  let comment: string | null = null;
  if (items === null) {
    items = [];
    do items.push(withItem(p));
    while (p.accept(T.COMMA));
    p.expect(T.COLON);
    comment = typeComment(p);
  }
  const body = block(p);
  const end = p.lastVisible();
  const With = isAsync ? ast.AsyncWith : ast.With;
  return new With(items, body, comment, p.lines[start]!, p.cols[start]!, p.endLines[end]!, p.endCols[end]!);
}

/**
 * `(item, item):`, or null with nothing consumed. One of the few places that are tried: whether the parenthesis closes just
 * before a colon is looked up first, so that hardly anything is read twice.
 */
function parenthesizedItems(p: Parser): withitem[] | null {
  const open = p.index;
  if (p.kinds[closingIndex(p, open) + 1] !== T.COLON) return null;
  const depth = p.depth;
  try {
    const items: withitem[] = [];
    p.next();
    do {
      if (items.length > 0 && p.kind === T.RPAR) break;
      items.push(withItem(p));
    } while (p.accept(T.COMMA));
    p.expect(T.RPAR);
    p.expect(T.COLON);
    return items;
  } catch (error) {
    if (error !== NO_PARSE) throw error;
    p.reset(open);
    p.depth = depth;
    return null;
  }
}

/** Index of the token that closes the bracket at `open`. */
function closingIndex(p: Parser, open: number): number {
  let level = 0;
  let i = open;
  for (; i < p.count; i++) {
    const kind = p.kinds[i]!;
    if (kind < T.LPAR || kind > T.RBRACE) continue;
    // Opening brackets have even kinds, closing ones odd.
    level += (kind & 1) === 0 ? 1 : -1;
    if (level === 0) break;
  }
  return i;
}

/** with_item: an expression, perhaps `as` a target that ends the item. */
function withItem(p: Parser): withitem {
  const context = expression(p);
  if (!p.accept(T.AS)) return new ast.withitem(context, null);
  const target = starTarget(p);
  if (p.kind !== T.COMMA && p.kind !== T.RPAR && p.kind !== T.COLON) throw NO_PARSE;
  return new ast.withitem(context, target);
}

/** try_stmt: handlers all with `*` or all without; at least one, or a `finally`. */
function tryStatement(p: Parser): stmt {
  const start = p.index;
  p.next();
  p.expect(T.COLON);
  const body = block(p);
  const handlers: excepthandler[] = [];
  const isStar = p.kind === T.EXCEPT && p.peek() === T.STAR;
  while (p.kind === T.EXCEPT) {
    handlers.push(exceptBlock(p, isStar));
  }
  let orelse: stmt[] = [];
  if (handlers.length > 0 && p.kind === T.ELSE) orelse = elseBlock(p);
  let finalbody: stmt[] = [];
  if (p.accept(T.FINALLY)) {
    p.expect(T.COLON);
    finalbody = block(p);
  } else if (handlers.length === 0) {
    throw NO_PARSE;
  }
  if (isStar && p.hooks.featureVersion < 11) throw NO_PARSE;
  const end = p.lastVisible();
  const Try = isStar ? ast.TryStar : ast.Try;
  return new Try(body, handlers, orelse, finalbody, p.lines[start]!, p.cols[start]!, p.endLines[end]!, p.endCols[end]!);
}

function exceptBlock(p: Parser, isStar: boolean): excepthandler {
  const start = p.index;
  p.next();
  let type: expr | null = null;
  let name: string | null = null;
  if (isStar) p.expect(T.STAR);
  if (isStar || p.kind !== T.COLON) {
    type = expression(p);
    if (p.accept(T.AS)) name = p.name();
  }
  p.expect(T.COLON);
  const body = block(p);
  const end = p.lastVisible();
  return new ast.ExceptHandler(type, name, body, p.lines[start]!, p.cols[start]!, p.endLines[end]!, p.endCols[end]!);
}

/**
 * Whether `match` here is a keyword: exactly if an expression can follow, the line ends with a colon and an indented `case` is
 * next; for then the line is no other statement.
 */
function beginsMatch(p: Parser): boolean {
  if (!p.spellingIs(p.index, "match")) return false;
  const next = p.peek();
  if (!startsExpression(next) && next !== T.STAR) return false;
  let i = p.index + 1;
  while (i < p.count && p.kinds[i] !== T.NEWLINE) i++;
  return p.kinds[i - 1] === T.COLON && p.kinds[i + 1] === T.INDENT && p.kinds[i + 2] === T.NAME && p.spellingIs(i + 2, "case");
}

function matchStatement(p: Parser): stmt {
  const start = p.index;
  p.next();
  if (p.hooks.featureVersion < 10) throw NO_PARSE;
  const subject = matchSubject(p);
  p.expect(T.COLON);
  p.expect(T.NEWLINE);
  p.expect(T.INDENT);
  const cases: match_case[] = [];
  do cases.push(caseBlock(p));
  while (p.kind !== T.DEDENT);
  p.next();
  const end = p.lastVisible();
  return new ast.Match(subject, cases, p.lines[start]!, p.cols[start]!, p.endLines[end]!, p.endCols[end]!);
}

/** subject_expr: a named expression, or several that make a tuple. */
function matchSubject(p: Parser): expr {
  const start = p.index;
  const first = starNamedExpression(p);
  if (p.kind !== T.COMMA) {
    if (first.node === "Starred") throw NO_PARSE;
    return first;
  }
  const elements = [first];
  while (p.accept(T.COMMA)) {
    if (p.kind === T.COLON) break;
    elements.push(starNamedExpression(p));
  }
  return new ast.Tuple(elements, "Load", p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function caseBlock(p: Parser): match_case {
  if (!p.isWord("case")) throw NO_PARSE;
  p.next();
  const pattern = patterns(p);
  const guard = p.accept(T.IF) ? namedExpression(p) : null;
  p.expect(T.COLON);
  return new ast.match_case(pattern, guard, block(p));
}
