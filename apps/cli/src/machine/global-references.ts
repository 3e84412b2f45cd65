import { describe, edgesOf, graphOf, type HeapGraph, holdersOf, type Root } from "@vivarium/heap";
import type { PyObject, VM } from "@vivarium/vm";

/** One holder of an object, once for each reference. */
export interface HolderLine {
  /** What holds it: "globals of __main__", "list of 3". */
  readonly holder: string;
  /** Where in there: a name, an index, a key; empty when there is no name for it. */
  readonly place: string;
}

/** One global of `__main__`. */
export interface GlobalReferences {
  readonly name: string;
  readonly type: string;
  /** A few words about the value. */
  readonly label: string;
  readonly count: number;
  readonly holders: readonly HolderLine[];
  /** References that no object and no thread holds: the interpreter's own. */
  readonly others: number;
}

/** What `__main__`'s globals held at a moment. */
export interface ReferenceReport {
  readonly globals: readonly GlobalReferences[];
  /** A name that was asked for and is not there. */
  readonly missing: string | null;
  readonly graph: HeapGraph;
  /** What the graph's first nodes are called: an object with two names has both. */
  readonly names: readonly string[];
}

/** CPython 3.11: Include/object.h Py_TPFLAGS_TYPE_SUBCLASS */
const TYPE_SUBCLASS = 1 << 31;
/** Counts of static objects begin at 999,999,999. */
const STATIC = 500_000_000;
const codeTypes: ReadonlySet<string> = new Set(["module", "function", "builtin_function_or_method", "method"]);
/** Nodes of a picture that can still be looked at. */
const MOST_NODES = 60;

/** Is it no module, function, class or static object. */
export function isOfInterest(vm: VM, o: PyObject): boolean {
  if (o.rc >= STATIC || (o.type.flags & TYPE_SUBCLASS) !== 0 || codeTypes.has(o.type.name)) return false;
  return o !== vm.none && o !== vm.true_ && o !== vm.false_ && o !== vm.ellipsis && o !== vm.notImplemented;
}

/** Entries of a dict in order. */
function entriesOf(dict: PyObject): [PyObject, PyObject][] {
  const { keys, values } = dict.v as { keys: (PyObject | null)[]; values: (PyObject | null)[] };
  return keys.flatMap((key, i) => (key === null ? [] : [[key, values[i]!] as [PyObject, PyObject]]));
}

/** The namespace of `__main__`, borrowed; null before there is one. */
export function mainGlobals(vm: VM): PyObject | null {
  const main = entriesOf(vm.modules).find(([key]) => key.v === "__main__")?.[1];
  return (main?.w?.dict as PyObject | null | undefined) ?? null;
}

function rootsOf(vm: VM): Root<PyObject>[] {
  return vm.threads.map((thread) => ({
    name: `frames of thread ${thread.id}`,
    visit: (visitor) => thread.traverse((o) => visitor(o)),
  }));
}

/** Names for dicts that belong to something: a module's globals, an instance's attributes. */
function dictNames(vm: VM): Map<PyObject, string> {
  const names = new Map<PyObject, string>();
  for (const list of vm.generations.lists) {
    for (const o of list.objects) {
      const dict = o?.w?.dict as PyObject | null | undefined;
      if (o === null || dict === null || dict === undefined) continue;
      names.set(dict, o.type.name === "module" ? "globals of a module" : `attributes of a ${o.type.name}`);
    }
  }
  for (const [key, module] of entriesOf(vm.modules)) {
    const dict = module.w?.dict as PyObject | null | undefined;
    if (typeof key.v === "string" && dict) names.set(dict, `globals of ${key.v}`);
  }
  return names;
}

/** How many objects get a name from the way to them. */
const MOST_PATHS = 5000;

/** Names what can be reached from the globals by the shortest way to it: `Node root.children[0]`. */
function nameByPaths(vm: VM, globals: readonly [PyObject, PyObject][], names: Map<PyObject, string>): void {
  const queue: [PyObject, string][] = globals.map(([key, value]) => [value, key.v as string]);
  for (let i = 0; i < queue.length && i < MOST_PATHS; i++) {
    const [o, path] = queue[i]!;
    if (!names.has(o)) names.set(o, `${o.type.name} ${path}`);
    else if (i >= globals.length) continue;
    for (const [child, step] of childrenOf(vm, o))
      if (isOfInterest(vm, child) && !names.has(child)) queue.push([child, path + step]);
  }
}

