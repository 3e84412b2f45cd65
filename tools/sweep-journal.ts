/**
 * Takes the state of running programs back, at random places, and looks whether anything is different afterwards: every field of every object, the
 * hash of it all, and what the programs go on to do. Over the programs of packages/vm/test/audit and of conformance.
 *
 *     npx tsx --conditions=@vivarium/source tools/sweep-journal.ts [--seed N] [--places N] [--every N] [--offset N] [--hash-only] [--write] [WORD]
 *
 * `--every` and `--offset` choose every Nth program, WORD those with it in their name. `--write` puts the result into packages/vm/test/journal/sweep.txt. Exits with 1
 * when something is different. All programs take about half an hour; the tests have a part of it.
 */
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { casesInMemory, libraryInMemory } from "../conformance/in-memory.ts";
import { readPrograms } from "../packages/vm/test/audit/programs.ts";
import { DisturbedRun, type Prepare, runUndisturbed } from "../packages/vm/test/journal/disturbed-run.ts";
import { prepare } from "../packages/vm/test/run-python.ts";

const EVENTS = 100_000;
/** Longer ones take minutes each. */
const MOST_INSTRUCTIONS = 3_000_000;
const result = fileURLToPath(new URL("../packages/vm/test/journal/sweep.txt", import.meta.url));

const { values, positionals } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    places: { type: "string", default: "2" },
    every: { type: "string", default: "1" },
    offset: { type: "string", default: "0" },
    "hash-only": { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

function auditPrograms(): [string, Prepare][] {
  return readPrograms().map(({ name, source }) => [name, () => prepare(source, { simulation: { events: EVENTS } })]);
}

function problemsOf(make: Prepare, seed: number): string[] | null {
  try {
    const undisturbed = runUndisturbed(make);
    if (undisturbed.instructions > MOST_INSTRUCTIONS) return null;
    return new DisturbedRun(make, undisturbed, seed, !values["hash-only"]).disturb(Number(values.places));
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

const chosen = [...auditPrograms(), ...casesInMemory(libraryInMemory())]
  .filter(([name]) => positionals.every((word) => name.includes(word)))
  .filter((_, i) => i % Number(values.every) === Number(values.offset));
const wrong: string[] = [];
const skipped: string[] = [];
chosen.forEach(([name, make], i) => {
  const problems = problemsOf(make, Number(values.seed) * 7919 + i);
  if (problems === null) skipped.push(name);
  else if (problems.length > 0) {
    wrong.push(`${name}\n${problems.map((text) => `  ${text.replaceAll("\n", "\n  ")}`).join("\n")}`);
    console.log(wrong.at(-1));
  }
});
const lines = [
  `programs: ${chosen.length - skipped.length}, at ${values.places} places each, seed ${values.seed}`,
  `with something different afterwards: ${wrong.length}`,
  ...wrong,
  ...(skipped.length === 0 ? [] : [`left out, more than ${MOST_INSTRUCTIONS} instructions: ${skipped.join(", ")}`]),
];
console.log(lines.slice(0, 2).join("\n"));
if (values.write) writeFileSync(result, `${lines.join("\n")}\n`);
else if (!existsSync(result)) console.log("nothing was written: --write keeps the result");
process.exitCode = wrong.length === 0 ? 0 : 1;
