import { newRef, touchPayload } from "@vivarium/heap";
import { checkPositional, noKeywords } from "../../builtins/check-arguments.ts";
import { charge, REFERENCE } from "../../costs/native-work.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PyObject, type PyType, type Result } from "../../object.ts";
import { takeIndex, takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { containerRepr, nextOfArray, type ReprShape } from "../container-repr.ts";
import { adjustSlice, sliceRegister, sliceUnpack } from "../slice.ts";
import { basicSize } from "../type/basic-size.ts";
import { compareItems, compareLengths, findItem, giveIndex } from "./compare.ts";
import { indexMethod, LIST } from "./index-method.ts";
import {
  listAllocated,
  listAppend,
  listClear,
  listExtend,
  listInsert,
  listOf,
  listReplace,
  listResized,
  type PyList,
  SORTING,
  sequenceList,
} from "./list.ts";

/** CPython 3.11: list___init___impl; tp_new is PyType_GenericNew */
export function list_new(vm: VM, type: PyType): Result {
  return alloc<PyObject[]>(vm, type, []);
}

export function list_init(vm: VM, self: PyObject, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (!noKeywords(vm, "list", kwnames) || !checkPositional(vm, "list", args.length, 0, 1)) return null;
  if (self.v.length > 0) listClear(vm, self);
  return args.length === 0 ? OK : listExtend(vm, self, args[0]!);
}

const listShape: ReprShape = { open: "[", close: "]", single: "", pair: null, next: nextOfArray };

/** CPython 3.11: list_repr */
export function list_repr(vm: VM, self: PyObject): Result {
  return self.v.length === 0 ? vm.newStr("[]") : containerRepr(vm, self, listShape, "[...]");
}

/** CPython 3.11: list_richcompare */
export function list_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (!isList(vm, a) || !isList(vm, b)) return vm.newNotImplemented();
  const m = a.v.length;
  const n = b.v.length;
  if (m !== n && (op === 2 || op === 3)) return compareLengths(vm, m, n, op);
  return compareItems(vm, a, b, op);
}

/** Is `o` a list or of a subtype. CPython 3.11: PyList_Check */
export function isList(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.list || o.type.mro.includes(vm.T.list);
}

export function list_length(vm: VM, self: PyObject): Result {
  return vm.newInt(self.v.length);
}

/** CPython 3.11: list_concat */
export function list_concat(vm: VM, a: PyObject, b: PyObject): Result {
  if (!isList(vm, b)) return vm.raise(vm.T.TypeError, `can only concatenate list (not "${b.type.name}") to list`);
  const items = (a.v as PyObject[]).concat(b.v as PyObject[]);
  charge(vm, REFERENCE, items.length);
  for (const item of items) newRef(item);
  return vm.newList(items);
}

/** `items`, `times` over, with a new reference for each place; null with MemoryError when that is more than can be. */
export function repeatItems(vm: VM, items: readonly PyObject[], times: number): PyObject[] | null {
  const n = items.length;
  if (times <= 0 || n === 0) return [];
  if (n * times > 2 ** 60) return noMemory(vm);
  // NOT CPYTHON: an array of more than 2**27 items is refused here, however much memory there is.
  if (n * times > 134217728) return noMemory(vm);
  charge(vm, REFERENCE, n * times);
  const result: PyObject[] = [];
  for (let t = 0; t < times; t++) for (let i = 0; i < n; i++) result.push(newRef(items[i]!));
  return result;
}

function noMemory(vm: VM): null {
  return vm.raise(vm.T.MemoryError, "");
}

/** CPython 3.11: list_repeat */
export function list_repeat(vm: VM, self: PyObject, times: number): Result {
  const items = repeatItems(vm, self.v, times);
  return items === null ? null : vm.newList(items);
}

/** CPython 3.11: list_inplace_repeat */
export function list_inplace_repeat(vm: VM, self: PyObject, times: number): Result {
  const items = self.v as PyObject[];
  if (items.length > 0 && times !== 1) {
    if (times <= 0) listClear(vm, self);
    else {
      const more = repeatItems(vm, items, times - 1);
      if (more === null) return null;
      const before = items.length;
      touchPayload(self);
      for (const item of more) items.push(item);
      listResized(self, before, items.length);
    }
  }
  return newRef(self);
}

/** CPython 3.11: list_inplace_concat */
export function list_inplace_concat(vm: VM, self: PyObject, other: PyObject): Result {
  return thenBorrowed(vm, listExtend(vm, self, other), giveSelf, self);
}

function giveSelf(_vm: VM, _ok: PyObject, self: PyObject | null): Result {
  return newRef(self!);
}

/** CPython 3.11: list_contains */
export function list_contains(vm: VM, self: PyObject, value: PyObject): Result {
  return findItem(vm, self, value, 0, Infinity, giveTrue, giveFalse);
}

function giveTrue(vm: VM): Result {
  return vm.newBool(true);
}

function giveFalse(vm: VM): Result {
  return vm.newBool(false);
}

