import { newRef, touchPayload } from "@vivarium/heap";
import { spread } from "../../eval/arguments.ts";
import { sequenceTuple } from "../../eval/iterate.ts";
import { mapItems } from "../../eval/map-items.ts";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import { parseSignature } from "../../eval/signature.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type PyType, type Result, STOP, TPFLAGS_BASETYPE } from "../../object.ts";
import { iteratorMethods, selfIter } from "../../objects/iterators.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { takeSsize } from "../../protocol/index-argument.ts";
import { numberIndex } from "../../protocol/number.ts";
import { clamp, giveItems, indicesTuple, Odometer, odometerLayout, type Self, setPlaces, stop, takeIndices } from "./odometer.ts";

/** CPython 3.11: Modules/itertoolsmodule.c product_new */
function product_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  const iterables = vm.newTuple(args.slice(0, positional).map((o) => newRef(o)));
  let r: Result;
  if (kwnames === null || kwnames.length === 0) r = makePools(vm, iterables, type.object, 1);
  else {
    const values = spread(vm, "product", parseSignature("(*, repeat=1)"), args.slice(positional), 0, kwnames);
    r = values === null ? null : then(vm, numberIndex(vm, values[0] as PyObject), checkRepeat, iterables, type.object);
  }
  vm.counts.decref(iterables);
  return r;
}

function checkRepeat(vm: VM, value: PyObject, iterables: PyObject | null, type: PyObject | null): Result {
  const repeat = takeSsize(vm, value);
  if (repeat === null) return null;
  if (repeat < 0) return vm.raise(vm.T.ValueError, "repeat argument cannot be negative");
  return makePools(vm, iterables!, type!, repeat);
}

function makePools(vm: VM, iterables: PyObject, type: PyObject, repeat: number): Result {
  const given = iterables.v as PyObject[];
  if (given.length * repeat > 268435455) {
    return given.length > 1152921504606846975 / repeat
      ? vm.raise(vm.T.OverflowError, "repeat argument too large")
      : vm.raise(vm.T.MemoryError, "");
  }
  return thenBorrowed(vm, mapItems(vm, repeat === 0 ? [] : given, sequenceTuple), makeProduct, type, null, null, repeat);
}

function makeProduct(
  vm: VM,
  tuples: PyObject,
  type: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  repeat: number,
): Result {
  const pools: PyObject[] = [];
  const once = tuples.v as PyObject[];
  for (let i = 0; i < repeat && once.length > 0; i++) for (const pool of once) pools.push(newRef(pool));
  vm.counts.decref(tuples);
  const indices = pools.map(() => 0);
  return alloc(vm, type!.v as PyType, new Odometer(pools, indices, [], pools.length, false));
}

/** CPython 3.11: product_next */
function product_next(vm: VM, self: Self): Result {
  const v = self.v;
  if (v.stopped) return STOP;
  const { pools, indices, result } = v;
  if (result === null) {
    if (pools.some((pool) => pool.v.length === 0)) return stop(self);
    return giveItems(
      vm,
      self,
      pools.map((pool) => pool.v[0]!),
    );
  }
  touchPayload(self);
  let i = pools.length - 1;
  for (; i >= 0; i--) {
    if (++indices[i]! < pools[i]!.v.length) break;
    indices[i] = 0;
  }
  if (i < 0) return stop(self);
  return giveItems(
    vm,
    self,
    pools.map((pool, k) => pool.v[indices[k]!]!),
  );
}

/** CPython 3.11: product_reduce */
function product_reduce(vm: VM, self: Self): Result {
  const { pools, indices, result, stopped } = self.v;
  const type = newRef(self.type.object);
  if (stopped) return vm.newTuple([type, vm.newTuple([vm.newTuple([])])]);
  const args = vm.newTuple(pools.map((o) => newRef(o)));
  if (result === null) return vm.newTuple([type, args]);
  return vm.newTuple([type, args, indicesTuple(vm, indices)]);
}

/** CPython 3.11: product_setstate */
function product_setstate(vm: VM, self: Self, state: PyObject): Result {
  const { pools } = self.v;
  if (!state.type.mro.includes(vm.T.tuple) || (state.v as PyObject[]).length !== pools.length)
    return vm.raise(vm.T.ValueError, "invalid arguments");
  const given = takeIndices(vm, state, pools.length);
  if (given === null) return null;
  if (pools.some((pool) => pool.v.length === 0)) {
    stop(self);
    return vm.newNone();
  }
  const indices = given.map((n, i) => clamp(n, pools[i]!.v.length - 1));
  return setPlaces(
    vm,
    self,
    indices,
    pools.map((pool, i) => pool.v[indices[i]!]!),
  );
}

/** CPython 3.11: product_sizeof */
function product_sizeof(vm: VM, self: Self): Result {
  return vm.newInt(48 + 8 * self.v.pools.length);
}

/** CPython 3.11: Modules/itertoolsmodule.c product_type */
export const productSpec: TypeSpec = {
  name: "itertools.product",
  layout: odometerLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "product(*iterables, repeat=1) --> product object\n\nCartesian product: what nested for-loops over the iterables would give, the last one innermost.\nrepeat takes all of them so many times.",
  slots: { tp_new: product_new, tp_iter: selfIter, tp_iternext: product_next },
  methods: [
    ...iteratorMethods(null, product_reduce, product_setstate),
    method("__sizeof__", "($self, /)", product_sizeof, { doc: "Size in memory, in bytes." }),
  ],
};
