import { touchPayload } from "@vivarium/heap";
import { andThen as then } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, type PyObject, type Result, recordLayout, TPFLAGS_DISALLOW_INSTANTIATION } from "../../object.ts";
import { newBuiltinFunction } from "../../objects/descriptors.ts";
import { set_contains, set_discard } from "../../objects/set/methods.ts";
import { newSet, type PySet, setAddKey } from "../../objects/set/set.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { newWeakref, type WeakrefData } from "../../objects/weakref.ts";

/** What a class with ABCMeta keeps in `_abc_impl`; each set holds weak references to classes. CPython 3.11: Modules/_abc.c _abc_data */
export interface AbcData {
  registry: PySet | null;
  cache: PySet | null;
  negativeCache: PySet | null;
  /** The cache token that the negative cache belongs to. */
  negativeCacheVersion: number;
}

export type WeakSetName = "registry" | "cache" | "negativeCache";

/** CPython 3.11: Modules/_abc.c _abc_data_type_spec */
export const abcDataSpec: TypeSpec = {
  name: "_abc._abc_data",
  layout: recordLayout<AbcData>({
    references: (v) => [v.registry, v.cache, v.negativeCache],
    clear: (v) => {
      const dropped = [v.registry, v.cache, v.negativeCache];
      v.registry = null;
      v.cache = null;
      v.negativeCache = null;
      return dropped;
    },
  }),
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  doc: "Internal state held by ABC machinery.",
};

export function newAbcData(vm: VM, version: number): PyObject<AbcData> {
  return alloc<AbcData>(vm, vm.type(abcDataSpec), {
    registry: null,
    cache: null,
    negativeCache: null,
    negativeCacheVersion: version,
  });
}

/** A class has died: out of the set with the reference to it. CPython 3.11: Modules/_abc.c _destroy */
function destroy(vm: VM, setReference: PyObject, reference: PyObject): Result {
  const set = (setReference.v as WeakrefData).referent;
  return set === null ? vm.newNone() : set_discard(vm, set as PySet, reference);
}

const destroyMethod = method("_destroy", "($self, objweakref, /)", destroy, { convention: "METH_O" });

/** Adds a class to one of the sets; gives OK. CPython 3.11: Modules/_abc.c _add_to_weak_set */
export function addToWeakSet(vm: VM, data: PyObject<AbcData>, which: WeakSetName, cls: PyObject): Result {
  if (data.v[which] === null) {
    touchPayload(data);
    data.v[which] = newSet(vm);
  }
  const set = data.v[which]!;
  const setReference = newWeakref(vm, vm.T.weakref, set, null)!;
  const callback = newBuiltinFunction(vm, destroyMethod, setReference, null);
  vm.counts.decref(setReference);
  const reference = newWeakref(vm, vm.T.weakref, cls, callback);
  vm.counts.decref(callback);
  if (reference === null) return null;
  const r = then(vm, setAddKey(vm, set, reference), keepOk, reference);
  vm.counts.decref(reference);
  return r;
}

function keepOk(_vm: VM, ok: PyObject): Result {
  return ok;
}

/** Is the class in the set: True or False. CPython 3.11: Modules/_abc.c _in_weak_set */
export function inWeakSet(vm: VM, set: PySet | null, cls: PyObject): Result {
  if (set === null || set.v.used === 0) return vm.newBool(false);
  const reference = newWeakref(vm, vm.T.weakref, cls, null);
  if (reference === null) {
    if (!vm.exceptionMatches(vm.T.TypeError)) return null;
    vm.clearException();
    return vm.newBool(false);
  }
  const r = then(vm, set_contains(vm, set, reference), keepOk, reference);
  vm.counts.decref(reference);
  return r;
}
