import { Collection } from "./collection.ts";
import type { Generations } from "./generations.ts";
import type { HeapObject } from "./header.ts";
import type { Undoable } from "./journal.ts";
import type { RefCounts } from "./refcount.ts";
import type { Weakrefs } from "./weakrefs.ts";

/*
 * When cycles are looked for, and who may ask. How one collection goes is in collection.ts, how unreachable objects are told in unreachable.ts.
 *
 * Counts free everything except objects that hold each other. The collector looks only at containers, and it does not look for roots: it takes the
 * counts of a set of objects, subtracts the references that come from the set itself, and whatever has something left is held from outside.
 * So it needs no knowledge of stacks and variables, and an error in it frees too little rather than too much, as long as `traverse` never visits a reference that
 * the object does not own.
 *
 * Three generations. Every allocation of a container counts; every free takes one off. When the young count exceeds 700, the oldest generation
 * whose count exceeds its threshold is collected together with all younger ones (the counts of the others are collections of the one below: 10 and 10), and the survivors
 * grow one generation older. A full collection costs as much as the heap is large, so it is put off until the objects that have arrived in the oldest
 * generation since the last one are more than a quarter of those that were there then: the total work stays linear in the number of
 * allocations.
 *
 * Invariants:
 * - one collection at a time in a heap, in whatever thread; a request during one does nothing (`gc.collect()` then gives 0);
 * - a collection is never inside a call: it is a record that is stepped (see collection.ts), because finalizers and callbacks are Python code;
 * - objects allocated after the allocation that made a collection due are no candidates of it, although it runs at the end of the instruction
 *   (NOT CPYTHON: there it runs inside that allocation);
 * - nothing depends on addresses or on the order of a hash table.
 *
 * Rejected: marking from roots (the roots would have to be complete, and a forgotten one would free live objects; the audit does it, where a
 * mistake costs a wrong report); an incremental collector (3.11's pauses are observable through gc.callbacks and get_count); leaving cycles to the JavaScript
 * engine's own collector (`__del__` and weak references could not be told when).
 */

/** Bits of `gc.set_debug`. */
export const DEBUG_STATS = 1;
export const DEBUG_COLLECTABLE = 2;
export const DEBUG_UNCOLLECTABLE = 4;
export const DEBUG_SAVEALL = 32;

/** What the collector asks of the layer above. Nothing here may run Python code. */
export interface CollectorClient<O> {
  /** Is there something to run before `o` is cleared (`tp_finalize`)? After a yes it counts as finalized, and is not asked again. */
  hasFinalizer(o: O): boolean;
  /** May `o` not be cleared, because its type has a `tp_del`? */
  hasLegacyFinalizer(o: O): boolean;
  /** Is `o` a tuple that can be no part of a cycle (_PyTuple_MaybeUntrack)? Asked of survivors, in order, by every collection. */
  untracksTuple(o: O): boolean;
  /** Is `o` a dict that can be no part of a cycle (_PyDict_MaybeUntrack)? Asked of survivors by full collections. */
  untracksDict(o: O): boolean;
  /** Appends to `gc.garbage`, with a reference of its own. */
  appendGarbage(o: O): void;
  /** Is somebody in `gc.callbacks`? */
  hasPhaseCallbacks(): boolean;
  /** A full collection has ended: free lists are emptied. */
  clearFreeLists(): void;
  /** What `gc.set_debug` wants printed. */
  debug(event: CollectorEvent<O>): void;
}

/** What DEBUG_STATS, DEBUG_COLLECTABLE and DEBUG_UNCOLLECTABLE print. */
export type CollectorEvent<O> =
  | { readonly kind: "start"; readonly generation: number; readonly sizes: readonly number[]; readonly permanent: number }
  | { readonly kind: "collectable" | "uncollectable"; readonly object: O }
  | { readonly kind: "done"; readonly found: number; readonly uncollectable: number };

/** `gc.get_stats()` of one generation. */
export interface GenerationStats {
  collections: number;
  collected: number;
  uncollectable: number;
}

/** The cycle collector of one heap (CPython 3.11: Modules/gcmodule.c). */
export class CycleCollector<O extends HeapObject<any>> implements Undoable {
  readonly generations: Generations<O>;
  readonly counts: RefCounts<O>;
  readonly weakrefs: Weakrefs<O>;
  readonly client: CollectorClient<O>;
  /** `gc.set_debug`. */
  debug = 0;
  readonly stats: readonly GenerationStats[] = [0, 1, 2].map(() => ({ collections: 0, collected: 0, uncollectable: 0 }));
  /** Objects that arrived in the oldest generation since the last full collection. */
  longLivedPending = 0;
  /** Objects that survived the last full collection. */
  longLivedTotal = 0;

  /** Saved by the journal as a singleton. */
  get savesItself(): true {
    return true;
  }

  constructor(parts: {
    generations: Generations<O>;
    counts: RefCounts<O>;
    weakrefs: Weakrefs<O>;
    client: CollectorClient<O>;
  }) {
    this.generations = parts.generations;
    this.counts = parts.counts;
    this.weakrefs = parts.weakrefs;
    this.client = parts.client;
  }

  /** `gc.collect(generation)`: a collection to be stepped, or null while one is under way. gc_collect_impl */
  collect(generation: number): Collection<O> | null {
    if (this.generations.collecting) return null;
    this.generations.collecting = true;
    return new Collection(this, generation);
  }

  /** The collection that is due, to be stepped; null if none is. gc_collect_generations */
  takeDue(): Collection<O> | null {
    if (!this.generations.due || this.generations.collecting) return null;
    for (let n = 2; n >= 0; n--) {
      const { count, threshold } = this.generations.generations[n as 0 | 1 | 2];
      if (count <= threshold && n > 0) continue;
      if (n === 2 && this.longLivedPending < Math.floor(this.longLivedTotal / 4)) continue;
      return this.collect(n);
    }
    return null;
  }

  /** The collection of `stats`, once it is over. */
  record(generation: number, collected: number, uncollectable: number): void {
    const stats = this.stats[generation]!;
    stats.collections++;
    stats.collected += collected;
    stats.uncollectable += uncollectable;
  }

  mark(): unknown {
    return {
      debug: this.debug,
      stats: this.stats.map((s) => ({ ...s })),
      longLivedPending: this.longLivedPending,
      longLivedTotal: this.longLivedTotal,
    };
  }

  undo(mark: unknown): void {
    const saved = mark as Pick<CycleCollector<O>, "debug" | "stats" | "longLivedPending" | "longLivedTotal">;
    this.debug = saved.debug;
    saved.stats.forEach((s, n) => {
      Object.assign(this.stats[n]!, s);
    });
    this.longLivedPending = saved.longLivedPending;
    this.longLivedTotal = saved.longLivedTotal;
  }

  hash(into: (item: number | string) => void): void {
    into(this.debug);
    for (const s of this.stats) {
      into(s.collections);
      into(s.collected);
      into(s.uncollectable);
    }
    into(this.longLivedPending);
    into(this.longLivedTotal);
  }
}
