import { CO_COROUTINE } from "@vivarium/compiler";
import { newRef, touchPayload } from "@vivarium/heap";
import { callObject } from "../eval/call.ts";
import { andThen as then } from "../eval/native-frame.ts";
import { resumeGenerator } from "../eval/resume.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PayloadLayout, type PyObject, type Result, STOP, TPFLAGS_DISALLOW_INSTANTIATION } from "../object.ts";
import { genericGetAttr } from "../protocol/attribute.ts";
import { raiseStopIteration } from "../protocol/iterator.ts";
import { addressText } from "../protocol/repr.ts";
import { warnUnawaited } from "./coroutine-warning.ts";
import { frameObjectOf } from "./frame-object.ts";
import { type GeneratorData, gen_iternext, generatorLayout, yieldFrom } from "./generator.ts";
import { genClose, throwInto } from "./generator-throw.ts";
import { selfIter } from "./iterators.ts";
import { isSubtype } from "./type/mro.ts";
import { type GetSetSpec, type MethodSpec, method, type TypeSpec } from "./type/type-spec.ts";

/*
 * What generators, coroutines and asynchronous generators have in common, and the type `generator`. CPython 3.11: Objects/genobject.c
 */

type Generator = PyObject<GeneratorData>;

/** The value, or StopIteration with what was returned. */
export function raiseStop(vm: VM, result: Result): Result {
  return then(vm, result, stopToException, null, null, null, 0, true);
}

function stopToException(vm: VM, value: PyObject): Result {
  return value === STOP ? raiseStopIteration(vm, STOP) : value;
}

/** CPython 3.11: Objects/genobject.c gen_send */
export function gen_send(vm: VM, g: Generator, value: PyObject): Result {
  return raiseStop(vm, resumeGenerator(vm, g, value));
}

/** CPython 3.11: Objects/genobject.c gen_throw */
export function gen_throw(vm: VM, g: Generator, type: PyObject, value: PyObject | null, traceback: PyObject | null): Result {
  return raiseStop(vm, throwInto(vm, g, true, type, value, traceback));
}

/** CPython 3.11: Objects/genobject.c PyGen_am_send */
export function gen_am_send(vm: VM, g: Generator, value: PyObject): Result {
  return resumeGenerator(vm, g, value);
}

/** CPython 3.11: Objects/genobject.c gen_repr, coro_repr, async_gen_repr */
export function gen_repr(vm: VM, g: Generator): Result {
  const kind = g.type === vm.T.coroutine ? "coroutine" : g.type === vm.T.async_generator ? "async_generator" : "generator";
  return vm.newStr(`<${kind} object ${g.v.qualname.v} at ${addressText(vm, g)}>`);
}

/** CPython 3.11: Objects/genobject.c gen_sizeof */
function gen_sizeof(vm: VM, g: Generator): Result {
  return vm.newInt(152 + 8 * g.v.code.v.frameSize);
}

/**
 * Does its end run Python code: a handler or an inner iterator around the place where it is suspended, an event loop's hook, the warning about a coroutine
 * nobody awaited. A generator without these is closed too in CPython, which nobody can see.
 */
export function genNeedsFinalizer(o: PyObject): boolean {
  const g = o.v as GeneratorData;
  const { frame } = g;
  if (g.state === "completed" || frame === null) return false;
  if (g.finalizer !== null && !g.closed) return true;
  if (g.state === "created") return (g.code.v.flags & CO_COROUTINE) !== 0;
  return frame.code.handlerOf(frame.pc - 1) !== null || yieldFrom(o) !== null;
}

/** CPython 3.11: Objects/genobject.c _PyGen_Finalize */
export function gen_finalize(vm: VM, g: Generator): Result {
  const { state, finalizer, closed } = g.v;
  if (state === "completed") return vm.newNone();
  if (finalizer !== null && !closed) return callObject(vm, finalizer, [g]);
  if (state === "created" && (g.v.code.v.flags & CO_COROUTINE) !== 0) return warnUnawaited(vm, g);
  return genClose(vm, g);
}

/** CPython 3.11: Objects/genobject.c gen_set_name, gen_set_qualname */
function setText(name: "name" | "qualname"): NonNullable<GetSetSpec["set"]> {
  return (vm, self, value) => {
    if (value === null || !isSubtype(value.type, vm.T.str))
      return vm.raise(vm.T.TypeError, `__${name}__ must be set to a string object`);
    touchPayload(self);
    const data = self.v as GeneratorData;
    const old = data[name];
    data[name] = newRef(value as PyObject<string>);
    vm.counts.decref(old);
    return OK;
  };
}

