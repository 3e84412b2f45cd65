import { newRef } from "@vivarium/heap";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { sliceIndexNotNone, takeClamped } from "../../protocol/index-argument.ts";
import { repr } from "../../protocol/repr.ts";
import { type FoundItem, findItem, giveIndex } from "./compare.ts";

/** Which type's `index` it is: they differ in their error. */
export const LIST = 0;
export const TUPLE = 1;

const missing: readonly FoundItem[] = [notInList, notInTuple];

function notInList(vm: VM, _index: number, _self: PyObject, value: PyObject): Result {
  return then(vm, repr(vm, value), raiseNotInList);
}

function raiseNotInList(vm: VM, text: PyObject): Result {
  const message = `${text.v as string} is not in list`;
  vm.counts.decref(text);
  return vm.raise(vm.T.ValueError, message);
}

function notInTuple(vm: VM): Result {
  return vm.raise(vm.T.ValueError, "tuple.index(x): x not in tuple");
}

/** `self.index(value, start, stop)`; bounds may be missing. CPython 3.11: list_index_impl, tuple_index_impl */
export function indexMethod(
  vm: VM,
  self: PyObject,
  value: PyObject,
  start: PyObject | null,
  stop: PyObject | null,
  kind: number,
): Result {
  if (start === null) return findItem(vm, self, value, 0, Infinity, giveIndex, missing[kind]!);
  return thenBorrowed(vm, sliceIndexNotNone(vm, start), stop === null ? searchFrom : askStop, self, value, stop, kind);
}

/** A negative bound counts from the end. */
function fit(bound: number, length: number): number {
  return bound < 0 ? Math.max(bound + length, 0) : bound;
}

function searchFrom(
  vm: VM,
  start: PyObject,
  self: PyObject | null,
  value: PyObject | null,
  _c: PyObject | null,
  kind: number,
): Result {
  const from = fit(takeClamped(vm, start), self!.v.length);
  return findItem(vm, self!, value!, from, Infinity, giveIndex, missing[kind]!);
}

function askStop(
  vm: VM,
  start: PyObject,
  self: PyObject | null,
  value: PyObject | null,
  stop: PyObject | null,
  kind: number,
): Result {
  const bounds = vm.newTuple([start, newRef(self!)]);
  const r = then(vm, sliceIndexNotNone(vm, stop!), searchBetween, bounds, value, null, kind);
  vm.counts.decref(bounds);
  return r;
}

function searchBetween(
  vm: VM,
  stop: PyObject,
  bounds: PyObject | null,
  value: PyObject | null,
  _c: PyObject | null,
  kind: number,
): Result {
  const [start, self] = bounds!.v as [PyObject, PyObject];
  const n = self.v.length as number;
  const from = fit(takeClamped(vm, newRef(start)), n);
  return findItem(vm, self, value!, from, fit(takeClamped(vm, stop), n), giveIndex, missing[kind]!);
}
