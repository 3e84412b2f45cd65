import { epoch, type HeapObject, touch } from "./header.ts";
import type { Undoable } from "./journal.ts";

/*
 * The collector's lists.
 *
 * CPython links tracked objects into one doubly linked list a generation, in the order in which they were tracked. Here a generation is an
 * array in that order; an object knows its place (`gci` = index * 8 + list), leaving is writing a null there, and an array that is
 * mostly holes is packed. Same order, one field in the object instead of two, and no neighbour is written.
 *
 * Lists 0, 1 and 2 are the generations, 3 is what `gc.freeze` put away, and the others hold what a running collection has taken out of the
 * generations. They are lists like any other because their objects can die, or be untracked, while the collection waits for Python code.
 *
 * An array is not copied when an epoch opens. Up to the length that it had then (`floors`), what is overwritten goes to `log`; beyond it,
 * cutting the array back is enough.
 */

/** One of the lists. */
export interface Generation<O> {
  /** In the order tracked; null where an object has left. */
  objects: (O | null)[];
  /** Objects in it. */
  live: number;
  /** What is compared with the threshold: allocations minus frees for the young, collections of the younger one for the others. */
  count: number;
  threshold: number;
}

/** `gc.freeze`'s permanent generation. */
export const PERMANENT = 3;
/** What the running collection found unreachable. */
export const UNREACHABLE = 4;
/** Unreachable too, but kept because a legacy finalizer (`tp_del`) might use it. */
export const LEGACY = 5;
/** Weak references whose callbacks the running collection still has to call. */
export const CALLBACKS = 6;

const LISTS = 7;
const LIST_MASK = 7;
const LIST_BITS = 3;

interface LogEntry<O> {
  readonly list: number;
  /** -1: the whole array was replaced. */
  readonly index: number;
  readonly was: O | null | (O | null)[];
}

interface Mark {
  readonly log: number;
  readonly lengths: number[];
  readonly lists: { live: number; count: number; threshold: number }[];
  readonly enabled: boolean;
  readonly collecting: boolean;
  readonly due: boolean;
  readonly dueIndex: number;
  readonly dueCount: number;
  readonly deferred: number;
}

/** Where tracked objects are, and when a collection is due (CPython 3.11: Modules/gcmodule.c gc_list_*, _PyObject_GC_Link). */
export class Generations<O extends HeapObject<any>> implements Undoable {
  /** All lists, by their number. */
  readonly lists: readonly Generation<O>[];
  /** The first three of them. */
  readonly generations: readonly [Generation<O>, Generation<O>, Generation<O>];
  enabled = true;
  collecting = false;
  /** The young count has crossed its threshold; the collection runs at the end of the instruction. */
  due = false;
  /** While due: the place in the young list of the allocation that crossed. It and what came later are no candidates. */
  private dueIndex = 0;
  /** While due: the young count at that allocation. */
  private dueCount = 0;
  /** Allocations that count only once the collection is over: CPython would make them after it. */
  private deferred = 0;
  private readonly log: LogEntry<O>[] = [];
  private readonly floors: number[] = new Array<number>(LISTS).fill(0);
  private logging = false;

  /** Saved by the journal as a singleton. */
  get savesItself(): true {
    return true;
  }

  constructor() {
    const make = (threshold: number): Generation<O> => ({ objects: [], live: 0, count: 0, threshold });
    this.generations = [make(700), make(10), make(10)];
    this.lists = [...this.generations, make(0), make(0), make(0), make(0)];
  }

  /** A container was allocated: it counts, and from now on the collector sees it. _PyObject_GC_Link and PyObject_GC_Track at once. */
  track(o: O): void {
    const young = this.generations[0];
    o.gci = young.objects.length << LIST_BITS;
    young.objects.push(o);
    young.live++;
    if (++young.count > young.threshold) this.crossed(young.objects.length - 1);
  }

  /** A container was allocated and counts, but is not tracked yet (an empty dict, a tuple being filled). _PyObject_GC_Link alone. */
  countAllocation(): void {
    const young = this.generations[0];
    if (++young.count > young.threshold) this.crossed(young.objects.length);
  }

