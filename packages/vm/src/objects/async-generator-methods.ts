import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod } from "../eval/call.ts";
import { dropStopValue } from "../eval/iterate.ts";
import { dropAfter, orElse, orElseBorrowed, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import { resumeGenerator } from "../eval/resume.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  type PayloadLayout,
  type PyObject,
  type Result,
  recordLayout,
  STOP,
  TPFLAGS_DISALLOW_INSTANTIATION,
} from "../object.ts";
import { genericGetAttr } from "../protocol/attribute.ts";
import {
  type ASendData,
  type AThrowData,
  asendLayout,
  asyncGenAnext,
  athrowLayout,
  initHooks,
  newAsyncGenASend,
  newAsyncGenAThrow,
  type WrappedValue,
  wrappedValueLayout,
} from "./async-generator.ts";
import { classGetItem } from "./class-getitem.ts";
import { raiseException } from "./exceptions/raise.ts";
import { awaitableIter, type GeneratorData, generatorLayout } from "./generator.ts";
import {
  gen_am_send,
  gen_finalize,
  gen_repr,
  generatorGetset,
  genNeedsFinalizer,
  raiseStop,
  sendMethods,
  sizeofMethod,
} from "./generator-methods.ts";
import { throwInto } from "./generator-throw.ts";
import { selfIter } from "./iterators.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

/*
 * Asynchronous generators and the awaitables of their methods. What they yield comes wrapped; what they await comes as it is and goes on to the event loop.
 * CPython 3.11: Objects/genobject.c
 */

type Generator = PyObject<GeneratorData>;
type ASend = PyObject<ASendData>;
type AThrow = PyObject<AThrowData>;

const IGNORED_EXIT = "async generator ignored GeneratorExit";

function isEnd(vm: VM): boolean {
  return vm.exceptionMatches(vm.T.StopAsyncIteration) || vm.exceptionMatches(vm.T.GeneratorExit);
}

function setRunning(g: Generator, running: boolean): void {
  touchPayload(g);
  g.v.running = running;
}

/** Its end is StopAsyncIteration; a wrapped value ends the awaitable with it. CPython 3.11: Objects/genobject.c async_gen_unwrap_value */
function unwrap(vm: VM, value: PyObject, g: Generator): Result {
  if (value === STOP) {
    dropStopValue(vm);
    return raiseException(vm, vm.T.StopAsyncIteration, []);
  }
  if (value.type !== vm.T.async_generator_wrapped_value) return value;
  setRunning(g, false);
  const inner = newRef((value.v as WrappedValue).value);
  vm.counts.decref(value);
  vm.thread.stopValue = inner;
  return STOP;
}

/** The other half of `unwrap`: an exception leaves it. */
function unwrapFailed(vm: VM, g: Generator): void {
  touchPayload(g);
  if (isEnd(vm)) g.v.closed = true;
  g.v.running = false;
}

function setState(awaitable: PyObject<{ state: string }>, state: string): void {
  touchPayload(awaitable);
  awaitable.v.state = state;
}

// --- asend() and __anext__() --------------------------------------------------------------------------------------------------------

const ASEND_REUSED = "cannot reuse already awaited __anext__()/asend()";

/** `value` null: next. CPython 3.11: Objects/genobject.c async_gen_asend_send */
function asendResume(vm: VM, a: ASend, value: PyObject | null): Result {
  const g = a.v.generator as Generator;
  let sent = value;
  if (a.v.state === "closed") return vm.raise(vm.T.RuntimeError, ASEND_REUSED);
  if (a.v.state === "init") {
    if (g.v.running) return vm.raise(vm.T.RuntimeError, "anext(): asynchronous generator is already running");
    if (sent === null || sent === vm.none) sent = a.v.sent;
    setState(a, "iter");
  }
  setRunning(g, true);
  return asendUnwrap(vm, resumeGenerator(vm, g, sent), a);
}

function asendUnwrap(vm: VM, result: Result, a: ASend): Result {
  return orElseBorrowed(vm, thenBorrowed(vm, result, asendGot, a, null, null, 0, true), asendFailed, a);
}

function asendGot(vm: VM, value: PyObject, a: PyObject | null): Result {
  const r = unwrap(vm, value, (a!.v as ASendData).generator);
  if (r === STOP) setState(a!, "closed");
  return r;
}

function asendFailed(vm: VM, a: PyObject | null): Result {
  unwrapFailed(vm, (a!.v as ASendData).generator);
  setState(a!, "closed");
  return null;
}

