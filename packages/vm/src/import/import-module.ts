import { newRef } from "@vivarium/heap";
import { callMethod } from "../eval/call.ts";
import { orElse, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { type PyObject, type Result, STOP } from "../object.ts";
import { dictGetStringBorrowed } from "../objects/dict/dict.ts";
import type { DictTable } from "../objects/dict/table.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { lookupAttrString } from "../protocol/attribute.ts";
import { truth } from "../protocol/truth.ts";
import { importBuiltin } from "./builtin-modules.ts";
import { removeImportlibFrames } from "./importlib-frames.ts";

/*
 * The import statement's machinery (CPython 3.11: Python/import.c). Finding and loading is Lib/importlib/_bootstrap.py's business, which runs as
 * `_frozen_importlib`; only before it is there, native modules are loaded directly.
 */

/** `__import__(name, globals, locals, fromlist, level)`. CPython 3.11: PyImport_ImportModuleLevelObject */
export function importModuleLevel(vm: VM, name: PyObject, globals: PyObject | null, fromlist: PyObject, level: number): Result {
  if (!isSubtype(name.type, vm.T.str)) return vm.raise(vm.T.TypeError, "module name must be a string");
  if (level < 0) return vm.raise(vm.T.ValueError, "level must be >= 0");
  if (level === 0 && name.v === "") return vm.raise(vm.T.ValueError, "Empty module name");
  const absolute = level > 0 ? resolveName(vm, name.v as string, globals, level) : (name.v as string);
  if (absolute === null) return null;
  const full = vm.newStr(absolute);
  const r = then(vm, loadModule(vm, full), selectResult, name, fromlist, full, level);
  vm.counts.decref(full);
  return orElse(vm, r, removeImportlibFrames);
}

/** The module `name` from sys.modules, or found and loaded. */
function loadModule(vm: VM, name: PyObject<string>): Result {
  const present = dictGetStringBorrowed(vm, vm.modules, name.v);
  if (present !== null && present !== vm.none)
    return then(vm, lookupAttrString(vm, present, "__spec__"), ensureInitialized, present, name, null, 0, true);
  if (vm.importlib === null) return importBuiltin(vm, name.v);
  return callMethod(vm, vm.importlib, "_find_and_load", [name, vm.importFunction!]);
}

/** A module that another thread is still initialising is waited for. CPython 3.11: import_ensure_initialized */
function ensureInitialized(vm: VM, spec: PyObject, module: PyObject | null, name: PyObject | null): Result {
  if (spec === STOP || spec === vm.none) {
    if (spec !== STOP) vm.counts.decref(spec);
    return newRef(module!);
  }
  const r = then(vm, lookupAttrString(vm, spec, "_initializing"), waitIfInitializing, module, name, null, 0, true);
  vm.counts.decref(spec);
  return r;
}

function waitIfInitializing(vm: VM, value: PyObject, module: PyObject | null, name: PyObject | null): Result {
  if (value === STOP) return newRef(module!);
  const yes = value === vm.true_;
  vm.counts.decref(value);
  if (!yes || vm.importlib === null) return newRef(module!);
  return then(vm, callMethod(vm, vm.importlib, "_lock_unlock_module", [name!]), afterLock, module);
}

function afterLock(vm: VM, value: PyObject, module: PyObject | null): Result {
  vm.counts.decref(value);
  return newRef(module!);
}

/** `import a.b` gives `a`; with a fromlist, `a.b`. */
function selectResult(
  vm: VM,
  module: PyObject,
  name: PyObject | null,
  fromlist: PyObject | null,
  full: PyObject | null,
  level: number,
): Result {
  const pack = vm.newTuple([newRef(name!), newRef(fromlist!), newRef(full!)]);
  const r = then(vm, truth(vm, fromlist!), select, module, pack, null, level > 0 ? 1 : 0);
  vm.counts.decref(pack);
  vm.counts.decref(module);
  return r;
}

function select(
  vm: VM,
  hasFrom: PyObject,
  moduleOrNull: PyObject | null,
  pack: PyObject | null,
  _c: PyObject | null,
  level: number,
): Result {
  const module = moduleOrNull!;
  const [name, fromlist, full] = pack!.v as [PyObject, PyObject, PyObject<string>];
  const from = hasFrom === vm.true_;
  vm.counts.decref(hasFrom);
  if (!from) return topLevel(vm, module, name.v as string, full.v, level);
  if (vm.importlib === null) return newRef(module);
  return then(vm, lookupAttrString(vm, module, "__path__"), handleFromlist, module, fromlist, null, 0, true);
}

function topLevel(vm: VM, module: PyObject, name: string, full: string, level: number): Result {
  const dot = name.indexOf(".");
  if (name === "" || dot < 0) return newRef(module);
  if (level === 0) {
    const front = vm.newStr(name.slice(0, dot));
    const r = loadModule(vm, front);
    vm.counts.decref(front);
    return r;
  }
  const cut = full.slice(0, full.length - (name.length - dot));
  const found = dictGetStringBorrowed(vm, vm.modules, cut);
  return found === null ? vm.raise(vm.T.KeyError, `'${cut}' not in sys.modules as expected`) : newRef(found);
}

function handleFromlist(vm: VM, path: PyObject, module: PyObject | null, fromlist: PyObject | null): Result {
  if (path === STOP) return newRef(module!);
  vm.counts.decref(path);
  return callMethod(vm, vm.importlib!, "_handle_fromlist", [module!, fromlist!, vm.importFunction!]);
}

/** The absolute name of a relative import, or null with an error. CPython 3.11: Python/import.c resolve_name */
function resolveName(vm: VM, name: string, globals: PyObject | null, level: number): string | null {
  const T = vm.T;
  if (globals === null) return vm.raise(T.KeyError, "'__name__' not in globals");
  if (!isSubtype(globals.type, T.dict)) return vm.raise(T.TypeError, "globals must be a dict");
  const dict = globals as PyObject<DictTable>;
  const declared = dictGetStringBorrowed(vm, dict, "__package__");
  let base: string;
  if (declared !== null && declared !== vm.none) {
    if (typeof declared.v !== "string") return vm.raise(T.TypeError, "package must be a string");
    base = declared.v;
  } else {
    const own = dictGetStringBorrowed(vm, dict, "__name__");
    if (own === null) return vm.raise(T.KeyError, "'__name__' not in globals");
    base = own.v as string;
    if (dictGetStringBorrowed(vm, dict, "__path__") === null) {
      const dot = base.lastIndexOf(".");
      if (dot < 0) return vm.raise(T.ImportError, "attempted relative import with no known parent package");
      base = base.slice(0, dot);
    }
  }
  if (base === "") return vm.raise(T.ImportError, "attempted relative import with no known parent package");
  for (let i = 1; i < level; i++) {
    const dot = base.lastIndexOf(".");
    if (dot < 0) return vm.raise(T.ImportError, "attempted relative import beyond top-level package");
    base = base.slice(0, dot);
  }
  return name === "" ? base : `${base}.${name}`;
}

/** `importlib.import_module(name)` for native code; new reference to the module itself. CPython 3.11: PyImport_ImportModule */
export function importModuleNamed(vm: VM, name: string): Result {
  const full = vm.newStr(name);
  const r = loadModule(vm, full);
  vm.counts.decref(full);
  return r;
}
