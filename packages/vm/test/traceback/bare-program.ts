import { newRef } from "@vivarium/heap";
import { buildClass } from "../../src/builtins/build-class.ts";
import { compileText, executeMethods, runCode } from "../../src/builtins/execute.ts";
import { builtinsMethods } from "../../src/builtins/index.ts";
import { NativeFrame } from "../../src/eval/frame.ts";
import { andThen, startFrame } from "../../src/eval/native-frame.ts";
import { UnraisableFrame } from "../../src/eval/unraisable-hook.ts";
import { memoryHost } from "../../src/host-memory.ts";
import { createModule } from "../../src/import/builtin-modules.ts";
import { VM } from "../../src/interpreter.ts";
import { PENDING, type PyObject, type Result } from "../../src/object.ts";
import { dictStealString, newDict } from "../../src/objects/dict/dict.ts";
import { exceptionSpecs } from "../../src/objects/exceptions/hierarchy.ts";
import { moduleDict } from "../../src/objects/module.ts";
import { method } from "../../src/objects/type/type-spec.ts";
import { str } from "../../src/protocol/repr.ts";
import { exceptionText } from "../../src/traceback/exception-text.ts";

/*
 * Runs a program on an interpreter without start-up: no sys, no streams, no imports. `emit(text)` collects lines and `report(exception)`
 * gives what the interpreter would print for it. What stays uncaught is printed at the end.
 */

class ProgramFrame extends NativeFrame {
  source: string;
  filename: string;
  out: string[];
  stage: "run" | "print" | "ignored" | "done" = "run";

  constructor(source: string, filename: string, out: string[]) {
    super();
    this.source = source;
    this.filename = filename;
    this.out = out;
  }

  step(vm: VM, sent: Result): Result {
    if (this.stage === "run") {
      this.stage = "print";
      const globals = newDict(vm);
      dictStealString(vm, globals, "__name__", vm.newStr("__main__"));
      const code = compileText(vm, this.source, this.filename, "exec");
      const r = code === null ? null : runCode(vm, code, globals, globals);
      if (code !== null) vm.counts.decref(code);
      vm.counts.decref(globals);
      if (r === PENDING) return r;
      return this.print(vm, r);
    }
    if (this.stage === "print") return this.print(vm, sent);
    return this.stage === "ignored" ? this.finish(vm, sent) : vm.newNone();
  }

  /** What nobody could catch. */
  private reportIgnored(vm: VM): Result {
    this.stage = "done";
    return startFrame(vm, new UnraisableFrame(vm, vm.newNone()));
  }

  private print(vm: VM, r: Result): Result {
    this.stage = "ignored";
    if (r !== null) {
      vm.counts.decref(r);
      return this.reportIgnored(vm);
    }
    const e = vm.thread.exception!;
    vm.thread.exception = null;
    const text = exceptionText(vm, e);
    vm.counts.decref(e);
    return text === PENDING ? text : this.finish(vm, text);
  }

  private finish(vm: VM, text: Result): Result {
    if (text !== null && typeof text.v === "string") this.out.push(text.v);
    if (text !== null) vm.counts.decref(text);
    return this.reportIgnored(vm);
  }
}

/** What a program emits and prints when it ends. */
export function runBare(source: string, filename = "program.py", inspect: (vm: VM) => void = () => {}): string {
  const out: string[] = [];
  const host = memoryHost({ files: { [`/${filename}`]: source }, cwd: "/" });
  const vm = new VM({ host });
  const emit = (vm: VM, _m: PyObject, o: PyObject): Result => andThen(vm, str(vm, o), keep);
  const keep = (vm: VM, text: PyObject): Result => {
    out.push(`${text.v as string}\n`);
    vm.counts.decref(text);
    return vm.newNone();
  };
  const builtins = createModule(vm, {
    name: "builtins",
    methods: [
      ...builtinsMethods,
      ...executeMethods,
      buildClass,
      method("emit", "($module, o, /)", emit),
      method("report", "($module, e, /)", (vm, _m, e: PyObject) => exceptionText(vm, e)),
    ],
  });
  vm.counts.decref(vm.builtins);
  vm.builtins = newRef(moduleDict(vm, builtins));
  vm.counts.decref(builtins);
  for (const [name] of exceptionSpecs) dictStealString(vm, vm.builtins, name, newRef(vm.T[name].object));
  for (const name of [
    "int",
    "str",
    "list",
    "tuple",
    "dict",
    "type",
    "object",
    "bool",
    "bytes",
    "set",
    "float",
    "range",
    "super",
    "property",
    "staticmethod",
    "classmethod",
  ] as const)
    dictStealString(vm, vm.builtins, name, newRef(vm.T[name].object));
  vm.thread.frame = new ProgramFrame(source, filename, out);
  for (let i = 0; i < 100_000; i++) {
    const r = vm.runSlice(1000);
    if (r.kind !== "progress") break;
  }
  inspect(vm);
  return withoutAddresses(out.join("") + host.stderrText());
}

/** Addresses differ between machines. */
export function withoutAddresses(text: string): string {
  return text.replace(/0x[0-9a-f]{5,}/g, "0x...");
}
