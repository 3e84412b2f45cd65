import { newRef, touchPayload } from "@vivarium/heap";
import { arenaOf } from "../src/builtins/arena.ts";
import { compileText, runCode } from "../src/builtins/execute.ts";
import { NativeFrame } from "../src/eval/frame.ts";
import { memoryHost } from "../src/host-memory.ts";
import { VM, type VMOptions } from "../src/interpreter.ts";
import { createCoreModules } from "../src/lifecycle/initialize.ts";
import { alloc, OK, PENDING, type PyObject, type Result, recordLayout } from "../src/object.ts";
import { dictStealString } from "../src/objects/dict/dict.ts";
import { moduleDict, newModule } from "../src/objects/module.ts";
import { method, type TypeSpec } from "../src/objects/type/type-spec.ts";

/** What a program did. */
export interface Outcome {
  readonly stdout: string;
  /** `Type: message` of what it raised, or null. */
  readonly exception: string | null;
  readonly vm: VM;
}

const streamSpec: TypeSpec = {
  name: "test.Stream",
  layout: recordLayout({ references: () => [] }),
  methods: [
    method("write", "($self, text, /)", (vm, self, text: PyObject<string>) => {
      touchPayload(self);
      (self.v as { text: string }).text += text.v;
      return vm.newInt(text.v.length);
    }),
    method("flush", "($self, /)", (vm) => vm.newNone()),
  ],
};

/** The bottom frame: runs the code and keeps what it raised. */
class ProgramFrame extends NativeFrame {
  code: PyObject | null;
  /** Borrowed from the module. */
  place: { readonly dict: PyObject };
  failure: PyObject | null = null;

  constructor(code: PyObject, dict: PyObject) {
    super();
    this.code = code;
    this.place = { dict };
  }

  step(vm: VM, sent: Result): Result {
    const { code } = this;
    if (code !== null) {
      this.code = null;
      const { dict } = this.place;
      const r = runCode(vm, code, dict, dict, arenaOf(vm, code.v));
      vm.counts.decref(code);
      if (r === PENDING) return r;
      sent = r;
    }
    if (sent === null) {
      this.failure = vm.thread.exception;
      vm.thread.exception = null;
      failures.set(vm, describe(this.failure!));
    } else if (sent !== OK) vm.counts.decref(sent);
    return vm.newNone();
  }
}

const failures = new WeakMap<VM, string>();

function describe(e: PyObject): string {
  const args = (e.v as { args: PyObject<PyObject[]> }).args.v;
  return `${e.type.name}: ${args.map((a) => String(a.v)).join(", ")}`;
}

/** Prepares a program on an interpreter without standard library and without real streams: native modules only. */
export function prepare(source: string, options: Partial<VMOptions> = {}): { vm: VM; stdout: () => string } {
  const vm = new VM({ host: memoryHost({}), ...options });
  createCoreModules(vm, {
    argv: [""],
    origArgv: [],
    path: [],
    executable: "/usr/bin/python3.11",
    prefix: "/usr",
    flags: {},
    warnoptions: [],
    xoptions: [],
  });
  const out = { text: "" };
  dictStealString(vm, vm.sysDict, "stdout", alloc(vm, vm.type(streamSpec), out));
  dictStealString(vm, vm.sysDict, "stderr", alloc(vm, vm.type(streamSpec), { text: "" }));
  const main = newModule(vm, "__main__");
  dictStealString(vm, vm.modules, "__main__", main);
  const dict = moduleDict(vm, main);
  dictStealString(vm, dict, "__builtins__", newRef(vm.builtinsModule!));
  const code = compileText(vm, source, "test.py", "exec");
  if (code === null) throw new Error(describe(vm.thread.exception!));
  vm.thread.frame = new ProgramFrame(code, dict);
  return { vm, stdout: () => out.text };
}

/** Runs a program to its end, or for so many events of the simulation. */
export function runPython(source: string, options: Partial<VMOptions> = {}, steps = 1_000_000): Outcome {
  const { vm, stdout } = prepare(source, options);
  vm.runSlice(steps);
  return { stdout: stdout(), exception: failures.get(vm) ?? null, vm };
}
