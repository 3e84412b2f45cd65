import { loads, MarshalError } from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import { compileFrozen, runCode } from "../../builtins/execute.ts";
import { andThen as then } from "../../eval/native-frame.ts";
import type { StandardLibrary, VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { newCode } from "../../objects/code.ts";
import { dictGetStringBorrowed, dictStealString } from "../../objects/dict/dict.ts";
import { newException, setExceptionField } from "../../objects/exceptions/exception.ts";
import { raiseObject } from "../../objects/exceptions/raise.ts";
import { moduleDict, newModule } from "../../objects/module.ts";
import { bytesView } from "../../protocol/buffer.ts";
import { repr } from "../../protocol/repr.ts";

type StandardModule = NonNullable<ReturnType<StandardLibrary["find"]>>;

/** Frozen modules that have another name in the library. CPython 3.11: Python/frozen.c _PyImport_FrozenAliases */
const aliases: ReadonlyMap<string, string> = new Map([
  ["_frozen_importlib", "importlib._bootstrap"],
  ["_frozen_importlib_external", "importlib._bootstrap_external"],
  ["os.path", "posixpath"],
]);

/** What `sys.modules` never has under its own name as a frozen module. */
const onlyAliased: ReadonlySet<string> = new Set(["importlib._bootstrap", "importlib._bootstrap_external"]);

/** The frozen module `name`; null when there is none. CPython 3.11: Python/import.c find_frozen */
export function frozenModule(vm: VM, name: string): StandardModule | null {
  const original = aliases.get(name);
  if (original !== undefined) return vm.stdlib?.find(original) ?? null;
  if (onlyAliased.has(name)) return null;
  const module = vm.stdlib?.find(name) ?? null;
  return module?.frozen === true ? module : null;
}

/** Names of all frozen modules. CPython 3.11: Python/import.c list_frozen_module_names */
export function frozenNames(vm: VM): string[] {
  const names: string[] = [];
  for (const alias of aliases.keys()) if (frozenModule(vm, alias) !== null) names.push(alias);
  for (const name of vm.stdlib?.modules() ?? []) if (frozenModule(vm, name) !== null) names.push(name);
  return names;
}

/** ImportError about the frozen module `name`; `before` and `after` stand around its repr. CPython 3.11: Python/import.c set_frozen_error */
export function frozenError(vm: VM, before: string, name: PyObject, after: string): Result {
  const text = repr(vm, name);
  if (text === null) return null;
  const e = newException(vm, vm.T.ImportError, [vm.newStr(`${before}${text.v as string}${after}`)]);
  vm.counts.decref(text);
  setExceptionField(e, "name", newRef(name));
  return raiseObject(vm, e);
}

/** CPython 3.11: Python/import.c unmarshal_frozen_code */
function unmarshal(vm: VM, data: Uint8Array, name: PyObject): Result {
  try {
    const value = loads(data);
    if (value.type === "code") return newCode(vm, value.code);
  } catch (error) {
    if (!(error instanceof MarshalError)) throw error;
    return frozenError(vm, "Frozen object named ", name, " is invalid");
  }
  const text = repr(vm, name);
  if (text === null) return null;
  const message = `frozen object ${text.v as string} is not a code object`;
  vm.counts.decref(text);
  return vm.raise(vm.T.TypeError, message);
}

/** The code of a frozen module: stored, or compiled when the library has only source. */
function codeOf(vm: VM, module: StandardModule, name: PyObject): Result {
  const data = module.code();
  if (data !== null) return unmarshal(vm, data, name);
  return compileFrozen(vm, module.source(), `<frozen ${module.name}>`);
}

/** CPython 3.11: Python/import.c _imp_get_frozen_object_impl */
export function get_frozen_object(vm: VM, _m: PyObject, name: PyObject<string>, data: PyObject | null): Result {
  if (data !== null && data !== vm.none) {
    const bytes = bytesView(vm, data);
    if (bytes === null) return null;
    return bytes.length === 0 ? frozenError(vm, "Frozen object named ", name, " is invalid") : unmarshal(vm, bytes, name);
  }
  const module = frozenModule(vm, name.v);
  return module === null ? frozenError(vm, "No such frozen object named ", name, "") : codeOf(vm, module, name);
}

/** CPython 3.11: Python/import.c _imp_find_frozen_impl */
export function find_frozen(vm: VM, _m: PyObject, name: PyObject<string>, withdata: PyObject | null): Result {
  const module = frozenModule(vm, name.v);
  if (module === null) return vm.newNone();
  let data: PyObject | null = vm.newNone();
  if (withdata !== null && withdata !== vm.false_ && withdata.v !== 0) {
    const bytes = vm.newBytes(module.code()?.slice() ?? new Uint8Array());
    data = vm.T.memoryview.tp_new!(vm, vm.T.memoryview, [bytes], null);
    vm.counts.decref(bytes);
    if (data === null) return null;
  }
  return vm.newTuple([data, vm.newBool(module.isPackage), vm.newStr(module.name)]);
}

/** CPython 3.11: Python/import.c _imp_is_frozen_package_impl */
export function is_frozen_package(vm: VM, _m: PyObject, name: PyObject<string>): Result {
  const module = frozenModule(vm, name.v);
  return module === null ? frozenError(vm, "No such frozen object named ", name, "") : vm.newBool(module.isPackage);
}

/** CPython 3.11: Python/import.c _imp_init_frozen_impl, PyImport_ImportFrozenModuleObject */
export function init_frozen(vm: VM, _m: PyObject, name: PyObject<string>): Result {
  const module = frozenModule(vm, name.v);
  if (module === null) return vm.newNone();
  const code = codeOf(vm, module, name);
  if (code === null) return null;
  const present = dictGetStringBorrowed(vm, vm.modules, name.v);
  const target = present === null ? newModule(vm, name.v) : newRef(present);
  if (present === null) dictStealString(vm, vm.modules, name.v, newRef(target));
  const dict = moduleDict(vm, target);
  if (dictGetStringBorrowed(vm, dict, "__builtins__") === null) dictStealString(vm, dict, "__builtins__", newRef(vm.builtins));
  if (module.isPackage) dictStealString(vm, dict, "__path__", vm.newList([]));
  dictStealString(vm, dict, "__origname__", vm.newStr(module.name));
  const r = then(vm, runCode(vm, code as PyObject, dict, dict), afterInit, target);
  vm.counts.decref(target);
  vm.counts.decref(code);
  return r;
}

function afterInit(vm: VM, value: PyObject, module: PyObject | null): Result {
  vm.counts.decref(value);
  return newRef(module!);
}
