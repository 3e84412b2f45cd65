import { op } from "@vivarium/compiler/opcodes";
import { PENDING, type PyObject, type Result, STOP } from "../../object.ts";
import {
  asyncGenWrap,
  getAiter,
  getAnext,
  getAwaitable,
  getYieldFromIter,
  newGeneratorFromFrame,
  sendTo,
} from "../../objects/generator.ts";
import { takeStopValue } from "../../protocol/iterator.ts";
import { leaveFrame } from "../enter-simple.ts";
import { PyFrame } from "../frame.ts";
import { generatorReturn, generatorYield, suspendGenerator } from "../resume.ts";
import {
  AWAITING_FINISH,
  AWAITING_PUSH,
  COLD,
  type Control,
  decref,
  ERROR,
  type Fast,
  JUMP,
  NEXT,
  RETURNED,
  type Registers,
  SWITCH,
  YIELDED,
} from "./registers.ts";

/** From a function to the one that called it. */
export function RETURN_VALUE_fast(f: Registers): Fast {
  if (!f.fast || f.frame.generator !== null) return COLD;
  const back = f.frame.back;
  if (!(back instanceof PyFrame) || back.awaiting !== AWAITING_PUSH) return COLD;
  f.given = f.slots[f.sp - 1]!;
  f.frame.sp = f.sp - 1;
  leaveFrame(f.vm, f.frame);
  return RETURNED;
}

/** Hands the value to the frame below and ends this one. */
export function RETURN_VALUE(f: Registers): Control {
  const value = f.slots[--f.sp]!;
  const { vm, frame, thread } = f;
  frame.sp = f.sp;
  if (frame.generator !== null) {
    generatorReturn(vm, frame, value);
    return SWITCH;
  }
  leaveFrame(vm, frame);
  if (f.counts.suspended !== null) vm.drainThen(value);
  else {
    thread.sent = value;
    thread.delivering = true;
  }
  return SWITCH;
}

/** The frame becomes a generator's, and the generator is the value of the call. */
export function RETURN_GENERATOR(f: Registers): Control {
  const { vm, frame, thread } = f;
  frame.sp = f.sp;
  frame.pc = f.pc + 1;
  const generator = newGeneratorFromFrame(vm, frame);
  thread.frame = frame.back;
  thread.depth--;
  frame.back = null;
  thread.sent = generator;
  thread.delivering = true;
  return SWITCH;
}

/** To the FOR_ITER that asked. */
export function YIELD_VALUE_fast(f: Registers): Fast {
  if (!f.fast) return COLD;
  const back = f.frame.back;
  if (!(back instanceof PyFrame) || back.awaiting !== AWAITING_FINISH) return COLD;
  if ((back.code.words[back.pc]! & 255) !== op.FOR_ITER) return COLD;
  f.given = f.slots[f.sp - 1]!;
  f.frame.sp = f.sp - 1;
  f.frame.pc = f.pc + 1;
  suspendGenerator(f.vm, f.frame);
  return YIELDED;
}

export function YIELD_VALUE(f: Registers): Control {
  const value = f.slots[--f.sp]!;
  const { vm, frame } = f;
  frame.sp = f.sp;
  frame.pc = f.pc + 1;
  generatorYield(vm, frame, value);
  return SWITCH;
}

export function ASYNC_GEN_WRAP(f: Registers): void {
  f.slots[f.sp - 1] = asyncGenWrap(f.vm, f.slots[f.sp - 1]!);
}

export function GET_YIELD_FROM_ITER(f: Registers): Result {
  return getYieldFromIter(f.vm, f.slots[f.sp - 1]!, f.code);
}

export function GET_YIELD_FROM_ITER_finish(f: Registers, r: PyObject): void {
  const o = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, o);
}

/** Sends the top of the stack to the iterator below it; at its end, jumps with its value. */
export function SEND(f: Registers): Control {
  const r = sendTo(f.vm, f.slots[f.sp - 2]!, f.slots[f.sp - 1]!);
  if (r === null) return ERROR;
  if (r === PENDING) {
    f.frame.awaiting = AWAITING_FINISH;
    return SWITCH;
  }
  return SEND_finish(f, r);
}

export function SEND_finish(f: Registers, r: PyObject): Control {
  const sent = f.slots[f.sp - 1]!;
  if (r !== STOP) {
    f.slots[f.sp - 1] = r;
    decref(f, sent);
    return NEXT;
  }
  const value = takeStopValue(f.vm);
  const iterator = f.slots[f.sp - 2]!;
  f.sp--;
  f.slots[f.sp - 1] = value;
  decref(f, sent);
  decref(f, iterator);
  f.pc += 1 + f.oparg;
  return JUMP;
}

export function GET_AWAITABLE(f: Registers): Result {
  return getAwaitable(f.vm, f.slots[f.sp - 1]!, f.oparg);
}

export function GET_AWAITABLE_finish(f: Registers, r: PyObject): void {
  const o = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, o);
}

export function GET_AITER(f: Registers): Result {
  return getAiter(f.vm, f.slots[f.sp - 1]!);
}

export function GET_AITER_finish(f: Registers, r: PyObject): void {
  const o = f.slots[f.sp - 1]!;
  f.slots[f.sp - 1] = r;
  decref(f, o);
}

export function GET_ANEXT(f: Registers): Result {
  return getAnext(f.vm, f.slots[f.sp - 1]!);
}

export function GET_ANEXT_finish(f: Registers, r: PyObject): void {
  f.slots[f.sp++] = r;
}
