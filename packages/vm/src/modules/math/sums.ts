import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue, sequenceTuple } from "../../eval/iterate.ts";
import { mapItems } from "../../eval/map-items.ts";
import { startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import { asDouble } from "../../objects/float/float.ts";
import { exponentOf, scaleDouble } from "../../objects/int/to-double.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { add, type DoubleDouble, dd, squareRoot, twoProduct, twoSum } from "../../protocol/libm/double-double.ts";
import { roundScaled } from "../../protocol/libm/elementary.ts";
import { binaryOp, NB_MULTIPLY } from "../../protocol/number.ts";

// --- fsum ---------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Modules/mathmodule.c math_fsum: sums that do not overlap (Shewchuk), rounded once at the end. */
class FsumFrame extends NativeFrame {
  iterator: PyObject;
  partials: number[] = [];
  specialSum = 0;
  infinitySum = 0;
  converting = false;

  constructor(iterator: PyObject) {
    super();
    this.iterator = iterator;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (this.converting) {
        const x = got.v as number;
        vm.counts.decref(got);
        this.converting = false;
        if (!this.addNumber(vm, x)) return null;
      } else if (got === STOP) {
        dropStopValue(vm);
        return this.finish(vm);
      } else if (got !== OK) {
        this.converting = true;
        const item = got;
        got = asDouble(vm, item);
        vm.counts.decref(item);
        continue;
      }
      got = iterNext(vm, this.iterator);
    }
  }

  private addNumber(vm: VM, value: number): boolean {
    let x = value;
    const p = this.partials;
    let kept = 0;
    for (let j = 0; j < p.length; j++) {
      const { hi, lo } = twoSum(x, p[j]!);
      if (lo !== 0) p[kept++] = lo;
      x = hi;
    }
    p.length = kept;
    if (x === 0) return true;
    if (Number.isFinite(x)) {
      p.push(x);
      return true;
    }
    if (Number.isFinite(value)) {
      vm.raise(vm.T.OverflowError, "intermediate overflow in fsum");
      return false;
    }
    if (Math.abs(value) === Infinity) this.infinitySum += value;
    this.specialSum += value;
    p.length = 0;
    return true;
  }

  private finish(vm: VM): Result {
    if (this.specialSum !== 0) {
      if (Number.isNaN(this.infinitySum)) return vm.raise(vm.T.ValueError, "-inf + inf in fsum");
      return vm.newFloat(this.specialSum);
    }
    const p = this.partials;
    let n = p.length;
    if (n === 0) return vm.newFloat(0);
    let hi = p[--n]!;
    let lo = 0;
    while (n > 0) {
      const x = hi;
      const y = p[--n]!;
      hi = x + y;
      lo = y - (hi - x);
      if (lo !== 0) break;
    }
    // Half-way cases go to even only if nothing is left below.
    if (n > 0 && ((lo < 0 && p[n - 1]! < 0) || (lo > 0 && p[n - 1]! > 0))) {
      const y = lo * 2;
      const x = hi + y;
      if (y === x - hi) hi = x;
    }
    return vm.newFloat(hi);
  }
}

function math_fsum(vm: VM, _module: PyObject, iterable: PyObject): Result {
  return then(vm, getIter(vm, iterable), startSum);
}

function startSum(vm: VM, iterator: PyObject): Result {
  return startFrame(vm, new FsumFrame(iterator));
}

// --- prod ---------------------------------------------------------------------------------------------------------------------

/** CPython 3.11: math_prod_impl. Its fast paths for ints and floats give what `*` gives. */
class ProdFrame extends NativeFrame {
  iterator: PyObject;
  product: PyObject;
  item: PyObject | null = null;

  constructor(iterator: PyObject, start: PyObject) {
    super();
    this.iterator = iterator;
    this.product = newRef(start);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      if (this.item !== null) {
        const dropped = [this.item, this.product];
        this.item = null;
        this.product = got;
        vm.counts.decrefAll(dropped);
      } else if (got === STOP) {
        dropStopValue(vm);
        return newRef(this.product);
      } else if (got !== OK) {
        this.item = got;
        got = binaryOp(vm, this.product, got, NB_MULTIPLY);
        continue;
      }
      got = iterNext(vm, this.iterator);
    }
  }
}

