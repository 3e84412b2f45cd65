import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { CommandFailure } from "./failure.ts";

/** What strerror says, for the errors that reading and writing files can give; Node's own words for others. */
const reasons: Readonly<Record<string, readonly [number, string]>> = {
  EPERM: [1, "Operation not permitted"],
  ENOENT: [2, "No such file or directory"],
  EACCES: [13, "Permission denied"],
  EEXIST: [17, "File exists"],
  ENOTDIR: [20, "Not a directory"],
  EISDIR: [21, "Is a directory"],
  ENOSPC: [28, "No space left on device"],
  EROFS: [30, "Read-only file system"],
  ENAMETOOLONG: [36, "File name too long"],
  ELOOP: [40, "Too many levels of symbolic links"],
};

/** "[Errno 2] No such file or directory" for what Node threw. */
export function errnoText(error: unknown): string {
  const { code, errno, message } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : reasons[code];
  if (known !== undefined) return `[Errno ${known[0]}] ${known[1]}`;
  return code === undefined ? message : `[Errno ${Math.abs(errno ?? 0)}] ${code}`;
}

/** Did the system refuse something (as opposed to: we made a mistake)? */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === "string";
}

/** The bytes of a program; `-`: standard input. Throws a CommandFailure in CPython's words. */
export function readSource(path: string): Uint8Array {
  try {
    return readFileSync(path === "-" ? 0 : path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CommandFailure(`vivarium: can't open file '${path}': ${errnoText(error)}\n`, 2);
  }
}

/** Is there a directory of that name? */
export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The `.py` files under a directory, relative to it, in order of their names; symbolic links to directories are not followed. */
export function pythonFilesUnder(directory: string): string[] {
  const found: string[] = [];
  const visit = (relative: string): void => {
    for (const name of readdirSync(join(directory, relative)).sort()) {
      const path = relative === "" ? name : `${relative}/${name}`;
      if (lstatSync(join(directory, path)).isDirectory()) visit(path);
      else if (name.endsWith(".py")) found.push(path);
    }
  };
  visit("");
  return found;
}