function getYieldFrom(vm: VM, g: PyObject): Result {
  return newRef(yieldFrom(g) ?? vm.none);
}

function isRunning(data: GeneratorData): boolean {
  return data.state === "executing" || data.delegating;
}

function getFrame(vm: VM, g: PyObject): Result {
  const { frame } = g.v as GeneratorData;
  if (frame === null) return vm.newNone();
  if (frame.frameObject === null) touchPayload(g);
  return newRef(frameObjectOf(vm, frame));
}

/** `__name__`, `__qualname__` and the attributes that show what it is doing; `prefix` is gi, cr or ag. */
export function generatorGetset(prefix: "gi" | "cr" | "ag", kind: string): readonly GetSetSpec[] {
  const code: GetSetSpec = { name: `${prefix}_code`, member: true, get: (_vm, g) => newRef((g.v as GeneratorData).code) };
  const names: GetSetSpec[] = [
    { name: "__name__", get: (_vm, g) => newRef((g.v as GeneratorData).name), set: setText("name"), doc: `name of the ${kind}` },
    {
      name: "__qualname__",
      get: (_vm, g) => newRef((g.v as GeneratorData).qualname),
      set: setText("qualname"),
      doc: `qualified name of the ${kind}`,
    },
  ];
  const frame: GetSetSpec = { name: `${prefix}_frame`, get: getFrame };
  if (prefix === "ag") {
    const running: GetSetSpec = { name: "ag_running", member: true, get: (vm, g) => vm.newBool((g.v as GeneratorData).running) };
    return [running, code, ...names, { name: "ag_await", get: getYieldFrom, doc: "object being awaited on, or None" }, frame];
  }
  const delegate: GetSetSpec =
    prefix === "gi"
      ? { name: "gi_yieldfrom", get: getYieldFrom, doc: "object being iterated by yield from, or None" }
      : { name: "cr_await", get: getYieldFrom, doc: "object being awaited on, or None" };
  return [
    code,
    ...names,
    delegate,
    { name: `${prefix}_running`, get: (vm, g) => vm.newBool(isRunning(g.v as GeneratorData)) },
    frame,
    {
      name: `${prefix}_suspended`,
      get: (vm, g) => vm.newBool((g.v as GeneratorData).state === "suspended" && !(g.v as GeneratorData).delegating),
    },
  ];
}

/** `send`, `throw`, `close` with the documentation of a generator or a coroutine. */
export function sendMethods(
  kind: "generator" | "coroutine",
  send: MethodSpec["fn"],
  throw_: MethodSpec["fn"],
  close: MethodSpec["fn"],
): readonly MethodSpec[] {
  const what = kind === "generator" ? "yielded" : "iterated";
  const last = kind === "generator" ? "tb" : "traceback";
  return [
    method("send", "($self, arg, /)", send, {
      doc: `send(arg) -> send 'arg' into ${kind},\nreturn next ${what} value or raise StopIteration.`,
    }),
    method("throw", "($self, type, value=None, traceback=None, /)", throw_, {
      convention: "METH_FASTCALL",
      doc: `throw(value)\nthrow(type[,value[,${last}]])\n\nRaise exception in ${kind}, return next ${what} value or raise\nStopIteration.`,
    }),
    method("close", "($self, /)", close, { doc: `close() -> raise GeneratorExit inside ${kind}.` }),
  ];
}

/** `__sizeof__` of all three. */
export const sizeofMethod: MethodSpec = method("__sizeof__", "($self, /)", gen_sizeof, {
  doc: "gen.__sizeof__() -> size of gen in memory, in bytes",
});

/** The type of generators. CPython 3.11: Objects/genobject.c PyGen_Type */
export const generatorSpec: TypeSpec = {
  name: "generator",
  layout: generatorLayout as PayloadLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  hasWeakrefs: true,
  slots: {
    tp_repr: gen_repr,
    tp_getattro: genericGetAttr,
    tp_iter: selfIter,
    tp_iternext: gen_iternext,
    tp_finalize: gen_finalize,
    needsFinalizer: genNeedsFinalizer,
    am_send: gen_am_send,
  },
  methods: [...sendMethods("generator", gen_send, gen_throw, genClose), sizeofMethod],
  getset: generatorGetset("gi", "generator"),
};
