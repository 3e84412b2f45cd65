import { newRef } from "@vivarium/heap";
import { callMethod } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result, STOP } from "../object.ts";
import { CollectFrame } from "../objects/collect.ts";
import { dictEntries, dictGetStringBorrowed } from "../objects/dict/dict.ts";
import { lookupAttrString } from "../protocol/attribute.ts";
import { runAtexit } from "./atexit.ts";
import { clearModule } from "./clear-module.ts";

type Stage = "threading" | "shutdown" | "atexit" | "flush-out" | "flush-err" | "modules" | "collect" | "flush-again" | "done";

/**
 * The end of the interpreter: threads joined, atexit functions, streams flushed, modules torn down in order.
 * CPython 3.11: Python/pylifecycle.c Py_FinalizeEx, Python/pystate.c finalize_modules
 */
export class FinalizeInterpreterFrame extends NativeFrame {
  private stage: Stage = "threading";
  /** Modules still to be cleared, the next one last; owned. */
  modules: PyObject[] = [];
  private listed = false;

  step(vm: VM, sent: Result): Result {
    let r: Result = sent;
    for (;;) {
      if (r === PENDING) return r;
      if (r === null) this.failed(vm);
      if (this.stage === "done") return OK;
      r = this.next(vm, r ?? OK);
    }
  }

  /** An error at exit is reported and does not stop the rest; a stream that cannot be flushed makes the exit code 120. */
  private failed(vm: VM): void {
    if (this.stage === "flush-err" || this.stage === "modules") vm.exitCode = 120;
    vm.unraisable(null);
  }

  private next(vm: VM, r: PyObject): Result {
    switch (this.stage) {
      case "threading": {
        this.stage = "shutdown";
        const threading = dictGetStringBorrowed(vm, vm.modules, "threading");
        return threading === null ? OK : lookupAttrString(vm, threading, "_shutdown");
      }
      case "shutdown": {
        this.stage = "atexit";
        if (r === OK || r === STOP) return OK;
        vm.counts.decref(r);
        return callMethod(vm, dictGetStringBorrowed(vm, vm.modules, "threading")!, "_shutdown", []);
      }
      case "atexit":
        this.stage = "flush-out";
        drop(vm, r);
        return runAtexit(vm);
      case "flush-out":
        this.stage = "flush-err";
        drop(vm, r);
        vm.onFinalize?.();
        vm.finalizing = true;
        return flush(vm, "stdout");
      case "flush-err":
        this.stage = "modules";
        drop(vm, r);
        return flush(vm, "stderr");
      case "modules":
        drop(vm, r);
        return this.clearModules(vm);
      case "collect":
        this.stage = "flush-again";
        drop(vm, r);
        return flush(vm, "stdout");
      default:
        this.stage = "done";
        drop(vm, r);
        vm.simulation.endOthers();
        return OK;
    }
  }

  /** `__main__` and everything imported, the newest first; `sys` and `builtins` stay. A death that needs Python code is waited for. */
  private clearModules(vm: VM): Result {
    if (this.modules.length === 0 && !this.listed) this.listModules(vm);
    const module = this.modules.pop();
    if (module === undefined) {
      this.stage = "collect";
      const collection = vm.collector.collect(2);
      return collection === null ? OK : startFrame(vm, new CollectFrame(collection));
    }
    clearModule(vm, module);
    vm.counts.decref(module);
    if (vm.counts.suspended === null) return OK;
    vm.drainThen(OK);
    return PENDING;
  }

  private listModules(vm: VM): void {
    this.listed = true;
    vm.modulesCleared = true;
    for (const [key, module] of dictEntries(vm.modules)) {
      if (module.type !== vm.T.module || key.v === "sys" || key.v === "builtins" || key.v === "_frozen_importlib") continue;
      this.modules.push(newRef(module));
    }
  }
}

function drop(vm: VM, r: PyObject): void {
  if (r !== OK && r !== STOP) vm.counts.decref(r);
}

function flush(vm: VM, name: string): Result {
  const stream = dictGetStringBorrowed(vm, vm.sysDict, name);
  return stream === null || stream === vm.none ? OK : callMethod(vm, stream, "flush", []);
}
