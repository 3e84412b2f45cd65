import { newRef, touchPayload } from "@vivarium/heap";
import { andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type PyType, type Result, TPFLAGS_IS_ABSTRACT } from "../../object.ts";
import { isInstanceReal, isSubclassReal } from "../../protocol/instance-check.ts";
import { truth } from "../../protocol/truth.ts";
import { dictDeleteString, dictGetStringBorrowed, dictSetString, newDict } from "../dict/dict.ts";
import { newMappingProxy } from "../mappingproxy.ts";
import { addNames, listOfKeys } from "../object-methods.ts";
import { typeSignature } from "../text-signature.ts";
import { basicSize, hasManagedDict, itemSize } from "./basic-size.ts";
import { bestBase } from "./best-base.ts";
import { changeBases } from "./change-bases.ts";
import { typeModified } from "./lookup.ts";
import { computeMro, isSubtype, isType } from "./mro.ts";
import { type GetSetSpec, type MethodSpec, method } from "./type-spec.ts";

function recordOf(self: PyObject): PyType {
  return self.v as PyType;
}

/** The `__weakref__` of an instance: the newest reference, or None. */
export function getWeakrefs(vm: VM, self: PyObject): Result {
  const list = self.w?.weakrefs;
  return list === null || list === undefined || list.length === 0 ? vm.newNone() : newRef(list[0]! as PyObject);
}

function immutable(vm: VM, t: PyType, name: string, value: PyObject | null): boolean {
  if (!t.heapType) {
    vm.raise(vm.T.TypeError, `cannot set '${name}' attribute of immutable type '${t.name}'`);
    return true;
  }
  if (value === null) {
    vm.raise(vm.T.TypeError, `cannot delete '${name}' attribute of type '${t.name}'`);
    return true;
  }
  return false;
}

function setName(vm: VM, self: PyObject, value: PyObject | null): Result {
  const t = recordOf(self);
  if (immutable(vm, t, "__name__", value)) return null;
  if (!isSubtype(value!.type, vm.T.str))
    return vm.raise(vm.T.TypeError, `can only assign string to ${t.name}.__name__, not '${value!.type.name}'`);
  touchPayload(self);
  t.name = value!.v as string;
  return OK;
}

function getQualname(vm: VM, self: PyObject): Result {
  const t = recordOf(self);
  return t.qualname !== null ? newRef(t.qualname) : vm.newStr(t.name.slice(t.name.lastIndexOf(".") + 1));
}

function setQualname(vm: VM, self: PyObject, value: PyObject | null): Result {
  const t = recordOf(self);
  if (immutable(vm, t, "__qualname__", value)) return null;
  if (!isSubtype(value!.type, vm.T.str))
    return vm.raise(vm.T.TypeError, `can only assign string to ${t.name}.__qualname__, not '${value!.type.name}'`);
  touchPayload(self);
  const old = t.qualname;
  t.qualname = newRef(value as PyObject<string>);
  if (old !== null) vm.counts.decref(old);
  return OK;
}

function getModule(vm: VM, self: PyObject): Result {
  const t = recordOf(self);
  if (t.heapType) {
    const m = dictGetStringBorrowed(vm, t.dict, "__module__");
    return m === null ? vm.raise(vm.T.AttributeError, "__module__") : newRef(m);
  }
  const dot = t.name.lastIndexOf(".");
  return vm.newStr(dot < 0 ? "builtins" : t.name.slice(0, dot));
}

function setOwn(vm: VM, self: PyObject, name: string, value: PyObject | null): Result {
  const t = recordOf(self);
  if (immutable(vm, t, name, value)) return null;
  const key = vm.intern(name);
  dictSetString(vm, t.dict, key, value!);
  vm.counts.decref(key);
  typeModified(t);
  return OK;
}

function getAbstractMethods(vm: VM, self: PyObject): Result {
  const t = recordOf(self);
  const found = t === vm.T.type ? null : dictGetStringBorrowed(vm, t.dict, "__abstractmethods__");
  return found === null ? vm.raise(vm.T.AttributeError, "__abstractmethods__") : newRef(found);
}

