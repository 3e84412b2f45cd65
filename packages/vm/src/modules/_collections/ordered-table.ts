import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, type PyType, type Result } from "../../object.ts";
import { dictLayout } from "../../objects/dict/dict.ts";
import { DictTable } from "../../objects/dict/table.ts";

/*
 * The payload of an OrderedDict. CPython 3.11 keeps a linked list of keys beside the dict's table, because tables were not ordered when it was written. Ours is, so the
 * order of the entries is the order.
 * NOT CPYTHON: dict.__setitem__(od, ...) and the like, which go past the list there, keep the order here.
 */

/** A dict's table that counts its changes. */
export class OrderedTable extends DictTable {
  /** Changes whenever a key comes, goes or moves: CPython's od_state. */
  state = 0;

  override addString(key: PyObject<string>, value: PyObject): void {
    this.state++;
    super.addString(key, value);
  }

  override addHashed(key: PyObject, value: PyObject, low: number, high: number): void {
    this.state++;
    super.addHashed(key, value, low, high);
  }

  override deleteEntry(i: number, slot: number): void {
    this.state++;
    super.deleteEntry(i, slot);
  }

  override assign(other: DictTable): void {
    this.state++;
    super.assign(other);
  }

  /** The first entry from `i` on that is not deleted; -1: none. */
  entryFrom(i: number): number {
    for (let k = i; k < this.keys.length; k++) if (this.keys[k] !== null) return k;
    return -1;
  }

  /** The last entry up to `i` that is not deleted; -1: none. */
  entryBackFrom(i: number): number {
    for (let k = Math.min(i, this.keys.length - 1); k >= 0; k--) if (this.keys[k] !== null) return k;
    return -1;
  }

  /** Moves entry `i` to an end. Takes time for each entry when that is the front. */
  moveEntry(i: number, slot: number, last: boolean): void {
    const entry = this.take(i);
    this.deleteEntry(i, slot);
    if (last) {
      this.put(entry);
      return;
    }
    const entries = [entry];
    for (let k = this.entryFrom(0); k >= 0; k = this.entryFrom(k + 1)) entries.push(this.take(k));
    const hashed = this.index !== null;
    this.assign(new DictTable());
    if (hashed) this.generalize(() => {});
    for (const e of entries) this.put(e);
  }

  private take(i: number): Entry {
    return { key: this.keys[i]!, value: this.values[i]!, low: this.hashLow[i] ?? 0, high: this.hashHigh[i] ?? 0 };
  }

  private put(e: Entry): void {
    if (this.index === null) this.addString(e.key, e.value);
    else this.addHashed(e.key, e.value, e.low, e.high);
  }
}

interface Entry {
  readonly key: PyObject;
  readonly value: PyObject;
  readonly low: number;
  readonly high: number;
}

export type OrderedDict = PyObject<OrderedTable>;

/** A copy of the layout: its types cannot be mixed with other dicts' subtypes, as in CPython. */
export const orderedDictLayout: PayloadLayout<OrderedTable> = {
  ...dictLayout,
};

export function newOrdered(vm: VM, type: PyType): Result {
  return alloc(vm, type, new OrderedTable());
}

/** Keys now, new references. */
export function keysNow(o: OrderedDict): PyObject[] {
  return o.v.keys.filter((k): k is PyObject => k !== null).map((k) => newRef(k));
}

/** Moves the entry found by a look-up. */
export function moveFound(o: OrderedDict, entry: number, last: boolean): void {
  touchPayload(o);
  const table = o.v;
  table.moveEntry(entry, table.index === null ? -1 : table.slotOf(entry), last);
}
