/**
 * Compares our code objects with CPython 3.11's, field by field.
 *
 *     npx tsx --conditions=@vivarium/source tools/compare-code.ts [-O LEVEL] [--all] FILE_OR_DIRECTORY...
 *     npx tsx --conditions=@vivarium/source tools/compare-code.ts [-O LEVEL] [--all] --recorded code.jsonl
 *
 * Lists the files that differ with the first field that does (`--all`: every field), and exits with 1 when there are any.
 * CPython's side comes from tools/dump-code.py, run here with `python3.11` or recorded before.
 */
import { spawn } from "node:child_process";
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { type CodeObject, type Constant, compileSource, decodeLineTable, opname } from "../packages/compiler/src/index.ts";
import { PySyntaxError } from "../packages/parser/src/index.ts";

type Tagged = [type: string, value: unknown];
interface RecordedCode {
  [field: string]: unknown;
  co_consts: Tagged[];
}
interface Line {
  file: string;
  code?: RecordedCode;
  error?: [type: string, ...rest: unknown[]];
  warnings: [category: string, message: string, lineno: number][];
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** A float as Python's `float.hex` writes it. */
function floatHex(x: number): string {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const sign = bits >> 63n ? "-" : "";
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  if (exponent === 0 && fraction === 0n) return `${sign}0x0.0p+0`;
  const e = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${fraction.toString(16).padStart(13, "0")}p${e < 0 ? "-" : "+"}${Math.abs(e)}`;
}

function tagged(c: Constant): Tagged {
  switch (c.type) {
    case "None":
      return ["NoneType", "None"];
    case "Ellipsis":
      return ["ellipsis", "Ellipsis"];
    case "bool":
      return ["bool", c.value ? "True" : "False"];
    case "int":
      return ["int", `${c.value < 0 ? "-" : ""}0x${BigInt(c.value).toString(16).replace("-", "")}`];
    case "float":
      return ["float", floatHex(c.value)];
    case "complex":
      return ["complex", [floatHex(c.real), floatHex(c.imag)]];
    case "str":
      return ["str", c.value];
    case "bytes":
      return ["bytes", hex(c.value)];
    case "tuple":
      return ["tuple", c.items.map(tagged)];
    case "frozenset":
      return ["frozenset", c.items.map(tagged)];
    case "code":
      return ["code", null];
  }
}

function sameConstant(a: Tagged, b: Tagged): boolean {
  if (a[0] !== b[0]) return false;
  if (a[0] === "frozenset") {
    const sorted = (list: Tagged[]): string => JSON.stringify(list.map((x) => JSON.stringify(x)).sort());
    return sorted(a[1] as Tagged[]) === sorted(b[1] as Tagged[]);
  }
  return a[0] === "code" || JSON.stringify(a[1]) === JSON.stringify(b[1]);
}

function listing(code: string): string[] {
  const out: string[] = [];
  for (let i = 0; i < code.length; i += 4) {
    const opcode = Number.parseInt(code.slice(i, i + 2), 16);
    out.push(`${i / 2} ${opname[opcode]} ${Number.parseInt(code.slice(i + 2, i + 4), 16)}`);
  }
  return out;
}

/** A line table as `bytes line:column-line:column`, relative to the first line. */
function locations(table: string): string[] {
  return decodeLineTable(Buffer.from(table, "hex"), 0).map(({ start, end, location: at }) => {
    return `${start}-${end} ${at === null ? "none" : `${at.lineno}:${at.col_offset}-${at.end_lineno}:${at.end_col_offset}`}`;
  });
}

function describe(field: string, ours: unknown, theirs: unknown): string {
  if (field === "co_code") {
    const [a, b] = [listing(ours as string), listing(theirs as string)];
    const at = a.findIndex((line, i) => line !== b[i]);
    const from = at < 0 ? Math.min(a.length, b.length) : at;
    return `ours ${a.slice(from, from + 4).join("; ")} | CPython ${b.slice(from, from + 4).join("; ")}`;
  }
  if (field === "co_linetable") {
    const [a, b] = [locations(ours as string), locations(theirs as string)];
    const at = a.findIndex((line, i) => line !== b[i]);
    return `ours ${a.slice(at, at + 2).join("; ")} | CPython ${b.slice(at, at + 2).join("; ")}`;
  }
  return `ours ${JSON.stringify(ours)?.slice(0, 300)} | CPython ${JSON.stringify(theirs)?.slice(0, 300)}`;
}

const BYTES = ["co_code", "co_exceptiontable", "co_linetable"];
const FIELDS = [
  "co_name",
  "co_qualname",
  "co_flags",
  "co_firstlineno",
  "co_argcount",
  "co_posonlyargcount",
  "co_kwonlyargcount",
].concat(["co_names", "co_varnames", "co_cellvars", "co_freevars"], BYTES, ["co_stacksize"]);

function* differences(ours: CodeObject, theirs: RecordedCode): Generator<string> {
  const where = String(theirs.co_qualname);
  for (const field of FIELDS) {
    const value = ours[field as keyof CodeObject];
    const mine = BYTES.includes(field) ? hex(value as Uint8Array) : value;
    if (JSON.stringify(mine) !== JSON.stringify(theirs[field]))
      yield `${where}.${field}: ${describe(field, mine, theirs[field])}`;
  }
  const n = Math.max(ours.co_consts.length, theirs.co_consts.length);
  for (let i = 0; i < n; i++) {
    const [a, b] = [ours.co_consts[i], theirs.co_consts[i]];
    if (a === undefined || b === undefined || !sameConstant(tagged(a), b)) {
      const brief = a === undefined ? undefined : tagged(a);
      yield `${where}.co_consts[${i}]: ours ${JSON.stringify(brief)?.slice(0, 200)} | CPython ${JSON.stringify(b)?.slice(0, 200)}`;
      return;
    }
    if (a.type === "code") yield* differences(a.code, b[1] as RecordedCode);
  }
}

function* compareError(line: Line, error: unknown): Generator<string> {
  if (!(error instanceof Error)) throw error;
  const ours =
    error instanceof PySyntaxError
      ? [error.type, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset]
      : [error.name, error.message];
  if (line.error === undefined)
    yield `ours raises ${JSON.stringify(ours)}${error instanceof PySyntaxError ? "" : `\n${error.stack}`}`;
  else if (JSON.stringify(ours) !== JSON.stringify(line.error))
    yield `error: ours ${JSON.stringify(ours)} | CPython ${JSON.stringify(line.error)}`;
}

function* compareFile(line: Line, optimize: 0 | 1 | 2): Generator<string> {
  const warnings: unknown[] = [];
  let code: CodeObject;
  try {
    code = compileSource(readFileSync(line.file), line.file, "exec", {
      optimize,
      onWarning: (w) => void warnings.push([w.category, w.message, w.lineno]),
    });
  } catch (error) {
    yield* compareError(line, error);
    return;
  }
  if (line.code === undefined) yield `ours compiles | CPython ${JSON.stringify(line.error)}`;
  else yield* differences(code, line.code);
  if (JSON.stringify(warnings) !== JSON.stringify(line.warnings)) {
    yield `warnings: ours ${JSON.stringify(warnings)} | CPython ${JSON.stringify(line.warnings)}`;
  }
}

function option(args: string[], name: string): boolean {
  const at = args.indexOf(name);
  if (at >= 0) args.splice(at, 1);
  return at >= 0;
}

async function main(args: string[]): Promise<number> {
  const all = option(args, "--all");
  let optimize: 0 | 1 | 2 = 0;
  if (args[0] === "-O") optimize = Number(args.splice(0, 2)[1]) as 0 | 1 | 2;
  const recorded = option(args, "--recorded");
  const input = recorded
    ? createReadStream(args[0]!)
    : spawn("python3.11", [new URL("dump-code.py", import.meta.url).pathname, "-O", String(optimize), ...args], {
        stdio: ["ignore", "pipe", "inherit"],
      }).stdout;
  let files = 0;
  let differing = 0;
  for await (const text of createInterface({ input })) {
    const line = JSON.parse(text) as Line;
    files++;
    const found: string[] = [];
    for (const difference of compareFile(line, optimize)) {
      found.push(difference);
      if (!all) break;
    }
    if (found.length > 0) differing++;
    for (const difference of found) console.log(`${line.file}: ${difference}`);
  }
  console.log(`${files} files, ${differing} differ`);
  return differing === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
