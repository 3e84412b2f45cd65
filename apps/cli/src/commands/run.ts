import type { Console } from "../console.ts";
import { CommandFailure } from "../failure.ts";
import { generalHelp } from "../help.ts";
import { parsePythonCommand } from "../python-options.ts";
import { versionLine } from "../version.ts";

/** `vivarium FILE args`, `-c`, `-m`, `-`. */
export async function runCommand(argv: readonly string[], console: Console): Promise<number> {
  const command = parsePythonCommand(argv);
  if (command.info === "help") console.out(generalHelp());
  else if (command.info === "version") console.out(versionLine());
  else throw new CommandFailure("", 2);
  return 0;
}
