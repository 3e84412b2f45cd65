import { type Generations, PERMANENT } from "./generations.ts";
import type { HeapObject } from "./header.ts";
import { traverseForCollector } from "./unreachable.ts";

/** The tracked objects of one generation, or of all three, youngest list first; borrowed. CPython 3.11: gc_get_objects_impl */
export function getObjects<O extends HeapObject<any>>(generations: Generations<O>, generation: number | null = null): O[] {
  if (generation !== null) return generations.inOrder(generation);
  return [0, 1, 2].flatMap((n) => generations.inOrder(n));
}

/** The tracked objects that hold one of `targets` directly, in `getObjects`' order; borrowed. CPython 3.11: gc_get_referrers */
export function getReferrers<O extends HeapObject<any>>(generations: Generations<O>, targets: Iterable<O>): O[] {
  const wanted = new Set<HeapObject<any>>(targets);
  return getObjects(generations).filter((o) => {
    let holds = false;
    traverseForCollector(o, (child) => {
      holds ||= wanted.has(child);
    });
    return holds;
  });
}

/** What `objects` hold directly, in order and as often as they do; objects that are no containers are passed over. Borrowed. CPython 3.11: gc_get_referents */
export function getReferents<O extends HeapObject<any>>(objects: Iterable<O>): O[] {
  const found: O[] = [];
  for (const o of objects) if (o.type.container) traverseForCollector(o, (child) => found.push(child as O));
  return found;
}

/** `gc.get_count()`: what is compared with the thresholds. */
export function getCount<O extends HeapObject<any>>(generations: Generations<O>): [number, number, number] {
  const [young, middle, old] = generations.generations;
  return [young.count, middle.count, old.count];
}

/** `gc.get_freeze_count()`. */
export function getFreezeCount<O extends HeapObject<any>>(generations: Generations<O>): number {
  return generations.lists[PERMANENT]!.live;
}
