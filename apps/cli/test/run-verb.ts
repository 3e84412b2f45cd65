import { CapturedConsole } from "../src/console.ts";
import { runCommandLine } from "../src/main.ts";

/** What a command line printed itself, and its exit code. */
export async function runVerb(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const console = new CapturedConsole();
  const code = await runCommandLine(words, console);
  return { code, stdout: console.stdout, stderr: console.stderr };
}
