import { newRef } from "@vivarium/heap";
import { callMethod } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { dropAfter, startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import { dictGetStringBorrowed } from "../objects/dict/dict.ts";
import { isSubtype } from "../objects/type/mro.ts";
import { type MethodSpec, method } from "../objects/type/type-spec.ts";
import { str } from "../protocol/repr.ts";

/** Writes the prompt, flushes, reads a line. CPython 3.11: Python/bltinmodule.c builtin_input_impl, where a stream is no terminal */
class InputFrame extends NativeFrame {
  prompt: PyObject | null;
  stdin: PyObject;
  stdout: PyObject;
  stderr: PyObject | null;
  stage: "stderr" | "text" | "write" | "flush" | "read" | "line" = "stderr";

  constructor(prompt: PyObject | null, stdin: PyObject, stdout: PyObject, stderr: PyObject | null) {
    super();
    this.prompt = prompt === null ? null : newRef(prompt);
    this.stdin = newRef(stdin);
    this.stdout = newRef(stdout);
    this.stderr = stderr === null ? null : newRef(stderr);
  }

  step(vm: VM, sent: Result): Result {
    let r: Result = sent;
    for (;;) {
      if (r === PENDING) return r;
      if (r === null) {
        // Errors of sys.stderr's flush do not matter.
        if (this.stage !== "text") return null;
        vm.clearException();
        r = OK;
      }
      if (this.stage === "line") return this.gotLine(vm, r);
      r = this.next(vm, r);
    }
  }

  private next(vm: VM, r: PyObject): Result {
    switch (this.stage) {
      case "stderr":
        this.stage = "text";
        return this.stderr === null ? OK : callMethod(vm, this.stderr, "flush", []);
      case "text":
        if (r !== OK) vm.counts.decref(r);
        if (this.prompt === null) {
          this.stage = "flush";
          return OK;
        }
        this.stage = "write";
        return str(vm, this.prompt);
      case "write": {
        this.stage = "flush";
        return dropAfter(vm, callMethod(vm, this.stdout, "write", [r]), r);
      }
      case "flush":
        if (r !== OK) vm.counts.decref(r);
        this.stage = "read";
        return callMethod(vm, this.stdout, "flush", []);
      default:
        if (r !== OK) vm.counts.decref(r);
        this.stage = "line";
        return callMethod(vm, this.stdin, "readline", []);
    }
  }

  /** CPython 3.11: Objects/fileobject.c PyFile_GetLine */
  private gotLine(vm: VM, line: PyObject): Result {
    if (!isSubtype(line.type, vm.T.str)) {
      vm.counts.decref(line);
      return vm.raise(vm.T.TypeError, "object.readline() returned non-string");
    }
    const text = line.v as string;
    if (text === "") {
      vm.counts.decref(line);
      return vm.raise(vm.T.EOFError, "EOF when reading a line");
    }
    if (!text.endsWith("\n")) return line;
    vm.counts.decref(line);
    return vm.newStr(text.slice(0, -1));
  }
}

function input(vm: VM, _m: PyObject, prompt: PyObject | null): Result {
  const stream = (name: string): PyObject | null => {
    const found = dictGetStringBorrowed(vm, vm.sysDict, name);
    return found === vm.none ? null : found;
  };
  const stdin = stream("stdin");
  const stdout = stream("stdout");
  if (stdin === null) return vm.raise(vm.T.RuntimeError, "input(): lost sys.stdin");
  if (stdout === null) return vm.raise(vm.T.RuntimeError, "input(): lost sys.stdout");
  return startFrame(vm, new InputFrame(prompt, stdin, stdout, stream("stderr")));
}

export const inputMethod: MethodSpec = method("input", "(prompt='', /)", input, {
  doc: "Read a string from standard input.  The trailing newline is stripped.",
});
