import { cacheEntries } from "@vivarium/compiler/opcodes";
import { touchPayload } from "@vivarium/heap";
import type { PyFrame } from "../eval/frame.ts";
import {
  compatibleStack,
  EXCEPT,
  explainStack,
  markStacks,
  OVERFLOWED,
  popValue,
  topOf,
  UNINITIALIZED,
} from "../eval/mark-stacks.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type Result } from "../object.ts";
import type { Code } from "./code.ts";
import type { FrameObjectData } from "./frame-object.ts";

/** The line where one begins; -1 at all other instructions. CPython 3.11: Objects/frameobject.c marklines */
function linesOf(code: Code): number[] {
  const { words } = code;
  const lines = new Array<number>(words.length).fill(-1);
  let last = -1;
  for (let i = 0; i < words.length; i += 1 + cacheEntries[words[i]! & 255]!) {
    const line = code.lineOf(i);
    if (line !== last && line !== -1) {
      lines[i] = line;
      last = line;
    }
  }
  return lines;
}

/** Why the frame may not jump now; null: it may. */
function refusal(vm: VM): string | null {
  switch (vm.thread.trace?.event ?? "call") {
    case "line":
      return null;
    case "call":
      return "can't jump from the 'call' trace event of a new frame";
    // NOT CPYTHON: nor from "return" at a yield, where it would say where the generator goes on.
    default:
      return "can only jump from a 'line' trace event";
  }
}

interface Target {
  readonly unit: number;
  readonly stack: bigint;
}

/** The best instruction of a line to go on at, or why there is none. */
function findTarget(lines: readonly number[], stacks: readonly bigint[], from: bigint, line: number): Target | string {
  let best: Target | null = null;
  let message = "cannot find bytecode for specified line";
  let explained = false;
  for (let unit = 0; unit < lines.length; unit++) {
    if (lines[unit] !== line) continue;
    const stack = stacks[unit]!;
    if (compatibleStack(from, stack)) {
      if (best === null || stack > best.stack) best = { unit, stack };
    } else if (best === null && !explained) {
      if (from === OVERFLOWED) message = "stack to deep to analyze";
      else if (from === UNINITIALIZED) message = "can't jump from unreachable code";
      else {
        message = explainStack(stack);
        explained = true;
      }
    }
  }
  return best ?? message;
}

/** Sets the line that is executed next. CPython 3.11: Objects/frameobject.c frame_setlineno */
export function frame_setlineno(vm: VM, self: PyObject, value: PyObject | null): Result {
  const T = vm.T;
  if (value === null) return vm.raise(T.AttributeError, "cannot delete attribute");
  if (value.type !== T.int) return vm.raise(T.ValueError, "lineno must be an integer");
  const { frame, trace } = self.v as FrameObjectData;
  const refused = refusal(vm);
  if (refused !== null) return vm.raise(T.ValueError, refused);
  if (trace === null) return vm.raise(T.ValueError, "f_lineno can only be set by a trace function");
  const wanted = value.v as number | bigint;
  if (typeof wanted === "bigint" || wanted > 0x7fffffff || wanted < -0x80000000)
    return vm.raise(T.ValueError, "lineno out of range");
  const { code } = frame;
  if (wanted < code.co.co_firstlineno) return vm.raise(T.ValueError, `line ${wanted} comes before the current code block`);
  const lines = linesOf(code);
  const line = lines.reduce((least, n) => (n >= wanted && n < least ? n : least), Infinity);
  if (line === Infinity) return vm.raise(T.ValueError, `line ${wanted} comes after the current code block`);
  const stacks = markStacks(code);
  const from = stacks[frame.pc]!;
  const target = findTarget(lines, stacks, from, line);
  if (typeof target === "string") return vm.raise(T.ValueError, target);
  jump(vm, frame, from, target);
  return OK;
}

/** Drops what lies above the target's stack, the exceptions that are being handled there with it. */
function jump(vm: VM, frame: PyFrame, from: bigint, target: Target): void {
  const dropped: PyObject[] = [];
  touchPayload(frame.code.object);
  for (let stack = from; stack > target.stack; stack = popValue(stack)) {
    const o = frame.slots[--frame.sp]!;
    frame.slots[frame.sp] = null;
    if (topOf(stack) === EXCEPT) {
      const item = vm.thread.exceptionInfo;
      const handled = item.value;
      item.value = o === vm.none ? null : o;
      if (o === vm.none) dropped.push(o);
      if (handled !== null) dropped.push(handled);
    } else if (o !== null) dropped.push(o);
  }
  frame.pc = target.unit;
  vm.counts.decrefAll(dropped);
}
