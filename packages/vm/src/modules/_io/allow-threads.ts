import { SYSTEM_CALL, TRANSFER } from "../../costs/native-work.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { startFrame } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { OK, type Result } from "../../object.ts";

/** Leaves the interpreter for the time of a system call that moves so many bytes: other threads run meanwhile. Gives PENDING. */
export function pauseForSystemCall(vm: VM, label: string, bytes: number): Result {
  const { work } = vm.evalState;
  const duration = Math.floor((work[SYSTEM_CALL]! + work[TRANSFER]! * bytes) / 1000);
  return vm.pause({ kind: "released", duration, as: "system", label });
}

class SystemCallFrame extends NativeFrame {
  label: string;
  done = false;

  constructor(label: string) {
    super();
    this.label = label;
  }

  step(vm: VM): Result {
    if (this.done) return OK;
    this.done = true;
    return pauseForSystemCall(vm, this.label, 0);
  }
}

/** CPython releases the GIL around most system calls (Py_BEGIN_ALLOW_THREADS): gives OK when this one is over. */
export function allowThreads(vm: VM, label: string): Result {
  return startFrame(vm, new SystemCallFrame(label));
}
