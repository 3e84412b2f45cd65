import { newRef } from "@vivarium/heap";
import { andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { type PyObject, type PyType, type Result, STOP } from "../object.ts";
import { instanceDictBorrowed, instanceGetBorrowed, lookupAttrString } from "../protocol/attribute.ts";
import { dictEntries, dictSetString, newDict } from "./dict/dict.ts";

/** Names of attributes of the object, its class and its bases, as a list. CPython 3.11: Objects/typeobject.c object___dir___impl */
export function objectDir(vm: VM, self: PyObject): Result {
  return thenBorrowed(vm, lookupAttrString(vm, self, "__dict__"), dirWithDict, self, null, null, 0, true);
}

function dirWithDict(vm: VM, dict: PyObject, self: PyObject | null): Result {
  const names = newDict(vm);
  if (dict !== STOP) {
    if (dict.type.mro.includes(vm.T.dict))
      for (const [k, v] of dictEntries(dict)) if (k.type === vm.T.str) dictSetString(vm, names, k as PyObject<string>, v);
    vm.counts.decref(dict);
  }
  for (const t of self!.type.mro) addNames(vm, names, t);
  return listOfKeys(vm, names);
}

/** Names in a type's dict. */
export function addNames(vm: VM, names: PyObject, type: PyType): void {
  for (const [k, v] of dictEntries(type.dict)) if (k.type === vm.T.str) dictSetString(vm, names, k as PyObject<string>, v);
}

/** The keys of a dict, which is given away, as a list. */
export function listOfKeys(vm: VM, names: PyObject): Result {
  const keys = dictEntries(names).map(([k]) => newRef(k));
  vm.counts.decref(names);
  return vm.newList(keys);
}

/** The instance's state: its dict, with slots beside it when there are any. CPython 3.11: Objects/typeobject.c object_getstate_default */
export function objectGetState(vm: VM, self: PyObject): Result {
  let state: PyObject;
  const type = self.type;
  const attributes = type.hasDict ? attributesOf(vm, self) : [];
  if (attributes.length === 0) state = vm.newNone();
  else {
    state = newDict(vm);
    for (const [k, v] of attributes) dictSetString(vm, state, k, v);
  }
  const slots = slotValues(vm, self);
  if (slots === null) return state;
  return vm.newTuple([state, slots]);
}

function attributesOf(vm: VM, self: PyObject): [PyObject<string>, PyObject][] {
  if (self.type.keys !== null && self.v !== null) {
    const names = self.type.keys.names;
    return names.flatMap((n) => {
      const value = instanceGetBorrowed(vm, self, n.v);
      return value === null ? [] : [[n, value] as [PyObject<string>, PyObject]];
    });
  }
  const dict = instanceDictBorrowed(self);
  return dict === null ? [] : (dictEntries(dict) as [PyObject<string>, PyObject][]);
}

/** A dict of the values of `__slots__`, or null when there are none set. */
function slotValues(vm: VM, self: PyObject): PyObject | null {
  if (self.type.slotCount === 0 || self.w?.slots == null) return null;
  const dict = newDict(vm);
  for (const t of [...self.type.mro].reverse()) {
    for (const [k, descr] of dictEntries(t.dict)) {
      if (descr.type !== vm.T.member_descriptor) continue;
      const value = (descr.v as { spec: { get(vm: VM, self: PyObject): Result } }).spec.get(vm, self);
      if (value === null) vm.clearException();
      else {
        dictSetString(vm, dict, k as PyObject<string>, value);
        vm.counts.decref(value);
      }
    }
  }
  if ((dict.v as { used: number }).used > 0) return dict;
  vm.counts.decref(dict);
  return null;
}
