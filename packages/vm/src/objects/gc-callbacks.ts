import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type Result } from "../object.ts";

/** What the `gc` module keeps: its lists, owned. */
export interface GcState {
  /** `gc.callbacks`, a list. */
  callbacks: PyObject<PyObject[]> | null;
  /** `gc.garbage`, a list. */
  garbage: PyObject<PyObject[]> | null;
}

/** Is somebody in `gc.callbacks`. */
export function hasCallbacks(vm: VM): boolean {
  return vm.gc.callbacks !== null && vm.gc.callbacks.v.length > 0;
}

/** Calls everything in `gc.callbacks`. CPython 3.11: Modules/gcmodule.c invoke_gc_callback */
export function callPhase(vm: VM, phase: string, generation: number, collected: number, uncollectable: number): Result {
  return vm.callGcCallbacks === null ? OK : vm.callGcCallbacks(phase, generation, collected, uncollectable);
}

/** What `gc.set_debug` wants printed. */
export function printGcEvent(vm: VM, event: unknown): void {
  vm.gcEvent?.(event);
}
