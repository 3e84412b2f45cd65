import { type CycleCollector, DEBUG_COLLECTABLE, DEBUG_SAVEALL, DEBUG_STATS, DEBUG_UNCOLLECTABLE } from "./cycle-collector.ts";
import { CALLBACKS, LEGACY, UNREACHABLE } from "./generations.ts";
import { extra, type HeapObject, incref, touch, touchPayload } from "./header.ts";
import { deduceUnreachable, traverseForCollector } from "./unreachable.ts";

/*
 * One collection, from the callback that says "start" to the one that says "stop", as a state machine.
 *
 * Finalizers, callbacks of weak references and whatever clearing an object sets free are Python code. None of it can be called from here, so
 * `step` goes on until some is needed and says which; the client runs it and steps again. In between other threads may run, allocate, and drop the
 * last reference to something unreachable: so what a collection has found is kept in lists of `Generations`, which objects leave when they die,
 * and not in arrays of its own.
 */

/** What has to happen before the next `step`. */
export type CollectionRequest<O> =
  /** Call everything in `gc.callbacks` with this phase and `{generation, collected, uncollectable}`. */
  | {
      readonly kind: "phase";
      readonly phase: "start" | "stop";
      readonly generation: number;
      readonly collected: number;
      readonly uncollectable: number;
    }
  /** Call the callback of `weakref` with it; an error is unraisable. Both borrowed. */
  | { readonly kind: "callback"; readonly weakref: O }
  /** Run the finalizer of `object`; an error is unraisable. Borrowed. */
  | { readonly kind: "finalize"; readonly object: O }
  /** `RefCounts.suspended` is set: take it, run its code, resume, until it is null. */
  | { readonly kind: "deaths" }
  /** Over. `found`: the answer of `gc.collect()`. */
  | { readonly kind: "done"; readonly found: number };

/** Where a collection is. */
export type CollectionPhase =
  | "start"
  | "deduce"
  | "callbacks"
  | "called"
  | "callback dropped"
  | "finalize"
  | "finalized"
  | "resurrect"
  | "delete"
  | "cleared"
  | "deleted"
  | "legacy"
  | "stop"
  | "ending"
  | "done";

/** Everything a collection knows; a plain record, so that it can be copied. */
export interface CollectionState<O> {
  phase: CollectionPhase;
  readonly generation: number;
  /** The object at hand; a reference to it is owned from `finalize` to `finalized`, `callbacks` to `called`, `delete` to `cleared`. */
  current: O | null;
  currentIsOwned: boolean;
  /** Where in the list at hand the next object is. */
  cursor: number;
  collected: number;
  uncollectable: number;
  /** Objects and references looked at so far; for accounts of time. */
  work: number;
}

/** A collection under way (CPython 3.11: Modules/gcmodule.c gc_collect_with_callback, gc_collect_main). Made by `CycleCollector`. */
export class Collection<O extends HeapObject<any>> {
  private readonly collector: CycleCollector<O>;
  private state: CollectionState<O>;

  constructor(collector: CycleCollector<O>, generation: number) {
    this.collector = collector;
    this.state = {
      phase: "start",
      generation,
      current: null,
      currentIsOwned: false,
      cursor: 0,
      collected: 0,
      uncollectable: 0,
      work: 0,
    };
  }

  /** Goes on until Python code is needed, or to the end. Once done, it says so again. */
  step(): CollectionRequest<O> {
    for (;;) {
      if (this.collector.counts.suspended !== null) return { kind: "deaths" };
      const request = this.advance();
      if (request !== null) return request;
    }
  }

  /** A copy of everything it knows, for `restore`. */
  save(): CollectionState<O> {
    return { ...this.state };
  }

  /** Puts back what `save` gave; can be done more than once. */
  restore(saved: CollectionState<O>): void {
    this.state = { ...saved };
  }

  /** Visits the references that it owns. */
  traverse(visit: (o: O) => void): void {
    if (this.state.currentIsOwned) visit(this.state.current!);
  }

  /** Objects and references looked at so far. */
  get work(): number {
    return this.state.work;
  }

  get phase(): CollectionPhase {
    return this.state.phase;
  }

  /** Where survivors go: the next generation, or the oldest itself. */
  private get old(): number {
    return Math.min(this.state.generation + 1, 2);
  }

