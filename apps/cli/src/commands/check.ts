import { compileSource } from "@vivarium/compiler";
import type { SyntaxWarningInfo } from "@vivarium/parser";
import { PySyntaxError } from "@vivarium/parser";
import type { Console } from "../console.ts";
import { CommandFailure, usageFailure } from "../failure.ts";
import { type OptionSpec, parseOptions } from "../options.ts";
import { isSourceError, sourceErrorText, warningText } from "../render/syntax-error.ts";
import { readSource } from "../source-file.ts";

/** Options of `vivarium check`. */
export const checkOptions: readonly OptionSpec[] = [{ names: ["--json"], help: "a list of objects on standard output" }];

/** One file's result, as --json prints it: attributes as CPython's, null where None. */
interface Checked {
  readonly file: string;
  readonly ok: boolean;
  readonly type: string | null;
  readonly message: string | null;
  readonly lineno: number | null;
  readonly offset: number | null;
  readonly end_lineno: number | null;
  readonly end_offset: number | null;
  readonly text: string | null;
  readonly warnings: readonly { readonly category: string; readonly message: string; readonly lineno: number }[];
}

interface Check {
  readonly result: Checked;
  /** For people; empty when there is nothing to say. */
  readonly display: string;
}

const nothing = { type: null, message: null, lineno: null, offset: null, end_lineno: null, end_offset: null, text: null };

function check(file: string): Check {
  const warnings: SyntaxWarningInfo[] = [];
  let lines: readonly string[] = [];
  let display = "";
  try {
    const source = readSource(file);
    lines = Buffer.from(source)
      .toString("utf8")
      .split(/\r\n|\r|\n/);
    compileSource(source, file, "exec", {
      onWarning: (warning) => void warnings.push(warning),
      programText: (_filename, lineno) => (lines[lineno - 1] === undefined ? null : `${lines[lineno - 1]}\n`),
    });
  } catch (error) {
    if (error instanceof CommandFailure) {
      const message = error.message.trim().replace(/^vivarium: /, "");
      return { display: error.message, result: { file, ok: false, ...nothing, type: "OSError", message, warnings: [] } };
    }
    if (!isSourceError(error)) throw error;
    const at = error instanceof PySyntaxError ? error : nothing;
    const { lineno, offset, end_lineno, end_offset, text } = at;
    display = sourceErrorText(error);
    const found = { type: error.name, message: error.msg, lineno, offset, end_lineno, end_offset, text };
    return { display, result: { file, ok: false, ...found, warnings: [] } };
  }
  const shown = warnings.filter(({ category }) => category === "SyntaxWarning");
  const texts = new Set(shown.map((warning) => warningText(warning, lines[warning.lineno - 1] ?? null)));
  display = [...texts].join("");
  const told = warnings.map(({ category, message, lineno }) => ({ category, message, lineno }));
  return { display, result: { file, ok: true, ...nothing, warnings: told } };
}

/** SyntaxErrors and SyntaxWarnings, as CPython reports them. Exit code 1 when there is an error. */
export function checkCommand(argv: readonly string[], console: Console): number {
  const options = parseOptions("check", argv, checkOptions);
  if (options.operands.length === 0) throw usageFailure("check needs a FILE", "check");
  const checks = options.operands.map(check);
  if (options.values.has("--json"))
    console.out(
      `${JSON.stringify(
        checks.map(({ result }) => result),
        null,
        2,
      )}\n`,
    );
  else for (const { display } of checks) console.err(display);
  return checks.every(({ result }) => result.ok) ? 0 : 1;
}
