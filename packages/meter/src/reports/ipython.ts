import type { Elapsed } from "../accounts.ts";
import { formatGeneral } from "./general-format.ts";

const UNITS = ["s", "ms", "µs", "ns"] as const;
const SCALING = [1, 1e3, 1e6, 1e9] as const;
const LONG_UNITS = [
  ["d", 86400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
] as const;

/** A time span as IPython's magics print it: "3.58 s", "150 µs", "1min 40s". IPython 8.12: core/magics/execution.py _format_time */
export function formatSeconds(seconds: number, precision: number = 3): string {
  if (seconds >= 60) {
    const parts: string[] = [];
    let left = seconds;
    for (const [suffix, length] of LONG_UNITS) {
      const value = Math.trunc(left / length);
      if (value > 0) {
        left %= length;
        parts.push(`${value}${suffix}`);
      }
      if (left < 1) break;
    }
    return parts.join(" ");
  }
  const order = seconds >= 1 ? 0 : seconds >= 1e-3 ? 1 : seconds >= 1e-6 ? 2 : 3;
  return `${formatGeneral(seconds * SCALING[order], precision)} ${UNITS[order]}`;
}

/** What `%time` prints after the cell's own output, without a line end after the last line. IPython 8.12: ExecutionMagics.time, on Linux */
export function timeMagicReport({ user, system, wall }: Elapsed): string {
  const [cpuUser, cpuSystem] = [user / 1e9, system / 1e9];
  const total = formatSeconds(cpuUser + cpuSystem);
  const cpu = `CPU times: user ${formatSeconds(cpuUser)}, sys: ${formatSeconds(cpuSystem)}, total: ${total}`;
  return `${cpu}\nWall time: ${formatSeconds(wall / 1e9)}`;
}

/** What `%timeit` measured. */
export interface TimeitMeasurement {
  /** How often the statement ran in each measurement. */
  readonly loops: number;
  /** ns of each measurement, one or more. */
  readonly runs: readonly number[];
}

/**
 * How many loops `%timeit` takes when not told: the first power of ten that lasts 0.2 s. Give it the ns of one measurement of
 * `loops` loops; it says the number to try next, or the same when that was it.
 */
export function nextTimeitLoops(loops: number, ns: number): number {
  return ns >= 200_000_000 || loops >= 1_000_000_000 ? loops : loops * 10;
}

/** What `%timeit` prints, without a line end. IPython 8.12: TimeitResult.__str__ and ExecutionMagics.timeit */
export function timeitMagicReport({ loops, runs }: TimeitMeasurement): string {
  const timings = runs.map((ns) => ns / 1e9 / loops);
  const mean = exactSum(timings) / timings.length;
  const deviation = Math.sqrt(exactSum(timings.map((x) => (x - mean) * (x - mean))) / timings.length);
  const count = `${runs.length} run${runs.length === 1 ? "" : "s"}, ${withCommas(loops)} loop${loops === 1 ? "" : "s"} each`;
  const result = `${formatSeconds(mean)} ± ${formatSeconds(deviation)} per loop (mean ± std. dev. of ${count})`;
  const best = Math.min(...timings);
  const worst = Math.max(...timings);
  if (!(worst > 4 * best && best > 0 && worst > 1e-6)) return result;
  const times = (worst / best).toFixed(2);
  return `The slowest run took ${times} times longer than the fastest. This could mean that an intermediate result is being cached.\n${result}`;
}

function withCommas(value: number): string {
  const digits = String(value);
  let text = "";
  for (let i = 0; i < digits.length; i++) text += (i > 0 && (digits.length - i) % 3 === 0 ? "," : "") + digits[i];
  return text;
}

/** The sum without rounding on the way, as math.fsum's: partial sums that do not overlap. */
function exactSum(values: readonly number[]): number {
  const partials: number[] = [];
  for (let x of values) {
    let kept = 0;
    for (const partial of partials) {
      const [large, small] = Math.abs(x) < Math.abs(partial) ? [partial, x] : [x, partial];
      const sum = large + small;
      const lost = small - (sum - large);
      if (lost !== 0) partials[kept++] = lost;
      x = sum;
    }
    partials.length = kept;
    partials.push(x);
  }
  return partials.reduceRight((sum, partial) => sum + partial, 0);
}
