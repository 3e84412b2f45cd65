import {
  type Collection,
  type CollectorClient,
  type CollectorEvent,
  type DeathClient,
  extra,
  Heap,
  HeapObject,
  incref,
  type Layout,
  type PendingCallback,
  type Root,
  type SuspendedDeath,
  touch,
  touchPayload,
  type Undoable,
  type WeakrefAccess,
} from "../src/index.ts";

/** What a box does when it is finalized: nothing special, be saved, or drop what it holds. */
export type Finalizer = "log" | "resurrect" | "empty";

export interface BoxPayload {
  name: string;
  items: Toy[];
  finalizer: Finalizer | null;
  legacy: boolean;
}

export interface RefPayload {
  name: string;
  referent: Toy | null;
  callback: Toy | null;
  exact: boolean;
}

export type Toy = HeapObject<ToyLayout>;
export interface ToyLayout extends Layout {
  readonly kind: "box" | "ref" | "leaf";
}

type Visit = (child: HeapObject<any>) => void;

/** A list: holds items, drops and visits them from the last to the first, as CPython's list does. */
const boxLayout: ToyLayout = {
  kind: "box",
  leaf: false,
  container: true,
  traverse(o: Toy, visit: Visit) {
    const { items } = o.v as BoxPayload;
    for (let i = items.length - 1; i >= 0; i--) visit(items[i]!);
  },
  clear(o: Toy) {
    touchPayload(o);
    const box = o.v as BoxPayload;
    const dropped = box.items.reverse();
    box.items = [];
    return dropped;
  },
  save: (o: Toy) => ({ ...o.v, items: o.v.items.slice() }),
  restore(o: Toy, saved: unknown) {
    const payload = saved as BoxPayload;
    Object.assign(o.v, payload, { items: payload.items.slice() });
  },
  edges(o: Toy, visit) {
    (o.v as BoxPayload).items.forEach((item, i) => {
      visit(item, `[${i}]`);
    });
  },
  hashPayload(o: Toy, into) {
    into(o.v.name);
    into(o.v.finalizer ?? "");
  },
  describe: (o: Toy) => ({ type: "box", label: o.v.name }),
};

/** A weak reference: owns its callback only. */
const refLayout: ToyLayout = {
  kind: "ref",
  leaf: false,
  container: true,
  traverse(o: Toy, visit: Visit) {
    if (o.v.callback !== null) visit(o.v.callback);
  },
  clear(o: Toy) {
    touchPayload(o);
    const { callback } = o.v;
    o.v.callback = null;
    return callback === null ? [] : [callback];
  },
  save: (o: Toy) => ({ ...o.v }),
  restore(o: Toy, saved: unknown) {
    Object.assign(o.v, saved);
  },
  hashPayload(o: Toy, into) {
    into(o.v.name);
    into(Number(o.v.referent !== null));
  },
  describe: (o: Toy) => ({ type: "ref", label: o.v.name }),
};

const leafLayout: ToyLayout = {
  kind: "leaf",
  leaf: true,
  container: false,
  traverse() {},
  clear: () => [],
  save: (o) => o.v,
  restore(o, saved) {
    o.v = saved;
  },
};

const access: WeakrefAccess<Toy> = {
  isWeakref: (o) => o.type.kind === "ref",
  kind: (ref) => (ref.v.exact ? "reference" : "other"),
  referent: (ref) => ref.v.referent,
  setReferent(ref, o) {
    ref.v.referent = o;
  },
  callback: (ref) => ref.v.callback,
  takeCallback(ref) {
    const { callback } = ref.v;
    ref.v.callback = null;
    return callback;
  },
};

