/*
 * The merge sort of list.sort, one comparison at a time.
 *
 * CPython 3.11 sorts with timsort under the powersort rule for which runs to merge (Objects/listobject.c, listsort.txt). Which pairs are
 * compared, and in what order, is seen by every `__lt__`, so it is the same here, comparison by comparison. What differs is the form: a comparison
 * may run Python code, which may switch threads, so the sort is a machine that says which two it wants compared and is told the answer.
 *
 * It sorts an array of numbers that stand for items (their places before the sort), so that nothing here holds references.
 *
 * Rejected: a recursive sort with a comparison callback (its state would be on the JavaScript stack); recording the answers and starting over (quadratic).
 */

const MIN_GALLOP = 7;
const WANTS = true;
const DONE = false;

/** The pair that is to be compared: "is left less than right?". Numbers of items. */
export interface Question {
  left: number;
  right: number;
}

/** Counts how long the items from `low` on are in order, or strictly in the opposite order. CPython 3.11: count_run */
class RunCount {
  low: number;
  high: number;
  at: number;
  descending = false;
  asked = false;

  constructor(low: number, high: number) {
    this.low = low;
    this.high = high;
    this.at = low + 1;
  }

  advance(items: number[], q: Question, less: boolean): boolean {
    if (this.asked) {
      if (this.at === this.low + 1) this.descending = less;
      else if (less !== this.descending) return DONE;
      this.at++;
    }
    if (this.at >= this.high) {
      this.at = this.high;
      return DONE;
    }
    this.asked = true;
    q.left = items[this.at]!;
    q.right = items[this.at - 1]!;
    return WANTS;
  }
}

/** Sorts `low` to `high` where all before `start` is in order. CPython 3.11: binarysort */
class BinaryInsertion {
  low: number;
  high: number;
  start: number;
  left: number;
  right: number;
  middle = -1;

  constructor(low: number, high: number, start: number) {
    this.low = low;
    this.high = high;
    this.start = start === low ? start + 1 : start;
    this.left = low;
    this.right = this.start;
  }

  advance(items: number[], q: Question, less: boolean): boolean {
    if (this.middle >= 0) {
      if (less) this.right = this.middle;
      else this.left = this.middle + 1;
      if (this.left >= this.right) this.insert(items);
    }
    if (this.start >= this.high) return DONE;
    this.middle = this.left + ((this.right - this.left) >> 1);
    q.left = items[this.start]!;
    q.right = items[this.middle]!;
    return WANTS;
  }

  private insert(items: number[]): void {
    const pivot = items[this.start]!;
    items.copyWithin(this.left + 1, this.left, this.start);
    items[this.left] = pivot;
    this.start++;
    this.left = this.low;
    this.right = this.start;
  }
}

/**
 * Finds where `key` belongs among `n` sorted items from `base` on, looking first near `hint`: before equal ones (`leftmost`) or after
 * them. CPython 3.11: gallop_left, gallop_right
 */
class Gallop {
  key: number;
  base: number;
  n: number;
  hint: number;
  leftmost: boolean;
  stage: "first" | "right" | "left" | "between" = "first";
  last = 0;
  offset = 1;
  asked = -1;

  constructor(key: number, base: number, n: number, hint: number, leftmost: boolean) {
    this.key = key;
    this.base = base;
    this.n = n;
    this.hint = hint;
    this.leftmost = leftmost;
  }

  /** The answer, once done: how many items come before the key. */
  get place(): number {
    return this.offset;
  }

  private ask(items: readonly number[], q: Question, i: number): boolean {
    this.asked = i;
    const item = items[this.base + i]!;
    q.left = this.leftmost ? item : this.key;
    q.right = this.leftmost ? this.key : item;
    return WANTS;
  }

  advance(items: readonly number[], q: Question, less: boolean): boolean {
    if (this.asked < 0) return this.ask(items, q, this.hint);
    const before = less === this.leftmost;
    if (this.stage === "between") {
      if (before) this.last = this.asked + 1;
      else this.offset = this.asked;
      return this.between(items, q);
    }
    if (this.stage === "first") this.stage = before ? "right" : "left";
    else if (before === (this.stage === "right")) {
      this.last = this.offset;
      this.offset = this.offset * 2 + 1;
    } else return this.narrow(items, q);
    const right = this.stage === "right";
    const limit = right ? this.n - this.hint : this.hint + 1;
    if (this.offset < limit) return this.ask(items, q, right ? this.hint + this.offset : this.hint - this.offset);
    this.offset = limit;
    return this.narrow(items, q);
  }

