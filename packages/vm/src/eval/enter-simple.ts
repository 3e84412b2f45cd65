import { epoch, incref, newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { Code } from "../objects/code.ts";
import { type FrameObjectData, frameObjectOf, pythonFrameBelow } from "../objects/frame-object.ts";
import type { FunctionData } from "../objects/function.ts";
import type { ThreadState } from "../thread.ts";
import { OWNED_BY_THREAD, PyFrame } from "./frame.ts";

/** A frame for a call of `func`, with nothing in it yet; the reference to `func` is taken over. */
export function functionFrame(func: PyObject<FunctionData>, data: FunctionData, code: Code): PyFrame {
  incref(data.code);
  const frame = code.freeFrame;
  if (frame === null || epoch !== 0) return new PyFrame(code, func, data.globals, data.builtins, null);
  code.freeFrame = frame.back as PyFrame | null;
  frame.func = func;
  frame.globals = data.globals;
  frame.builtins = data.builtins;
  frame.sp = code.nlocalsplus;
  frame.pc = 0;
  frame.awaiting = 0;
  return frame;
}

/**
 * Enters a function with positional arguments, moved from `slots[from..to)`, and defaults for those that are missing; the caller's reference to `func` is taken
 * over too. There must be room on the stack. Frames are used again: allocating one costs as much as twenty instructions.
 */
export function enterSimple(
  thread: ThreadState,
  func: PyObject<FunctionData>,
  code: Code,
  slots: (PyObject | null)[],
  from: number,
  to: number,
): void {
  const data = func.v;
  const frame = functionFrame(func, data, code);
  const locals = frame.slots;
  let given = 0;
  for (let i = from; i < to; i++) locals[given++] = slots[i]!;
  if (given < code.argcount) {
    const defaults = data.defaults!.v;
    for (let i = given + defaults.length - code.argcount; i < defaults.length; i++) locals[given++] = newRef(defaults[i]!);
  }
  thread.depth++;
  frame.back = thread.frame;
  thread.frame = frame;
}

/** Takes the top frame off the stack and drops what it owns, locals first. CPython 3.11: Python/frame.c _PyFrame_Clear */
export function leaveFrame(vm: VM, frame: PyFrame): void {
  const thread = vm.thread;
  thread.frame = frame.back;
  thread.depth--;
  const counts = vm.counts;
  if (frame.frameObject !== null || frame.locals !== null || frame.keepAlive !== null || frame.func === null) {
    endFrame(vm, frame);
    return;
  }
  const slots = frame.slots;
  const code = frame.code;
  const n = frame.sp;
  for (let i = 0; i < n; i++) {
    const o = slots[i]!;
    if (o !== null) {
      slots[i] = null;
      counts.decref(o);
      if (counts.suspended !== null) {
        endRest(vm, frame, i + 1);
        return;
      }
    }
  }
  const func = frame.func;
  frame.func = null;
  counts.decref(func);
  counts.decref(code.object);
  if (epoch === 0 && frame.owner === OWNED_BY_THREAD) {
    // The free frames of a code object are a list through `back`: as many as it was ever deep.
    frame.back = code.freeFrame;
    code.freeFrame = frame;
  }
}

/** A death among the locals needs Python code: the rest waits behind it. */
function endRest(vm: VM, frame: PyFrame, from: number): void {
  for (let i = 0; i < from; i++) frame.slots[i] = null;
  endFrame(vm, frame);
}

/** Drops everything a frame owns; a frame object that is still referenced takes the frame over instead. */
export function endFrame(vm: VM, frame: PyFrame): void {
  const refs: PyObject[] = [];
  const frameObject = frame.frameObject;
  if (frameObject !== null && frameObject.rc > 1) {
    // CPython 3.11: Python/frame.c take_ownership. The frame object keeps locals, function and code alive.
    touchPayload(frameObject);
    const data = frameObject.v as FrameObjectData;
    const below = pythonFrameBelow(frame);
    if (below !== null) data.back = newRef(frameObjectOf(vm, below));
    data.ended = true;
    frame.back = null;
    frame.frameObject = null;
    const dropped = frame.slots.slice(frame.code.nlocalsplus, frame.sp).filter((o) => o !== null);
    frame.slots.fill(null, frame.code.nlocalsplus);
    frame.sp = frame.code.nlocalsplus;
    if (frame.keepAlive !== null) dropped.push(...frame.keepAlive);
    frame.keepAlive = null;
    dropped.push(frameObject);
    vm.counts.decrefAll(dropped);
    return;
  }
  frame.traverse((o) => refs.push(o));
  frame.slots.fill(null);
  frame.sp = 0;
  frame.func = null;
  frame.locals = null;
  frame.frameObject = null;
  frame.keepAlive = null;
  vm.counts.decrefAll(refs);
}
