import { decodeToken, eraNamed, eras, type ScheduleToken, TokenError } from "@vivarium/gil";
import { CommandFailure, usageFailure } from "./failure.ts";
import type { OptionSpec } from "./options.ts";

/** Options of everything that runs a program. */
export const simulationOptions: readonly OptionSpec[] = [
  { names: ["--gil"], value: "ERA", help: `whose GIL: ${eras.map((era) => era.name).join(", ")} (default 3.11)` },
  { names: ["--cores"], value: "N", help: "simulated cores (default 4)" },
  { names: ["--clock"], value: "CLOCK", help: "real: this machine's; virtual: the same on every machine" },
  { names: ["--schedule"], value: "HOW", help: "cpython, random, or a token that an earlier run printed" },
  { names: ["--seed"], value: "N", help: "for random schedules and for latencies that vary" },
  { names: ["--switch-interval"], value: "S", help: "seconds, as sys.setswitchinterval (default 0.005)" },
  { names: ["--check-interval"], value: "N", help: "ticks, as sys.setcheckinterval; era 2.7 (default 100)" },
  { names: ["--limit-instructions"], value: "N", help: "stop after about so many instructions, exit code 124" },
  { names: ["--stdlib"], value: "DIR", help: "the Lib of a CPython 3.11 to import from" },
];

/** How a program is run. */
export interface RunSettings {
  readonly era: string;
  readonly cores: number;
  readonly clock: "real" | "virtual";
  readonly schedule: "cpython" | "random" | ScheduleToken;
  readonly seed: number;
  /** ns; null: the era's. */
  readonly switchInterval: number | null;
  /** Ticks; null: the era's. */
  readonly checkInterval: number | null;
  readonly limitInstructions: number;
  /** null: the one that comes with this command. */
  readonly stdlib: string | null;
}

/**
 * The settings that options ask for. A token brings its own era, cores, seed and intervals: an option that says otherwise is refused.
 * Throws a CommandFailure for values that make no sense.
 */
export function runSettings(
  values: ReadonlyMap<string, string | true>,
  clock: "real" | "virtual",
  verb: string | null,
  environment: Readonly<Record<string, string | undefined>>,
): RunSettings {
  const text = (name: string): string | undefined => values.get(name) as string | undefined;
  const number = (name: string, least: number, fallback: number): number => wholeNumber(text(name), name, least, fallback, verb);
  const schedule = scheduleOf(text("--schedule"), verb);
  const fixed = typeof schedule === "string" ? null : schedule.settings;
  const era = text("--gil") ?? fixed?.era ?? "3.11";
  if (!eras.some(({ name }) => name === era))
    throw usageFailure(`no era ${era}; there are ${eras.map((e) => e.name).join(", ")}`, verb);
  const cores = number("--cores", 1, fixed?.cores ?? 4);
  const seed = number("--seed", 0, fixed === null ? 0 : seedOf(fixed));
  const switchInterval = secondsOf(text("--switch-interval"), verb) ?? (fixed?.switchInterval || null);
  const checkInterval = values.has("--check-interval") ? number("--check-interval", 0, 100) : (fixed?.checkInterval ?? null);
  for (const [name, given, own] of [
    ["--gil", era, fixed?.era],
    ["--cores", cores, fixed?.cores],
    ["--seed", seed, fixed === null ? undefined : seedOf(fixed)],
    ["--switch-interval", (switchInterval ?? 0) / 1e9, fixed?.switchInterval ? fixed.switchInterval / 1e9 : undefined],
    ["--check-interval", checkInterval, fixed?.checkInterval],
  ])
    if (own !== undefined && given !== own) throw usageFailure(`the schedule was made with ${name} ${own}, not ${given}`, verb);
  const { kind } = eraNamed(era).handOff;
  const misplaced = kind === "ticks" ? "--switch-interval" : "--check-interval";
  if (values.has(misplaced))
    throw usageFailure(`${misplaced} means nothing to the GIL of ${era}: it ${howItSwitches[kind]}`, verb);
  const chosen = text("--clock") ?? clock;
  if (chosen !== "real" && chosen !== "virtual") throw usageFailure(`--clock is real or virtual, not ${chosen}`, verb);
  return {
    era,
    cores,
    seed,
    schedule,
    clock: chosen,
    switchInterval,
    checkInterval,
    limitInstructions: number("--limit-instructions", 1, Number.POSITIVE_INFINITY),
    stdlib: text("--stdlib") ?? (environment.VIVARIUM_STDLIB || null),
  };
}

const howItSwitches = { ticks: "counts ticks (--check-interval)", request: "goes by time (--switch-interval)" } as const;

/** What --seed was when a schedule was made. */
function seedOf({ seed, recipe }: ScheduleToken["settings"]): number {
  return recipe?.seed ?? seed;
}

function wholeNumber(text: string | undefined, name: string, least: number, fallback: number, verb: string | null): number {
  if (text === undefined) return fallback;
  const value = /^\d{1,15}$/.test(text.replaceAll("_", "")) ? Number(text.replaceAll("_", "")) : Number.NaN;
  if (!(value >= least)) throw usageFailure(`${name} is a whole number, ${least} or more; not ${text}`, verb);
  return value;
}

function secondsOf(text: string | undefined, verb: string | null): number | null {
  if (text === undefined) return null;
  const seconds = Number(text);
  if (!(seconds > 0) || seconds > 1e6) throw usageFailure(`--switch-interval is seconds above 0, not ${text}`, verb);
  return Math.round(seconds * 1e9);
}

function scheduleOf(text: string | undefined, verb: string | null): RunSettings["schedule"] {
  if (text === undefined || text === "cpython") return "cpython";
  if (text === "random") return "random";
  if (!/^v\d/.test(text)) throw usageFailure(`--schedule is cpython, random or a token; not ${text}`, verb);
  try {
    return decodeToken(text);
  } catch (error) {
    if (error instanceof TokenError) throw new CommandFailure(`vivarium: ${error.message}\n`, 2);
    throw error;
  }
}
