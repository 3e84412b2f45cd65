import type { ThreadId, WaitFor, Where } from "./client.ts";
import type { Drop } from "./gil.ts";

interface Timed {
  /** Simulated ns. */
  readonly time: number;
  readonly thread: ThreadId;
}

/** Something that happened, with its cause in fields. `sentence` in event-sentences.ts says it in words. */
export type GilEvent =
  | (Timed & { readonly kind: "start"; readonly by: ThreadId; readonly name: string })
  | (Timed & { readonly kind: "finish" })
  /** Found the GIL taken and went to sleep on it. */
  | (Timed & { readonly kind: "wait"; readonly holder: ThreadId })
  /** Was woken for the GIL and found it taken again. */
  | (Timed & { readonly kind: "false-alarm"; readonly holder: ThreadId })
  /** Waited a whole interval in which nothing switched, and asked the holder to let go. */
  | (Timed & { readonly kind: "request"; readonly holder: ThreadId; readonly waited: number; readonly sinceSwitch: number })
  | (Timed & { readonly kind: "drop"; readonly drop: Drop })
  /** Let go because it was asked to, and now sleeps until somebody else has taken the GIL. */
  | (Timed & { readonly kind: "forced-wait" })
  /** Took the GIL. `from` is who had it last; when that is another thread, this is hand-off number `switchNumber`. */
  | (Timed & {
      readonly kind: "take";
      readonly from: ThreadId;
      readonly switchNumber: number;
      readonly drop: Drop | null;
      /** How long it wanted the GIL, in ns. */
      readonly waited: number;
      /** Took it past sleeping waiters without ever having slept for it itself. */
      readonly barged: boolean;
    })
  | (Timed & { readonly kind: "block"; readonly on: WaitFor })
  | (Timed & {
      readonly kind: "unblock";
      readonly on: WaitFor;
      readonly how: "acquired" | "timed-out" | "interrupted" | "completed";
    })
  | (Timed & {
      readonly kind: "native";
      readonly label: string;
      readonly duration: number;
      readonly as: "user" | "system" | "idle";
    })
  /** Was put off its core in favour of another thread. */
  | (Timed & { readonly kind: "preempt"; readonly core: number; readonly by: ThreadId; readonly where: Where | null });

/** Keeps the latest events, up to a capacity. Capacity 0: nothing is kept and nothing is even made. */
export class EventLog {
  readonly capacity: number;
  #events: GilEvent[] = [];
  /** Events let go at the old end. */
  dropped = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get on(): boolean {
    return this.capacity > 0;
  }

  /** Call only when `on`. */
  add(event: GilEvent): void {
    this.#events.push(event);
    // Let go of half at once, so that keeping the bound costs nothing per event.
    if (this.#events.length > 2 * this.capacity) {
      this.dropped += this.#events.length - this.capacity;
      this.#events = this.#events.slice(-this.capacity);
    }
  }

  /** The latest events, oldest first; at most `capacity`. */
  events(): readonly GilEvent[] {
    return this.#events.length > this.capacity ? this.#events.slice(-this.capacity) : this.#events;
  }

  /** How many events there have been in all. */
  mark(): unknown {
    return this.dropped + this.#events.length;
  }

  /** Forgets what came after the mark. What had been let go at the old end does not come back. */
  undo(mark: unknown): void {
    const keep = (mark as number) - this.dropped;
    if (keep >= 0) this.#events.length = Math.min(this.#events.length, keep);
    else {
      this.#events = [];
      this.dropped = mark as number;
    }
  }
}
