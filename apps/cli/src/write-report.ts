import { writeFileSync } from "node:fs";
import { CommandFailure } from "./failure.ts";
import { errnoText, isSystemError } from "./source-file.ts";

/** Writes a report's file. Throws a CommandFailure when the system refuses. */
export function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CommandFailure(`vivarium: can't write '${path}': ${errnoText(error)}\n`, 1);
  }
}
