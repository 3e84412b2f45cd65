import { newRef } from "@vivarium/heap";
import { isLong } from "../costs/native-work.ts";
import { NativeFrame } from "../eval/frame.ts";
import { dropStopValue } from "../eval/iterate.ts";
import { startFrame, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { getIter, iterNext } from "../protocol/iterator.ts";
import { binaryOp, NB_ADD } from "../protocol/number.ts";

/** CPython 3.11: Python/bltinmodule.c builtin_sum_impl */
export function builtin_sum(vm: VM, _module: PyObject, iterable: PyObject, start: PyObject | null): Result {
  return thenBorrowed(vm, getIter(vm, iterable), startSum, start);
}

function startSum(vm: VM, iterator: PyObject, start: PyObject | null): Result {
  const T = vm.T;
  const refused =
    start === null
      ? null
      : isSubtype(start.type, T.str)
        ? "sum() can't sum strings [use ''.join(seq) instead]"
        : isSubtype(start.type, T.bytes)
          ? "sum() can't sum bytes [use b''.join(seq) instead]"
          : T.bytearray !== null && start.type === T.bytearray
            ? "sum() can't sum bytearray [use b''.join(seq) instead]"
            : null;
  if (refused !== null) {
    vm.counts.decref(iterator);
    return vm.raise(T.TypeError, refused);
  }
  return startFrame(vm, new SumFrame(iterator, start === null ? vm.newInt(0) : newRef(start)));
}

class SumFrame extends NativeFrame {
  iterator: PyObject;
  /** The sum so far; null while it is a plain number in `number`. */
  total: PyObject | null;
  item: PyObject | null = null;
  /** A sum of small ints, or of floats, that no object has been made for. */
  number = 0;
  kind: "object" | "int" | "float" = "object";
  stage: "next" | "fetched" | "added" = "next";

  /** Takes over both. */
  constructor(iterator: PyObject, start: PyObject) {
    super();
    this.iterator = iterator;
    this.total = start;
  }

  step(vm: VM, sent: Result): Result {
    let got: Result = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      switch (this.stage) {
        case "next":
          if (isLong(vm)) return vm.pause({ kind: "yield" });
          this.stage = "fetched";
          got = iterNext(vm, this.iterator);
          break;
        case "fetched":
          if (got === STOP) return this.end(vm);
          if (this.addPlain(vm, got)) {
            vm.counts.decref(got);
            this.stage = "next";
            break;
          }
          this.item = got;
          this.stage = "added";
          got = binaryOp(vm, this.asObject(vm), got, NB_ADD);
          break;
        default: {
          const refs = [this.total!, this.item!];
          this.total = got;
          this.item = null;
          this.stage = "next";
          vm.counts.decrefAll(refs);
        }
      }
    }
  }

  /** Adds exact ints and floats as numbers where that gives the same. */
  private addPlain(vm: VM, item: PyObject): boolean {
    const T = vm.T;
    if (this.kind === "object") this.unbox(vm);
    if (this.kind === "object" || typeof item.v !== "number") return false;
    if (item.type === T.int || (item.type === T.bool && this.kind === "int")) {
      const sum = this.number + item.v;
      if (this.kind === "int" && !Number.isSafeInteger(sum)) return false;
      this.number = sum;
      return true;
    }
    if (item.type !== T.float) return false;
    this.number += item.v;
    this.kind = "float";
    return true;
  }

  private unbox(vm: VM): void {
    const total = this.total!;
    if (typeof total.v !== "number" || (total.type !== vm.T.int && total.type !== vm.T.float)) return;
    this.kind = total.type === vm.T.int ? "int" : "float";
    this.number = total.v;
    this.total = null;
    vm.counts.decref(total);
  }

  private asObject(vm: VM): PyObject {
    if (this.kind !== "object") {
      this.total = this.kind === "int" ? vm.newInt(this.number) : vm.newFloat(this.number);
      this.kind = "object";
    }
    return this.total!;
  }

  private end(vm: VM): Result {
    dropStopValue(vm);
    const total = this.asObject(vm);
    this.total = null;
    return total;
  }
}
