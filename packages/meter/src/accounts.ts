import type { HashSink, Undoable } from "./undoable.ts";

/** Where time went, in ns. */
export interface TimeSplit {
  /** On a core, in its own work. */
  readonly user: number;
  /** On a core, in the operating system. */
  readonly system: number;
  /** Waiting for the GIL. */
  readonly gil: number;
  /** Blocked: a lock, a sleep, I/O. */
  readonly blocked: number;
  /** Waiting for a core. */
  readonly core: number;
}

/** The account of one thread. `wall` is the sum of the split. */
export interface ThreadAccount extends TimeSplit {
  readonly name: string;
  readonly wall: number;
}

/** What a stretch of a program took, in ns: what `%time` and `time` report. */
export interface Elapsed {
  readonly user: number;
  readonly system: number;
  readonly wall: number;
}

const noTime: TimeSplit = { user: 0, system: 0, gil: 0, blocked: 0, core: 0 };

/** The sum of any number of splits. */
export function sumOf(splits: readonly TimeSplit[]): TimeSplit {
  return splits.reduce<TimeSplit>(
    (a, b) => ({
      user: a.user + b.user,
      system: a.system + b.system,
      gil: a.gil + b.gil,
      blocked: a.blocked + b.blocked,
      core: a.core + b.core,
    }),
    noTime,
  );
}

/** Later minus earlier. */
export function difference(later: Elapsed, earlier: Elapsed): Elapsed {
  return { user: later.user - earlier.user, system: later.system - earlier.system, wall: later.wall - earlier.wall };
}

/**
 * Adds up costs in whole picoseconds and hands them out in whole nanoseconds: the remainder waits for the next time, so that
 * nothing is lost however often one looks.
 */
export class CostAccumulator implements Undoable {
  /** Picoseconds not handed out yet. Hot loops may add to it directly; it must stay a whole number below 2 ** 53. */
  pending = 0;

  /** ps: a whole number >= 0. */
  charge(ps: number): void {
    this.pending += ps;
  }

  /** Whole ns pending; stays pending. */
  get nanoseconds(): number {
    return Math.floor(this.pending / 1000);
  }

  /** Whole ns pending; only the remainder stays. */
  take(): number {
    const ns = Math.floor(this.pending / 1000);
    this.pending -= ns * 1000;
    return ns;
  }

  mark(): unknown {
    return this.pending;
  }

  undo(mark: unknown): void {
    this.pending = mark as number;
  }

  hash(into: HashSink): void {
    into(this.pending);
  }
}

/** How often each cost key was charged, and for how many units: what a calibration needs of a run. */
export class KeyCounts implements Undoable {
  #counts: Map<number, number> = new Map();
  #units: Map<number, number> = new Map();

  add(key: number, times: number = 1, units: number = 0): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + times);
    if (units !== 0) this.#units.set(key, (this.#units.get(key) ?? 0) + units);
  }

  times(key: number): number {
    return this.#counts.get(key) ?? 0;
  }

  units(key: number): number {
    return this.#units.get(key) ?? 0;
  }

  /** Keys that were charged, ascending. */
  keys(): number[] {
    return [...this.#counts.keys()].sort((a, b) => a - b);
  }

  mark(): unknown {
    return [new Map(this.#counts), new Map(this.#units)];
  }

  undo(mark: unknown): void {
    const [counts, units] = mark as [Map<number, number>, Map<number, number>];
    this.#counts = new Map(counts);
    this.#units = new Map(units);
  }

  hash(into: HashSink): void {
    for (const key of this.keys()) {
      into(key);
      into(this.times(key));
      into(this.units(key));
    }
  }
}
