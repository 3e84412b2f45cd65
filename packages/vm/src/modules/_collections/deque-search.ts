import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { PENDING, type PyObject, type Result } from "../../object.ts";
import { equalObjects } from "../../protocol/compare.ts";
import { sliceIndexNotNone, takeClamped } from "../../protocol/index-argument.ts";
import { repr } from "../../protocol/repr.ts";
import type { Deque } from "./deque-data.ts";

/*
 * The methods that compare items: each comparison may change the deque, which ends the search with an error.
 */

type Purpose = "contains" | "count" | "index" | "remove";

class SearchFrame extends NativeFrame {
  deque: Deque;
  value: PyObject;
  item: PyObject | null = null;
  purpose: Purpose;
  index: number;
  stop: number;
  count = 0;
  state: number;

  constructor(deque: Deque, value: PyObject, purpose: Purpose, start: number, stop: number) {
    super();
    this.deque = newRef(deque);
    this.value = newRef(value);
    this.purpose = purpose;
    this.index = start;
    this.stop = stop;
    this.state = deque.v.state;
  }

  step(vm: VM, sent: Result): Result {
    const v = this.deque.v;
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (this.item !== null) {
        const item = this.item;
        this.item = null;
        vm.counts.decrefAll([item, got]);
        if (v.state !== this.state) return this.mutated(vm);
        if (got === vm.true_) {
          if (this.purpose !== "count") return this.found(vm);
          this.count++;
        }
        this.index++;
      }
      if (this.index >= this.stop) return this.finish(vm);
      this.item = newRef(v.at(this.index));
      got = equalObjects(vm, this.item, this.value);
    }
  }

  private mutated(vm: VM): null {
    if (this.purpose === "remove") return vm.raise(vm.T.IndexError, "deque mutated during remove().");
    return vm.raise(vm.T.RuntimeError, "deque mutated during iteration");
  }

  private found(vm: VM): Result {
    if (this.purpose === "contains") return vm.newBool(true);
    if (this.purpose === "index") return vm.newInt(this.index);
    touchPayload(this.deque);
    const v = this.deque.v;
    const [removed] = v.items.splice(v.head + this.index, 1);
    v.state++;
    vm.counts.decref(removed!);
    return vm.newNone();
  }

  private finish(vm: VM): Result {
    if (this.purpose === "contains") return vm.newBool(false);
    if (this.purpose === "count") return vm.newInt(this.count);
    return then(vm, repr(vm, this.value), notThere);
  }
}

function notThere(vm: VM, text: PyObject): Result {
  const message = `${text.v} is not in deque`;
  vm.counts.decref(text);
  return vm.raise(vm.T.ValueError, message);
}

/** CPython 3.11: Modules/_collectionsmodule.c deque_contains */
export function deque_contains(vm: VM, self: Deque, value: PyObject): Result {
  return startFrame(vm, new SearchFrame(self, value, "contains", 0, self.v.length));
}

/** CPython 3.11: deque_count */
export function deque_count(vm: VM, self: Deque, value: PyObject): Result {
  return startFrame(vm, new SearchFrame(self, value, "count", 0, self.v.length));
}

/** CPython 3.11: deque_remove */
export function deque_remove(vm: VM, self: Deque, value: PyObject): Result {
  return startFrame(vm, new SearchFrame(self, value, "remove", 0, self.v.length));
}

/** CPython 3.11: deque_index */
export function deque_index(vm: VM, self: Deque, args: PyObject[]): Result {
  const n = args.length;
  if (n < 1) return vm.raise(vm.T.TypeError, "index() takes at least 1 argument (0 given)");
  if (n > 3) return vm.raise(vm.T.TypeError, `index() takes at most 3 arguments (${n} given)`);
  const [value, start, stop] = args;
  if (start === undefined) return indexBetween(vm, self, value!, 0, Number.MAX_SAFE_INTEGER);
  return then(vm, sliceIndexNotNone(vm, start), withStart, self, value, stop ?? null);
}

function withStart(vm: VM, start: PyObject, self: PyObject | null, value: PyObject | null, stop: PyObject | null): Result {
  const from = takeClamped(vm, start);
  if (stop === null) return indexBetween(vm, self!, value!, from, Number.MAX_SAFE_INTEGER);
  return thenBorrowed(vm, sliceIndexNotNone(vm, stop), withStop, self, value, null, from);
}

function withStop(
  vm: VM,
  stop: PyObject,
  self: PyObject | null,
  value: PyObject | null,
  _c: PyObject | null,
  start: number,
): Result {
  return indexBetween(vm, self!, value!, start, takeClamped(vm, stop));
}

function indexBetween(vm: VM, self: Deque, value: PyObject, start: number, stop: number): Result {
  const { length } = self.v;
  const from = start < 0 ? Math.max(0, start + length) : start;
  const to = Math.min(stop < 0 ? Math.max(0, stop + length) : stop, length);
  return startFrame(vm, new SearchFrame(self, value, "index", Math.min(from, to), to));
}
