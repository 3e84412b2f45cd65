import { HeapObject } from "@vivarium/heap";

/*
 * Every JavaScript object that can be reached from one, with what is in it: the state of an interpreter as the engine has it, without asking any of our
 * own code how to save itself.
 */

/** What an object held, and how it was reached. */
interface Node {
  /** How many objects hold it. */
  holders: number;
  readonly keys: readonly unknown[];
  readonly values: readonly unknown[];
  readonly from: object | null;
  readonly place: string;
}

export type ObjectGraph = ReadonlyMap<object, Node>;

/** Fields that may differ: marks of the journal itself, and what is computed again when needed. */
const EXEMPT: ReadonlySet<string> = new Set([
  "epoch",
  "journal",
  "stdlib",
  "host",
  "floors",
  "client",
  "fastRegisters",
  "observedRegisters",
  "observer",
  "watched",
]);

function contentsOf(o: object): { keys: unknown[]; values: unknown[] } {
  if (Array.isArray(o)) return { keys: [...o.keys()], values: o.slice() };
  if (o instanceof Map) return { keys: [...o.keys()], values: [...o.values()] };
  if (o instanceof Set) return { keys: [...o], values: [] };
  if (ArrayBuffer.isView(o)) return { keys: [], values: [...(o as Uint8Array)] };
  const derived = (o as { derivedFields?: readonly string[] }).derivedFields ?? [];
  const own = o instanceof HeapObject ? [] : derived;
  const keys = Object.keys(o).filter((key) => !EXEMPT.has(key) && !(own.includes(key) && !isVmPart(o)));
  return { keys, values: keys.map((key) => withoutCache((o as Record<string, unknown>)[key], key)) };
}

/** What is remembered of strings. */
function withoutCache(value: unknown, key: string): unknown {
  return key === "cache" && isObject(value) ? null : value;
}

/** An interpreter's own parts are left out of its record because they save themselves: here they are looked into. */
function isVmPart(o: object): boolean {
  return "moduleState" in o;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Everything reachable from `root`. */
export function objectGraph(root: object): ObjectGraph {
  const graph = new Map<object, Node>();
  const queue: object[] = [];
  const meet = (o: unknown, from: object | null, place: unknown): void => {
    if (!isObject(o)) return;
    const known = graph.get(o);
    if (known !== undefined) {
      known.holders++;
      return;
    }
    graph.set(o, { ...contentsOf(o), holders: 1, from, place: String(isObject(place) ? "entry" : place) });
    queue.push(o);
  };
  meet(root, null, "");
  for (let i = 0; i < queue.length; i++) {
    const o = queue[i]!;
    const { keys, values } = graph.get(o)!;
    values.forEach((value, n) => meet(value, o, keys[n] ?? n));
    for (const key of keys) meet(key, o, "key");
  }
  return graph;
}

function pathTo(graph: ObjectGraph, o: object): string {
  const steps: string[] = [];
  for (let at: object | null = o; at !== null; ) {
    const { from, place }: Node = graph.get(at)!;
    steps.push(place === "" ? "vm" : place);
    at = from;
  }
  return steps.reverse().join(".").slice(0, 300);
}

function shown(value: unknown): string {
  if (!isObject(value)) return String(value).slice(0, 60);
  if (value instanceof HeapObject) return `object of ${(value.type as { name?: string }).name}`;
  return (Object.getPrototypeOf(value) as { constructor: { name: string } } | null)?.constructor.name ?? "record";
}

/** The objects of `graph` that hold something else now, a line each, at most `limit`. */
export function changes(graph: ObjectGraph, limit = 10): string[] {
  return new Comparison(graph).changes(limit);
}

/** Fields of code that are empty until it runs: whether it has run is not part of the state. */
const PREPARED: ReadonlySet<unknown> = new Set(["words", "caches"]);

type Contents = Pick<Node, "keys" | "values">;

class Comparison {
  private readonly graph: ObjectGraph;
  /** Records in whose place there is another one now: nobody has them any more. */
  private readonly replaced: Set<object> = new Set();

  constructor(graph: ObjectGraph) {
    this.graph = graph;
  }

  changes(limit: number): string[] {
    const found: string[] = [];
    for (const [o, was] of this.graph) {
      if (found.length >= limit) break;
      const change = this.replaced.has(o) ? null : this.firstChange(was, contentsOf(o));
      if (change !== null) found.push(`${pathTo(this.graph, o)} (${shown(o)}) ${change}`);
    }
    return found;
  }

  private firstChange(was: Contents, now: Contents): string | null {
    const keys = Math.max(was.keys.length, now.keys.length);
    for (let i = 0; i < keys; i++)
      if (!Object.is(was.keys[i], now.keys[i])) return `key ${i}: ${shown(was.keys[i])} -> ${shown(now.keys[i])}`;
    const values = Math.max(was.values.length, now.values.length);
    for (let i = 0; i < values; i++) {
      if (Object.is(was.values[i], now.values[i]) || this.isReplaced(was.values[i], now.values[i])) continue;
      if (PREPARED.has(was.keys[i]) && this.graph.get(was.values[i] as object)?.values.length === 0) continue;
      return `.${shown(was.keys[i] ?? i)}: ${shown(was.values[i])} -> ${shown(now.values[i])}`;
    }
    return null;
  }

  /** Another record in the place of one that nobody else held, and with the same in it. */
  private isReplaced(was: unknown, now: unknown): boolean {
    if (!isObject(was) || !isObject(now) || was instanceof HeapObject || this.graph.get(was)!.holders > 1) return false;
    if (Object.getPrototypeOf(was) !== Object.getPrototypeOf(now)) return false;
    this.replaced.add(was);
    return this.firstChange(this.graph.get(was)!, contentsOf(now)) === null;
  }
}
