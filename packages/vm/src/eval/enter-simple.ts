import { epoch, incref, newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject } from "../object.ts";
import type { Code } from "../objects/code.ts";
import { type FrameObjectData, frameObjectOf, pythonFrameBelow } from "../objects/frame-object.ts";
import type { FunctionData } from "../objects/function.ts";
import { enterRecursive } from "./call.ts";
import { OWNED_BY_THREAD, PyFrame } from "./frame.ts";

/**
 * Enters a function with exactly its positional arguments, moved from `slots[from..to)`; the caller's reference to `func` is taken over too. Frames
 * are used again: allocating one costs as much as twenty instructions. Not while a journal is on, because a frame that is undone may be in use.
 */
export function enterSimple(
  vm: VM,
  func: PyObject<FunctionData>,
  code: Code,
  slots: (PyObject | null)[],
  from: number,
  to: number,
): boolean {
  if (!enterRecursive(vm, "")) {
    const dropped = slots.slice(from, to) as PyObject[];
    dropped.push(func);
    vm.counts.decrefAll(dropped);
    return false;
  }
  const data = func.v;
  let frame = code.freeFrame;
  if (frame !== null) {
    code.freeFrame = frame.back as PyFrame | null;
    frame.func = func;
    frame.globals = data.globals;
    frame.builtins = data.builtins;
    frame.sp = code.nlocalsplus;
    frame.pc = 0;
    frame.awaiting = 0;
  } else frame = new PyFrame(code, func, data.globals, data.builtins, null);
  incref(data.code);
  const locals = frame.slots;
  for (let i = from, j = 0; i < to; i++, j++) locals[j] = slots[i]!;
  const thread = vm.thread;
  frame.back = thread.frame;
  thread.frame = frame;
  return true;
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
