import { newRef } from "@vivarium/heap";
import { andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { STOP } from "../object.ts";
import { dictDelete, dictGet } from "../objects/dict/dict.ts";
import type { DictTable } from "../objects/dict/table.ts";
import { method } from "../objects/type/type-spec.ts";
import { newWeakref, type WeakrefData } from "../objects/weakref.ts";
import { isWeakref } from "../objects/weakref-types.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** CPython 3.11: Modules/_weakref.c _weakref_getweakrefcount_impl */
function getweakrefcount(vm: VM, _m: PyObject, o: PyObject): Result {
  return vm.newInt(o.w?.weakrefs?.length ?? 0);
}

/** CPython 3.11: Modules/_weakref.c _weakref_getweakrefs */
function getweakrefs(vm: VM, _m: PyObject, o: PyObject): Result {
  const list = (o.w?.weakrefs ?? []) as PyObject[];
  return vm.newList(list.map((r) => newRef(r)));
}

/** Takes a key out of a dict if its value is a weak reference that is dead. CPython 3.11: Modules/_weakref.c _weakref__remove_dead_weakref_impl */
function remove_dead_weakref(vm: VM, _m: PyObject, dct: PyObject, key: PyObject): Result {
  if (!dct.type.mro.includes(vm.T.dict))
    return vm.raise(
      vm.T.TypeError,
      `_remove_dead_weakref() argument 1 must be dict, not ${dct === vm.none ? "None" : dct.type.name}`,
    );
  return thenBorrowed(vm, dictGet(vm, dct as PyObject<DictTable>, key), removeIfDead, dct, key, null, 0, true);
}

function removeIfDead(vm: VM, value: PyObject, dct: PyObject | null, key: PyObject | null): Result {
  if (value === STOP) return vm.newNone();
  if (!isWeakref(value)) {
    vm.counts.decref(value);
    return vm.raise(vm.T.TypeError, "not a weakref");
  }
  const dead = (value.v as WeakrefData).referent === null;
  vm.counts.decref(value);
  if (!dead) return vm.newNone();
  return then(vm, dictDelete(vm, dct as PyObject<DictTable>, key!), removed, null, null, null, 0, true);
}

function removed(vm: VM): Result {
  return vm.newNone();
}

/** CPython 3.11: Modules/_weakref.c weakref_proxy, Objects/weakrefobject.c PyWeakref_NewProxy */
function proxy(vm: VM, _m: PyObject, o: PyObject, callback: PyObject | null): Result {
  const type = o.type.tp_call === null ? vm.T.weakproxy : vm.T.weakcallableproxy;
  return newWeakref(vm, type, o, callback === vm.none ? null : callback);
}

/** The module `_weakref`. CPython 3.11: Modules/_weakref.c */
export const weakrefModule: ModuleSpec = {
  name: "_weakref",
  doc: "Weak-reference support module.",
  methods: [
    method("getweakrefcount", "($module, object, /)", getweakrefcount, {
      doc: "Return the number of weak references to 'object'.",
    }),
    method("_remove_dead_weakref", "($module, dct, key, /)", remove_dead_weakref, {
      doc: "Atomically remove key from dict if it points to a dead weakref.",
    }),
    method("getweakrefs", "($module, object, /)", getweakrefs, {
      doc: "getweakrefs(object) -- return a list of all weak reference objects\nthat point to 'object'.",
    }),
    method("proxy", "(object, callback=None, /)", proxy, {
      convention: "METH_VARARGS",
      doc: "proxy(object[, callback]) -- create a proxy object that weakly\nreferences 'object'.  'callback', if given, is called with a\nreference to the proxy when 'object' is about to be finalized.",
    }),
  ],
  init(vm, set) {
    set("ref", newRef(vm.T.weakref.object));
    set("ReferenceType", newRef(vm.T.weakref.object));
    set("ProxyType", newRef(vm.T.weakproxy.object));
    set("CallableProxyType", newRef(vm.T.weakcallableproxy.object));
  },
};
