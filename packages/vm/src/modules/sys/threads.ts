import { newRef } from "@vivarium/heap";
import { PyFrame } from "../../eval/frame.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { dictSet } from "../../objects/dict/dict.ts";
import { frameObjectOf } from "../../objects/frame-object.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";
import type { ThreadState } from "../../thread.ts";

/** A dict from the identifiers of the threads, the newest first, to what `of` finds in them: new references. */
function byThread(vm: VM, of: (thread: ThreadState) => PyObject | null): Result {
  const dict = vm.newDict();
  for (const thread of [...vm.threads].reverse()) {
    const value = thread.finished ? null : of(thread);
    if (value === null) continue;
    const key = vm.newInt(thread.ident);
    dictSet(vm, dict, key, value);
    vm.counts.decrefAll([key, value]);
  }
  return dict;
}

/** CPython 3.11: Python/pystate.c _PyThread_CurrentFrames */
function currentFrames(vm: VM): Result {
  return byThread(vm, (thread) => {
    let frame = thread.frame;
    while (frame !== null && !(frame instanceof PyFrame)) frame = frame.back;
    return frame === null ? null : newRef(frameObjectOf(vm, frame));
  });
}

/** CPython 3.11: Python/pystate.c _PyThread_CurrentExceptions */
function currentExceptions(vm: VM): Result {
  return byThread(vm, (thread) => {
    for (let item: typeof thread.exceptionInfo | null = thread.exceptionInfo; item !== null; item = item.previous)
      if (item.value !== null && item.value !== vm.none) return newTriple(vm, item.value);
    return newTriple(vm, null);
  });
}

/** (type, value, traceback) of an exception. */
function newTriple(vm: VM, e: PyObject | null): PyObject {
  if (e === null) return vm.newTuple([vm.newNone(), vm.newNone(), vm.newNone()]);
  const { traceback } = e.v as { traceback: PyObject | null };
  return vm.newTuple([newRef(e.type.object), newRef(e), newRef(traceback ?? vm.none)]);
}

export const sysMethodsOfThreads: readonly MethodSpec[] = [
  method("_current_frames", "($module, /)", currentFrames),
  method("_current_exceptions", "($module, /)", currentExceptions),
];
