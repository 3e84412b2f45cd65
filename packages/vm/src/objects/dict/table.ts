import type { PyObject } from "../../object.ts";

/*
 * The hash table of a dict (CPython 3.11: Objects/dictobject.c, dictnotes.txt).
 *
 * Entries stand in the order of insertion (`keys`, `values`; a deleted one is null in both), and an index finds them. There are two kinds of index:
 *
 * - all keys are exact strings ("unicode keys" in CPython): nobody can see how they are compared, so up to LINEAR entries are searched one by one, and
 *   beyond that a JS Map from text to entry does it. No hash is computed.
 * - any other key: open addressing over `index` with CPython's probing, because the order in which candidates are compared runs user
 *   code. A hash has 64 bits and is kept as two 32-bit halves.
 *
 * `keysVersion` changes whenever an entry is added, deleted or moved, not when a value changes: what LOAD_GLOBAL remembers stays good as long as it does.
 */

const LINEAR = 8;
const FREE = -1;
const DUMMY = -2;
const PERTURB_SHIFT = 5;

/** The payload of a dict. Owns a reference to each key and value. */
export class DictTable {
  keys: (PyObject | null)[] = [];
  values: (PyObject | null)[] = [];
  /** Entries that are not deleted. */
  used = 0;
  /** 0: nobody asked. Any other number is never used again. */
  keysVersion = 0;
  strings: Map<string, number> | null = null;
  /** General keys: entry numbers by probing, FREE or DUMMY; null while all keys are exact strings. */
  index: Int32Array | null = null;
  hashLow: number[] = [];
  hashHigh: number[] = [];
  /** Places of the index that are spent on entries cut off at the end. */
  spent = 0;

  /** Saved with its dict. */
  get savesItself(): true {
    return true;
  }

  /** The entry of the exact string `key`, or -1. Only while `index` is null. */
  findString(key: string): number {
    if (this.strings !== null) {
      const i = this.strings.get(key);
      return i === undefined ? -1 : i;
    }
    const keys = this.keys;
    for (let i = 0; i < keys.length; i++) {
      const k = keys[i]!;
      if (k !== null && k.v === key) return i;
    }
    return -1;
  }

  /** Adds an entry that is not there, with string keys only. Takes over both references. */
  addString(key: PyObject<string>, value: PyObject): void {
    const i = this.keys.length;
    this.keys.push(key);
    this.values.push(value);
    this.used++;
    this.keysVersion = 0;
    if (this.strings !== null) this.strings.set(key.v, i);
    else if (this.keys.length > LINEAR) this.makeStrings();
  }

  private makeStrings(): void {
    const strings = new Map<string, number>();
    for (let i = 0; i < this.keys.length; i++) {
      const k = this.keys[i]!;
      if (k !== null) strings.set(k.v, i);
    }
    this.strings = strings;
  }

  /** Adds an entry that is not there, under its hash. Takes over both references. Only with `index`. */
  addHashed(key: PyObject, value: PyObject, low: number, high: number): void {
    if ((this.keys.length + this.spent + 1) * 3 > this.index!.length * 2) this.resize(this.used * 3);
    const i = this.keys.length;
    this.keys.push(key);
    this.values.push(value);
    this.hashLow.push(low);
    this.hashHigh.push(high);
    this.used++;
    this.keysVersion = 0;
    this.place(i, low, high);
  }

  private place(entry: number, low: number, high: number): void {
    const index = this.index!;
    const mask = index.length - 1;
    let perturbLow = low >>> 0;
    let perturbHigh = high >>> 0;
    let i = perturbLow & mask;
    while (index[i]! >= 0) {
      perturbLow = ((perturbLow >>> PERTURB_SHIFT) | (perturbHigh << (32 - PERTURB_SHIFT))) >>> 0;
      perturbHigh = perturbHigh >>> PERTURB_SHIFT;
      i = (Math.imul(i, 5) + perturbLow + 1) & mask;
    }
    index[i] = entry;
  }

  /** Closes holes and makes the index as large as CPython's for `wanted` entries. */
  resize(wanted: number): void {
    let size = 8;
    while (size < wanted) size <<= 1;
    let to = 0;
    for (let from = 0; from < this.keys.length; from++) {
      if (this.keys[from] === null) continue;
      this.keys[to] = this.keys[from]!;
      this.values[to] = this.values[from]!;
      this.hashLow[to] = this.hashLow[from]!;
      this.hashHigh[to] = this.hashHigh[from]!;
      to++;
    }
    this.keys.length = to;
    this.values.length = to;
    this.hashLow.length = to;
    this.hashHigh.length = to;
    this.index = new Int32Array(size).fill(FREE);
    this.spent = 0;
    this.keysVersion = 0;
    for (let i = 0; i < to; i++) this.place(i, this.hashLow[i]!, this.hashHigh[i]!);
  }

