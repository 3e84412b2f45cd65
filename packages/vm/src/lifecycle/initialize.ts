import { loads, type MarshalValue } from "@vivarium/compiler";
import { newRef } from "@vivarium/heap";
import { buildClass } from "../builtins/build-class.ts";
import { compileMethod } from "../builtins/compile.ts";
import { executeMethods, runCode } from "../builtins/execute.ts";
import { builtinsMethods } from "../builtins/index.ts";
import { inputMethod } from "../builtins/input.ts";
import { callMethod } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { orElse, andThen as then } from "../eval/native-frame.ts";
import { createModule, importBuiltin } from "../import/builtin-modules.ts";
import { importModuleNamed } from "../import/import-module.ts";
import type { VM } from "../interpreter.ts";
import { createStandardStreams } from "../modules/_io/standard-streams.ts";
import { nativeModules } from "../modules/index.ts";
import { STDLIB_MODULE_NAMES } from "../modules/sys/stdlib-module-names.ts";
import { configureSys, type SysConfig, sysModule } from "../modules/sys.ts";
import { OK, PENDING, type PyObject, type PyType, type Result } from "../object.ts";
import { newFrozensetOf } from "../objects/build.ts";
import { newCode } from "../objects/code.ts";
import { dictGetStringBorrowed, dictStealString } from "../objects/dict/dict.ts";
import { moduleDict, newModule } from "../objects/module.ts";
import { getAttrString } from "../protocol/attribute.ts";
import { keepBuiltins } from "./finalize-modules.ts";

/*
 * Start-up, in the order of CPython's Py_InitializeFromConfig (3.11: Python/pylifecycle.c): builtins and sys, the import system from its
 * frozen source, encodings, standard streams, site. A native frame, because most of it runs Python code.
 */

/** Names that stand for types in `builtins`. */
const builtinTypeNames = [
  "bool",
  "memoryview",
  "bytearray",
  "bytes",
  "classmethod",
  "complex",
  "dict",
  "enumerate",
  "filter",
  "float",
  "frozenset",
  "property",
  "int",
  "list",
  "map",
  "object",
  "range",
  "reversed",
  "set",
  "slice",
  "staticmethod",
  "str",
  "super",
  "tuple",
  "type",
  "zip",
] as const;

/** The parts that need no Python code: the modules `builtins` and `sys`. */
export function createCoreModules(vm: VM, config: SysConfig): void {
  for (const spec of nativeModules) vm.moduleSpecs.set(spec.name, spec);
  const builtins = createModule(vm, {
    name: "builtins",
    doc: "Built-in functions, exceptions, and other objects.\n\nNoteworthy: None is the `nil' object; Ellipsis represents `...' in slices.",
    methods: [...builtinsMethods, ...executeMethods, compileMethod, buildClass, inputMethod],
  });
  vm.counts.decref(vm.builtins);
  vm.builtins = newRef(moduleDict(vm, builtins));
  vm.builtinsModule = builtins;
  const set = (name: string, value: PyObject): void => dictStealString(vm, vm.builtins, name, value);
  for (const name of builtinTypeNames) if (vm.T[name] !== null) set(name, newRef(vm.T[name].object));
  for (const [name, type] of Object.entries(vm.T))
    if (type !== null && (type as PyType).mro.includes(vm.T.BaseException)) set(name, newRef(type.object));
  set("EnvironmentError", newRef(vm.T.OSError.object));
  set("IOError", newRef(vm.T.OSError.object));
  for (const [name, value] of [
    ["None", vm.none],
    ["True", vm.true_],
    ["False", vm.false_],
    ["Ellipsis", vm.ellipsis],
    ["NotImplemented", vm.notImplemented],
  ] as const)
    set(name, newRef(value));
  set("__debug__", vm.newBool((config.flags.optimize ?? 0) === 0));
  vm.importFunction = dictGetStringBorrowed(vm, vm.builtins, "__import__");
  keepBuiltins(vm);
  dictStealString(vm, vm.modules, "builtins", newRef(builtins));
  const sys = createModule(vm, sysModule);
  vm.sysDict = newRef(moduleDict(vm, sys));
  configureSys(vm, config, (name, value) => dictStealString(vm, vm.sysDict, name, value));
  const names = [...vm.moduleSpecs.keys(), "builtins", "sys"].sort();
  dictStealString(vm, vm.sysDict, "builtin_module_names", vm.newTuple(names.map((n) => vm.newStr(n))));
  dictStealString(vm, vm.sysDict, "stdlib_module_names", frozenNames(vm));
  dictStealString(vm, vm.modules, "sys", sys);
}

function frozenNames(vm: VM): PyObject {
  return newFrozensetOf(
    vm,
    STDLIB_MODULE_NAMES.map((name) => vm.newStr(name)),
  );
}

/** The code object of a frozen module, or null. New reference. */
export function frozenCode(vm: VM, name: string): PyObject | null {
  const module = vm.stdlib?.find(name) ?? null;
  const data = module?.code() ?? null;
  if (data === null) return null;
  const value: MarshalValue = loads(data);
  if (value.type !== "code") return null;
  return newCode(vm, value.code);
}