/** `index` counts from the front. CPython 3.11: list_item */
export function list_item(vm: VM, self: PyObject, index: number): Result {
  const item = index < 0 ? undefined : (self.v as PyObject[])[index];
  if (item === undefined) return vm.raise(vm.T.IndexError, "list index out of range");
  return newRef(item);
}

/** `index` counts from the front; no value: delete. CPython 3.11: list_ass_item */
export function list_ass_item(vm: VM, self: PyObject, index: number, value: PyObject | null): Result {
  const items = self.v as PyObject[];
  if (index < 0 || index >= items.length) return vm.raise(vm.T.IndexError, "list assignment index out of range");
  if (value === null) {
    listReplace(vm, self, index, index + 1, []);
    return OK;
  }
  touchPayload(self);
  const old = items[index]!;
  items[index] = newRef(value);
  vm.counts.decref(old);
  return OK;
}

/** CPython 3.11: list_subscript */
export function list_subscript(vm: VM, self: PyObject, key: PyObject): Result {
  if (key.type === vm.T.int && typeof key.v === "number") {
    const i = key.v;
    return list_item(vm, self, i < 0 ? i + self.v.length : i);
  }
  if (key.type.nb_index !== null) return thenBorrowed(vm, numberIndex(vm, key), subscriptAt, self);
  if (key.type === vm.T.slice) return thenBorrowed(vm, sliceUnpack(vm, key), subscriptSlice, self);
  return vm.raise(vm.T.TypeError, `list indices must be integers or slices, not ${key.type.name}`);
}

function subscriptAt(vm: VM, index: PyObject, self: PyObject | null): Result {
  const i = takeIndex(vm, index);
  if (i === null) return null;
  return list_item(vm, self!, i < 0 ? i + self!.v.length : i);
}

function subscriptSlice(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const items = takeSlice(self!.v);
  charge(vm, REFERENCE, items.length);
  return vm.newList(items);
}

/** New references to the items that the unpacked slice means. */
export function takeSlice(items: readonly PyObject[]): PyObject[] {
  const count = adjustSlice(items.length);
  const { start, step } = sliceRegister;
  const result: PyObject[] = [];
  for (let k = 0, i = start; k < count; k++, i += step) result.push(newRef(items[i]!));
  return result;
}

/** CPython 3.11: list_ass_subscript; no value: delete */
export function list_ass_subscript(vm: VM, self: PyObject, key: PyObject, value: PyObject | null): Result {
  if (key.type === vm.T.int && typeof key.v === "number") {
    const i = key.v;
    return list_ass_item(vm, self, i < 0 ? i + self.v.length : i, value);
  }
  if (key.type.nb_index !== null) return thenBorrowed(vm, numberIndex(vm, key), assignAt, self, value);
  if (key.type === vm.T.slice) return thenBorrowed(vm, sliceUnpack(vm, key), assignSlice, self, value);
  return vm.raise(vm.T.TypeError, `list indices must be integers or slices, not ${key.type.name}`);
}

function assignAt(vm: VM, index: PyObject, self: PyObject | null, value: PyObject | null): Result {
  const i = takeIndex(vm, index);
  if (i === null) return null;
  return list_ass_item(vm, self!, i < 0 ? i + self!.v.length : i, value);
}

function assignSlice(vm: VM, _ok: PyObject, self: PyObject | null, value: PyObject | null): Result {
  const list = self as PyList;
  const count = adjustSlice(list.v.length);
  const { start, step } = sliceRegister;
  let { stop } = sliceRegister;
  if ((step < 0 && start < stop) || (step > 0 && start > stop)) stop = start;
  if (value === null) return deleteSlice(vm, list, start, stop, step, count);
  if (value.type === vm.T.list || value.type === vm.T.tuple || (value === list && step === 1))
    return assignItems(vm, list, start, stop, step, count, (value.v as PyObject[]).slice());
  const wanted = step === 1 ? "can only assign an iterable" : "must assign iterable to extended slice";
  if (value.type.tp_iter === null && value.type.sq_item === null) return vm.raise(vm.T.TypeError, wanted);
  const place = vm.newTuple([start, stop, step].map((n) => vm.newInt(n)));
  const r = then(vm, sequenceList(vm, value), assignCollected, list, place);
  vm.counts.decref(place);
  return r;
}

/** The list may have changed while the value was collected: CPython goes on with the bounds it had, clipped for a plain slice. */
function assignCollected(vm: VM, value: PyObject, self: PyObject | null, place: PyObject | null): Result {
  const list = self as PyList;
  const [start, stop, step] = (place!.v as PyObject[]).map((o) => o.v as number) as [number, number, number];
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return dropAfter(vm, assignItems(vm, list, start, stop, step, count, (value.v as PyObject[]).slice()), value);
}

