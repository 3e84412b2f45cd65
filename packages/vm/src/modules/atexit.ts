import { newRef } from "@vivarium/heap";
import { callObject } from "../eval/call.ts";
import { NativeFrame } from "../eval/frame.ts";
import { startFrame } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, PENDING, type PyObject, type Result } from "../object.ts";
import { method } from "../objects/type/type-spec.ts";
import { compareBool, Py_EQ } from "../protocol/compare.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** A function and its arguments, one tuple object: (function, args, names of keywords, their values). Owned. */
type Callback = PyObject<PyObject[]>;

/** What is registered, in order. CPython 3.11: Include/internal/pycore_interp.h struct atexit_state */
class AtexitState {
  callbacks: Callback[] = [];
}

function stateOf(vm: VM): AtexitState {
  let state = vm.moduleState.get("atexit") as AtexitState | undefined;
  if (state === undefined) {
    state = new AtexitState();
    vm.moduleState.set("atexit", state);
  }
  return state;
}

/** CPython 3.11: Modules/atexitmodule.c atexit_register */
function register(vm: VM, _m: PyObject, args: PyObject[], kwargs: [PyObject, PyObject][]): Result {
  if (args.length === 0) return vm.raise(vm.T.TypeError, "register() takes at least 1 argument (0 given)");
  const [func, ...rest] = args as [PyObject, ...PyObject[]];
  if (func.type.tp_call === null) return vm.raise(vm.T.TypeError, "the first argument must be callable");
  const tuple = (items: PyObject[]): PyObject => vm.newTuple(items.map((o) => newRef(o)));
  stateOf(vm).callbacks.push(
    vm.newTuple([newRef(func), tuple(rest), tuple(kwargs.map(([k]) => k)), tuple(kwargs.map(([, v]) => v))]),
  );
  return newRef(func);
}

/** Calls what is registered, the last one first; errors are reported. CPython 3.11: Modules/atexitmodule.c atexit_callfuncs */
class RunFrame extends NativeFrame {
  called: Callback | null = null;

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === PENDING) return got;
      this.finishCall(vm, got);
      const next = stateOf(vm).callbacks.pop();
      if (next === undefined) return vm.newNone();
      this.called = next;
      const [func, args, names, values] = next.v as [PyObject, PyObject, PyObject, PyObject];
      got = callObject(
        vm,
        func,
        [...(args.v as PyObject[]), ...(values.v as PyObject[])],
        names.v.length === 0 ? null : (names.v as PyObject[]),
      );
    }
  }

  private finishCall(vm: VM, got: Result): void {
    const { called } = this;
    if (called === null) return;
    this.called = null;
    if (got === null) vm.unraisableWith("Exception ignored in atexit callback", called.v[0]!);
    else if (got !== OK) vm.counts.decref(got);
    vm.counts.decref(called);
  }
}

function runExitFunctions(vm: VM): Result {
  return startFrame(vm, new RunFrame());
}

/** CPython 3.11: Modules/atexitmodule.c atexit_clear */
function clear(vm: VM): Result {
  const state = stateOf(vm);
  const { callbacks } = state;
  state.callbacks = [];
  vm.counts.decrefAll(callbacks);
  return vm.newNone();
}

/** CPython 3.11: Modules/atexitmodule.c atexit_unregister */
class UnregisterFrame extends NativeFrame {
  func: PyObject;
  snapshot: Callback[];
  index = 0;

  constructor(vm: VM, func: PyObject) {
    super();
    this.func = newRef(func);
    this.snapshot = stateOf(vm).callbacks.map((c) => newRef(c));
  }

  step(vm: VM, sent: Result): Result {
    let got = sent;
    for (;;) {
      if (got === null || got === PENDING) return got;
      if (got !== OK) {
        vm.counts.decref(got);
        if (got === vm.true_) this.remove(vm, this.snapshot[this.index - 1]!);
      }
      if (this.index >= this.snapshot.length) return vm.newNone();
      const callback = this.snapshot[this.index++]!;
      got = compareBool(vm, callback.v[0]!, this.func, Py_EQ);
    }
  }

  private remove(vm: VM, callback: Callback): void {
    const { callbacks } = stateOf(vm);
    const at = callbacks.indexOf(callback);
    if (at < 0) return;
    callbacks.splice(at, 1);
    vm.counts.decref(callback);
  }
}

/** The module `atexit`. CPython 3.11: Modules/atexitmodule.c */
export const atexitModule: ModuleSpec = {
  name: "atexit",
  doc: "allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\nTwo public functions, register and unregister, are defined.\n",
  methods: [
    method("register", "(*args, **kwargs)", register, {
      convention: "METH_VARARGS|METH_KEYWORDS",
      doc: "register(func, *args, **kwargs) -> func\n\nRegister a function to be executed upon normal program termination",
    }),
    method("_clear", "($module, /)", clear, {
      doc: "_clear() -> None\n\nClear the list of previously registered exit functions.",
    }),
    method("unregister", "($module, func, /)", (vm, _m, func: PyObject) => startFrame(vm, new UnregisterFrame(vm, func)), {
      convention: "METH_O",
      doc: "unregister(func) -> None\n\nUnregister an exit function which was previously registered using\natexit.register",
    }),
    method("_run_exitfuncs", "($module, /)", (vm) => runExitFunctions(vm), {
      doc: "_run_exitfuncs() -> None\n\nRun all registered exit functions.",
    }),
    method("_ncallbacks", "($module, /)", (vm) => vm.newInt(stateOf(vm).callbacks.length), {
      doc: "_ncallbacks() -> int\n\nReturn the number of registered exit functions.",
    }),
  ],
  init(vm) {
    vm.runAtexit = () => runExitFunctions(vm);
  },
};
