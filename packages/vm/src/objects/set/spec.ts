import { type PayloadLayout, type PyObject, TPFLAGS_BASETYPE, TPFLAGS_MATCH_SELF } from "../../object.ts";
import { classGetItem } from "../class-getitem.ts";
import { type MethodSpec, method, type TypeSpec } from "../type/type-spec.ts";
import { set_iter } from "./iterator.ts";
import * as m from "./methods.ts";
import * as op from "./operations.ts";
import { setLayout } from "./set.ts";

function several(name: string, fn: MethodSpec["fn"], doc: string): MethodSpec {
  return method(name, "($self, *others)", fn, { convention: "METH_VARARGS", doc });
}

function one(name: string, fn: MethodSpec["fn"], doc: string, parameter = "other"): MethodSpec {
  return method(name, `($self, ${parameter}, /)`, fn, { doc });
}

const common: readonly MethodSpec[] = [
  one("__contains__", m.set_contains, "x.__contains__(y) <==> y in x.", "object"),
  several(
    "difference",
    op.set_difference_multi,
    "Return the difference of two or more sets as a new set.\n\n(i.e. all elements that are in this set but not the others.)",
  ),
  several(
    "intersection",
    op.set_intersection_multi,
    "Return the intersection of two sets as a new set.\n\n(i.e. all elements that are in both sets.)",
  ),
  one("isdisjoint", op.set_isdisjoint, "Return True if two sets have a null intersection."),
  one("issubset", op.set_issubset, "Report whether another set contains this set."),
  one("issuperset", op.set_issuperset, "Report whether this set contains another set."),
  method("__reduce__", "($self, /)", m.set_reduce, { doc: "Return state information for pickling." }),
  method("__sizeof__", "($self, /)", m.set_sizeof, { doc: "S.__sizeof__() -> size of S in memory, in bytes" }),
  one(
    "symmetric_difference",
    op.set_symmetric_difference,
    "Return the symmetric difference of two sets as a new set.\n\n(i.e. all elements that are in exactly one of the sets.)",
  ),
  several("union", op.set_union, "Return the union of sets as a new set.\n\n(i.e. all elements that are in either set.)"),
  classGetItem,
];

const commonSlots = {
  tp_repr: m.set_repr,
  tp_richcompare: op.set_richcompare,
  tp_iter: set_iter,
  nb_or: m.set_or,
  nb_and: m.set_and,
  nb_subtract: m.set_sub,
  nb_xor: m.set_xor,
  sq_length: m.set_length,
  sq_contains: m.set_contains,
} as const;

/** The type `set`. CPython 3.11: Objects/setobject.c PySet_Type */
export const setSpec: TypeSpec = {
  name: "set",
  layout: setLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_MATCH_SELF,
  doc: "set() -> new empty set object\nset(iterable) -> new set object\n\nBuild an unordered collection of unique elements.",
  hasWeakrefs: true,
  slots: {
    ...commonSlots,
    tp_new: m.set_new,
    tp_init: m.set_init,
    nb_inplace_or: m.set_ior,
    nb_inplace_and: m.set_iand,
    nb_inplace_subtract: m.set_isub,
    nb_inplace_xor: m.set_ixor,
  },
  methods: [
    ...common,
    one("add", m.set_add, "Add an element to a set.\n\nThis has no effect if the element is already present.", "object"),
    method("clear", "($self, /)", m.set_clear, { doc: "Remove all elements from this set." }),
    method("copy", "($self, /)", op.set_copy, { doc: "Return a shallow copy of a set." }),
    one(
      "discard",
      m.set_discard,
      "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set.",
      "object",
    ),
    several("difference_update", op.set_difference_update, "Remove all elements of another set from this set."),
    several("intersection_update", op.set_intersection_update, "Update a set with the intersection of itself and another."),
    method("pop", "($self, /)", m.set_pop, {
      doc: "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty.",
    }),
    one(
      "remove",
      m.set_remove,
      "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.",
      "object",
    ),
    one(
      "symmetric_difference_update",
      op.set_symmetric_difference_update,
      "Update a set with the symmetric difference of itself and another.",
    ),
    several("update", op.set_update, "Update a set with the union of itself and others."),
  ],
};

/** The type `frozenset`. CPython 3.11: PyFrozenSet_Type */
export const frozensetSpec: TypeSpec = {
  name: "frozenset",
  layout: setLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_MATCH_SELF,
  doc: "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\nBuild an immutable unordered collection of unique elements.",
  hasWeakrefs: true,
  slots: { ...commonSlots, tp_new: m.frozenset_new, tp_hash: m.frozenset_hash },
  methods: [...common, method("copy", "($self, /)", m.frozenset_copy, { doc: "Return a shallow copy of a set." })],
};

/** Keys of a set, borrowed, in the order of its table. */
export function setKeys(set: PyObject): PyObject[] {
  return set.v.list();
}
