import { newRef } from "@vivarium/heap";
import { callMethod, callObject } from "../eval/call.ts";
import { andThen as then } from "../eval/native-frame.ts";
import { importModuleNamed } from "../import/import-module.ts";
import type { VM } from "../interpreter.ts";
import { type PyObject, type PyType, type Result, STOP } from "../object.ts";
import { getAttrString, instanceDictBorrowed, instanceGetBorrowed, lookupAttrString } from "../protocol/attribute.ts";
import { dictEntries, dictSetString, newDict } from "./dict/dict.ts";

/** Names of attributes of the object, its class and its bases, as a list. CPython 3.11: Objects/typeobject.c object___dir___impl */
export function objectDir(vm: VM, self: PyObject): Result {
  return then(vm, lookupAttrString(vm, self, "__dict__"), dirWithDict, self, null, null, 0, true);
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

/** CPython 3.11: Objects/typeobject.c object___reduce_ex___impl, reduce_newobj; protocols below 2 go through copyreg */
export function objectReduceEx(vm: VM, self: PyObject, protocol: number): Result {
  return then(vm, importModuleNamed(vm, "copyreg"), protocol >= 2 ? reduceNew : reduceOld, self, null, null, protocol);
}

function reduceOld(
  vm: VM,
  copyreg: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  protocol: number,
): Result {
  const number = vm.newInt(protocol);
  const r = callMethod(vm, copyreg, "_reduce_ex", [self!, number]);
  vm.counts.decref(number);
  vm.counts.decref(copyreg);
  return r;
}

function reduceNew(vm: VM, copyreg: PyObject, self: PyObject | null): Result {
  const r = then(vm, lookupAttrString(vm, self!, "__getnewargs_ex__"), haveNewArgsEx, self, copyreg, null, 0, true);
  vm.counts.decref(copyreg);
  return r;
}

function haveNewArgsEx(vm: VM, f: PyObject, self: PyObject | null, copyreg: PyObject | null): Result {
  if (f === STOP) return then(vm, lookupAttrString(vm, self!, "__getnewargs__"), haveNewArgs, self, copyreg, null, 0, true);
  const r = then(vm, callObject(vm, f, []), reduceWithArgs, self, copyreg, null, 1);
  vm.counts.decref(f);
  return r;
}

function haveNewArgs(vm: VM, f: PyObject, self: PyObject | null, copyreg: PyObject | null): Result {
  if (f === STOP) return reduceWithArgs(vm, vm.newTuple([]), self, copyreg, null, 0);
  const r = then(vm, callObject(vm, f, []), reduceWithArgs, self, copyreg, null, 0);
  vm.counts.decref(f);
  return r;
}

/** `args` are those of `__new__`, or with `ex` the pair of those and keywords. Owned. */
function reduceWithArgs(
  vm: VM,
  args: PyObject,
  self: PyObject | null,
  copyreg: PyObject | null,
  _c: PyObject | null,
  ex: number,
): Result {
  const cls = self!.type.object;
  const parts = args.v as PyObject[];
  if (ex === 1 && (parts[1]!.v as { used: number }).used > 0) {
    const newargs = vm.newTuple([newRef(cls), newRef(parts[0]!), newRef(parts[1]!)]);
    vm.counts.decref(args);
    const r = then(vm, getAttrString(vm, copyreg!, "__newobj_ex__"), withState, self, newargs);
    vm.counts.decref(newargs);
    return r;
  }
  const positional = ex === 1 ? (parts[0]!.v as PyObject[]) : parts;
  const newargs = vm.newTuple([newRef(cls), ...positional.map((p) => newRef(p))]);
  vm.counts.decref(args);
  const r = then(vm, getAttrString(vm, copyreg!, "__newobj__"), withState, self, newargs);
  vm.counts.decref(newargs);
  return r;
}

function withState(vm: VM, newobj: PyObject, self: PyObject | null, newargs: PyObject | null): Result {
  const r = then(vm, callMethod(vm, self!, "__getstate__", []), withItems, newobj, newargs, self);
  vm.counts.decref(newobj);
  return r;
}

function withItems(vm: VM, state: PyObject, newobj: PyObject | null, newargs: PyObject | null, self: PyObject | null): Result {
  const T = vm.T;
  const head = vm.newTuple([newRef(newobj!), newRef(newargs!), state]);
  const isList = self!.type.mro.includes(T.list);
  const isDict = self!.type.mro.includes(T.dict);
  const listItems = isList ? T.list.tp_iter!(vm, self!) : vm.newNone();
  if (!isDict) return finishReduce(vm, listItems, vm.newNone(), head);
  return then(vm, callMethod(vm, self!, "items", []), iterItems, listItems, head);
}

function iterItems(vm: VM, items: PyObject, listItems: PyObject | null, head: PyObject | null): Result {
  const r = items.type.tp_iter!(vm, items);
  vm.counts.decref(items);
  return r === null ? null : finishReduce(vm, listItems, r, head!);
}

function finishReduce(vm: VM, listItems: Result, dictItems: PyObject, head: PyObject): Result {
  if (listItems === null) return null;
  const [newobj, newargs, state] = head.v as [PyObject, PyObject, PyObject];
  const r = vm.newTuple([newRef(newobj), newRef(newargs), newRef(state), listItems, dictItems]);
  vm.counts.decref(head);
  return r;
}
