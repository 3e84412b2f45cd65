import { extra, newRef, touch, touchPayload } from "@vivarium/heap";
import { dropAfter, holdWhilePending, orElse } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type Result, type SharedKeys, STOP, TPFLAGS_METHOD_DESCRIPTOR } from "../object.ts";
import { dictDeleteString, dictGetStringBorrowed, dictSetString, newDict } from "../objects/dict/dict.ts";
import type { DictTable } from "../objects/dict/table.ts";
import { raiseAttributeError } from "../objects/exceptions/raise.ts";
import { typeLookup } from "../objects/type/lookup.ts";

/*
 * Attributes of instances (CPython 3.11: Objects/object.c, dictobject.c "inline values").
 *
 * An instance of a plain class keeps attribute values in an array (`v`), in the order of its class's shared keys; no dict exists until somebody asks
 * for `__dict__`, deletes an attribute, or sets them in another order than the class's first instances did. Then `w.dict` has them all and `v` is
 * empty. Objects whose payload is taken (a subclass of list, a module, a function) have `w.dict` from their first attribute on.
 */

/** `o.name`; new reference. CPython 3.11: PyObject_GetAttr */
export function getAttr(vm: VM, o: PyObject, name: PyObject<string>): Result {
  const get = o.type.tp_getattro;
  if (get === null) return raiseAttributeError(vm, `'${o.type.name}' object has no attribute '${name.v}'`, o, name);
  return get(vm, o, name);
}

export function getAttrString(vm: VM, o: PyObject, name: string): Result {
  const key = vm.intern(name);
  return dropAfter(vm, getAttr(vm, o, key), key);
}

/** `o.name`, or STOP when that raises AttributeError. CPython 3.11: _PyObject_LookupAttr */
export function lookupAttr(vm: VM, o: PyObject, name: PyObject<string>): Result {
  return orElse(vm, getAttr(vm, o, name), attributeErrorToStop);
}

export function lookupAttrString(vm: VM, o: PyObject, name: string): Result {
  const key = vm.intern(name);
  return dropAfter(vm, lookupAttr(vm, o, key), key);
}

function attributeErrorToStop(vm: VM): Result {
  if (!vm.exceptionMatches(vm.T.AttributeError)) return null;
  vm.clearException();
  return STOP;
}

/** `o.name = value`, or `del o.name` with null; gives OK. CPython 3.11: PyObject_SetAttr */
export function setAttr(vm: VM, o: PyObject, name: PyObject<string>, value: PyObject | null): Result {
  const set = o.type.tp_setattro;
  if (set === null) {
    const has = o.type.tp_getattro === null ? "has no attributes" : "has only read-only attributes";
    return vm.raise(vm.T.TypeError, `'${o.type.name}' object ${has} (${value === null ? "del" : "assign to"} .${name.v})`);
  }
  return set(vm, o, name, value);
}

/** The special method `name` bound to `o`, looked up on its type; STOP when there is none. CPython 3.11: _PyObject_LookupSpecial */
export function lookupSpecial(vm: VM, o: PyObject, name: string): Result {
  const found = typeLookup(vm, o.type, name);
  if (found === null) return STOP;
  const get = found.type.tp_descr_get;
  return get === null ? newRef(found) : get(vm, found, o, o.type.object);
}

/** Where the attributes of `o` are when there is a dict, borrowed. */
export function instanceDictBorrowed(o: PyObject): PyObject<DictTable> | null {
  return o.w === null ? null : (o.w.dict as PyObject<DictTable> | null);
}

/** The value of an instance attribute, borrowed; null when it is not there. */
export function instanceGetBorrowed(vm: VM, o: PyObject, name: string): PyObject | null {
  const keys = o.type.keys;
  if (keys !== null && o.v !== null) {
    const i = keys.index.get(name);
    return i === undefined ? null : ((o.v as (PyObject | null)[])[i] ?? null);
  }
  const dict = instanceDictBorrowed(o);
  return dict === null ? null : dictGetStringBorrowed(vm, dict, name);
}

/** `o.__dict__`, made if need be; borrowed. Only for objects whose type has one. CPython 3.11: _PyObject_GetDictPtr, _PyObject_GenericGetDict */
export function materializeDict(vm: VM, o: PyObject): PyObject<DictTable> {
  const existing = instanceDictBorrowed(o);
  if (existing !== null) return existing;
  const dict = newDict(vm);
  const w = extra(o);
  touch(o);
  w.dict = dict;
  if (o.type.keys !== null && o.v !== null) {
    touchPayload(o);
    const values = o.v as (PyObject | null)[];
    for (let i = 0; i < values.length; i++) if (values[i] !== null) dict.v.addString(newRef(o.type.keys.names[i]!), values[i]!);
    o.v = null;
  }
  return dict;
}

