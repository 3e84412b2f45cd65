import type { OptionSpec } from "./options.ts";
import { simulationOptions } from "./simulation-options.ts";
import { type Verb, verbs } from "./verbs.ts";
import { versionLine } from "./version.ts";

function optionLines(specs: readonly OptionSpec[]): string[] {
  return specs.map(({ names, value, help }) => {
    const head = `  ${names.join(", ")}${value === undefined ? "" : ` ${value}`}`;
    return head.length < 27 ? `${head.padEnd(28)}${help}` : `${head}\n${" ".repeat(28)}${help}`;
  });
}

function exampleLines(examples: Verb["examples"]): string[] {
  const width = Math.max(...examples.map(([command]) => command.length)) + 2;
  return examples.map(([command, what]) => `  ${command.padEnd(width)}# ${what}`);
}

/** `vivarium --help`. */
export function generalHelp(): string {
  return `${[
    `${versionLine().trim()}: Python behind glass`,
    "",
    "usage: vivarium [option] ... [-c cmd | -m mod | file | -] [arg] ...",
    "       vivarium VERB [option] ... FILE",
    "",
    "The first form runs a program, with Python's options (-B -c -E -I -m -O -OO -P -q -s -S -u -v -W -x -X) and those below.",
    "A verb is the first word and nothing else: `vivarium ./time' runs a file called time.",
    "",
    "verbs (`vivarium VERB --help' says more):",
    ...verbs.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`),
    "",
    "options when a program runs:",
    ...optionLines(simulationOptions),
    "",
    "examples:",
    ...exampleLines([
      ["vivarium hello.py", "run a program"],
      ["vivarium --gil 2.7 --cores 2 threads.py", "under Python 2.7's GIL, on two cores"],
      ["vivarium gil threads.py", "who had the GIL when"],
      ["vivarium dis --explain hello.py", "what each instruction does"],
    ]),
  ].join("\n")}\n`;
}

/** `vivarium VERB --help`. */
export async function verbHelp(verb: Verb): Promise<string> {
  const { options } = await verb.load();
  return `${[
    `usage: vivarium ${verb.name} ${verb.usage}`,
    "",
    `${verb.summary[0]!.toUpperCase()}${verb.summary.slice(1)}.`,
    verb.about,
    "",
    "options, before or after FILE:",
    ...optionLines(options),
    "",
    "examples:",
    ...exampleLines(verb.examples),
  ].join("\n")}\n`;
}
