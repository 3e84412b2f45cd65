/**
 * Fits what each instruction costs to a real CPython and writes the cost model.
 *
 *     npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.11 PYTHON [--rounds N] [--samples FILE]
 *     npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts 3.9 PYTHON
 *
 * PYTHON is asked where its binary is, and that is run, so that no launcher is measured. `--samples` takes the output of measure.py instead of
 * running it. The report goes to stdout: how well the model tells the programs it was fitted to, then those it has not seen.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rows } from "@vivarium/compiler/opcodes";
import {
  type CalibrationSample,
  CostModel,
  type CostModelData,
  calibrate,
  calibrationReport,
  costModelOf,
} from "@vivarium/meter";
import { free, keyOf, sharedCosts } from "./opcode-keys.ts";

interface Measured {
  readonly version: string;
  readonly compiler: string;
  readonly machine: string;
  readonly samples: readonly {
    readonly name: string;
    readonly group: "fit" | "held-out";
    readonly ns: number;
    readonly counts: Readonly<Record<string, number>>;
    readonly units: Readonly<Record<string, number>>;
    /** A program of mixed code, not one operation again and again. */
    readonly mixed: boolean;
  }[];
}

/** ps. No instruction is free, or a loop could run in no time at all: the length of a machine cycle. */
const LEAST = 300;
/** The same for work of native code, of which a cycle does several. */
const LEAST_WORK = 1;

/** Mixed programs count more than single operations: the model is there to tell programs. */
const PROGRAM_WEIGHT = 4;

/** Work of native code, which is no instruction. */
const nativeWork: ReadonlyMap<number, string> = new Map([
  [256, "an item through native iteration"],
  [257, "an instance made"],
  [258, "a comparison of a sort"],
  [259, "a byte of a string copied"],
  [260, "a reference copied"],
  [261, "a character that a search passes"],
  [262, "an item that a search compares"],
  [263, "a digit of a large int"],
  [264, "two digits of large ints multiplied"],
  [265, "a step of a regular expression"],
  [266, "a system call on a file"],
  [267, "a byte that a system call moves"],
  [268, "an entry put into a dict or set"],
  [269, "an operator that is no arithmetic of two ints or floats"],
  [270, "a built-in type called"],
  [271, "a value formatted by %"],
  [272, "a string cut out of another"],
]);

const names: ReadonlyMap<number, string> = new Map([...rows.map((row) => [row.number, row.name] as const), ...nativeWork]);
const nameOf = (key: number): string => names.get(key) ?? String(key);

function measure(python: string, rounds: string): Measured {
  const binary = execFileSync(python, ["-c", "import os, sys; print(os.path.realpath(sys.executable))"], {
    encoding: "utf8",
  }).trim();
  const script = fileURLToPath(new URL("measure.py", import.meta.url));
  return JSON.parse(execFileSync(binary, [script, rounds], { encoding: "utf8", maxBuffer: 1 << 26 })) as Measured;
}

function samplesOf(measured: Measured, group: "fit" | "held-out"): CalibrationSample[] {
  return measured.samples
    .filter((sample) => sample.group === group)
    .map(({ name, ns, counts, units, mixed }) => {
      const byKey = new Map<number, number>();
      const charge = (key: number | null, times: number): void => {
        if (key !== null) byKey.set(key, (byKey.get(key) ?? 0) + times);
      };
      for (const [opname, times] of Object.entries(counts)) charge(keyOf(opname), times);
      for (const [key, times] of Object.entries(units)) charge(Number(key), times);
      return { name, counts: byKey, measured: ns, weight: mixed ? PROGRAM_WEIGHT : 1 };
    });
}

/** The model with the costs that instructions share or do not have. What was never measured costs the median. */
function modelOf(measured: Measured, target: string, fitted: ReturnType<typeof calibrate>): CostModelData {
  const told = [...fitted.costs].filter(([key, cost]) => key < 256 && cost > 0).map(([, cost]) => cost);
  const median = told.sort((a, b) => a - b)[told.length >> 1] ?? 0;
  const source =
    `CPython ${measured.version} (${measured.compiler}, ${measured.machine})` +
    (target === "3.11"
      ? "; PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG are contained in the cost of CALL and LOAD_*; RESUME is what a call of a Python function costs more than one of a built-in"
      : "; instructions of 3.9 are charged to the 3.11 instruction that does their work; PRECALL, PUSH_NULL, CACHE and EXTENDED_ARG," +
        " which 3.9 has no work for, cost 0; a RESUME stands for entering a frame, a NOP for entering and leaving a try block");
  const data = costModelOf(fitted, `cpython-${target}`, source, median);
  const costs: Record<string, number> = { ...data.costs };
  const number = new Map(rows.map((row) => [row.name, row.number]));
  for (const [name, others] of Object.entries(sharedCosts)) {
    const cost = costs[String(number.get(name))];
    if (cost !== undefined) for (const other of others) costs[String(number.get(other))] = cost;
  }
  for (const name of free) costs[String(number.get(name))] = 0;
  return { ...data, costs };
}

function heldOutReport(model: CostModelData, samples: readonly CalibrationSample[]): string {
  const lines = ["programs kept back: predicted / measured", "              all  opcodes alone"];
  const costs = new CostModel(model);
  for (const { name, counts, measured } of samples) {
    const ns = (keys: (key: number) => boolean): number =>
      [...counts].reduce((sum, [key, times]) => sum + (keys(key) ? times * costs.cost(key) : 0), 0) / 1000;
    const ratio = (predicted: number): string => (predicted / measured).toFixed(2).padStart(10);
    lines.push(`${ratio(ns(() => true))} ${ratio(ns((key) => key < 256))}   ${name} (${measured.toFixed(0)} ns)`);
  }
  return `${lines.join("\n")}\n`;
}

function fileText(target: string, data: CostModelData): string {
  const table = (record: Readonly<Record<string, number>>): string =>
    Object.entries(record)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([key, cost]) => `    ${key}: ${cost}, // ${nameOf(Number(key))}\n`)
      .join("");
  return `// Made by: npx tsx --conditions=@vivarium/source tools/calibrate/calibrate.ts ${target} PYTHON
import type { CostModelData } from "@vivarium/meter";

/** What instructions cost in CPython ${target}, in ps, by the opcode numbers of 3.11; from 256 on, work of native code. */
export const cpython_${target.replace(".", "_")}: CostModelData = {
  version: 1,
  name: ${JSON.stringify(data.name)},
  source:
    ${JSON.stringify(data.source)},
  defaultCost: ${data.defaultCost},
  costs: {
${table(data.costs)}  },
  perUnit: {},
};
`;
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

const [target, python] = process.argv.slice(2);
if ((target !== "3.11" && target !== "3.9") || python === undefined) throw new Error("usage: calibrate.ts 3.11|3.9 PYTHON");
const saved = option("--samples");
const measured =
  saved === undefined ? measure(python, option("--rounds") ?? "60") : (JSON.parse(readFileSync(saved, "utf8")) as Measured);
if (!measured.version.startsWith(`${target}.`)) throw new Error(`${python} is a CPython ${measured.version}`);
const fitted = calibrate(samplesOf(measured, "fit"), (key) => (key < 256 ? LEAST : LEAST_WORK));
const model = modelOf(measured, target, fitted);
const output = new URL(`../../packages/vm/src/costs/cpython-${target}.gen.ts`, import.meta.url);
writeFileSync(fileURLToPath(output), fileText(target, model));
process.stdout.write(calibrationReport(fitted, nameOf));
process.stdout.write(heldOutReport(model, samplesOf(measured, "held-out")));
