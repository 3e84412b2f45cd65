import { newRef } from "@vivarium/heap";
import { checkFileSource } from "@vivarium/parser";
import { arenaOf } from "../builtins/arena.ts";
import { compileText, guardCompiler, runCode } from "../builtins/execute.ts";
import { callMethod, callObject } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { orElse, startFrame, andThen as then } from "../eval/native-frame.ts";
import { writeStderr } from "../eval/standard-error.ts";
import { importModuleNamed } from "../import/import-module.ts";
import type { VM } from "../interpreter.ts";
import type { SysConfig } from "../modules/sys.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import type { Code } from "../objects/code.ts";
import { dictGetStringBorrowed, dictStealString } from "../objects/dict/dict.ts";
import type { DictTable } from "../objects/dict/table.ts";
import { moduleDict } from "../objects/module.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { str } from "../protocol/repr.ts";
import { printException } from "../traceback/print-exception.ts";
import { FinalizeInterpreterFrame } from "./finalize.ts";
import { createCoreModules, InitializeFrame } from "./initialize.ts";

/** What to run. */
export type Program =
  /** A script; `source` is its bytes, `filename` as tracebacks show it. */
  | { readonly kind: "file"; readonly filename: string; readonly source: Uint8Array }
  /** `-c`. */
  | { readonly kind: "command"; readonly source: string }
  /** `-m`. */
  | { readonly kind: "module"; readonly name: string }
  /** A folder or an archive with a module `__main__`, which is the first entry of `sys.path`. */
  | { readonly kind: "archive" }
  /** Standard input that is no terminal. */
  | { readonly kind: "stdin"; readonly source: Uint8Array };

type Stage = "initialize" | "run" | "ran" | "flush-out" | "report" | "exit-text" | "finalize" | "done";

/**
 * The bottom frame of the main thread: start-up, the program, the report of what it raised, and the end.
 * CPython 3.11: Modules/main.c Py_RunMain
 */
class MainFrame extends NativeFrame {
  private stage: Stage = "initialize";
  private readonly program: Program;
  private readonly withSite: boolean;
  /** What the program raised, while streams are flushed. */
  failure: PyObject | null = null;

  constructor(program: Program, withSite: boolean) {
    super();
    this.program = program;
    this.withSite = withSite;
  }

  step(vm: VM, sent: Result): Result {
    let r: Result = sent;
    for (;;) {
      if (r === PENDING) return r;
      r = this.next(vm, r);
      if (this.stage === "done" && r !== PENDING) return vm.newNone();
    }
  }

  /** `r`: what the stage before gave, owned; null: it raised. */
  private next(vm: VM, r: Result): Result {
    if (r !== null && r !== OK && this.stage !== "exit-text") vm.counts.decref(r);
    switch (this.stage) {
      case "initialize":
        this.stage = "run";
        return startFrame(vm, new InitializeFrame(this.withSite));
      case "run":
        this.stage = "ran";
        return r === null ? null : this.run(vm);
      case "ran":
        return this.flush(vm, r === null);
      case "flush-out":
        this.stage = "report";
        return flushIgnoring(vm, "stdout");
      case "report":
        return this.report(vm);
      case "exit-text":
        this.stage = "finalize";
        if (r !== null && r !== OK) {
          writeStderr(vm, `${r.v}\n`);
          vm.counts.decref(r);
        } else if (r === null) vm.clearException();
        return OK;
      case "finalize":
        this.stage = "done";
        if (r === null) vm.clearException();
        return startFrame(vm, new FinalizeInterpreterFrame());
      default:
        if (r === null) vm.clearException();
        return OK;
    }
  }

  /** A file's streams are flushed when it has run. CPython 3.11: Python/pythonrun.c pyrun_file, flush_io */
  private flush(vm: VM, raised: boolean): Result {
    if (raised) {
      this.failure = vm.thread.exception;
      vm.thread.exception = null;
    }
    const { kind } = this.program;
    this.stage = kind === "file" || kind === "stdin" ? "flush-out" : "report";
    return this.stage === "flush-out" ? flushIgnoring(vm, "stderr") : OK;
  }

  private run(vm: VM): Result {
    const main = dictGetStringBorrowed(vm, vm.modules, "__main__")!;
    const dict = moduleDict(vm, main);
    const { program } = this;
    if (program.kind === "module") return runModule(vm, program.name, true);
    if (program.kind === "archive") return runModule(vm, "__main__", false);
    const filename = program.kind === "file" ? program.filename : program.kind === "command" ? "<string>" : "<stdin>";
    if (program.kind !== "file") return compileMain(vm, program.source, filename, dict);
    dictStealString(vm, dict, "__file__", vm.newStr(filename));
    dictStealString(vm, dict, "__cached__", vm.newNone());
    const source = vm.newBytes(program.source);
    const r = then(vm, setMainLoader(vm, dict, filename), compileFile, dict, source);
    vm.counts.decref(source);
    return r;
  }

  /** What the program raised decides the exit code. CPython 3.11: _Py_HandleSystemExit, PyErr_Print */
  private report(vm: VM): Result {
    this.stage = "finalize";
    const e = this.failure;
    if (e === null) return OK;
    this.failure = null;
    const T = vm.T;
    if (!isSubtype(e.type, T.SystemExit)) {
      vm.exitSignal = isSubtype(e.type, T.KeyboardInterrupt) ? 2 : 0;
      vm.exitCode = vm.exitSignal === 0 ? 1 : 128 + vm.exitSignal;
      setLast(vm, e);
      const r = printUncaught(vm, e);
      vm.counts.decref(e);
      return r;
    }
    const code = (e.v as { value: PyObject | null }).value ?? vm.none;
    let r: Result = OK;
    if (code === vm.none) vm.exitCode = 0;
    else if (isSubtype(code.type, T.int)) vm.exitCode = exitStatus(BigInt(code.v as number | bigint));
    else {
      vm.exitCode = 1;
      this.stage = "exit-text";
      r = str(vm, code);
    }
    vm.counts.decref(e);
    return r;
  }
}

