import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_ITERABLE_COROUTINE } from "@vivarium/compiler";
import { op } from "@vivarium/compiler/opcodes";
import { hashRecords, newRef, restoreRecords, type SavedRecords, saveRecords } from "@vivarium/heap";
import { callMethod } from "../eval/call.ts";
import { OWNED_BY_GENERATOR, type PyFrame } from "../eval/frame.ts";
import { orElse, andThen as then } from "../eval/native-frame.ts";
import { raiseFromCause, resumeGenerator } from "../eval/resume.ts";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, type Result } from "../object.ts";
import { getIter } from "../protocol/iterator.ts";
import { ExceptionStackItem } from "../thread.ts";
import { asyncGenAnext, asyncGenWrapValue, coroutineOrigin } from "./async-generator.ts";
import type { Code } from "./code.ts";
import { stopIterationToStop } from "./type/slot-adapters.ts";

/** Where a generator is in its life (CPython 3.11: enum _framestate). */
export type GeneratorState = "created" | "suspended" | "executing" | "completed";

/** The payload of a generator, coroutine or asynchronous generator. */
export class GeneratorData {
  frame: PyFrame | null;
  code: PyObject<Code>;
  name: PyObject<string>;
  qualname: PyObject<string>;
  state: GeneratorState = "created";
  /** What was being handled when it was suspended. */
  exceptionItem: ExceptionStackItem = new ExceptionStackItem(null);
  /** `throw` or `close` is passing through to what it delegates to: it counts as executing, though its frame is not on the stack. */
  delegating = false;
  /** Asynchronous generators: hooks have been called, a call to asend or anext is under way, closed. */
  hooksInited = false;
  running = false;
  closed = false;
  finalizer: PyObject | null = null;
  /** `cr_origin`, owned. */
  origin: PyObject | null = null;

  constructor(frame: PyFrame, code: PyObject<Code>, name: PyObject<string>, qualname: PyObject<string>) {
    this.frame = frame;
    this.code = code;
    this.name = name;
    this.qualname = qualname;
  }
}

/** While it executes, the thread's stack owns what is in its frame. CPython 3.11: Objects/genobject.c gen_dealloc */
export const generatorLayout: PayloadLayout<GeneratorData> = {
  leaf: false,
  container: true,
  traverse(g, visit) {
    if (g.finalizer !== null) visit(g.finalizer);
    if (g.frame !== null && g.state !== "executing") g.frame.traverse(visit);
    if (g.origin !== null) visit(g.origin);
    visit(g.code);
    visit(g.name);
    visit(g.qualname);
    if (g.exceptionItem.value !== null) visit(g.exceptionItem.value);
  },
  clear: () => [],
  // The frame of one that executes is on a thread's stack and saved with it, so here it may already have changed.
  save: (g) => ({ fields: saveRecords(g), frame: g.frame === null || g.state === "executing" ? null : g.frame.save() }),
  restore(o, saved) {
    const { fields, frame } = saved as { fields: SavedRecords; frame: unknown };
    restoreRecords(fields);
    if (frame !== null) o.v.frame!.restore(frame);
  },
  hash(g, into, identity) {
    hashRecords(g, into, identity);
    if (g.frame !== null && g.state !== "executing") g.frame.hash(into, identity);
  },
};

/** RETURN_GENERATOR: the frame moves into a new generator of the kind its code says. */
export function newGeneratorFromFrame(vm: VM, frame: PyFrame): PyObject<GeneratorData> {
  const code = frame.code;
  const flags = code.flags;
  const T = vm.T;
  const type = (flags & CO_COROUTINE) !== 0 ? T.coroutine : (flags & CO_ASYNC_GENERATOR) !== 0 ? T.async_generator : T.generator;
  const func = frame.func?.v as { name: PyObject<string>; qualname: PyObject<string> } | undefined;
  const data = new GeneratorData(
    frame,
    newRef(code.object),
    newRef(func?.name ?? code.name),
    newRef(func?.qualname ?? code.qualname),
  );
  const g = alloc(vm, type, data);
  frame.owner = OWNED_BY_GENERATOR;
  frame.generator = g;
  if (type === T.coroutine) data.origin = coroutineOrigin(vm, frame);
  return g;
}

/** CPython 3.11: Objects/genobject.c gen_iternext */
export function gen_iternext(vm: VM, g: PyObject<GeneratorData>): Result {
  return resumeGenerator(vm, g, null);
}

/** Sends a value into any iterator: SEND. Gives STOP with the return value. CPython 3.11: Python/ceval.c SEND */
export function sendTo(vm: VM, iterator: PyObject, value: PyObject): Result {
  const send = iterator.type.am_send;
  if (send !== null) return send(vm, iterator, value);
  if (value === vm.none && iterator.type.tp_iternext !== null) return iterator.type.tp_iternext(vm, iterator);
  return orElse(vm, callMethod(vm, iterator, "send", [value]), stopIterationToStop);
}

