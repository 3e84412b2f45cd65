import { ownerPaths } from "./audit.ts";
import type { HeapObject } from "./header.ts";
import { allRoots, describe, edgesOf, type HeapParts, type Root, reachableObjects } from "./reachable.ts";

/** One object. */
export interface GraphNode {
  /** 0, 1, 2 ... in the order met. */
  readonly id: number;
  readonly type: string;
  readonly label: string;
  /** Its reference count. */
  readonly count: number;
}

/** One reference. */
export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** One reference from outside the heap. */
export interface GraphRoot {
  readonly root: string;
  readonly to: number;
  readonly label: string;
}

/** Who holds whom; plain data, ready for JSON. */
export interface HeapGraph {
  readonly nodes: GraphNode[];
  /** Between nodes that are both in the graph. */
  readonly edges: GraphEdge[];
  readonly roots: GraphRoot[];
  /** References that leave the graph because of the limit or the filter. */
  readonly cut: number;
}

/** What to show. */
export interface GraphOptions<O> {
  /** Start from these objects instead of the roots. */
  readonly from?: Iterable<O>;
  /** Nodes at most; default 200. Those nearest to the start stay. */
  readonly limit?: number;
  /** Leaves out objects for which it is false, and what only they lead to. */
  readonly include?: (o: O) => boolean;
}

/** The references among the objects near the start, breadth first. */
export function graphOf<O extends HeapObject<any>>(
  roots: Iterable<Root<O>>,
  heap: HeapParts<O>,
  options: GraphOptions<O> = {},
): HeapGraph {
  const named = allRoots(roots, heap);
  const limit = options.limit ?? 200;
  const ids = new Map<O, number>();
  const queue: O[] = [];
  const meet = (o: O): void => {
    if (ids.has(o) || ids.size >= limit || options.include?.(o) === false) return;
    ids.set(o, ids.size);
    queue.push(o);
  };
  if (options.from !== undefined) for (const o of options.from) meet(o);
  else for (const root of named) root.visit(meet);

  const graph: HeapGraph & { cut: number } = { nodes: [], edges: [], roots: [], cut: 0 };
  for (let from = 0; from < queue.length; from++) {
    const o = queue[from]!;
    graph.nodes.push({ id: from, ...describe(o), count: o.rc });
    for (const { to, label } of edgesOf(o)) {
      meet(to);
      const id = ids.get(to);
      if (id === undefined) graph.cut++;
      else graph.edges.push({ from, to: id, label });
    }
  }
  for (const root of named) {
    root.visit((o, label) => {
      const to = ids.get(o);
      if (to !== undefined) graph.roots.push({ root: root.name, to, label: label ?? "" });
      else if (options.from === undefined) graph.cut++;
    });
  }
  return graph;
}

/** The graph in Graphviz' language. */
export function graphToDot(graph: HeapGraph): string {
  const lines = ["digraph heap {", "  node [shape=box];"];
  const roots = new Map<string, number>();
  for (const { root } of graph.roots) if (!roots.has(root)) roots.set(root, roots.size);
  for (const [name, n] of roots) lines.push(`  r${n} [shape=plaintext, label=${quote(name)}];`);
  for (const { id, type, label, count } of graph.nodes) {
    lines.push(`  n${id} [label=${quote(`${label === "" ? type : `${type} ${label}`}\n${count}`)}];`);
  }
  for (const { root, to, label } of graph.roots) lines.push(`  r${roots.get(root)!} -> n${to} [label=${quote(label)}];`);
  for (const { from, to, label } of graph.edges) lines.push(`  n${from} -> n${to} [label=${quote(label)}];`);
  lines.push("}");
  return `${lines.join("\n")}\n`;
}

function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\r", "").replaceAll("\n", "\\n")}"`;
}

/** Who holds an object directly. */
export interface Holder<O> {
  /** The object that holds it; null for a root. */
  readonly by: O | null;
  /** The root's name, or the holder's type and label. */
  readonly name: string;
  /** Where: an index, an attribute, a variable. */
  readonly label: string;
}

/** Everybody who holds `target`, once for each count: roots first, then objects in the order in which the roots reach them. */
export function holdersOf<O extends HeapObject<any>>(roots: Iterable<Root<O>>, heap: HeapParts<O>, target: O): Holder<O>[] {
  const named = allRoots(roots, heap);
  const holders: Holder<O>[] = [];
  for (const root of named) {
    root.visit((o, label) => {
      if (o === target) holders.push({ by: null, name: root.name, label: label ?? "" });
    });
  }
  for (const by of reachableObjects(named, heap)) {
    for (const { to, label } of edgesOf(by)) {
      if (to !== target) continue;
      const { type, label: own } = describe(by);
      holders.push({ by, name: own === "" ? type : `${type} ${own}`, label });
    }
  }
  return holders;
}

/** For each count of `target`, one path from a root to it, as text. */
export function pathsTo<O extends HeapObject<any>>(roots: Iterable<Root<O>>, heap: HeapParts<O>, target: O): string[] {
  const named = allRoots(roots, heap);
  return ownerPaths(named, reachableObjects(named, heap), new Set([target])).get(target) ?? [];
}
