import type { Lock } from "@vivarium/gil";
import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame, andThen as then } from "../eval/native-frame.ts";
import { createModule } from "../import/builtin-modules.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import type { Code } from "../objects/code.ts";
import { dictGetStringBorrowed } from "../objects/dict/dict.ts";
import type { ModuleData } from "../objects/module.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { getAttrString } from "../protocol/attribute.ts";
import { bytesView } from "../protocol/buffer.ts";
import { numberIndex } from "../protocol/number.ts";
import { find_frozen, frozenModule, frozenNames, get_frozen_object, init_frozen, is_frozen_package } from "./_imp/frozen.ts";
import { keyedHash } from "./_imp/keyed-hash.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** What the module keeps for an interpreter. The simulation saves its locks itself. */
interface ImportState {
  readonly lock: Lock;
}

function importLock(vm: VM): Lock {
  let state = vm.moduleState.get("_imp") as ImportState | undefined;
  if (state === undefined) {
    state = { lock: vm.simulation.newRLock("import") };
    vm.moduleState.set("_imp", state);
  }
  return state.lock;
}

/** Waits for the import lock as long as it takes. */
class AcquireImportLockFrame extends NativeFrame {
  waiting = false;

  step(vm: VM): Result {
    const lock = importLock(vm);
    if (this.waiting && vm.thread.resumption === "acquired") return vm.newNone();
    if (vm.simulation.tryAcquire(lock)) return vm.newNone();
    this.waiting = true;
    return vm.pause({ kind: "blocked", on: { kind: "lock", lock, until: Infinity, interruptible: false } });
  }
}

/** CPython 3.11: Python/import.c _PyImport_AcquireLock */
function acquire_lock(vm: VM): Result {
  return startFrame(vm, new AcquireImportLockFrame());
}

/** CPython 3.11: Python/import.c _PyImport_ReleaseLock */
function release_lock(vm: VM): Result {
  const lock = importLock(vm);
  if (!lock.locked || lock.holder !== vm.thread.simulated) return vm.raise(vm.T.RuntimeError, "not holding the import lock");
  vm.simulation.release(lock);
  vm.client.refresh();
  return vm.newNone();
}

/** CPython 3.11: Python/import.c _imp_lock_held_impl */
function lock_held(vm: VM): Result {
  return vm.newBool(importLock(vm).locked);
}

/** A function whose first argument must be a str; `where` is how errors call the argument. */
function named(
  name: string,
  signature: string,
  fn: (vm: VM, m: PyObject, name: PyObject<string>, ...rest: any[]) => Result,
  where: string,
  doc: string,
): MethodSpec {
  const checked = (vm: VM, m: PyObject, first: PyObject, ...rest: any[]): Result =>
    first.type.mro.includes(vm.T.str)
      ? fn(vm, m, first, ...rest)
      : vm.raise(vm.T.TypeError, `${name}() ${where} must be str, not ${first === vm.none ? "None" : first.type.name}`);
  return method(name, signature, checked, { doc });
}

/** CPython 3.11: Python/import.c is_builtin */
function is_builtin(vm: VM, _m: PyObject, name: PyObject<string>): Result {
  if (name.v === "sys" || name.v === "builtins") return vm.newInt(-1);
  return vm.newInt(vm.moduleSpecs.has(name.v) ? 1 : 0);
}

/** CPython 3.11: Python/import.c _imp_create_builtin */
function create_builtin(vm: VM, _m: PyObject, spec: PyObject): Result {
  return then(vm, getAttrString(vm, spec, "name"), createNamed);
}

function createNamed(vm: VM, name: PyObject): Result {
  const text = name.v as unknown;
  vm.counts.decref(name);
  if (typeof text !== "string") return vm.raise(vm.T.TypeError, "bad argument type for built-in operation");
  const spec = vm.moduleSpecs.get(text);
  if (spec !== undefined) return createModule(vm, spec);
  const present = text === "sys" || text === "builtins" ? dictGetStringBorrowed(vm, vm.modules, text) : null;
  return present === null ? vm.newNone() : newRef(present);
}

/** CPython 3.11: Python/import.c _imp_source_hash_impl */
function source_hash(vm: VM, _m: PyObject, key: PyObject, source: PyObject): Result {
  return then(vm, numberIndex(vm, key), hashSource, source);
}

function hashSource(vm: VM, key: PyObject, source: PyObject | null): Result {
  const k = BigInt(key.v as number | bigint);
  vm.counts.decref(key);
  if (k > 0x7fffffffffffffffn || k < -0x8000000000000000n)
    return vm.raise(vm.T.OverflowError, "Python int too large to convert to C long");
  const bytes = bytesView(vm, source!);
  return bytes === null ? null : vm.newBytes(keyedHash(k, bytes));
}

