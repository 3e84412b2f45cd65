import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, type Result } from "../object.ts";

class ReleasedFrame extends NativeFrame {
  duration: number;
  label: string;
  over = false;

  constructor(duration: number, label: string) {
    super();
    this.duration = duration;
    this.label = label;
  }

  step(vm: VM): Result {
    if (this.over) return OK;
    this.over = true;
    return vm.pause({ kind: "released", duration: this.duration, as: "user", label: this.label });
  }
}

/**
 * Computes for `duration` simulated nanoseconds without the GIL, then gives OK: what a C function does between Py_BEGIN_ALLOW_THREADS and Py_END_ALLOW_THREADS.
 * The result itself is computed by the continuation, when the GIL is held again: nobody can tell the difference.
 */
export function withoutGil(vm: VM, duration: number, label: string): Result {
  return startFrame(vm, new ReleasedFrame(duration, label));
}
