/**
 * Runs every program of bench/programs on the built `vivarium` command and on CPython 3.11, in turns, and writes bench/results.md and
 * bench/results.json.
 *
 *     npm run build && node bench/run.mjs [--rounds N] [--python PYTHON] [--vivarium "COMMAND"] [NAME...]
 *
 * What is compared is CPU time (user and system) of the whole process, start-up included: the median of N rounds (default 5). Each round runs both,
 * one after the other, so that a busy machine is busy for both. A program whose outputs differ is reported and has no ratio.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const folder = fileURLToPath(new URL("programs/", import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    python: { type: "string", default: "python3.11" },
    vivarium: {
      type: "string",
      default: `${process.execPath} ${fileURLToPath(new URL("../apps/cli/bin/vivarium.js", import.meta.url))}`,
    },
  },
});
const rounds = Number(options.rounds);

/** The binary itself, so that no launcher is measured. */
const python = run([options.python, "-c", "import os, sys; print(os.path.realpath(sys.executable))"]).stdout.trim();
const version = run([python, "-VV"]).stdout.trim();
const vivarium = options.vivarium.split(" ");

/** Runs a command; CPU time as bash tells it, to the millisecond. */
function run(command) {
  const script = 'TIMEFORMAT="%U %S"; time "$@" 2>/dev/null';
  const { stdout, stderr, status } = spawnSync("bash", ["-c", script, "bash", ...command], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const seconds = stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { stdout, status, ms: (seconds[0] + seconds[1]) * 1000 };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted.length % 2 === 1 ? sorted[sorted.length >> 1] : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
}

function compare(name, args) {
  const ours = [];
  const theirs = [];
  for (let round = 0; round < rounds; round++) {
    const expected = run([python, ...args]);
    const got = run([...vivarium, ...args]);
    if (got.stdout !== expected.stdout || got.status !== expected.status) return { name, differs: true, status: got.status };
    theirs.push(expected.ms);
    ours.push(got.ms);
  }
  return { name, cpython: median(theirs), vivarium: median(ours), ratio: median(ours) / median(theirs) };
}

const ms = (n) => n.toFixed(0).padStart(7);
const programs = readdirSync(folder)
  .filter((file) => file.endsWith(".py"))
  .map((file) => file.slice(0, -3))
  .sort();
const chosen = positionals.length > 0 ? programs.filter((name) => positionals.includes(name)) : programs;
const results = [];
for (const result of [["start-up (-c pass)", ["-c", "pass"]], ...chosen.map((name) => [name, [`${folder}${name}.py`]])]) {
  const measured = compare(...result);
  results.push(measured);
  const tail = measured.differs
    ? `differs (exit ${measured.status})`
    : `${ms(measured.cpython)} ${ms(measured.vivarium)}  ${measured.ratio.toFixed(1)}`;
  process.stdout.write(`${measured.name.padEnd(20)} ${tail}\n`);
}

const told = results.slice(1).filter((r) => !r.differs);
const geometricMean = Math.exp(told.reduce((sum, r) => sum + Math.log(r.ratio), 0) / told.length);
process.stdout.write(`geometric mean of ${told.length} programs: ${geometricMean.toFixed(2)}\n`);
if (positionals.length === 0) {
  const machine = `${os.cpus()[0].model}, Node ${process.versions.node}`;
  const row = (r) =>
    r.differs
      ? `| ${r.name} | | | output differs |`
      : `| ${r.name} | ${ms(r.cpython).trim()} | ${ms(r.vivarium).trim()} | ${r.ratio.toFixed(1)} |`;
  const lines = [
    "# Vivarium against CPython 3.11",
    "",
    `Made by \`node bench/run.mjs\`: CPU time in ms, start-up included, median of ${rounds} rounds; ${machine}; ${version.replace(/\s+/g, " ")}.`,
    "",
    "| program | CPython | Vivarium | ratio |",
    "|---|---:|---:|---:|",
    ...results.map(row),
    `| geometric mean of the programs | | | ${geometricMean.toFixed(2)} |`,
    "",
  ];
  writeFileSync(new URL("results.md", import.meta.url), lines.join("\n"));
  writeFileSync(
    new URL("results.json", import.meta.url),
    `${JSON.stringify({ machine, version, rounds, geometricMean, results }, null, 2)}\n`,
  );
}
