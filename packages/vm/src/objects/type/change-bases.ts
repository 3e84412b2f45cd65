import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type PyType, type Result } from "../../object.ts";
import { typeModified } from "./lookup.ts";
import { computeMro } from "./mro.ts";
import { slotTable } from "./slot-table.ts";
import { updateSlot } from "./update-slots.ts";

/** Gives the type other bases: MROs and slots of it and all its subtypes are computed anew. CPython 3.11: Objects/typeobject.c type_set_bases */
export function changeBases(vm: VM, t: PyType, base: PyType, bases: PyType[], tuple: PyObject<PyObject[]>): Result {
  const mro = computeMro(vm, t, bases);
  if (mro === null) return null;
  touchPayload(t.object);
  for (const b of t.bases.v) {
    const record = b.v as PyType;
    touchPayload(record.object);
    record.subclasses = record.subclasses.filter((s) => s !== t);
  }
  const oldBase = t.base!;
  const oldBases = t.bases;
  t.base = base;
  newRef(t.base.object);
  t.bases = newRef(tuple);
  for (const b of bases) {
    touchPayload(b.object);
    b.subclasses.push(t);
  }
  setMro(vm, t, mro);
  for (const sub of t.subclasses) recompute(vm, sub);
  vm.counts.decref(oldBase.object);
  vm.counts.decref(oldBases);
  return OK;
}

function recompute(vm: VM, t: PyType): void {
  const mro = computeMro(
    vm,
    t,
    t.bases.v.map((b) => b.v as PyType),
  );
  if (mro === null) vm.clearException();
  else setMro(vm, t, mro);
  for (const sub of t.subclasses) recompute(vm, sub);
}

function setMro(vm: VM, t: PyType, mro: PyType[]): void {
  touchPayload(t.object);
  t.mro = mro;
  const old = t.mroTuple;
  t.mroTuple = vm.newTuple(mro.map((m) => newRef(m.object)));
  if (old !== null) vm.counts.decref(old);
  typeModified(t);
  for (const slot of new Set(slotTable.map((row) => row.slot))) updateSlot(vm, t, slot);
}
