import { type CheckpointColumn, type CodeObject, checkpointColumns, dis, explain } from "@vivarium/compiler";
import { compileBytes, reportingSourceErrors } from "../compile-file.ts";
import type { Console } from "../console.ts";
import { usageFailure } from "../failure.ts";
import { type OptionSpec, onlyOperand, parseOptions, textOption } from "../options.ts";
import { readSource } from "../source-file.ts";

/** Options of `vivarium dis`. */
export const disOptions: readonly OptionSpec[] = [
  { names: ["--explain"], help: "a sentence, the stack and a mark where threads can switch for each instruction" },
  {
    names: ["--gil"],
    value: "ERA",
    help: `with --explain: whose switches to mark: ${checkpointColumns.join(", ")} (default 3.11)`,
  },
  { names: ["-O"], help: "as python -O compiles it" },
  { names: ["-OO"], help: "as python -OO compiles it" },
  { names: ["--show-caches"], help: "the inline caches too" },
];

/**
 * Addresses for the reprs of code objects: CPython shows where they happen to be; here the n-th code object shown has the n-th place of
 * a row, so that a listing is the same every time.
 */
function addresses(): (code: CodeObject) => number {
  const known = new Map<CodeObject, number>();
  return (code) => {
    let address = known.get(code);
    if (address === undefined) known.set(code, (address = 0x7f0000000000 + known.size * 0x100));
    return address;
  };
}

/** CPython 3.11: Lib/dis.py main */
export function disCommand(argv: readonly string[], console: Console): number {
  const options = parseOptions("dis", argv, disOptions);
  const path = options.operands.length === 0 ? "-" : onlyOperand("dis", options, "FILE");
  const era = textOption(options, "--gil") ?? "3.11";
  if (!checkpointColumns.includes(era as CheckpointColumn))
    throw usageFailure(`no switches are known for ${era}; there are ${checkpointColumns.join(", ")}`, "dis");
  if (options.values.has("--gil") && !options.values.has("--explain")) throw usageFailure("--gil is for --explain", "dis");
  const optimize = options.values.has("-OO") ? 2 : options.values.has("-O") ? 1 : 0;
  const filename = path === "-" ? "<stdin>" : path;
  const source = readSource(path);
  const code = reportingSourceErrors(() => compileBytes(source, filename, console, optimize));
  const addressOf = addresses();
  console.out(
    options.values.has("--explain")
      ? explain(code, { addressOf, checkpoints: { column: era as CheckpointColumn } })
      : dis(code, { addressOf, showCaches: options.values.has("--show-caches") }),
  );
  return 0;
}