/** CPython 3.11: Objects/object.c _PyObject_GenericGetAttrWithDict */
export function genericGetAttr(vm: VM, o: PyObject, name: PyObject<string>): Result {
  const type = o.type;
  const descr = typeLookup(vm, type, name.v);
  if (descr !== null) {
    const get = descr.type.tp_descr_get;
    if (get !== null && descr.type.tp_descr_set !== null) return holdWhilePending(vm, get(vm, descr, o, type.object), [descr]);
  }
  if (type.hasDict) {
    const value = instanceGetBorrowed(vm, o, name.v);
    if (value !== null) return newRef(value);
  }
  if (descr !== null) {
    const get = descr.type.tp_descr_get;
    return get === null ? newRef(descr) : holdWhilePending(vm, get(vm, descr, o, type.object), [descr]);
  }
  return raiseAttributeError(vm, `'${type.name}' object has no attribute '${name.v}'`, o, name);
}

/** CPython 3.11: Objects/object.c _PyObject_GenericSetAttrWithDict */
export function genericSetAttr(vm: VM, o: PyObject, name: PyObject<string>, value: PyObject | null): Result {
  const type = o.type;
  const descr = typeLookup(vm, type, name.v);
  if (descr !== null) {
    const set = descr.type.tp_descr_set;
    if (set !== null) return holdWhilePending(vm, set(vm, descr, o, value), [descr]);
  }
  if (!type.hasDict) {
    if (descr !== null) return vm.raise(vm.T.AttributeError, `'${type.name}' object attribute '${name.v}' is read-only`);
    return vm.raise(vm.T.AttributeError, `'${type.name}' object has no attribute '${name.v}'`);
  }
  if (value !== null) instanceSet(vm, o, name, value);
  else if (!instanceDelete(vm, o, name))
    return vm.raise(vm.T.AttributeError, `'${type.name}' object has no attribute '${name.v}'`);
  return OK;
}

/** Sets an instance attribute; `value` borrowed. CPython 3.11: _PyObject_StoreInstanceAttribute */
export function instanceSet(vm: VM, o: PyObject, name: PyObject<string>, value: PyObject): void {
  const keys = o.type.keys;
  if (keys !== null && o.v !== null) {
    touchPayload(o);
    const values = o.v as (PyObject | null)[];
    const i = indexFor(vm, o.type.object, keys, name, values.length);
    if (i >= 0) {
      const old = i < values.length ? values[i]! : null;
      values[i] = newRef(value);
      if (old !== null) vm.counts.decref(old);
      return;
    }
  }
  dictSetString(vm, materializeDict(vm, o), name, value);
}

/** How many attributes a class shares among its instances; more go to a dict (CPython's SHARED_KEYS_MAX_SIZE). */
const SHARED_KEYS_MAX = 30;

/** The place of `name`: an old one, or the next when it continues the order; -1: this instance needs a dict. */
function indexFor(vm: VM, cls: PyObject, keys: SharedKeys, name: PyObject<string>, length: number): number {
  const known = keys.index.get(name.v);
  if (known !== undefined) return known <= length ? known : -1;
  if (keys.names.length !== length || length >= SHARED_KEYS_MAX) return -1;
  touchPayload(cls);
  keys.index.set(name.v, length);
  keys.names.push(vm.intern(name.v));
  return length;
}

/** False when there is no such attribute. */
export function instanceDelete(vm: VM, o: PyObject, name: PyObject<string>): boolean {
  if (instanceGetBorrowed(vm, o, name.v) === null) return false;
  return dictDeleteString(vm, materializeDict(vm, o), name.v);
}

/**
 * For `o.name(...)`: the function found on the type, borrowed, when calling it with `o` in front is the same; null: use `getAttr`.
 * CPython 3.11: Objects/object.c _PyObject_GetMethod
 */
export function getMethod(vm: VM, o: PyObject, name: PyObject<string>): PyObject | null {
  const type = o.type;
  if (type.tp_getattro !== genericGetAttr) return null;
  const descr = typeLookup(vm, type, name.v);
  if (descr === null || (descr.type.flags & TPFLAGS_METHOD_DESCRIPTOR) === 0) return null;
  if (type.hasDict && instanceGetBorrowed(vm, o, name.v) !== null) return null;
  return descr;
}

/** The `__dict__` getter and setter of classes. CPython 3.11: Objects/typeobject.c subtype_dict, subtype_setdict */
export function getInstanceDict(vm: VM, o: PyObject): Result {
  return newRef(materializeDict(vm, o));
}

export function setInstanceDict(vm: VM, o: PyObject, value: PyObject | null): Result {
  if (value !== null && !value.type.mro.includes(vm.T.dict))
    return vm.raise(vm.T.TypeError, `__dict__ must be set to a dictionary, not a '${value.type.name}'`);
  const old = materializeDict(vm, o);
  touch(o);
  extra(o).dict = value === null ? newDict(vm) : newRef(value);
  vm.counts.decref(old);
  return OK;
}
