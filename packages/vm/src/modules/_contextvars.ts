import { method } from "../objects/type/type-spec.ts";
import { contextSpec, copyContext } from "./_contextvars/context.ts";
import { contextVarSpec, tokenSpec } from "./_contextvars/context-var.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** The module `_contextvars`. CPython 3.11: Modules/_contextvarsmodule.c */
export const _contextvarsModule: ModuleSpec = {
  name: "_contextvars",
  doc: "Context Variables",
  types: [contextSpec, contextVarSpec, tokenSpec],
  methods: [method("copy_context", "($module, /)", (vm) => copyContext(vm))],
};
