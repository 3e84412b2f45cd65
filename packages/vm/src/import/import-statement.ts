import { newRef } from "@vivarium/heap";
import { callObject } from "../eval/call.ts";
import type { PyFrame } from "../eval/frame.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { dictEntries, dictGetStringBorrowed } from "../objects/dict/dict.ts";
import { newException, setExceptionField } from "../objects/exceptions/exception.ts";
import { raiseObject } from "../objects/exceptions/raise.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { getAttr, lookupAttr, lookupAttrString } from "../protocol/attribute.ts";
import { getItem, length, setItem } from "../protocol/sequence.ts";
import { importModuleLevel } from "./import-module.ts";

/** `import name`: through `__import__` when somebody has replaced it. CPython 3.11: Python/ceval.c import_name */
export function importName(vm: VM, frame: PyFrame, name: PyObject<string>, fromlist: PyObject, level: PyObject): Result {
  const f = dictGetStringBorrowed(vm, frame.builtins, "__import__");
  if (f === null) return vm.raise(vm.T.ImportError, "__import__ not found");
  const locals = frame.locals ?? vm.none;
  if (f === vm.importFunction) return importModuleLevel(vm, name, frame.globals, fromlist, level.v as number);
  return callObject(vm, f, [name, frame.globals, locals, fromlist, level], null);
}

/** `from module import name`. CPython 3.11: Python/ceval.c import_from */
export function importFrom(vm: VM, module: PyObject, name: PyObject<string>): Result {
  return then(vm, lookupAttr(vm, module, name), fromSubmodule, module, name, null, 0, true);
}

/** A submodule that is being imported is in sys.modules before it is an attribute. */
function fromSubmodule(vm: VM, value: PyObject, module: PyObject | null, name: PyObject | null): Result {
  if (value !== STOP) return value;
  return then(vm, lookupAttrString(vm, module!, "__name__"), bySysModules, module, name, null, 0, true);
}

function bySysModules(vm: VM, moduleName: PyObject, module: PyObject | null, name: PyObject | null): Result {
  if (moduleName !== STOP && isSubtype(moduleName.type, vm.T.str)) {
    const full = `${moduleName.v}.${name!.v}`;
    vm.counts.decref(moduleName);
    const found = dictGetStringBorrowed(vm, vm.modules, full);
    if (found !== null) return newRef(found);
    return cannotImport(vm, module!, name!, full.slice(0, full.length - (name!.v as string).length - 1));
  }
  if (moduleName !== STOP) vm.counts.decref(moduleName);
  return cannotImport(vm, module!, name!, "<unknown module name>");
}

function cannotImport(vm: VM, module: PyObject, name: PyObject, moduleName: string): Result {
  return then(vm, lookupAttrString(vm, module, "__file__"), importFromError, module, name, vm.intern(moduleName), 0, true);
}

function importFromError(
  vm: VM,
  file: PyObject,
  module: PyObject | null,
  name: PyObject | null,
  moduleName: PyObject | null,
): Result {
  const where = file === STOP || typeof file.v !== "string" ? "unknown location" : file.v;
  const spec = dictGetStringBorrowed(vm, (module!.w?.dict ?? vm.builtins) as PyObject, "__spec__");
  const initializing = spec !== null && isInitializing(vm, spec);
  const partially = initializing
    ? `partially initialized module '${moduleName!.v}' (most likely due to a circular import)`
    : `'${moduleName!.v}'`;
  const e = newException(vm, vm.T.ImportError, [vm.newStr(`cannot import name '${name!.v}' from ${partially} (${where})`)]);
  setExceptionField(e, "name", moduleName!);
  setExceptionField(e, "path", file === STOP ? vm.newNone() : newRef(file));
  setExceptionField(e, "name_from", newRef(name!));
  if (file !== STOP) vm.counts.decref(file);
  return raiseObject(vm, e);
}

function isInitializing(vm: VM, spec: PyObject): boolean {
  const i = spec.type.keys?.index.get("_initializing");
  if (i !== undefined && spec.v !== null) return (spec.v as (PyObject | null)[])[i] === vm.true_;
  return false;
}

/** Copies public names into the namespace of `from module import *`. CPython 3.11: Python/ceval.c import_all_from */
export function importStar(vm: VM, module: PyObject, frame: PyFrame): Result {
  const locals = frame.locals;
  if (locals === null) return vm.raise(vm.T.SystemError, "no locals found during 'import *'");
  return then(vm, lookupAttrString(vm, module, "__all__"), withAll, module, locals, null, 0, true);
}

function withAll(vm: VM, all: PyObject, module: PyObject | null, locals: PyObject | null): Result {
  if (all !== STOP) {
    const r = startFrame(vm, new ImportAllFrame(module!, all, locals!, false));
    vm.counts.decref(all);
    return r;
  }
  return then(vm, lookupAttrString(vm, module!, "__dict__"), withDict, module, locals, null, 0, true);
}

function withDict(vm: VM, dict: PyObject, module: PyObject | null, locals: PyObject | null): Result {
  if (dict === STOP) return vm.raise(vm.T.ImportError, "from-import-* object has no __dict__ and no __all__");
  const names = vm.newList(dictEntries(dict).map(([k]) => newRef(k)));
  vm.counts.decref(dict);
  const r = startFrame(vm, new ImportAllFrame(module!, names, locals!, true));
  vm.counts.decref(names);
  return r;
}

class ImportAllFrame extends NativeFrame {
  module: PyObject;
  names: PyObject;
  locals: PyObject;
  skipPrivate: boolean;
  index = 0;
  name: PyObject | null = null;
  stage: "length" | "name" | "value" | "stored" = "length";
  count = 0;

  constructor(module: PyObject, names: PyObject, locals: PyObject, skipPrivate: boolean) {
    super();
    this.module = newRef(module);
    this.names = newRef(names);
    this.locals = newRef(locals);
    this.skipPrivate = skipPrivate;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    let r: Result = sent === OK && this.stage === "length" ? length(vm, this.names) : sent;
    for (;;) {
      if (r === null || r === PENDING) return r;
      switch (this.stage) {
        case "length":
          this.count = r.v as number;
          vm.counts.decref(r);
          this.stage = "stored";
          r = OK;
          break;
        case "stored": {
          if (this.index === this.count) return OK;
          this.stage = "name";
          const i = vm.newInt(this.index++);
          r = getItem(vm, this.names, i);
          vm.counts.decref(i);
          break;
        }
        case "name":
          this.setName(vm, r);
          if (vm.thread.exception !== null) return null;
          if (this.skipPrivate && (r.v as string).startsWith("_")) {
            this.stage = "stored";
            r = OK;
            break;
          }
          this.stage = "value";
          r = getAttr(vm, this.module, r as PyObject<string>);
          break;
        default: {
          this.stage = "stored";
          const value = r;
          r = setItem(vm, this.locals, this.name!, value);
          vm.counts.decref(value);
        }
      }
    }
  }

  private setName(vm: VM, name: PyObject): void {
    if (this.name !== null) vm.counts.decref(this.name);
    this.name = name;
    if (!isSubtype(name.type, vm.T.str)) vm.raise(vm.T.TypeError, `Item in module.__all__ must be str, not ${name.type.name}`);
  }
}