  /** Turns string keys into general ones; `hashes(key)` gives the two halves. */
  generalize(hash: (key: PyObject<string>, into: (low: number, high: number) => void) => void): void {
    this.hashLow = [];
    this.hashHigh = [];
    for (let i = 0; i < this.keys.length; i++) {
      const k = this.keys[i]!;
      if (k === null) {
        this.hashLow.push(0);
        this.hashHigh.push(0);
      } else
        hash(k, (low, high) => {
          this.hashLow.push(low);
          this.hashHigh.push(high);
        });
    }
    this.strings = null;
    this.resize(Math.max(8, Math.ceil((this.used * 3) / 2) + 1));
  }

  /**
   * Deletes entry `i`; its references are the caller's now. `slot` is its place in the index when there is one.
   */
  deleteEntry(i: number, slot: number): void {
    const key = this.keys[i]!;
    if (this.index !== null) this.index[slot] = DUMMY;
    else if (this.strings !== null) this.strings.delete(key.v);
    this.keys[i] = null;
    this.values[i] = null;
    this.used--;
    this.keysVersion = 0;
    if (this.index === null && this.keys.length > 16 && this.keys.length > 4 * this.used) this.packStrings();
    else if (this.used === 0 && this.index === null) {
      this.keys.length = 0;
      this.values.length = 0;
    }
  }

  /** Closes the holes of a table of string keys. Not while somebody iterates by entry number: iterators notice by `used`. */
  private packStrings(): void {
    let to = 0;
    for (let from = 0; from < this.keys.length; from++) {
      if (this.keys[from] === null) continue;
      this.keys[to] = this.keys[from]!;
      this.values[to] = this.values[from]!;
      to++;
    }
    this.keys.length = to;
    this.values.length = to;
    this.keysVersion = 0;
    if (this.strings !== null) this.makeStrings();
  }

  /** The place in the index of entry `i` under its hash; -1 when it is not there. */
  slotOf(entry: number): number {
    const index = this.index!;
    const mask = index.length - 1;
    const low = this.hashLow[entry]!;
    let perturbLow = low >>> 0;
    let perturbHigh = this.hashHigh[entry]! >>> 0;
    let i = perturbLow & mask;
    for (;;) {
      const e = index[i]!;
      if (e === entry) return i;
      if (e === FREE) return -1;
      perturbLow = ((perturbLow >>> PERTURB_SHIFT) | (perturbHigh << (32 - PERTURB_SHIFT))) >>> 0;
      perturbHigh = perturbHigh >>> PERTURB_SHIFT;
      i = (Math.imul(i, 5) + perturbLow + 1) & mask;
    }
  }

  /** Cuts off deleted entries at the end, from entry `length` on. CPython 3.11: dict_popitem_impl (dk_nentries) */
  trim(length: number): void {
    if (length >= this.keys.length) return;
    if (this.index !== null) {
      this.spent += this.keys.length - length;
      this.hashLow.length = length;
      this.hashHigh.length = length;
    }
    this.keys.length = length;
    this.values.length = length;
  }

  /** Becomes equal to `other`, sharing nothing with it. */
  assign(other: DictTable): void {
    this.keys = other.keys.slice();
    this.values = other.values.slice();
    this.used = other.used;
    this.keysVersion = other.keysVersion;
    this.strings = other.strings === null ? null : new Map(other.strings);
    this.index = other.index === null ? null : other.index.slice();
    this.hashLow = other.hashLow.slice();
    this.hashHigh = other.hashHigh.slice();
    this.spent = other.spent;
  }
}

/** Walks the places where `(low, high)` may be: CPython's probe sequence. A record, so that a look-up can wait for an `__eq__`. */
export class Probe {
  slot: number;
  private perturbLow: number;
  private perturbHigh: number;
  private readonly mask: number;

  constructor(table: DictTable, low: number, high: number) {
    this.mask = table.index!.length - 1;
    this.perturbLow = low >>> 0;
    this.perturbHigh = high >>> 0;
    this.slot = this.perturbLow & this.mask;
  }

  next(): void {
    this.perturbLow = ((this.perturbLow >>> PERTURB_SHIFT) | (this.perturbHigh << (32 - PERTURB_SHIFT))) >>> 0;
    this.perturbHigh = this.perturbHigh >>> PERTURB_SHIFT;
    this.slot = (Math.imul(this.slot, 5) + this.perturbLow + 1) & this.mask;
  }
}

export { DUMMY, FREE };
