import type { Generations } from "./generations.ts";
import type { Description, HeapObject } from "./header.ts";
import type { RefCounts } from "./refcount.ts";

/** Something outside the heap that owns references: a thread's frames, a table of singletons. */
export interface Root<O> {
  /** As a report names it: `thread 1`, `interned strings`. */
  readonly name: string;
  /** Visits every owned reference, once for each count it holds; `label` says where it is held. */
  visit(visitor: (o: O, label?: string) => void): void;
}

/** The parts of a heap that own references or know objects themselves. */
export interface HeapParts<O extends HeapObject<any>> {
  readonly counts: RefCounts<O>;
  readonly generations: Generations<O>;
}

/** What one object holds of another. */
export interface Edge<O> {
  readonly to: O;
  readonly label: string;
}

/** The roots of a heap: those the client names and, last, the drops that wait. */
export function allRoots<O extends HeapObject<any>>(roots: Iterable<Root<O>>, heap: HeapParts<O>): Root<O>[] {
  return [...roots, { name: "pending decrefs", visit: (visitor) => heap.counts.pending((o) => visitor(o)) }];
}

/** The references that `o` holds, with names if its layout gives them and their ordinal otherwise. */
export function edgesOf<O extends HeapObject<any>>(o: O): Edge<O>[] {
  const edges: Edge<O>[] = [];
  if (o.type.edges !== undefined) o.type.edges(o, (to: HeapObject<any>, label: string) => edges.push({ to: to as O, label }));
  else o.type.traverse(o, (to: HeapObject<any>) => edges.push({ to: to as O, label: `#${edges.length}` }));
  return edges;
}

/** What a report says of `o`. */
export function describe(o: HeapObject<any>): Description {
  if (o.type.describe !== undefined) return o.type.describe(o);
  const plain = typeof o.v === "string" || typeof o.v === "number" || typeof o.v === "bigint" || typeof o.v === "boolean";
  return { type: "object", label: plain ? String(o.v) : "" };
}

/** `describe` in one line. */
export function describeShortly(o: HeapObject<any>): string {
  const { type, label } = describe(o);
  return label === "" ? type : `${type} ${label}`;
}

/**
 * Every object that the roots reach, then every tracked object that they do not reach (garbage that no collection has found yet) and what it
 * reaches; each once, in an order that depends on nothing but the graph and the generations' order.
 */
export function reachableObjects<O extends HeapObject<any>>(roots: readonly Root<O>[], heap: HeapParts<O>): Set<O> {
  const seen = new Set<O>();
  const stack: O[] = [];
  const visit = (child: HeapObject<any>): void => {
    if (seen.has(child as O)) return;
    seen.add(child as O);
    stack.push(child as O);
  };
  const exhaust = (): void => {
    for (let o = stack.pop(); o !== undefined; o = stack.pop()) o.type.traverse(o, visit);
  };
  for (const root of roots) root.visit(visit);
  exhaust();
  for (const list of heap.generations.lists) {
    for (const o of list.objects) {
      if (o === null) continue;
      visit(o);
      exhaust();
    }
  }
  return seen;
}
