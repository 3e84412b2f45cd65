import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A small program about one feature. */
export interface Program {
  /** `file: section`. */
  readonly name: string;
  readonly source: string;
}

/** The programs under `programs/`: in each file a line `# --- name` starts one. */
export function readPrograms(directory: string = join(dirname(fileURLToPath(import.meta.url)), "programs")): Program[] {
  const programs: Program[] = [];
  for (const file of readdirSync(directory).sort()) {
    if (!file.endsWith(".py")) continue;
    const sections = readFileSync(join(directory, file), "utf8")
      .split(/^# --- /m)
      .slice(1);
    for (const section of sections) {
      const end = section.indexOf("\n");
      programs.push({ name: `${file.slice(0, -3)}: ${section.slice(0, end)}`, source: section.slice(end + 1) });
    }
  }
  return programs;
}
