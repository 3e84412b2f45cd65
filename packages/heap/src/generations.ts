import { epoch, type HeapObject, touch } from "./header.ts";
import type { Undoable } from "./journal.ts";

/*
 * The collector's lists.
 *
 * CPython links tracked objects into one doubly linked list a generation, in the order in which they were tracked. Here a generation is an
 * array in that order; an object knows its index (`gci` = index * 4 + generation), leaving is writing a null there, and an array that is
 * mostly holes is packed. Same order, one field in the object instead of two, and no neighbour is written.
 */

/** One of the three generations. */
export interface Generation<O> {
  /** In the order tracked; null where an object has left. */
  objects: (O | null)[];
  /** Objects in it. */
  live: number;
  /** What is compared with the threshold: allocations minus frees for the young, collections of the younger one for the others. */
  count: number;
  threshold: number;
}

/** Where tracked objects are, and when a collection is due (CPython 3.11: Modules/gcmodule.c gc_list_*, _PyObject_GC_Link). */
export class Generations<O extends HeapObject<any>> implements Undoable {
  readonly generations: readonly [Generation<O>, Generation<O>, Generation<O>] = [
    { objects: [], live: 0, count: 0, threshold: 700 },
    { objects: [], live: 0, count: 0, threshold: 10 },
    { objects: [], live: 0, count: 0, threshold: 10 },
  ];
  enabled = true;
  collecting = false;
  /** The young count has crossed its threshold; the collection runs at the end of the instruction. */
  due = false;

  /** A container was allocated: it counts, and from now on the collector sees it. _PyObject_GC_Link and PyObject_GC_Track at once. */
  track(o: O): void {
    const young = this.generations[0];
    o.gci = young.objects.length << 2;
    young.objects.push(o);
    young.live++;
    if (++young.count > young.threshold && this.enabled && young.threshold !== 0 && !this.collecting) this.due = true;
  }

  /** The collector forgets a container that lives on (`PyObject_GC_UnTrack`). */
  untrackAlive(o: O): void {
    if (o.gci < 0) return;
    this.leave(o);
    o.gci = -1;
  }

  /** A tracked container died. */
  untrackDead(o: O): void {
    this.leave(o);
    o.gci = -1;
    if (this.generations[0].count > 0) this.generations[0].count--;
  }

  private leave(o: O): void {
    if (o.epoch < epoch) touch(o);
    const generation = this.generations[o.gci & 3]!;
    const objects = generation.objects;
    const index = o.gci >> 2;
    generation.live--;
    if (index === objects.length - 1) objects.pop();
    else {
      objects[index] = null;
      if (objects.length > 1024 && objects.length > 4 * generation.live) this.pack(o.gci & 3);
    }
  }

  /** Closes the holes of generation `n`; order stays. */
  pack(n: number): void {
    const generation = this.generations[n]!;
    let to = 0;
    for (const o of generation.objects) {
      if (o === null) continue;
      if (o.epoch < epoch) touch(o);
      o.gci = (to << 2) | n;
      generation.objects[to++] = o;
    }
    generation.objects.length = to;
  }

  mark(): unknown {
    return {
      lists: this.generations.map((g) => ({ ...g, objects: g.objects.slice() })),
      enabled: this.enabled,
      collecting: this.collecting,
      due: this.due,
    };
  }

  undo(mark: unknown): void {
    const saved = mark as { lists: Generation<O>[]; enabled: boolean; collecting: boolean; due: boolean };
    saved.lists.forEach((g, i) => {
      Object.assign(this.generations[i]!, g, { objects: g.objects.slice() });
    });
    this.enabled = saved.enabled;
    this.collecting = saved.collecting;
    this.due = saved.due;
  }

  hash(into: (item: number | string) => void): void {
    for (const g of this.generations) {
      into(g.live);
      into(g.count);
      into(g.threshold);
    }
    into(Number(this.enabled) * 4 + Number(this.collecting) * 2 + Number(this.due));
  }
}
