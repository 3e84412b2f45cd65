import type { Console } from "./console.ts";
import type { OptionSpec } from "./options.ts";

/** A verb's command: its exit code. */
export type Command = (argv: readonly string[], console: Console) => number | Promise<number>;

/** What help says of a verb. */
export interface Verb {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly about: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Its code, which is not even read before it is asked for. */
  readonly load: () => Promise<{ readonly command: Command; readonly options: readonly OptionSpec[] }>;
}

/** Every verb, in the order of help. */
export const verbs: readonly Verb[] = [
  {
    name: "ast",
    usage: "[-a] FILE",
    summary: "the syntax tree, as `python3.11 -m ast` prints it",
    about: "FILE is a program, `-` for standard input, or with -o a directory.",
    examples: [
      ["vivarium ast hello.py", "the tree"],
      ["vivarium ast -a hello.py", "with line and column numbers"],
      ["vivarium ast -a src -o trees", "a whole directory, a text file for each program"],
    ],
    load: async () => {
      const { astCommand, astOptions } = await import("./commands/ast.ts");
      return { command: astCommand, options: astOptions };
    },
  },
  {
    name: "dis",
    usage: "[--explain [--gil ERA]] FILE",
    summary: "the bytecode, as `python3.11 -m dis` prints it",
    about: "With --explain: what each instruction does, the stack around it, and where another thread can take over.",
    examples: [
      ["vivarium dis hello.py", "the listing"],
      ["vivarium dis --explain hello.py", "with a sentence for each instruction"],
      ["vivarium dis --explain --gil 3.9 hello.py", "marking the switches of 3.9's rules"],
    ],
    load: async () => {
      const { disCommand, disOptions } = await import("./commands/dis.ts");
      return { command: disCommand, options: disOptions };
    },
  },
  {
    name: "compile",
    usage: "FILE -o OUT.pyc | DIR -o OUTDIR",
    summary: "compiled files that CPython 3.11 loads",
    about: "A directory goes on after a file that does not compile, and the exit code is 1 then.",
    examples: [
      ["vivarium compile hello.py -o hello.pyc", "then: python3.11 hello.pyc"],
      ["vivarium compile src -o compiled", "a whole directory, each a/b.py to compiled/a/b.pyc"],
    ],
    load: async () => {
      const { compileCommand, compileOptions } = await import("./commands/compile.ts");
      return { command: compileCommand, options: compileOptions };
    },
  },
  {
    name: "check",
    usage: "[--json] FILE...",
    summary: "syntax errors and warnings, without running anything",
    about: "Exit code 1 when a file has an error.",
    examples: [
      ["vivarium check *.py", "as CPython reports them"],
      ["vivarium check --json hello.py", "for an editor"],
    ],
    load: async () => {
      const { checkCommand, checkOptions } = await import("./commands/check.ts");
      return { command: checkCommand, options: checkOptions };
    },
  },
  {
    name: "time",
    usage: "[--explain] [--magic] [--json] FILE [-- ARG...]",
    summary: "real, user and sys time of a program",
    about: "By the virtual clock unless told otherwise: the same on every machine. --explain says where each thread's time went.",
    examples: [
      ["vivarium time work.py", "the three lines of the shell's time, on standard error"],
      ["vivarium time --explain work.py", "running, waiting for the GIL, blocked, for each thread"],
      ["vivarium time --magic work.py", "CPU times and Wall time, as %time in a notebook prints them"],
      ["vivarium time --gil 2.7 --cores 2 work.py", "on another GIL and machine"],
      ["vivarium time --clock real work.py", "what it took here and now"],
    ],
    load: async () => {
      const { timeCommand, timeOptions } = await import("./commands/time.ts");
      return { command: timeCommand, options: timeOptions };
    },
  },
  {
    name: "gil",
    usage: "[--handoffs] [--events] [--svg OUT] [--json] FILE [-- ARG...]",
    summary: "who had the GIL when, and why it moved",
    about: "The program's output, then a row for each thread. The schedule token at the end repeats the run with --schedule.",
    examples: [
      ["vivarium gil threads.py", "the timeline"],
      ["vivarium gil --handoffs threads.py", "and every hand-off with its cause"],
      ["vivarium gil --events threads.py", "and each step: who waits, asks, lets go, takes"],
      ["vivarium gil --gil 2.7 --cores 2 --svg gil.svg threads.py", "as a picture, under the old GIL"],
      ["vivarium gil --schedule random --seed 7 threads.py", "under another schedule"],
    ],
    load: async () => {
      const { gilCommand, gilOptions } = await import("./commands/gil.ts");
      return { command: gilCommand, options: gilOptions };
    },
  },
  {
    name: "refs",
    usage: "[--watch NAME] [--svg OUT] [--json] FILE [-- ARG...]",
    summary: "reference counts, and who holds them",
    about: "At the end of the program, for the globals of __main__ that are no modules, functions, classes or static objects.",
    examples: [
      ["vivarium refs program.py", "each object: its count and its holders"],
      ["vivarium refs --watch cache program.py", "one global, whatever it is"],
      ["vivarium refs --svg objects.svg program.py", "the graph of these objects"],
    ],
    load: async () => {
      const { refsCommand, refsOptions } = await import("./commands/refs.ts");
      return { command: refsCommand, options: refsOptions };
    },
  },
];
