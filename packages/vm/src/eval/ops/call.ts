import { incref } from "@vivarium/heap";
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
  type Control,
  decref,
  ERROR,
  NEXT,
  type Registers,
  SWITCH,
} from "./registers.ts";

export function KW_NAMES(f: Registers): void {
  f.frame.kwnames = f.consts[f.oparg]!.v as PyObject[];
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
  if (callable.type === f.T.function) {
    f.frame.kwnames = null;
    const entered = enterFromStack(f, callable, at, kwnames);
    f.sp = f.sp - f.oparg - 2;
    if (!entered) return ERROR;
    f.frame.awaiting = AWAITING_PUSH;
    return SWITCH;
  }
  const r = callBuiltin(f, callable, at, kwnames);
  f.frame.kwnames = null;
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
  if (kwnames === null && code.simple && f.sp - at === code.argcount) return enterSimple(f.vm, callable, code, f.slots, at, f.sp);
  const args = f.slots.slice(at, f.sp) as PyObject[];
  const entered = enterFunction(f.vm, callable, args, kwnames) === PENDING;
  f.counts.decref(callable);
  return entered;
}

/** Built-in functions and methods that take a few positional arguments get them from the stack. */
export function callBuiltin(f: Registers, callable: PyObject, at: number, kwnames: readonly PyObject[] | null): Result {
  const n = f.sp - at;
  if (kwnames === null) {
    let r: Result | undefined;
    if (callable.type === f.T.builtin_function_or_method) {
      const { custom, spec, self } = callable.v as BuiltinFunction;
      if (custom === null) r = callInPlace(f.vm, spec!, self as PyObject, f.slots, at, n);
    } else if (callable.type === f.T.method_descriptor && n > 0) {
      const { spec, owner } = callable.v as MethodDescriptor;
      const self = f.slots[at]!;
      if (self.type === owner || isSubtype(self.type, owner)) r = callInPlace(f.vm, spec, self, f.slots, at + 1, n - 1);
    }
    if (r !== undefined) return r;
  }
  return callObject(f.vm, callable, f.slots.slice(at, f.sp) as PyObject[], kwnames);
}

/** Drops the arguments from the first to the last, then the callable, and pushes the value. CPython 3.11: Python/ceval.c CALL */
export function CALL_finish(f: Registers, r: PyObject): void {
  const bottom = f.sp - f.oparg - 2;
  const method = f.slots[bottom]!;
  for (let i = bottom + (method === null ? 2 : 1); i < f.sp; i++) {
    const arg = f.slots[i]!;
    if (f.counts.suspended !== null) return dropRest(f, i, bottom, r);
    decref(f, arg);
  }
  f.sp = bottom;
  const callable = method === null ? f.slots[bottom + 1]! : method;
  f.slots[f.sp++] = r;
  decref(f, callable);
}

/** A death among the arguments needs Python code: the rest waits behind it. */
export function dropRest(f: Registers, from: number, bottom: number, r: PyObject): void {
  const rest = f.slots.slice(from, f.sp) as PyObject[];
  const method = f.slots[bottom]!;
  rest.push(method === null ? f.slots[bottom + 1]! : method);
  f.sp = bottom;
  f.slots[f.sp++] = r;
  f.counts.decrefAll(rest);
}

/** `f(*args, **kwargs)`: NULL, callable, args, and with the low bit of the operand kwargs. */
export function CALL_FUNCTION_EX(f: Registers): Control {
  const hasKwargs = (f.oparg & 1) !== 0;
  const kwargs = hasKwargs ? f.slots[f.sp - 1]! : null;
  const args = f.slots[f.sp - (hasKwargs ? 2 : 1)]!;
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
