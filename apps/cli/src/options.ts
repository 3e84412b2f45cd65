import { usageFailure } from "./failure.ts";

/** One option of a verb. */
export interface OptionSpec {
  /** `--gil`, and what else means the same. */
  readonly names: readonly string[];
  /** What stands for the value in help; absent: a switch. */
  readonly value?: string;
  readonly help: string;
}

/** A verb's command line, taken apart. */
export interface ParsedOptions {
  /** Values by the option's first name, `true` for a switch. The last one counts. */
  readonly values: ReadonlyMap<string, string | true>;
  readonly operands: readonly string[];
  /** What came after `--`. */
  readonly programArguments: readonly string[];
}

/**
 * Options before or after operands, `--name value` or `--name=value`, `-o value`; everything after `--` is the program's.
 * Throws a CommandFailure for an option that is not in `specs` or lacks its value.
 */
export function parseOptions(verb: string, argv: readonly string[], specs: readonly OptionSpec[]): ParsedOptions {
  const byName = new Map(specs.flatMap((spec) => spec.names.map((name) => [name, spec] as const)));
  const values = new Map<string, string | true>();
  const operands: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (word === "--") return { values, operands, programArguments: argv.slice(i + 1) };
    if (word === "-" || !word.startsWith("-")) {
      operands.push(word);
      continue;
    }
    const equals = word.startsWith("--") ? word.indexOf("=") : -1;
    const name = equals < 0 ? word : word.slice(0, equals);
    const spec = byName.get(name);
    if (spec === undefined) throw usageFailure(`${verb} has no option ${name}`, verb);
    if (spec.value === undefined) {
      if (equals >= 0) throw usageFailure(`${name} takes no value`, verb);
      values.set(spec.names[0]!, true);
    } else if (equals >= 0) values.set(spec.names[0]!, word.slice(equals + 1));
    else if (i + 1 < argv.length) values.set(spec.names[0]!, argv[++i]!);
    else throw usageFailure(`${name} needs a value: ${spec.value}`, verb);
  }
  return { values, operands, programArguments: [] };
}

/** The value of an option, or undefined. */
export function textOption(options: ParsedOptions, name: string): string | undefined {
  const value = options.values.get(name);
  return typeof value === "string" ? value : undefined;
}

/** The one operand a verb needs. Throws a CommandFailure when there is none, or more. */
export function onlyOperand(verb: string, options: ParsedOptions, what: string): string {
  const [first, second] = options.operands;
  if (first === undefined) throw usageFailure(`${verb} needs a ${what}`, verb);
  if (second !== undefined) throw usageFailure(`${verb} takes one ${what}; the program's own arguments come after --`, verb);
  return first;
}