/** CPython 3.11: Python/import.c update_code_filenames */
function renameCode(vm: VM, code: PyObject<Code>, from: string, to: PyObject<string>): void {
  const v = code.v as { -readonly [K in keyof Code]: Code[K] };
  if (v.filename.v !== from) return;
  touchPayload(code);
  const old = v.filename;
  v.filename = newRef(to);
  v.co = Object.assign(Object.create(Object.getPrototypeOf(v.co)), v.co, { co_filename: to.v });
  vm.counts.decref(old);
  for (const c of v.consts) if (c.type === vm.T.code) renameCode(vm, c as PyObject<Code>, from, to);
}

/** CPython 3.11: Python/import.c _imp__fix_co_filename_impl */
function fix_co_filename(vm: VM, _m: PyObject, code: PyObject, path: PyObject): Result {
  if (code.type !== vm.T.code)
    return vm.raise(
      vm.T.TypeError,
      `_fix_co_filename() argument 1 must be code, not ${code === vm.none ? "None" : code.type.name}`,
    );
  if (!path.type.mro.includes(vm.T.str))
    return vm.raise(
      vm.T.TypeError,
      `_fix_co_filename() argument 2 must be str, not ${path === vm.none ? "None" : path.type.name}`,
    );
  const old = (code.v as Code).filename.v;
  if (old !== path.v) renameCode(vm, code as PyObject<Code>, old, path);
  return vm.newNone();
}

function none(vm: VM): Result {
  return vm.newNone();
}

/** Most native modules are complete when they are made. CPython 3.11: Python/import.c _imp_exec_builtin_impl */
function exec_builtin(vm: VM, _m: PyObject, module: PyObject): Result {
  const spec = module.type === vm.T.module ? vm.moduleSpecs.get((module.v as ModuleData).name) : undefined;
  return spec?.exec === undefined ? vm.newInt(0) : then(vm, spec.exec(vm, module), executed);
}

function executed(vm: VM): Result {
  return vm.newInt(0);
}

/** The module `_imp`. CPython 3.11: Python/import.c imp_methods. There are no extension modules, so `create_dynamic` and `exec_dynamic` are absent. */
export const impModule: ModuleSpec = {
  name: "_imp",
  doc: "(Extremely) low-level import machinery bits as used by importlib.",
  methods: [
    method("extension_suffixes", "($module, /)", (vm) => vm.newList([]), {
      doc: "Returns the list of file suffixes used to identify extension modules.",
    }),
    method("lock_held", "($module, /)", lock_held, {
      doc: "Return True if the import lock is currently held, else False.\n\nOn platforms without threads, return False.",
    }),
    method("acquire_lock", "($module, /)", acquire_lock, {
      doc: "Acquires the interpreter's import lock for the current thread.\n\nThis lock should be used by import hooks to ensure thread-safety when importing\nmodules. On platforms without threads, this function does nothing.",
    }),
    method("release_lock", "($module, /)", release_lock, {
      doc: "Release the interpreter's import lock.\n\nOn platforms without threads, this function does nothing.",
    }),
    named(
      "find_frozen",
      "($module, name, /, *, withdata=False)",
      find_frozen,
      "argument 1",
      "Return info about the corresponding frozen module (if there is one) or None.",
    ),
    named(
      "get_frozen_object",
      "($module, name, data=None, /)",
      get_frozen_object,
      "argument 1",
      "Create a code object for a frozen module.",
    ),
    named("init_frozen", "($module, name, /)", init_frozen, "argument", "Initializes a frozen module."),
    named(
      "is_frozen_package",
      "($module, name, /)",
      is_frozen_package,
      "argument",
      "Returns True if the module name is of a frozen package.",
    ),
    named(
      "is_builtin",
      "($module, name, /)",
      is_builtin,
      "argument",
      "Returns True if the module name corresponds to a built-in module.",
    ),
    named(
      "is_frozen",
      "($module, name, /)",
      (vm, _m, name) => vm.newBool(frozenModule(vm, name.v) !== null),
      "argument",
      "Returns True if the module name corresponds to a frozen module.",
    ),
    method("_frozen_module_names", "($module, /)", (vm) => vm.newList(frozenNames(vm).map((n) => vm.newStr(n))), {
      doc: "Returns the list of available frozen modules.",
    }),
    method("_override_frozen_modules_for_tests", "($module, override, /)", none, {
      doc: '(internal-only) Override PyConfig.use_frozen_modules.\n\n(-1: "off", 1: "on", 0: no override)',
    }),
    method("create_builtin", "($module, spec, /)", create_builtin, { doc: "Create an extension module." }),
    method("exec_builtin", "($module, mod, /)", exec_builtin, { doc: "Initialize a built-in module." }),
    method("_fix_co_filename", "($module, code, path, /)", fix_co_filename, {
      doc: "Changes code.co_filename to specify the passed-in file path.\n\n  code\n    Code object to change.\n  path\n    File path to use.",
    }),
    method("source_hash", "($module, /, key, source)", source_hash),
  ],
  init(vm, set) {
    set("check_hash_based_pycs", vm.newStr("default"));
  },
};
