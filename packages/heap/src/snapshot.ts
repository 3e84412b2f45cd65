import type { HeapObject } from "./header.ts";
import type { Undoable } from "./journal.ts";
import { allRoots, describe, type HeapParts, type Root, reachableObjects } from "./reachable.ts";
import { StateHasher } from "./state-hasher.ts";

/*
 * Are two states the same?
 *
 * Objects have no names, so they are numbered in the order in which a walk from the roots meets them, and everything that can be told apart is
 * fed to a hash in that order: counts, generations, addresses, payloads, references by number, weak references, the collector's lists and the singletons.
 * Two states with the same hash are, up to chance, the same state with the objects' identities renamed. What can be computed again (`Extra.cache`, holes in lists, epoch
 * stamps) is left out.
 */

/**
 * The hash of a whole state, sixteen hexadecimal digits; linear in the size of the heap. A layout without `hashPayload` whose payload is no primitive
 * takes part with its references alone.
 */
export function stateHash<O extends HeapObject<any>>(
  roots: Iterable<Root<O>>,
  heap: HeapParts<O>,
  states: readonly Undoable[],
): string {
  const hasher = new StateHasher();
  const { feed } = hasher;
  const named = allRoots(roots, heap);
  const numbers = numberObjects(named, heap);
  const reference = (o: HeapObject<any>): void => feed(numbers.get(o as O) ?? -1);
  for (const root of named) {
    feed(root.name);
    root.visit(reference);
  }
  const types = new Map<unknown, number>();
  for (const o of numbers.keys()) {
    if (!types.has(o.type)) types.set(o.type, types.size);
    feed(types.get(o.type)!);
    hashObject(o, heap, feed, reference);
  }
  for (const list of heap.generations.lists) {
    feed("list");
    for (const o of list.objects) if (o !== null) reference(o);
  }
  for (const state of states) {
    feed("state");
    state.hash(feed);
  }
  return hasher.digest();
}

/** Every object that exists as far as can be seen, with its number, in order. */
export function numberObjects<O extends HeapObject<any>>(roots: readonly Root<O>[], heap: HeapParts<O>): Map<O, number> {
  const numbers = new Map<O, number>();
  for (const o of reachableObjects(roots, heap)) numbers.set(o, numbers.size);
  return numbers;
}

function hashObject<O extends HeapObject<any>>(
  o: O,
  heap: HeapParts<O>,
  feed: (item: number | string) => void,
  reference: (child: HeapObject<any>) => void,
): void {
  feed(describe(o).type);
  feed(o.rc);
  feed(heap.generations.listOf(o));
  o.type.traverse(o, reference);
  feed("payload");
  if (o.type.hashPayload !== undefined) o.type.hashPayload(o, feed);
  else if (typeof o.v === "number" || typeof o.v === "string") feed(o.v);
  else if (typeof o.v === "bigint" || typeof o.v === "boolean") feed(String(o.v));
  if (o.w === null) return;
  feed(o.w.address);
  feed(Number(o.w.finalized));
  if (o.w.weakrefs !== null) o.w.weakrefs.forEach(reference);
}
