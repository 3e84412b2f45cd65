import type { CostModelData } from "./cost-model.ts";
import { nonNegativeLeastSquares } from "./non-negative-least-squares.ts";

/** One measured program. */
export interface CalibrationSample {
  readonly name: string;
  /** How often each key was charged. */
  readonly counts: ReadonlyMap<number, number>;
  /** For how many units of work in all, by key; a key is here only if its cost grows with the work. */
  readonly units?: ReadonlyMap<number, number>;
  /** What it took on the real machine, in ns; > 0. */
  readonly measured: number;
  /** How much it counts against the others; default 1. */
  readonly weight?: number;
}

/** How well the model tells one sample. */
export interface Residual {
  readonly name: string;
  readonly measured: number;
  readonly predicted: number;
  /** (predicted - measured) / measured */
  readonly relative: number;
}

/** A fit and how good it is. */
export interface CalibrationResult {
  /** ps by key, whole numbers >= 0. */
  readonly costs: ReadonlyMap<number, number>;
  readonly perUnit: ReadonlyMap<number, number>;
  readonly residuals: readonly Residual[];
  /** Root of the mean square of the relative residuals. */
  readonly rms: number;
  /** The sample told worst, or null without samples. */
  readonly worst: Residual | null;
  /** Keys that came out at nothing: too few samples tell them apart from others, or they are that cheap. */
  readonly atZero: readonly number[];
}

/** Rounds of weighing the samples anew; the costs no longer move after about five. */
const ROUNDS = 10;

/**
 * Fits costs to measurements: least squares of the *relative* errors (a short program counts as much as a long one) with no
 * cost below `atLeast` ps (one for all, or one a key). Half is an error of the same size as double (relative to what was measured it would be a smaller one, and
 * all costs would come out too low); the weights for that are found round by round. Throws a RangeError when a measurement is not a
 * positive number.
 */
export function calibrate(
  samples: readonly CalibrationSample[],
  atLeast: number | ((key: number) => number) = 0,
): CalibrationResult {
  for (const { name, measured } of samples) {
    if (!(measured > 0 && measured < Infinity)) throw new RangeError(`sample ${name}: measured ${measured} ns`);
  }
  const keys = keysOf(samples.map((sample) => sample.counts));
  const unitKeys = keysOf(samples.map((sample) => sample.units ?? new Map<number, number>()));
  const rows = samples.map(({ counts, units }) => [
    ...keys.map((key) => counts.get(key) ?? 0),
    ...unitKeys.map((key) => units?.get(key) ?? 0),
  ]);
  const least = [...keys.map((key) => (typeof atLeast === "number" ? atLeast : atLeast(key)) / 1000), ...unitKeys.map(() => 0)];
  const solution = solveRelative(
    rows,
    samples.map((sample) => sample.measured),
    samples.map((sample) => sample.weight ?? 1),
    least,
  );
  const toPicoseconds = (ns: number): number => Math.floor(ns * 1000 + 0.5);
  const costs = new Map(keys.map((key, i) => [key, toPicoseconds(solution[i]!)]));
  const perUnit = new Map(unitKeys.map((key, i) => [key, toPicoseconds(solution[keys.length + i]!)]));
  const residuals = samples.map((sample) => residualOf(sample, costs, perUnit));
  const meanSquare = residuals.reduce((sum, { relative }) => sum + relative * relative, 0) / Math.max(1, residuals.length);
  const worst = residuals.reduce<Residual | null>(
    (a, b) => (a === null || Math.abs(b.relative) > Math.abs(a.relative) ? b : a),
    null,
  );
  const atZero = keys.filter((key) => costs.get(key) === 0 && (perUnit.get(key) ?? 0) === 0);
  return { costs, perUnit, residuals, rms: Math.sqrt(meanSquare), worst, atZero };
}

/** x >= least that makes the squares of the relative errors of `rows * x` smallest. */
function solveRelative(
  rows: readonly (readonly number[])[],
  measured: readonly number[],
  weights: readonly number[],
  least: readonly number[],
): number[] {
  const told = (row: readonly number[], x: readonly number[]): number => row.reduce((sum, times, i) => sum + times * x[i]!, 0);
  const floor = rows.map((row) => told(row, least));
  let scale = measured.map((ns, k) => ns / weights[k]!);
  let solution = least.slice();
  for (let round = 0; round < ROUNDS; round++) {
    const weighted = rows.map((row, k) => row.map((times) => times / scale[k]!));
    const target = measured.map((ns, k) => (ns - floor[k]!) / scale[k]!);
    solution = nonNegativeLeastSquares(weighted, target).map((x, i) => x + least[i]!);
    scale = rows.map((row, k) => weightOf(measured[k]!, told(row, solution)) / weights[k]!);
  }
  return solution;
}

/** What an error is divided by, so that its square falls where that of the logarithm of the ratio does. */
function weightOf(measured: number, predicted: number): number {
  // A sample of which nothing is told must not get all the weight.
  const p = Math.max(predicted, measured * 0.01);
  // (m - p) / log(m / p), by a formula that is right to 0.1 % while neither is four times the other.
  const logarithmicMean = (2 * Math.sqrt(measured * p) + (measured + p) / 2) / 3;
  return Math.sqrt(p * logarithmicMean);
}

function keysOf(maps: readonly ReadonlyMap<number, number>[]): number[] {
  return [...new Set(maps.flatMap((map) => [...map.keys()]))].sort((a, b) => a - b);
}

function residualOf(
  sample: CalibrationSample,
  costs: ReadonlyMap<number, number>,
  perUnit: ReadonlyMap<number, number>,
): Residual {
  let ps = 0;
  for (const [key, times] of sample.counts) ps += times * (costs.get(key) ?? 0);
  for (const [key, units] of sample.units ?? []) ps += units * (perUnit.get(key) ?? 0);
  const predicted = ps / 1000;
  return { name: sample.name, measured: sample.measured, predicted, relative: (predicted - sample.measured) / sample.measured };
}

/** The data of a cost model with the fitted costs. */
export function costModelOf(result: CalibrationResult, name: string, source: string, defaultCost: number): CostModelData {
  const record = (map: ReadonlyMap<number, number>): Record<string, number> =>
    Object.fromEntries([...map].map(([key, ps]) => [String(key), ps]));
  return { version: 1, name, source, defaultCost, costs: record(result.costs), perUnit: record(result.perUnit) };
}

/** The fit in lines for people: how good it is, the samples told worst first, and what could not be told. `nameOf` names a key. */
export function calibrationReport(result: CalibrationResult, nameOf: (key: number) => string): string {
  const percent = (fraction: number): string => `${fraction < 0 ? "" : "+"}${(fraction * 100).toFixed(1)} %`;
  const lines = [
    `${result.residuals.length} samples, ${result.costs.size} keys, typical error ${(result.rms * 100).toFixed(1)} %`,
  ];
  const worstFirst = result.residuals.slice().sort((a, b) => Math.abs(b.relative) - Math.abs(a.relative));
  for (const { name, measured, predicted, relative } of worstFirst) {
    lines.push(
      `${percent(relative).padStart(10)}  ${name}: measured ${measured.toFixed(0)} ns, predicted ${predicted.toFixed(0)} ns`,
    );
  }
  if (result.atZero.length > 0) lines.push(`no cost of their own found for: ${result.atZero.map(nameOf).join(", ")}`);
  return `${lines.join("\n")}\n`;
}
