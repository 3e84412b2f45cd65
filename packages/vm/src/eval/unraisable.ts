import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import { unraisableHook } from "./unraisable-hook.ts";

/** Reports the exception in the thread as "Exception ignored in ..." and clears it. CPython 3.11: Python/errors.c _PyErr_WriteUnraisableMsg */
export function reportUnraisable(vm: VM, context: PyObject | null, heading: string | null = null): void {
  const e = vm.thread.exception;
  if (e === null) return;
  vm.thread.exception = null;
  unraisableHook(vm, e, context === null ? null : newRef(context), heading);
}
