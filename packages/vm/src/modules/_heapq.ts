import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, TPFLAGS_LIST_SUBCLASS } from "../object.ts";
import { listAppend } from "../objects/list/list.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { compareBool, Py_LT } from "../protocol/compare.ts";
import type { ModuleSpec } from "./module-spec.ts";

type Heap = PyObject<PyObject[]>;

/**
 * Moves items along the heap until it is in order again. Each comparison may change the list, which ends everything unless its length stayed.
 * CPython 3.11: Modules/_heapqmodule.c siftup, siftdown and their variants for a heap with the largest first
 */
class SiftFrame extends NativeFrame {
  heap: Heap;
  /** What is given at the end; null: None. */
  result: PyObject | null;
  /** The two items that are compared. */
  left: PyObject | null = null;
  right: PyObject | null = null;
  largestFirst: boolean;
  /** heapify: the next place to sift after this one; -1: none. */
  nextRoot: number;
  size: number;
  start: number;
  place: number;
  child = 0;
  down: boolean;

  constructor(
    heap: Heap,
    result: PyObject | null,
    start: number,
    place: number,
    down: boolean,
    largestFirst: boolean,
    nextRoot = -1,
  ) {
    super();
    this.heap = newRef(heap);
    this.result = result;
    this.size = heap.v.length;
    this.start = start;
    this.place = place;
    this.down = down;
    this.largestFirst = largestFirst;
    this.nextRoot = nextRoot;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (this.left !== null) {
        vm.counts.decrefAll([this.left, this.right!, got]);
        this.left = null;
        this.right = null;
        if (this.heap.v.length !== this.size) return vm.raise(vm.T.RuntimeError, "list changed size during iteration");
        this.compared(got === vm.true_);
      }
      const pair = this.down ? this.downPair() : this.upPair();
      if (pair === null) {
        if (!this.down) this.down = true;
        else if (this.nextRoot >= 0) this.nextTree();
        else return this.finish(vm);
        got = OK;
        continue;
      }
      const [a, b] = this.largestFirst ? [pair[1], pair[0]] : pair;
      this.left = newRef(this.heap.v[a]!);
      this.right = newRef(this.heap.v[b]!);
      got = compareBool(vm, this.left, this.right, Py_LT);
    }
  }

  private nextTree(): void {
    this.start = this.nextRoot;
    this.place = this.nextRoot;
    this.nextRoot--;
    this.down = false;
  }

  private finish(vm: VM): Result {
    const result = this.result;
    this.result = null;
    return result ?? vm.newNone();
  }

  /** The item and its parent; null at the top. */
  private downPair(): [number, number] | null {
    return this.place > this.start ? [this.place, (this.place - 1) >> 1] : null;
  }

  /** The two children; null at a leaf. A child without a sibling moves up at once. */
  private upPair(): [number, number] | null {
    while (this.place < this.size >> 1) {
      this.child = 2 * this.place + 1;
      if (this.child + 1 < this.size) return [this.child, this.child + 1];
      this.swap(this.place, this.child);
      this.place = this.child;
    }
    return null;
  }

  private compared(less: boolean): void {
    if (this.down) {
      const parent = (this.place - 1) >> 1;
      if (less) this.swap(this.place, parent);
      this.place = less ? parent : this.start;
      return;
    }
    const child = less ? this.child : this.child + 1;
    this.swap(this.place, child);
    this.place = child;
  }

  private swap(i: number, j: number): void {
    touchPayload(this.heap);
    const items = this.heap.v;
    const item = items[i]!;
    items[i] = items[j]!;
    items[j] = item;
  }
}

function isList(vm: VM, name: string, o: PyObject, only: boolean): o is Heap {
  if ((o.type.flags & TPFLAGS_LIST_SUBCLASS) !== 0) return true;
  vm.raise(vm.T.TypeError, `${name}() argument ${only ? "" : "1 "}must be list, not ${o.type.name}`);
  return false;
}

/** Sifts the first item to its place; `result` is taken over. */
function siftFirst(vm: VM, heap: Heap, result: PyObject, largestFirst: boolean): Result {
  return startFrame(vm, new SiftFrame(heap, result, 0, 0, false, largestFirst));
}

/** CPython 3.11: _heapq_heappush_impl */
function heappush(vm: VM, _module: PyObject, heap: PyObject, item: PyObject): Result {
  if (!isList(vm, "heappush", heap, false)) return null;
  listAppend(heap, item);
  return startFrame(vm, new SiftFrame(heap, null, 0, heap.v.length - 1, true, false));
}

