import { cmpToKeyMethod } from "./_functools/cmp-to-key.ts";
import { lruCacheSpec } from "./_functools/lru-cache.ts";
import { partialSpec } from "./_functools/partial.ts";
import { reduceMethod } from "./_functools/reduce.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** The module `_functools`. CPython 3.11: Modules/_functoolsmodule.c _functools_exec */
export const _functoolsModule: ModuleSpec = {
  name: "_functools",
  doc: "Tools that operate on functions.",
  methods: [reduceMethod, cmpToKeyMethod],
  types: [partialSpec, lruCacheSpec],
};
