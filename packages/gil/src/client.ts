import type { Lock } from "./locks/lock.ts";

/** A simulated operating-system thread: 0 is the first one spawned, then 1, 2, ... in order of spawning; never reused. */
export type ThreadId = number;

/** Where a thread was when it stopped. Used only for the event log; every field is the client's own business. */
export interface Where {
  readonly function?: string;
  readonly file?: string;
  readonly line?: number;
  readonly opcode?: string;
  readonly offset?: number;
}

/**
 * How far a run may go. One object, owned by the simulation and used again for every run.
 *
 * While a run is under way the simulation may lower `deadline` (never raise it), and does so only inside calls that the
 * client itself makes into the simulation (spawn, release, interrupt ...). So read it again after such a call, or simply
 * look at `limits.deadline` at every checkpoint. `start` and `checkpoints` do not change during a run.
 */
export interface Limits {
  /** Simulated time, in ns, at which the first instruction of this run starts. */
  start: number;
  /** Absolute simulated ns: stop at the first checkpoint at which start + elapsed >= deadline. Infinity: nothing is due. */
  deadline: number;
  /** Stop at the n-th checkpoint from here (1: at the next one). Infinity: do not count. */
  checkpoints: number;
}

/** Why a thread runs (again): what became of what it was waiting for. */
export type Resumption =
  /** It was stopped at a checkpoint, yielded, or finished an operation that released the GIL. */
  | "continue"
  /** Its very first run. */
  | "started"
  /** The lock it blocked on is now its own. */
  | "acquired"
  /** The timeout of its lock, timer or external wait passed. For a timer this is the normal end. */
  | "timed-out"
  /** `interrupt` ended the wait. The lock was not acquired. */
  | "interrupted"
  /** `complete` ended its external wait. */
  | "completed";

/** What a thread blocks on, after the GIL has been dropped. Times are absolute ns; Infinity: no timeout. */
export type WaitFor =
  | { readonly kind: "lock"; readonly lock: Lock; readonly until: number; readonly interruptible: boolean }
  /** A sleep. `until` is simulated time, or the host's time when the simulation runs with `hostTimers`. */
  | { readonly kind: "timer"; readonly until: number; readonly interruptible: boolean }
  /**
   * Something outside the simulation, or `inside` it, that another thread will do; ended by `simulation.complete(thread)`. `label` is for people: "input()".
   */
  | {
      readonly kind: "external";
      readonly label: string;
      readonly until: number;
      readonly interruptible: boolean;
      readonly inside?: boolean;
    };

interface Stopped {
  /** ns of simulated CPU time this run really took: a whole number >= 0. */
  readonly elapsed: number;
  /** How much of `elapsed` was system time; the rest is user time. Default 0. */
  readonly system?: number;
  /** How many checkpoints were passed in this run, the one it stopped at included. Only read when `limits.checkpoints` was finite. */
  readonly checkpoints: number;
  readonly where?: Where | null;
}

/** Why a run came back. */
export type Stop =
  /** At a checkpoint, because of a limit. */
  | (Stopped & { readonly kind: "checkpoint" })
  /** Has to wait. The GIL is dropped first; the thread runs again when the wait is over and it has the GIL back. */
  | (Stopped & { readonly kind: "blocked"; readonly on: WaitFor })
  /** A native operation that works without the GIL for `duration` ns: on a core (user or system time) or off it (idle). */
  | (Stopped & {
      readonly kind: "released";
      readonly duration: number;
      readonly as: "user" | "system" | "idle";
      readonly label: string;
    })
  /** The host's budget is used up, between any two instructions. Nothing is decided; the same thread goes on at the next step. */
  | (Stopped & { readonly kind: "yield" })
  | (Stopped & { readonly kind: "finished" });

/** The thing that runs: the VM, or a synthetic program. `T` is its own notion of a thread. */
export interface Client<T> {
  /**
   * Runs `thread`, which holds the GIL, until a limit is reached or something happens.
   * Must come back after a bounded amount of host work (kind "yield" when nothing else applies).
   */
  run(thread: T, limits: Limits, resumption: Resumption): Stop;
  /** The alarm set with `simulation.setAlarm` goes off, between runs. */
  alarm?(): void;
  /** ns of simulated CPU time that the run under way has used so far. Asked when the client calls into the simulation meanwhile. */
  elapsed(): number;
}

/** What one `step` achieved. */
export type StepResult =
  | { readonly kind: "progress" }
  /** Only with `hostTimers`: nothing to do before the host's clock reads `until`. Tell with `simulation.hostTime(ns)`. */
  | { readonly kind: "idle"; readonly until: number }
  /** Every thread left waits, and at least one of them for `complete`. With `until` when a host timer runs as well. */
  | { readonly kind: "waiting-on-host"; readonly until: number }
  /** Every thread has finished. */
  | { readonly kind: "done" }
  /** Threads are left, all wait for each other, and nothing in the simulation can wake one. See `simulation.deadlock()`. */
  | { readonly kind: "deadlock" };
