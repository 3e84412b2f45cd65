import { newRef, touchPayload } from "@vivarium/heap";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import { pendingUnraisable } from "../eval/unraisable-hook.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import { CollectFrame } from "../objects/collect.ts";
import { dictGetStringBorrowed, dictSetString, dictStealString } from "../objects/dict/dict.ts";
import { dictClear } from "../objects/dict/merge.ts";
import type { DictTable } from "../objects/dict/table.ts";
import { moduleDict } from "../objects/module.ts";
import { newWeakref, type WeakrefData } from "../objects/weakref.ts";
import { NamespaceClearing } from "./clear-module.ts";

/** Names of sys that become None before anything else does. */
const sysDeletes = [
  "path",
  "argv",
  "ps1",
  "ps2",
  "last_type",
  "last_value",
  "last_traceback",
  "path_hooks",
  "path_importer_cache",
  "meta_path",
] as const;

const sysFiles = ["stdin", "stdout", "stderr"] as const;

type Stage =
  | "collect-before"
  | "special"
  | "remove"
  | "clear-directory"
  | "restore-builtins"
  | "collect"
  | "clear-survivors"
  | "clear-sys"
  | "clear-builtins"
  | "collect-after"
  | "done";

/**
 * Modules are torn down: removed from sys.modules, which lets most of them go; then what is garbage is collected; then what is still alive is emptied, the
 * modules imported last first; sys and builtins at the end. CPython 3.11: Python/pylifecycle.c Py_FinalizeEx (the collection), finalize_modules
 */
export class FinalizeModulesFrame extends NativeFrame {
  private stage: Stage = "collect-before";
  private index = 0;
  /** Weak references to the modules, in the order in which they were imported. */
  survivors: PyObject[] = [];
  /** The module whose names are being cleared, and its namespace. */
  module: PyObject | null = null;
  namespace: PyObject | null = null;
  private clearing: NamespaceClearing = new NamespaceClearing();
  /** What the interpreter itself keeps until the end. */
  kept: PyObject[] = [];

  step(vm: VM, sent: Result): Result {
    let r: Result = sent;
    for (;;) {
      if (r === PENDING) return r;
      if (r === null) vm.unraisable(null);
      else if (r !== OK) vm.counts.decref(r);
      if (vm.counts.suspended !== null) {
        vm.drainThen(OK);
        return PENDING;
      }
      if (!pendingUnraisable(vm).isEmpty) {
        vm.reportPending();
        return PENDING;
      }
      if (this.stage === "done") return OK;
      r = this.next(vm);
    }
  }

  private go(stage: Stage): void {
    this.stage = stage;
    this.index = 0;
  }

  /** One small step: what dies of it dies before the next one. */
  private next(vm: VM): Result {
    switch (this.stage) {
      case "collect-before":
        this.go("special");
        this.keep(vm);
        return vm.generations.enabled ? collect(vm, false) : OK;
      case "special":
        if (!this.deleteSpecial(vm)) this.go("remove");
        return OK;
      case "remove":
        if (!this.removeModule(vm)) this.go("clear-directory");
        return OK;
      case "clear-directory":
        this.go("restore-builtins");
        dictClear(vm, vm.modules);
        return OK;
      case "restore-builtins":
        this.go("collect");
        restoreBuiltins(vm);
        return OK;
      case "collect":
        this.go("clear-survivors");
        vm.modulesCleared = true;
        return collect(vm, true);
      case "clear-survivors":
        if (!this.clearSurvivor(vm)) this.go("clear-sys");
        return OK;
      case "clear-sys":
        if (!this.clearing.next(vm, vm.sysDict)) this.startClearing("clear-builtins");
        return OK;
      case "clear-builtins":
        if (!this.clearing.next(vm, vm.builtins)) this.go("collect-after");
        return OK;
      default:
        this.go("done");
        return collect(vm, true);
    }
  }

  private startClearing(stage: Stage): void {
    this.go(stage);
    this.clearing = new NamespaceClearing();
  }