  private advance(): CollectionRequest<O> | null {
    const { state } = this;
    switch (state.phase) {
      case "start":
        return this.announce("start", "deduce");
      case "deduce":
        return this.deduce();
      case "callbacks":
        return this.nextCallback();
      case "called":
        return this.dropCurrent("callback dropped");
      case "callback dropped":
        return this.settle(CALLBACKS, "callbacks");
      case "finalize":
        return this.nextFinalizer();
      case "finalized":
        return this.dropCurrent("finalize");
      case "resurrect":
        return this.separateResurrected();
      case "delete":
        return this.clearNext();
      case "cleared":
        return this.dropCurrent("deleted");
      case "deleted":
        return this.settle(UNREACHABLE, "delete");
      case "legacy":
        return this.finish();
      case "stop":
        return this.announce("stop", "ending");
      case "ending":
        this.collector.generations.endCollection();
        state.phase = "done";
        return null;
      case "done":
        return { kind: "done", found: state.collected + state.uncollectable };
    }
  }

  private announce(phase: "start" | "stop", next: CollectionPhase): CollectionRequest<O> | null {
    const { generation, collected, uncollectable } = this.state;
    this.state.phase = next;
    return this.collector.client.hasPhaseCallbacks() ? { kind: "phase", phase, generation, collected, uncollectable } : null;
  }

  /** Everything up to the first Python code: merge, tell apart, survivors grow older, weak references to garbage are cleared. */
  private deduce(): null {
    const { state, collector, old } = this;
    const { generations, client } = collector;
    const n = state.generation;
    if (collector.debug & DEBUG_STATS) {
      const sizes = generations.generations.map((g) => g.live);
      client.debug({ kind: "start", generation: n, sizes, permanent: generations.lists[3]!.live });
    }
    const candidates = this.merge();
    const { reachable, unreachable, work } = deduceUnreachable(generations, candidates);
    state.work += work;
    generations.relist(candidates, []);
    const survivors = this.untrack(reachable, (o) => client.untracksTuple(o));
    if (n < 2) {
      if (n === 1) collector.longLivedPending += survivors.length;
      generations.extend(old, survivors);
    } else {
      const kept = this.untrack(survivors, (o) => client.untracksDict(o));
      collector.longLivedPending = 0;
      collector.longLivedTotal = kept.length;
      generations.extend(2, kept);
    }
    this.setAsideLegacy(unreachable);
    if (collector.debug & DEBUG_COLLECTABLE) {
      for (const object of generations.inOrder(UNREACHABLE)) client.debug({ kind: "collectable", object });
    }
    this.clearWeakrefs();
    state.phase = "callbacks";
    return null;
  }

  /** Resets the counts, and appends the younger lists to the one collected; gives the number of the list in which the candidates are now. */
  private merge(): number {
    const { generations } = this.collector;
    const n = this.state.generation;
    if (n < 2) generations.lists[n + 1]!.count++;
    for (let i = 1; i <= n; i++) generations.lists[i]!.count = 0;
    // What came after the allocation that made this collection due stays in list 0, so the young candidates need another one.
    const target = n === 0 ? UNREACHABLE : n;
    generations.extend(target, generations.takeYoung());
    if (n === 2) generations.extend(2, generations.take(1));
    return target;
  }

  private untrack(objects: readonly O[], isFree: (o: O) => boolean): O[] {
    return objects.filter((o) => {
      if (!isFree(o)) return true;
      touch(o);
      o.gci = -1;
      return false;
    });
  }

  /** Garbage with a legacy finalizer, and all it reaches, is kept. move_legacy_finalizers, move_legacy_finalizer_reachable */
  private setAsideLegacy(unreachable: readonly O[]): void {
    const { generations, client } = this.collector;
    const legacy = unreachable.filter((o) => client.hasLegacyFinalizer(o));
    generations.extend(UNREACHABLE, unreachable);
    for (const o of legacy) generations.move(o, LEGACY);
    for (let i = 0; i < legacy.length; i++) {
      traverseForCollector(legacy[i]!, (child) => {
        if (generations.listOf(child as O) !== UNREACHABLE) return;
        generations.move(child as O, LEGACY);
        legacy.push(child as O);
      });
    }
  }

