import { cacheEntries, op } from "@vivarium/compiler/opcodes";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type Result } from "../object.ts";
import type { Code } from "../objects/code.ts";
import type { ThreadState } from "../thread.ts";
import { type NativeFrame, PyFrame } from "./frame.ts";
import { DrainFrame, releaseFrame } from "./native-frame.ts";

/** One step of the native frame on top; its value goes to the frame below. */
export function stepNative(vm: VM, thread: ThreadState, frame: NativeFrame): void {
  const sent: Result = thread.delivering ? thread.sent : OK;
  thread.sent = null;
  thread.delivering = false;
  vm.current = frame;
  const value = frame.step(vm, sent);
  if (value === PENDING) return;
  thread.frame = frame.back;
  thread.depth -= frame.counted;
  vm.current = null;
  const result = releaseFrame(vm, frame, value);
  if (vm.counts.suspended !== null) {
    pushDrain(vm, result);
    return;
  }
  thread.sent = result;
  thread.delivering = true;
}

/** Between two instructions: a death has called for Python code, which sees the frame at the instruction that was executed. */
export function attendDeaths(vm: VM): void {
  const top = vm.thread.frame;
  if (top instanceof PyFrame && top.awaiting === 0) top.attended = unitBefore(top.code, top.pc);
  pushDrain(vm, OK);
}

/** The instruction from which `unit` was come to: the one before it, unless that goes elsewhere; -1 when there is none. */
function unitBefore(code: Code, unit: number): number {
  const { words } = code;
  let jumping = -1;
  for (let i = 0; i < words.length; ) {
    const opcode = words[i]! & 255;
    const next = i + 1 + cacheEntries[opcode]!;
    if (next === unit && !elsewhere.includes(opcode)) return i;
    if (opcode === op.FOR_ITER && next + (words[i]! >>> 8) === unit) jumping = i;
    i = next;
  }
  return jumping;
}

const elsewhere: readonly number[] = [op.JUMP_FORWARD, op.JUMP_BACKWARD, op.RETURN_VALUE, op.RAISE_VARARGS, op.RERAISE];

/** Puts a frame on top that runs what suspended deaths need and then gives `value` to the frame below. */
export function pushDrain(vm: VM, value: Result): void {
  const frame = new DrainFrame(vm, value);
  frame.back = vm.thread.frame;
  vm.thread.frame = frame;
}