/** What an object holds under an index, a key or an attribute's name. */
function childrenOf(vm: VM, o: PyObject): [PyObject, string][] {
  if (o.type.layout === vm.T.dict.layout) return entriesOf(o).map(([key, value]) => [value, keyText(vm, key)]);
  if (isSequence(vm, o)) return itemsOf(o).flatMap((item, i) => (item === null ? [] : [[item, `[${i}]`] as [PyObject, string]]));
  const dict = o.w?.dict as PyObject | null | undefined;
  if (dict) return entriesOf(dict).map(([key, value]) => [value, `.${key.v}`]);
  if (o.type.keys === null) return [];
  return itemsOf(o).flatMap((value, i) =>
    value === null ? [] : [[value, `.${o.type.keys?.names[i]?.v}`] as [PyObject, string]],
  );
}

function isSequence(vm: VM, o: PyObject): boolean {
  return o.type.layout === vm.T.list.layout || o.type.layout === vm.T.tuple.layout;
}

/** An object's type and a few words about its value. */
export function wordsOf(vm: VM, o: PyObject): { type: string; label: string } {
  const { type, label } = describe(o);
  // An instance keeps its attributes in an array as a list does its items; how many is nobody's business.
  return { type, label: Array.isArray(o.v) && !isSequence(vm, o) ? "" : label };
}

/** Items in order, for those that keep them in an array. */
function itemsOf(o: PyObject): (PyObject | null)[] {
  return Array.isArray(o.v) ? o.v : [];
}

/** Where in `by` the references to `target` are: a name, an index or a key for each; "" where there is none. */
function placesIn(vm: VM, by: PyObject, target: PyObject): string[] {
  const places: string[] = [];
  if (by.type.layout === vm.T.dict.layout) {
    for (const [key, value] of entriesOf(by)) {
      if (key === target) places.push("a key");
      if (value === target) places.push(keyText(vm, key));
    }
  } else if (isSequence(vm, by)) {
    itemsOf(by).forEach((item, i) => {
      if (item === target) places.push(`[${i}]`);
    });
  } else if (by.type.keys !== null) {
    itemsOf(by).forEach((value, i) => {
      if (value === target) places.push(`.${by.type.keys?.names[i]?.v ?? "?"}`);
    });
  }
  const all = edgesOf(by).filter(({ to }) => to === target).length;
  while (places.length < all) places.push("");
  return places;
}

function keyText(vm: VM, key: PyObject): string {
  const { type, label } = wordsOf(vm, key);
  return `[${label === "" ? `a ${type}` : label}]`;
}

function holderLines(vm: VM, target: PyObject, names: ReadonlyMap<PyObject, string>): HolderLine[] {
  const lines: HolderLine[] = [];
  const seen = new Set<PyObject>();
  for (const { by, name } of holdersOf(rootsOf(vm), vm, target)) {
    if (by === null) lines.push({ holder: name, place: "" });
    else if (!seen.has(by)) {
      seen.add(by);
      const { type, label } = wordsOf(vm, by);
      const holder = names.get(by) ?? (label === "" ? type : `${type} ${label}`);
      // The names of globals and attributes need no brackets and quotes.
      const plain = holder.startsWith("globals of ") || holder.startsWith("attributes of ");
      lines.push(...placesIn(vm, by, target).map((p) => ({ holder, place: plain ? p.replace(/^\["(.*)"\]$/, "$1") : p })));
    }
  }
  const isGlobal = ({ holder }: HolderLine): number => Number(holder.startsWith("globals of "));
  return lines.sort((a, b) => isGlobal(b) - isGlobal(a));
}

/**
 * Who holds the globals of `__main__`: those that are no modules, functions, classes or static objects, or only the one called `watch`,
 * whatever it is. The interpreter must stand still; nothing changes.
 */
export function globalReferences(vm: VM, watch: string | null): ReferenceReport {
  const globals = mainGlobals(vm);
  const all = globals === null ? [] : entriesOf(globals).filter(([key]) => typeof key.v === "string");
  const chosen = all.filter(([key, value]) => {
    const name = key.v as string;
    return watch === null ? !/^__\w+__$/.test(name) && isOfInterest(vm, value) : name === watch;
  });
  const names = dictNames(vm);
  nameByPaths(
    vm,
    all.filter(([, value]) => isOfInterest(vm, value)),
    names,
  );
  const found = chosen.map(([key, value]) => {
    const holders = holderLines(vm, value, names);
    const base = value.rc >= STATIC ? 999_999_999 : 0;
    const { type, label } = wordsOf(vm, value);
    return { name: key.v as string, type, label, count: value.rc, holders, others: value.rc - base - holders.length };
  });
  const graph = graphOf(rootsOf(vm), vm, {
    from: chosen.map(([, value]) => value),
    limit: MOST_NODES,
    include: (o: PyObject) => chosen.some(([, value]) => value === o) || isOfInterest(vm, o),
  });
  const byObject = new Map<PyObject, string>();
  for (const [key, value] of chosen) byObject.set(value, [byObject.get(value), key.v as string].filter(Boolean).join(", "));
  return { globals: found, missing: watch !== null && found.length === 0 ? watch : null, graph, names: [...byObject.values()] };
}