function assignItems(vm: VM, list: PyList, start: number, stop: number, step: number, count: number, items: PyObject[]): Result {
  if (step === 1) {
    const low = Math.min(Math.max(start, 0), list.v.length);
    const high = Math.min(Math.max(stop, low), list.v.length);
    listReplace(vm, list, low, high, items.map(newRef));
    return OK;
  }
  if (items.length !== count)
    return vm.raise(vm.T.ValueError, `attempt to assign sequence of size ${items.length} to extended slice of size ${count}`);
  touchPayload(list);
  const old: PyObject[] = [];
  for (let k = 0, i = start; k < count; k++, i += step) {
    old.push(list.v[i]!);
    list.v[i] = newRef(items[k]!);
  }
  vm.counts.decrefAll(old);
  return OK;
}

function deleteSlice(vm: VM, list: PyList, start: number, stop: number, step: number, count: number): Result {
  if (step === 1) {
    listReplace(vm, list, start, stop, []);
    return OK;
  }
  if (count <= 0) return OK;
  const first = step < 0 ? start + step * (count - 1) : start;
  const by = Math.abs(step);
  touchPayload(list);
  const before = list.v.length;
  const removed: PyObject[] = [];
  const kept: PyObject[] = [];
  for (let i = first; i < before; i++) {
    if ((i - first) % by === 0 && removed.length < count) removed.push(list.v[i]!);
    else kept.push(list.v[i]!);
  }
  list.v.length = first;
  for (const item of kept) list.v.push(item);
  listResized(list, before, list.v.length);
  vm.counts.decrefAll(removed);
  return OK;
}

// --- Methods ------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: list_append */
export function list_append(vm: VM, self: PyObject, item: PyObject): Result {
  listAppend(self, item);
  return vm.newNone();
}

/** CPython 3.11: list_insert_impl */
export function list_insert(vm: VM, self: PyObject, index: PyObject, item: PyObject): Result {
  return thenBorrowed(vm, numberIndex(vm, index), insertAt, self, item);
}

function insertAt(vm: VM, index: PyObject, self: PyObject | null, item: PyObject | null): Result {
  const i = takeSsize(vm, index);
  if (i === null) return null;
  listInsert(self as PyList, i, item!);
  return vm.newNone();
}

/** CPython 3.11: list_extend */
export function list_extend(vm: VM, self: PyObject, iterable: PyObject): Result {
  return then(vm, listExtend(vm, self, iterable), giveNone);
}

function giveNone(vm: VM): Result {
  return vm.newNone();
}

/** CPython 3.11: list_pop_impl */
export function list_pop(vm: VM, self: PyObject, index: PyObject | null): Result {
  if (index === null) return popIndex(vm, self, -1);
  return thenBorrowed(vm, numberIndex(vm, index), popAt, self);
}

function popAt(vm: VM, index: PyObject, self: PyObject | null): Result {
  const i = takeSsize(vm, index);
  return i === null ? null : popIndex(vm, self!, i);
}

function popIndex(vm: VM, self: PyList, index: number): Result {
  const n = self.v.length;
  if (n === 0) return vm.raise(vm.T.IndexError, "pop from empty list");
  const i = index < 0 ? index + n : index;
  if (i < 0 || i >= n) return vm.raise(vm.T.IndexError, "pop index out of range");
  touchPayload(self);
  const item = i === n - 1 ? self.v.pop()! : self.v.splice(i, 1)[0]!;
  // list_ass_slice, which pop uses inside the list, gives the memory of an emptied list back at once; so does list_resize.
  listResized(self, n, n - 1);
  return item;
}

/** CPython 3.11: list_remove */
export function list_remove(vm: VM, self: PyObject, value: PyObject): Result {
  return findItem(vm, self, value, 0, Infinity, removeFound, notToRemove);
}

function removeFound(vm: VM, index: number, self: PyObject): Result {
  if (index < self.v.length) listReplace(vm, self, index, index + 1, []);
  return vm.newNone();
}

function notToRemove(vm: VM): Result {
  return vm.raise(vm.T.ValueError, "list.remove(x): x not in list");
}

/** CPython 3.11: list_index_impl */
export function list_index(vm: VM, self: PyObject, value: PyObject, start: PyObject | null, stop: PyObject | null): Result {
  return indexMethod(vm, self, value, start, stop, LIST);
}

/** CPython 3.11: list_count */
export function list_count(vm: VM, self: PyObject, value: PyObject): Result {
  return findItem(vm, self, value, 0, Infinity, null, giveIndex);
}

/** CPython 3.11: list_reverse_impl */
export function list_reverse(vm: VM, self: PyObject): Result {
  touchPayload(self);
  charge(vm, REFERENCE, self.v.length);
  (self.v as PyObject[]).reverse();
  return vm.newNone();
}

/** CPython 3.11: list_copy_impl */
export function list_copy(vm: VM, self: PyObject): Result {
  return listOf(vm, self.v);
}

/** CPython 3.11: list_clear_impl */
export function list_clear(vm: VM, self: PyObject): Result {
  listClear(vm, self);
  return vm.newNone();
}

/** CPython 3.11: list___sizeof___impl */
export function list_sizeof(vm: VM, self: PyObject): Result {
  const allocated = listAllocated(self);
  return vm.newInt(basicSize(self.type) + 8 * (allocated === SORTING ? 0 : Math.max(allocated, self.v.length)));
}