/** CPython 3.11: Objects/genobject.c async_gen_asend_throw */
function asendThrow(vm: VM, a: ASend, type: PyObject, value: PyObject | null, traceback: PyObject | null): Result {
  if (a.v.state === "closed") return vm.raise(vm.T.RuntimeError, ASEND_REUSED);
  return raiseStop(vm, asendUnwrap(vm, throwInto(vm, a.v.generator, true, type, value, traceback), a));
}

/** CPython 3.11: Objects/genobject.c async_gen_asend_close, async_gen_athrow_close */
function closeAwaitable(vm: VM, a: PyObject): Result {
  setState(a, "closed");
  return vm.newNone();
}

export const asyncGeneratorASendSpec: TypeSpec = {
  name: "async_generator_asend",
  layout: asendLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: {
    tp_getattro: genericGetAttr,
    tp_iter: selfIter,
    tp_iternext: (vm: VM, a: ASend) => asendResume(vm, a, null),
    am_await: selfIter,
  },
  methods: sendMethods(
    "generator",
    (vm, a: ASend, value: PyObject) => raiseStop(vm, asendResume(vm, a, value)),
    asendThrow,
    closeAwaitable,
  ),
};

// --- athrow() and aclose() ----------------------------------------------------------------------------------------------------------

const ATHROW_REUSED = "cannot reuse already awaited aclose()/athrow()";

/** CPython 3.11: Objects/genobject.c async_gen_athrow_send */
function athrowResume(vm: VM, a: AThrow, value: PyObject): Result {
  const { generator, args, state } = a.v;
  const g = generator as Generator;
  if (state === "closed") return vm.raise(vm.T.RuntimeError, ATHROW_REUSED);
  if (g.v.state === "completed") {
    setState(a, "closed");
    vm.thread.stopValue = null;
    return STOP;
  }
  if (state === "init") return athrowStart(vm, a, value);
  const r = resumeGenerator(vm, g, value);
  return args === null ? acloseFinish(vm, r, a) : athrowUnwrap(vm, r, a);
}

function athrowStart(vm: VM, a: AThrow, value: PyObject): Result {
  const { generator, args } = a.v;
  const g = generator as Generator;
  if (g.v.running) {
    setState(a, "closed");
    return vm.raise(vm.T.RuntimeError, `${args === null ? "aclose" : "athrow"}(): asynchronous generator is already running`);
  }
  if (g.v.closed) {
    setState(a, "closed");
    return raiseException(vm, vm.T.StopAsyncIteration, []);
  }
  if (value !== vm.none) return vm.raise(vm.T.RuntimeError, "can't send non-None value to a just-started coroutine");
  setState(a, "iter");
  setRunning(g, true);
  if (args === null) {
    touchPayload(g);
    g.v.closed = true;
    return acloseFinish(vm, throwInto(vm, g, false, vm.T.GeneratorExit.object, null, null), a);
  }
  const [type, v, traceback] = args.v;
  const n = args.v.length;
  if (n < 1 || n > 3)
    return vm.raise(vm.T.TypeError, `athrow expected at ${n < 1 ? "least 1 argument" : "most 3 arguments"}, got ${n}`);
  const r = thenBorrowed(vm, throwInto(vm, g, false, type!, v ?? null, traceback ?? null), athrowGot, a, null, null, 0, true);
  return orElseBorrowed(vm, r, athrowStartFailed, a);
}

/** The rest of a send into `athrow`: only what the generator gives changes, as CPython leaves the awaitable open. */
function athrowUnwrap(vm: VM, result: Result, a: AThrow): Result {
  return orElseBorrowed(vm, thenBorrowed(vm, result, athrowGot, a, null, null, 0, true), athrowFailed, a);
}

function athrowGot(vm: VM, value: PyObject, a: PyObject | null): Result {
  return unwrap(vm, value, (a!.v as AThrowData).generator);
}

function athrowFailed(vm: VM, a: PyObject | null): Result {
  unwrapFailed(vm, (a!.v as AThrowData).generator);
  return null;
}

function athrowStartFailed(vm: VM, a: PyObject | null): Result {
  athrowFailed(vm, a);
  setState(a!, "closed");
  return null;
}

/** `aclose` ends when the generator does; a value that it yields is a mistake. */
function acloseFinish(vm: VM, result: Result, a: AThrow): Result {
  return orElseBorrowed(vm, thenBorrowed(vm, result, acloseGot, a, null, null, 0, true), acloseFailed, a);
}

