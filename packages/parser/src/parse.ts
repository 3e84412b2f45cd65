import type { expr, mod } from "./ast.gen.ts";
import * as ast from "./ast.gen.ts";
import { diagnose, type StartRule } from "./diagnosis/diagnose.ts";
import { Report } from "./diagnosis/report.ts";
import { compoundStatement } from "./grammar/compound-statements.ts";
import { expression, starExpressions, startsExpression } from "./grammar/expressions.ts";
import { simpleStatements, statement } from "./grammar/statements.ts";
import { NO_PARSE, Parser, type ParserHooks, TOO_DEEP } from "./parser.ts";
import { sourceText } from "./source.ts";
import { PySourceError, type SyntaxWarningInfo } from "./syntax-errors.ts";
import { Tokenizer, type TokenizerOptions } from "./tokenizer.ts";
import * as T from "./tokens.ts";
import { ParserWarnings } from "./warnings.ts";

export interface ParseOptions {
  /** Goes into errors and warnings. */
  filename?: string;
  mode?: "exec" | "eval" | "single" | "func_type";
  /** Minor version of Python 3 whose grammar to accept, as far as CPython 3.11 can tell: 4 to 11. */
  feature_version?: number;
  /** Whether `# type:` comments go into the tree. */
  type_comments?: boolean;
  /** In mode single: do not close open blocks at the end of the text (PyCF_DONT_IMPLY_DEDENT). */
  dontImplyDedent?: boolean;
  /** Text that only lacks its end gives "incomplete input" (PyCF_ALLOW_INCOMPLETE_INPUT). */
  allowIncompleteInput?: boolean;
  onWarning?: (warning: SyntaxWarningInfo) => void;
}

type Mode = TokenizerOptions["mode"];

/**
 * The tree of a Python 3.11 text, or of its bytes in the encoding they declare.
 *
 * Throws PySyntaxError where CPython raises SyntaxError, and PySourceError for its ValueError and MemoryError.
 */
export function parse(source: string | Uint8Array, options: ParseOptions = {}): mod {
  const filename = options.filename ?? "<unknown>";
  const mode = options.mode ?? "exec";
  const { text, encodingKnown } = sourceText(source, mode === "exec", filename);
  return parseText(text, encodingKnown, mode, options, filename);
}

function parseText(text: string, encodingKnown: boolean, mode: Mode, options: ParseOptions, filename: string): mod {
  const featureVersion = options.feature_version ?? 11;
  const warnings = options.onWarning === undefined ? null : new ParserWarnings(filename);
  const hooks: ParserHooks = {
    filename,
    featureVersion,
    encodingKnown,
    warn: warnings === null ? null : warnings.add,
    parseReplacement: (inner, line, col) => replacementField(inner, line, col, hooks, false),
    diagnoseReplacement: (inner, line, col) => replacementField(inner, line, col, hooks, true),
  };
  const tokenizer = new Tokenizer(text, tokenizerOptions(mode, options, hooks));
  const tokens = tokenizer.run();
  const p = new Parser(text, tokens, tokenizer.ascii, hooks);
  try {
    const tree = start(p, mode, tokenizer);
    warnings?.tell(options.onWarning!, tokenizer, hooks);
    return tree;
  } catch (error) {
    if (error === TOO_DEEP) throw new PySourceError("MemoryError", "");
    if (error !== NO_PARSE) throw error;
  }
  warnings?.tell(options.onWarning!, tokenizer, hooks);
  // CPython's second pass, which finds the error, warns no more.
  hooks.warn = null;
  const report = new Report(tokenizer, hooks, null);
  const from = mode === "exec" ? p.statementStart : 0;
  diagnose(report, START_RULES[mode], from, options.allowIncompleteInput ?? false);
  throw new Error(`the two parsers disagree about ${filename}`);
}

const START_RULES: Readonly<Record<Mode, StartRule>> = {
  exec: "file",
  eval: "eval",
  single: "interactive",
  func_type: "func_type",
  fstring: "fstring",
};

function tokenizerOptions(mode: Mode, options: ParseOptions, hooks: ParserHooks): TokenizerOptions {
  return {
    mode,
    typeComments: options.type_comments ?? false,
    impliedDedent: options.dontImplyDedent !== true,
    asyncIsName: hooks.featureVersion < 7,
    warn: hooks.warn,
  };
}

