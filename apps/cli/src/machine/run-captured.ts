import { executablePath } from "../executable-path.ts";
import { CommandFailure } from "../failure.ts";
import { parsePythonCommand } from "../python-options.ts";
import { runSettings } from "../simulation-options.ts";
import { CapturedStream, GivenInput } from "./captured-streams.ts";
import { openLibrary } from "./library.ts";
import { readyProgram } from "./program.ts";
import { endingText, runProgram } from "./run-program.ts";

/** What a program left behind. */
export interface CapturedRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * Runs a Python command line in this process by the virtual clock, with `stdin` as all of its standard input; the working directory
 * is the process's.
 */
export async function runCaptured(
  argv: readonly string[],
  stdin: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<CapturedRun> {
  const command = parsePythonCommand(argv);
  const settings = runSettings(command.values, "virtual", null, environment);
  const [out, err] = [new CapturedStream(), new CapturedStream()];
  const library = openLibrary(settings.stdlib);
  try {
    const { program, config } = readyProgram(command.program ?? { kind: "stdin" }, library, {
      arguments: command.arguments,
      origArgv: [executablePath, ...argv],
      flags: command.flags,
      skipFirstLine: command.skipFirstLine,
      warnOptions: command.warnOptions,
      xOptions: command.xOptions,
      environment,
      executable: executablePath,
    });
    const streams = new Map([[0, new GivenInput(stdin)] as const, [1, out] as const, [2, err] as const]);
    const run = await runProgram({ program, config, library, settings, streams, environment });
    return { stdout: out.text(), stderr: err.text() + endingText(run, settings), exitCode: run.exitCode };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { stdout: out.text(), stderr: err.text() + error.message, exitCode: error.exitCode };
  } finally {
    library.close();
  }
}
