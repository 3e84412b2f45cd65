/** `from __future__ import ...` at the head of a module (CPython 3.11: Python/future.c). */
import type { ImportFrom, mod } from "@vivarium/parser";
import { CO_FUTURE_ANNOTATIONS, CO_FUTURE_BARRY_AS_BDFL } from "./code-object.ts";
import { messages, type ProgramText, syntaxErrorAt } from "./compiler-errors.ts";
import { docstringOf } from "./codegen/docstring.ts";

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

/** CPython 3.11: Python/future.c future_check_features */
function featuresOf(s: ImportFrom, filename: string, programText: ProgramText | undefined): number {
  let features = 0;
  for (const a of s.names) {
    if (SETTLED.has(a.name)) continue;
    if (a.name === "annotations") features |= CO_FUTURE_ANNOTATIONS;
    else if (a.name === "barry_as_FLUFL") features |= CO_FUTURE_BARRY_AS_BDFL;
    else {
      const message = a.name === "braces" ? messages.futureBraces : messages.futureNotDefined(a.name);
      throw syntaxErrorAt(message, filename, a, programText);
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
  for (let i = docstringOf(tree.body) === null ? 0 : 1; i < tree.body.length; i++) {
    const s = tree.body[i]!;
    if (s.node !== "ImportFrom" || s.level !== 0 || s.module !== "__future__") break;
    features |= featuresOf(s, filename, programText);
    lineno = s.lineno;
  }
  return { features, lineno };
}
