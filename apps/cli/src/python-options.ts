import type { SysFlags } from "@vivarium/vm";
import { CommandFailure } from "./failure.ts";
import { simulationOptions } from "./simulation-options.ts";

/** Which program a plain command line runs. */
export type ProgramSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "command"; readonly source: string }
  | { readonly kind: "module"; readonly name: string }
  | { readonly kind: "stdin" };

/** A Python command line, taken apart. */
export interface PythonCommand {
  /** null: nothing was named, which means standard input or interactive. */
  readonly program: ProgramSource | null;
  /** What comes after the program's name. */
  readonly arguments: readonly string[];
  readonly flags: SysFlags;
  readonly skipFirstLine: boolean;
  readonly warnOptions: readonly string[];
  readonly xOptions: readonly (readonly [string, string | true])[];
  /** Our own long options. */
  readonly values: ReadonlyMap<string, string | true>;
  /** `-h`, `-V` and the like win over everything else. */
  readonly info: "help" | "version" | null;
}

const USAGE =
  "usage: vivarium [option] ... [-c cmd | -m mod | file | -] [arg] ...\n       vivarium VERB [option] ... FILE\nTry `vivarium --help' for more information.\n";

function refuse(message: string): CommandFailure {
  return new CommandFailure(`${message}\n${USAGE}`, 2);
}

/** Letters that count how often they are given, and the flag they count. */
const counted: Readonly<Record<string, readonly (keyof SysFlags)[]>> = {
  b: ["bytesWarning"],
  B: ["dontWriteBytecode"],
  d: ["debug"],
  E: ["ignoreEnvironment"],
  I: ["isolated"],
  O: ["optimize"],
  P: ["safePath"],
  q: ["quiet"],
  R: [],
  s: ["noUserSite"],
  S: ["noSite"],
  t: [],
  u: [],
  v: ["verbose"],
};

const ourOptions: ReadonlySet<string> = new Set(simulationOptions.flatMap(({ names }) => names));

/** CPython 3.11: Python/getopt.c _PyOS_GetOpt, Python/initconfig.c config_parse_cmdline */
class PythonCommandLine {
  private readonly argv: readonly string[];
  private at = 0;
  private readonly counts: Record<string, number> = {};
  private readonly warnOptions: string[] = [];
  private readonly xOptions: [string, string | true][] = [];
  private readonly values = new Map<string, string | true>();
  private skipFirstLine = false;
  private info: PythonCommand["info"] = null;

  constructor(argv: readonly string[]) {
    this.argv = argv;
  }

  parse(): PythonCommand {
    for (;;) {
      const word = this.argv[this.at];
      if (word === undefined) return this.done(null);
      if (word === "--") {
        this.at++;
        const path = this.argv[this.at++];
        return this.done(path === undefined ? null : { kind: "file", path });
      }
      this.at++;
      if (word === "-") return this.done({ kind: "stdin" });
      if (!word.startsWith("-")) return this.done({ kind: "file", path: word });
      if (word.startsWith("--")) this.long(word);
      else {
        const program = this.letters(word);
        if (program !== null) return this.done(program);
      }
    }
  }

  private next(option: string): string {
    const value = this.argv[this.at++];
    if (value === undefined) throw refuse(`Argument expected for the ${option} option`);
    return value;
  }

  private long(word: string): void {
    if (word === "--help" || word === "--help-all") this.info = "help";
    else if (word === "--version") this.info = "version";
    else if (word === "--check-hash-based-pycs") this.next(word);
    else {
      const equals = word.indexOf("=");
      const name = equals < 0 ? word : word.slice(0, equals);
      if (!ourOptions.has(name)) throw refuse(`unknown option ${name}`);
      this.values.set(name, equals < 0 ? this.next(name) : word.slice(equals + 1));
    }
  }

  /** A word of letters; the program, if one of them is -c or -m. */
  private letters(word: string): ProgramSource | null {
    for (let i = 1; i < word.length; i++) {
      const letter = word[i]!;
      if ("cmWX".includes(letter)) {
        const value = i + 1 < word.length ? word.slice(i + 1) : this.next(`-${letter}`);
        if (letter === "c") return { kind: "command", source: `${value}\n` };
        if (letter === "m") return { kind: "module", name: value };
        if (letter === "W") this.warnOptions.push(value);
        else this.xOption(value);
        return null;
      }
      if (letter === "h" || letter === "?") this.info = "help";
      else if (letter === "V") this.info ??= "version";
      else if (letter === "x") this.skipFirstLine = true;
      else if (Object.hasOwn(counted, letter)) this.counts[letter] = (this.counts[letter] ?? 0) + 1;
      else if (letter === "i") throw new CommandFailure("there is no interactive interpreter yet: -i cannot be had", 2);
      else throw refuse(`Unknown option: -${letter}`);
    }
    return null;
  }

  private xOption(text: string): void {
    const equals = text.indexOf("=");
    if (equals < 0) this.xOptions.push([text, true]);
    else this.xOptions.push([text.slice(0, equals), text.slice(equals + 1)]);
  }

  private done(program: ProgramSource | null): PythonCommand {
    const { counts, warnOptions, xOptions, values, skipFirstLine, info } = this;
    const flags: Record<string, number | boolean> = {};
    for (const [letter, count] of Object.entries(counts)) for (const flag of counted[letter]!) flags[flag] = count;
    if (flags.safePath !== undefined) flags.safePath = true;
    // Isolated implies ignoring the environment, no user site and a safe path.
    if (flags.isolated !== undefined) Object.assign(flags, { isolated: 1, ignoreEnvironment: 1, noUserSite: 1, safePath: true });
    const xDev = xOptions.some(([name]) => name === "dev");
    if (xDev) flags.devMode = true;
    if (xOptions.some(([name]) => name === "utf8") || flags.utf8Mode === undefined)
      flags.utf8Mode = xOptions.some(([n]) => n === "utf8") ? 1 : 0;
    return {
      program,
      arguments: this.argv.slice(this.at),
      flags: flags as SysFlags,
      skipFirstLine,
      warnOptions: xDev ? ["default", ...warnOptions] : warnOptions,
      xOptions,
      values,
      info,
    };
  }
}

/** Takes a Python command line apart. Throws a CommandFailure in CPython's words. */
export function parsePythonCommand(argv: readonly string[]): PythonCommand {
  return new PythonCommandLine(argv).parse();
}
