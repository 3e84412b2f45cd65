import { newRef } from "@vivarium/heap";
import { isLong } from "../costs/native-work.ts";
import { unexpectedKeywordError } from "../eval/argument-errors.ts";
import type { Keywords } from "../eval/arguments.ts";
import { callOneArg } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { dropStopValue } from "../eval/iterate.ts";
import { startFrame, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { compareBool, Py_GT, Py_LT } from "../protocol/compare.ts";
import { getIter, iterNext } from "../protocol/iterator.ts";
import { checkPositional } from "./check-arguments.ts";

/** CPython 3.11: Python/bltinmodule.c builtin_min */
export function builtin_min(vm: VM, _module: PyObject, args: PyObject[], keywords: Keywords): Result {
  return minMax(vm, args, keywords, Py_LT);
}

/** CPython 3.11: builtin_max */
export function builtin_max(vm: VM, _module: PyObject, args: PyObject[], keywords: Keywords): Result {
  return minMax(vm, args, keywords, Py_GT);
}

/** CPython 3.11: min_max */
function minMax(vm: VM, args: PyObject[], keywords: Keywords, op: number): Result {
  const name = op === Py_LT ? "min" : "max";
  if (args.length === 0 && !checkPositional(vm, name, 0, 1, Infinity)) return null;
  let key: PyObject | null = null;
  let fallback: PyObject | null = null;
  for (const [keyword, value] of keywords) {
    if (keyword.v === "key") key = value === vm.none ? null : value;
    else if (keyword.v === "default") fallback = value;
    else return unexpectedKeywordError(vm, name, keyword.v);
  }
  if (args.length > 1 && fallback !== null)
    return vm.raise(vm.T.TypeError, `Cannot specify a default for ${name}() with multiple positional arguments`);
  if (args.length > 1) return startFrame(vm, new MinMaxFrame(null, args, key, fallback, op));
  return thenBorrowed(vm, getIter(vm, args[0]!), startMinMax, key, fallback, null, op);
}

function startMinMax(
  vm: VM,
  iterator: PyObject,
  key: PyObject | null,
  fallback: PyObject | null,
  _c: PyObject | null,
  op: number,
): Result {
  return startFrame(vm, new MinMaxFrame(iterator, [], key, fallback, op));
}

class MinMaxFrame extends NativeFrame {
  iterator: PyObject | null;
  /** Borrowed: several arguments to choose from, and the keyword ones. */
  given: { readonly items: readonly PyObject[]; readonly key: PyObject | null; readonly fallback: PyObject | null };
  next = 0;
  op: number;
  /** The best so far, and its key. */
  best: PyObject | null = null;
  bestValue: PyObject | null = null;
  item: PyObject | null = null;
  value: PyObject | null = null;
  stage: "next" | "fetched" | "keyed" | "compared" = "next";

  /** Takes over `iterator`; without one it goes through `items`. */
  constructor(
    iterator: PyObject | null,
    items: readonly PyObject[],
    key: PyObject | null,
    fallback: PyObject | null,
    op: number,
  ) {
    super();
    this.iterator = iterator;
    this.given = { items, key, fallback };
    this.op = op;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      switch (this.stage) {
        case "next":
          if (isLong(vm)) return vm.pause({ kind: "yield" });
          this.stage = "fetched";
          got = this.iterator === null ? this.nextItem() : iterNext(vm, this.iterator);
          break;
        case "fetched":
          if (got === STOP) return this.end(vm);
          this.item = got;
          this.stage = "keyed";
          got = this.given.key === null ? newRef(got) : callOneArg(vm, this.given.key, got);
          break;
        case "keyed":
          this.value = got;
          this.stage = "compared";
          got = this.best === null ? vm.newBool(true) : compareBool(vm, got, this.bestValue!, this.op);
          break;
        default:
          vm.counts.decref(got);
          this.settle(vm, got === vm.true_);
          this.stage = "next";
      }
    }
  }

  private nextItem(): PyObject {
    const item = this.given.items[this.next++];
    return item === undefined ? STOP : newRef(item);
  }

  private settle(vm: VM, better: boolean): void {
    const { item, value, best, bestValue } = this;
    this.item = null;
    this.value = null;
    if (better) {
      this.best = item;
      this.bestValue = value;
      if (best !== null) vm.counts.decrefAll([best, bestValue!]);
    } else vm.counts.decrefAll([item!, value!]);
  }

  private end(vm: VM): Result {
    dropStopValue(vm);
    if (this.best !== null) {
      const { best } = this;
      this.best = null;
      return best;
    }
    if (this.given.fallback !== null) return newRef(this.given.fallback);
    return vm.raise(vm.T.ValueError, `${this.op === Py_LT ? "min" : "max"}() arg is an empty sequence`);
  }
}
