import { epoch, type HeapObject } from "./header.ts";
import { allRoots, describeShortly, edgesOf, type HeapParts, type Root, reachableObjects } from "./reachable.ts";
import { unwatchCount, watchCount } from "./watched-count.ts";

/*
 * Debugging a count that an audit found wrong.
 *
 * The audit says that an object has one reference too many or too few, not who took it. The ledger answers in two ways: it can watch an object
 * and write down every change of its count with the place in the program (`watch`, `history`), and it can write down who owns each reference at a stop
 * (`take`) and say what has changed since (`changes`).
 */

/** One change of a watched count. */
export interface LedgerEntry {
  readonly was: number;
  readonly now: number;
  /** What `where` said at that time: an instruction, a built-in. */
  readonly where: string;
  /** The journal's epoch; 0 while none was open. */
  readonly epoch: number;
}

/** Who owned each reference at a stop: for each object its owners' names, sorted, one for each reference. */
export type Owners<O> = ReadonlyMap<O, readonly string[]>;

/** How the owners of one object changed between two stops. */
export interface OwnerChange<O> {
  readonly object: O;
  readonly description: string;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** A book of who took and gave back references, for chosen objects. */
export class Ledger<O extends HeapObject<any>> {
  private readonly books: Map<O, LedgerEntry[]> = new Map();
  private readonly where: () => string;

  /** `where` says what is being executed; it is called at every change of a watched count. */
  constructor(where: () => string) {
    this.where = where;
  }

  /** Writes down every change of the count of `o` from now on. What an undo puts back is written down as well. */
  watch(o: O): void {
    if (this.books.has(o)) return;
    const book: LedgerEntry[] = [];
    this.books.set(o, book);
    watchCount(o, (_, was, now) => {
      book.push({ was, now, where: this.where(), epoch });
      return now;
    });
  }

  /** Stops watching; gives what was written. */
  unwatch(o: O): readonly LedgerEntry[] {
    const book = this.books.get(o) ?? [];
    if (this.books.delete(o)) unwatchCount(o);
    return book;
  }

  /** The changes so far, oldest first; empty if `o` is not watched. */
  history(o: O): readonly LedgerEntry[] {
    return this.books.get(o) ?? [];
  }

  /** The history as text, a line a change: `2 -> 3 at LOAD_FAST`. */
  format(o: O): string {
    return this.history(o)
      .map((e) => `${e.was} -> ${e.now} at ${e.where}`)
      .join("\n");
  }
}

/** Who owns each reference now. */
export function takeOwners<O extends HeapObject<any>>(roots: Iterable<Root<O>>, heap: HeapParts<O>): Owners<O> {
  const named = allRoots(roots, heap);
  const owners = new Map<O, string[]>();
  const add = (o: O, name: string): void => {
    const names = owners.get(o);
    if (names === undefined) owners.set(o, [name]);
    else names.push(name);
  };
  for (const root of named) root.visit((o, label) => add(o, label === undefined ? root.name : `${root.name}: ${label}`));
  for (const by of reachableObjects(named, heap)) {
    const name = describeShortly(by);
    for (const { to, label } of edgesOf(by)) add(to, `${name}: ${label}`);
  }
  for (const names of owners.values()) names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return owners;
}

/** What changed between two stops: objects of `after` in its order, then those that are gone. */
export function ownerChanges<O extends HeapObject<any>>(before: Owners<O>, after: Owners<O>): OwnerChange<O>[] {
  const changes: OwnerChange<O>[] = [];
  for (const object of new Set([...after.keys(), ...before.keys()])) {
    const gained = subtract(after.get(object) ?? [], before.get(object) ?? []);
    const lost = subtract(before.get(object) ?? [], after.get(object) ?? []);
    if (gained.length + lost.length > 0) changes.push({ object, description: describeShortly(object), gained, lost });
  }
  return changes;
}

/** `from` without one of each of `taken`. */
function subtract(from: readonly string[], taken: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const name of taken) left.set(name, (left.get(name) ?? 0) + 1);
  return from.filter((name) => {
    const n = left.get(name) ?? 0;
    if (n > 0) left.set(name, n - 1);
    return n === 0;
  });
}
