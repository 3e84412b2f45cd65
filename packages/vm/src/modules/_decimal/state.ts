import { newRef, touchPayload } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import { alloc, leafLayout, type PayloadLayout, type PyObject, type PyType, type Result, recordLayout } from "../../object.ts";
import { raiseException } from "../../objects/exceptions/raise.ts";
import { contextVarSpec, contextvar_set } from "../_contextvars/context-var.ts";
import {
  type Arithmetic,
  CLAMPED,
  CONVERSION_SYNTAX,
  type Decimal,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  DIVISION_UNDEFINED,
  FLOAT_OPERATION,
  IEEE_INVALID,
  INEXACT,
  INVALID_CONTEXT,
  INVALID_OPERATION,
  maxArithmetic,
  OVERFLOW,
  ROUNDED,
  SUBNORMAL,
  TooManyDigits,
  UNDERFLOW,
} from "./number.ts";

/** A signal: an exception class of Python's, and the conditions that raise it. */
export interface Signal {
  readonly name: string;
  readonly flag: number;
}

/** CPython 3.11: Modules/_decimal/_decimal.c signal_map */
export const SIGNALS: readonly Signal[] = [
  { name: "InvalidOperation", flag: IEEE_INVALID },
  { name: "FloatOperation", flag: FLOAT_OPERATION },
  { name: "DivisionByZero", flag: DIVISION_BY_ZERO },
  { name: "Overflow", flag: OVERFLOW },
  { name: "Underflow", flag: UNDERFLOW },
  { name: "Subnormal", flag: SUBNORMAL },
  { name: "Inexact", flag: INEXACT },
  { name: "Rounded", flag: ROUNDED },
  { name: "Clamped", flag: CLAMPED },
];

/** CPython 3.11: Modules/_decimal/_decimal.c cond_map */
export const CONDITIONS: readonly Signal[] = [
  { name: "InvalidOperation", flag: INVALID_OPERATION },
  { name: "ConversionSyntax", flag: CONVERSION_SYNTAX },
  { name: "DivisionImpossible", flag: DIVISION_IMPOSSIBLE },
  { name: "DivisionUndefined", flag: DIVISION_UNDEFINED },
  { name: "InvalidContext", flag: INVALID_CONTEXT },
];

/** The payload of a signal dict: which signals are set. */
export interface SignalBits {
  bits: number;
}

/** The payload of a context: CPython's PyDecContextObject. */
export interface ContextData {
  prec: bigint;
  rounding: number;
  emin: bigint;
  emax: bigint;
  capitals: number;
  clamp: number;
  flags: PyObject<SignalBits>;
  traps: PyObject<SignalBits>;
}

export type DecimalObject = PyObject<Decimal>;
export type ContextObject = PyObject<ContextData>;

export const decimalLayout: PayloadLayout<Decimal> = leafLayout;
export const contextLayout: PayloadLayout<ContextData> = recordLayout<ContextData>({
  references: (v) => [v.traps, v.flags],
  container: false,
});

/** What the module keeps of an interpreter; references are owned. */
export class DecimalState {
  /** Exception classes by name. */
  readonly exceptions: Map<string, PyObject<PyType>> = new Map();
  decimalType!: PyType;
  contextType!: PyType;
  signalDictType: PyObject<PyType> | null = null;
  decimalTuple: PyObject | null = null;
  rational: PyObject | null = null;
  contextVar: PyObject | null = null;
  /** DefaultContext, BasicContext, ExtendedContext. */
  templates: ContextObject[] = [];

  traverse(visit: (child: PyObject) => void): void {
    for (const o of this.exceptions.values()) visit(o);
    for (const o of [this.signalDictType, this.decimalTuple, this.rational, this.contextVar, ...this.templates])
      if (o !== null) visit(o);
  }
}

export function decimalState(vm: VM): DecimalState {
  let state = vm.moduleState.get("_decimal") as DecimalState | undefined;
  if (state === undefined) {
    state = new DecimalState();
    vm.moduleState.set("_decimal", state);
  }
  return state;
}

export function newSignalDict(vm: VM, bits: number): PyObject<SignalBits> {
  return alloc<SignalBits>(vm, decimalState(vm).signalDictType!.v, { bits });
}

