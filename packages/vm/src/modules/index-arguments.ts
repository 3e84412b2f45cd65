import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import { numberIndex } from "../protocol/number.ts";

class IndexFrame extends NativeFrame {
  given: PyObject[];
  done: PyObject[] = [];

  constructor(given: readonly PyObject[]) {
    super();
    this.given = given.map((o) => newRef(o));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) this.done.push(got);
      const o = this.given[this.done.length];
      if (o === undefined) {
        const { done } = this;
        this.done = [];
        return vm.newTuple(done);
      }
      got = o === vm.none ? newRef(o) : numberIndex(vm, o);
    }
  }
}

/** `operator.index` of each argument, left to right, as a tuple; null and None give None. For functions that take several C integers. */
export function indexArguments(vm: VM, values: readonly (PyObject | null)[]): Result {
  return startFrame(vm, new IndexFrame(values.map((o) => o ?? vm.none)));
}
