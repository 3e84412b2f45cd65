import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import { NativeFrame } from "./frame.ts";
import { startFrame } from "./native-frame.ts";

/** What is made of one item, borrowed: a new reference. */
export type MapItem = (vm: VM, item: PyObject) => Result;

class MapItemsFrame extends NativeFrame {
  items: PyObject[];
  made: PyObject[] = [];
  f: MapItem;

  constructor(items: readonly PyObject[], f: MapItem) {
    super();
    this.items = items.map((o) => newRef(o));
    this.f = f;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null) return null;
      if (got !== OK) this.made.push(got);
      const next = this.items[this.made.length];
      if (next === undefined) {
        const made = this.made;
        this.made = [];
        return vm.newTuple(made);
      }
      got = this.f(vm, next);
      if (got === PENDING) return got;
    }
  }
}

/** The tuple of `f(item)` for each item, in order; `f` is a module-level function that gives a value. */
export function mapItems(vm: VM, items: readonly PyObject[], f: MapItem): Result {
  return startFrame(vm, new MapItemsFrame(items, f));
}
