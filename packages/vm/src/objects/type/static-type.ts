import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import {
  alloc,
  type PyObject,
  PyType,
  type Result,
  type Slots,
  TPFLAGS_HAVE_GC,
  TPFLAGS_IMMUTABLETYPE,
  TPFLAGS_INHERITED,
} from "../../object.ts";
import { newGetSet, newMethodDescriptor, newStaticBuiltin } from "../descriptors.ts";
import { dictGetStringBorrowed, dictSetString, newDict } from "../dict/dict.ts";
import { touchType } from "./lookup.ts";
import { computeMro } from "./mro.ts";
import { slotTable } from "./slot-table.ts";
import { newSlotWrapper } from "./slot-wrappers.ts";
import type { TypeSpec } from "./type-spec.ts";
import { inheritSlots } from "./update-slots.ts";

/** Makes the type that `spec` describes. CPython 3.11: Objects/typeobject.c PyType_Ready */
export function typeFromSpec(vm: VM, spec: TypeSpec): PyType {
  const base = spec.base === undefined ? vm.T.object : spec.base(vm);
  const type = new PyType(spec.name, base, spec.layout ?? base.layout);
  attachObject(vm, type);
  readyType(vm, type, spec, base);
  return type;
}

/** Gives the record its Python object. */
export function attachObject(vm: VM, type: PyType): void {
  type.object = alloc(vm, vm.T.type, type);
}

/** Fills a type from its description: the second half of `typeFromSpec`, for the types that exist before `type` and `dict` do. */
export function readyType(vm: VM, type: PyType, spec: TypeSpec, base: PyType | null): void {
  type.doc = spec.doc ?? null;
  type.dict = newDict(vm);
  type.base = base;
  type.bases = vm.newTuple(base === null ? [] : [newRef(base.object)]);
  type.mro = computeMro(vm, type, base === null ? [] : [base])!;
  type.mroTuple = vm.newTuple(type.mro.map((t) => newRef(t.object)));
  type.flags = (spec.flags ?? 0) | TPFLAGS_IMMUTABLETYPE;
  if (base !== null) {
    type.flags |= base.flags & TPFLAGS_INHERITED;
    type.hasDict = base.hasDict;
    type.hasWeakrefs = base.hasWeakrefs;
    type.slotCount = base.slotCount;
    type.solidBase = spec.layout === undefined ? base.solidBase : type;
    touchType(base);
    base.subclasses.push(type);
  }
  if (spec.hasDict !== undefined) type.hasDict = spec.hasDict;
  if (spec.hasWeakrefs !== undefined) type.hasWeakrefs = spec.hasWeakrefs;
  if (type.layout.container) type.flags |= TPFLAGS_HAVE_GC;
  Object.assign(type, spec.slots ?? {});
  addOperators(vm, type);
  if (spec.slots?.tp_new != null) setOwn(vm, type, "__new__", newStaticBuiltin(vm, newMethodOf(type)));
  for (const m of spec.methods ?? []) setOwn(vm, type, m.name, newMethodDescriptor(vm, type, m));
  for (const g of spec.getset ?? []) setOwn(vm, type, g.name, newGetSet(vm, type, g));
  for (const [name, value] of Object.entries(spec.attributes?.(vm, type) ?? {})) setOwn(vm, type, name, value);
  if (dictGetStringBorrowed(vm, type.dict, "__doc__") === null)
    setOwn(vm, type, "__doc__", spec.doc === undefined ? vm.newNone() : vm.newStr(spec.doc));
  // A type that compares and does not say how to hash cannot be hashed.
  const own = spec.slots ?? {};
  if (own.tp_richcompare != null && own.tp_hash === undefined) {
    if (dictGetStringBorrowed(vm, type.dict, "__hash__") === null) setOwn(vm, type, "__hash__", vm.newNone());
    if (base !== null) inheritSlots(type, base);
    type.tp_hash = null;
  } else if (base !== null) inheritSlots(type, base);
}

/** The `__new__` of a built-in type: checks what it is asked to make. CPython 3.11: tp_new_wrapper */
function newMethodOf(type: PyType): {
  name: string;
  call: (vm: VM, args: readonly PyObject[], kwnames: readonly PyObject[] | null) => Result;
  self: PyObject;
  type: PyType;
} {
  return {
    name: "__new__",
    self: type.object,
    type,
    call(vm, args, kwnames) {
      const T = vm.T;
      const positional = args.length - (kwnames?.length ?? 0);
      if (positional < 1) return vm.raise(T.TypeError, `${type.name}.__new__(): not enough arguments`);
      const wanted = args[0]!;
      if (wanted.type !== T.type && !wanted.type.mro.includes(T.type))
        return vm.raise(T.TypeError, `${type.name}.__new__(X): X is not a type object (${wanted.type.name})`);
      const sub = wanted.v as PyType;
      if (!sub.mro.includes(type))
        return vm.raise(T.TypeError, `${type.name}.__new__(${sub.name}): ${sub.name} is not a subtype of ${type.name}`);
      let solid = sub;
      while (solid.heapType && solid.base !== null && solid.tp_new !== type.tp_new) solid = solid.base;
      if (!sub.heapType || staticBase(sub) !== type) {
        const safe = staticBase(sub);
        if (safe.tp_new !== type.tp_new)
          return vm.raise(T.TypeError, `${type.name}.__new__(${sub.name}) is not safe, use ${safe.name}.__new__()`);
      }
      return type.tp_new!(vm, sub, args.slice(1), kwnames);
    },
  };
}

/** The nearest base that is no heap type. */
function staticBase(type: PyType): PyType {
  let t = type;
  while (t.heapType && t.base !== null) t = t.base;
  return t;
}

function setOwn(vm: VM, type: PyType, name: string, value: PyObject): void {
  const key = vm.intern(name);
  if (dictGetStringBorrowed(vm, type.dict, name) === null) dictSetString(vm, type.dict, key, value);
  vm.counts.decref(key);
  vm.counts.decref(value);
}

/** A slot wrapper for each slot the type fills itself. CPython 3.11: add_operators */
function addOperators(vm: VM, type: PyType): void {
  const slots = type as Slots;
  for (const definition of slotTable) {
    const fn = slots[definition.slot];
    if (fn === null || definition.kind === "getattr") continue;
    if (dictGetStringBorrowed(vm, type.dict, definition.name) !== null) continue;
    setOwn(vm, type, definition.name, newSlotWrapper(vm, type, definition, fn as never));
  }
}