  /** Weak references to garbage die before any Python code runs; callbacks of those that are not garbage themselves will be called. handle_weakrefs */
  private clearWeakrefs(): void {
    const { generations, weakrefs } = this.collector;
    const { access } = weakrefs;
    for (const o of generations.inOrder(UNREACHABLE)) {
      if (access.isWeakref(o)) weakrefs.clear(o);
      for (const ref of weakrefs.list(o)) {
        weakrefs.clear(ref);
        if (access.callback(ref) === null || generations.listOf(ref) === UNREACHABLE) continue;
        incref(ref);
        generations.trackAlive(ref);
        generations.move(ref, CALLBACKS);
      }
    }
  }

  private nextCallback(): CollectionRequest<O> | null {
    const weakref = this.next(CALLBACKS);
    if (weakref === null) {
      this.state.cursor = 0;
      this.state.phase = "finalize";
      return null;
    }
    this.hold(weakref);
    this.state.phase = "called";
    return { kind: "callback", weakref };
  }

  private nextFinalizer(): CollectionRequest<O> | null {
    const { state, collector } = this;
    for (let o = this.next(UNREACHABLE); o !== null; o = this.next(UNREACHABLE)) {
      state.cursor++;
      if (o.w?.finalized || !collector.client.hasFinalizer(o)) continue;
      touch(o);
      extra(o).finalized = true;
      incref(o);
      this.hold(o);
      state.phase = "finalized";
      return { kind: "finalize", object: o };
    }
    state.cursor = 0;
    state.phase = "resurrect";
    return null;
  }

  /** What finalizers have made reachable again grows older; the rest is cleared. handle_resurrected_objects */
  private separateResurrected(): null {
    const { generations } = this.collector;
    const { reachable, unreachable, work } = deduceUnreachable(generations, UNREACHABLE);
    this.state.work += work;
    generations.relist(UNREACHABLE, unreachable);
    generations.extend(this.old, reachable);
    this.state.collected += unreachable.length;
    this.state.phase = "delete";
    return null;
  }

  /** Breaks the cycles at the first object left. delete_garbage */
  private clearNext(): null {
    const { state, collector } = this;
    const o = this.next(UNREACHABLE);
    if (o === null) {
      state.phase = "legacy";
      return null;
    }
    if (collector.debug & DEBUG_SAVEALL) {
      collector.client.appendGarbage(o);
      this.state.current = o;
      state.phase = "deleted";
      return null;
    }
    incref(o);
    this.hold(o);
    state.phase = "cleared";
    touch(o);
    touchPayload(o);
    collector.counts.decrefAll(o.type.clear(o) as O[]);
    return null;
  }

  private finish(): null {
    const { state, collector, old } = this;
    const { generations, client } = collector;
    const legacy = generations.take(LEGACY);
    state.uncollectable = legacy.length;
    for (const object of legacy) if (collector.debug & DEBUG_UNCOLLECTABLE) client.debug({ kind: "uncollectable", object });
    if (collector.debug & DEBUG_STATS) {
      client.debug({ kind: "done", found: state.collected + legacy.length, uncollectable: legacy.length });
    }
    for (const o of legacy) if (collector.debug & DEBUG_SAVEALL || client.hasLegacyFinalizer(o)) client.appendGarbage(o);
    generations.extend(old, legacy);
    if (state.generation === 2) client.clearFreeLists();
    collector.record(state.generation, state.collected, state.uncollectable);
    state.phase = "stop";
    return null;
  }

  /** The first object at or after the cursor in list `n`. */
  private next(n: number): O | null {
    const { objects } = this.collector.generations.lists[n]!;
    const { state } = this;
    while (state.cursor < objects.length && objects[state.cursor] === null) state.cursor++;
    return objects[state.cursor] ?? null;
  }

  private hold(o: O): void {
    this.state.current = o;
    this.state.currentIsOwned = true;
  }

  private dropCurrent(next: CollectionPhase): null {
    this.state.currentIsOwned = false;
    this.state.phase = next;
    this.collector.counts.decref(this.state.current!);
    return null;
  }

  /** Is the object at hand still in the list it was taken from? Then it lives on, and grows older. */
  private settle(list: number, next: CollectionPhase): null {
    const { generations } = this.collector;
    const { state } = this;
    const o = state.current!;
    state.current = null;
    state.phase = next;
    if (generations.listOf(o) === list) generations.move(o, this.old);
    else if (list === CALLBACKS) state.collected++;
    return null;
  }
}