/** A context with these settings and no flags. */
export function newContext(
  vm: VM,
  type: PyType,
  settings: Omit<ContextData, "flags" | "traps">,
  flags: number,
  traps: number,
): ContextObject {
  const { prec, rounding, emin, emax, capitals, clamp } = settings;
  return alloc<ContextData>(vm, type, {
    prec,
    rounding,
    emin,
    emax,
    capitals,
    clamp,
    flags: newSignalDict(vm, flags),
    traps: newSignalDict(vm, traps),
  });
}

/** The context that is current, made from the default one at first use; borrowed. CPython 3.11: current_context, init_current_context */
export function currentContext(vm: VM): ContextObject {
  const state = decimalState(vm);
  const known = (
    vm.thread.contextVars as PyObject<{ vars: PyObject<{ map: Map<PyObject, PyObject> }> }> | null
  )?.v.vars.v.map.get(state.contextVar!);
  if (known !== undefined) return known as ContextObject;
  const template = state.templates[0]!.v;
  const made = newContext(vm, state.contextType, template, 0, template.traps.v.bits);
  setCurrentContext(vm, made);
  vm.counts.decref(made);
  return made;
}

/** Borrowed. CPython 3.11: PyDec_SetCurrentContext */
export function setCurrentContext(vm: VM, context: ContextObject): void {
  const token = contextvar_set(vm, decimalState(vm).contextVar as never, context);
  vm.counts.decref(token!);
}

/** A context variable for the module. */
export function makeContextVar(vm: VM): PyObject {
  return alloc(vm, vm.type(contextVarSpec), { name: vm.newStr("decimal_context"), otherwise: null });
}

export function arithmeticOf(context: ContextObject): Arithmetic {
  const { prec, rounding, emin, emax, clamp } = context.v;
  return { prec: Number(prec), rounding, emin: Number(emin), emax: Number(emax), clamp, status: 0 };
}

/** Notes what happened, without looking at traps. */
export function noteStatus(context: ContextObject, status: number): void {
  const { flags } = context.v;
  if ((flags.v.bits & status) === status) return;
  touchPayload(flags);
  flags.v.bits |= status;
}

/** Notes what happened; false when a trap is set, with the exception. CPython 3.11: dec_addstatus */
export function addStatus(vm: VM, context: ContextObject, status: number): boolean {
  noteStatus(context, status);
  const trapped = status & context.v.traps.v.bits;
  if (trapped === 0) return true;
  const state = decimalState(vm);
  const raised = SIGNALS.find((s) => (trapped & s.flag) !== 0)!;
  const reasons = [...CONDITIONS, ...SIGNALS.slice(1)].filter((s) => (trapped & s.flag) !== 0);
  const list = vm.newList(reasons.map((s) => newRef(state.exceptions.get(s.name)!)));
  raiseException(vm, state.exceptions.get(raised.name)!.v, [list]);
  return false;
}

/** Runs an operation in a context: its value, or null with an exception. */
export function inContext<T>(vm: VM, context: ContextObject, f: (ctx: Arithmetic) => T): T | null {
  const ctx = arithmeticOf(context);
  let value: T;
  try {
    value = f(ctx);
  } catch (e) {
    if (e instanceof TooManyDigits || e instanceof RangeError) return raiseException(vm, vm.T.MemoryError, []);
    throw e;
  }
  return ctx.status === 0 || addStatus(vm, context, ctx.status) ? value : null;
}

/** As `inContext`, but in a context without limits. */
export function exactly<T>(vm: VM, f: (ctx: Arithmetic) => T): T | null {
  try {
    return f(maxArithmetic());
  } catch (e) {
    if (e instanceof TooManyDigits || e instanceof RangeError) return raiseException(vm, vm.T.MemoryError, []);
    throw e;
  }
}

export function isDecimal(vm: VM, o: PyObject): o is DecimalObject {
  const { decimalType } = decimalState(vm);
  return o.type === decimalType || o.type.mro.includes(decimalType);
}

export function isContext(vm: VM, o: PyObject): o is ContextObject {
  return o.type.mro.includes(decimalState(vm).contextType);
}

export function newDecimal(vm: VM, value: Decimal, type?: PyType): DecimalObject {
  return alloc<Decimal>(vm, type ?? decimalState(vm).decimalType, value);
}

/** A decimal for a value that may have failed. */
export function decimalOrNull(vm: VM, value: Decimal | null): Result {
  return value === null ? null : newDecimal(vm, value);
}
