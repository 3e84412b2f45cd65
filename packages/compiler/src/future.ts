/** `from __future__ import ...` at the head of a module (CPython 3.11: Python/future.c). */
import { type ImportFrom, type mod, PySyntaxError } from "@vivarium/parser";
import { CO_FUTURE_ANNOTATIONS, CO_FUTURE_BARRY_AS_BDFL } from "./code-object.ts";
import { docstringOf } from "./codegen/docstring.ts";
import { messages, type ProgramText } from "./compiler-errors.ts";

export interface FutureFeatures {
  /** `CO_FUTURE_*` bits that the module asks for. */
  readonly features: number;
  /** Line of the last future statement; -1 when there is none. A later one is an error. */
  readonly lineno: number;
}

/** Features that are always on in 3.11. */
const SETTLED: ReadonlySet<string> = new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "generator_stop",
]);

/** A SyntaxError that says where it starts only (CPython 3.11: Python/errors.c PyErr_SyntaxLocationObject). */
function errorAtStart(
  msg: string,
  filename: string,
  lineno: number,
  offset: number,
  programText: ProgramText | undefined,
): PySyntaxError {
  const text = programText?.(filename, lineno) ?? null;
  return new PySyntaxError({ type: "SyntaxError", msg, filename, lineno, offset, end_lineno: lineno, end_offset: null, text });
}

/** CPython 3.11: Python/future.c future_check_features */
function featuresOf(s: ImportFrom, filename: string, programText: ProgramText | undefined): number {
  let features = 0;
  for (const a of s.names) {
    if (SETTLED.has(a.name)) continue;
    if (a.name === "annotations") features |= CO_FUTURE_ANNOTATIONS;
    else if (a.name === "barry_as_FLUFL") features |= CO_FUTURE_BARRY_AS_BDFL;
    else {
      const message = a.name === "braces" ? messages.futureBraces : messages.futureNotDefined(a.name);
      throw errorAtStart(message, filename, s.lineno, s.col_offset + 1, programText);
    }
  }
  return features;
}

/**
 * The future statements at the head of a module: after the docstring, before anything else.
 * CPython 3.11: Python/future.c future_parse
 * @throws PySyntaxError for a feature that does not exist.
 */
export function findFutureFeatures(tree: mod, filename: string, programText?: ProgramText): FutureFeatures {
  let features = 0;
  let lineno = -1;
  if (tree.node !== "Module" && tree.node !== "Interactive") return { features, lineno };
  let isOver = false;
  let previousLine = 0;
  for (let i = docstringOf(tree.body) === null ? 0 : 1; i < tree.body.length; i++) {
    const s = tree.body[i]!;
    // Later lines are left to the code generator, which also sees the statements inside others.
    if (isOver && s.lineno > previousLine) break;
    previousLine = s.lineno;
    if (s.node === "ImportFrom" && s.level === 0 && s.module === "__future__") {
      if (isOver) throw errorAtStart(messages.futureNotAtBeginning, filename, s.lineno, s.col_offset, programText);
      features |= featuresOf(s, filename, programText);
      lineno = s.lineno;
    } else isOver = true;
  }
  return { features, lineno };
}