function acloseGot(vm: VM, value: PyObject, a: PyObject | null): Result {
  if (value === STOP) {
    dropStopValue(vm);
    return raiseException(vm, vm.T.StopAsyncIteration, []);
  }
  if (value.type !== vm.T.async_generator_wrapped_value) return value;
  vm.counts.decref(value);
  void a;
  return vm.raise(vm.T.RuntimeError, IGNORED_EXIT);
}

function acloseFailed(vm: VM, a: PyObject | null): Result {
  setRunning((a!.v as AThrowData).generator, false);
  setState(a!, "closed");
  if (!isEnd(vm)) return null;
  vm.clearException();
  vm.thread.stopValue = null;
  return STOP;
}

/** CPython 3.11: Objects/genobject.c async_gen_athrow_throw */
function athrowThrow(vm: VM, a: AThrow, type: PyObject, value: PyObject | null, traceback: PyObject | null): Result {
  const { generator, args, state } = a.v;
  if (state === "closed") return vm.raise(vm.T.RuntimeError, ATHROW_REUSED);
  const r = throwInto(vm, generator, true, type, value, traceback);
  if (args !== null) return raiseStop(vm, athrowUnwrap(vm, r, a));
  return raiseStop(vm, orElse(vm, thenBorrowed(vm, r, acloseThrown, a, null, null, 0, true), acloseThrowFailed));
}

function acloseThrown(vm: VM, value: PyObject, a: PyObject | null): Result {
  if (value === STOP) {
    dropStopValue(vm);
    return raiseException(vm, vm.T.StopAsyncIteration, []);
  }
  if (value.type !== vm.T.async_generator_wrapped_value) return value;
  vm.counts.decref(value);
  setRunning((a!.v as AThrowData).generator, false);
  setState(a!, "closed");
  return vm.raise(vm.T.RuntimeError, IGNORED_EXIT);
}

function acloseThrowFailed(vm: VM): Result {
  if (!isEnd(vm)) return null;
  vm.clearException();
  vm.thread.stopValue = null;
  return STOP;
}

export const asyncGeneratorAThrowSpec: TypeSpec = {
  name: "async_generator_athrow",
  layout: athrowLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: {
    tp_getattro: genericGetAttr,
    tp_iter: selfIter,
    tp_iternext: (vm: VM, a: AThrow) => athrowResume(vm, a, vm.none),
    am_await: selfIter,
  },
  methods: sendMethods(
    "generator",
    (vm, a: AThrow, value: PyObject) => raiseStop(vm, athrowResume(vm, a, value)),
    athrowThrow,
    closeAwaitable,
  ),
};

/** The type of wrapped values, which Python never sees. CPython 3.11: Objects/genobject.c _PyAsyncGenWrappedValue_Type */
export const asyncGeneratorWrappedValueSpec: TypeSpec = {
  name: "async_generator_wrapped_value",
  layout: wrappedValueLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
};

// --- The generator itself -----------------------------------------------------------------------------------------------------------

function asend(vm: VM, g: Generator, value: PyObject): Result {
  return thenBorrowed(vm, initHooks(vm, g), asendAfterHooks, g, value);
}

function asendAfterHooks(vm: VM, r: PyObject, g: PyObject | null, value: PyObject | null): Result {
  vm.counts.decref(r);
  return newAsyncGenASend(vm, g!, value);
}

function athrow(vm: VM, g: Generator, args: PyObject[]): Result {
  const tuple = vm.newTuple(args.map((o) => newRef(o)));
  const r = then(vm, initHooks(vm, g), athrowAfterHooks, g, tuple);
  vm.counts.decref(tuple);
  return r;
}

function aclose(vm: VM, g: Generator): Result {
  return thenBorrowed(vm, initHooks(vm, g), athrowAfterHooks, g, null);
}

function athrowAfterHooks(vm: VM, r: PyObject, g: PyObject | null, args: PyObject | null): Result {
  vm.counts.decref(r);
  return newAsyncGenAThrow(vm, g!, args);
}

/** The type of asynchronous generators. CPython 3.11: Objects/genobject.c PyAsyncGen_Type */
export const asyncGeneratorSpec: TypeSpec = {
  name: "async_generator",
  layout: generatorLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  hasWeakrefs: true,
  slots: {
    tp_repr: gen_repr,
    tp_getattro: genericGetAttr,
    tp_finalize: gen_finalize,
    needsFinalizer: genNeedsFinalizer,
    am_aiter: selfIter,
    am_anext: asyncGenAnext,
    am_send: gen_am_send,
  },
  methods: [
    method("asend", "($self, value, /)", asend, { doc: "asend(v) -> send 'v' in generator." }),
    method("athrow", "($self, /, *args)", athrow, {
      convention: "METH_VARARGS",
      doc: "athrow(typ[,val[,tb]]) -> raise exception in generator.",
    }),
    method("aclose", "($self, /)", aclose, { doc: "aclose() -> raise GeneratorExit inside generator." }),
    sizeofMethod,
    classGetItem,
  ],
  getset: generatorGetset("ag", "async generator"),
};

