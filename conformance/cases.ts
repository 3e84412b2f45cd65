import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Outcome, RunProgram } from "./run-program.ts";

/** The folder that this file is in. */
export const conformanceFolder: string = dirname(fileURLToPath(import.meta.url));

/** One small program. */
export interface Case {
  /** `topic/name`, without ending: what known-failures.txt calls it. */
  readonly id: string;
  readonly topic: string;
  readonly path: string;
  readonly argv: readonly string[];
  readonly stdin: string;
  /** What CPython 3.11.7 did; undefined when nobody has recorded it. */
  readonly expected: Outcome | undefined;
}

const readIfThere = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

function argvOf(source: string): string[] {
  const first = source.split("\n", 1)[0]!;
  return first.startsWith("# argv:") ? first.slice("# argv:".length).trim().split(/\s+/) : [];
}

/** The topics, sorted. */
export function topics(folder: string = conformanceFolder): string[] {
  return readdirSync(join(folder, "cases")).sort();
}

/** The recorded answers of a topic by case name. */
export function answersOf(topic: string, folder: string = conformanceFolder): Readonly<Record<string, Outcome>> {
  const text = readIfThere(join(folder, "answers", `${topic}.json`));
  return text === "" ? {} : JSON.parse(text).cases;
}

/** The cases of a topic, sorted. A file whose name begins with an underscore is a module for cases to import. */
export function casesOf(topic: string, folder: string = conformanceFolder): Case[] {
  const answers = answersOf(topic, folder);
  return readdirSync(join(folder, "cases", topic))
    .filter((name) => name.endsWith(".py") && !name.startsWith("_"))
    .sort()
    .map((name) => {
      const path = join(folder, "cases", topic, name);
      const stem = basename(name, ".py");
      const stdin = readIfThere(path.replace(/\.py$/, ".stdin"));
      const expected = Object.hasOwn(answers, stem) ? answers[stem] : undefined;
      return { id: `${topic}/${stem}`, topic, path, argv: argvOf(readFileSync(path, "utf8")), stdin, expected };
    });
}

/** Says where two texts part, in one line. */
function firstDifference(name: string, actual: string, expected: string): string {
  const [a, b] = [actual.split("\n"), expected.split("\n")];
  const line = a.findIndex((text, i) => text !== b[i]);
  const at = line < 0 ? a.length : line;
  const show = (text: string | undefined): string => (text === undefined ? "nothing" : JSON.stringify(text));
  return `${name} line ${at + 1}: ${show(a[at])} instead of ${show(b[at])}`;
}

/** The end of a traceback that should not be there: more of a cause than the output that is missing. */
function lastWords(stderr: string, expected: string): string {
  const last = stderr.trimEnd().split("\n").at(-1)!;
  return last === "" || expected.includes(last) ? "" : `; stderr ends in ${JSON.stringify(last)}`;
}

/** Runs a case. Returns null when it did what CPython did, and otherwise the first difference in one line. */
export async function differenceOf(each: Case, run: RunProgram): Promise<string | null> {
  if (each.expected === undefined) return "no answer is recorded";
  let actual: Outcome;
  try {
    actual = await run(each.path, each.argv, each.stdin);
  } catch (error) {
    return `the interpreter itself failed: ${error instanceof Error ? error.message.split("\n", 1)[0] : String(error)}`;
  }
  // Tracebacks name a program by its absolute path; the answers are recorded without the folder.
  const folder = `${dirname(each.path)}/`;
  const stdout = actual.stdout.replaceAll(folder, "");
  const stderr = actual.stderr.replaceAll(folder, "");
  if (stdout !== each.expected.stdout)
    return firstDifference("stdout", stdout, each.expected.stdout) + lastWords(stderr, each.expected.stderr);
  if (stderr !== each.expected.stderr) return firstDifference("stderr", stderr, each.expected.stderr);
  if (actual.exitCode !== each.expected.exitCode) return `exit code ${actual.exitCode} instead of ${each.expected.exitCode}`;
  return null;
}
