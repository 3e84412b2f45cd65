import type { HeapObject } from "./header.ts";
import type { Undoable } from "./journal.ts";
import { describeShortly } from "./reachable.ts";
import type { RefCounts } from "./refcount.ts";
import { unwatchCount, watchCount } from "./watched-count.ts";

/** A freed object was touched. */
export interface UseAfterFree<O> {
  readonly object: O;
  readonly description: string;
  /** `take`: somebody took a reference to it; `drop`: somebody dropped one that the object did not count. */
  readonly kind: "take" | "drop";
  /** What `where` said when it died. */
  readonly died: string;
  /** What `where` says now. */
  readonly touched: string;
}

/**
 * Poisons the dead, for debugging and for runs whose counts may be wrong on purpose: whoever changes the count of an object that has died is reported.
 * While it is open, every death costs a call and memory: the dead stay reachable from here until `close`.
 */
export class Graveyard<O extends HeapObject<any>> implements Undoable {
  /** The dead with where they died, in order of death. */
  private readonly dead: { o: O; died: string }[] = [];
  private readonly counts: RefCounts<O>;
  private readonly where: () => string;
  readonly beforeObjects: boolean = true;
  private readonly report: (use: UseAfterFree<O>) => void;

  /** `report` may throw, to end a run. Register it with the journal if there is one. */
  constructor(counts: RefCounts<O>, where: () => string, report: (use: UseAfterFree<O>) => void) {
    this.counts = counts;
    this.where = where;
    this.report = report;
    counts.observer = (o) => this.bury(o);
  }

  /** How many are buried. */
  get size(): number {
    return this.dead.length;
  }

  /** No more deaths are watched; those so far are plain objects again. */
  close(): void {
    this.counts.observer = null;
    this.raise(0);
  }

  mark(): unknown {
    return this.dead.length;
  }

  /** Those that died since the mark live again. */
  undo(mark: unknown): void {
    this.raise(mark as number);
  }

  hash(into: (item: number | string) => void): void {
    into(this.dead.length);
  }

  private bury(o: O): void {
    const died = this.where();
    this.dead.push({ o, died });
    watchCount(o, (_, was, now) => {
      this.report({ object: o, description: describeShortly(o), kind: now > was ? "take" : "drop", died, touched: this.where() });
      return now;
    });
  }

  private raise(length: number): void {
    while (this.dead.length > length) unwatchCount(this.dead.pop()!.o);
  }
}