/** Boxes, weak references and leaves in a heap, variables that hold them, and a "Python" that runs finalizers and callbacks one step at a time. */
export class ToyWorld implements DeathClient<Toy>, CollectorClient<Toy>, Undoable {
  readonly heap: Heap<Toy>;
  variables: Map<string, Toy> = new Map();
  events: string[] = [];
  garbage: Toy[] = [];
  /** Deaths taken over and not resumed yet, innermost last. */
  frames: SuspendedDeath<Toy>[] = [];
  callbacks: PendingCallback<Toy>[] = [];
  collection: Collection<Toy> | null = null;
  readonly debugEvents: CollectorEvent<Toy>[] = [];
  phaseCallbacks = false;
  freeListsCleared = 0;
  readonly callback: Toy = new HeapObject(leafLayout, "callback");
  /** Called where a finalizer or callback runs. */
  onCode: () => void = () => {};

  /** `threshold`: of the young generation. */
  constructor(threshold = 700) {
    this.heap = new Heap<Toy>({ death: this, weakrefs: access, collector: this, roots: () => this.roots() }, [this]);
    const { lists } = this.heap.generations;
    lists[0]!.threshold = threshold;
    if (threshold < 700) for (const n of [1, 2]) lists[n]!.threshold = 1;
  }

  roots(): Root<Toy>[] {
    return [
      {
        name: "variables",
        visit: (visitor) => {
          for (const [name, o] of this.variables) visitor(o, name);
        },
      },
      {
        name: "gc.garbage",
        visit: (visitor) => {
          for (const o of this.garbage) visitor(o);
        },
      },
      { name: "singletons", visit: (visitor) => visitor(this.callback) },
      {
        name: "frames",
        visit: (visitor) => {
          for (const { dying, rest } of this.frames) for (const o of [dying, ...rest]) visitor(o);
          for (const { ref, callback } of this.callbacks) for (const o of [ref, callback]) visitor(o);
          this.collection?.traverse((o) => visitor(o));
        },
      },
    ];
  }

  box(name: string, finalizer: Finalizer | null = null, legacy = false): Toy {
    const o: Toy = new HeapObject<ToyLayout>(boxLayout, { name, items: [], finalizer, legacy } satisfies BoxPayload);
    this.heap.generations.track(o);
    this.bind(name, o);
    return o;
  }

  leaf(name: string): Toy {
    const o: Toy = new HeapObject<ToyLayout>(leafLayout, name);
    this.bind(name, o);
    return o;
  }

  /** A leaf that nobody holds but the caller. */
  leafAlone(): Toy {
    return new HeapObject<ToyLayout>(leafLayout, "alone");
  }

  /** `called`: with a callback, and then of a subclass. */
  ref(name: string, to: Toy, called: boolean): Toy {
    const shared = called ? null : this.heap.weakrefs.shared(to, "reference");
    if (shared !== null) {
      incref(shared);
      this.bind(name, shared);
      return shared;
    }
    if (called) incref(this.callback);
    const payload: RefPayload = { name, referent: null, callback: called ? this.callback : null, exact: !called };
    const o: Toy = new HeapObject<ToyLayout>(refLayout, payload);
    this.heap.generations.track(o);
    this.heap.weakrefs.link(o, to);
    this.bind(name, o);
    return o;
  }

  get(name: string): Toy {
    return this.variables.get(name)!;
  }

  /** `o`: stolen. */
  private bind(name: string, o: Toy): void {
    const old = this.variables.get(name);
    this.variables.set(name, o);
    if (old !== undefined) this.drop(old);
  }

  /** Another variable for the same object. */
  alias(name: string, o: Toy): void {
    incref(o);
    this.bind(name, o);
  }

  unbind(name: string): void {
    const old = this.variables.get(name);
    if (old === undefined) return;
    this.variables.delete(name);
    this.drop(old);
  }

  append(to: Toy, o: Toy): void {
    incref(o);
    touchPayload(to);
    to.v.items.push(o);
  }

  pop(from: Toy): void {
    touchPayload(from);
    const o: Toy | undefined = from.v.items.pop();
    if (o !== undefined) this.drop(o);
  }

  /** Drops a reference and runs all code that this needs. */
  drop(o: Toy): void {
    this.heap.counts.decref(o);
    this.settle();
  }

