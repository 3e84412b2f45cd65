import { integerFunctions } from "./math/integer-functions.ts";
import { realFunctions } from "./math/real-functions.ts";
import { sumFunctions } from "./math/sums.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** The module `math`. CPython 3.11: Modules/mathmodule.c math_exec */
export const mathModule: ModuleSpec = {
  name: "math",
  doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
  methods: [...realFunctions, ...integerFunctions, ...sumFunctions],
  init(vm, set) {
    set("pi", vm.newFloat(Math.PI));
    set("e", vm.newFloat(Math.E));
    set("tau", vm.newFloat(2 * Math.PI));
    set("inf", vm.newFloat(Infinity));
    set("nan", vm.newFloat(Number.NaN));
  },
};
