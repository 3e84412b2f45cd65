import {
  type PayloadLayout,
  TPFLAGS_BASETYPE,
  TPFLAGS_LIST_SUBCLASS,
  TPFLAGS_MATCH_SELF,
  TPFLAGS_SEQUENCE,
} from "../../object.ts";
import { classGetItem } from "../class-getitem.ts";
import { method, type TypeSpec } from "../type/type-spec.ts";
import { list_iter, list_reversed } from "./iterators.ts";
import { listLayout } from "./list.ts";
import * as m from "./methods.ts";
import { list_sort } from "./sort.ts";

/** The type `list`. CPython 3.11: Objects/listobject.c PyList_Type */
export const listSpec: TypeSpec = {
  name: "list",
  layout: listLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_LIST_SUBCLASS | TPFLAGS_SEQUENCE | TPFLAGS_MATCH_SELF,
  doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
  slots: {
    tp_new: m.list_new,
    tp_init: m.list_init,
    tp_repr: m.list_repr,
    tp_richcompare: m.list_richcompare,
    tp_iter: list_iter,
    sq_length: m.list_length,
    sq_concat: m.list_concat,
    sq_repeat: m.list_repeat,
    sq_item: m.list_item,
    sq_ass_item: m.list_ass_item,
    sq_contains: m.list_contains,
    sq_inplace_concat: m.list_inplace_concat,
    sq_inplace_repeat: m.list_inplace_repeat,
    mp_length: m.list_length,
    mp_subscript: m.list_subscript,
    mp_ass_subscript: m.list_ass_subscript,
  },
  methods: [
    method("__getitem__", "($self, index, /)", m.list_subscript, { doc: "x.__getitem__(y) <==> x[y]" }),
    method("__reversed__", "($self, /)", list_reversed, { doc: "Return a reverse iterator over the list." }),
    method("__sizeof__", "($self, /)", m.list_sizeof, { doc: "Return the size of the list in memory, in bytes." }),
    method("clear", "($self, /)", m.list_clear, { doc: "Remove all items from list." }),
    method("copy", "($self, /)", m.list_copy, { doc: "Return a shallow copy of the list." }),
    method("append", "($self, object, /)", m.list_append, { doc: "Append object to the end of the list." }),
    method("insert", "($self, index, object, /)", m.list_insert, { doc: "Insert object before index." }),
    method("extend", "($self, iterable, /)", m.list_extend, { doc: "Extend list by appending elements from the iterable." }),
    method("pop", "($self, index=-1, /)", m.list_pop, {
      doc: "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.",
    }),
    method("remove", "($self, value, /)", m.list_remove, {
      doc: "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.",
    }),
    method("index", "($self, value, start=0, stop=sys.maxsize, /)", m.list_index, {
      doc: "Return first index of value.\n\nRaises ValueError if the value is not present.",
    }),
    method("count", "($self, value, /)", m.list_count, { doc: "Return number of occurrences of value." }),
    method("reverse", "($self, /)", m.list_reverse, { doc: "Reverse *IN PLACE*." }),
    method("sort", "($self, /, *, key=None, reverse=False)", list_sort, {
      doc: "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and sort them,\nascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in descending order.",
    }),
    classGetItem,
  ],
};
