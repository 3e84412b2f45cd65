import type { HeapObject } from "./header.ts";
import { allRoots, describeShortly, edgesOf, type HeapParts, type Root, reachableObjects } from "./reachable.ts";

/*
 * Are the counts right?
 *
 * Every count is the number of references that exist. So it can be computed again from nothing but the references: those the roots hold, and those
 * that each reachable object holds. Wherever the sum is not what the object says, somebody forgot a decref (a leak: stored more than expected) or did one too many
 * (an early free: stored less).
 *
 * Garbage in cycles still holds references, so tracked objects that no root reaches are counted as holders too. What nothing tracks
 * and nothing reaches cannot be seen from here: a leaked string is invisible, unless a ledger watched it.
 */

/** What is wrong with an object. */
export type AuditKind =
  /** The stored count is higher than the references found: it will never die. */
  | "leak"
  /** The stored count is lower: it will die, or has died, while somebody still holds it. */
  | "early free"
  /** Its place with the collector is wrong. */
  | "tracking"
  /** Its list of weak references has one that is dead. */
  | "weakref";

/** One object that is wrong. */
export interface AuditFinding<O> {
  readonly kind: AuditKind;
  readonly object: O;
  /** The object's type and label. */
  readonly description: string;
  /** The count in the object. */
  readonly stored: number;
  /** The references found, and the base count. */
  readonly expected: number;
  /** Who holds it: one path from a root for each reference found, at most `ownersLimit`. */
  readonly owners: readonly string[];
}

/** The answer of an audit. */
export interface AuditReport<O> {
  readonly clean: boolean;
  /** Objects looked at. */
  readonly objects: number;
  /** References found. */
  readonly references: number;
  /** In the order in which the objects are reached; at most `limit`. */
  readonly findings: readonly AuditFinding<O>[];
  /** Findings beyond the limit. */
  readonly omitted: number;
}

/** How to audit. */
export interface AuditOptions<O> {
  /** The references that an object is born with and that nobody holds: 999,999,999 for CPython's static objects. Default: none. */
  readonly baseCount?: (o: O) => number;
  /** Findings to report; default 100. */
  readonly limit?: number;
  /** Owners to report for each; default 20. */
  readonly ownersLimit?: number;
}

/**
 * Recomputes every count from the references that exist. Changes nothing; linear in the size of the heap.
 *
 * @param roots everything that owns references from outside; pending decrefs are added here
 */
export function audit<O extends HeapObject<any>>(
  roots: Iterable<Root<O>>,
  heap: HeapParts<O>,
  options: AuditOptions<O> = {},
): AuditReport<O> {
  const named = allRoots(roots, heap);
  const objects = reachableObjects(named, heap);
  const expected = new Map<O, number>();
  let references = 0;
  const count = (child: HeapObject<any>): void => {
    references++;
    expected.set(child as O, (expected.get(child as O) ?? 0) + 1);
  };
  for (const root of named) root.visit(count);
  for (const o of objects) o.type.traverse(o, count);

  const wrong: Omit<AuditFinding<O>, "owners">[] = [];
  for (const o of objects) {
    const should = (expected.get(o) ?? 0) + (options.baseCount?.(o) ?? 0);
    const report = (kind: AuditKind): void => {
      wrong.push({ kind, object: o, description: describeShortly(o), stored: o.rc, expected: should });
    };
    if (o.rc !== should) report(o.rc > should ? "leak" : "early free");
    if (o.gci >= 0 && heap.generations.lists[heap.generations.listOf(o)]?.objects[heap.generations.indexOf(o)] !== o)
      report("tracking");
    if (o.w?.weakrefs?.some((ref) => ref.rc <= 0)) report("weakref");
  }

  const reported = wrong.slice(0, options.limit ?? 100);
  const owners =
    reported.length === 0 ? new Map<O, string[]>() : ownerPaths(named, objects, new Set(reported.map((f) => f.object)));
  return {
    clean: wrong.length === 0,
    objects: objects.size,
    references,
    findings: reported.map((f) => ({ ...f, owners: (owners.get(f.object) ?? []).slice(0, options.ownersLimit ?? 20) })),
    omitted: wrong.length - reported.length,
  };
}

/** For each of `targets`, a path from a root for each reference to it that `roots` and `objects` hold. */
export function ownerPaths<O extends HeapObject<any>>(
  roots: readonly Root<O>[],
  objects: Iterable<O>,
  targets: ReadonlySet<O>,
): Map<O, string[]> {
  const parents = firstParents(roots);
  const found = new Map<O, string[]>();
  const add = (target: O, path: string): void => {
    const paths = found.get(target);
    if (paths === undefined) found.set(target, [path]);
    else paths.push(path);
  };
  for (const root of roots) {
    root.visit((o, label) => {
      if (targets.has(o)) add(o, label === undefined ? root.name : `${root.name}: ${label}`);
    });
  }
  for (const o of objects) {
    for (const { to, label } of edgesOf(o)) if (targets.has(to)) add(to, `${pathTo(o, parents)} -> ${label}`);
  }
  return found;
}

interface Parent<O> {
  readonly from: O | null;
  readonly text: string;
}

/** For each object that the roots reach, one shortest way to it. */
function firstParents<O extends HeapObject<any>>(roots: readonly Root<O>[]): Map<O, Parent<O>> {
  const parents = new Map<O, Parent<O>>();
  const queue: O[] = [];
  const meet = (o: O, from: O | null, text: string): void => {
    if (parents.has(o)) return;
    parents.set(o, { from, text });
    queue.push(o);
  };
  for (const root of roots) root.visit((o, label) => meet(o, null, label === undefined ? root.name : `${root.name}: ${label}`));
  for (let i = 0; i < queue.length; i++) {
    const o = queue[i]!;
    for (const { to, label } of edgesOf(o)) meet(to, o, label);
  }
  return parents;
}

/** `root: place -> [3] (list) -> .x (Node a)`, with the middle left out if it is long. */
function pathTo<O extends HeapObject<any>>(o: O, parents: ReadonlyMap<O, Parent<O>>): string {
  const steps: string[] = [];
  for (let at: O | null = o; at !== null; ) {
    const parent: Parent<O> | undefined = parents.get(at);
    steps.push(`${parent?.text ?? "unreachable"} (${describeShortly(at)})`);
    at = parent?.from ?? null;
  }
  steps.reverse();
  if (steps.length > 8) steps.splice(3, steps.length - 7, "...");
  return steps.join(" -> ");
}

/** The report as text, a finding a paragraph; one line if all is well. */
export function formatAudit<O extends HeapObject<any>>(report: AuditReport<O>): string {
  const lines = [
    `${report.objects} objects, ${report.references} references: ${report.clean ? "every count is right" : "NOT CLEAN"}`,
  ];
  for (const f of report.findings) {
    lines.push(`${f.kind}: ${f.description}: count ${f.stored}, references ${f.expected}`);
    for (const owner of f.owners) lines.push(`    held by ${owner}`);
  }
  if (report.omitted > 0) lines.push(`and ${report.omitted} more`);
  return lines.join("\n");
}
