import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { dump, parse } from "@vivarium/parser";
import { reportingSourceErrors } from "../compile-file.ts";
import type { Console } from "../console.ts";
import { CommandFailure, usageFailure } from "../failure.ts";
import { type OptionSpec, onlyOperand, parseOptions, textOption } from "../options.ts";
import { isSourceError, sourceErrorText } from "../render/syntax-error.ts";
import { errnoText, isDirectory, isSystemError, pythonFilesUnder, readSource } from "../source-file.ts";

/** Options of `vivarium ast`: those of `python3.11 -m ast`, and -o. */
export const astOptions: readonly OptionSpec[] = [
  { names: ["-a", "--include-attributes"], help: "line and column numbers too" },
  { names: ["-m", "--mode"], value: "MODE", help: "exec (default), single, eval or func_type" },
  { names: ["-i", "--indent"], value: "N", help: "spaces for each level (default 3)" },
  { names: ["--no-type-comments"], help: "leave out `# type:` comments" },
  { names: ["-o", "--output"], value: "OUTDIR", help: "for a directory: each a/b.py becomes OUTDIR/a/b.txt" },
];

type Mode = "exec" | "single" | "eval" | "func_type";
const modes: readonly string[] = ["exec", "single", "eval", "func_type"];

interface Settings {
  readonly mode: Mode;
  readonly indent: number;
  readonly attributes: boolean;
  readonly typeComments: boolean;
}

function treeText(source: Uint8Array, filename: string, settings: Settings): string {
  const tree = parse(source, { filename, mode: settings.mode, type_comments: settings.typeComments });
  return `${dump(tree, { include_attributes: settings.attributes, indent: settings.indent })}\n`;
}

/** CPython 3.11: Lib/ast.py main */
export function astCommand(argv: readonly string[], console: Console): number {
  const options = parseOptions("ast", argv, astOptions);
  const mode = textOption(options, "-m") ?? "exec";
  if (!modes.includes(mode)) throw usageFailure(`--mode is ${modes.join(", ")}; not ${mode}`, "ast");
  const indentText = textOption(options, "-i") ?? "3";
  if (!/^-?\d{1,4}$/.test(indentText)) throw usageFailure(`--indent is a whole number, not ${indentText}`, "ast");
  const settings: Settings = {
    mode: mode as Mode,
    indent: Math.max(0, Number(indentText)),
    attributes: options.values.has("-a"),
    // The option's name says the opposite of what it does in CPython 3.11: comments are read unless it is given.
    typeComments: !options.values.has("--no-type-comments"),
  };
  const path = options.operands.length === 0 ? "-" : onlyOperand("ast", options, "FILE");
  const output = textOption(options, "-o");
  if (path !== "-" && isDirectory(path)) {
    if (output === undefined) throw usageFailure(`${path} is a directory: say with -o where the trees go`, "ast");
    return dumpDirectory(path, output, settings, console);
  }
  const source = readSource(path);
  const text = reportingSourceErrors(() => treeText(source, path === "-" ? "<stdin>" : path, settings));
  if (output === undefined) console.out(text);
  else write(output, text);
  return 0;
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CommandFailure(`vivarium: can't write '${path}': ${errnoText(error)}\n`, 1);
  }
}

/** Goes on after a file that fails; exit code 1 then. */
function dumpDirectory(directory: string, output: string, settings: Settings, console: Console): number {
  let failures = 0;
  for (const relative of pythonFilesUnder(directory)) {
    const path = join(directory, relative);
    try {
      write(join(output, relative.replace(/\.py$/, ".txt")), treeText(readFileSync(path), path, settings));
    } catch (error) {
      failures++;
      if (isSourceError(error)) console.err(sourceErrorText(error));
      else if (isSystemError(error)) console.err(`vivarium: can't open file '${path}': ${errnoText(error)}\n`);
      else throw error;
    }
  }
  return failures === 0 ? 0 : 1;
}
