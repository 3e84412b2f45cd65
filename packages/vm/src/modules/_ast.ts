import { newRef } from "@vivarium/heap";
import { astState } from "./_ast/state.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** The module `_ast`. CPython 3.11: Python/Python-ast.c astmodule_exec */
export const astModule: ModuleSpec = {
  name: "_ast",
  init(vm, set) {
    const state = astState(vm);
    set("AST", newRef(state.AST.object));
    set("PyCF_ALLOW_TOP_LEVEL_AWAIT", vm.newInt(0x2000));
    set("PyCF_ONLY_AST", vm.newInt(0x0400));
    set("PyCF_TYPE_COMMENTS", vm.newInt(0x1000));
    for (const [name, type] of state.types) set(name, newRef(type.object));
  },
};
