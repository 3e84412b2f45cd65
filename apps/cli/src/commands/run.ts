import type { Console } from "../console.ts";
import { parsePythonCommand } from "../python-options.ts";
import { versionLine } from "../version.ts";

/** `vivarium FILE args`, `-c`, `-m`, `-`. The interpreter is read in only when it is needed. */
export async function runCommand(argv: readonly string[], console: Console): Promise<number> {
  const command = parsePythonCommand(argv);
  if (command.info === "version") {
    console.out(versionLine());
    return 0;
  }
  if (command.info === "help") {
    const { generalHelp } = await import("../help.ts");
    console.out(generalHelp());
    return 0;
  }
  const { runPlain } = await import("../machine/run-plain.ts");
  return runPlain(command, argv, console);
}
