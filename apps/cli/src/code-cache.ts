import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

/*
 * The whole command is one script, and V8 can keep what it compiled of one: loaded so, the command starts in a third of the time that its modules
 * take. The build leaves the compiled code beside the script. It fits one version of Node on one kind of processor only; elsewhere the first run
 * puts it into the user's cache folder, or into the one that VIVARIUM_CODE_CACHE names (empty: nowhere). V8 checks what it is given, and compiles when it
 * does not fit, so that nothing depends on it.
 */

/**
 * How much bytecode of a function is executed between two looks at whether it is worth optimizing; V8's own choice is 67584. It takes much of start-up for
 * hot then, the eval loop before all, and compiles it beside the run: that costs more than start-up itself, what it has learned there does not fit
 * the program, and the process cannot end before it is done. User CPU seconds with 67584 and with this, medians of 5 on a busy machine of two cores (2026-11, Node
 * 20): `import json, dataclasses, threading` 1.2 and 0.6, a recursive function of 0.5 s 0.66 and 0.46, loops over objects of 2.5 s 2.6 and 2.5.
 */
const PATIENCE = "--interrupt-budget=600000";

/**
 * How many times larger the space for new objects becomes when it is too small; V8's own choice is 2. It begins with 1 MB, and each of the ten small collections of
 * start-up finds that nearly everything is still in use.
 */
const GROWTH = "--semi-space-growth-factor=16";

/** The whole command, loaded. */
export interface Whole {
  readonly exports: { readonly main: (argv: readonly string[]) => Promise<void> };
  /** To be called at the end, when most functions have been compiled: keeps the compiled code for the next time if there was none. */
  keep(): void;
}

type WholeFunction = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  scriptUrl: string,
  packageUrl: (name: string) => string,
) => void;

function userFolder(): string | null {
  const chosen = process.env.VIVARIUM_CODE_CACHE;
  if (chosen !== undefined) return chosen === "" ? null : chosen;
  const base = process.env.XDG_CACHE_HOME;
  return join(base !== undefined && base !== "" ? base : join(homedir(), ".cache"), "vivarium");
}

/** Compiled code that this user put there, or who installed the command. */
function readCode(path: string, owner: number | undefined): Buffer | undefined {
  try {
    return owner !== undefined && statSync(path).uid !== owner ? undefined : readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Written under another name first: another run may be reading. */
function writeCode(path: string, code: Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, code, { mode: 0o644 });
    renameSync(draft, path);
  } catch {
    // A folder that cannot be written to: every run compiles.
  }
}

function compile(source: string, filename: string, cachedData: Buffer | undefined): { script: Script; fits: boolean } {
  const script = new Script(source, { filename, ...(cachedData === undefined ? {} : { cachedData }) });
  return { script, fits: cachedData !== undefined && script.cachedDataRejected === false };
}

/** Loads the script at `url`, with its compiled code if there is some; null when there is no such script. */
export function loadWhole(url: URL): Whole | null {
  const path = fileURLToPath(url);
  let source: string;
  try {
    source = readFileSync(path, "latin1"); // The build writes ASCII.
  } catch {
    return null;
  }
  // The script begins with a comment that is a digest of the rest.
  const name = `${source.slice(3, source.indexOf(" ", 3))}-${process.version}-${process.arch}.code`;
  const folder = userFolder();
  const own = folder === null ? null : join(folder, name);
  let { script, fits } = compile(source, path, readCode(join(dirname(path), name), undefined));
  if (!fits && own !== null) {
    const kept = readCode(own, process.getuid?.());
    if (kept !== undefined) ({ script, fits } = compile(source, path, kept));
  }
  const module: { exports: object } = { exports: {} };
  const require = createRequire(url);
  const packageUrl = (id: string): string => pathToFileURL(require.resolve(id)).href;
  if (fits) setFlagsFromString(GROWTH);
  (script.runInThisContext() as WholeFunction)(module.exports, require, module, url.href, packageUrl);
  // Code that is kept belongs to V8's flags as they were.
  if (fits) setFlagsFromString(PATIENCE);
  return {
    exports: module.exports as Whole["exports"],
    keep() {
      if (!fits && own !== null) writeCode(own, script.createCachedData());
    },
  };
}