/** `-W` and PYTHONWARNINGS are read by the module `warnings`. CPython 3.11: Python/pylifecycle.c init_interp_main */
function importWarnings(vm: VM): Result {
  const options = dictGetStringBorrowed(vm, vm.sysDict, "warnoptions")!;
  if ((options.v as PyObject[]).length === 0) return OK;
  return orElse(vm, importModuleNamed(vm, "warnings"), ignoreFailure);
}

/** Archives on `sys.path` are asked first. CPython 3.11: Python/import.c init_zipimport */
function addZipHook(vm: VM, zipimport: PyObject): Result {
  const importer = getAttrString(vm, zipimport, "zipimporter");
  vm.counts.decref(zipimport);
  if (importer === null || importer === PENDING) return importer;
  const hooks = dictGetStringBorrowed(vm, vm.sysDict, "path_hooks")!;
  const first = vm.newInt(0);
  const none = callMethod(vm, hooks, "insert", [first, importer]);
  vm.counts.decref(first);
  vm.counts.decref(importer);
  return none;
}

function ignoreFailure(vm: VM): Result {
  vm.clearException();
  return OK;
}

type Stage =
  | "importlib"
  | "install"
  | "external"
  | "zipimport"
  | "encodings"
  | "streams"
  | "open"
  | "main-module"
  | "warnings"
  | "site"
  | "done";

/** Runs start-up to its end; gives None, or fails with the exception that stops it. */
export class InitializeFrame extends NativeFrame {
  private stage: Stage = "importlib";
  importlib: PyObject | null = null;
  external: PyObject | null = null;
  private readonly withSite: boolean;

  constructor(withSite: boolean) {
    super();
    this.withSite = withSite;
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    if (sent !== OK) vm.counts.decref(sent);
    for (;;) {
      const r = this.next(vm);
      if (r === null || r === PENDING) return r;
      if (this.stage === "done") return vm.newNone();
      if (r !== OK) vm.counts.decref(r);
    }
  }

  private next(vm: VM): Result {
    switch (this.stage) {
      case "importlib":
        this.stage = "install";
        return this.runFrozen(vm, "importlib._bootstrap", "_frozen_importlib", "<frozen importlib._bootstrap>");
      case "install": {
        this.stage = "external";
        vm.importlib = dictGetStringBorrowed(vm, vm.modules, "_frozen_importlib");
        const imp = importBuiltin(vm, "_imp");
        if (imp === null) return null;
        const sys = dictGetStringBorrowed(vm, vm.modules, "sys")!;
        const r = callMethod(vm, vm.importlib!, "_install", [sys, imp]);
        vm.counts.decref(imp);
        return r;
      }
      case "external":
        this.stage = "zipimport";
        return callMethod(vm, vm.importlib!, "_install_external_importers", []);
      case "zipimport":
        this.stage = "encodings";
        return then(vm, importModuleNamed(vm, "zipimport"), addZipHook);
      case "encodings":
        this.stage = "streams";
        return importModuleNamed(vm, "encodings");
      case "streams":
        this.stage = "open";
        return createStandardStreams(vm);
      case "open":
        this.stage = "main-module";
        return this.setOpen(vm);
      case "main-module":
        this.stage = "warnings";
        this.makeMain(vm);
        return OK;
      case "warnings":
        this.stage = "site";
        return importWarnings(vm);
      case "site":
        this.stage = "done";
        return this.withSite ? importModuleNamed(vm, "site") : OK;
      default:
        return OK;
    }
  }

  /** Executes a frozen module's code in a new module of another name. CPython 3.11: Python/import.c PyImport_ImportFrozenModuleObject */
  private runFrozen(vm: VM, name: string, as: string, _file: string): Result {
    const code = frozenCode(vm, name);
    if (code === null) return vm.raise(vm.T.ImportError, `no frozen module ${name}: is there a standard library?`);
    const module = newModule(vm, as);
    const dict = moduleDict(vm, module);
    dictStealString(vm, dict, "__builtins__", newRef(vm.builtins));
    dictStealString(vm, dict, "__origname__", vm.newStr(name));
    dictStealString(vm, vm.modules, as, module);
    const r = runCode(vm, code, dict, dict);
    vm.counts.decref(code);
    return r;
  }

  /** `builtins.open = io.open`. CPython 3.11: init_set_builtins_open */
  private setOpen(vm: VM): Result {
    const io = dictGetStringBorrowed(vm, vm.modules, "io") ?? dictGetStringBorrowed(vm, vm.modules, "_io");
    if (io === null) return OK;
    const open = getAttrString(vm, io, "open");
    if (open === null || open === PENDING) return open;
    dictStealString(vm, vm.builtins, "open", open);
    return OK;
  }

  /** CPython 3.11: add_main_module */
  private makeMain(vm: VM): void {
    const main = newModule(vm, "__main__");
    const dict = moduleDict(vm, main);
    dictStealString(vm, dict, "__annotations__", vm.newDict());
    dictStealString(vm, dict, "__builtins__", newRef(vm.builtinsModule!));
    const importer = dictGetStringBorrowed(vm, moduleDict(vm, vm.importlib!), "BuiltinImporter");
    if (importer !== null) dictStealString(vm, dict, "__loader__", newRef(importer));
    dictStealString(vm, vm.modules, "__main__", main);
  }
}
