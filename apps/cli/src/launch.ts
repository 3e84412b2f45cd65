import { loadWhole } from "./code-cache.ts";

/** Options that are answered without the interpreter. */
const QUICK: ReadonlySet<string> = new Set(["--version", "-V", "--help", "-h", "--help-all"]);

type Main = (argv: readonly string[]) => Promise<void>;

/** What the launcher in bin/ calls: runs the command line, and ends the process. */
export async function launch(argv: readonly string[]): Promise<void> {
  const whole = QUICK.has(argv[0] ?? "") ? null : loadWhole(new URL("./whole.cjs", import.meta.url));
  const main: Main = whole?.exports.main ?? (await import("./main.ts")).main;
  await main(argv);
  whole?.keep();
  // Everything was written before `main` came back. Otherwise Node waits for what V8 is still compiling in the background.
  process.exit();
}
