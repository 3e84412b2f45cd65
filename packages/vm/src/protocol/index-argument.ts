import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { numberIndex } from "./number.ts";

const MAX = 9223372036854775807n;
const MIN = -9223372036854775808n;

/**
 * An int that `numberIndex` gave, as a Py_ssize_t; its reference is taken. Null with OverflowError when it is none. Beyond 2**53 the number is rounded: no
 * length comes near. CPython 3.11: Objects/longobject.c PyLong_AsSsize_t
 */
export function takeSsize(vm: VM, value: PyObject): number | null {
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  if (typeof v === "number") return v;
  if (v > MAX || v < MIN) return vm.raise(vm.T.OverflowError, "Python int too large to convert to C ssize_t");
  return Number(v);
}

/** As `takeSsize`, but out of range is an IndexError about the type of `original`. CPython 3.11: PyNumber_AsSsize_t */
export function takeIndex(vm: VM, value: PyObject): number | null {
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  if (typeof v === "number") return v;
  if (v > MAX || v < MIN) return vm.raise(vm.T.IndexError, "cannot fit 'int' into an index-sized integer");
  return Number(v);
}

/** As `takeSsize`, but out of range is the nearest bound. CPython 3.11: _PyEval_SliceIndex */
export function takeClamped(vm: VM, value: PyObject): number {
  const v = value.v as number | bigint;
  vm.counts.decref(value);
  if (typeof v === "number") return v;
  return v < 0n ? -Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

/** The int of a start or stop argument, to be read with `takeClamped`. CPython 3.11: Python/ceval.c _PyEval_SliceIndexNotNone */
export function sliceIndexNotNone(vm: VM, o: PyObject): Result {
  if (o.type.nb_index === null) return vm.raise(vm.T.TypeError, "slice indices must be integers or have an __index__ method");
  return numberIndex(vm, o);
}