function math_prod(vm: VM, _module: PyObject, iterable: PyObject, start: PyObject | null): Result {
  return thenBorrowed(vm, getIter(vm, iterable), startProduct, start);
}

function startProduct(vm: VM, iterator: PyObject, start: PyObject | null): Result {
  if (start !== null) return startFrame(vm, new ProdFrame(iterator, start));
  const one = vm.newInt(1);
  const r = startFrame(vm, new ProdFrame(iterator, one));
  vm.counts.decref(one);
  return r;
}

// --- Distances ----------------------------------------------------------------------------------------------------------------

/** The square root of the sum of squares. CPython 3.11: vector_norm, which is right to within a rounding; this rounds once. */
export function vectorNorm(numbers: readonly number[]): number {
  let max = 0;
  let nan = false;
  for (const x of numbers) {
    const a = Math.abs(x);
    if (a === Infinity) return Infinity;
    if (Number.isNaN(x)) nan = true;
    if (a > max) max = a;
  }
  if (nan) return Number.NaN;
  if (max === 0 || numbers.length === 1) return max;
  const e = exponentOf(max);
  let sum: DoubleDouble = dd(0);
  for (const x of numbers) {
    const scaled = scaleDouble(x, -e);
    if (Math.abs(scaled) > 1e-60) sum = add(sum, twoProduct(scaled, scaled));
  }
  return roundScaled(squareRoot(sum), e);
}

/** CPython 3.11: math_hypot */
function math_hypot(vm: VM, _module: PyObject, args: PyObject[]): Result {
  return then(vm, mapItems(vm, args, asDouble), normOf);
}

function normOf(vm: VM, values: PyObject): Result {
  const numbers = (values.v as PyObject<number>[]).map((o) => o.v);
  vm.counts.decref(values);
  return vm.newFloat(vectorNorm(numbers));
}

/** CPython 3.11: math_dist_impl */
function math_dist(vm: VM, _module: PyObject, p: PyObject, q: PyObject): Result {
  return then(vm, mapItems(vm, [p, q], sequenceTuple), coordinates);
}

function coordinates(vm: VM, points: PyObject): Result {
  const [p, q] = (points.v as PyObject<PyObject[]>[]).map((o) => o.v) as [PyObject[], PyObject[]];
  const r =
    p.length === q.length
      ? then(
          vm,
          mapItems(
            vm,
            p.flatMap((x, i) => [x, q[i]!]),
            asDouble,
          ),
          distanceOf,
        )
      : vm.raise(vm.T.ValueError, "both points must have the same number of dimensions");
  vm.counts.decref(points);
  return r;
}

function distanceOf(vm: VM, values: PyObject): Result {
  const numbers = (values.v as PyObject<number>[]).map((o) => o.v);
  vm.counts.decref(values);
  const differences: number[] = [];
  for (let i = 0; i < numbers.length; i += 2) differences.push(Math.abs(numbers[i]! - numbers[i + 1]!));
  return vm.newFloat(vectorNorm(differences));
}

/** CPython 3.11: Modules/mathmodule.c, functions of many numbers. */
export const sumFunctions: readonly MethodSpec[] = [
  method("fsum", "($module, seq, /)", math_fsum, { doc: "The sum of floats, rounded only once." }),
  method("prod", "($module, iterable, /, *, start=1)", math_prod, { doc: "The product of all items, times start." }),
  method("hypot", "($module, *coordinates)", math_hypot, {
    convention: "METH_FASTCALL",
    doc: "hypot(*coordinates) -> value\n\nThe length of the vector from the origin to that point.",
  }),
  method("dist", "($module, p, q, /)", math_dist, { doc: "The Euclidean distance between two points." }),
];
