import { incref, newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { OK, type PyObject, type Result, STOP } from "../../object.ts";
import { InlineCache } from "../../objects/code.ts";
import {
  dictDelete,
  dictDeleteString,
  dictGet,
  dictGetStringBorrowed,
  dictSet,
  dictSetString,
  keysVersion,
} from "../../objects/dict/dict.ts";
import type { DictTable } from "../../objects/dict/table.ts";
import { raiseNameError } from "../../objects/exceptions/raise.ts";
import { getItem, setItem } from "../../protocol/sequence.ts";
import { orElse, andThen as then } from "../native-frame.ts";
import { keyErrorToStop } from "./local.ts";
import { COLD, decref, type Fast, QUIET, type Registers } from "./registers.ts";

/*
 * Global variables, built-ins, and names of module and class bodies.
 */

/** What a LOAD_GLOBAL remembers: the entry in the module's dict, or in the builtins' while the module has no such key. */
const IN_GLOBALS = 1;
const IN_BUILTINS = 2;

export function LOAD_GLOBAL_fast(f: Registers): Fast {
  const cache = f.code.caches[f.pc]!;
  if (cache === null) return COLD;
  const table = f.frame.globals.v as DictTable;
  if (cache.version !== table.keysVersion) return COLD;
  let value: PyObject;
  if (cache.kind === IN_GLOBALS) value = table.values[cache.index]!;
  else {
    const builtins = f.frame.builtins.v as DictTable;
    if (cache.version2 !== builtins.keysVersion) return COLD;
    value = builtins.values[cache.index]!;
  }
  incref(value);
  if ((f.oparg & 1) !== 0) f.slots[f.sp++] = null;
  f.slots[f.sp++] = value;
  return QUIET;
}

export function LOAD_GLOBAL(f: Registers): Result {
  return loadGlobal(f, f.code.names[f.oparg >> 1]!);
}

export function LOAD_GLOBAL_finish(f: Registers, r: PyObject): void {
  if ((f.oparg & 1) !== 0) f.slots[f.sp++] = null;
  f.slots[f.sp++] = r;
}

export function loadGlobal(f: Registers, name: PyObject<string>): Result {
  const { vm, frame } = f;
  if (frame.globals.type !== f.T.dict || frame.builtins.type !== f.T.dict) return loadGlobalFromMapping(f, name);
  const table = frame.globals.v as DictTable;
  if (table.index !== null) {
    const value = dictGetStringBorrowed(vm, frame.globals, name.v) ?? dictGetStringBorrowed(vm, frame.builtins, name.v);
    return value === null ? nameError(vm, name) : newRef(value);
  }
  const i = table.findString(name.v);
  if (i >= 0) {
    f.code.caches[f.pc] = new InlineCache(IN_GLOBALS, keysVersion(vm, frame.globals), 0, i);
    return newRef(table.values[i]!);
  }
  const builtins = frame.builtins.v as DictTable;
  const j = builtins.index === null ? builtins.findString(name.v) : -1;
  if (j < 0) {
    const value = dictGetStringBorrowed(vm, frame.builtins, name.v);
    return value === null ? nameError(vm, name) : newRef(value);
  }
  f.code.caches[f.pc] = new InlineCache(IN_BUILTINS, keysVersion(vm, frame.globals), keysVersion(vm, frame.builtins), j);
  return newRef(builtins.values[j]!);
}

/** Globals or builtins that are a subclass of dict or another mapping. CPython 3.11: Python/ceval.c LOAD_GLOBAL, the slow path */
export function loadGlobalFromMapping(f: Registers, name: PyObject<string>): Result {
  const r = orElse(f.vm, getItem(f.vm, f.frame.globals, name), keyErrorToStop);
  return then(f.vm, r, fromBuiltins, f.frame.builtins, name, null, 0, true);
}

export function fromBuiltins(vm: VM, value: PyObject, builtins: PyObject | null, name: PyObject | null): Result {
  if (value !== STOP) return value;
  if (builtins!.type === vm.T.dict) {
    const found = dictGetStringBorrowed(vm, builtins!, name!.v as string);
    return found === null ? nameError(vm, name!) : newRef(found);
  }
  return then(vm, orElse(vm, getItem(vm, builtins!, name!), keyErrorToStop), orNameError, name, null, null, 0, true);
}

export function orNameError(vm: VM, value: PyObject, name: PyObject | null): Result {
  return value === STOP ? nameError(vm, name!) : value;
}

export function nameError(vm: VM, name: PyObject): null {
  return raiseNameError(vm, vm.T.NameError, `name '${name.v}' is not defined`, name);
}

export function STORE_GLOBAL(f: Registers): void {
  const value = f.slots[--f.sp]!;
  dictSetString(f.vm, f.frame.globals, f.code.names[f.oparg]!, value);
  decref(f, value);
}

export function DELETE_GLOBAL(f: Registers): Result {
  const name = f.code.names[f.oparg]!;
  return dictDeleteString(f.vm, f.frame.globals, name.v) ? OK : nameError(f.vm, name);
}

export function DELETE_GLOBAL_finish(): void {}

export function LOAD_NAME(f: Registers): Result {
  const name = f.code.names[f.oparg]!;
  const locals = f.frame.locals;
  if (locals === null) return f.vm.raise(f.T.SystemError, `no locals when loading '${name.v}'`);
  if (locals.type === f.T.dict) {
    const value =
      dictGetStringBorrowed(f.vm, locals, name.v) ??
      (f.frame.globals.type === f.T.dict ? dictGetStringBorrowed(f.vm, f.frame.globals, name.v) : null);
    if (value !== null) return newRef(value);
    return fromBuiltins(f.vm, STOP, f.frame.builtins, name);
  }
  const r = orElse(f.vm, getItem(f.vm, locals, name), keyErrorToStop);
  return then(f.vm, r, fromGlobals, f.frame.globals, f.frame.builtins, name, 0, true);
}

export function LOAD_NAME_finish(f: Registers, r: PyObject): void {
  f.slots[f.sp++] = r;
}

export function fromGlobals(
  vm: VM,
  value: PyObject,
  globals: PyObject | null,
  builtins: PyObject | null,
  name: PyObject | null,
): Result {
  if (value !== STOP) return value;
  return then(vm, dictGet(vm, globals!, name!), fromBuiltins, builtins, name, null, 0, true);
}

export function STORE_NAME(f: Registers): Result {
  const locals = f.frame.locals;
  const name = f.code.names[f.oparg]!;
  if (locals === null) return f.vm.raise(f.T.SystemError, `no locals found when storing '${name.v}'`);
  const value = f.slots[f.sp - 1]!;
  return locals.type === f.T.dict ? dictSet(f.vm, locals, name, value) : setItem(f.vm, locals, name, value);
}

export function STORE_NAME_finish(f: Registers): void {
  const value = f.slots[--f.sp]!;
  decref(f, value);
}

export function DELETE_NAME(f: Registers): Result {
  const name = f.code.names[f.oparg]!;
  const locals = f.frame.locals;
  if (locals === null) return f.vm.raise(f.T.SystemError, `no locals when deleting '${name.v}'`);
  const r =
    locals.type === f.T.dict ? dictDelete(f.vm, locals, name) : orElse(f.vm, setItem(f.vm, locals, name, null), keyErrorToStop);
  return then(f.vm, r, orNameError, name, null, null, 0, true);
}

export function DELETE_NAME_finish(): void {}

export function SETUP_ANNOTATIONS(f: Registers): Result {
  const locals = f.frame.locals;
  if (locals === null) return f.vm.raise(f.T.SystemError, "no locals found when setting up annotations");
  const name = f.vm.intern("__annotations__");
  const found = orElse(f.vm, getItem(f.vm, locals, name), keyErrorToStop);
  const r = then(f.vm, found, makeAnnotations, locals, name, null, 0, true);
  f.vm.counts.decref(name);
  return r;
}

export function makeAnnotations(vm: VM, value: PyObject, locals: PyObject | null, name: PyObject | null): Result {
  if (value !== STOP) {
    vm.counts.decref(value);
    return OK;
  }
  const dict = vm.newDict();
  const r = setItem(vm, locals!, name!, dict);
  vm.counts.decref(dict);
  return r;
}

export function SETUP_ANNOTATIONS_finish(): void {}

export function LOAD_ASSERTION_ERROR(f: Registers): void {
  const type = f.T.AssertionError.object;
  incref(type);
  f.slots[f.sp++] = type;
}

export function LOAD_BUILD_CLASS(f: Registers): Result {
  const found = dictGetStringBorrowed(f.vm, f.frame.builtins, "__build_class__");
  return found === null ? f.vm.raise(f.T.NameError, "__build_class__ not found") : newRef(found);
}

export function LOAD_BUILD_CLASS_finish(f: Registers, r: PyObject): void {
  f.slots[f.sp++] = r;
}
