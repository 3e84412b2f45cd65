import { newRef } from "@vivarium/heap";
import { callObject } from "../../eval/call.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { insertFrame, startFrame } from "../../eval/native-frame.ts";
import { setProfileFunction, setTraceFunction } from "../../eval/trace.ts";
import type { VM } from "../../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../../object.ts";
import { isSubtype } from "../../objects/type/mro.ts";
import { type MethodSpec, method } from "../../objects/type/type-spec.ts";

/** Gives None once the eval loop has seen that it may have to be the observed one from here on. */
class AnotherLoop extends NativeFrame {
  step(vm: VM): Result {
    return vm.newNone();
  }
}

function inAnotherLoop(vm: VM, observed: boolean): Result {
  if (vm.observed === observed) return vm.newNone();
  insertFrame(vm, new AnotherLoop());
  return PENDING;
}

/** CPython 3.11: Python/sysmodule.c sys_settrace */
function settrace(vm: VM, _m: PyObject, f: PyObject): Result {
  const { observed } = vm;
  setTraceFunction(vm, vm.thread, f === vm.none ? null : f);
  return inAnotherLoop(vm, observed);
}

/** CPython 3.11: Python/sysmodule.c sys_setprofile */
function setprofile(vm: VM, _m: PyObject, f: PyObject): Result {
  const { observed } = vm;
  setProfileFunction(vm, vm.thread, f === vm.none ? null : f);
  return inAnotherLoop(vm, observed);
}

/** Calls a function as if nothing were traced yet: the debugger's own code. CPython 3.11: Python/ceval.c _PyEval_CallTracing */
class CallTracing extends NativeFrame {
  func: PyObject;
  args: PyObject;
  saved: number;
  started = false;

  constructor(func: PyObject, args: PyObject, saved: number) {
    super();
    this.func = newRef(func);
    this.args = newRef(args);
    this.saved = saved;
  }

  step(vm: VM, sent: Result): Result {
    const { trace } = vm.thread;
    let r = sent;
    if (!this.started) {
      this.started = true;
      if (trace !== null) trace.tracing = 0;
      r = callObject(vm, this.func, this.args.v as PyObject[]);
      if (r === PENDING) return r;
    }
    if (trace !== null) trace.tracing = this.saved;
    return r === OK ? vm.newNone() : r;
  }
}

function call_tracing(vm: VM, _m: PyObject, func: PyObject, args: PyObject): Result {
  if (!isSubtype(args.type, vm.T.tuple))
    return vm.raise(vm.T.TypeError, `call_tracing() argument 2 must be tuple, not ${args.type.name}`);
  return startFrame(vm, new CallTracing(func, args, vm.thread.trace?.tracing ?? 0));
}

export const sysMethodsOfTracing: readonly MethodSpec[] = [
  method("settrace", "(function, /)", settrace, {
    doc: "settrace(function)\n\nSet the global debug tracing function.  It will be called on each\nfunction call.  See the debugger chapter in the library manual.",
  }),
  method("setprofile", "(function, /)", setprofile, {
    doc: "setprofile(function)\n\nSet the profiling function.  It will be called on each function call\nand return.  See the profiler chapter in the library manual.",
  }),
  method("gettrace", "($module, /)", (vm) => newRef(vm.thread.trace?.traceFunction ?? vm.none)),
  method("getprofile", "($module, /)", (vm) => newRef(vm.thread.trace?.profileFunction ?? vm.none)),
  method("call_tracing", "($module, func, args, /)", call_tracing),
];
