import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Program, readPrograms } from "../audit/programs.ts";

const folder: string = dirname(fileURLToPath(import.meta.url));

/** What each probe starts with; tools/record-refcounts.py says the same. */
const head = "from sys import getrefcount as rc\no = object()\n";

/** The probes: programs that print reference counts. */
export function readProbes(): Program[] {
  return readPrograms(join(folder, "probes")).map(({ name, source }) => ({ name, source: head + source }));
}

/** What CPython 3.11.7 prints for each; see tools/record-refcounts.py. */
export function recordedProbes(): Record<string, string> {
  const text = readFileSync(join(folder, "recorded", "probes.json"), "utf8");
  return (JSON.parse(text) as { stdout: Record<string, string> }).stdout;
}
