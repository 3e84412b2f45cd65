import { type PyObject, STOP } from "../../object.ts";

/*
 * The hash table of a set (CPython 3.11: Objects/setobject.c).
 *
 * Open addressing like a dict's index, but the entries stand in the table itself, so the order of a set is the order of the table; and each probe first looks at
 * up to LINEAR_PROBES places in a row. A hash is kept as two signed 32-bit halves. A discarded entry leaves a mark: a look-up goes on
 * behind it, and a key that is not there takes the last mark it met.
 */

const LINEAR_PROBES = 9;
const PERTURB_SHIFT = 5;
const MIN_SIZE = 8;

/** What a discarded entry leaves; no Python object. */
export const DISCARDED: PyObject = STOP;

/** The payload of a set or frozenset. Owns a reference to each key. */
export class SetTable {
  keys: (PyObject | null)[] = new Array<PyObject | null>(MIN_SIZE).fill(null);
  low: Int32Array = new Int32Array(MIN_SIZE);
  high: Int32Array = new Int32Array(MIN_SIZE);
  mask: number = MIN_SIZE - 1;
  /** Places that are not free: keys and marks. */
  fill = 0;
  used = 0;
  /** Where `pop` looks next. */
  finger = 0;
  /** A frozenset's hash, once computed. */
  hash: bigint | null = null;

  /** Saved with its set. */
  get savesItself(): true {
    return true;
  }

  /** Puts a key at a free or discarded place. Takes over its reference. Grows the table where CPython does. CPython 3.11: set_add_entry */
  fillSlot(slot: number, key: PyObject, low: number, high: number): void {
    const discarded = this.keys[slot] === DISCARDED;
    this.put(slot, key, low, high);
    this.used++;
    if (discarded) return;
    this.fill++;
    if (this.fill * 5 >= this.mask * 3) this.resize(this.used > 50000 ? this.used * 2 : this.used * 4);
  }

  private put(slot: number, key: PyObject, low: number, high: number): void {
    this.keys[slot] = key;
    this.low[slot] = low;
    this.high[slot] = high;
  }

  /** Takes a key out; its reference is the caller's. CPython 3.11: set_discard_entry */
  clearSlot(slot: number): PyObject {
    const key = this.keys[slot]!;
    this.put(slot, DISCARDED, -1, -1);
    this.used--;
    return key;
  }

  /** A key that is known to be new, into a table without marks. CPython 3.11: set_insert_clean */
  insertClean(key: PyObject, low: number, high: number): void {
    const probe = new SetProbe(this, low, high);
    while (this.keys[probe.slot] !== null) probe.next();
    this.put(probe.slot, key, low, high);
  }

  /** CPython 3.11: set_table_resize */
  resize(minimum: number): void {
    let size = MIN_SIZE;
    while (size <= minimum) size *= 2;
    const { keys, low, high } = this;
    this.keys = new Array<PyObject | null>(size).fill(null);
    this.low = new Int32Array(size);
    this.high = new Int32Array(size);
    this.mask = size - 1;
    this.fill = this.used;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (key !== null && key !== DISCARDED) this.insertClean(key, low[i]!, high[i]!);
    }
  }

  /** Resizes marks away when they are more than a quarter. CPython 3.11: the end of set_difference_update_internal */
  dropMarks(): void {
    if (this.fill - this.used > Math.floor(this.mask / 4)) this.resize(this.used > 50000 ? this.used * 2 : this.used * 4);
  }

  /** The place of the next key from `from` on, or -1. */
  nextKey(from: number): number {
    const { keys } = this;
    for (let i = from; i < keys.length; i++) if (keys[i] !== null && keys[i] !== DISCARDED) return i;
    return -1;
  }

  /** The keys in the order of the table, borrowed. */
  list(): PyObject[] {
    return this.keys.filter((key): key is PyObject => key !== null && key !== DISCARDED);
  }

  clone(): SetTable {
    const copy = new SetTable();
    copy.assign(this);
    return copy;
  }

  /** Becomes equal to `other`, sharing nothing with it. */
  assign(other: SetTable): void {
    this.keys = other.keys.slice();
    this.low = other.low.slice();
    this.high = other.high.slice();
    this.mask = other.mask;
    this.fill = other.fill;
    this.used = other.used;
    this.finger = other.finger;
    this.hash = other.hash;
  }
}

/** Walks the places where a hash may be. A record, so that a look-up can wait for an `__eq__`. */
export class SetProbe {
  slot: number;
  private group: number;
  private left: number;
  private perturbLow: number;
  private perturbHigh: number;
  private readonly mask: number;

  constructor(table: SetTable, low: number, high: number) {
    this.mask = table.mask;
    this.perturbLow = low >>> 0;
    this.perturbHigh = high >>> 0;
    this.group = this.perturbLow & this.mask;
    this.slot = this.group;
    this.left = this.group + LINEAR_PROBES <= this.mask ? LINEAR_PROBES : 0;
  }

  next(): void {
    if (this.left > 0) {
      this.left--;
      this.slot++;
      return;
    }
    this.perturbLow = ((this.perturbLow >>> PERTURB_SHIFT) | (this.perturbHigh << (32 - PERTURB_SHIFT))) >>> 0;
    this.perturbHigh = this.perturbHigh >>> PERTURB_SHIFT;
    this.group = (Math.imul(this.group, 5) + this.perturbLow + 1) & this.mask;
    this.slot = this.group;
    this.left = this.group + LINEAR_PROBES <= this.mask ? LINEAR_PROBES : 0;
  }

  clone(): SetProbe {
    return Object.assign(Object.create(SetProbe.prototype) as SetProbe, this);
  }
}
