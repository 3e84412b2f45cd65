import { newRef, touchPayload } from "@vivarium/heap";
import { COMPARISON, charge } from "../../costs/native-work.ts";
import { callOneArg } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../object.ts";
import { richCompare } from "../../protocol/compare.ts";
import { numberIndex } from "../../protocol/number.ts";
import { truth } from "../../protocol/truth.ts";
import { listAllocated, type PyList, SORTING, setAllocated } from "./list.ts";
import { minimumRun, Timsort } from "./timsort.ts";

/*
 * list.sort and sorted().
 *
 * The list is empty while it is sorted, as in CPython, and whoever changes it meanwhile gets a ValueError at the end. The keys stand still in
 * an array; `Timsort` moves their numbers. Keys that are all exact strs, all exact ints, or all exact floats without a NaN are sorted by the engine's own
 * stable sort: nobody can see how those are compared, and any stable sort gives the same order.
 */

/** `list.sort`. CPython 3.11: Objects/listobject.c list_sort_impl */
export function list_sort(vm: VM, self: PyObject, key: PyObject | null, reverse: PyObject | null): Result {
  if (reverse === null) return startSort(vm, self, key, false);
  if (reverse.type === vm.T.bool) return startSort(vm, self, key, reverse === vm.true_);
  return thenBorrowed(vm, numberIndex(vm, reverse), sortReversed, self, key);
}

function sortReversed(vm: VM, reverse: PyObject, self: PyObject | null, key: PyObject | null): Result {
  const v = reverse.v as number | bigint;
  vm.counts.decref(reverse);
  if (v > 2147483647 || v < -2147483648) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C int");
  return startSort(vm, self!, key, v !== 0);
}

function startSort(vm: VM, list: PyList, key: PyObject | null, reverse: boolean): Result {
  return startFrame(vm, new SortFrame(list, key === vm.none ? null : key, reverse));
}

/** The kind of keys whose comparison nobody can see; null when it must be asked. */
function plainOrder(vm: VM, keys: readonly PyObject[]): ((a: any, b: any) => number) | null {
  const T = vm.T;
  const type = keys[0]!.type;
  if (type !== T.str && type !== T.int && type !== T.float) return null;
  for (const key of keys) {
    if (key.type !== type) return null;
    if (type === T.float && Number.isNaN(key.v)) return null;
  }
  return type === T.str ? compareCodePoints : (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);
}

