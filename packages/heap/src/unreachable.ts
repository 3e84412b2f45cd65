import type { Generations } from "./generations.ts";
import type { HeapObject } from "./header.ts";

/** `tp_traverse` for the collector. */
export function traverseForCollector(o: HeapObject<any>, visit: (child: HeapObject<any>) => void): void {
  if (o.type.traverseForCollector !== undefined) o.type.traverseForCollector(o, visit);
  else o.type.traverse(o, visit);
}

/** A list of objects told apart. */
export interface Deduction<O> {
  /** Held from outside the list, or reached from one that is; in the order in which that was found. */
  readonly reachable: O[];
  /** The rest, in the order in which nothing was found to hold them. */
  readonly unreachable: O[];
  /** Objects and references looked at; for accounts of time. */
  readonly work: number;
}

/** Waits to be looked at. */
const WAITING = 0;
/** Nothing found so far holds it. */
const DOUBTFUL = 1;
/** Held, and what it holds has been visited. */
const REACHABLE = 2;

/**
 * Tells which objects of list `n` are held only by one another. From each count, the references that come from inside the list are
 * subtracted; what remains comes from outside. Then one pass in list order: an object with something left makes what it holds reachable, an
 * object with nothing left is doubtful until somebody later in the pass reaches it, and then goes to the end of the queue.
 *
 * The list is packed, otherwise left as it is. CPython 3.11: Modules/gcmodule.c deduce_unreachable
 */
export function deduceUnreachable<O extends HeapObject<any>>(generations: Generations<O>, n: number): Deduction<O> {
  generations.pack(n);
  const objects = generations.lists[n]!.objects as O[];
  const size = objects.length;
  const left = new Float64Array(size);
  const state = new Uint8Array(size);
  let work = size;
  const indexOf = (o: HeapObject<any>): number => {
    work++;
    return generations.listOf(o as O) === n ? generations.indexOf(o as O) : -1;
  };

  for (let i = 0; i < size; i++) left[i] = objects[i]!.rc;
  const subtract = (child: HeapObject<any>): void => {
    const i = indexOf(child);
    if (i >= 0) left[i]!--;
  };
  for (let i = 0; i < size; i++) traverseForCollector(objects[i]!, subtract);

  const queue: number[] = [];
  const doubtful: number[] = [];
  const reach = (child: HeapObject<any>): void => {
    const i = indexOf(child);
    if (i < 0 || state[i] === REACHABLE) return;
    if (state[i] === DOUBTFUL) {
      state[i] = WAITING;
      left[i] = 1;
      queue.push(i);
    } else if (left[i] === 0) left[i] = 1;
  };
  const reachable: O[] = [];
  const look = (i: number): void => {
    if (left[i] === 0) {
      state[i] = DOUBTFUL;
      doubtful.push(i);
      return;
    }
    traverseForCollector(objects[i]!, reach);
    state[i] = REACHABLE;
    reachable.push(objects[i]!);
  };
  for (let i = 0; i < size; i++) look(i);
  for (let at = 0; at < queue.length; at++) look(queue[at]!);
  return { reachable, unreachable: doubtful.filter((i) => state[i] === DOUBTFUL).map((i) => objects[i]!), work };
}