  /** The import system and the two modules that the interpreter has references of its own to. */
  private keep(vm: VM): void {
    for (const o of [vm.importlib, vm.importFunction, dictGetStringBorrowed(vm, vm.modules, "sys")])
      if (o !== null) this.kept.push(newRef(o));
  }

  /** CPython 3.11: finalize_modules_delete_special. False when all is done. */
  private deleteSpecial(vm: VM): boolean {
    const i = this.index++;
    if (i === 0) dictStealString(vm, vm.builtins, "_", vm.newNone());
    else if (i <= sysDeletes.length) dictStealString(vm, vm.sysDict, sysDeletes[i - 1]!, vm.newNone());
    else if (i <= sysDeletes.length + sysFiles.length) {
      const name = sysFiles[i - 1 - sysDeletes.length]!;
      const original = dictGetStringBorrowed(vm, vm.sysDict, `__${name}__`) ?? vm.none;
      dictStealString(vm, vm.sysDict, name, newRef(original));
    } else return false;
    return true;
  }

  /** CPython 3.11: finalize_remove_modules, one module of it. False when there is none left. */
  private removeModule(vm: VM): boolean {
    const { keys, values } = vm.modules.v;
    while (this.index < keys.length) {
      const i = this.index++;
      const module = values[i];
      if (keys[i] == null || module == null || module.type !== vm.T.module) continue;
      const reference = newWeakref(vm, vm.T.weakref, module, null);
      if (reference !== null) this.survivors.push(reference);
      touchPayload(vm.modules);
      values[i] = newRef(vm.none);
      vm.counts.decref(module);
      return true;
    }
    return false;
  }

  /** CPython 3.11: finalize_modules_clear_weaklist, one name of it. False when there is nothing left to clear. */
  private clearSurvivor(vm: VM): boolean {
    const { module, namespace } = this;
    if (namespace !== null) {
      if (this.clearing.next(vm, namespace as PyObject<DictTable>)) return true;
      this.module = null;
      this.namespace = null;
      vm.counts.decrefAll([module!, namespace]);
      return true;
    }
    for (;;) {
      const reference = this.survivors.pop();
      if (reference === undefined) {
        this.startClearing("clear-sys");
        return true;
      }
      const { referent } = reference.v as WeakrefData;
      const dict = referent === null ? null : moduleDict(vm, referent);
      if (dict !== null && dict !== vm.builtins && dict !== vm.sysDict) {
        this.module = newRef(referent!);
        this.namespace = newRef(dict);
        this.startClearing("clear-survivors");
      }
      vm.counts.decref(reference);
      if (this.namespace !== null) return true;
    }
  }
}

/** CPython 3.11: Modules/gcmodule.c PyGC_Collect, _PyGC_CollectNoFail, which tells nobody */
function collect(vm: VM, silent: boolean): Result {
  const collection = vm.collector.collect(2);
  return collection === null ? OK : startFrame(vm, new CollectFrame(collection, silent));
}

/** What `keepBuiltins` has put aside. */
const COPY = "builtins";

/** Remembers what builtins are before any program can change them. CPython 3.11: pycore_init_builtins (`builtins_copy`) */
export function keepBuiltins(vm: VM): void {
  const copy = vm.newDict();
  copyNames(vm, vm.builtins, copy);
  vm.moduleState.set(COPY, copy);
}

/** What a program has put there goes. CPython 3.11: finalize_restore_builtins */
function restoreBuiltins(vm: VM): void {
  const copy = vm.moduleState.get(COPY) as PyObject<DictTable> | undefined;
  if (copy === undefined) return;
  const old = vm.newDict();
  copyNames(vm, vm.builtins, old);
  dictClear(vm, vm.builtins);
  copyNames(vm, copy, vm.builtins);
  vm.counts.decref(old);
}

function copyNames(vm: VM, from: PyObject<DictTable>, to: PyObject<DictTable>): void {
  const { keys, values } = from.v;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key != null && typeof key.v === "string") dictSetString(vm, to, key as PyObject<string>, values[i]!);
  }
}
