import { newRef } from "@vivarium/heap";
import { charge, ENTRY, isLong } from "../../costs/native-work.ts";
import { callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { dropStopValue } from "../../eval/iterate.ts";
import { dropAfter, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import { dictGet, dictSet } from "../../objects/dict/dict.ts";
import { isDict } from "../../objects/dict/merge.ts";
import { typeLookup } from "../../objects/type/lookup.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import { getAttrString } from "../../protocol/attribute.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { binaryOp, NB_ADD } from "../../protocol/number.ts";
import { setItem } from "../../protocol/sequence.ts";

/** CPython 3.11: Modules/_collectionsmodule.c _collections__count_elements_impl */
function _count_elements(vm: VM, _module: PyObject, mapping: PyObject, iterable: PyObject): Result {
  return thenBorrowed(vm, getIter(vm, iterable), count, mapping);
}

function count(vm: VM, iterator: PyObject, mapping: PyObject | null): Result {
  const own = (name: string): boolean => typeLookup(vm, mapping!.type, name) === typeLookup(vm, vm.T.dict, name);
  const plain = isDict(vm, mapping!) && own("get") && own("__setitem__");
  if (plain) return startFrame(vm, new CountFrame(iterator, mapping!, null));
  const r = then(vm, getAttrString(vm, mapping!, "get"), countThroughGet, iterator, mapping);
  vm.counts.decref(iterator);
  return r;
}

function countThroughGet(vm: VM, get: PyObject, iterator: PyObject | null, mapping: PyObject | null): Result {
  return startFrame(vm, new CountFrame(newRef(iterator!), mapping!, get));
}

/** Fetches an item, its count so far, adds one, stores. */
class CountFrame extends NativeFrame {
  iterator: PyObject;
  mapping: PyObject;
  /** `mapping.get`, or null for a plain dict. */
  get: PyObject | null;
  key: PyObject | null = null;
  old: PyObject | null = null;
  value: PyObject | null = null;
  stage: "next" | "item" | "old" | "new" | "stored" = "next";

  constructor(iterator: PyObject, mapping: PyObject, get: PyObject | null) {
    super();
    this.iterator = iterator;
    this.mapping = newRef(mapping);
    this.get = get;
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING || got === null) return got;
      switch (this.stage) {
        case "next":
          if (isLong(vm)) return vm.pause({ kind: "yield" });
          charge(vm, ENTRY, 1);
          this.stage = "item";
          got = iterNext(vm, this.iterator);
          break;
        case "item":
          if (got === STOP) {
            dropStopValue(vm);
            return vm.newNone();
          }
          this.key = got;
          this.stage = "old";
          got = this.fetch(vm, got);
          break;
        case "old":
          this.old = got === STOP ? vm.newInt(0) : got;
          this.stage = "new";
          got = this.addOne(vm, this.old);
          break;
        case "new":
          this.value = got;
          this.stage = "stored";
          got = this.get === null ? dictSet(vm, this.mapping, this.key!, got) : setItem(vm, this.mapping, this.key!, got);
          break;
        default: {
          const dropped = [this.key!, this.old!, this.value!];
          this.key = null;
          this.old = null;
          this.value = null;
          vm.counts.decrefAll(dropped);
          this.stage = "next";
          got = OK;
        }
      }
    }
  }

  private fetch(vm: VM, key: PyObject): Result {
    if (this.get === null) return dictGet(vm, this.mapping, key);
    const zero = vm.newInt(0);
    return dropAfter(vm, callObject(vm, this.get, [key, zero]), zero);
  }

  private addOne(vm: VM, old: PyObject): Result {
    const one = vm.newInt(1);
    return dropAfter(vm, binaryOp(vm, old, one, NB_ADD), one);
  }
}

export const countElementsMethod: MethodSpec = method("_count_elements", "($module, mapping, iterable, /)", _count_elements, {
  doc: "Count elements in the iterable, updating the mapping",
});