/** CPython 3.11: Objects/typeobject.c type_set_abstractmethods */
function setAbstractMethods(vm: VM, self: PyObject, value: PyObject | null): Result {
  const t = recordOf(self);
  if (value === null) {
    if (!dictDeleteString(vm, t.dict, "__abstractmethods__")) return vm.raise(vm.T.AttributeError, "__abstractmethods__");
    t.flags &= ~TPFLAGS_IS_ABSTRACT;
    typeModified(t);
    return OK;
  }
  return thenBorrowed(vm, truth(vm, value), storeAbstract, self, value);
}

function storeAbstract(vm: VM, yes: PyObject, self: PyObject | null, value: PyObject | null): Result {
  const t = recordOf(self!);
  const abstract = yes === vm.true_;
  vm.counts.decref(yes);
  const r = setOwn(vm, self!, "__abstractmethods__", value);
  touchPayload(self!);
  if (abstract) t.flags |= TPFLAGS_IS_ABSTRACT;
  else t.flags &= ~TPFLAGS_IS_ABSTRACT;
  return r;
}

function getDoc(vm: VM, self: PyObject): Result {
  const t = recordOf(self);
  const doc = dictGetStringBorrowed(vm, t.dict, "__doc__");
  if (doc === null) return vm.newNone();
  const get = doc.type.tp_descr_get;
  return get === null ? newRef(doc) : get(vm, doc, null, self);
}

function getAnnotations(vm: VM, self: PyObject): Result {
  const t = recordOf(self);
  if (!t.heapType) return vm.raise(vm.T.AttributeError, `type object '${t.name}' has no attribute '__annotations__'`);
  const found = dictGetStringBorrowed(vm, t.dict, "__annotations__");
  if (found !== null) return newRef(found);
  const made = newDict(vm);
  const r = setOwn(vm, self, "__annotations__", made);
  return r === null ? null : made;
}

function setAnnotations(vm: VM, self: PyObject, value: PyObject | null): Result {
  const t = recordOf(self);
  if (!t.heapType) return vm.raise(vm.T.TypeError, `cannot set '__annotations__' attribute of immutable type '${t.name}'`);
  if (value !== null) return setOwn(vm, self, "__annotations__", value);
  if (!dictDeleteString(vm, t.dict, "__annotations__")) return vm.raise(vm.T.AttributeError, "__annotations__");
  typeModified(t);
  return OK;
}

function setBases(vm: VM, self: PyObject, value: PyObject | null): Result {
  const t = recordOf(self);
  if (immutable(vm, t, "__bases__", value)) return null;
  if (!isSubtype(value!.type, vm.T.tuple))
    return vm.raise(vm.T.TypeError, `can only assign tuple to ${t.name}.__bases__, not ${value!.type.name}`);
  return rebase(vm, t, value as PyObject<PyObject[]>);
}

/** CPython 3.11: Objects/typeobject.c type_set_bases */
function rebase(vm: VM, t: PyType, bases: PyObject<PyObject[]>): Result {
  if (bases.v.length === 0) return vm.raise(vm.T.TypeError, `can only assign non-empty tuple to ${t.name}.__bases__, not ()`);
  for (const b of bases.v) {
    if (!isType(vm, b)) return vm.raise(vm.T.TypeError, `${t.name}.__bases__ must be tuple of classes, not '${b.type.name}'`);
    if (isSubtype(recordOf(b), t)) return vm.raise(vm.T.TypeError, "a __bases__ item causes an inheritance cycle");
  }
  const records = bases.v.map(recordOf);
  const base = bestBase(vm, records);
  if (base === null) return null;
  if (base.layout !== t.base!.layout && !(base.layout === vm.T.object.layout))
    return vm.raise(vm.T.TypeError, `__bases__ assignment: '${base.name}' object layout differs from '${t.base!.name}'`);
  return changeBases(vm, t, base, records, bases);
}

/** CPython 3.11: Objects/typeobject.c type_mro_impl */
function type_mro(vm: VM, self: PyObject): Result {
  const type = recordOf(self);
  const bases = (type.bases.v as PyObject[]).map(recordOf);
  const mro = computeMro(vm, type, bases);
  return mro === null ? null : vm.newList(mro.map((t) => newRef(t.object)));
}

