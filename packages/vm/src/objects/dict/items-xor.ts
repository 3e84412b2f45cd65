import { newRef } from "@vivarium/heap";
import { NativeFrame } from "../../eval/frame.ts";
import { dropAfter, startFrame, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { PENDING, type PyObject, type Result } from "../../object.ts";
import { equalObjects } from "../../protocol/compare.ts";
import { hashRegister } from "../../protocol/hash.ts";
import { newSet, setAddKey, setUpdateFrom } from "../set/set.ts";
import { dictLookupHashed, found, removeEntry } from "./dict.ts";
import { dictCopy, entryHash } from "./merge.ts";
import type { DictTable } from "./table.ts";

type Dict = PyObject<DictTable>;

/** The items that are in one dict only, as a set. CPython 3.11: Objects/dictobject.c dictitems_xor */
export function dictItemsXor(vm: VM, a: Dict, b: Dict): Result {
  const [small, large] = a.v.used > b.v.used ? [b, a] : [a, b];
  const rest = dictCopy(vm, small);
  const set = newSet(vm);
  const r = then(vm, startFrame(vm, new ItemsXorFrame(rest, large, set)), addRest, rest, set);
  vm.counts.decrefAll([rest, set]);
  return r;
}

/** Takes what both have out of `rest`; what only the larger one has goes to the set. */
class ItemsXorFrame extends NativeFrame {
  rest: Dict;
  large: Dict;
  set: PyObject;
  position = 0;
  key: PyObject | null = null;
  value: PyObject | null = null;
  /** Where the key is in `rest`, while the values are compared. */
  entry = -1;
  stage: "next" | "found" | "compared" | "added" = "next";

  constructor(rest: Dict, large: Dict, set: PyObject) {
    super();
    this.rest = newRef(rest);
    this.large = newRef(large);
    this.set = newRef(set);
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      switch (this.stage) {
        case "next": {
          const table = this.large.v;
          while (this.position < table.keys.length && table.keys[this.position] === null) this.position++;
          if (this.position >= table.keys.length) return vm.newNone();
          const i = this.position++;
          this.key = newRef(table.keys[i]!);
          this.value = newRef(table.values[i]!);
          entryHash(vm, table, i);
          this.stage = "found";
          got = dictLookupHashed(vm, this.rest, this.key, hashRegister.low, hashRegister.high);
          break;
        }
        case "found":
          this.entry = found.entry;
          this.stage = "compared";
          got = this.entry < 0 ? vm.newBool(false) : equalObjects(vm, this.rest.v.values[this.entry]!, this.value!);
          break;
        case "compared":
          this.stage = "added";
          vm.counts.decref(got);
          if (got === vm.true_) removeEntry(vm, this.rest, this.entry);
          else got = this.addPair(vm);
          break;
        default:
          this.dropEntry(vm);
      }
    }
  }

  private addPair(vm: VM): Result {
    const pair = vm.newTuple([newRef(this.key!), newRef(this.value!)]);
    return dropAfter(vm, setAddKey(vm, this.set, pair), pair);
  }

  private dropEntry(vm: VM): void {
    const refs = [this.key!, this.value!];
    this.key = null;
    this.value = null;
    this.stage = "next";
    vm.counts.decrefAll(refs);
  }
}

function addRest(vm: VM, none: PyObject, rest: PyObject | null, set: PyObject | null): Result {
  vm.counts.decref(none);
  const table = (rest as Dict).v;
  const pairs = vm.newList([]);
  for (let i = 0; i < table.keys.length; i++)
    if (table.keys[i] !== null) pairs.v.push(vm.newTuple([newRef(table.keys[i]!), newRef(table.values[i]!)]));
  return dropAfter(vm, thenBorrowed(vm, setUpdateFrom(vm, set!, pairs), giveSet, set), pairs);
}

function giveSet(_vm: VM, _ok: PyObject, set: PyObject | null): Result {
  return newRef(set!);
}
