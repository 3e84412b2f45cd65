/** What CPython 3.11.7 said, as tools/record-bytecode.py wrote it down. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

export type StackEffectRow = [arg: number, either: number, falling: number, jumping: number];

export interface OpcodeRecording {
  opmap: Record<string, number>;
  specialized: Record<string, number>;
  families: Record<string, string[]>;
  cacheFormat: Record<string, Record<string, number>>;
  haveArgument: number;
  kinds: Record<"hasconst" | "hasname" | "haslocal" | "hasfree" | "hasjrel" | "hascompare", string[]>;
  compareOperators: string[];
  binaryOperators: string[];
  stackEffects: Record<string, StackEffectRow[]>;
}

export interface MarshalRecording {
  values: { expression: string; value: Description; dumps: Record<string, string> }[];
  bad: { data: string; ok?: true; type?: string; message?: string }[];
}

/** A value as the recording describes it. */
export interface Description {
  type: string;
  value?: unknown;
  items?: unknown[];
  name?: string;
}

export interface CodeRecording {
  qualname: string;
  code: string;
  stacksize: number;
  flags: number;
  firstlineno: number;
  names: string[];
  localsplusnames: string[];
  consts: Description[];
  linetable: string;
  positions: (number | null)[][] | null;
  exceptiontable: string;
  exceptionEntries: [number, number, number, number, boolean][];
}

export interface ProgramRecording {
  title: string;
  source: string;
  marshal: string;
  dis: string;
  disCaches: string | null;
  codes: CodeRecording[];
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./recorded/${name}`, import.meta.url), "utf8")) as T;
}

export const opcodeRecording: OpcodeRecording = read("opcodes.json");
export const marshalRecording: MarshalRecording = read("marshal.json");
export const programRecordings: readonly ProgramRecording[] = read("programs.json");

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, "hex"));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** Runs a program with CPython 3.11.7 and gives what it prints; null where that is not installed. */
export function runPython311(args: readonly string[], input: string = ""): string | null {
  const version = spawnSync("python3.11", ["-V"], { encoding: "utf8" });
  if (version.status !== 0 || version.stdout.trim() !== "Python 3.11.7") return null;
  const result = spawnSync("python3.11", args, { encoding: "utf8", input, env: { ...process.env, PYTHONHASHSEED: "0" } });
  if (result.status !== 0) throw new Error(result.stdout + result.stderr);
  return result.stdout;
}
