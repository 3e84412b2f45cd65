import { newRef, touchPayload } from "@vivarium/heap";
import { callObject } from "../../eval/call.ts";
import { PyFrame } from "../../eval/frame.ts";
import { andThen as then } from "../../eval/native-frame.ts";
import { EINVAL, strerror } from "../../host-errors.ts";
import type { VM } from "../../interpreter.ts";
import type { PyObject, Result } from "../../object.ts";
import { raiseOSError } from "../../objects/exceptions/os-error.ts";
import { raiseException } from "../../objects/exceptions/raise.ts";
import { frameObjectOf } from "../../objects/frame-object.ts";
import { isInt } from "../../objects/int/value.ts";

export const NSIG = 65;
/** Ignored from the start. */
const IGNORED: readonly number[] = [13, 25];
/** The system keeps them: 32 and 33 are the C library's. */
const RESERVED: readonly number[] = [9, 19, 32, 33];
/** What they do by default is nothing that a program sees. */
const HARMLESS: readonly number[] = [17, 18, 19, 20, 21, 22, 23, 28];
const STATE = "_signal";

/** Handlers by number: a list, so that changes can be taken back. */
export function handlersOf(vm: VM): PyObject<PyObject[]> {
  let handlers = vm.moduleState.get(STATE) as PyObject<PyObject[]> | undefined;
  if (handlers === undefined) {
    handlers = vm.newList(Array.from({ length: NSIG }, (_, n) => vm.newInt(IGNORED.includes(n) ? 1 : 0)));
    vm.moduleState.set(STATE, handlers);
  }
  return handlers;
}

/** Has the program, or something it imported, to do with signals at all? */
export function hasHandlers(vm: VM): boolean {
  return vm.moduleState.has(STATE);
}

/** Sets a handler without asking; takes it over. */
export function setHandler(vm: VM, signal: number, handler: PyObject): PyObject {
  const handlers = handlersOf(vm);
  touchPayload(handlers);
  const old = handlers.v[signal]!;
  handlers.v[signal] = handler;
  const isDefault = isInt(handler) && handler.v === 0;
  vm.host.catchSignal(signal, !isDefault);
  return old;
}

/** May its handler be changed? */
export function isReserved(signal: number): boolean {
  return RESERVED.includes(signal);
}

/** The innermost frame of Python code as an object, or None. */
function currentFrame(vm: VM): PyObject {
  for (let f = vm.current; f !== null; f = f.back) if (f instanceof PyFrame) return newRef(frameObjectOf(vm, f));
  return vm.newNone();
}

/**
 * The signal has come: its handler is called in this thread, at once.
 * NOT CPYTHON: a signal whose default is the process's end raises SystemExit with 128 and its number, as a shell would report it.
 */
export function raiseSignal(vm: VM, signal: number): Result {
  if (signal < 0 || signal >= NSIG || signal === 32 || signal === 33) return raiseOSError(vm, EINVAL, strerror(EINVAL));
  if (signal === 0) return vm.newNone();
  const handler = handlersOf(vm).v[signal]!;
  if (isInt(handler)) {
    if (handler.v === 1 || HARMLESS.includes(signal)) return vm.newNone();
    return raiseException(vm, vm.T.SystemExit, [vm.newInt(128 + signal)]);
  }
  const number = vm.newInt(signal);
  const frame = currentFrame(vm);
  const kept = newRef(handler);
  const r = then(vm, callObject(vm, kept, [number, frame]), giveNone);
  vm.counts.decrefAll([number, frame, kept]);
  return r;
}

function giveNone(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return vm.newNone();
}
