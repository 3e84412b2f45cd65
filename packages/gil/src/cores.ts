import type { ThreadId } from "./client.ts";
import { NOBODY } from "./locks/lock.ts";
import type { HashSink, Undoable } from "./undoable.ts";

/** The processor's cores and the queue of threads that wait for one. */
export class Cores implements Undoable {
  readonly count: number;
  /** Who is on each core, or NOBODY. */
  occupants: ThreadId[];
  /** Who was on each core last: coming back to the same core costs no context switch. */
  previous: ThreadId[];
  /** Since when the occupant has it. */
  since: number[];
  /** Ready threads without a core, in order of arrival. */
  ready: ThreadId[] = [];
  /** Only the preempt timer with this stamp stands. */
  stamp = 0;

  constructor(count: number) {
    this.count = count;
    this.occupants = new Array<ThreadId>(count).fill(NOBODY);
    this.previous = new Array<ThreadId>(count).fill(NOBODY);
    this.since = new Array<number>(count).fill(0);
  }

  /** A free core, the one `thread` was on last if possible; -1 when all are taken. */
  freeCore(thread: ThreadId): number {
    let free = -1;
    for (let core = this.count - 1; core >= 0; core--) {
      if (this.occupants[core] !== NOBODY) continue;
      if (this.previous[core] === thread) return core;
      free = core;
    }
    return free;
  }

  get anyFree(): boolean {
    return this.occupants.includes(NOBODY);
  }

  /** Puts the thread on the core. Returns whether that is a context switch. */
  occupy(core: number, thread: ThreadId, now: number): boolean {
    const switched = this.previous[core] !== thread;
    this.occupants[core] = thread;
    this.previous[core] = thread;
    this.since[core] = now;
    return switched;
  }

  vacate(core: number): void {
    this.occupants[core] = NOBODY;
  }

  /** The core whose occupant has had it longest; all are taken. */
  longestOccupied(): number {
    let longest = 0;
    for (let core = 1; core < this.count; core++) if (this.since[core]! < this.since[longest]!) longest = core;
    return longest;
  }

  mark(): unknown {
    return {
      occupants: this.occupants.slice(),
      previous: this.previous.slice(),
      since: this.since.slice(),
      ready: this.ready.slice(),
      stamp: this.stamp,
    };
  }

  undo(mark: unknown): void {
    const saved = mark as Pick<Cores, "occupants" | "previous" | "since" | "ready" | "stamp">;
    this.occupants = saved.occupants.slice();
    this.previous = saved.previous.slice();
    this.since = saved.since.slice();
    this.ready = saved.ready.slice();
    this.stamp = saved.stamp;
  }

  hash(into: HashSink): void {
    for (const list of [this.occupants, this.previous, this.since, this.ready]) into(list.join());
    into(this.stamp);
  }
}
