import { incref, newRef, touchPayload } from "@vivarium/heap";
import { PENDING, type PyObject, type Result } from "../../object.ts";
import { InlineCache } from "../../objects/code.ts";
import { keysVersion } from "../../objects/dict/dict.ts";
import type { DictTable } from "../../objects/dict/table.ts";
import { moduleGetAttr } from "../../objects/module.ts";
import { typeLookup, typeVersion } from "../../objects/type/lookup.ts";
import { genericGetAttr, genericSetAttr, getAttr, getMethod, setAttr } from "../../protocol/attribute.ts";
import {
  AWAITING_FINISH,
  COLD,
  type Control,
  decref,
  ERROR,
  type Fast,
  NEXT,
  QUIET,
  type Registers,
  SWITCH,
} from "./registers.ts";

/*
 * Attributes. An instruction remembers where it found the attribute the last time, for one type.
 */

/** The instance's value number `index`, in a type without a data descriptor of that name. */
const INSTANCE_VALUE = 1;
/** `value`, found on the type; no instance of it can have an attribute of that name. */
const ON_TYPE = 2;
/** `value`, found on the type, while the class's instances know no more than `index` attributes. */
const ON_TYPE_UNLESS_SHADOWED = 3;
/** Entry `index` of a module's dict. */
const IN_MODULE = 4;

/** So many misses, and an instruction is taken to meet everything. */
const MOST_MISSES = 64;

/** Remembers beside what was remembered last. */
export function remember(f: Registers, kind: number, version: number, index: number, value: PyObject | null): void {
  const before = f.code.caches[f.pc]!;
  if (before === null) {
    f.code.caches[f.pc] = new InlineCache(kind, version, 0, index, value);
    return;
  }
  if (before.misses > MOST_MISSES) return;
  const next = new InlineCache(before.kind, before.version, 0, before.index, before.value);
  f.code.caches[f.pc] = new InlineCache(kind, version, 0, index, value, before.misses + 1, next);
}

export function LOAD_ATTR_fast(f: Registers): Fast {
  const o = f.slots[f.sp - 1]!;
  let cache = f.code.caches[f.pc]!;
  if (cache === null || o.rc === 1) return COLD;
  if (cache.kind === INSTANCE_VALUE) {
    if (o.type.version !== cache.version) {
      cache = cache.next!;
      if (cache === null || o.type.version !== cache.version || cache.kind !== INSTANCE_VALUE) return COLD;
    }
    const values = o.v as (PyObject | null)[] | null;
    if (values === null || cache.index >= values.length) return COLD;
    const value = values[cache.index]!;
    if (value === null) return COLD;
    incref(value);
    f.slots[f.sp - 1] = value;
  } else {
    if (cache.kind !== IN_MODULE || o.type !== f.T.module) return COLD;
    const table = o.w!.dict!.v as DictTable;
    if (table.keysVersion !== cache.version) return COLD;
    const value = table.values[cache.index]!;
    incref(value);
    f.slots[f.sp - 1] = value;
  }
  decref(f, o);
  return QUIET;
}

export function LOAD_ATTR(f: Registers): Result {
  return loadAttr(f, f.slots[f.sp - 1]!, f.code.names[f.oparg]!);
}

export function LOAD_ATTR_finish(f: Registers, r: PyObject): void {
  const o = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, o);
}

export function loadAttr(f: Registers, o: PyObject, name: PyObject<string>): Result {
  const type = o.type;
  if (type.tp_getattro === genericGetAttr && type.keys !== null && o.v !== null) {
    const descr = typeLookup(f.vm, type, name.v);
    if (descr === null || descr.type.tp_descr_set === null || descr.type.tp_descr_get === null) {
      const i = type.keys.index.get(name.v);
      if (i !== undefined && i < o.v.length) remember(f, INSTANCE_VALUE, typeVersion(f.vm, type), i, null);
    }
  } else if (type === f.T.module && type.tp_getattro === moduleGetAttr) {
    const table = o.w!.dict!.v as DictTable;
    const i = table.index === null && typeLookup(f.vm, type, name.v) === null ? table.findString(name.v) : -1;
    if (i >= 0) remember(f, IN_MODULE, keysVersion(f.vm, o.w!.dict as PyObject<DictTable>), i, null);
  }
  return getAttr(f.vm, o, name);
}

