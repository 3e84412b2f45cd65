import { newRef } from "@vivarium/heap";
import { charge, EQUALITY } from "../../costs/native-work.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { insertFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { PENDING, type PyObject, type Result, TPFLAGS_TUPLE_SUBCLASS } from "../../object.ts";
import { equalObjects, richCompare } from "../../protocol/compare.ts";

const EQ = 2;
const NE = 3;

/** Compares two sequences item by item from `from` on; the first that differ decide. CPython 3.11: list_richcompare, tuplerichcompare */
export function compareItems(vm: VM, a: PyObject<PyObject[]>, b: PyObject<PyObject[]>, op: number, from = 0): Result {
  for (let i = from; ; i++) {
    const x = a.v[i];
    const y = b.v[i];
    if (x === undefined || y === undefined) return compareLengths(vm, a.v.length, b.v.length, op);
    if (x === y) continue;
    const equal = equalObjects(vm, x, y);
    if (equal === PENDING) {
      insertFrame(vm, new CompareFrame(a, b, x, y, op, i));
      return PENDING;
    }
    if (equal === null) return null;
    vm.counts.decref(equal);
    if (equal === vm.false_) return compareFirstDifference(vm, x, y, op);
  }
}

function compareFirstDifference(vm: VM, x: PyObject, y: PyObject, op: number): Result {
  if (op === EQ) return vm.newBool(false);
  if (op === NE) return vm.newBool(true);
  return richCompare(vm, x, y, op);
}

/** What two numbers say to a comparison operator. CPython 3.11: Py_RETURN_RICHCOMPARE */
export function compareLengths(vm: VM, m: number, n: number, op: number): Result {
  switch (op) {
    case 0:
      return vm.newBool(m < n);
    case 1:
      return vm.newBool(m <= n);
    case EQ:
      return vm.newBool(m === n);
    case NE:
      return vm.newBool(m !== n);
    case 4:
      return vm.newBool(m > n);
    default:
      return vm.newBool(m >= n);
  }
}

/** Waits for the answer about items `index`, then goes on. */
class CompareFrame extends NativeFrame {
  /** Borrowed. */
  operands: { readonly a: PyObject<PyObject[]>; readonly b: PyObject<PyObject[]>; readonly x: PyObject; readonly y: PyObject };
  /** The items of lists, which may lose them meanwhile; those of tuples cannot. */
  kept: PyObject[];
  op: number;
  index: number;
  deciding = false;

  constructor(a: PyObject, b: PyObject, x: PyObject, y: PyObject, op: number, index: number) {
    super();
    this.operands = { a, b, x, y };
    this.kept = canChange(a) ? [newRef(x), newRef(y)] : [];
    this.op = op;
    this.index = index;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null || this.deciding) return sent;
    vm.counts.decref(sent);
    this.deciding = true;
    const { a, b, x, y } = this.operands;
    const { kept } = this;
    this.kept = [];
    vm.counts.decrefAll(kept);
    if (sent === vm.false_) return compareFirstDifference(vm, x, y, this.op);
    return compareItems(vm, a, b, this.op, this.index + 1);
  }
}

/** Answers of `findItem`. */
export type FoundItem = (vm: VM, index: number, sequence: PyObject, value: PyObject) => Result;

/**
 * Goes through the items from `start` to `stop` that are equal to `value` and calls `found` for the first, or `missing`; or counts them all when
 * `found` is null and gives the number. CPython 3.11: list_index_impl, list_count, list_contains
 */
export function findItem(
  vm: VM,
  sequence: PyObject<PyObject[]>,
  value: PyObject,
  start: number,
  stop: number,
  found: FoundItem | null,
  missing: FoundItem,
): Result {
  const frame = new FindFrame(sequence, value, start, stop, found, missing);
  const r = frame.search(vm);
  if (r !== PENDING || frame.ending) return r;
  frame.keep();
  insertFrame(vm, frame);
  return PENDING;
}

/** Items of a list are kept while they are compared. CPython does not care to with those of a tuple. */
function canChange(sequence: PyObject): boolean {
  return (sequence.type.flags & TPFLAGS_TUPLE_SUBCLASS) === 0;
}

class FindFrame extends NativeFrame {
  /** Borrowed. */
  operands: { readonly sequence: PyObject<PyObject[]>; readonly value: PyObject };
  item: PyObject | null = null;
  from: number;
  index: number;
  stop: number;
  count = 0;
  found: FoundItem | null;
  missing: FoundItem;
  /** `found` or `missing` is at work: what comes is the answer. */
  ending = false;

  constructor(sequence: PyObject, value: PyObject, start: number, stop: number, found: FoundItem | null, missing: FoundItem) {
    super();
    this.operands = { sequence, value };
    this.from = start;
    this.index = start;
    this.stop = stop;
    this.found = found;
    this.missing = missing;
  }

  /** Keeps the item that is being compared. */
  keep(): void {
    const { sequence } = this.operands;
    if (canChange(sequence)) this.item = newRef(sequence.v[this.index]!);
  }

  search(vm: VM): Result {
    const { sequence, value } = this.operands;
    for (; this.index < this.stop && this.index < sequence.v.length; this.index++) {
      const item = sequence.v[this.index]!;
      const equal = equalObjects(vm, item, value);
      if (equal === PENDING || equal === null) return equal;
      vm.counts.decref(equal);
      if (equal === vm.false_) continue;
      if (this.found !== null) return this.end(vm, this.found);
      this.count++;
    }
    return this.end(vm, this.missing);
  }

  private end(vm: VM, how: FoundItem): Result {
    charge(vm, EQUALITY, this.index - this.from + 1);
    this.ending = true;
    const { sequence, value } = this.operands;
    return how(vm, this.found === null ? this.count : this.index, sequence, value);
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null || this.ending) return sent;
    vm.counts.decref(sent);
    const { item } = this;
    this.item = null;
    if (item !== null) vm.counts.decref(item);
    if (sent === vm.true_) {
      if (this.found !== null) return this.end(vm, this.found);
      this.count++;
    }
    this.index++;
    const r = this.search(vm);
    if (r === PENDING && !this.ending) this.keep();
    return r;
  }
}

/** The number counted. */
export function giveIndex(vm: VM, index: number): Result {
  return vm.newInt(index);
}
