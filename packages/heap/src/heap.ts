import { AddressSpace } from "./addresses.ts";
import { type AuditOptions, type AuditReport, audit } from "./audit.ts";
import { type CollectorClient, CycleCollector } from "./cycle-collector.ts";
import { Generations } from "./generations.ts";
import { type GraphOptions, graphOf, type HeapGraph } from "./graph.ts";
import type { HeapObject } from "./header.ts";
import { Journal, type Undoable } from "./journal.ts";
import type { Root } from "./reachable.ts";
import { type DeathClient, RefCounts } from "./refcount.ts";
import { stateHash } from "./snapshot.ts";
import { type WeakrefAccess, Weakrefs } from "./weakrefs.ts";

/** What a heap needs from the layer above. */
export interface HeapClient<O> {
  readonly death: DeathClient<O>;
  readonly weakrefs: WeakrefAccess<O>;
  readonly collector: CollectorClient<O>;
  /** Everything outside the heap that owns references, now. */
  roots(): Iterable<Root<O>>;
  /** See `AuditOptions`. */
  readonly baseCount?: (o: O) => number;
}

/** All parts of a heap, wired and registered with one journal. Each part works alone too; this is the usual way to put them together. */
export class Heap<O extends HeapObject<any>> {
  readonly journal: Journal = new Journal();
  readonly generations: Generations<O> = new Generations<O>();
  readonly counts: RefCounts<O>;
  readonly weakrefs: Weakrefs<O>;
  readonly collector: CycleCollector<O>;
  readonly addresses: AddressSpace<O> = new AddressSpace<O>();
  private readonly client: HeapClient<O>;
  private readonly states: Undoable[];

  /** `states`: the client's own singletons, undone and hashed with the heap's. */
  constructor(client: HeapClient<O>, states: readonly Undoable[] = []) {
    this.client = client;
    this.counts = new RefCounts<O>(client.death, (o) => this.generations.untrackDead(o));
    this.weakrefs = new Weakrefs<O>(client.weakrefs);
    this.collector = new CycleCollector<O>({
      generations: this.generations,
      counts: this.counts,
      weakrefs: this.weakrefs,
      client: client.collector,
    });
    this.states = [this.generations, this.counts, this.collector, this.addresses, ...states];
    for (const state of this.states) this.journal.register(state);
  }

  /** Recomputes every count; see `audit`. */
  audit(options: AuditOptions<O> = {}): AuditReport<O> {
    const base = this.client.baseCount === undefined ? {} : { baseCount: this.client.baseCount };
    return audit(this.client.roots(), this, { ...base, ...options });
  }

  /** A hash of everything that can be told apart; see `stateHash`. */
  hash(): string {
    return stateHash(this.client.roots(), this, this.states);
  }

  /** Who holds whom; see `graphOf`. */
  graph(options: GraphOptions<O> = {}): HeapGraph {
    return graphOf(this.client.roots(), this, options);
  }
}
