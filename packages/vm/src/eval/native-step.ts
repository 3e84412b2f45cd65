import type { VM } from "../interpreter.ts";
import { OK, PENDING, type Result } from "../object.ts";
import type { ThreadState } from "../thread.ts";
import type { NativeFrame } from "./frame.ts";
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

/** Puts a frame on top that runs what suspended deaths need and then gives `value` to the frame below. */
export function pushDrain(vm: VM, value: Result): void {
  const frame = new DrainFrame(vm, value);
  frame.back = vm.thread.frame;
  vm.thread.frame = frame;
}
