import { newRef, touchPayload } from "@vivarium/heap";
import { sequenceTuple } from "../../eval/iterate.ts";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, type NewOp, type PyObject, type PyType, type Result, STOP, TPFLAGS_BASETYPE } from "../../object.ts";
import { iteratorMethods, selfIter } from "../../objects/iterators.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { constructorArguments } from "../constructor.ts";
import { clamp, giveItems, indicesTuple, Odometer, odometerLayout, type Self, setPlaces, stop, takeIndices } from "./odometer.ts";

const COMBINATIONS = 0;
const WITH_REPLACEMENT = 1;
const PERMUTATIONS = 2;

const sizeofDoc = "Size in memory, in bytes.";

/** The constructor of one of the kinds. CPython 3.11: Modules/itertoolsmodule.c itertools_combinations_impl and others */
function newOf(kind: number, spec: () => TypeSpec, name: string): NewOp {
  const signature = kind === PERMUTATIONS ? "(iterable, r=None)" : "(iterable, r)";
  return (vm, type, args, kwnames) => {
    const values = constructorArguments(vm, spec(), type, name, signature, args, kwnames);
    if (values === null) return null;
    const [iterable, r] = values as [PyObject, PyObject | null];
    // For permutations the pool comes first, otherwise r does.
    if (kind === PERMUTATIONS) return then(vm, sequenceTuple(vm, iterable), poolThenLength, type.object, r);
    return then(vm, numberIndex(vm, r!), lengthThenPool, type.object, iterable, null, kind);
  };
}

function poolThenLength(vm: VM, pool: PyObject, type: PyObject | null, r: PyObject | null): Result {
  let length = (pool.v as PyObject[]).length;
  if (r !== null && r !== vm.none) {
    if (!r.type.mro.includes(vm.T.int)) {
      vm.counts.decref(pool);
      return vm.raise(vm.T.TypeError, "Expected int as r");
    }
    const n = takeSsize(vm, newRef(r));
    if (n === null) {
      vm.counts.decref(pool);
      return null;
    }
    length = n;
  }
  return make(vm, pool, type, null, null, length * 4 + PERMUTATIONS);
}

function lengthThenPool(
  vm: VM,
  value: PyObject,
  type: PyObject | null,
  iterable: PyObject | null,
  _c: PyObject | null,
  kind: number,
): Result {
  const r = takeSsize(vm, value);
  if (r === null) return null;
  return thenBorrowed(vm, sequenceTuple(vm, iterable!), make, type, null, null, r * 4 + kind);
}

/** Makes the iterator; `code` is r * 4 + kind. */
function make(vm: VM, pool: PyObject, type: PyObject | null, _b: PyObject | null, _c: PyObject | null, code: number): Result {
  const r = Math.floor(code / 4);
  const kind = code - r * 4;
  if (r < 0) {
    vm.counts.decref(pool);
    return vm.raise(vm.T.ValueError, "r must be non-negative");
  }
  const n = (pool.v as PyObject[]).length;
  if (r > 268435455) {
    vm.counts.decref(pool);
    return vm.raise(vm.T.MemoryError, "");
  }
  const stopped = kind === WITH_REPLACEMENT ? n === 0 && r > 0 : r > n;
  const indices = Array.from({ length: kind === PERMUTATIONS ? n : r }, (_, i) => (kind === WITH_REPLACEMENT ? 0 : i));
  const cycles = kind === PERMUTATIONS ? Array.from({ length: r }, (_, i) => n - i) : [];
  return alloc(vm, type!.v as PyType, new Odometer([pool], indices, cycles, r, stopped));
}

function itemsAt(self: Self, indices: readonly number[]): PyObject[] {
  const pool = self.v.pools[0]!.v;
  return indices.slice(0, self.v.r).map((i) => pool[i]!);
}

