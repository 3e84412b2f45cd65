import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { forEach } from "../../eval/iterate.ts";
import { andThen, startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../object.ts";
import { ArrayData, type ArrayObject, arrayResize } from "./array-data.ts";
import { convertItem, loadItem, storeItem } from "./items.ts";

/** Converts the items of a list, tuple or array into places that are there already. `sizeBefore` is the size to go back to on failure; -1: none. */
class FillFrame extends NativeFrame {
  array: ArrayObject;
  source: PyObject;
  from: number;
  count: number;
  sizeBefore: number;
  index = -1;

  constructor(array: ArrayObject, source: PyObject, from: number, sizeBefore: number) {
    super();
    this.array = newRef(array);
    this.source = newRef(source);
    this.from = from;
    this.count = source.v.length as number;
    this.sizeBefore = sizeBefore;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING) return got;
      if (got === null) return this.failed(vm);
      if (this.index >= 0) {
        if (this.sizeBefore >= 0 && this.source.v.length !== this.count) {
          vm.counts.decref(got);
          vm.raise(vm.T.RuntimeError, "list changed size during iteration");
          return this.failed(vm);
        }
        storeItem(vm, this.array, this.from + this.index, got);
      }
      if (++this.index === this.count) return OK;
      got = this.convertNext(vm);
    }
  }

  private convertNext(vm: VM): Result {
    const { source } = this;
    const { code } = this.array.v;
    if (!(source.v instanceof ArrayData)) {
      const item = (source.v as PyObject[])[this.index];
      if (item === undefined) return vm.raise(vm.T.IndexError, "list index out of range");
      return convertItem(vm, code, item);
    }
    const item = loadItem(vm, source.v, this.index);
    if (item === null) return null;
    const r = convertItem(vm, code, item);
    vm.counts.decref(item);
    return r;
  }

  private failed(vm: VM): null {
    if (this.sizeBefore >= 0) {
      const { exception } = vm.thread;
      arrayResize(vm, this.array, this.sizeBefore);
      vm.thread.exception = exception;
    }
    return null;
  }
}

/** Fills the places from `from` on, which are there. Gives OK. CPython 3.11: Modules/arraymodule.c array_new's loop, array_array_fromlist */
export function fillFrom(vm: VM, array: ArrayObject, source: PyObject, from: number, sizeBefore: number): Result {
  return startFrame(vm, new FillFrame(array, source, from, sizeBefore));
}

/** Adds one item at `at`, the end if -1. Gives OK. CPython 3.11: Modules/arraymodule.c ins1 */
export function insertItem(vm: VM, array: ArrayObject, at: number, item: PyObject): Result {
  return andThen(vm, convertItem(vm, array.v.code, item), insertConverted, array, null, null, at);
}

function insertConverted(
  vm: VM,
  value: PyObject,
  array: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  at: number,
): Result {
  const self = array as ArrayObject;
  const { length } = self.v;
  if (!arrayResize(vm, self, length + 1)) {
    vm.counts.decref(value);
    return null;
  }
  const place = at < 0 ? length : Math.min(at, length);
  const size = self.v.itemsize;
  touchPayload(self);
  self.v.bytes.copyWithin((place + 1) * size, place * size, length * size);
  storeItem(vm, self, place, value);
  return OK;
}

/** Appends every item of an iterable. Gives OK. CPython 3.11: Modules/arraymodule.c array_iter_extend */
export function extendFrom(vm: VM, array: ArrayObject, iterable: PyObject): Result {
  return forEach(vm, iterable, appendEach, array);
}

function appendEach(vm: VM, item: PyObject, array: PyObject | null): Result {
  return insertItem(vm, array as ArrayObject, -1, item);
}
