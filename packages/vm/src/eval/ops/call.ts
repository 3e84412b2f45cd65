import { incref, newRef, type RefCounts } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { PENDING, type PyObject, type Result } from "../../object.ts";
import type { BuiltinFunction, MethodDescriptor } from "../../objects/descriptors.ts";
import type { FunctionData } from "../../objects/function.ts";
import { makeFunction } from "../../objects/make-function.ts";
import type { MethodData } from "../../objects/method.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { callInPlace } from "../arguments.ts";
import { callObject, enterFunction } from "../call.ts";
import { callFunctionEx } from "../call-function-ex.ts";
import { enterSimple } from "../enter-simple.ts";
import {
  AWAITING_FINISH,
  AWAITING_PUSH,
  CALLED,
  COLD,
  type Control,
  decref,
  ENTERED,
  ERROR,
  type Fast,
  NEXT,
  QUIET,
  type Registers,
  SWITCH,
  settle,
} from "./registers.ts";

export function KW_NAMES(f: Registers): void {
  f.frame.kwnames = f.consts[f.oparg]!.v as PyObject[];
}

export function PRECALL_fast(f: Registers): Fast {
  const at = f.sp - f.oparg - 1;
  if (f.slots[at - 1] === null && f.slots[at]!.type === f.T.method) return COLD;
  return QUIET;
}

/** A bound method that was not called through LOAD_METHOD is taken apart, so that CALL sees function and self. */
export function PRECALL(f: Registers): void {
  const at = f.sp - f.oparg - 1;
  if (f.slots[at - 1] === null) {
    const callable = f.slots[at]!;
    if (callable.type === f.T.method) {
      const { func, self } = callable.v as MethodData;
      incref(func);
      incref(self);
      f.slots[at - 1] = func;
      f.slots[at] = self;
      decref(f, callable);
    }
  }
}

/** Python functions with positional arguments only, and built-in functions with a few. */
export function CALL_fast(f: Registers): Fast {
  const bottom = f.sp - f.oparg - 2;
  let first = bottom;
  let callable = f.slots[first]!;
  if (callable === null) callable = f.slots[++first]!;
  first++;
  if (f.frame.kwnames !== null) return COLD;
  if (callable.type === f.T.function) {
    const data = callable.v as FunctionData;
    const target = data.code.v;
    if (!target.simple || f.thread.depth >= f.vm.recursionLimit) return COLD;
    const missing = target.argcount - (f.sp - first);
    if (missing !== 0 && (missing < 0 || data.defaults === null || missing > data.defaults.v.length)) return COLD;
    enterSimple(f.thread, callable, target, f.slots, first, f.sp);
    f.sp = bottom;
    f.frame.sp = bottom;
    f.frame.pc = f.pc;
    f.frame.awaiting = AWAITING_PUSH;
    return ENTERED;
  }
  settle(f);
  const r = callBuiltin(f.vm, callable, f.slots, first, f.sp - first);
  if (r === undefined) return COLD;
  if (r === null) return ERROR;
  if (r === PENDING) {
    f.frame.awaiting = AWAITING_FINISH;
    return SWITCH;
  }
  finishCall(f.counts, f.slots, bottom, f.sp, r);
  f.sp = bottom + 1;
  return CALLED;
}

/**
 * The stack: method or NULL, self or callable, arguments, the last of them named by KW_NAMES. A Python function takes its arguments over and is
 * entered; anything else is called with them still on the stack.
 */
export function CALL(f: Registers): Control {
  let at = f.sp - f.oparg - 2;
  let callable = f.slots[at]!;
  if (callable === null) callable = f.slots[++at]!;
  at++;
  const kwnames = f.frame.kwnames;
  f.frame.kwnames = null;
  if (callable.type === f.T.function) {
    const entered = enterFromStack(f, callable, at, kwnames);
    f.sp = f.sp - f.oparg - 2;
    if (!entered) return ERROR;
    f.frame.awaiting = AWAITING_PUSH;
    return SWITCH;
  }
  const r = callObject(f.vm, callable, f.slots.slice(at, f.sp) as PyObject[], kwnames);
  if (r === null) return ERROR;
  if (r === PENDING) {
    f.frame.awaiting = AWAITING_FINISH;
    return SWITCH;
  }
  CALL_finish(f, r);
  return CALLED;
}