// --- anext(iterator, default) -------------------------------------------------------------------------------------------------------

/** The payload of what `anext` gives when there is a default: CPython's anextawaitableobject. */
export interface AnextAwaitable {
  readonly wrapped: PyObject;
  readonly defaultValue: PyObject;
}

const anextLayout: PayloadLayout<AnextAwaitable> = recordLayout<AnextAwaitable>({
  references: (a) => [a.wrapped, a.defaultValue],
});

/** Both borrowed. CPython 3.11: Objects/iterobject.c PyAnextAwaitable_New */
export function newAnextAwaitable(vm: VM, awaitable: PyObject, defaultValue: PyObject): PyObject {
  return alloc<AnextAwaitable>(vm, vm.T.anext_awaitable, { wrapped: newRef(awaitable), defaultValue: newRef(defaultValue) });
}

/** CPython 3.11: Objects/iterobject.c anextawaitable_getiter */
function anextIterator(vm: VM, a: PyObject<AnextAwaitable>): Result {
  return then(vm, awaitableIter(vm, a.v.wrapped), withNext);
}

/** Of what `awaitableIter` gives, only coroutines have no `__next__`. */
function withNext(vm: VM, iterator: PyObject): Result {
  if (iterator.type.tp_iternext !== null) return iterator;
  return dropAfter(vm, then(vm, iterator.type.am_await!(vm, iterator), checkNext), iterator);
}

function checkNext(vm: VM, iterator: PyObject): Result {
  if (iterator.type.tp_iternext !== null) return iterator;
  vm.counts.decref(iterator);
  return vm.raise(vm.T.TypeError, "__await__ returned a non-iterable");
}

function anextNext(vm: VM, a: PyObject<AnextAwaitable>): Result {
  return orElseBorrowed(vm, then(vm, anextIterator(vm, a), stepIterator), endWithDefault, a);
}

function stepIterator(vm: VM, iterator: PyObject): Result {
  return dropAfter(vm, iterator.type.tp_iternext!(vm, iterator), iterator);
}

/** StopAsyncIteration of the iterator is the default's cue. */
function endWithDefault(vm: VM, a: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.StopAsyncIteration)) return null;
  vm.clearException();
  vm.thread.stopValue = newRef((a!.v as AnextAwaitable).defaultValue);
  return STOP;
}

/** CPython 3.11: Objects/iterobject.c anextawaitable_proxy */
function anextProxy(vm: VM, a: PyObject<AnextAwaitable>, name: string, args: PyObject[]): Result {
  const tuple = vm.newTuple(args.map((o) => newRef(o)));
  const key = vm.newStr(name);
  const r = then(vm, anextIterator(vm, a), callOnIterator, key, tuple);
  vm.counts.decref(key);
  vm.counts.decref(tuple);
  return raiseStop(vm, orElseBorrowed(vm, r, endWithDefault, a));
}

function callOnIterator(vm: VM, iterator: PyObject, name: PyObject | null, args: PyObject | null): Result {
  return dropAfter(vm, callMethod(vm, iterator, name!.v as string, args!.v as PyObject[]), iterator);
}

export const anextAwaitableSpec: TypeSpec = {
  name: "anext_awaitable",
  layout: anextLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: anextNext, am_await: selfIter },
  methods: [
    method("send", "($self, arg, /)", (vm, a, value: PyObject) => anextProxy(vm, a, "send", [value]), {
      doc: "send(arg) -> send 'arg' into the wrapped iterator,\nreturn next yielded value or raise StopIteration.",
    }),
    method("throw", "($self, /, *args)", (vm, a, args: PyObject[]) => anextProxy(vm, a, "throw", args), {
      convention: "METH_VARARGS",
      doc: "throw(typ[,val[,tb]]) -> raise exception in the wrapped iterator,\nreturn next yielded value or raise StopIteration.",
    }),
    method("close", "($self, /)", (vm, a) => anextProxy(vm, a, "close", []), {
      doc: "close() -> raise GeneratorExit inside generator.",
    }),
  ],
};
