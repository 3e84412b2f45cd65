import type { Console } from "../console.ts";
import { executablePath } from "../executable-path.ts";
import { usageFailure } from "../failure.ts";
import { openLibrary } from "../machine/library.ts";
import { readyProgram } from "../machine/program.ts";
import { endingText, runProgram } from "../machine/run-program.ts";
import type { PythonCommand } from "../python-options.ts";
import { runSettings } from "../simulation-options.ts";

const SIGINT = 2;

/** Runs what a Python command line names, with the process's own streams, by the real clock unless told otherwise. */
export async function runPlain(command: PythonCommand, argv: readonly string[], console: Console): Promise<number> {
  if (command.program === null && process.stdin.isTTY)
    throw usageFailure("there is no interactive mode yet: name a FILE, give -c or -m, or a program on standard input");
  const settings = runSettings(command.values, "real", null, process.env);
  const library = openLibrary(settings.stdlib);
  try {
    const { program, config } = readyProgram(command.program ?? { kind: "stdin" }, library, {
      arguments: command.arguments,
      origArgv: [executablePath, ...argv],
      flags: command.flags,
      skipFirstLine: command.skipFirstLine,
      warnOptions: command.warnOptions,
      xOptions: command.xOptions,
      environment: process.env,
      executable: executablePath,
    });
    const run = await runProgram({ program, config, library, settings });
    console.err(endingText(run, settings));
    // A shell that runs a loop of programs stops at Ctrl-C only if the program died of it. CPython 3.11: Modules/main.c exit_sigint
    if (run.vm.exitSignal === SIGINT && run.ending === "done" && process.platform !== "win32")
      process.kill(process.pid, "SIGINT");
    return run.exitCode;
  } finally {
    library.close();
  }
}
