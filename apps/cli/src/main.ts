import { BrokenPipe, type Console, processConsole } from "./console.ts";
import { CommandFailure } from "./failure.ts";
import { type Verb, verbs } from "./verbs.ts";

/** What a mistake of ours exits with: EX_SOFTWARE. */
const OUR_MISTAKE = 70;
/** What a shell says of a process that died of SIGPIPE. */
const BROKEN_PIPE = 141;

async function runVerb(verb: Verb, argv: readonly string[], console: Console): Promise<number> {
  const end = argv.indexOf("--");
  const own = end < 0 ? argv : argv.slice(0, end);
  if (own.includes("--help") || own.includes("-h")) {
    const { verbHelp } = await import("./help.ts");
    console.out(await verbHelp(verb));
    return 0;
  }
  const { command } = await verb.load();
  return command(argv, console);
}

async function dispatch(argv: readonly string[], console: Console): Promise<number> {
  const verb = verbs.find(({ name }) => name === argv[0]);
  if (verb !== undefined) return runVerb(verb, argv.slice(1), console);
  const { runCommand } = await import("./commands/run.ts");
  return runCommand(argv, console);
}

/** A command line to its exit code. Whatever goes wrong is said on the console; nothing is thrown. */
export async function runCommandLine(argv: readonly string[], console: Console): Promise<number> {
  try {
    return await dispatch(argv, console);
  } catch (error) {
    if (error instanceof BrokenPipe) return BROKEN_PIPE;
    if (error instanceof CommandFailure) {
      console.err(error.message);
      return error.exitCode;
    }
    const story = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.err(`vivarium: this is a mistake in Vivarium, not in your program. Please report it with what follows.\n${story}\n`);
    return OUR_MISTAKE;
  }
}

/** The `vivarium` command. Resolves when the run is over; the exit code is in `process.exitCode`. */
export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await runCommandLine(argv, processConsole).catch(() => OUR_MISTAKE);
}
