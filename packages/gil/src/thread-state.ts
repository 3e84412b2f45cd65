import type { Resumption, Stop, ThreadId, WaitFor } from "./client.ts";
import type { HashSink } from "./undoable.ts";

/** What a thread is doing, for accounts and pictures. At every instant each thread does exactly one of these. */
export type Activity =
  /** On a core, with the GIL. */
  | "holding"
  /** On a core, without the GIL: native work, or on its way to it. */
  | "running"
  /** Asleep until it can have the GIL, or until a forced switch is over. */
  | "gil"
  /** Asleep on a lock, a timer, I/O or the host. */
  | "blocked"
  /** Woken or put off its core, and not on one yet. */
  | "core";

/** What a thread does next once it is on a core and its burst is over (or, for those asleep, what it sleeps in). */
export type Phase =
  /** Try for the GIL. */
  | "take"
  /** Asleep on the GIL's condition. */
  | "gil-wait"
  /** Woken from there by a signal: try again. */
  | "gil-signalled"
  /** Woken from there by the interval: try again, or ask. */
  | "gil-timed-out"
  /** Has the GIL: let the client run. */
  | "run"
  /** The client has run ahead to the end of this burst; then `stop` takes effect. */
  | "stopping"
  /** Has dropped the GIL and pays for the signal; then perhaps waits for the forced switch, then `after`. */
  | "dropped"
  /** The same when `after` is to take the GIL again. */
  | "dropped-to-retake"
  /** Asleep until somebody else has taken the GIL. */
  | "switch-wait"
  /** Woken from there, and on its way to `after`. */
  | "switched"
  /** Works without the GIL. */
  | "native"
  /** Asleep: `waitingFor`. */
  | "blocked"
  /** Woken from a lock by its release: try for the lock. */
  | "unblocked"
  | "finished";

/** What a thread does after it has dropped the GIL. */
export type Then =
  | { readonly kind: "retake" }
  | { readonly kind: "native"; readonly duration: number; readonly as: "user" | "system" | "idle"; readonly label: string }
  | { readonly kind: "wait"; readonly on: WaitFor }
  | { readonly kind: "finish" };

const RACING: readonly Phase[] = ["take", "gil-wait", "gil-signalled", "gil-timed-out", "dropped-to-retake"];

/**
 * Phases in which a thread is after the GIL and needs nothing but it (and a core) to go on. One that was woken for a lock is
 * not: it may find the lock taken again.
 */
export function wantsGil(phase: Phase): boolean {
  return RACING.includes(phase);
}

/** Everything the simulation knows of one thread. Flat and of immutable parts, so that a shallow copy is a copy. */
export class ThreadState<T> {
  readonly id: ThreadId;
  readonly name: string;
  readonly client: T;
  readonly started: number;
  phase: Phase = "take";
  activity: Activity = "core";
  /** When `activity` began. */
  since: number;
  /** Cancels timers: only one with this stamp stands. */
  stamp = 0;
  /** The core it is on, or -1. */
  core = -1;
  /** When its present stretch on the core began. */
  burstStart = 0;
  /** What is left of its burst: system time first, then user time. */
  systemLeft = 0;
  userLeft = 0;
  /** Put off its core against its will, as opposed to having been asleep. */
  preempted = false;
  resumption: Resumption = "started";
  stop: Stop | null = null;
  after: Then = { kind: "retake" };
  waitingFor: WaitFor | null = null;
  /** How its wait ended, when it has ended. */
  waitEnded: "acquired" | "timed-out" | "interrupted" | "completed" | null = null;
  /** When it began to want the GIL this time. */
  wantedSince = 0;
  /** The GIL's switch number when its last interval began. */
  switchSeen = 0;
  /** When its last interval began. */
  intervalStart = 0;
  finishedAt = -1;
  // Totals of the activities that are over, in ns.
  user = 0;
  system = 0;
  gil = 0;
  blocked = 0;
  waitingForCore = 0;

  constructor(id: ThreadId, name: string, client: T, started: number) {
    this.id = id;
    this.name = name;
    this.client = client;
    this.started = started;
    this.since = started;
  }

  get finished(): boolean {
    return this.phase === "finished";
  }

  copy(): ThreadState<T> {
    return Object.assign(new ThreadState<T>(this.id, this.name, this.client, this.started), this);
  }

  /** Takes over what `saved`, an earlier copy of this very thread, says. */
  restore(saved: ThreadState<T>): void {
    Object.assign(this, saved);
  }

  hash(into: HashSink): void {
    for (const text of [this.phase, this.activity, this.resumption, this.after.kind, this.waitEnded ?? "", this.stop?.kind ?? ""])
      into(text);
    for (const number of [
      this.id,
      this.started,
      this.since,
      this.stamp,
      this.core,
      this.burstStart,
      this.systemLeft,
      this.userLeft,
    ])
      into(number);
    for (const number of [this.wantedSince, this.switchSeen, this.intervalStart, this.finishedAt, this.preempted ? 1 : 0])
      into(number);
    for (const number of [this.user, this.system, this.gil, this.blocked, this.waitingForCore]) into(number);
    const on = this.waitingFor;
    if (on !== null) {
      into(on.kind);
      into(on.until);
      into(on.kind === "lock" ? on.lock.id : on.kind === "external" ? on.label : "");
    }
  }
}

/** Where a thread's time went, in ns. `user + system + gil + blocked + core` is `wall`, to the nanosecond. */
export interface ThreadTimes {
  readonly id: ThreadId;
  readonly name: string;
  /** On a core, in its own work. */
  readonly user: number;
  /** On a core, in the operating system: hand-offs, context switches, I/O. */
  readonly system: number;
  /** Asleep waiting for the GIL. */
  readonly gil: number;
  /** Asleep on a lock, a timer, I/O or the host. */
  readonly blocked: number;
  /** Ready to run, or about to be, without a core. */
  readonly core: number;
  readonly wall: number;
}