function flushIgnoring(vm: VM, name: string): Result {
  const stream = dictGetStringBorrowed(vm, vm.sysDict, name);
  return stream === null ? OK : orElse(vm, callMethod(vm, stream, "flush", []), ignored);
}

function ignored(vm: VM): Result {
  vm.clearException();
  return OK;
}

/** `__main__.__loader__` of a script. CPython 3.11: Python/pythonrun.c set_main_loader */
function setMainLoader(vm: VM, dict: PyObject<DictTable>, filename: string): Result {
  const external = dictGetStringBorrowed(vm, vm.modules, "_frozen_importlib_external");
  if (external === null) return OK;
  const args = [vm.newStr("__main__"), vm.newStr(filename)];
  const r = then(vm, callMethod(vm, external, "SourceFileLoader", args), storeLoader, dict);
  vm.counts.decrefAll(args);
  return r;
}

function storeLoader(vm: VM, loader: PyObject, dict: PyObject | null): Result {
  dictStealString(vm, dict as PyObject<DictTable>, "__loader__", loader);
  return OK;
}

function compileFile(vm: VM, _ok: PyObject, dict: PyObject | null, source: PyObject | null): Result {
  const file = dictGetStringBorrowed(vm, dict as PyObject<DictTable>, "__file__")!;
  return compileMain(vm, source!.v as Uint8Array, file.v as string, dict as PyObject<DictTable>);
}

function compileMain(vm: VM, source: string | Uint8Array, filename: string, dict: PyObject<DictTable>): Result {
  if (typeof source !== "string" && guardCompiler(vm, () => checkFileSource(source, filename) ?? true) === null) return null;
  return then(vm, compileText(vm, source, filename, "exec", 0, vm.optimize), runMain, dict);
}

/** What a C long that does not fit becomes. CPython 3.11: Python/pythonrun.c _Py_HandleSystemExit */
function exitStatus(code: bigint): number {
  return BigInt.asIntN(64, code) === code ? Number(BigInt.asUintN(8, code)) : 255;
}

function runMain(vm: VM, code: PyObject, dict: PyObject | null): Result {
  const namespace = dict as PyObject<DictTable>;
  const r = runCode(vm, code as PyObject<Code>, namespace, namespace, arenaOf(vm, code.v as Code));
  vm.counts.decref(code);
  return r;
}

/** `sys.last_value` and its like, which keep the exception until modules are torn down. CPython 3.11: _PyErr_PrintEx */
function setLast(vm: VM, e: PyObject): void {
  const traceback = (e.v as { traceback: PyObject | null }).traceback ?? vm.none;
  dictStealString(vm, vm.sysDict, "last_type", newRef(e.type.object));
  dictStealString(vm, vm.sysDict, "last_value", newRef(e));
  dictStealString(vm, vm.sysDict, "last_traceback", newRef(traceback));
}

/** `sys.excepthook(type, value, traceback)`; the native printer when it is not there. CPython 3.11: Python/pythonrun.c _PyErr_PrintEx */
function printUncaught(vm: VM, e: PyObject): Result {
  const hook = dictGetStringBorrowed(vm, vm.sysDict, "excepthook");
  if (hook === null) return printException(vm, e);
  const traceback = (e.v as { traceback: PyObject | null }).traceback ?? vm.none;
  return orElse(vm, callObject(vm, hook, [e.type.object, e, traceback]), hookFailed, e);
}

function hookFailed(vm: VM, original: PyObject | null): Result {
  const second = vm.thread.exception!;
  vm.thread.exception = null;
  writeStderr(vm, "Error in sys.excepthook:\n");
  const r = then(vm, printException(vm, second), printOriginal, original);
  vm.counts.decref(second);
  return r;
}

function printOriginal(vm: VM, printed: PyObject, original: PyObject | null): Result {
  if (printed !== OK) vm.counts.decref(printed);
  writeStderr(vm, "\nOriginal exception was:\n");
  return printException(vm, original!);
}

/** `-m name`. CPython 3.11: Modules/main.c pymain_run_module */
function runModule(vm: VM, name: string, setsArgv: boolean): Result {
  const text = vm.newStr(name);
  const r = then(vm, importModuleNamed(vm, "runpy"), runAsMain, text, setsArgv ? vm.true_ : vm.false_);
  vm.counts.decref(text);
  return r;
}

function runAsMain(vm: VM, runpy: PyObject, name: PyObject | null, setsArgv: PyObject | null): Result {
  const r = callMethod(vm, runpy, "_run_module_as_main", [name!, setsArgv!]);
  vm.counts.decref(runpy);
  return r;
}

/** Prepares an interpreter to run a program from start-up to exit. Then pump `vm.runSlice`; the exit code is in `vm.exitCode` when it is done. */
export function startProgram(vm: VM, program: Program, config: SysConfig): void {
  vm.optimize = config.flags.optimize ?? 0;
  vm.flags = config.flags;
  createCoreModules(vm, config);
  const frame = new MainFrame(program, (config.flags.noSite ?? 0) === 0);
  frame.back = vm.thread.frame;
  vm.thread.frame = frame;
}
