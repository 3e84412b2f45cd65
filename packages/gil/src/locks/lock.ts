import type { ThreadId } from "../client.ts";

/** No thread. */
export const NOBODY: ThreadId = -1;

/**
 * A lock as the operating system has it, under `_thread.lock`: anyone may release it, a release wakes one waiter,
 * and whoever comes first takes it (a woken waiter may find it taken again, and then waits again).
 * Made by `simulation.newLock()`; acquired and released through the simulation only.
 */
export class Lock {
  readonly id: number;
  /** For people: shown in the event log and in deadlock reports. */
  readonly name: string;
  /** The thread that acquired it last and has not released it, or NOBODY. Anyone may release it all the same. */
  holder: ThreadId = NOBODY;
  /** How often the holder has it: 0 free, 1 locked, more only for a reentrant one. */
  count = 0;
  /** Threads asleep on it, in the order they came. */
  waiters: ThreadId[] = [];
  /** Reentrant: the holder may acquire again, and only the holder may release. */
  readonly reentrant: boolean;

  constructor(id: number, name: string, reentrant = false) {
    this.id = id;
    this.name = name;
    this.reentrant = reentrant;
  }

  get locked(): boolean {
    return this.count > 0;
  }
}
