import type { alias, stmt } from "../ast.gen.ts";
import * as ast from "../ast.gen.ts";
import { NO_PARSE, type Parser } from "../parser.ts";
import * as T from "../tokens.ts";

/** import_name: dotted names, each perhaps `as` another. */
export function importName(p: Parser): stmt {
  const start = p.index;
  const names: alias[] = [];
  do {
    p.next();
    const at = p.index;
    const name = dottedName(p);
    names.push(aliased(p, name, at));
  } while (p.kind === T.COMMA);
  return new ast.Import(names, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function dottedName(p: Parser): string {
  let name = p.name();
  while (p.accept(T.DOT)) name += "." + p.name();
  return name;
}

function aliased(p: Parser, name: string, at: number): alias {
  const asname = p.accept(T.AS) ? p.name() : null;
  return new ast.alias(name, asname, p.lines[at]!, p.cols[at]!, p.endLine(), p.endCol());
}

/** import_from: dots for the level, a module or none, then names, `*`, or names in parentheses. */
export function importFrom(p: Parser): stmt {
  const start = p.index;
  p.next();
  let level = 0;
  while (p.kind === T.DOT || p.kind === T.ELLIPSIS_TOKEN) {
    level += p.kind === T.DOT ? 1 : 3;
    p.next();
  }
  const module = p.kind === T.NAME || level === 0 ? dottedName(p) : null;
  p.expect(T.IMPORT);
  const names = importedNames(p);
  return new ast.ImportFrom(module, names, level, p.lines[start]!, p.cols[start]!, p.endLine(), p.endCol());
}

function importedNames(p: Parser): alias[] {
  const at = p.index;
  if (p.accept(T.STAR)) return [new ast.alias("*", null, p.lines[at]!, p.cols[at]!, p.endLine(), p.endCol())];
  const parenthesized = p.accept(T.LPAR);
  const names: alias[] = [];
  do {
    if (parenthesized && names.length > 0 && p.kind === T.RPAR) break;
    const at = p.index;
    const name = p.name();
    names.push(aliased(p, name, at));
  } while (p.accept(T.COMMA));
  if (parenthesized) p.expect(T.RPAR);
  else if (p.kinds[p.index - 1] === T.COMMA) throw NO_PARSE;
  return names;
}
