import { newRef } from "@vivarium/heap";
import type { PyFrame } from "../eval/frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, recordLayout } from "../object.ts";
import { frameObjectOf } from "./frame-object.ts";

/** The payload of a traceback entry: CPython's PyTracebackObject. */
export interface TracebackData {
  next: PyObject<TracebackData> | null;
  /** A frame object, owned. */
  frame: PyObject;
  /** Byte offset of the instruction. */
  lasti: number;
  lineno: number;
}

/** CPython 3.11: Python/traceback.c tb_dealloc */
export const tracebackLayout: PayloadLayout<TracebackData> = recordLayout<TracebackData>({
  references: (t) => [t.next, t.frame],
  clear: (t) => {
    const refs = [t.next];
    t.next = null;
    return refs;
  },
});

/** A new entry for `frame` in front of `next`, which is taken over. CPython 3.11: Python/traceback.c PyTraceBack_Here */
export function newTraceback(
  vm: VM,
  next: PyObject<TracebackData> | null,
  frame: PyFrame,
  unit: number,
): PyObject<TracebackData> {
  const frameObject = newRef(frameObjectOf(vm, frame));
  return alloc(vm, vm.T.traceback, { next, frame: frameObject, lasti: unit * 2, lineno: frame.code.lineOf(unit) });
}