/** Order of two strings by code points: units, except that the halves of a pair stand for something beyond all single units. */
export function compareCodePoints(a: string, b: string): number {
  const n = Math.min(a.length, b.length);
  let i = 0;
  while (i < n && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  if (i === n) return a.length - b.length;
  return orderOf(a, i) - orderOf(b, i) || a.charCodeAt(i) - b.charCodeAt(i);
}

/** 1 where the unit is half of a pair, 0 elsewhere. */
function orderOf(s: string, i: number): number {
  const c = s.charCodeAt(i);
  if (c < 0xd800 || c > 0xdfff) return 0;
  if (c < 0xdc00) return (s.codePointAt(i) ?? 0) > 0xffff ? 1 : 0;
  return i > 0 && (s.codePointAt(i - 1) ?? 0) > 0xffff ? 1 : 0;
}

/**
 * About how many comparisons CPython makes: one an item to find the runs that are there, a binary search for each item of a run that is too short, and
 * as many as there are items for each time the number of runs can be halved. What the engine's own sort makes differs between engines.
 */
function comparisonsOf(keys: readonly PyObject[], compare: (a: any, b: any) => number): number {
  const n = keys.length;
  const least = minimumRun(n);
  let runs = 0;
  let comparisons = n - 1;
  for (let low = 0; low < n; runs++) {
    let high = low + 1;
    const descending = high < n && compare(keys[high]!.v, keys[low]!.v) < 0;
    while (high < n && compare(keys[high]!.v, keys[high - 1]!.v) < 0 === descending) high++;
    const forced = Math.min(n, low + least);
    // The logarithm of a length up to 64.
    for (; high < forced; high++) comparisons += 32 - Math.clz32(high - low);
    low = high;
  }
  for (let left = runs; left > 1; left = (left + 1) >> 1) comparisons += n;
  return comparisons;
}

class SortFrame extends NativeFrame {
  list: PyList;
  key: PyObject | null;
  /** What the list held, owned; the list is empty. */
  items: PyObject[];
  keys: PyObject[] = [];
  reverse: boolean;
  allocated: number;
  stage: "keys" | "compare" | "truth" = "keys";
  sorter: Timsort | null = null;

  constructor(list: PyList, key: PyObject | null, reverse: boolean) {
    super();
    this.list = newRef(list);
    this.key = key === null ? null : newRef(key);
    this.reverse = reverse;
    this.allocated = listAllocated(list);
    touchPayload(list);
    this.items = list.v.slice();
    list.v.length = 0;
    setAllocated(list, SORTING);
  }

  step(vm: VM, sent: Result): Result {
    if (this.stage === "keys") {
      const r = this.computeKeys(vm, sent);
      if (r !== OK) return r;
      if (this.sortPlain(vm)) return this.finish(vm, true);
      if (this.reverse) this.reverseAll();
      this.sorter = new Timsort(this.items.length);
      this.stage = "compare";
      if (!this.sorter.advance(false)) return this.end(vm, true);
      return this.compare(vm, this.ask(vm));
    }
    return this.compare(vm, sent);
  }

  /** Gives OK when all keys are there. */
  private computeKeys(vm: VM, sent: Result): Result {
    if (this.key === null) return OK;
    let got = sent;
    for (;;) {
      if (got === null) {
        const keys = this.keys.reverse();
        this.keys = [];
        vm.counts.decrefAll(keys);
        this.giveBack(vm);
        return null;
      }
      if (got !== OK) this.keys.push(got);
      if (this.keys.length === this.items.length) return OK;
      got = callOneArg(vm, this.key, this.items[this.keys.length]!);
      if (got === PENDING) return got;
    }
  }

  /** Sorts keys that show nothing of how they are compared; false when there are others. */
  private sortPlain(vm: VM): boolean {
    const keys = this.key === null ? this.items : this.keys;
    if (keys.length < 2) return true;
    const compare = plainOrder(vm, keys);
    if (compare === null) return false;
    const { items } = this;
    charge(vm, COMPARISON, comparisonsOf(keys, compare));
    // Equal items keep their order also when reversed.
    const order = Array.from(items, (_, i) => i);
    if (this.reverse) order.sort((i, j) => compare(keys[j]!.v, keys[i]!.v));
    else order.sort((i, j) => compare(keys[i]!.v, keys[j]!.v));
    this.items = order.map((i) => items[i]!);
    return true;
  }

  private reverseAll(): void {
    this.items.reverse();
    this.keys.reverse();
  }

  private ask(vm: VM): Result {
    const { left, right } = this.sorter!.question;
    const keys = this.key === null ? this.items : this.keys;
    return richCompare(vm, keys[left]!, keys[right]!, 0);
  }

  /** Goes on with the answer to the sorter's question. CPython 3.11: the ISLT macro */
  private compare(vm: VM, answer: Result): Result {
    let got = answer;
    for (;;) {
      if (got === PENDING) return got;
      if (got === null) {
        this.sorter!.abandon();
        return this.end(vm, false);
      }
      if (this.stage === "compare" && got.type !== vm.T.bool) {
        this.stage = "truth";
        const value: PyObject = got;
        got = truth(vm, value);
        vm.counts.decref(value);
        continue;
      }
      this.stage = "compare";
      charge(vm, COMPARISON, 1);
      const less = got === vm.true_;
      vm.counts.decref(got);
      if (!this.sorter!.advance(less)) return this.end(vm, true);
      got = this.ask(vm);
    }
  }

  private end(vm: VM, succeeded: boolean): Result {
    const { items } = this;
    this.items = this.sorter!.items.map((i) => items[i]!);
    const keys = this.sorter!.items.map((i) => this.keys[i]!);
    if (this.key !== null) this.keys = keys;
    this.sorter = null;
    const result = this.finish(vm, succeeded);
    return result;
  }

  private finish(vm: VM, succeeded: boolean): Result {
    const wasSorting = this.stage === "compare" || this.stage === "truth";
    const keys = this.keys;
    this.keys = [];
    vm.counts.decrefAll(keys);
    const changed = listAllocated(this.list) !== SORTING;
    if (succeeded && changed) vm.raise(vm.T.ValueError, "list modified during sort");
    if (this.reverse && wasSorting) this.items.reverse();
    this.giveBack(vm);
    return succeeded && !changed ? vm.newNone() : null;
  }

  /** Gives the list its items; drops what it was given meanwhile. */
  private giveBack(vm: VM): void {
    const { list } = this;
    touchPayload(list);
    const added = list.v.slice().reverse();
    list.v.length = 0;
    for (const item of this.items) list.v.push(item);
    this.items = [];
    setAllocated(list, this.allocated);
    vm.counts.decrefAll(added);
  }
}
