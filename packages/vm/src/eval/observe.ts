import { type CheckpointColumn, type CheckpointRule, checkpointColumns, rowByOpcode } from "@vivarium/compiler/opcodes";
import type { VM } from "../interpreter.ts";
import type { PyFrame } from "./frame.ts";
import { traceInstruction } from "./trace.ts";

/** How the instruction before went on: to the next one, by a jump, after a native callee, after a Python callee. */
const JUMPED = 1;
const CALLED = 4;
const RETURNED = 5;

/**
 * Between two instructions, in the observed loop: is this a checkpoint of the era's rules, and is it where the run has to stop. `was` is the opcode
 * that was executed, `how` the way it went on, `next` the one to come.
 */
export function observeBoundary(
  vm: VM,
  was: number,
  oparg: number,
  how: number,
  backwards: boolean,
  next: number,
  cost: number,
): boolean {
  const state = vm.evalState;
  const column = vm.checkpointColumn;
  const row = rowByOpcode[was]!;
  const testedNoBool = state.testedNoBool;
  state.testedNoBool = false;
  if (!applies(row.checkpoints[column], oparg, how, backwards, testedNoBool)) return false;
  if (rowByOpcode[next]!.suppressesCheck.includes(column)) return false;
  return cost >= state.limit || --state.checkpoints === 0;
}

function applies(rule: CheckpointRule, oparg: number, how: number, backwards: boolean, testedNoBool: boolean): boolean {
  switch (rule) {
    case "never":
    case "handler-entry":
      return false;
    case "always":
    case "always-before-jump":
    case "frame-entry":
      return true;
    case "operand-below-2":
      return oparg < 2;
    case "jump-taken":
      return how === JUMPED;
    case "jump-taken-backwards":
      return how === JUMPED && backwards;
    case "unless-exact-bool":
      return testedNoBool;
    case "after-native-callee":
      return how === CALLED;
    case "after-any-callee":
      return how === CALLED || how === RETURNED;
  }
}

/** Is `name` a generation of interpreters the table of opcodes knows. */
export function isCheckpointColumn(name: string): name is CheckpointColumn {
  return (checkpointColumns as readonly string[]).includes(name);
}

/** Before each instruction, in the observed loop. False: stop here, raise what is in the thread, or run the frame that was put on top. */
export function observeInstruction(vm: VM, frame: PyFrame, opcode: number): boolean {
  if (vm.observer !== null && !vm.observer(frame, opcode)) return false;
  const { trace } = vm.thread;
  return trace === null || traceInstruction(vm, trace, frame, opcode);
}
