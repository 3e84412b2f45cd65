import type { HeapObject } from "./header.ts";
import type { Undoable } from "./journal.ts";
import { allRoots, describe, type HeapParts, type Root, reachableObjects } from "./reachable.ts";
import { hashRecords } from "./records.ts";
import { StateHasher } from "./state-hasher.ts";

/*
 * Are two states the same?
 *
 * Objects have no names, so they are numbered in the order in which a walk from the roots meets them, and everything that can be told apart is
 * fed to a hash in that order: counts, generations, addresses, payloads, references by number, weak references, the collector's lists and the singletons.
 * Two states with the same hash are, up to chance, the same state with the objects' identities renamed. What can be computed again (`Extra.cache`, holes in lists, epoch
 * stamps) is left out.
 */

/** The hash of a whole state, sixteen hexadecimal digits; linear in the size of the heap. */
export function stateHash<O extends HeapObject<any>>(
  roots: Iterable<Root<O>>,
  heap: HeapParts<O>,
  states: readonly Undoable[],
): string {
  const hasher = new StateHasher();
  const { feed } = hasher;
  const named = allRoots(roots, heap);
  const numbers = numberObjects(named, heap);
  const others = new Map<object, number>();
  /** Managed objects by their number; functions and what else has an identity in the order in which it is met. */
  const reference = (item: object): void => {
    const number = numbers.get(item as O) ?? others.get(item) ?? -1 - others.size;
    if (number === -1 - others.size) others.set(item, number);
    feed(number);
  };
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
    state.hash(feed, reference);
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
  reference: (item: object) => void,
): void {
  feed(describe(o).type);
  feed(o.rc);
  feed(heap.generations.listOf(o));
  o.type.traverse(o, reference);
  feed("payload");
  if (o.type.hashPayload !== undefined) o.type.hashPayload(o, feed, reference);
  else hashRecords(o.v, feed, reference);
  if (o.w === null) return;
  const { dict, weakrefs, address, finalized, slots, cache } = o.w;
  const counted = typeof cache === "number" ? cache : null;
  hashRecords([dict, weakrefs, address, finalized, slots, counted], feed, reference);
}