  /** The place lies between two known ones. */
  private narrow(items: readonly number[], q: Question): boolean {
    const { last, offset, hint } = this;
    this.last = (this.stage === "right" ? hint + last : hint - offset) + 1;
    this.offset = this.stage === "right" ? hint + offset : hint - last;
    this.stage = "between";
    return this.between(items, q);
  }

  private between(items: readonly number[], q: Question): boolean {
    if (this.last >= this.offset) return DONE;
    return this.ask(items, q, this.last + ((this.offset - this.last) >> 1));
  }
}

/** Where a merge goes on. */
type MergeStage = "one-by-one" | "answered" | "gallop-a" | "galloped-a" | "gallop-b" | "galloped-b";

/**
 * Merges two neighbouring runs, A before B. The smaller one is copied aside: with A aside the result grows from the low end (merge_lo), with B aside from the
 * high end (merge_hi). `a`, `b` and `to` are the next places to take from and to write to.
 */
class Merge {
  upwards: boolean;
  /** The copied run. */
  aside: number[];
  a: number;
  na: number;
  b: number;
  nb: number;
  to: number;
  wonA = 0;
  wonB = 0;
  stage: MergeStage = "one-by-one";
  gallop: Gallop | null = null;
  minGallop: number;
  /** Where run A (upwards: in `aside`) and run B begin. */
  baseA: number;

  constructor(items: number[], a: number, na: number, b: number, nb: number, minGallop: number) {
    this.upwards = na <= nb;
    this.aside = this.upwards ? items.slice(a, a + na) : items.slice(b, b + nb);
    this.na = na;
    this.nb = nb;
    this.minGallop = minGallop;
    this.baseA = this.upwards ? 0 : a;
    this.a = this.upwards ? 0 : a + na - 1;
    this.b = this.upwards ? b : nb - 1;
    this.to = this.upwards ? a : b + nb - 1;
    // The first of B (or the last of A) is known to come first (or last).
    if (this.upwards) this.takeB(items, 1);
    else this.takeA(items, 1);
  }

  private takeA(items: number[], count: number): void {
    const from = this.upwards ? this.aside : items;
    const d = this.upwards ? 1 : -1;
    for (let k = 0; k < count; k++, this.a += d, this.to += d) items[this.to] = from[this.a]!;
    this.na -= count;
  }

  private takeB(items: number[], count: number): void {
    const from = this.upwards ? items : this.aside;
    const d = this.upwards ? 1 : -1;
    for (let k = 0; k < count; k++, this.b += d, this.to += d) items[this.to] = from[this.b]!;
    this.nb -= count;
  }

  /** Is one run used up, or so nearly that the rest needs no comparison. */
  private over(): boolean {
    return this.upwards ? this.nb === 0 || this.na <= 1 : this.na === 0 || this.nb <= 1;
  }

  /** Puts what is left in its place. */
  private finish(items: number[]): boolean {
    if (this.upwards) {
      if (this.nb === 0) this.takeA(items, this.na);
      else {
        this.takeB(items, this.nb);
        this.takeA(items, this.na);
      }
    } else if (this.na === 0) this.takeB(items, this.nb);
    else {
      this.takeA(items, this.na);
      this.takeB(items, this.nb);
    }
    return DONE;
  }

  /** A comparison failed: what is aside goes back, so that no item is lost. */
  abandon(items: number[]): void {
    if (this.upwards) this.takeA(items, this.na);
    else this.takeB(items, this.nb);
  }

  advance(items: number[], q: Question, less: boolean): boolean {
    let answer = less;
    for (;;) {
      if (this.stage !== "galloped-a" && this.stage !== "galloped-b" && this.over()) return this.finish(items);
      switch (this.stage) {
        case "one-by-one":
          q.left = this.upwards ? items[this.b]! : this.aside[this.b]!;
          q.right = this.upwards ? this.aside[this.a]! : items[this.a]!;
          this.stage = "answered";
          return WANTS;
        case "answered":
          this.takeWinner(items, answer);
          break;
        case "gallop-a":
        case "gallop-b":
          this.startGallop(items);
          break;
        default: {
          const galloped = this.stage === "galloped-a" ? (this.upwards ? this.aside : items) : this.upwards ? items : this.aside;
          if (this.gallop!.advance(galloped, q, answer)) return WANTS;
          if (this.endGallop(items)) return this.finish(items);
        }
      }
      answer = false;
    }
  }

