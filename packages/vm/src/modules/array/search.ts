import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { andThen, startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../object.ts";
import { compareBool, Py_EQ } from "../../protocol/compare.ts";
import { sliceIndexNotNone, takeClamped } from "../../protocol/index-argument.ts";
import { type ArrayObject, arraySplice } from "./array-data.ts";
import { loadItem } from "./items.ts";

type Purpose = "contains" | "count" | "index" | "remove";

/** Compares the items with a value, one after the other. CPython 3.11: array_contains, array_array_count, _index, _remove */
class SearchFrame extends NativeFrame {
  array: ArrayObject;
  value: PyObject;
  purpose: Purpose;
  index: number;
  stop: number;
  count = 0;

  constructor(array: ArrayObject, value: PyObject, purpose: Purpose, start: number, stop: number) {
    super();
    this.array = newRef(array);
    this.value = newRef(value);
    this.purpose = purpose;
    this.index = start - 1;
    this.stop = stop;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (got !== OK) {
        vm.counts.decref(got);
        if (got === vm.true_) {
          if (this.purpose !== "count") return this.found(vm);
          this.count++;
        }
      }
      if (++this.index >= Math.min(this.stop, this.array.v.length)) return this.missing(vm);
      const item = loadItem(vm, this.array.v, this.index);
      if (item === null) return null;
      got = compareBool(vm, item, this.value, Py_EQ);
      vm.counts.decref(item);
    }
  }

  private found(vm: VM): Result {
    if (this.purpose === "contains") return vm.newBool(true);
    if (this.purpose === "index") return vm.newInt(this.index);
    return arraySplice(vm, this.array, this.index, this.index + 1, new Uint8Array(0)) ? vm.newNone() : null;
  }

  private missing(vm: VM): Result {
    if (this.purpose === "contains") return vm.newBool(false);
    if (this.purpose === "count") return vm.newInt(this.count);
    return vm.raise(vm.T.ValueError, `array.${this.purpose}(x): x not in array`);
  }
}

function search(vm: VM, self: PyObject, value: PyObject, purpose: Purpose, start = 0, stop: number = Infinity): Result {
  return startFrame(vm, new SearchFrame(self as ArrayObject, value, purpose, start, stop));
}

export function array_contains(vm: VM, self: PyObject, value: PyObject): Result {
  return search(vm, self, value, "contains");
}

export function array_count(vm: VM, self: PyObject, value: PyObject): Result {
  return search(vm, self, value, "count");
}

export function array_remove(vm: VM, self: PyObject, value: PyObject): Result {
  return search(vm, self, value, "remove");
}

/** CPython 3.11: array_array_index_impl */
export function array_index(vm: VM, self: PyObject, value: PyObject, start: PyObject | null, stop: PyObject | null): Result {
  const first = start === null ? vm.newInt(0) : sliceIndexNotNone(vm, start);
  return andThen(vm, first, indexFrom, self, value, stop);
}

function indexFrom(vm: VM, start: PyObject, self: PyObject | null, value: PyObject | null, stop: PyObject | null): Result {
  const from = takeClamped(vm, start);
  const last = stop === null ? vm.newInt(Number.MAX_SAFE_INTEGER) : sliceIndexNotNone(vm, stop);
  return andThen(vm, last, indexBetween, self, value, null, from);
}

function indexBetween(
  vm: VM,
  stop: PyObject,
  self: PyObject | null,
  value: PyObject | null,
  _c: PyObject | null,
  start: number,
): Result {
  const to = takeClamped(vm, stop);
  const { length } = (self as ArrayObject).v;
  return search(vm, self!, value!, "index", start < 0 ? Math.max(0, start + length) : start, to < 0 ? to + length : to);
}
