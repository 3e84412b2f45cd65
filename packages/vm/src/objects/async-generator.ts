import { newRef, touchPayload } from "@vivarium/heap";
import { callOneArg } from "../eval/call.ts";
import { type Frame, PyFrame } from "../eval/frame.ts";
import { andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { alloc, type PayloadLayout, type PyObject, type Result, recordLayout, type Visit } from "../object.ts";
import type { GeneratorData } from "./generator.ts";

/*
 * The records of asynchronous generators and what they ask of the thread's hooks. Their methods are in async-generator-methods.ts.
 */

/** The payload of a value that an asynchronous generator yielded, wrapped so that it can be told from what it awaits. */
export interface WrappedValue {
  value: PyObject;
}

export const wrappedValueLayout: PayloadLayout<WrappedValue> = recordLayout<WrappedValue>({ references: (w) => [w.value] });

/** Takes over the value. CPython 3.11: Objects/genobject.c _PyAsyncGenValueWrapperNew */
export function asyncGenWrapValue(vm: VM, value: PyObject): PyObject<WrappedValue> {
  return alloc(vm, vm.T.async_generator_wrapped_value, { value });
}

/** CPython 3.11: enum AwaitableState */
export type AwaitableState = "init" | "iter" | "closed";

/** The payload of the awaitable that `asend` and `__anext__` give. */
export interface ASendData {
  generator: PyObject;
  sent: PyObject | null;
  state: AwaitableState;
}

export const asendLayout: PayloadLayout<ASendData> = recordLayout<ASendData>({ references: (a) => [a.generator, a.sent] });

/** CPython 3.11: Objects/genobject.c async_gen_asend_new; both borrowed. */
export function newAsyncGenASend(vm: VM, generator: PyObject, sent: PyObject | null): PyObject<ASendData> {
  return alloc(vm, vm.T.async_generator_asend, {
    generator: newRef(generator),
    sent: sent === null ? null : newRef(sent),
    state: "init",
  });
}

/** The payload of the awaitable that `athrow` and `aclose` give. */
export interface AThrowData {
  generator: PyObject;
  /** The arguments of `athrow`, a tuple; null: `aclose`. */
  args: PyObject<PyObject[]> | null;
  state: AwaitableState;
}

export const athrowLayout: PayloadLayout<AThrowData> = recordLayout<AThrowData>({ references: (a) => [a.generator, a.args] });

/** CPython 3.11: Objects/genobject.c async_gen_athrow_new; both borrowed. */
export function newAsyncGenAThrow(vm: VM, generator: PyObject, args: PyObject<PyObject[]> | null): PyObject<AThrowData> {
  return alloc(vm, vm.T.async_generator_athrow, {
    generator: newRef(generator),
    args: args === null ? null : newRef(args),
    state: "init",
  });
}

/** What `sys.set_asyncgen_hooks` and `sys.set_coroutine_origin_tracking_depth` set in one thread. References owned. */
export interface AsyncHooks {
  firstiter: PyObject | null;
  finalizer: PyObject | null;
  originDepth: number;
}

/** The hooks of each thread. */
export class AsyncState {
  private readonly hooks: Map<number, AsyncHooks> = new Map();

  of(thread: number): AsyncHooks {
    let hooks = this.hooks.get(thread);
    if (hooks === undefined) {
      hooks = { firstiter: null, finalizer: null, originDepth: 0 };
      this.hooks.set(thread, hooks);
    }
    return hooks;
  }

  traverse(visit: Visit): void {
    for (const { firstiter, finalizer } of this.hooks.values()) {
      if (firstiter !== null) visit(firstiter);
      if (finalizer !== null) visit(finalizer);
    }
  }
}

const STATE = "asynchooks";

/** The running thread's hooks; `sys` writes them. */
export function asyncHooks(vm: VM): AsyncHooks {
  let state = vm.moduleState.get(STATE) as AsyncState | undefined;
  if (state === undefined) {
    state = new AsyncState();
    vm.moduleState.set(STATE, state);
  }
  return state.of(vm.thread.id);
}

/** Tells the event loop of a generator that is iterated for the first time; OK or null. CPython 3.11: Objects/genobject.c async_gen_init_hooks */
export function initHooks(vm: VM, g: PyObject<GeneratorData>): Result {
  if (g.v.hooksInited) return vm.newNone();
  touchPayload(g);
  g.v.hooksInited = true;
  const { firstiter, finalizer } = asyncHooks(vm);
  if (finalizer !== null) g.v.finalizer = newRef(finalizer);
  return firstiter === null ? vm.newNone() : callOneArg(vm, firstiter, g);
}

/** `g.__anext__()`. CPython 3.11: Objects/genobject.c async_gen_anext */
export function asyncGenAnext(vm: VM, g: PyObject<GeneratorData>): Result {
  if (g.v.hooksInited) return newAsyncGenASend(vm, g, null);
  return thenBorrowed(vm, initHooks(vm, g), anextAfterHooks, g);
}

function anextAfterHooks(vm: VM, value: PyObject, g: PyObject | null): Result {
  vm.counts.decref(value);
  return newAsyncGenASend(vm, g!, null);
}

/**
 * Where a coroutine is made: (file, line, function) of each caller, when somebody wants to know; null otherwise. `frame` is the coroutine's own. CPython 3.11:
 * Objects/genobject.c compute_cr_origin
 */
export function coroutineOrigin(vm: VM, frame: PyFrame): PyObject | null {
  if (!vm.moduleState.has(STATE)) return null;
  const { originDepth } = asyncHooks(vm);
  if (originDepth === 0) return null;
  const entries: PyObject[] = [];
  for (let f: Frame | null = frame.back; f !== null && entries.length < originDepth; f = f.back) {
    if (!(f instanceof PyFrame)) continue;
    const { code } = f;
    entries.push(vm.newTuple([newRef(code.filename), vm.newInt(code.lineOf(f.pc)), newRef(code.name)]));
  }
  return vm.newTuple(entries);
}