  /** Runs the code of suspended deaths until none is left. */
  settle(): void {
    const { counts } = this.heap;
    for (let death = counts.takeSuspended(); death !== null; death = counts.takeSuspended()) {
      this.frames.push(death);
      this.runDeath(death.dying);
      this.frames.pop();
      counts.resume(death);
    }
  }

  mustRunCode(o: Toy): boolean {
    if (this.hasFinalizer(o) && !o.w?.finalized) return true;
    if (this.heap.weakrefs.hasCallbacks(o)) return true;
    this.heap.weakrefs.die(o);
    if (o.type.kind === "ref") this.heap.weakrefs.clear(o);
    this.heap.addresses.freed(o, 48);
    return false;
  }

  private runDeath(o: Toy): void {
    if (this.hasFinalizer(o) && !o.w?.finalized) {
      this.markFinalized(o);
      this.heap.generations.retrack(o);
      this.finalize(o);
      return;
    }
    const pending = this.heap.weakrefs.die(o);
    this.callbacks.push(...pending);
    for (const { ref } of pending) this.call(ref);
    this.callbacks.length -= pending.length;
    for (const { ref, callback } of pending.reverse()) {
      this.drop(callback);
      this.drop(ref);
    }
  }

  private markFinalized(o: Toy): void {
    const rare = extra(o);
    touch(o);
    rare.finalized = true;
  }

  finalize(o: Toy): void {
    const box = o.v as BoxPayload;
    this.events.push(`del ${box.name}`);
    this.onCode();
    if (box.finalizer === "resurrect") {
      incref(o);
      this.bind(`saved ${box.name}`, o);
    } else if (box.finalizer === "empty") {
      for (const item of boxLayout.clear(o)) this.drop(item as Toy);
    }
  }

  call(ref: Toy): void {
    this.events.push(`cb ${ref.v.name}`);
    this.onCode();
  }

  /** A whole collection, as `gc.collect(generation)`. */
  collect(generation: number): number {
    return this.run(this.heap.collector.collect(generation)!);
  }

  collectIfDue(): void {
    const collection = this.heap.collector.takeDue();
    if (collection !== null) this.run(collection);
  }

  run(collection: Collection<Toy>): number {
    this.collection = collection;
    for (;;) {
      const request = collection.step();
      if (request.kind === "done") {
        this.collection = null;
        return request.found;
      }
      if (request.kind === "deaths") this.settle();
      else if (request.kind === "finalize") this.finalize(request.object);
      else if (request.kind === "callback") this.call(request.weakref);
      else this.events.push(`${request.phase} ${request.generation} ${request.collected} ${request.uncollectable}`);
    }
  }

  hasFinalizer(o: Toy): boolean {
    return o.type.kind === "box" && (o.v as BoxPayload).finalizer !== null;
  }

  hasLegacyFinalizer(o: Toy): boolean {
    return o.type.kind === "box" && (o.v as BoxPayload).legacy;
  }

  untracksTuple(): boolean {
    return false;
  }

  untracksDict(): boolean {
    return false;
  }

  appendGarbage(o: Toy): void {
    incref(o);
    this.garbage.push(o);
  }

  hasPhaseCallbacks(): boolean {
    return this.phaseCallbacks;
  }

  clearFreeLists(): void {
    this.freeListsCleared++;
  }

  debug(event: CollectorEvent<Toy>): void {
    this.debugEvents.push(event);
  }

  mark(): unknown {
    return { variables: new Map(this.variables), events: this.events.slice(), garbage: this.garbage.slice() };
  }

  undo(mark: unknown): void {
    const saved = mark as Pick<ToyWorld, "variables" | "events" | "garbage">;
    this.variables = new Map(saved.variables);
    this.events = saved.events.slice();
    this.garbage = saved.garbage.slice();
  }

  hash(into: (item: number | string) => void): void {
    for (const name of this.variables.keys()) into(name);
    into(this.events.length);
    into(this.garbage.length);
  }

  /** The names of the tracked objects of one generation, in order. */
  namesOf(generation: number): string[] {
    return this.heap.generations.inOrder(generation).map((o) => o.v.name as string);
  }
}
