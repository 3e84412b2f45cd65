import { incref, newRef, touchPayload } from "@vivarium/heap";
import { PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import type { SequenceIterator } from "../../objects/iterators.ts";
import { unpackEx, unpackSequence } from "../../objects/unpack.ts";
import { getIter, iterNext } from "../../protocol/iterator.ts";
import { length } from "../../protocol/sequence.ts";
import { AWAITING_FINISH, type Control, decref, ERROR, JUMP, NEXT, type Registers, SWITCH } from "./registers.ts";

export function GET_ITER(f: Registers): Result {
  return getIter(f.vm, f.slots[f.sp - 1]!);
}

export function GET_ITER_finish(f: Registers, r: PyObject): void {
  const o = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, o);
}

/** Pushes the next item, or drops the iterator and jumps past the loop. The next item of a list is taken here. */
export function FOR_ITER(f: Registers): Control {
  const iterator = f.slots[f.sp - 1]!;
  if (iterator.type === f.T.list_iterator) {
    const it = iterator.v as SequenceIterator;
    if (it.sequence !== null) {
      const item = (it.sequence.v as PyObject[])[it.index];
      if (item !== undefined) {
        touchPayload(iterator);
        it.index++;
        incref(item);
        f.slots[f.sp++] = item;
        return NEXT;
      }
    }
  }
  const r = iterNext(f.vm, iterator);
  if (r === null) return ERROR;
  if (r === PENDING) {
    f.frame.awaiting = AWAITING_FINISH;
    return SWITCH;
  }
  if (r !== STOP) {
    f.slots[f.sp++] = r;
    return NEXT;
  }
  f.sp--;
  if (f.thread.stopValue !== null) dropStopValue(f);
  decref(f, iterator);
  f.pc += 1 + f.oparg;
  return JUMP;
}

/** What the iterator returned is of no interest to a loop. */
export function dropStopValue(f: Registers): void {
  const value = f.thread.stopValue!;
  f.thread.stopValue = null;
  f.counts.decref(value);
}

export function FOR_ITER_finish(f: Registers, r: PyObject): Control {
  if (r !== STOP) {
    f.slots[f.sp++] = r;
    return NEXT;
  }
  if (f.thread.stopValue !== null) dropStopValue(f);
  const iterator = f.slots[--f.sp]!;
  decref(f, iterator);
  f.pc += 1 + f.oparg;
  return JUMP;
}

/** Gives the items as a tuple; they are pushed last to first. */
export function UNPACK_SEQUENCE(f: Registers): Result {
  return unpackSequence(f.vm, f.slots[f.sp - 1]!, f.oparg);
}

export function UNPACK_SEQUENCE_finish(f: Registers, r: PyObject): void {
  const o = f.slots[--f.sp]!;
  const items = r.v as PyObject[];
  for (let i = items.length - 1; i >= 0; i--) f.slots[f.sp++] = newRef(items[i]!);
  decref(f, r);
  decref(f, o);
}

/** `a, *b, c = o`: the low byte of the operand counts the targets before the star, the rest those after it. */
export function UNPACK_EX(f: Registers): Result {
  return unpackEx(f.vm, f.slots[f.sp - 1]!, f.oparg & 0xff, f.oparg >> 8);
}

export function UNPACK_EX_finish(f: Registers, r: PyObject): void {
  const o = f.slots[--f.sp]!;
  const items = r.v as PyObject[];
  for (let i = items.length - 1; i >= 0; i--) f.slots[f.sp++] = newRef(items[i]!);
  decref(f, r);
  decref(f, o);
}

export function GET_LEN(f: Registers): Result {
  return length(f.vm, f.slots[f.sp - 1]!);
}

export function GET_LEN_finish(f: Registers, r: PyObject): void {
  f.slots[f.sp++] = r;
}
