import { newRef, touch, touchPayload } from "@vivarium/heap";
import { isSubclass } from "../builtins/instance-checks.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { type PyObject, type PyType, type Result, TPFLAGS_IMMUTABLETYPE } from "../object.ts";
import { set_copy } from "../objects/set/operations.ts";
import { newSet, type PySet, setClear } from "../objects/set/set.ts";
import { isType } from "../objects/type/mro.ts";
import { method } from "../objects/type/type-spec.ts";
import { abcInstanceCheck, abcSubclassCheck } from "./_abc/checks.ts";
import { abcInit, COLLECTION_FLAGS } from "./_abc/init.ts";
import { abcState, getImpl } from "./_abc/state.ts";
import { type AbcData, addToWeakSet } from "./_abc/weak-set.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** CPython 3.11: Modules/_abc.c _abc__abc_register_impl */
function register(vm: VM, _m: PyObject, self: PyObject, subclass: PyObject): Result {
  if (!isType(vm, subclass)) return vm.raise(vm.T.TypeError, "Can only register classes");
  return thenBorrowed(vm, isSubclass(vm, subclass, self), registerUnlessKnown, self, subclass);
}

function registerUnlessKnown(vm: VM, known: PyObject, self: PyObject | null, subclass: PyObject | null): Result {
  vm.counts.decref(known);
  if (known === vm.true_) return newRef(subclass!);
  return thenBorrowed(vm, isSubclass(vm, self!, subclass!), registerUnlessCycle, self, subclass);
}

function registerUnlessCycle(vm: VM, cycle: PyObject, self: PyObject | null, subclass: PyObject | null): Result {
  vm.counts.decref(cycle);
  if (cycle === vm.true_) return vm.raise(vm.T.RuntimeError, "Refusing to create an inheritance cycle");
  return thenBorrowed(vm, getImpl(vm, self!), addToRegistry, self, subclass);
}

function addToRegistry(vm: VM, impl: PyObject, self: PyObject | null, subclass: PyObject | null): Result {
  return dropAfter(vm, thenBorrowed(vm, addToWeakSet(vm, impl, "registry", subclass!), registered, self, subclass), impl);
}

function registered(vm: VM, _ok: PyObject, self: PyObject | null, subclass: PyObject | null): Result {
  abcState(vm).counter++;
  if (isType(vm, self!)) {
    const flag = (self!.v as PyType).flags & COLLECTION_FLAGS;
    if (flag !== 0) setCollectionFlag(subclass!.v as PyType, flag);
  }
  return newRef(subclass!);
}

/** CPython 3.11: Modules/_abc.c set_collection_flag_recursive */
function setCollectionFlag(type: PyType, flag: number): void {
  if ((type.flags & TPFLAGS_IMMUTABLETYPE) !== 0 || (type.flags & COLLECTION_FLAGS) === flag) return;
  touch(type.object);
  touchPayload(type.object);
  type.flags = (type.flags & ~COLLECTION_FLAGS) | flag;
  for (const sub of type.subclasses) setCollectionFlag(sub, flag);
}

/** CPython 3.11: Modules/_abc.c _abc__get_dump_impl */
function getDump(vm: VM, _m: PyObject, self: PyObject): Result {
  return then(vm, getImpl(vm, self), dumpOf);
}

function dumpOf(vm: VM, impl: PyObject<AbcData>): Result {
  const { registry, cache, negativeCache, negativeCacheVersion } = impl.v;
  const copy = (set: PySet | null): PyObject => (set === null ? newSet(vm) : set_copy(vm, set)!);
  const dump = vm.newTuple([copy(registry), copy(cache), copy(negativeCache), vm.newInt(negativeCacheVersion)]);
  vm.counts.decref(impl);
  return dump;
}

function resetRegistry(vm: VM, _m: PyObject, self: PyObject): Result {
  return then(vm, getImpl(vm, self), clearRegistry);
}

function clearRegistry(vm: VM, impl: PyObject<AbcData>): Result {
  if (impl.v.registry !== null) setClear(vm, impl.v.registry);
  vm.counts.decref(impl);
  return vm.newNone();
}

function resetCaches(vm: VM, _m: PyObject, self: PyObject): Result {
  return then(vm, getImpl(vm, self), clearCaches);
}

/** CPython 3.11: Modules/_abc.c _abc__reset_caches_impl */
function clearCaches(vm: VM, impl: PyObject<AbcData>): Result {
  if (impl.v.cache !== null) setClear(vm, impl.v.cache);
  if (impl.v.negativeCache !== null) setClear(vm, impl.v.negativeCache);
  vm.counts.decref(impl);
  return vm.newNone();
}

const internal = (what: string): string => `Internal ABC helper for ${what}. Should be never used outside abc module.`;

/** The module `_abc`. CPython 3.11: Modules/_abc.c */
export const abcModule: ModuleSpec = {
  name: "_abc",
  doc: "Module contains faster C implementation of abc.ABCMeta",
  methods: [
    method("get_cache_token", "($module, /)", (vm) => vm.newInt(abcState(vm).counter), {
      doc: "Returns the current ABC cache token.\n\nThe token is an opaque object (supporting equality testing) identifying the\ncurrent version of the ABC cache for virtual subclasses. The token changes\nwith every call to register() on any ABC.",
    }),
    method("_abc_init", "($module, self, /)", abcInit, { doc: internal("class set-up") }),
    method("_reset_registry", "($module, self, /)", resetRegistry, {
      doc: "Internal ABC helper to reset registry of a given class.\n\nShould be only used by refleak.py",
    }),
    method("_reset_caches", "($module, self, /)", resetCaches, {
      doc: "Internal ABC helper to reset both caches of a given class.\n\nShould be only used by refleak.py",
    }),
    method("_get_dump", "($module, self, /)", getDump, { doc: "Internal ABC helper for cache and registry debugging." }),
    method("_abc_register", "($module, self, subclass, /)", register, { doc: internal("subclasss registration") }),
    method("_abc_instancecheck", "($module, self, instance, /)", abcInstanceCheck, { doc: internal("instance checks") }),
    method("_abc_subclasscheck", "($module, self, subclass, /)", abcSubclassCheck, { doc: internal("subclasss checks") }),
  ],
};
