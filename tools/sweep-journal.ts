/**
 * Takes the state of running programs back, at random places, and looks whether anything is different afterwards: every field of every object, the
 * hash of it all, and what the programs go on to do. Over the programs of packages/vm/test/audit and of conformance.
 *
 *     npx tsx --conditions=@vivarium/source tools/sweep-journal.ts [--seed N] [--places N] [--every N] [--offset N] [--hash-only] [--write] [WORD]
 *
 * `--every` and `--offset` choose every Nth program, WORD those with it in their name. `--write` puts the result into packages/vm/test/journal/sweep.txt. Exits with 1
 * when something is different. All programs take about half an hour; the tests have a part of it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { inflateRawSync } from "node:zlib";
import { casesOf, conformanceFolder, topics } from "../conformance/cases.ts";
import { openStdlib, packUrl } from "../packages/stdlib/src/index.ts";
import { memoryHost, startProgram, VM, withStandardLibrary } from "../packages/vm/src/index.ts";
import { readPrograms } from "../packages/vm/test/audit/programs.ts";
import { DisturbedRun, type Prepare, runUndisturbed } from "../packages/vm/test/journal/disturbed-run.ts";
import { prepare } from "../packages/vm/test/run-python.ts";

const HOME = "/home/user";
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

const pack = new Uint8Array(readFileSync(fileURLToPath(packUrl)));
const stdlib = openStdlib(pack, { inflate: (data) => new Uint8Array(inflateRawSync(data)) });

/** The files of a topic, as they are to be found in memory. */
function filesOf(topic: string): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  const folder = join(conformanceFolder, "cases", topic);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files[`${HOME}${path.slice(folder.length)}`] = new Uint8Array(readFileSync(path));
  }
  return files;
}

function conformancePrograms(): [string, Prepare][] {
  return topics().flatMap((topic) => {
    const files = filesOf(topic);
    return casesOf(topic).map(({ id, path, argv, stdin }): [string, Prepare] => [
      id,
      () => {
        const filename = `${HOME}${path.slice(dirname(path).length)}`;
        const memory = memoryHost({ files, cwd: HOME, stdin });
        const vm = new VM({ host: withStandardLibrary(memory, stdlib), stdlib, simulation: { events: EVENTS } });
        startProgram(
          vm,
          { kind: "file", filename, source: files[filename]! },
          {
            argv: [filename, ...argv],
            origArgv: [],
            path: [HOME, stdlib.prefix],
            executable: "/usr/bin/python3.11",
            prefix: "/usr",
            flags: {},
            warnoptions: [],
            xoptions: [],
          },
        );
        return { vm, stdout: () => `${memory.stdoutText()}\n--- stderr\n${memory.stderrText()}` };
      },
    ]);
  });
}

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

const chosen = [...auditPrograms(), ...conformancePrograms()]
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
