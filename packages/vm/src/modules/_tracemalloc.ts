import { method } from "../objects/type/type-spec.ts";
import type { ModuleSpec } from "./module-spec.ts";

/**
 * The module `_tracemalloc`, for those who ask whether allocations are being traced. CPython 3.11: Modules/_tracemalloc.c
 * NOT CPYTHON: memory is the host's and no allocation is recorded, so tracing cannot be started.
 */
export const _tracemallocModule: ModuleSpec = {
  name: "_tracemalloc",
  doc: "Debug module to trace memory blocks allocated by Python.",
  methods: [
    method("is_tracing", "($module, /)", (vm) => vm.newBool(false)),
    method("clear_traces", "($module, /)", (vm) => vm.newNone()),
    method("_get_traces", "($module, /)", (vm) => vm.newList([])),
    method("_get_object_traceback", "($module, obj, /)", (vm) => vm.newNone()),
    method("start", "($module, nframe=1, /)", (vm) =>
      vm.raise(vm.T.NotImplementedError, "allocations are not recorded here: tracemalloc cannot be started"),
    ),
    method("stop", "($module, /)", (vm) => vm.newNone()),
    method("get_traceback_limit", "($module, /)", (vm) => vm.newInt(1)),
    method("get_tracemalloc_memory", "($module, /)", (vm) => vm.newInt(0)),
    method("get_traced_memory", "($module, /)", (vm) => vm.newTuple([vm.newInt(0), vm.newInt(0)])),
    method("reset_peak", "($module, /)", (vm) => vm.newNone()),
  ],
};
