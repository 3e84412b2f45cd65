import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { ExceptionData } from "../objects/exceptions/exception.ts";
import { setTraceback } from "../objects/exceptions/raise.ts";
import type { FrameObjectData } from "../objects/frame-object.ts";
import type { TracebackData } from "../objects/traceback.ts";
import { isSubtype } from "../objects/type/mro.ts";

const FILES: ReadonlySet<string> = new Set(["<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>"]);

/**
 * Takes the import system's own frames out of the traceback of what an import raised: all of an ImportError's, of others those from the frame on that
 * runs the module's code. Gives null. CPython 3.11: Python/import.c remove_importlib_frames
 */
export function removeImportlibFrames(vm: VM): null {
  const e = vm.thread.exception as PyObject<ExceptionData>;
  const always = isSubtype(e.type, vm.T.ImportError);
  const link = (after: PyObject<TracebackData> | null, next: PyObject<TracebackData> | null): void => {
    const kept = next === null ? null : newRef(next);
    if (after === null) setTraceback(vm, e, kept);
    else {
      touchPayload(after);
      const old = after.v.next;
      after.v.next = kept;
      if (old !== null) vm.counts.decref(old);
    }
  };
  // The entries whose `next` is where the entry at hand, and the import system's frames before it, hang; null: the exception itself.
  let previous: PyObject<TracebackData> | null = null;
  let outer: PyObject<TracebackData> | null = null;
  let inside = false;
  for (let entry = e.v.traceback as PyObject<TracebackData> | null; entry !== null; ) {
    const { next, frame } = entry.v;
    const { code } = (frame.v as FrameObjectData).frame;
    const wasInside = inside;
    inside = FILES.has(code.filename.v);
    if (inside && !wasInside) outer = previous;
    if (inside && (always || code.name.v === "_call_with_frames_removed")) {
      link(outer, next);
      previous = outer;
    } else previous = entry;
    entry = next;
  }
  return null;
}
