import { CO_FAST_CELL, CO_FAST_FREE, CO_OPTIMIZED } from "@vivarium/compiler";
import { op } from "@vivarium/compiler/opcodes";
import { newRef, touchPayload } from "@vivarium/heap";
import type { PyFrame } from "../eval/frame.ts";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { dictDeleteString, dictGetStringBorrowed, dictSetString, newDict } from "./dict/dict.ts";
import type { DictTable } from "./dict/table.ts";
import { type FrameObjectData, frameObjectOf } from "./frame-object.ts";

/** Byte offset of the last instruction that was started. CPython 3.11: Include/internal/pycore_frame.h _PyInterpreterFrame_LASTI */
export function frameLasti(frame: PyFrame): number {
  return executingUnit(frame) * 2;
}

/** The code unit that is being executed. A frame that waits between instructions has `pc` at the next one. */
export function executingUnit(frame: PyFrame): number {
  if (frame.attended >= 0) return frame.attended;
  // An exception that is raised again comes from where it was raised first.
  return frame.reraiseAt >= 0 ? frame.reraiseAt : frame.pc;
}

export function frameLineno(frame: PyFrame): number {
  return frame.code.lineOf(executingUnit(frame));
}

/** `f_locals`: the namespace itself, or for a function a snapshot dict that is brought up to date. New reference. CPython 3.11: PyFrame_GetLocals */
export function frameLocals(vm: VM, frame: PyFrame, frameObject: PyObject<FrameObjectData> | null = null): Result {
  if ((frame.code.flags & CO_OPTIMIZED) === 0 && frame.locals !== null) {
    copyFast(vm, frame, frame.locals);
    return newRef(frame.locals);
  }
  // A frame that has ended has no frame object: it belongs to one.
  const object = frameObject ?? frameObjectOf(vm, frame);
  touchPayload(object);
  object.v.locals ??= newDict(vm);
  copyFast(vm, frame, object.v.locals);
  return newRef(object.v.locals);
}

/** Brings a snapshot that was asked for up to date. */
export function refreshLocals(vm: VM, frame: PyFrame): void {
  const locals = frame.frameObject === null ? null : (frame.frameObject.v as FrameObjectData).locals;
  if (locals !== null) copyFast(vm, frame, locals);
}

/** A snapshot that a trace function may have changed becomes what the function has. CPython 3.11: Objects/frameobject.c PyFrame_LocalsToFast */
export function localsToFast(vm: VM, frame: PyFrame): void {
  const locals = frame.frameObject === null ? null : (frame.frameObject.v as FrameObjectData).locals;
  if (locals === null || locals.type !== vm.T.dict) return;
  const { code, slots } = frame;
  const dropped: PyObject[] = [];
  for (let i = 0; i < code.nlocalsplus; i++) {
    const isCell = (code.co.co_localspluskinds[i]! & (CO_FAST_CELL | CO_FAST_FREE)) !== 0;
    const slot = slots[i] ?? null;
    const value = dictGetStringBorrowed(vm, locals, code.localNames[i]!.v);
    if (isCell && slot !== null && slot.type === vm.T.cell) {
      const old = slot.v as PyObject | null;
      if (old === value) continue;
      touchPayload(slot);
      slot.v = value === null ? null : newRef(value);
      if (old !== null) dropped.push(old);
    } else if (slot !== value) {
      slots[i] = value === null ? null : newRef(value);
      if (slot !== null) dropped.push(slot);
    }
  }
  vm.counts.decrefAll(dropped);
}

/** CPython 3.11: Objects/frameobject.c _PyFrame_FastToLocalsWithError */
function copyFast(vm: VM, frame: PyFrame, locals: PyObject<DictTable>): void {
  if (locals.type !== vm.T.dict) return;
  const { code, slots } = frame;
  const kinds = code.co.co_localspluskinds;
  const optimized = (code.flags & CO_OPTIMIZED) !== 0;
  for (let i = 0; i < code.nlocalsplus; i++) {
    const kind = kinds[i]!;
    if ((kind & CO_FAST_FREE) !== 0 && !optimized) continue;
    let value = slots[i] ?? null;
    if ((kind & CO_FAST_FREE) !== 0) {
      // COPY_FREE_VARS may not have run yet.
      value = value !== null && value.type === vm.T.cell ? (value.v as PyObject | null) : null;
    } else if ((kind & CO_FAST_CELL) !== 0 && value !== null && value.type === vm.T.cell && cellsMade(frame))
      value = value.v as PyObject | null;
    const name = code.localNames[i]!;
    if (value === null) {
      if (optimized) dictDeleteString(vm, locals, name.v);
    } else dictSetString(vm, locals, name, value);
  }
}

/** MAKE_CELL stands at the start of the code. */
function cellsMade(frame: PyFrame): boolean {
  return (frame.code.words[frame.pc]! & 255) !== op.MAKE_CELL;
}
