import { epoch, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PyObject, PyType } from "../../object.ts";
import { dictGetStringBorrowed } from "../dict/dict.ts";

/**
 * The attribute `name` along the MRO of `type`, borrowed; null when there is none. Runs nothing.
 * CPython 3.11: Objects/typeobject.c _PyType_Lookup
 */
export function typeLookup(vm: VM, type: PyType, name: string): PyObject | null {
  const cached = type.lookupCache.get(name);
  if (cached !== undefined) return cached;
  let value: PyObject | null = null;
  for (const t of type.mro) {
    value = dictGetStringBorrowed(vm, t.dict, name);
    if (value !== null) break;
  }
  type.lookupCache.set(name, value);
  return value;
}

/** A tag that stays good until the type or one of its bases changes. CPython 3.11: assign_version_tag */
export function typeVersion(vm: VM, type: PyType): number {
  if (type.version === 0) {
    touchType(type);
    type.version = vm.nextTypeVersion++;
  }
  return type.version;
}

/** The type's dict or bases changed: forgets what was looked up, here and in all subtypes. CPython 3.11: PyType_Modified */
export function typeModified(type: PyType): void {
  touchType(type);
  type.version = 0;
  type.lookupCache.clear();
  for (const sub of type.subclasses) typeModified(sub);
}

/** To be called before a type's record is written. The first types are made before they have objects. */
export function touchType(type: PyType): void {
  if (epoch !== 0) touchPayload(type.object);
}