/** `yield from o`: a generator as it is, anything else through `iter`. CPython 3.11: Python/ceval.c GET_YIELD_FROM_ITER */
export function getYieldFromIter(vm: VM, o: PyObject, code: Code): Result {
  if (o.type === vm.T.coroutine) {
    if ((code.flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE)) === 0)
      return vm.raise(vm.T.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    return newRef(o);
  }
  return o.type === vm.T.generator ? newRef(o) : getIter(vm, o);
}

function isIterableCoroutine(vm: VM, o: PyObject): boolean {
  return o.type === vm.T.generator && ((o.v as GeneratorData).code.v.flags & CO_ITERABLE_COROUTINE) !== 0;
}

/** The iterator behind `await o`. CPython 3.11: Objects/genobject.c _PyCoro_GetAwaitableIter */
export function awaitableIter(vm: VM, o: PyObject): Result {
  if (o.type === vm.T.coroutine || isIterableCoroutine(vm, o)) return newRef(o);
  const f = o.type.am_await;
  if (f === null) return vm.raise(vm.T.TypeError, `object ${o.type.name} can't be used in 'await' expression`);
  return then(vm, f(vm, o), checkAwaitIterator);
}

function checkAwaitIterator(vm: VM, value: PyObject): Result {
  if (value.type === vm.T.coroutine || isIterableCoroutine(vm, value)) {
    vm.counts.decref(value);
    return vm.raise(vm.T.TypeError, "__await__() returned a coroutine");
  }
  if (value.type.tp_iternext === null) {
    const name = value.type.name;
    vm.counts.decref(value);
    return vm.raise(vm.T.TypeError, `__await__() returned non-iterator of type '${name}'`);
  }
  return value;
}

/** GET_AWAITABLE; the operand says what asked: 1 `__aenter__`, 2 `__aexit__`. CPython 3.11: Python/ceval.c GET_AWAITABLE */
export function getAwaitable(vm: VM, o: PyObject, where: number): Result {
  if (o.type.am_await === null && o.type !== vm.T.coroutine && !isIterableCoroutine(vm, o) && where !== 0) {
    const method = where === 1 ? "__aenter__" : "__aexit__";
    return vm.raise(
      vm.T.TypeError,
      `'async with' received an object from ${method} that does not implement __await__: ${o.type.name}`,
    );
  }
  return then(vm, awaitableIter(vm, o), notAwaitedAlready);
}

function notAwaitedAlready(vm: VM, iterator: PyObject): Result {
  if (iterator.type === vm.T.coroutine && yieldFrom(iterator as PyObject<GeneratorData>) !== null) {
    vm.counts.decref(iterator);
    return vm.raise(vm.T.RuntimeError, "coroutine is being awaited already");
  }
  return iterator;
}

/** What a suspended generator delegates to, borrowed; null. CPython 3.11: Objects/genobject.c _PyGen_yf */
export function yieldFrom(g: PyObject<GeneratorData>): PyObject | null {
  const { frame, state } = g.v;
  if (frame === null || state !== "suspended") return null;
  const word = frame.code.words[frame.pc]!;
  if ((word & 255) !== op.RESUME || word >>> 8 < 2) return null;
  return frame.slots[frame.sp - 1]!;
}

/** `async for`'s iterator. CPython 3.11: Python/ceval.c GET_AITER */
export function getAiter(vm: VM, o: PyObject): Result {
  const f = o.type.am_aiter;
  if (f === null) return vm.raise(vm.T.TypeError, `'async for' requires an object with __aiter__ method, got ${o.type.name}`);
  return then(vm, f(vm, o), checkAiter);
}

function checkAiter(vm: VM, value: PyObject): Result {
  if (value.type.am_anext !== null) return value;
  const name = value.type.name;
  vm.counts.decref(value);
  return vm.raise(vm.T.TypeError, `'async for' received an object from __aiter__ that does not implement __anext__: ${name}`);
}

/** The awaitable for the next item of `async for`. CPython 3.11: Python/ceval.c GET_ANEXT */
export function getAnext(vm: VM, o: PyObject): Result {
  if (o.type === vm.T.async_generator) return asyncGenAnext(vm, o);
  const f = o.type.am_anext;
  if (f === null) return vm.raise(vm.T.TypeError, `'async for' requires an iterator with __anext__ method, got ${o.type.name}`);
  return then(vm, then(vm, f(vm, o), anextAwaitable), notAwaitedAlready);
}

function anextAwaitable(vm: VM, value: PyObject): Result {
  const r = orElse(vm, awaitableIter(vm, value), invalidAnext, value);
  vm.counts.decref(value);
  return r;
}

function invalidAnext(vm: VM, value: PyObject | null): Result {
  const name = value!.type.name;
  return raiseFromCause(vm, vm.T.TypeError, `'async for' received an invalid object from __anext__: ${name}`);
}

/** ASYNC_GEN_WRAP: takes over the value. */
export function asyncGenWrap(vm: VM, value: PyObject): PyObject {
  return asyncGenWrapValue(vm, value);
}