/** Moves the arguments from the stack into the callee's frame, and the callable with them. */
export function enterFromStack(
  f: Registers,
  callable: PyObject<FunctionData>,
  at: number,
  kwnames: readonly PyObject[] | null,
): boolean {
  const code = callable.v.code.v;
  if (kwnames === null && code.simple && f.sp - at === code.argcount && f.thread.depth < f.vm.recursionLimit) {
    enterSimple(f.thread, callable, code, f.slots, at, f.sp);
    return true;
  }
  const args = f.slots.slice(at, f.sp) as PyObject[];
  const entered = enterFunction(f.vm, callable, args, kwnames) === PENDING;
  f.counts.decref(callable);
  return entered;
}

/** Built-in functions and methods that take a few positional arguments get them from the stack; undefined, with nothing done, for any other. */
export function callBuiltin(
  vm: VM,
  callable: PyObject,
  slots: readonly (PyObject | null)[],
  from: number,
  n: number,
): Result | undefined {
  if (callable.type === vm.T.builtin_function_or_method) {
    const { custom, spec, self } = callable.v as BuiltinFunction;
    return custom === null ? callInPlace(vm, spec!, self as PyObject, slots, from, n) : undefined;
  }
  if (callable.type !== vm.T.method_descriptor || n === 0) return undefined;
  const { spec, owner } = callable.v as MethodDescriptor;
  const self = slots[from]!;
  if (self.type !== owner && !isSubtype(self.type, owner)) return undefined;
  return callInPlace(vm, spec, self, slots, from + 1, n - 1);
}

/** Drops the arguments from the first to the last, then the callable, and leaves the value at `bottom`. CPython 3.11: Python/ceval.c CALL */
export function finishCall(
  counts: RefCounts<PyObject>,
  slots: (PyObject | null)[],
  bottom: number,
  sp: number,
  r: PyObject,
): void {
  const method = slots[bottom]!;
  const callable = method === null ? slots[bottom + 1]! : method;
  for (let i = bottom + (method === null ? 2 : 1); i < sp; i++) {
    const arg = slots[i]!;
    if (counts.suspended !== null) {
      // A death among the arguments needs Python code: the rest waits behind it.
      const rest = slots.slice(i, sp) as PyObject[];
      rest.push(callable);
      slots[bottom] = r;
      counts.decrefAll(rest);
      return;
    }
    counts.decref(arg);
  }
  slots[bottom] = r;
  counts.decref(callable);
}

export function CALL_finish(f: Registers, r: PyObject): void {
  const bottom = f.sp - f.oparg - 2;
  finishCall(f.counts, f.slots, bottom, f.sp, r);
  f.sp = bottom + 1;
}

/** `f(*args, **kwargs)`: NULL, callable, args, and with the low bit of the operand kwargs. */
export function CALL_FUNCTION_EX(f: Registers): Control {
  const hasKwargs = (f.oparg & 1) !== 0;
  const kwargs = hasKwargs ? f.slots[f.sp - 1]! : null;
  let args = f.slots[f.sp - (hasKwargs ? 2 : 1)]!;
  if (args.type === f.T.list) {
    const tuple = f.vm.newTuple((args.v as PyObject[]).map(newRef));
    f.slots[f.sp - (hasKwargs ? 2 : 1)] = tuple;
    decref(f, args);
    args = tuple;
  }
  const callable = f.slots[f.sp - (hasKwargs ? 3 : 2)]!;
  const r = callFunctionEx(f.vm, callable, args, kwargs);
  if (r === null) return ERROR;
  if (r === PENDING) {
    f.frame.awaiting = AWAITING_FINISH;
    return SWITCH;
  }
  CALL_FUNCTION_EX_finish(f, r);
  return CALLED;
}

export function CALL_FUNCTION_EX_finish(f: Registers, r: PyObject): void {
  const n = 2 + (f.oparg & 1);
  const dropped = f.slots.slice(f.sp - n, f.sp) as PyObject[];
  f.sp -= n + 1;
  f.slots[f.sp++] = r;
  f.counts.decrefAll(dropped);
}

/** Flags of the operand: 1 defaults, 2 keyword defaults, 4 annotations, 8 closure; below the code on the stack in that order. */
export function MAKE_FUNCTION(f: Registers): Control {
  const code = f.slots[--f.sp]!;
  const closure = (f.oparg & 8) !== 0 ? f.slots[--f.sp]! : null;
  const annotations = (f.oparg & 4) !== 0 ? f.slots[--f.sp]! : null;
  const kwdefaults = (f.oparg & 2) !== 0 ? f.slots[--f.sp]! : null;
  const defaults = (f.oparg & 1) !== 0 ? f.slots[--f.sp]! : null;
  f.slots[f.sp++] = makeFunction(f.vm, code, f.frame.globals, closure, annotations, kwdefaults, defaults);
  decref(f, code);
  return NEXT;
}
