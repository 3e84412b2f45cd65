import type { VM } from "../../interpreter.ts";
import { type PyObject, type PyType, type SlotName, Slots, TPFLAGS_DISALLOW_INSTANTIATION } from "../../object.ts";
import type { BuiltinFunction } from "../descriptors.ts";
import { touchType, typeLookup } from "./lookup.ts";
import { isSubtype } from "./mro.ts";
import { getAttrHook, slotAdapters, slotNew } from "./slot-adapters.ts";
import { rowsBySlot, slotsByName } from "./slot-table.ts";
import type { SlotWrapper } from "./slot-wrappers.ts";

type SlotRecord = Record<SlotName, unknown>;

const slotNames = Object.keys(new Slots()) as SlotName[];

/** A new type starts with its base's slots. CPython 3.11: Objects/typeobject.c inherit_slots */
export function inheritSlots(type: PyType, base: PyType): void {
  for (const name of slotNames) {
    // CPython 3.11: type_ready_set_new
    if (name === "tp_new" && (type.flags & TPFLAGS_DISALLOW_INSTANTIATION) !== 0) continue;
    if ((type as unknown as SlotRecord)[name] === null)
      (type as unknown as SlotRecord)[name] = (base as unknown as SlotRecord)[name];
  }
}

/**
 * Fills `slot` from what the type's methods say now: the native function when the only method found is its wrapper, else the
 * adapter that looks the method up. CPython 3.11: update_one_slot
 */
export function updateSlot(vm: VM, type: PyType, slot: SlotName): void {
  touchType(type);
  const record = type as unknown as SlotRecord;
  let specific: unknown = null;
  let generic = false;
  let found = false;
  for (const row of rowsBySlot.get(slot)!) {
    const descr = typeLookup(vm, type, row.name);
    if (descr === null) continue;
    found = true;
    if (descr.type === vm.T.wrapper_descriptor) {
      const w = descr.v as SlotWrapper;
      if (w.slot === slot && w.definition.name === row.name && isSubtype(type, w.owner)) {
        if (specific === null || specific === w.fn) specific = w.fn;
        else generic = true;
        continue;
      }
      // The wrapper of another slot of the same name (`__len__` of a mapping for sq_length) says nothing about this one.
      if (w.slot !== slot && w.definition.name === row.name) {
        if (isSubtype(type, w.owner) && !isDefinedInPython(vm, type, row.name)) continue;
      }
    }
    generic = true;
  }
  if (!found) record[slot] = null;
  else if (generic)
    record[slot] =
      slot === "tp_getattro" && typeLookup(vm, type, "__getattr__") !== null ? getAttrHook : (slotAdapters[slot] ?? null);
  else record[slot] = specific;
}

function isDefinedInPython(vm: VM, type: PyType, name: string): boolean {
  const descr = typeLookup(vm, type, name);
  return descr !== null && descr.type !== vm.T.wrapper_descriptor;
}

/** `tp_new` from what `__new__` is now: a built-in type's own function, or the adapter. CPython 3.11: update_one_slot, the case of tp_new_wrapper */
function updateNew(vm: VM, type: PyType): void {
  touchType(type);
  const found = typeLookup(vm, type, "__new__");
  if (found === null) type.tp_new = null;
  else if (found.type === vm.T.builtin_function_or_method && (found.v as BuiltinFunction).custom !== null) {
    const owner = (found.v as BuiltinFunction).owner;
    type.tp_new = owner === null ? slotNew : owner.tp_new;
  } else type.tp_new = slotNew;
}

/** The special method `name` of the type was set or deleted. CPython 3.11: update_slot */
export function updateSlotsFor(vm: VM, type: PyType, name: string): void {
  if (name === "__new__") {
    const visitNew = (t: PyType): void => {
      updateNew(vm, t);
      for (const sub of t.subclasses) visitNew(sub);
    };
    visitNew(type);
    return;
  }
  const rows = slotsByName.get(name);
  if (rows === undefined) return;
  const visit = (t: PyType): void => {
    for (const row of rows) updateSlot(vm, t, row.slot);
    for (const sub of t.subclasses) visit(sub);
  };
  visit(type);
}

/** Every special method that a class's own dict, or a base outside its first base's MRO, defines. CPython 3.11: fixup_slot_dispatchers */
export function fixupSlots(vm: VM, type: PyType): void {
  const base = type.base!;
  const slots = new Set<SlotName>();
  for (const t of type.mro) {
    if (base.mro.includes(t)) continue;
    for (const [key] of specialNames(t.dict)) for (const row of slotsByName.get(key)!) slots.add(row.slot);
  }
  for (const slot of slots) updateSlot(vm, type, slot);
  updateNew(vm, type);
}

function specialNames(dict: PyObject): [string][] {
  const names: [string][] = [];
  for (const k of (dict.v as { keys: (PyObject | null)[] }).keys)
    if (k !== null && typeof k.v === "string" && slotsByName.has(k.v)) names.push([k.v]);
  return names;
}
