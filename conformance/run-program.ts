import { dirname } from "node:path";
import { runCaptured } from "../apps/cli/src/machine/run-captured.ts";

/** What a program left behind. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** What a shell would say: 130 after an uncaught KeyboardInterrupt. */
  readonly exitCode: number;
}

/**
 * Runs one program as `vivarium PATH ARGV...` would, in this process, with the program's folder as the working directory,
 * PYTHONHASHSEED=0, LC_ALL=C.UTF-8 and TZ=UTC.
 * @param path absolute path of the program
 * @param stdin all of its standard input
 */
export type RunProgram = (path: string, argv: readonly string[], stdin: string) => Promise<Outcome>;

const environment = { PATH: "/usr/bin:/bin", PYTHONHASHSEED: "0", LC_ALL: "C.UTF-8", TZ: "UTC" };
/** No recorded program comes near this; one that never ends must not stop the others. */
const MOST_INSTRUCTIONS = "30_000_000";

/** How the cases are run; null as long as there is no interpreter to run them, which skips them and nothing else. */
export const runProgram: RunProgram | null = async (path, argv, stdin) => {
  const folder = process.cwd();
  process.chdir(dirname(path));
  try {
    return await runCaptured(["--limit-instructions", MOST_INSTRUCTIONS, path, ...argv], stdin, environment);
  } finally {
    process.chdir(folder);
  }
};
