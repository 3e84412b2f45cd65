import type { VM } from "../../interpreter.ts";

/** What a thread does while others may run. */
export type Blocking = "read" | "write" | "open";

/** Told before an operation that releases the GIL. */
export type AllowThreads = (vm: VM, kind: Blocking, bytes: number) => void;

/**
 * CPython releases the GIL around every system call on files: Py_BEGIN_ALLOW_THREADS. `vm.moduleState` has the hook under "allow threads" where somebody
 * wants to know.
 */
export function allowThreads(vm: VM, kind: Blocking, bytes: number): void {
  const hook = vm.moduleState.get("allow threads") as AllowThreads | undefined;
  hook?.(vm, kind, bytes);
}