/** CPython 3.11: Modules/itertoolsmodule.c combinations_next */
function combinations_next(vm: VM, self: Self): Result {
  const v = self.v;
  if (v.stopped) return STOP;
  const { indices, r } = v;
  if (v.result !== null) {
    const n = v.pools[0]!.v.length;
    let i = r - 1;
    while (i >= 0 && indices[i] === i + n - r) i--;
    if (i < 0) return stop(self);
    touchPayload(self);
    indices[i]!++;
    for (let j = i + 1; j < r; j++) indices[j] = indices[j - 1]! + 1;
  }
  return giveItems(vm, self, itemsAt(self, indices));
}

/** CPython 3.11: Modules/itertoolsmodule.c cwr_next */
function cwr_next(vm: VM, self: Self): Result {
  const v = self.v;
  if (v.stopped) return STOP;
  const { indices, r } = v;
  if (v.result !== null) {
    const n = v.pools[0]!.v.length;
    let i = r - 1;
    while (i >= 0 && indices[i] === n - 1) i--;
    if (i < 0) return stop(self);
    touchPayload(self);
    const index = indices[i]! + 1;
    for (let j = i; j < r; j++) indices[j] = index;
  }
  return giveItems(vm, self, itemsAt(self, indices));
}

/** CPython 3.11: Modules/itertoolsmodule.c permutations_next */
function permutations_next(vm: VM, self: Self): Result {
  const v = self.v;
  if (v.stopped) return STOP;
  if (v.result !== null) {
    touchPayload(self);
    if (!turnPermutation(v.indices, v.cycles, v.r)) return stop(self);
  }
  return giveItems(vm, self, itemsAt(self, v.indices));
}

/** The next permutation; false after the last one. */
function turnPermutation(indices: number[], cycles: number[], r: number): boolean {
  const n = indices.length;
  if (n === 0) return false;
  for (let i = r - 1; i >= 0; i--) {
    cycles[i]!--;
    if (cycles[i] === 0) {
      const [index] = indices.splice(i, 1);
      indices.push(index!);
      cycles[i] = n - i;
      continue;
    }
    const j = n - cycles[i]!;
    const swapped = indices[i]!;
    indices[i] = indices[j]!;
    indices[j] = swapped;
    return true;
  }
  return false;
}

/** CPython 3.11: combinations_reduce, cwr_reduce, permutations_reduce */
function reduceOf(kind: number): (vm: VM, self: Self) => Result {
  return (vm, self) => {
    const { pools, indices, cycles, r, result, stopped } = self.v;
    const type = newRef(self.type.object);
    if (result === null) return vm.newTuple([type, vm.newTuple([newRef(pools[0]!), vm.newInt(r)])]);
    if (stopped) return vm.newTuple([type, vm.newTuple([vm.newTuple([]), vm.newInt(r)])]);
    const args = vm.newTuple([newRef(pools[0]!), vm.newInt(r)]);
    const places = indicesTuple(vm, indices);
    return vm.newTuple([type, args, kind === PERMUTATIONS ? vm.newTuple([places, indicesTuple(vm, cycles)]) : places]);
  };
}

/** CPython 3.11: combinations_setstate, cwr_setstate */
function setstateOf(kind: number): (vm: VM, self: Self, state: PyObject) => Result {
  return (vm, self, state) => {
    const { pools, r } = self.v;
    const n = pools[0]!.v.length;
    if (!state.type.mro.includes(vm.T.tuple) || (state.v as PyObject[]).length !== r)
      return vm.raise(vm.T.ValueError, "invalid arguments");
    const given = takeIndices(vm, state, r);
    if (given === null) return null;
    const indices = given.map((index, i) => clamp(index, kind === COMBINATIONS ? i + n - r : n - 1));
    return setPlaces(vm, self, indices, itemsAt(self, indices));
  };
}