/** Pushes the method and the object when calling the one with the other in front will do; else NULL and the bound attribute. */
export function LOAD_METHOD_fast(f: Registers): Fast {
  const o = f.slots[f.sp - 1]!;
  let cache = f.code.caches[f.pc]!;
  if (cache === null) return COLD;
  if (o.type.version !== cache.version) {
    cache = cache.next!;
    if (cache === null || o.type.version !== cache.version) return COLD;
  }
  if (cache.kind !== ON_TYPE && (o.v === null || o.type.keys!.names.length !== cache.index)) return COLD;
  const method = cache.value!;
  incref(method);
  f.slots[f.sp - 1] = method;
  f.slots[f.sp++] = o;
  return QUIET;
}

export function LOAD_METHOD(f: Registers): Control {
  const o = f.slots[f.sp - 1]!;
  const name = f.code.names[f.oparg]!;
  const method = getMethod(f.vm, o, name);
  if (method !== null) {
    rememberMethod(f, o, name, method);
    f.slots[f.sp - 1] = newRef(method);
    f.slots[f.sp++] = o;
    return NEXT;
  }
  const r = getAttr(f.vm, o, name);
  if (r === null) return ERROR;
  if (r === PENDING) {
    f.frame.awaiting = AWAITING_FINISH;
    return SWITCH;
  }
  LOAD_METHOD_finish(f, r);
  return NEXT;
}

/** CPython 3.11: Python/specialize.c _Py_Specialize_LoadMethod */
export function rememberMethod(f: Registers, o: PyObject, name: PyObject<string>, method: PyObject): void {
  const type = o.type;
  const version = typeVersion(f.vm, type);
  if (!type.hasDict) remember(f, ON_TYPE, version, 0, method);
  else if (type.keys !== null && o.v !== null && !type.keys.index.has(name.v))
    remember(f, ON_TYPE_UNLESS_SHADOWED, version, type.keys.names.length, method);
  else remember(f, 0, -1, 0, method);
}

/** The bound attribute goes where a call looks for what has no self. */
export function LOAD_METHOD_finish(f: Registers, r: PyObject): void {
  const o = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = null;
  f.slots[f.sp++] = r;
  decref(f, o);
}

export function STORE_ATTR_fast(f: Registers): Fast {
  const o = f.slots[f.sp - 1]!;
  let cache = f.code.caches[f.pc]!;
  if (cache === null || o.rc === 1) return COLD;
  if (o.type.version !== cache.version) {
    cache = cache.next!;
    if (cache === null || o.type.version !== cache.version) return COLD;
  }
  const values = o.v as (PyObject | null)[] | null;
  if (values === null || cache.index >= values.length) return COLD;
  touchPayload(o);
  const old = values[cache.index]!;
  values[cache.index] = f.slots[f.sp - 2]!;
  f.sp -= 2;
  decref(f, o);
  if (old === null) return QUIET;
  decref(f, old);
  return NEXT;
}

export function STORE_ATTR(f: Registers): Result {
  const o = f.slots[f.sp - 1]!;
  const name = f.code.names[f.oparg]!;
  const r = setAttr(f.vm, o, name, f.slots[f.sp - 2]!);
  rememberStore(f, o, name);
  return r;
}

export function rememberStore(f: Registers, o: PyObject, name: PyObject<string>): void {
  const type = o.type;
  if (type.tp_setattro !== genericSetAttr || type.keys === null || o.v === null) return;
  const descr = typeLookup(f.vm, type, name.v);
  if (descr !== null && descr.type.tp_descr_set !== null) return;
  const i = type.keys.index.get(name.v);
  if (i !== undefined) remember(f, INSTANCE_VALUE, typeVersion(f.vm, type), i, null);
}

export function STORE_ATTR_finish(f: Registers): void {
  const o = f.slots[--f.sp]!;
  const value = f.slots[--f.sp]!;
  decref(f, value);
  decref(f, o);
}

export function DELETE_ATTR(f: Registers): Result {
  return setAttr(f.vm, f.slots[f.sp - 1]!, f.code.names[f.oparg]!, null);
}

export function DELETE_ATTR_finish(f: Registers): void {
  const o = f.slots[--f.sp]!;
  decref(f, o);
}
