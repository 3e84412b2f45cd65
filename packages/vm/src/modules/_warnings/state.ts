import { newRef } from "@vivarium/heap";
import type { VM } from "../../interpreter.ts";
import type { PyObject, PyType } from "../../object.ts";

/** What the module keeps. CPython 3.11: Include/internal/pycore_warnings.h struct _warnings_runtime_state */
export class WarningsState {
  readonly filters: PyObject<PyObject[]>;
  readonly onceRegistry: PyObject;
  readonly defaultAction: PyObject<string>;
  /** Changes with the filters. */
  version = 0;

  constructor(vm: VM) {
    this.filters = vm.newList(defaultFilters(vm));
    this.onceRegistry = vm.newDict();
    this.defaultAction = vm.intern("default");
  }
}

function filter(vm: VM, category: PyType, action: string, module: string | null): PyObject {
  const name = module === null ? newRef(vm.none) : vm.intern(module);
  return vm.newTuple([vm.intern(action), newRef(vm.none), newRef(category.object), name, vm.newInt(0)]);
}

/** CPython 3.11: Python/_warnings.c init_filters */
function defaultFilters(vm: VM): PyObject[] {
  const { T } = vm;
  return [
    filter(vm, T.DeprecationWarning, "default", "__main__"),
    filter(vm, T.DeprecationWarning, "ignore", null),
    filter(vm, T.PendingDeprecationWarning, "ignore", null),
    filter(vm, T.ImportWarning, "ignore", null),
    filter(vm, T.ResourceWarning, "ignore", null),
  ];
}

export function warningsState(vm: VM): WarningsState {
  let state = vm.moduleState.get("_warnings") as WarningsState | undefined;
  if (state === undefined) {
    state = new WarningsState(vm);
    vm.moduleState.set("_warnings", state);
  }
  return state;
}
