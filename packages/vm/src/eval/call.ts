import { newRef } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import { PENDING, type PyObject, type Result } from "../object.ts";
import type { FunctionData } from "../objects/function.ts";
import { getAttr, getMethod } from "../protocol/attribute.ts";
import { bindArguments } from "./bind-arguments.ts";
import { functionFrame } from "./enter-simple.ts";
import type { PyFrame } from "./frame.ts";
import { holdWhilePending, andThen as then } from "./native-frame.ts";
import { takesStack } from "./takes-stack.ts";

type Keywordnames = readonly PyObject[] | null;

/**
 * `callable(*args)`: positional arguments, then the values of `kwnames`; all borrowed. A Python function is only entered: its frame is pushed
 * and the value comes later. CPython 3.11: Objects/call.c PyObject_Vectorcall
 */
export function callObject(vm: VM, callable: PyObject, args: readonly PyObject[], kwnames: Keywordnames = null): Result {
  if (callable.type === vm.T.function) return callFunctionObject(vm, callable, args, kwnames);
  const call = callable.type.tp_call;
  if (call === null) return vm.raise(vm.T.TypeError, `'${callable.type.name}' object is not callable`);
  const r = call(vm, callable, args, kwnames);
  return r === PENDING ? keepArguments(vm, callable, args) : r;
}

/** Callables other than those that take arguments from a stack get them packed into a tuple and a dict. CPython 3.11: _PyObject_MakeTpCall */
function keepArguments(vm: VM, callable: PyObject, args: readonly PyObject[]): Result {
  return takesStack(vm, callable) ? PENDING : holdWhilePending(vm, PENDING, args);
}

/**
 * `callable(*args, **kwargs)` with arguments that are in a tuple already, and keyword ones in a dict: `args` are positional ones, then the values of `kwnames`.
 * CPython 3.11: Objects/call.c _PyObject_Call
 */
export function callTuple(vm: VM, callable: PyObject, args: readonly PyObject[], kwnames: Keywordnames = null): Result {
  const call = callable.type.tp_call;
  if (call === null) return vm.raise(vm.T.TypeError, `'${callable.type.name}' object is not callable`);
  const r = call(vm, callable, args, kwnames);
  if (r !== PENDING || kwnames === null || kwnames.length === 0 || !takesStack(vm, callable)) return r;
  return holdWhilePending(vm, r, args);
}

export function callNoArgs(vm: VM, callable: PyObject): Result {
  return callObject(vm, callable, [], null);
}

export function callOneArg(vm: VM, callable: PyObject, arg: PyObject): Result {
  return callObject(vm, callable, [arg], null);
}

/** `o.name(*args)`. CPython 3.11: Objects/call.c PyObject_VectorcallMethod */
export function callMethod(vm: VM, o: PyObject, name: string, args: readonly PyObject[]): Result {
  const key = vm.intern(name);
  const unbound = getMethod(vm, o, key);
  vm.counts.decref(key);
  if (unbound !== null) return callObject(vm, unbound, [o, ...args], null);
  const key2 = vm.intern(name);
  const attribute = getAttr(vm, o, key2);
  vm.counts.decref(key2);
  if (attribute === PENDING) {
    const tuple = vm.newTuple(args.map((a) => newRef(a)));
    const r = then(vm, attribute, callWithTuple, tuple);
    vm.counts.decref(tuple);
    return r;
  }
  if (attribute === null) return null;
  const r = callObject(vm, attribute, args, null);
  vm.counts.decref(attribute);
  return r;
}

function callWithTuple(vm: VM, callable: PyObject, args: PyObject | null): Result {
  const r = callObject(vm, callable, args!.v as PyObject[], null);
  vm.counts.decref(callable);
  return r;
}

/** Enters a Python function from native code: arguments are copied. CPython 3.11: Objects/call.c _PyFunction_Vectorcall */
export function callFunctionObject(
  vm: VM,
  func: PyObject<FunctionData>,
  args: readonly PyObject[],
  kwnames: Keywordnames,
): Result {
  const owned: PyObject[] = new Array<PyObject>(args.length);
  for (let i = 0; i < args.length; i++) owned[i] = newRef(args[i]!);
  return enterFunction(vm, func, owned, kwnames);
}

/** Enters a Python function whose arguments are given away. Pushes its frame and gives PENDING, or null with TypeError. */
export function enterFunction(vm: VM, func: PyObject<FunctionData>, args: PyObject[], kwnames: Keywordnames): Result {
  const data = func.v;
  const code = data.code.v;
  const frame = functionFrame(newRef(func), data, code);
  if (kwnames === null && code.simple && args.length === code.argcount) {
    const slots = frame.slots;
    for (let i = 0; i < args.length; i++) slots[i] = args[i]!;
  } else if (!bindArguments(vm, data, frame, args, kwnames)) {
    vm.counts.decrefAll(frameReferences(frame));
    return null;
  }
  return pushFrame(vm, frame) ? PENDING : null;
}

/** Every reference a frame owns, in the order of their end. */
export function frameReferences(frame: PyFrame): PyObject[] {
  const refs: PyObject[] = [];
  frame.traverse((o) => refs.push(o));
  return refs;
}

/** Puts a frame on top of the thread's stack; false, with RecursionError and the frame's references dropped, when it is full. */
export function pushFrame(vm: VM, frame: PyFrame): boolean {
  const thread = vm.thread;
  if (!enterRecursive(vm, "")) {
    vm.counts.decrefAll(frameReferences(frame));
    return false;
  }
  frame.back = thread.frame;
  thread.frame = frame;
  return true;
}

/**
 * One level deeper, or null-like false with RecursionError. CPython 3.11: Python/ceval.c _Py_CheckRecursiveCall; `where`: " in comparison" and the like.
 */
export function enterRecursive(vm: VM, where: string): boolean {
  const thread = vm.thread;
  if (++thread.depth > vm.recursionLimit) {
    if (thread.recursionHeadroom > 0) {
      if (thread.depth > vm.recursionLimit + 50) throw new Error("Cannot recover from stack overflow.");
      return true;
    }
    thread.recursionHeadroom++;
    vm.raise(vm.T.RecursionError, `maximum recursion depth exceeded${where}`);
    thread.recursionHeadroom--;
    thread.depth--;
    return false;
  }
  return true;
}
