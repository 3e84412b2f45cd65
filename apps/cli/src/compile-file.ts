import { TextDecoder } from "node:util";
import { type CodeObject, compileSource } from "@vivarium/compiler";
import type { Console } from "./console.ts";
import { CommandFailure } from "./failure.ts";
import { isSourceError, sourceErrorText, warningText } from "./render/syntax-error.ts";

/** The lines of a source, for messages. Only UTF-8 is read here: another encoding shows replacement characters. */
function linesOf(source: Uint8Array): string[] {
  return new TextDecoder("utf-8").decode(source).split(/\r\n|\r|\n/);
}

/**
 * Compiles the bytes of a file and writes SyntaxWarnings to standard error, as CPython does by default: each once a line, and no
 * DeprecationWarning.
 * @throws what `compileSource` throws
 */
export function compileBytes(source: Uint8Array, filename: string, console: Console, optimize: 0 | 1 | 2 = 0): CodeObject {
  let lines: string[] | null = null;
  const line = (lineno: number): string | null => {
    lines ??= linesOf(source);
    return lines[lineno - 1] ?? null;
  };
  const said = new Set<string>();
  return compileSource(source, filename, "exec", {
    optimize,
    programText: (_filename, lineno) => {
      const text = line(lineno);
      return text === null ? null : `${text}\n`;
    },
    onWarning: (warning) => {
      if (warning.category !== "SyntaxWarning") return;
      const text = warningText(warning, line(warning.lineno));
      if (!said.has(text)) console.err(text);
      said.add(text);
    },
  });
}

/** Runs `f`; what is wrong with the source becomes a CommandFailure with CPython's display and exit code 1. */
export function reportingSourceErrors<R>(f: () => R): R {
  try {
    return f();
  } catch (error) {
    if (isSourceError(error)) throw new CommandFailure(sourceErrorText(error), 1);
    throw error;
  }
}
