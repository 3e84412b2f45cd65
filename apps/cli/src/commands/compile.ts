import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writePyc } from "@vivarium/compiler";
import { compileBytes } from "../compile-file.ts";
import type { Console } from "../console.ts";
import { CommandFailure, usageFailure } from "../failure.ts";
import { type OptionSpec, onlyOperand, parseOptions, textOption } from "../options.ts";
import { isSourceError, sourceErrorText } from "../render/syntax-error.ts";
import { errnoText, isDirectory, isSystemError, pythonFilesUnder, readSource } from "../source-file.ts";

/** Options of `vivarium compile`. */
export const compileOptions: readonly OptionSpec[] = [
  { names: ["-o", "--output"], value: "OUT", help: "the .pyc to write, or for a directory where the tree goes" },
  { names: ["-O"], help: "as python -O compiles it" },
  { names: ["-OO"], help: "as python -OO compiles it" },
  { names: ["-q", "--quiet"], help: "no line for each file of a directory" },
];

/** Compiles one file. Null when it went well, else what is wrong, in complete lines. */
function compileOne(path: string, output: string, optimize: 0 | 1 | 2, console: Console): string | null {
  try {
    const source = readFileSync(path);
    const code = compileBytes(source, path, console, optimize);
    const mtime = Math.floor(statSync(path).mtimeMs / 1000);
    const bytes = writePyc(code, { kind: "timestamp", mtime: mtime >>> 0, size: source.length });
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, bytes);
    return null;
  } catch (error) {
    if (isSourceError(error)) return sourceErrorText(error);
    if (isSystemError(error)) return `vivarium: '${(error as NodeJS.ErrnoException).path ?? path}': ${errnoText(error)}\n`;
    throw error;
  }
}

/** Writes `.pyc` files that CPython 3.11 loads. Exit code 1 when a file could not be compiled; a directory goes on after one. */
export function compileCommand(argv: readonly string[], console: Console): number {
  const options = parseOptions("compile", argv, compileOptions);
  const path = onlyOperand("compile", options, "FILE or DIR");
  const output = textOption(options, "-o");
  if (output === undefined) throw usageFailure("say with -o where the compiled file goes", "compile");
  const optimize = options.values.has("-OO") ? 2 : options.values.has("-O") ? 1 : 0;
  if (!isDirectory(path)) {
    // For its message when there is no such file.
    readSource(path);
    const failure = compileOne(path, output, optimize, console);
    if (failure !== null) throw new CommandFailure(failure, 1);
    return 0;
  }
  let failures = 0;
  const files = pythonFilesUnder(path);
  files.forEach((relative, i) => {
    if (!options.values.has("-q")) console.err(`[${i + 1}/${files.length}] ${relative}\n`);
    const failure = compileOne(join(path, relative), join(output, relative.replace(/\.py$/, ".pyc")), optimize, console);
    if (failure === null) return;
    failures++;
    console.err(failure);
  });
  if (failures > 0) console.err(`vivarium: ${failures} of ${files.length} files could not be compiled\n`);
  return failures === 0 ? 0 : 1;
}
