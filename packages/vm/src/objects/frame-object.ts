import { hashRecords, restoreRecords, type SavedRecords, saveRecords } from "@vivarium/heap";
import { type Frame, type NativeFrame, PyFrame } from "../eval/frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject } from "../object.ts";

/** The payload of a frame object that Python sees. */
export interface FrameObjectData {
  readonly frame: PyFrame;
  /** The frame has ended, and what was in it belongs to the frame object. */
  ended: boolean;
  trace: PyObject | null;
  traceLines: boolean;
  traceOpcodes: boolean;
  /** `f_back` of a frame that is no longer on the stack, owned. */
  back: PyObject | null;
  /** `f_locals` of a function's frame, once asked for; owned. */
  locals: PyObject | null;
}

/**
 * While the frame runs, the thread's stack owns what is in it; once it has ended, the frame object does.
 * CPython 3.11: Objects/frameobject.c frame_traverse
 */
export const frameObjectLayout: PayloadLayout<FrameObjectData> = {
  leaf: false,
  container: true,
  traverse(data, visit) {
    if (data.ended) data.frame.traverse(visit);
    if (data.trace !== null) visit(data.trace);
    if (data.locals !== null) visit(data.locals);
    if (data.back !== null) visit(data.back);
  },
  clear(data) {
    const refs: PyObject[] = [];
    if (data.ended) {
      const slots = data.frame.slots;
      for (let i = 0; i < data.frame.sp; i++) {
        const o = slots[i]!;
        if (o !== null) refs.push(o);
        slots[i] = null;
      }
    }
    return refs;
  },
  // A frame that has not ended is saved by its thread or its generator.
  save: (data) => ({ fields: saveRecords(data), frame: data.ended ? data.frame.save() : null }),
  restore(o, saved) {
    const { fields, frame } = saved as { fields: SavedRecords; frame: unknown };
    restoreRecords(fields);
    if (frame !== null) o.v.frame.restore(frame);
  },
  hash(data, into, identity) {
    hashRecords(data, into, identity);
    if (data.ended) data.frame.hash(into, identity);
  },
};

/** The frame object of `frame`, made on demand; borrowed: the frame owns it while it is on the stack. CPython 3.11: _PyFrame_GetFrameObject */
export function frameObjectOf(vm: VM, frame: PyFrame): PyObject<FrameObjectData> {
  if (frame.frameObject === null) {
    frame.frameObject = alloc<FrameObjectData>(vm, vm.T.frame, {
      frame,
      ended: false,
      trace: null,
      traceLines: true,
      traceOpcodes: false,
      back: null,
      locals: null,
    });
  }
  return frame.frameObject;
}

/** The Python frame below `frame`, skipping native ones but for what they stand for; null at the bottom. */
export function pythonFrameBelow(frame: Frame): PyFrame | null {
  let f = frame.back;
  while (f !== null && !(f instanceof PyFrame)) {
    const { standsFor } = f as NativeFrame;
    if (standsFor !== null && standsFor !== frame) return standsFor;
    f = f.back;
  }
  return f;
}
