import type { ThreadId } from "./client.ts";
import type { Undoable } from "./undoable.ts";

/** Asked when a thread runs with the GIL while at least one other thread wants it. */
export interface SwitchQuestion {
  readonly thread: ThreadId;
  /** Simulated ns. */
  readonly time: number;
  /** Threads that want the GIL: waiting for it or on their way to it, in order of thread id; never empty. */
  readonly waiting: readonly ThreadId[];
  /** How many of the client's checkpoints make one that can be a switch: 1, or under the tick rule the check interval plus one. */
  readonly checkpointsPerCheck: number;
}

/** Which of several things happens. `options` are thread ids, two or more, in order of arrival. */
export interface ChoiceQuestion {
  readonly kind: /** Who of the GIL's waiters a signal wakes. */
    | "wake-for-gil"
    /** Who of a lock's waiters a release wakes. */
    | "wake-for-lock"
    /** Who of the threads waiting for the forced switch to be over is told. */
    | "wake-for-switch"
    /** Which ready thread gets a core. */
    | "core"
    /** Not threads but ticks: how many are left at the start of the program (era 2.7). */
    | "phase";
  readonly time: number;
  readonly options: readonly number[];
  /** The index of the one that comes by the clock and first-in-first-out queues alone. */
  readonly usual: number;
}

/** How long something takes. */
export interface DelayQuestion {
  readonly kind: /** From the signal to the woken thread being ready to run. */
  "wake" /** From an expired timer to the same. */ | "timer";
  readonly thread: ThreadId;
  readonly time: number;
  /** What the machine takes, in ns: its preset, varied when the simulation has a seed. */
  readonly nominal: number;
}

/** A scheduler that can be made again: its name and seed. */
export interface ScheduleRecipe {
  readonly name: "random";
  readonly seed: number;
}

/**
 * Answers every question of a run that the program itself leaves open. Three methods; the rest is state-keeping.
 * Must be deterministic given its own state, because a run is (program, inputs, era, decisions).
 */
export interface Scheduler extends Undoable {
  /** From what alone all its answers follow, if there is such a thing: a token then says this instead of the answers. */
  readonly recipe?: ScheduleRecipe | null;
  /** Pre-empt at the n-th checkpoint that can be a switch from here (n >= 1), or Infinity: leave it to the clock. */
  checkpointsToSwitch(question: SwitchQuestion): number;
  /** The index into `options` of the one that happens. */
  choose(question: ChoiceQuestion): number;
  /** ns, a whole number >= 0. */
  delay(question: DelayQuestion): number;
}