/** CPython 3.11: permutations_setstate */
function permutations_setstate(vm: VM, self: Self, state: PyObject): Result {
  if (!state.type.mro.includes(vm.T.tuple)) return vm.raise(vm.T.TypeError, "state is not a tuple");
  const parts = state.v as PyObject[];
  if (parts.length !== 2) return vm.raise(vm.T.TypeError, `function takes exactly 2 arguments (${parts.length} given)`);
  for (let i = 0; i < 2; i++)
    if (!parts[i]!.type.mro.includes(vm.T.tuple))
      return vm.raise(vm.T.TypeError, `argument ${i + 1} must be tuple, not ${parts[i]!.type.name}`);
  const { pools, r } = self.v;
  const n = pools[0]!.v.length;
  if ((parts[0]!.v as PyObject[]).length !== n || (parts[1]!.v as PyObject[]).length !== r)
    return vm.raise(vm.T.ValueError, "invalid arguments");
  const places = takeIndices(vm, parts[0], n);
  const cycles = places === null ? null : takeIndices(vm, parts[1], r);
  if (places === null || cycles === null) return null;
  touchPayload(self);
  self.v.cycles = cycles.map((c, i) => Math.max(1, Math.min(c, n - i)));
  const indices = places.map((i) => clamp(i, n - 1));
  return setPlaces(vm, self, indices, itemsAt(self, indices));
}

/** CPython 3.11: combinations_sizeof, cwr_sizeof */
function combinations_sizeof(vm: VM, self: Self): Result {
  return vm.newInt(56 + 8 * self.v.r);
}

/** CPython 3.11: permutations_sizeof */
function permutations_sizeof(vm: VM, self: Self): Result {
  return vm.newInt(64 + 8 * (self.v.indices.length + self.v.r));
}

/** CPython 3.11: Modules/itertoolsmodule.c combinations_type */
export const combinationsSpec: TypeSpec = {
  name: "itertools.combinations",
  layout: odometerLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "combinations(iterable, r)\n--\n\nAll ways to choose r items, each in the order of the iterable.",
  slots: {
    tp_new: newOf(COMBINATIONS, () => combinationsSpec, "combinations"),
    tp_iter: selfIter,
    tp_iternext: combinations_next,
  },
  methods: [
    ...iteratorMethods(null, reduceOf(COMBINATIONS), setstateOf(COMBINATIONS)),
    method("__sizeof__", "($self, /)", combinations_sizeof, { doc: sizeofDoc }),
  ],
};

/** CPython 3.11: Modules/itertoolsmodule.c cwr_type */
export const combinationsWithReplacementSpec: TypeSpec = {
  name: "itertools.combinations_with_replacement",
  layout: odometerLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "combinations_with_replacement(iterable, r)\n--\n\nAll ways to choose r items, each as often as one likes, in the order of the iterable.",
  slots: {
    tp_new: newOf(WITH_REPLACEMENT, () => combinationsWithReplacementSpec, "combinations_with_replacement"),
    tp_iter: selfIter,
    tp_iternext: cwr_next,
  },
  methods: [
    ...iteratorMethods(null, reduceOf(WITH_REPLACEMENT), setstateOf(WITH_REPLACEMENT)),
    method("__sizeof__", "($self, /)", combinations_sizeof, { doc: sizeofDoc }),
  ],
};

/** CPython 3.11: Modules/itertoolsmodule.c permutations_type */
export const permutationsSpec: TypeSpec = {
  name: "itertools.permutations",
  layout: odometerLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "permutations(iterable, r=None)\n--\n\nAll ways to choose r items (default: all) and put them in order.",
  slots: {
    tp_new: newOf(PERMUTATIONS, () => permutationsSpec, "permutations"),
    tp_iter: selfIter,
    tp_iternext: permutations_next,
  },
  methods: [
    ...iteratorMethods(null, reduceOf(PERMUTATIONS), permutations_setstate),
    method("__sizeof__", "($self, /)", permutations_sizeof, { doc: sizeofDoc }),
  ],
};
