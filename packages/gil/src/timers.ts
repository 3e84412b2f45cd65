import type { HashSink, Undoable } from "./undoable.ts";

/** Something that will happen at a time. Plain data, so that a queue can be copied. */
export interface Timer {
  readonly time: number;
  /** Order of creation: breaks ties, so that what was arranged first happens first. */
  readonly order: number;
  readonly kind: TimerKind;
  /** A thread id or a core number, by kind. */
  readonly subject: number;
  /** Must equal the subject's own stamp when the timer comes up; otherwise it was cancelled meanwhile. */
  readonly stamp: number;
}

export type TimerKind =
  /** A thread that was woken is now ready to run. */
  | "arrive"
  /** The timeout of a wait is over. */
  | "timeout"
  /** The stretch of work on a core is over. */
  | "burst-end"
  /** It may be time to put a thread off a core. */
  | "preempt"
  /** The process's alarm clock goes off. */
  | "alarm";

/** Simulated time's agenda: a binary heap ordered by (time, order). Cancelling is lazy, by stamps. */
export class Timers implements Undoable {
  #heap: Timer[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** The earliest time on the agenda, or Infinity. A cancelled timer counts until it comes up. */
  get earliest(): number {
    return this.#heap.length === 0 ? Infinity : this.#heap[0]!.time;
  }

  /** The earliest timer for which `stands` holds; those before it, cancelled ones, are dropped. */
  peek(stands: (timer: Timer) => boolean): Timer | null {
    while (this.#heap.length > 0) {
      const first = this.#heap[0]!;
      if (stands(first)) return first;
      this.pop();
    }
    return null;
  }

  add(time: number, kind: TimerKind, subject: number, stamp: number): void {
    const heap = this.#heap;
    const timer: Timer = { time, order: this.#order++, kind, subject, stamp };
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (isBefore(heap[parent]!, timer)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = timer;
  }

  pop(): Timer | null {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined) return null;
    const last = heap.pop()!;
    if (heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(timer: Timer): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (isBefore(timer, heap[child]!)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = timer;
  }

  mark(): unknown {
    return { heap: this.#heap.slice(), order: this.#order };
  }

  undo(mark: unknown): void {
    const { heap, order } = mark as { heap: Timer[]; order: number };
    this.#heap = heap.slice();
    this.#order = order;
  }

  hash(into: HashSink): void {
    into(this.#order);
    for (const timer of this.#heap) {
      into(timer.time);
      into(timer.order);
      into(timer.kind);
      into(timer.subject);
      into(timer.stamp);
    }
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}
