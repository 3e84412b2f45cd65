import { readFileSync, realpathSync } from "node:fs";
import { dirname, isAbsolute } from "node:path";
import type { Program, SysConfig, SysFlags } from "@vivarium/vm";
import { CommandFailure } from "../failure.ts";
import type { ProgramSource } from "../python-options.ts";
import { errnoText, isDirectory, isSystemError } from "../source-file.ts";
import type { Library } from "./library.ts";

/** What decides how a program starts, besides the program. */
export interface StartOptions {
  readonly arguments: readonly string[];
  readonly origArgv: readonly string[];
  readonly flags: SysFlags;
  readonly skipFirstLine: boolean;
  readonly warnOptions: readonly string[];
  readonly xOptions: readonly (readonly [string, string | true])[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly executable: string;
}

/** A program, read and ready to start. */
export interface ReadyProgram {
  readonly program: Program;
  readonly config: SysConfig;
}

interface Prepared {
  readonly program: Program;
  readonly argv0: string;
  /** `sys.path[0]`; null: there is none even without -P. */
  readonly folder: string | null;
  /** A folder that is the program goes first even with -P. */
  readonly always: boolean;
}

/** The path as tracebacks show it: not normalized. CPython 3.11: Python/fileutils.c _Py_abspath */
function absolute(path: string): string {
  return isAbsolute(path) ? path : `${process.cwd()}/${path}`;
}

/** `-x`: the first line goes, its line end stays, so that numbers of lines do not change. */
function withoutFirstLine(source: Uint8Array): Uint8Array {
  const end = source.indexOf(10);
  return end < 0 ? new Uint8Array(0) : source.subarray(end);
}

function readProgram(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CommandFailure(`vivarium: can't open file '${absolute(path)}': ${errnoText(error)}\n`, 2);
  }
}

/** Does a zip archive's end stand at the end of it. CPython 3.11: Lib/zipimport.py _read_directory */
function isArchive(bytes: Uint8Array): boolean {
  const { length } = bytes;
  for (let at = length - 22; at >= 0 && at >= length - 22 - 0xffff; at--) {
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6) return true;
  }
  return false;
}

function prepareFile(path: string, skipFirstLine: boolean): Prepared {
  if (isDirectory(path)) {
    return { program: { kind: "archive" }, argv0: path, folder: absolute(path), always: true };
  }
  const source = readProgram(path);
  if (isArchive(source)) return { program: { kind: "archive" }, argv0: path, folder: absolute(path), always: true };
  if (source[0] === 0xa7 && source[1] === 0x0d && source[2] === 0x0d && source[3] === 0x0a)
    throw new CommandFailure(`vivarium: '${path}' is a compiled file, which can be imported but not yet run\n`, 2);
  return {
    program: { kind: "file", filename: absolute(path), source: skipFirstLine ? withoutFirstLine(source) : source },
    argv0: path,
    folder: dirname(realpathSync(path)),
    always: false,
  };
}

function prepare(source: ProgramSource, skipFirstLine: boolean): Prepared {
  switch (source.kind) {
    case "file":
      return prepareFile(source.path, skipFirstLine);
    case "command":
      return { program: { kind: "command", source: source.source }, argv0: "-c", folder: "", always: false };
    case "module":
      return { program: { kind: "module", name: source.name }, argv0: "-m", folder: process.cwd(), always: false };
    case "stdin":
      return { program: { kind: "stdin", source: readFileSync(0) }, argv0: "-", folder: "", always: false };
  }
}

/**
 * Reads a program and works out `sys.argv`, `sys.path` and the rest of what `sys` shows. Throws a CommandFailure in CPython's words
 * when it cannot be read. CPython 3.11: Modules/main.c pymain_run_python, Modules/getpath.py
 */
export function readyProgram(source: ProgramSource, library: Library, options: StartOptions): ReadyProgram {
  const { program, argv0, folder, always } = prepare(source, options.skipFirstLine);
  const ignoreEnvironment = (options.flags.ignoreEnvironment ?? 0) > 0;
  const variable = (name: string): string => (ignoreEnvironment ? "" : (options.environment[name] ?? ""));
  const safe = options.flags.safePath === true || variable("PYTHONSAFEPATH") !== "";
  const first = folder !== null && (always || !safe) ? [folder] : [];
  const extra = variable("PYTHONPATH")
    .split(":")
    .filter((entry) => entry !== "");
  const optimize = Math.max(options.flags.optimize ?? 0, levelOf(variable("PYTHONOPTIMIZE")));
  const warnings = variable("PYTHONWARNINGS")
    .split(",")
    .filter((entry) => entry !== "");
  const bytesWarning = options.flags.bytesWarning ?? 0;
  if (bytesWarning > 0) warnings.push(`${bytesWarning > 1 ? "error" : "default"}::BytesWarning`);
  return {
    program,
    config: {
      argv: [argv0, ...options.arguments],
      origArgv: options.origArgv,
      path: [...first, ...extra.map(absolute), ...library.path],
      executable: options.executable,
      prefix: library.prefix,
      flags: {
        ...options.flags,
        ...flagsOfEnvironment(options.flags, variable),
        ...(safe ? { safePath: true } : {}),
        optimize: Math.min(optimize, 2),
      },
      warnoptions: [...warnings, ...options.warnOptions],
      xoptions: options.xOptions,
    },
  };
}

/** What variables of the environment set where no option does. CPython 3.11: Python/initconfig.c config_read_env_vars */
function flagsOfEnvironment(flags: SysFlags, variable: (name: string) => string): SysFlags {
  const level = (flag: keyof SysFlags, name: string): number => Math.max(Number(flags[flag] ?? 0), levelOf(variable(name)));
  return {
    debug: level("debug", "PYTHONDEBUG"),
    verbose: level("verbose", "PYTHONVERBOSE"),
    inspect: level("inspect", "PYTHONINSPECT"),
    dontWriteBytecode: level("dontWriteBytecode", "PYTHONDONTWRITEBYTECODE"),
    noUserSite: level("noUserSite", "PYTHONNOUSERSITE"),
    utf8Mode: Math.max(Number(flags.utf8Mode ?? 0), variable("PYTHONUTF8") === "1" ? 1 : 0),
  };
}

/** A variable that counts: a number, or 1 for any other text. CPython 3.11: Python/initconfig.c _Py_get_env_flag */
function levelOf(text: string): number {
  if (text === "") return 0;
  return /^\d{1,9}$/.test(text) ? Number(text) : 1;
}