  private crossed(index: number): void {
    if (this.due || !this.enabled || this.collecting || this.generations[0].threshold === 0) return;
    this.due = true;
    this.dueIndex = index;
    this.dueCount = this.generations[0].count;
  }

  /** The collector sees a container that exists already, as the youngest of all; nothing if it does so. PyObject_GC_Track. */
  trackAlive(o: O): void {
    if (o.gci >= 0) return;
    if (o.epoch < epoch) touch(o);
    this.append(0, o);
  }

  /**
   * To be called before the finalizer of a dying container runs: CPython has untracked it and tracks it again meanwhile, so if it is
   * resurrected it is the youngest of all (CPython 3.11: Objects/typeobject.c subtype_dealloc, Objects/genobject.c gen_dealloc).
   */
  retrack(o: O): void {
    this.untrackAlive(o);
    this.trackAlive(o);
  }

  /** The collector forgets a container that lives on (`PyObject_GC_UnTrack`). */
  untrackAlive(o: O): void {
    if (o.gci < 0) return;
    this.leave(o);
    o.gci = -1;
  }

  /** A container died, tracked or not. PyObject_GC_UnTrack and PyObject_GC_Del at once. */
  untrackDead(o: O): void {
    if (o.gci >= 0) {
      this.leave(o);
      o.gci = -1;
    }
    this.countFree();
  }

  /** The memory of a container was given back. PyObject_GC_Del's part of the counting. */
  countFree(): void {
    if (this.generations[0].count > 0) this.generations[0].count--;
  }

  /** The number of the list that `o` is in, or -1. */
  listOf(o: O): number {
    return o.gci < 0 ? -1 : o.gci & LIST_MASK;
  }

  /** The place of `o` in its list. Meaningless while untracked. */
  indexOf(o: O): number {
    return o.gci >> LIST_BITS;
  }

  /** Takes `o` from the list it is in to the end of list `n` (gc_list_move). */
  move(o: O, n: number): void {
    this.leave(o);
    this.append(n, o);
  }

  private append(n: number, o: O): void {
    const list = this.lists[n]!;
    o.gci = (list.objects.length << LIST_BITS) | n;
    list.objects.push(o);
    list.live++;
  }

  private leave(o: O): void {
    if (o.epoch < epoch) touch(o);
    const n = o.gci & LIST_MASK;
    const generation = this.lists[n]!;
    const objects = generation.objects;
    const index = o.gci >> LIST_BITS;
    const floor = this.floors[n]!;
    generation.live--;
    if (index < floor) this.log.push({ list: n, index, was: objects[index]! });
    objects[index] = null;
    let length = objects.length;
    if (index === length - 1) {
      do {
        if (--length < floor && length !== index) this.log.push({ list: n, index: length, was: null });
        objects.pop();
      } while (length > 0 && objects[length - 1] === null);
    } else if (length > 1024 && length > 4 * generation.live && n <= PERMANENT) this.pack(n);
  }

  /** Closes the holes of list `n`; order stays. */
  pack(n: number): void {
    const { objects, live } = this.lists[n]!;
    if (objects.length === live) return;
    const packed: O[] = [];
    let due = -1;
    for (let i = 0; i < objects.length; i++) {
      if (n === 0 && i === this.dueIndex) due = packed.length;
      const o = objects[i]!;
      if (o !== null) packed.push(o);
    }
    if (n === 0) this.dueIndex = due < 0 ? packed.length : due;
    this.relist(n, packed);
  }

  /** Makes list `n` consist of `objects`, in that order. They must be in no other list, whatever their `gci` says. */
  relist(n: number, objects: O[]): void {
    const list = this.lists[n]!;
    if (this.logging) this.log.push({ list: n, index: -1, was: list.objects });
    this.floors[n] = 0;
    list.objects = objects;
    list.live = objects.length;
    for (let i = 0; i < objects.length; i++) this.place(objects[i]!, (i << LIST_BITS) | n);
  }