/** CPython 3.11: heappop_internal */
function popOf(name: string, largestFirst: boolean): MethodSpec["fn"] {
  return (vm, _module, heap: PyObject) => {
    if (!isList(vm, name, heap, true)) return null;
    if (heap.v.length === 0) return vm.raise(vm.T.IndexError, "index out of range");
    touchPayload(heap);
    const last = heap.v.pop()!;
    if (heap.v.length === 0) return last;
    const first = heap.v[0]!;
    heap.v[0] = last;
    return siftFirst(vm, heap, first, largestFirst);
  };
}

/** CPython 3.11: heapreplace_internal */
function replaceOf(name: string, largestFirst: boolean): MethodSpec["fn"] {
  return (vm, _module, heap: PyObject, item: PyObject) => {
    if (!isList(vm, name, heap, false)) return null;
    return replaceFirst(vm, heap, item, largestFirst);
  };
}

function replaceFirst(vm: VM, heap: Heap, item: PyObject, largestFirst: boolean): Result {
  if (heap.v.length === 0) return vm.raise(vm.T.IndexError, "index out of range");
  touchPayload(heap);
  const first = heap.v[0]!;
  heap.v[0] = newRef(item);
  return siftFirst(vm, heap, first, largestFirst);
}

/** CPython 3.11: _heapq_heappushpop_impl */
class PushPopFrame extends NativeFrame {
  /** Borrowed. */
  given: { readonly heap: Heap; readonly item: PyObject };
  first: PyObject | null;
  replacing = false;

  constructor(heap: Heap, item: PyObject) {
    super();
    this.given = { heap, item };
    this.first = newRef(heap.v[0]!);
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null || this.replacing) return sent;
    const { heap, item } = this.given;
    const less = sent === OK ? compareBool(vm, this.first!, item, Py_LT) : sent;
    if (less === PENDING || less === null) return less;
    vm.counts.decref(less);
    if (less !== vm.true_) return newRef(item);
    this.replacing = true;
    const first = this.first!;
    this.first = null;
    vm.counts.decref(first);
    return replaceFirst(vm, heap, item, false);
  }
}

function heappushpop(vm: VM, _module: PyObject, heap: PyObject, item: PyObject): Result {
  if (!isList(vm, "heappushpop", heap, false)) return null;
  if (heap.v.length === 0) return newRef(item);
  return startFrame(vm, new PushPopFrame(heap, item));
}

/** CPython 3.11: heapify_internal. NOT CPYTHON: beyond 2500 items CPython compares in another order, for the sake of caches. */
function heapifyOf(name: string, largestFirst: boolean): MethodSpec["fn"] {
  return (vm, _module, heap: PyObject) => {
    if (!isList(vm, name, heap, true)) return null;
    const last = (heap.v.length >> 1) - 1;
    if (last < 0) return vm.newNone();
    return startFrame(vm, new SiftFrame(heap, null, last, last, false, largestFirst, last - 1));
  };
}

/** The module `_heapq`. CPython 3.11: Modules/_heapqmodule.c */
export const _heapqModule: ModuleSpec = {
  name: "_heapq",
  doc: "Heap queue algorithm (a.k.a. priority queue): a list whose first item is the smallest.",
  methods: [
    method("heappush", "($module, heap, item, /)", heappush, { doc: "Push item onto heap, maintaining the heap invariant." }),
    method("heappushpop", "($module, heap, item, /)", heappushpop, {
      doc: "Push item on the heap, then pop and return the smallest item.",
    }),
    method("heappop", "($module, heap, /)", popOf("heappop", false), { doc: "Pop the smallest item off the heap." }),
    method("heapreplace", "($module, heap, item, /)", replaceOf("heapreplace", false), {
      doc: "Pop the smallest item, then push the new one.",
    }),
    method("heapify", "($module, heap, /)", heapifyOf("heapify", false), {
      doc: "Transform list into a heap, in-place, in O(len(heap)) time.",
    }),
    method("_heappop_max", "($module, heap, /)", popOf("_heappop_max", true), { doc: "heappop with the largest first." }),
    method("_heapify_max", "($module, heap, /)", heapifyOf("_heapify_max", true), { doc: "heapify with the largest first." }),
    method("_heapreplace_max", "($module, heap, item, /)", replaceOf("_heapreplace_max", true), {
      doc: "heapreplace with the largest first.",
    }),
  ],
};
