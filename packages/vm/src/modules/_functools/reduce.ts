import { newRef } from "@vivarium/heap";
import { callTuple } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue } from "../../eval/iterate.ts";
import { orElse, startFrame, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";

/** CPython 3.11: Modules/_functoolsmodule.c functools_reduce */
function functools_reduce(vm: VM, _module: PyObject, func: PyObject, iterable: PyObject, initial: PyObject | null): Result {
  return thenBorrowed(vm, orElse(vm, getIter(vm, iterable), notIterable), fold, func, initial);
}

function notIterable(vm: VM): Result {
  if (!vm.exceptionMatches(vm.T.TypeError)) return null;
  return vm.raise(vm.T.TypeError, "reduce() arg 2 must support iteration");
}

function fold(vm: VM, iterator: PyObject, func: PyObject | null, initial: PyObject | null): Result {
  return startFrame(vm, new ReduceFrame(iterator, func!, initial));
}

class ReduceFrame extends NativeFrame {
  func: PyObject;
  iterator: PyObject;
  result: PyObject | null;
  item: PyObject | null = null;
  calling = false;

  constructor(iterator: PyObject, func: PyObject, initial: PyObject | null) {
    super();
    this.iterator = iterator;
    this.func = newRef(func);
    this.result = initial === null ? null : newRef(initial);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (this.calling) {
        const dropped = [this.result!, this.item!];
        this.result = got;
        this.item = null;
        this.calling = false;
        vm.counts.decrefAll(dropped);
      } else if (got === STOP) return this.finish(vm);
      else if (got !== OK) {
        if (this.result === null) this.result = got;
        else {
          this.item = got;
          this.calling = true;
          got = callTuple(vm, this.func, [this.result, got]);
          continue;
        }
      }
      got = iterNext(vm, this.iterator);
    }
  }

  private finish(vm: VM): Result {
    dropStopValue(vm);
    const result = this.result;
    this.result = null;
    return result ?? vm.raise(vm.T.TypeError, "reduce() of empty iterable with no initial value");
  }
}

export const reduceMethod: MethodSpec = method("reduce", "($module, function, iterable, initial=None, /)", functools_reduce, {
  convention: "METH_VARARGS",
  doc: "reduce(function, iterable[, initial]) -> value\n\nFolds the items into one value with a function of two arguments, from left to right.",
});