function type_subclasses(vm: VM, self: PyObject): Result {
  return vm.newList(recordOf(self).subclasses.map((t) => newRef(t.object)));
}

/** CPython 3.11: Objects/typeobject.c type___prepare___impl */
function type_prepare(vm: VM): Result {
  return newDict(vm);
}

function type_instancecheck(vm: VM, self: PyObject, instance: PyObject): Result {
  return isInstanceReal(vm, instance, self);
}

function type_subclasscheck(vm: VM, self: PyObject, subclass: PyObject): Result {
  return isSubclassReal(vm, subclass, self);
}

/** CPython 3.11: Objects/typeobject.c type___dir___impl, merge_class_dict */
function type_dir(vm: VM, self: PyObject): Result {
  const names = newDict(vm);
  for (const t of recordOf(self).mro) addNames(vm, names, t);
  return listOfKeys(vm, names);
}

function type_sizeof(vm: VM, self: PyObject): Result {
  // A heap type that may give its instances a dict has keys that they share.
  const type = recordOf(self);
  return vm.newInt(type.heapType ? 904 + (hasManagedDict(type) ? 768 : 0) : 408);
}

export const typeMethods: readonly MethodSpec[] = [
  method("mro", "($self, /)", type_mro, { doc: "Return a type's method resolution order." }),
  method("__subclasses__", "($self, /)", type_subclasses, { doc: "Return a list of immediate subclasses." }),
  method("__prepare__", "(*args, **kwargs)", type_prepare, { binding: "class", convention: "METH_FASTCALL|METH_KEYWORDS" }),
  method("__instancecheck__", "($self, instance, /)", type_instancecheck, { doc: "Check if an object is an instance." }),
  method("__subclasscheck__", "($self, subclass, /)", type_subclasscheck, { doc: "Check if a class is a subclass." }),
  method("__dir__", "($self, /)", type_dir, { doc: "Specialized __dir__ implementation for types." }),
  method("__sizeof__", "($self, /)", type_sizeof, { doc: "Return memory consumption of the type object." }),
];

export const typeGetset: readonly GetSetSpec[] = [
  { name: "__name__", get: (vm, self) => vm.newStr(shortTypeName(recordOf(self))), set: setName },
  { name: "__qualname__", get: getQualname, set: setQualname },
  { name: "__bases__", get: (_vm, self) => newRef(recordOf(self).bases), set: setBases },
  { name: "__base__", member: true, get: (vm, self) => newRef(recordOf(self).base?.object ?? vm.none) },
  { name: "__mro__", member: true, get: (vm, self) => newRef(recordOf(self).mroTuple ?? vm.none) },
  { name: "__flags__", member: true, get: (vm, self) => vm.newInt(recordOf(self).flags >>> 0) },
  { name: "__basicsize__", member: true, get: (vm, self) => vm.newInt(basicSize(recordOf(self))) },
  { name: "__itemsize__", member: true, get: (vm, self) => vm.newInt(itemSize(recordOf(self))) },
  { name: "__dictoffset__", member: true, get: (vm, self) => vm.newInt(recordOf(self).hasDict ? 16 : 0) },
  { name: "__weakrefoffset__", member: true, get: (vm, self) => vm.newInt(recordOf(self).hasWeakrefs ? 24 : 0) },
  { name: "__module__", get: getModule, set: (vm, self, value) => setOwn(vm, self, "__module__", value) },
  { name: "__abstractmethods__", get: getAbstractMethods, set: setAbstractMethods },
  { name: "__dict__", get: (vm, self) => newMappingProxy(vm, recordOf(self).dict) },
  { name: "__doc__", get: getDoc, set: (vm, self, value) => setOwn(vm, self, "__doc__", value) },
  { name: "__text_signature__", get: getTextSignature },
  { name: "__annotations__", get: getAnnotations, set: setAnnotations },
];

function getTextSignature(vm: VM, self: PyObject): Result {
  const t = recordOf(self);
  const signature = t.heapType ? null : typeSignature(t.name);
  return signature === null ? vm.newNone() : vm.newStr(signature);
}

function shortTypeName(t: PyType): string {
  return t.heapType ? t.name : t.name.slice(t.name.lastIndexOf(".") + 1);
}
