import { extra } from "@vivarium/heap";
import { callOneArg } from "../eval/call.ts";
import { orElseBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, leafLayout, type PayloadLayout, type PyObject, type Result } from "../object.ts";
import { genericGetAttr, instanceDictBorrowed } from "../protocol/attribute.ts";
import { dictGetStringBorrowed, dictStealString, newDict } from "./dict/dict.ts";
import type { DictTable } from "./dict/table.ts";
import { raiseAttributeError } from "./exceptions/raise.ts";

/** The payload of a module. Its namespace is its instance dict. */
export interface ModuleData {
  /** The name given at creation; for messages when `__name__` is gone. */
  readonly name: string;
  /** The native module's own state, if it is one. */
  state: unknown;
}

export const moduleLayout: PayloadLayout<ModuleData> = { ...leafLayout, leaf: false, container: true };

/** CPython 3.11: Objects/moduleobject.c PyModule_NewObject, module_init_dict */
export function newModule(vm: VM, name: string): PyObject<ModuleData> {
  const module = alloc<ModuleData>(vm, vm.T.module, { name, state: null });
  const dict = newDict(vm);
  extra(module).dict = dict;
  dictStealString(vm, dict, "__name__", vm.newStr(name));
  dictStealString(vm, dict, "__doc__", vm.newNone());
  dictStealString(vm, dict, "__package__", vm.newNone());
  dictStealString(vm, dict, "__loader__", vm.newNone());
  dictStealString(vm, dict, "__spec__", vm.newNone());
  return module;
}

/** The namespace of a module, borrowed. */
export function moduleDict(vm: VM, module: PyObject): PyObject<DictTable> {
  const dict = instanceDictBorrowed(module);
  if (dict !== null) return dict;
  const made = newDict(vm);
  extra(module).dict = made;
  return made;
}

/** CPython 3.11: Objects/moduleobject.c module_getattro */
export function moduleGetAttr(vm: VM, module: PyObject, name: PyObject<string>): Result {
  return orElseBorrowed(vm, genericGetAttr(vm, module, name), askModule, module, name);
}

/** The module's `__getattr__`, or AttributeError that names the module. */
function askModule(vm: VM, module: PyObject | null, name: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.AttributeError)) return null;
  vm.clearException();
  const dict = moduleDict(vm, module!);
  const getattr = dictGetStringBorrowed(vm, dict, "__getattr__");
  if (getattr !== null) return callOneArg(vm, getattr, name!);
  const ownName = dictGetStringBorrowed(vm, dict, "__name__");
  if (ownName === null || typeof ownName.v !== "string")
    return raiseAttributeError(vm, `module has no attribute '${name!.v}'`, module!, name!);
  const partially = isInitializing(vm, dict)
    ? `partially initialized module '${ownName.v}' has no attribute '${name!.v}' (most likely due to a circular import)`
    : `module '${ownName.v}' has no attribute '${name!.v}'`;
  return raiseAttributeError(vm, partially, module!, name!);
}

/** CPython 3.11: Objects/moduleobject.c _PyModuleSpec_IsInitializing */
function isInitializing(vm: VM, dict: PyObject<DictTable>): boolean {
  const spec = dictGetStringBorrowed(vm, dict, "__spec__");
  if (spec === null || spec === vm.none) return false;
  const specDict = instanceDictBorrowed(spec);
  const flag = specDict === null ? instanceValue(spec, "_initializing") : dictGetStringBorrowed(vm, specDict, "_initializing");
  return flag === vm.true_;
}

function instanceValue(o: PyObject, name: string): PyObject | null {
  const i = o.type.keys?.index.get(name);
  return i === undefined || o.v === null ? null : ((o.v as (PyObject | null)[])[i] ?? null);
}
