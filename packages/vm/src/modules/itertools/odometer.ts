import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { type PayloadLayout, type PyObject, type Result, recordLayout, STOP } from "../../object.ts";
import { takeSsize } from "../../protocol/index-argument.ts";

/*
 * What product, combinations, combinations_with_replacement and permutations have in common: places that stand on items of pools, and the tuple of what they stand
 * on. As in CPython, the iterator keeps the last tuple and gives it again, changed, when nobody else holds it.
 */

/** The payload of all four. */
export class Odometer {
  /** Tuples; the places draw from one each (product) or all from the only one. */
  pools: PyObject<PyObject[]>[];
  indices: number[];
  /** permutations: how far each place is from its next turn. */
  cycles: number[];
  r: number;
  result: PyObject<PyObject[]> | null = null;
  stopped: boolean;

  constructor(pools: PyObject[], indices: number[], cycles: number[], r: number, stopped: boolean) {
    this.pools = pools;
    this.indices = indices;
    this.cycles = cycles;
    this.r = r;
    this.stopped = stopped;
  }
}

export type Self = PyObject<Odometer>;

export const odometerLayout: PayloadLayout<Odometer> = recordLayout<Odometer>({ references: (v) => [...v.pools, v.result] });

/** No more. */
export function stop(self: Self): Result {
  touchPayload(self);
  self.v.stopped = true;
  return STOP;
}

/** Sets the tuple to `items`, borrowed, and gives it: the old one, when only the iterator holds it. */
export function giveItems(vm: VM, self: Self, items: readonly PyObject[]): Result {
  const v = self.v;
  const owned = items.map((o) => newRef(o));
  if (v.result !== null && v.result.rc === 1 && owned.length > 0) {
    const result = v.result;
    touchPayload(result);
    const old = result.v.splice(0, owned.length, ...owned);
    newRef(result);
    vm.counts.decrefAll(old);
    return result;
  }
  touchPayload(self);
  const old = v.result;
  v.result = vm.newTuple(owned);
  vm.counts.xdecref(old);
  return newRef(v.result);
}

/** The states of an iterator as a tuple of ints. */
export function indicesTuple(vm: VM, indices: readonly number[]): PyObject {
  return vm.newTuple(indices.map((i) => vm.newInt(i)));
}

/** The numbers of a state tuple of `count` ints; null with an exception. Only exact ints are taken. */
export function takeIndices(vm: VM, state: PyObject | undefined, count: number): number[] | null {
  if (state === undefined || !state.type.mro.includes(vm.T.tuple) || (state.v as PyObject[]).length < count)
    return vm.raise(vm.T.ValueError, "invalid arguments");
  const numbers: number[] = [];
  for (const item of (state.v as PyObject[]).slice(0, count)) {
    if (!item.type.mro.includes(vm.T.int)) return vm.raise(vm.T.TypeError, "an integer is required");
    const n = takeSsize(vm, newRef(item));
    if (n === null) return null;
    numbers.push(n);
  }
  return numbers;
}

export function clamp(n: number, max: number): number {
  return Math.max(0, Math.min(n, max));
}

/** Sets where the places stand, and the tuple that was given last. */
export function setPlaces(vm: VM, self: Self, indices: number[], items: PyObject[]): Result {
  touchPayload(self);
  const v = self.v;
  v.indices = indices;
  const old = v.result;
  v.result = vm.newTuple(items.map((o) => newRef(o)));
  vm.counts.xdecref(old);
  return vm.newNone();
}
