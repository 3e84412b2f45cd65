import { countElementsMethod } from "./_collections/count-elements.ts";
import { defaultdictSpec } from "./_collections/defaultdict.ts";
import { dequeSpec } from "./_collections/deque.ts";
import { dequeIteratorSpec, dequeReverseIteratorSpec } from "./_collections/deque-iterator.ts";
import { orderedDictSpec } from "./_collections/ordered-dict.ts";
import { tuplegetterSpec } from "./_collections/tuplegetter.ts";
import type { ModuleSpec } from "./module-spec.ts";

/** The module `_collections`. CPython 3.11: Modules/_collectionsmodule.c collections_exec */
export const _collectionsModule: ModuleSpec = {
  name: "_collections",
  doc: "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory\n",
  methods: [countElementsMethod],
  types: [dequeSpec, defaultdictSpec, dequeIteratorSpec, dequeReverseIteratorSpec, tuplegetterSpec, orderedDictSpec],
};
