import { newRef } from "@vivarium/heap";
import { callNoArgs } from "../eval/call.ts";
import { currentFrame, currentGlobals } from "../eval/current.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { type PyObject, type Result, STOP } from "../object.ts";
import { mappingKeys } from "../objects/dict/merge.ts";
import { frameLocals } from "../objects/frame-locals.ts";
import { sequenceList } from "../objects/list/list.ts";
import { list_sort } from "../objects/list/sort.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { getAttr, lookupAttr, lookupAttrString, lookupSpecial, setAttr } from "../protocol/attribute.ts";

/** Names are strs; False, with TypeError, for anything else. CPython 3.11: PyObject_GetAttr */
function isName(vm: VM, name: PyObject): boolean {
  if (isSubtype(name.type, vm.T.str)) return true;
  vm.raise(vm.T.TypeError, `attribute name must be string, not '${name.type.name}'`);
  return false;
}

/** CPython 3.11: Python/bltinmodule.c builtin_getattr */
export function builtin_getattr(vm: VM, _module: PyObject, o: PyObject, name: PyObject, fallback: PyObject | null): Result {
  if (!isName(vm, name)) return null;
  if (fallback === null) return getAttr(vm, o, name);
  return thenBorrowed(vm, lookupAttr(vm, o, name), giveOrFallback, fallback, null, null, 0, true);
}

function giveOrFallback(_vm: VM, value: PyObject, fallback: PyObject | null): Result {
  return value === STOP ? newRef(fallback!) : value;
}

/** CPython 3.11: builtin_hasattr */
export function builtin_hasattr(vm: VM, _module: PyObject, o: PyObject, name: PyObject): Result {
  if (!isName(vm, name)) return null;
  return then(vm, lookupAttr(vm, o, name), wasThere, null, null, null, 0, true);
}

function wasThere(vm: VM, value: PyObject): Result {
  if (value === STOP) return vm.newBool(false);
  vm.counts.decref(value);
  return vm.newBool(true);
}

/** CPython 3.11: builtin_setattr_impl */
export function builtin_setattr(vm: VM, _module: PyObject, o: PyObject, name: PyObject, value: PyObject): Result {
  return isName(vm, name) ? then(vm, setAttr(vm, o, name, value), giveNone) : null;
}

/** CPython 3.11: builtin_delattr_impl */
export function builtin_delattr(vm: VM, _module: PyObject, o: PyObject, name: PyObject): Result {
  return isName(vm, name) ? then(vm, setAttr(vm, o, name, null), giveNone) : null;
}

function giveNone(vm: VM): Result {
  return vm.newNone();
}

/** CPython 3.11: builtin_globals_impl */
export function builtin_globals(vm: VM): Result {
  const globals = currentGlobals(vm);
  return globals === null ? vm.newNone() : newRef(globals);
}

/** CPython 3.11: builtin_locals_impl */
export function builtin_locals(vm: VM): Result {
  const frame = currentFrame(vm);
  return frame === null ? vm.raise(vm.T.SystemError, "frame does not exist") : frameLocals(vm, frame);
}

/** CPython 3.11: builtin_vars */
export function builtin_vars(vm: VM, module: PyObject, o: PyObject | null): Result {
  if (o === null) return builtin_locals(vm);
  void module;
  return then(vm, lookupAttrString(vm, o, "__dict__"), dictOrError, null, null, null, 0, true);
}

function dictOrError(vm: VM, dict: PyObject): Result {
  return dict === STOP ? vm.raise(vm.T.TypeError, "vars() argument must have __dict__ attribute") : dict;
}

/** CPython 3.11: builtin_dir; Objects/object.c PyObject_Dir */
export function builtin_dir(vm: VM, _module: PyObject, o: PyObject | null): Result {
  if (o === null) return then(vm, then(vm, builtin_locals(vm), keysOfLocals), sorted);
  return then(vm, lookupSpecial(vm, o, "__dir__"), callDir, null, null, null, 0, true);
}

function keysOfLocals(vm: VM, locals: PyObject): Result {
  return dropAfter(vm, mappingKeys(vm, locals), locals);
}

function callDir(vm: VM, dir: PyObject): Result {
  if (dir === STOP) return vm.raise(vm.T.TypeError, "object does not provide __dir__");
  return dropAfter(vm, then(vm, then(vm, callNoArgs(vm, dir), asList), sorted), dir);
}

function asList(vm: VM, names: PyObject): Result {
  return dropAfter(vm, sequenceList(vm, names), names);
}

function sorted(vm: VM, list: PyObject): Result {
  const r = then(vm, list_sort(vm, list, null, null), giveList, list);
  vm.counts.decref(list);
  return r;
}

function giveList(vm: VM, none: PyObject, list: PyObject | null): Result {
  vm.counts.decref(none);
  return newRef(list!);
}