  /** One item, of B if it is less; galloping begins when one run has won often enough in a row. */
  private takeWinner(items: number[], less: boolean): void {
    this.stage = "one-by-one";
    // Upwards B's item goes when it is less; downwards A's item goes when B's is less than it.
    if (less === this.upwards) {
      this.takeB(items, 1);
      this.wonB++;
      this.wonA = 0;
    } else {
      this.takeA(items, 1);
      this.wonA++;
      this.wonB = 0;
    }
    if (!this.over() && (this.wonA >= this.minGallop || this.wonB >= this.minGallop)) {
      this.minGallop++;
      this.stage = "gallop-a";
    }
  }

  /** Looks how many of A go before the next of B, or of B before the next of A (downwards: after). */
  private startGallop(items: number[]): void {
    const up = this.upwards;
    if (this.stage === "gallop-a") {
      if (this.minGallop > 1) this.minGallop--;
      const key = up ? items[this.b]! : this.aside[this.b]!;
      this.gallop = new Gallop(key, up ? this.a : this.baseA, this.na, up ? 0 : this.na - 1, false);
      this.stage = "galloped-a";
    } else {
      const key = up ? this.aside[this.a]! : items[this.a]!;
      this.gallop = new Gallop(key, up ? this.b : 0, this.nb, up ? 0 : this.nb - 1, true);
      this.stage = "galloped-b";
    }
  }

  /** Moves what the gallop found, and the one item it was about. True when the merge is over. */
  private endGallop(items: number[]): boolean {
    const place = this.gallop!.place;
    this.gallop = null;
    if (this.stage === "galloped-a") {
      this.wonA = this.upwards ? place : this.na - place;
      this.takeA(items, this.wonA);
      if (this.wonA > 0 && this.over()) return true;
      this.takeB(items, 1);
      this.stage = "gallop-b";
      return this.over();
    }
    this.wonB = this.upwards ? place : this.nb - place;
    this.takeB(items, this.wonB);
    if (this.wonB > 0 && this.over()) return true;
    this.takeA(items, 1);
    if (this.over()) return true;
    if (this.wonA >= MIN_GALLOP || this.wonB >= MIN_GALLOP) this.stage = "gallop-a";
    else {
      this.minGallop++;
      this.wonA = 0;
      this.wonB = 0;
      this.stage = "one-by-one";
    }
    return false;
  }
}

/** A run that waits to be merged. `power`: the depth of its boundary with the next run in powersort's tree. */
interface Run {
  base: number;
  length: number;
  power: number;
}

/** The depth of the boundary between two runs of `n1` and `n2` items, the first one at `start`, of `n` in all. CPython 3.11: powerloop */
function boundaryPower(start: number, n1: number, n2: number, n: number): number {
  let a = 2 * start + n1;
  let b = a + n1 + n2;
  for (let power = 1; ; power++) {
    if (a >= n) {
      a -= n;
      b -= n;
    } else if (b >= n) return power;
    a *= 2;
    b *= 2;
  }
}

/** Short runs are extended to this length. CPython 3.11: merge_compute_minrun */
export function minimumRun(n: number): number {
  let rest = 0;
  while (n >= 64) {
    rest |= n & 1;
    n = Math.floor(n / 2);
  }
  return n + rest;
}

type SortStage = "next-run" | "count" | "insert" | "found-run" | "find-a" | "find-b" | "merge" | "collapse";

/** The whole sort. `items` is in order once `advance` says that it wants nothing more. CPython 3.11: list_sort_impl */
export class Timsort {
  items: number[];
  readonly question: Question = { left: 0, right: 0 };
  private stage: SortStage = "next-run";
  private low = 0;
  private runLength = 0;
  private readonly minRun: number;
  private minGallop = MIN_GALLOP;
  private pending: Run[] = [];
  private child: RunCount | BinaryInsertion | Gallop | Merge | null = null;
  /** The two runs being merged: places and lengths. */
  private mergeA = 0;
  private mergeNA = 0;
  private mergeB = 0;
  private mergeNB = 0;

