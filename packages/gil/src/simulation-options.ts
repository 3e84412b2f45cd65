import type { Client } from "./client.ts";
import type { RunSettings } from "./decisions.ts";
import type { Era } from "./era.ts";
import type { Machine } from "./machine.ts";
import type { Scheduler } from "./scheduler.ts";

/** How to set a simulation up. */
export interface SimulationOptions<T> {
  readonly client: Client<T>;
  /** An era or its name. Default "3.11". */
  readonly era?: Era | string;
  /** Default: `linux`. */
  readonly machine?: Machine;
  /** Default 4. */
  readonly cores?: number;
  /** Default: the CPython-like one. */
  readonly scheduler?: Scheduler;
  /**
   * Makes latencies vary, reproducibly: a whole number >= 1; 0: every wake-up takes exactly what the machine says. Default: 0, but
   * 1 under the tick rule, where who gets in is a matter of less than a microsecond and without variation one phase would recur for ever.
   */
  readonly seed?: number;
  /** ns, in eras whose waiters ask after an interval. Default: the era's, 5 ms. */
  readonly switchInterval?: number;
  /** Ticks, in eras that count them. Default: the era's, 100. */
  readonly checkInterval?: number;
  /** How many of the latest events to keep; 0 (the default) keeps none, at no cost. */
  readonly events?: number;
  /** How many intervals of the timeline to keep; 0 (the default) keeps none. */
  readonly intervals?: number;
  /** Timeouts are in the host's time, and pass only when `hostTime` says so. Default false: they are simulated time. */
  readonly hostTimers?: boolean;
  /** A digest of program and inputs, carried in the token so that a replay of something else is noticed. Default 0: unknown. */
  readonly program?: number;
}

/** What a replay has to set up the same way. Throws a RangeError for numbers that make no sense. */
export function settingsOf<T>(era: Era, machine: Machine, options: SimulationOptions<T>): RunSettings {
  const cores = options.cores ?? 4;
  if (!Number.isInteger(cores) || cores < 1) throw new RangeError(`cores must be a whole number, 1 or more, not ${cores}`);
  const rule = era.handOff;
  const seed = options.seed ?? (rule.kind === "ticks" ? 1 : 0);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`seed must be a whole number, 0 or more, not ${seed}`);
  return {
    era: era.name,
    machine: machine.name,
    cores,
    seed,
    program: (options.program ?? 0) >>> 0,
    switchInterval: rule.kind === "request" ? wholeMicroseconds(options.switchInterval ?? rule.interval) : 0,
    checkInterval: rule.kind === "ticks" ? Math.max(0, Math.floor(options.checkInterval ?? rule.checkInterval)) : 0,
    recipe: options.scheduler?.recipe ?? null,
  };
}

/** A switch interval as the GIL keeps it. Throws a RangeError when it is not positive. */
export function wholeMicroseconds(ns: number): number {
  if (!(ns > 0)) throw new RangeError("switch interval must be strictly positive");
  return Math.max(1000, Math.floor(ns / 1000) * 1000);
}
