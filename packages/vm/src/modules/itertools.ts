import { accumulateSpec } from "./itertools/accumulate.ts";
import { chainSpec } from "./itertools/chain.ts";
import { combinationsSpec, combinationsWithReplacementSpec, permutationsSpec } from "./itertools/combinations.ts";
import { countSpec, repeatSpec } from "./itertools/counting.ts";
import { cycleSpec } from "./itertools/cycle.ts";
import { groupbySpec, grouperSpec } from "./itertools/groupby.ts";
import { isliceSpec } from "./itertools/islice.ts";
import { pairwiseSpec } from "./itertools/pairwise.ts";
import { compressSpec, dropwhileSpec, filterfalseSpec, starmapSpec, takewhileSpec } from "./itertools/predicates.ts";
import { productSpec } from "./itertools/product.ts";
import { teeDataSpec, teeMethod, teeSpec } from "./itertools/tee.ts";
import { zipLongestSpec } from "./itertools/zip-longest.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** The module `itertools`. CPython 3.11: Modules/itertoolsmodule.c itertoolsmodule_exec */
export const itertoolsModule: ModuleSpec = {
  name: "itertools",
  doc: "Iterators as building blocks of loops: endless ones, ones that shorten, join and regroup others, and combinatorics.",
  methods: [teeMethod],
  types: [
    accumulateSpec,
    combinationsSpec,
    combinationsWithReplacementSpec,
    cycleSpec,
    dropwhileSpec,
    takewhileSpec,
    isliceSpec,
    starmapSpec,
    chainSpec,
    compressSpec,
    filterfalseSpec,
    countSpec,
    zipLongestSpec,
    pairwiseSpec,
    permutationsSpec,
    productSpec,
    repeatSpec,
    groupbySpec,
    grouperSpec,
    teeSpec,
    teeDataSpec,
  ],
};