  constructor(n: number) {
    this.items = Array.from({ length: n }, (_, i) => i);
    this.minRun = minimumRun(n);
    if (n < 2) this.low = n;
  }

  /**
   * Goes on with the answer to `question` (ignored the first time). True: `question` holds the next one. False: it is sorted.
   */
  advance(less: boolean): boolean {
    let answer = less;
    for (;;) {
      if (this.child !== null) {
        if (this.child.advance(this.items, this.question, answer)) return true;
        answer = false;
      }
      if (!this.next()) return false;
    }
  }

  /** A comparison failed: all items are put somewhere. */
  abandon(): void {
    if (this.child instanceof Merge) this.child.abandon(this.items);
  }

  /** What comes after the machine at work. False at the end. */
  private next(): boolean {
    const child = this.child;
    this.child = null;
    switch (this.stage) {
      case "next-run":
        if (this.low >= this.items.length) this.stage = "collapse";
        else {
          this.child = new RunCount(this.low, this.items.length);
          this.stage = "count";
        }
        return true;
      case "count":
        this.counted(child as RunCount);
        return true;
      case "insert":
        this.stage = "found-run";
        return true;
      case "found-run":
        this.foundRun();
        return true;
      case "find-a":
        this.foundA((child as Gallop).place);
        return true;
      case "find-b":
        this.foundB((child as Gallop).place);
        return true;
      case "merge":
        this.minGallop = (child as Merge).minGallop;
        this.afterMerge();
        return true;
      default:
        return this.collapse();
    }
  }

  private counted(run: RunCount): void {
    let length = run.at - run.low;
    if (run.descending) this.reverse(run.low, run.at);
    this.stage = "found-run";
    if (length < this.minRun) {
      const forced = Math.min(this.items.length - this.low, this.minRun);
      this.child = new BinaryInsertion(this.low, this.low + forced, this.low + length);
      this.stage = "insert";
      length = forced;
    }
    this.runLength = length;
  }

  private reverse(low: number, high: number): void {
    const items = this.items;
    for (let i = low, j = high - 1; i < j; i++, j--) {
      const t = items[i]!;
      items[i] = items[j]!;
      items[j] = t;
    }
  }

  /** Merges runs whose boundary lies deeper than the new one, then adds the new run. CPython 3.11: found_new_run */
  private foundRun(): void {
    const { pending } = this;
    const last = pending[pending.length - 1];
    if (last !== undefined) {
      const power = boundaryPower(last.base, last.length, this.runLength, this.items.length);
      if (pending.length > 1 && pending[pending.length - 2]!.power > power) {
        this.startMerge(pending.length - 2);
        return;
      }
      last.power = power;
    }
    pending.push({ base: this.low, length: this.runLength, power: 0 });
    this.low += this.runLength;
    this.runLength = 0;
    this.stage = "next-run";
  }

  /** CPython 3.11: merge_at */
  private startMerge(i: number): void {
    const a = this.pending[i]!;
    const b = this.pending[i + 1]!;
    this.mergeA = a.base;
    this.mergeNA = a.length;
    this.mergeB = b.base;
    this.mergeNB = b.length;
    a.length += b.length;
    this.pending.splice(i + 1, 1);
    this.child = new Gallop(this.items[b.base]!, a.base, a.length - b.length, 0, false);
    this.stage = "find-a";
  }

  private foundA(place: number): void {
    this.mergeA += place;
    this.mergeNA -= place;
    if (this.mergeNA === 0) {
      this.afterMerge();
      return;
    }
    const last = this.items[this.mergeA + this.mergeNA - 1]!;
    this.child = new Gallop(last, this.mergeB, this.mergeNB, this.mergeNB - 1, true);
    this.stage = "find-b";
  }

  private foundB(place: number): void {
    if (place === 0) {
      this.afterMerge();
      return;
    }
    this.child = new Merge(this.items, this.mergeA, this.mergeNA, this.mergeB, place, this.minGallop);
    this.stage = "merge";
  }

  private afterMerge(): void {
    this.stage = this.runLength > 0 ? "found-run" : "collapse";
  }

  /** CPython 3.11: merge_force_collapse */
  private collapse(): boolean {
    const { pending } = this;
    if (pending.length < 2) return false;
    let i = pending.length - 2;
    if (i > 0 && pending[i - 1]!.length < pending[i + 1]!.length) i--;
    this.startMerge(i);
    return true;
  }
}
