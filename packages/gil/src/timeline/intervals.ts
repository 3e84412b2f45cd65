import type { ThreadId } from "../client.ts";
import type { Activity } from "../thread-state.ts";

/** One stretch of one thread doing one thing, in simulated ns; `from < to`. */
export interface Interval {
  readonly from: number;
  readonly to: number;
  readonly activity: Activity;
}

/** A thread's row in a picture. */
export interface TimelineRow {
  readonly id: ThreadId;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Contiguous, in order, from `from` to `to`. */
  readonly intervals: readonly Interval[];
}

/** The GIL going to another thread. */
export interface HandOffMark {
  readonly time: number;
  readonly from: ThreadId;
  readonly to: ThreadId;
  readonly switchNumber: number;
  /** A waiter had asked for it; otherwise the thread let it go by itself. */
  readonly forced: boolean;
  /** The whole story in one sentence. */
  readonly cause: string;
}

/** All that a picture needs. */
export interface Timeline {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly rows: readonly TimelineRow[];
  readonly handOffs: readonly HandOffMark[];
  /** Set when the recorder stopped before the end because it was full. */
  readonly truncated: boolean;
}

/** Records for each thread when it began to do what: two numbers an interval. */
export class IntervalRecorder {
  readonly capacity: number;
  truncated = false;
  #count = 0;
  #starts: number[][] = [];
  #activities: Activity[][] = [];

  /** `capacity`: intervals kept in all; 0 switches it off. */
  constructor(capacity: number) {
    this.capacity = capacity;
  }

  begin(thread: ThreadId, time: number, activity: Activity): void {
    if (this.capacity === 0) return;
    if (this.#count >= this.capacity) {
      this.truncated = true;
      return;
    }
    let starts = this.#starts[thread];
    if (starts === undefined) {
      starts = this.#starts[thread] = [];
      this.#activities[thread] = [];
    }
    const activities = this.#activities[thread]!;
    if (activities[activities.length - 1] === activity) return;
    starts.push(time);
    activities.push(activity);
    this.#count++;
  }

  /** The thread's intervals, closed at `end`; empty ones are left out, equal neighbours joined. */
  intervals(thread: ThreadId, end: number): Interval[] {
    const starts = this.#starts[thread] ?? [];
    const activities = this.#activities[thread] ?? [];
    const intervals: Interval[] = [];
    for (let i = 0; i < starts.length; i++) {
      const from = starts[i]!;
      const to = i + 1 < starts.length ? starts[i + 1]! : Math.max(end, from);
      if (from === to) continue;
      const last = intervals[intervals.length - 1];
      if (last !== undefined && last.activity === activities[i]) intervals[intervals.length - 1] = { ...last, to };
      else intervals.push({ from, to, activity: activities[i]! });
    }
    return intervals;
  }

  mark(): unknown {
    return { count: this.#count, truncated: this.truncated, lengths: this.#starts.map((starts) => starts.length) };
  }

  undo(mark: unknown): void {
    const { count, truncated, lengths } = mark as { count: number; truncated: boolean; lengths: number[] };
    this.#count = count;
    this.truncated = truncated;
    this.#starts.length = this.#activities.length = lengths.length;
    for (let thread = 0; thread < lengths.length; thread++) {
      if (this.#starts[thread] === undefined) continue;
      this.#starts[thread]!.length = this.#activities[thread]!.length = lengths[thread]!;
    }
  }
}
