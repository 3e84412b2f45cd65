/**
 * In which order CPython iterates over a set of constants: that of the places in its hash table.
 *
 * The table has a power of two of places. An item goes to the place that the low bits of its hash name, or to the first free one of the nine after it, or on
 * from a place that further bits of the hash lead to. When three fifths are taken the table grows, and its items are put in anew, in table order.
 *
 * NOT CPYTHON: a constant set is built anew once more there if one of its strings was interned before by something else in the process, which
 * can exchange items that compete for a place.
 */
import type { Constant } from "./constant.ts";
import { constantHash } from "./constant-hash.ts";
import { EqualityKeys } from "./marshal/equality-key.ts";

const MIN_SIZE = 8;
const LINEAR_PROBES = 9;
const PERTURB_SHIFT = 5n;

interface Entry {
  readonly item: Constant;
  readonly hash: bigint;
}

type Table = (Entry | undefined)[];

/** CPython 3.11: Objects/setobject.c set_insert_clean, set_add_entry */
function insert(table: Table, entry: Entry): void {
  const mask = BigInt(table.length - 1);
  let perturb = entry.hash;
  let start = entry.hash & mask;
  for (;;) {
    const first = Number(start);
    const last = first + LINEAR_PROBES <= table.length - 1 ? first + LINEAR_PROBES : first;
    for (let at = first; at <= last; at++) {
      if (table[at] === undefined) {
        table[at] = entry;
        return;
      }
    }
    perturb >>= PERTURB_SHIFT;
    start = (start * 5n + 1n + perturb) & mask;
  }
}

/** CPython 3.11: Objects/setobject.c set_table_resize */
function grown(table: Table, used: number): Table {
  const wanted = used > 50000 ? used * 2 : used * 4;
  let size = MIN_SIZE;
  while (size <= wanted) size *= 2;
  const bigger: Table = new Array<Entry | undefined>(size).fill(undefined);
  for (const entry of table) if (entry !== undefined) insert(bigger, entry);
  return bigger;
}

/** The items of a set in the order of iteration, if they are added in the order given; without repetitions. */
export function setOrder(items: readonly Constant[]): Constant[] {
  let table: Table = new Array<Entry | undefined>(MIN_SIZE).fill(undefined);
  const keys = new EqualityKeys();
  const seen = new Set<string>();
  for (const item of items) {
    const key = keys.keyOf(item);
    if (seen.has(key)) continue;
    seen.add(key);
    insert(table, { item, hash: constantHash(item) });
    if (seen.size * 5 >= (table.length - 1) * 3) table = grown(table, seen.size);
  }
  return table.flatMap((entry) => (entry === undefined ? [] : [entry.item]));
}
