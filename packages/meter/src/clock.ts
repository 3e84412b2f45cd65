import type { HashSink, Undoable } from "./undoable.ts";

/** CPU time of a process, in ns. */
export interface CpuTime {
  readonly user: number;
  readonly system: number;
}

/** What a program can learn about time. */
export interface Clock extends Undoable {
  readonly kind: "real" | "virtual";
  /** ns since the run began; never goes back. A whole number. */
  monotonic(): number;
  /** ns since 1970-01-01T00:00:00Z. May be set back by whoever owns the machine. */
  epoch(): bigint;
  /** CPU time of the whole process so far. */
  cpu(): CpuTime;
}

/** Where virtual time comes from: a simulation's reading and its sum over threads. */
export interface VirtualTimeSource {
  now(): number;
  cpu(): CpuTime;
}

/** A clock that shows simulated time: the same readings on every machine. Has no state of its own. */
export class VirtualClock implements Clock {
  readonly kind = "virtual" as const;
  readonly #source: VirtualTimeSource;
  readonly #start: bigint;

  /** `start`: what `epoch` reads at time 0, in ns; default 2024-01-01T00:00:00Z. */
  constructor(source: VirtualTimeSource, start: bigint = 1_704_067_200_000_000_000n) {
    this.#source = source;
    this.#start = start;
  }

  monotonic(): number {
    return this.#source.now();
  }

  epoch(): bigint {
    return this.#start + BigInt(this.#source.now());
  }

  cpu(): CpuTime {
    return this.#source.cpu();
  }

  mark(): unknown {
    return null;
  }

  undo(): void {
    // Shows what its source shows.
  }

  hash(): void {
    // Likewise.
  }
}

/** The host's instruments. */
export interface HostInstruments {
  /** ns from any origin. */
  monotonic(): bigint;
  epoch(): bigint;
  cpu(): CpuTime;
}

/** One reading of a real clock, as kept on a tape. */
export type Reading =
  | { readonly of: "monotonic"; readonly value: number }
  | { readonly of: "epoch"; readonly value: bigint }
  | { readonly of: "cpu"; readonly value: CpuTime };

/** Thrown when a replayed run reads the clock otherwise than the recorded one did. */
export class ClockReplayError extends Error {
  override name = "ClockReplayError";
}

/**
 * A clock over the host's instruments. Every reading goes on a tape, because under the real clock readings are inputs:
 * a run given the tape of another sees the same times, and after its end goes on with the host's.
 */
export class RealClock implements Clock {
  readonly kind = "real" as const;
  readonly #host: HostInstruments;
  readonly #origin: bigint;
  readonly #tape: Reading[];
  #position = 0;
  #latest = 0;

  constructor(host: HostInstruments, tape: readonly Reading[] = []) {
    this.#host = host;
    this.#origin = host.monotonic();
    this.#tape = tape.slice();
  }

  /** All readings so far, in order. */
  tape(): readonly Reading[] {
    return this.#tape.slice(0, this.#position);
  }

  monotonic(): number {
    const recorded = this.#recorded("monotonic");
    // An instrument that goes back is held at its latest reading.
    const value =
      recorded?.of === "monotonic" ? recorded.value : Math.max(this.#latest, Number(this.#host.monotonic() - this.#origin));
    if (recorded === null) this.#keep({ of: "monotonic", value });
    this.#latest = value;
    return value;
  }

  epoch(): bigint {
    const recorded = this.#recorded("epoch");
    if (recorded?.of === "epoch") return recorded.value;
    const value = this.#host.epoch();
    this.#keep({ of: "epoch", value });
    return value;
  }

  cpu(): CpuTime {
    const recorded = this.#recorded("cpu");
    if (recorded?.of === "cpu") return recorded.value;
    const value = this.#host.cpu();
    this.#keep({ of: "cpu", value });
    return value;
  }

  #recorded(of: Reading["of"]): Reading | null {
    const reading = this.#tape[this.#position];
    if (reading === undefined) return null;
    if (reading.of !== of)
      throw new ClockReplayError(`reading ${this.#position + 1} was of ${reading.of}, and now is of ${of}: not the same run`);
    this.#position++;
    return reading;
  }

  #keep(reading: Reading): void {
    this.#tape.push(reading);
    this.#position++;
  }

  mark(): unknown {
    return { position: this.#position, latest: this.#latest };
  }

  /** Readings made since stay on the tape: going on again gives them again, so that the run repeats itself. */
  undo(mark: unknown): void {
    const { position, latest } = mark as { position: number; latest: number };
    this.#position = position;
    this.#latest = latest;
  }

  hash(into: HashSink): void {
    into(this.#position);
    into(this.#latest);
  }
}
