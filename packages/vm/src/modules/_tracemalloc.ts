import type { Undoable } from "@vivarium/heap";
import type { VM } from "../interpreter.ts";
import type { PyObject, Result } from "../object.ts";
import { isInt } from "../objects/int/value.ts";
import { method } from "../objects/type/type-spec.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** Was tracing started, and how many frames of each allocation were asked for. */
class TraceState implements Undoable {
  tracing = false;
  limit = 1;

  mark(): unknown {
    return { tracing: this.tracing, limit: this.limit };
  }

  undo(mark: unknown): void {
    Object.assign(this, mark as { tracing: boolean; limit: number });
  }

  hash(into: (item: number | string) => void): void {
    into(Number(this.tracing));
    into(this.limit);
  }
}

function stateOf(vm: VM): TraceState {
  let state = vm.moduleState.get("_tracemalloc") as TraceState | undefined;
  if (state === undefined) {
    state = new TraceState();
    vm.moduleState.set("_tracemalloc", state);
    vm.journal.register(state);
  }
  return state;
}

/** CPython 3.11: Modules/_tracemalloc.c _tracemalloc_start_impl */
function start(vm: VM, _m: PyObject, nframe: PyObject | null): Result {
  if (nframe !== null && !isInt(nframe))
    return vm.raise(vm.T.TypeError, `'${nframe.type.name}' object cannot be interpreted as an integer`);
  const limit = nframe === null ? 1 : Number(nframe.v);
  if (limit < 1 || limit > 65535) return vm.raise(vm.T.ValueError, "the number of frames must be in range [1; 65535]");
  Object.assign(stateOf(vm), { tracing: true, limit });
  return vm.newNone();
}

function stop(vm: VM): Result {
  stateOf(vm).tracing = false;
  return vm.newNone();
}

/**
 * The module `_tracemalloc`. CPython 3.11: Modules/_tracemalloc.c
 * NOT CPYTHON: memory is the host's, and no allocation is recorded: tracing can be switched on and finds nothing.
 */
export const _tracemallocModule: ModuleSpec = {
  name: "_tracemalloc",
  doc: "Debug module to trace memory blocks allocated by Python.",
  methods: [
    method("is_tracing", "($module, /)", (vm) => vm.newBool(stateOf(vm).tracing)),
    method("clear_traces", "($module, /)", (vm) => vm.newNone()),
    method("_get_traces", "($module, /)", (vm) => vm.newList([])),
    method("_get_object_traceback", "($module, obj, /)", (vm) => vm.newNone()),
    method("start", "($module, nframe=1, /)", start),
    method("stop", "($module, /)", stop),
    method("get_traceback_limit", "($module, /)", (vm) => vm.newInt(stateOf(vm).limit)),
    method("get_tracemalloc_memory", "($module, /)", (vm) => vm.newInt(0)),
    method("get_traced_memory", "($module, /)", (vm) => vm.newTuple([vm.newInt(0), vm.newInt(0)])),
    method("reset_peak", "($module, /)", (vm) => vm.newNone()),
  ],
};