  /** Appends `objects`, which must be in no list, to list `n` (gc_list_merge). */
  extend(n: number, objects: readonly O[]): void {
    const list = this.lists[n]!;
    for (const o of objects) {
      this.place(o, (list.objects.length << LIST_BITS) | n);
      list.objects.push(o);
    }
    list.live += objects.length;
  }

  private place(o: O, gci: number): void {
    if (o.gci === gci) return;
    if (o.epoch < epoch) touch(o);
    o.gci = gci;
  }

  /** Empties list `n` and gives what was in it. The objects keep a stale `gci` until they are put into another list. */
  take(n: number): O[] {
    const objects = this.inOrder(n);
    this.relist(n, []);
    return objects;
  }

  /** What is in list `n`, in order; a new array. */
  inOrder(n: number): O[] {
    return this.lists[n]!.objects.filter((o) => o !== null);
  }

  /**
   * Empties the young generation as `take` does, except that while a collection is due what was allocated since stays in it. Nothing is due any more. The
   * young count is zero; what came after the allocation that made it due is counted when the collection is over.
   */
  takeYoung(): O[] {
    const young = this.generations[0];
    if (!this.due) {
      young.count = 0;
      return this.take(0);
    }
    const at = Math.min(this.dueIndex, young.objects.length);
    const before = young.objects.slice(0, at).filter((o) => o !== null);
    const later = young.objects.slice(at).filter((o) => o !== null);
    this.deferred = Math.max(0, young.count - this.dueCount);
    young.count = 0;
    this.due = false;
    this.relist(0, later);
    return before;
  }

  /** A collection is over. */
  endCollection(): void {
    this.collecting = false;
    this.generations[0].count += this.deferred;
    this.deferred = 0;
  }

  /** Puts every tracked object into the permanent generation (CPython 3.11: gc_freeze_impl). */
  freeze(): void {
    for (let n = 0; n < 3; n++) {
      this.extend(PERMANENT, this.take(n));
      this.lists[n]!.count = 0;
    }
    this.due = false;
  }

  /** Puts the permanent generation's objects into the oldest (CPython 3.11: gc_unfreeze_impl). */
  unfreeze(): void {
    this.extend(2, this.take(PERMANENT));
  }

  /** A mark is undone after those taken later have been: marks form a stack, as a journal's epochs do. */
  mark(): unknown {
    this.logging = true;
    const lengths = this.lists.map((g) => g.objects.length);
    lengths.forEach((length, n) => {
      this.floors[n] = length;
    });
    const mark: Mark = {
      log: this.log.length,
      lengths,
      lists: this.lists.map((g) => ({ live: g.live, count: g.count, threshold: g.threshold })),
      enabled: this.enabled,
      collecting: this.collecting,
      due: this.due,
      dueIndex: this.dueIndex,
      dueCount: this.dueCount,
      deferred: this.deferred,
    };
    return mark;
  }

  undo(mark: unknown): void {
    const saved = mark as Mark;
    while (this.log.length > saved.log) {
      const { list, index, was } = this.log.pop()!;
      if (index < 0) this.lists[list]!.objects = was as (O | null)[];
      else this.lists[list]!.objects[index] = was as O | null;
    }
    saved.lists.forEach((counts, n) => {
      const list = this.lists[n]!;
      Object.assign(list, counts);
      list.objects.length = saved.lengths[n]!;
      this.floors[n] = saved.lengths[n]!;
    });
    this.enabled = saved.enabled;
    this.collecting = saved.collecting;
    this.due = saved.due;
    this.dueIndex = saved.dueIndex;
    this.dueCount = saved.dueCount;
    this.deferred = saved.deferred;
  }

  forget(): void {
    this.log.length = 0;
    this.floors.fill(0);
    this.logging = false;
  }

  /** The counts; which object is where is said by the objects, see `stateHash`. */
  hash(into: (item: number | string) => void): void {
    for (const g of this.lists) {
      into(g.live);
      into(g.count);
      into(g.threshold);
    }
    into(Number(this.enabled) * 4 + Number(this.collecting) * 2 + Number(this.due));
    into(this.deferred);
    if (!this.due) return;
    into(this.generations[0].objects.slice(0, this.dueIndex).filter((o) => o !== null).length);
    into(this.dueCount);
  }
}
