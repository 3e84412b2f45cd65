import type { ThreadId, Where } from "./client.ts";
import { NOBODY } from "./locks/lock.ts";
import type { HashSink, Undoable } from "./undoable.ts";

/** A waiter's request that the holder let go. */
export interface DropRequest {
  /** Who asked. */
  readonly by: ThreadId;
  readonly at: number;
  /** How long it had waited since its interval began, in ns. */
  readonly waited: number;
  /** The switch number the interval began at. */
  readonly sinceSwitch: number;
  /** Asked because the time was up, or because a scheduler decided so. */
  readonly reason: "interval" | "decision";
}

/** Why the GIL was let go. */
export interface Drop {
  readonly by: ThreadId;
  readonly at: number;
  readonly reason: "request" | "check" | "blocked" | "released" | "finished";
  /** What the thread went on to wait for or do: "lock 'l'", "sleep", "recv". */
  readonly detail: string;
  readonly where: Where | null;
  /** The request that stood at that moment, if any. */
  readonly request: DropRequest | null;
}

/**
 * The GIL as CPython has it: a flag under a mutex, two condition variables, and a few words beside it.
 *
 * Only the state and its transitions are here, each as instantaneous as it is under the mutex. Who may make them and when
 * is decided in hand-off.ts.
 */
export class Gil implements Undoable {
  locked = false;
  /** Who has it, or NOBODY. */
  holder: ThreadId = NOBODY;
  /** Who had it last; the same as `holder` while it is held. */
  lastHolder: ThreadId = NOBODY;
  /** How often it went to another thread than the one that had it last. */
  switchNumber = 0;
  request: DropRequest | null = null;
  lastDrop: Drop | null = null;
  /** Asleep on `cond`: want it. In order of arrival. */
  waiters: ThreadId[] = [];
  /** Asleep on `switch_cond`: let it go and wait until somebody else has had it. */
  switchWaiters: ThreadId[] = [];
  /** ns; era rule "request". */
  interval: number;
  /** Era rule "ticks": ticks left before the one that is a check. */
  ticker = 0;
  checkInterval: number;
  /** Checks left before the switch a scheduler decided on; 0: not asked in this tenure; Infinity: no such switch. */
  switchIn = 0;
  /** How many threads want the GIL (see `wantsGil`). */
  wanting = 0;

  constructor(interval: number, checkInterval: number) {
    this.interval = interval;
    this.checkInterval = checkInterval;
  }

  /** CPython 3.11: Python/ceval_gil.c take_gil, from `_ready` on. Returns whether this is a switch. */
  take(thread: ThreadId): boolean {
    const switched = this.lastHolder !== thread;
    this.locked = true;
    this.holder = thread;
    if (switched) {
      this.lastHolder = thread;
      this.switchNumber++;
    }
    this.request = null;
    this.switchIn = 0;
    return switched;
  }

  /** CPython 3.11: Python/ceval_gil.c drop_gil, up to the signal. */
  drop(drop: Drop): void {
    this.lastHolder = drop.by;
    this.lastDrop = drop;
    this.locked = false;
    this.holder = NOBODY;
  }

  mark(): unknown {
    return Object.assign({}, this, { waiters: this.waiters.slice(), switchWaiters: this.switchWaiters.slice() });
  }

  undo(mark: unknown): void {
    const saved = mark as Gil;
    Object.assign(this, saved, { waiters: saved.waiters.slice(), switchWaiters: saved.switchWaiters.slice() });
  }

  hash(into: HashSink): void {
    for (const number of [
      this.holder,
      this.lastHolder,
      this.switchNumber,
      this.interval,
      this.ticker,
      this.checkInterval,
      this.switchIn,
    ])
      into(number);
    into(this.wanting);
    into(this.waiters.join());
    into(this.switchWaiters.join());
    into(this.request === null ? "" : `${this.request.by} ${this.request.at} ${this.request.reason}`);
  }
}
