import { operatorFunctions } from "./_operator/functions.ts";
import { attrgetterSpec, itemgetterSpec, methodcallerSpec } from "./_operator/getters.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** The module `_operator`. CPython 3.11: Modules/_operator.c operator_exec */
export const _operatorModule: ModuleSpec = {
  name: "_operator",
  doc: "Operator interface.\n\nPython's operators as functions: operator.add(x, y) is x + y.",
  methods: operatorFunctions,
  types: [itemgetterSpec, attrgetterSpec, methodcallerSpec],
};
