import { op } from "@vivarium/compiler/opcodes";
import { HeapObject, incref, newRef, touchPayload } from "@vivarium/heap";
import { PENDING, type PyObject, type PyType, type Result, STOP } from "../../object.ts";
import type { SequenceIterator } from "../../objects/iterators.ts";
import type { RangeIterator } from "../../objects/range-iterators.ts";
import { unpackEx, unpackSequence } from "../../objects/unpack.ts";
import { getIter } from "../../protocol/iterator.ts";
import { length } from "../../protocol/sequence.ts";
import { enterGenerator } from "../resume.ts";
import {
  AWAITING_FINISH,
  COLD,
  type Control,
  charge,
  decref,
  ENTERED,
  ERROR,
  type Fast,
  FUSED_NEXT,
  JUMP,
  NEXT,
  QUIET,
  type Registers,
  SWITCH,
} from "./registers.ts";

export function GET_ITER(f: Registers): Result {
  return getIter(f.vm, f.slots[f.sp - 1]!);
}

export function GET_ITER_finish(f: Registers, r: PyObject): void {
  const o = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, o);
}

/** The next item of a list, tuple, range or generator; the number may go into the record of the one that the loop variable drops, as in BINARY_OP. */
export function FOR_ITER_fast(f: Registers): Fast {
  const iterator = f.slots[f.sp - 1]!;
  const type = iterator.type;
  if (type === f.T.range_iterator) {
    const it = iterator.v as RangeIterator;
    const index = it.index;
    const start = it.start;
    const step = it.step;
    const length = it.length;
    if (typeof index !== "number" || typeof start !== "number" || typeof step !== "number" || typeof length !== "number")
      return COLD;
    if (index >= length) return COLD;
    touchPayload(iterator);
    it.index = index + 1;
    const value = start + index * step;
    if (value >= -5 && value <= 256) {
      const small = f.vm.smallInts[value + 5]!;
      incref(small);
      f.slots[f.sp++] = small;
      return QUIET;
    }
    if (f.fast) {
      const next = f.words[f.pc + 1]!;
      if ((next & 255) === op.STORE_FAST) {
        const old = f.slots[next >>> 8]!;
        if (old !== null && old.rc === 1 && old.type === f.T.int && old.w === null) {
          old.v = value;
          charge(f, op.STORE_FAST);
          f.pc += 2;
          return FUSED_NEXT;
        }
      }
    }
    f.slots[f.sp++] = new HeapObject<PyType, number>(f.T.int, value);
    return QUIET;
  }
  if (type !== f.T.list_iterator && type !== f.T.tuple_iterator) {
    if (!f.fast || type !== f.T.generator) return COLD;
    if (!enterGenerator(f.vm, iterator)) return COLD;
    f.frame.sp = f.sp;
    f.frame.pc = f.pc;
    f.frame.awaiting = AWAITING_FINISH;
    return ENTERED;
  }
  const it = iterator.v as SequenceIterator;
  if (it.sequence === null) return COLD;
  const item = (it.sequence.v as PyObject[])[it.index];
  if (item === undefined) return COLD;
  touchPayload(iterator);
  it.index++;
  incref(item);
  f.slots[f.sp++] = item;
  return QUIET;
}

/** Pushes the next item, or drops the iterator and jumps past the loop. */
export function FOR_ITER(f: Registers): Control {
  const iterator = f.slots[f.sp - 1]!;
  const r = iterator.type.tp_iternext!(f.vm, iterator);
  if (r === null) return ERROR;
  if (r === PENDING) {
    f.frame.awaiting = AWAITING_FINISH;
    return SWITCH;
  }
  return FOR_ITER_finish(f, r);
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

/** A tuple or list of just the right length. */
export function UNPACK_SEQUENCE_fast(f: Registers): Fast {
  const o = f.slots[f.sp - 1]!;
  if (o.type !== f.T.tuple && o.type !== f.T.list) return COLD;
  const items = o.v as PyObject[];
  if (items.length !== f.oparg) return COLD;
  f.sp--;
  for (let i = f.oparg - 1; i >= 0; i--) {
    const item = items[i]!;
    incref(item);
    f.slots[f.sp++] = item;
  }
  decref(f, o);
  return NEXT;
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
