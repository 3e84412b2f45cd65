import type { HeapObject } from "./header.ts";
import { allRoots, describe, type HeapParts, type Root, reachableObjects } from "./reachable.ts";

/** The objects of one type. */
export interface TypeCensus {
  readonly type: string;
  readonly objects: number;
  /** Of these, tracked by the collector. */
  readonly tracked: number;
  /** The sum of their counts. */
  readonly references: number;
}

/** How a heap is made up. */
export interface HeapStats {
  readonly objects: number;
  readonly references: number;
  /** Live objects of each generation, the youngest first. */
  readonly generations: readonly [number, number, number];
  /** Put away by `freeze`. */
  readonly permanent: number;
  /** Drops that wait behind a suspended death. */
  readonly pending: number;
  /** By number of objects, the largest first; equal ones by name. */
  readonly types: readonly TypeCensus[];
}

/** Counts everything that can be seen; linear in the size of the heap. */
export function heapStats<O extends HeapObject<any>>(roots: Iterable<Root<O>>, heap: HeapParts<O>): HeapStats {
  const objects = reachableObjects(allRoots(roots, heap), heap);
  const types = new Map<string, { objects: number; tracked: number; references: number }>();
  let references = 0;
  for (const o of objects) {
    const { type } = describe(o);
    let entry = types.get(type);
    if (entry === undefined) types.set(type, (entry = { objects: 0, tracked: 0, references: 0 }));
    entry.objects++;
    entry.references += o.rc;
    if (o.gci >= 0) entry.tracked++;
    references += o.rc;
  }
  let pending = 0;
  heap.counts.pending(() => pending++);
  const [young, middle, old] = heap.generations.generations;
  return {
    objects: objects.size,
    references,
    generations: [young.live, middle.live, old.live],
    permanent: heap.generations.lists[3]!.live,
    pending,
    types: [...types]
      .map(([type, entry]) => ({ type, ...entry }))
      .sort((a, b) => b.objects - a.objects || (a.type < b.type ? -1 : 1)),
  };
}