/** file, interactive, eval, func_type: the rules that a whole text is read by. */
function start(p: Parser, mode: Mode, tokenizer: Tokenizer): mod {
  switch (mode) {
    case "exec":
      return file(p, tokenizer);
    case "single":
      return interactive(p, tokenizer);
    case "eval": {
      const body = expressions(p);
      while (p.kind === T.NEWLINE) p.next();
      p.expect(T.ENDMARKER);
      return new ast.Expression(body);
    }
    default:
      return functionType(p);
  }
}

function file(p: Parser, tokenizer: Tokenizer): mod {
  const body: ast.stmt[] = [];
  while (p.kind !== T.ENDMARKER) {
    p.statementStart = p.index;
    statement(p, body);
  }
  return new ast.Module(
    body,
    tokenizer.typeIgnores.map(({ lineno, tag }) => new ast.TypeIgnore(lineno, tag)),
  );
}

/** statement_newline: one statement; an empty line is a `pass`. */
function interactive(p: Parser, tokenizer: Tokenizer): mod {
  const body: ast.stmt[] = [];
  if (p.kind === T.NEWLINE) {
    p.next();
    body.push(new ast.Pass(p.lines[0]!, p.cols[0]!, p.endLine(), p.endCol()));
  } else {
    const compound = compoundStatement(p);
    if (compound === null) {
      simpleStatements(p, body);
    } else {
      p.expect(T.NEWLINE);
      body.push(compound);
    }
  }
  if (hasMore(tokenizer.text, p.ends[p.index - 1]!)) throw NO_PARSE;
  return new ast.Interactive(body);
}

/** CPython 3.11: Parser/pegen.c bad_single_statement */
function hasMore(text: string, from: number): boolean {
  return /^(?:[ \t\n\f]|#[^\n]*)*$/.exec(text.slice(from)) === null;
}

/** expressions: one or more, a comma makes a tuple. */
function expressions(p: Parser): expr {
  const first = p.index;
  const value = expression(p);
  if (p.kind !== T.COMMA) return value;
  const elements = [value];
  while (p.accept(T.COMMA)) {
    if (!startsExpression(p.kind)) break;
    elements.push(expression(p));
  }
  return new ast.Tuple(elements, "Load", p.lines[first]!, p.cols[first]!, p.endLine(), p.endCol());
}

/** func_type: `(types) -> type`; `*` before the last but one and `**` before the last type are dropped. */
function functionType(p: Parser): mod {
  const argtypes: expr[] = [];
  p.expect(T.LPAR);
  let stage = 0;
  while (p.kind !== T.RPAR) {
    const found = p.kind === T.STAR ? 1 : p.kind === T.DOUBLESTAR ? 2 : 0;
    if (stage > 0 && found <= stage) throw NO_PARSE;
    stage = found;
    if (found > 0) p.next();
    argtypes.push(expression(p));
    if (p.kind !== T.RPAR) {
      p.expect(T.COMMA);
      if (p.kind === T.RPAR) throw NO_PARSE;
    }
  }
  p.next();
  p.expect(T.RARROW);
  const returns = expression(p);
  while (p.kind === T.NEWLINE) p.next();
  p.expect(T.ENDMARKER);
  return new ast.FunctionType(argtypes, returns);
}

/** An expression in an f-string, in parentheses: tokens of its first line are moved to where it stands. */
function replacementField(text: string, line: number, col: number, hooks: ParserHooks, explain: boolean): expr {
  const options = { mode: "fstring", typeComments: false, impliedDedent: true, asyncIsName: hooks.featureVersion < 7 } as const;
  const warn: TokenizerOptions["warn"] =
    hooks.warn === null ? null : (message, lineno, place) => hooks.warn!(message, lineno + line - 1, place);
  const tokenizer = new Tokenizer(text + "\n", { ...options, warn });
  const tokens = tokenizer.run();
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.lines[i] === 1) tokens.cols[i]! += col;
    if (tokens.endLines[i] === 1) tokens.endCols[i]! += col;
    tokens.lines[i]! += line - 1;
    tokens.endLines[i]! += line - 1;
  }
  const p = new Parser(text + "\n", tokens, tokenizer.ascii, hooks);
  try {
    return starExpressions(p);
  } catch (error) {
    if (error === NO_PARSE && explain) diagnose(new Report(tokenizer, hooks, { line, col }), "fstring", 0, false);
    throw error;
  }
}
