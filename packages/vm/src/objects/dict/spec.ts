import {
  type PayloadLayout,
  TPFLAGS_BASETYPE,
  TPFLAGS_DICT_SUBCLASS,
  TPFLAGS_MAPPING,
  TPFLAGS_MATCH_SELF,
} from "../../object.ts";
import { classGetItem } from "../class-getitem.ts";
import { method, type TypeSpec } from "../type/type-spec.ts";
import { dictLayout } from "./dict.ts";
import * as m from "./methods.ts";
import { newDictView } from "./views.ts";

/** The type `dict`. CPython 3.11: Objects/dictobject.c PyDict_Type */
export const dictSpec: TypeSpec = {
  name: "dict",
  layout: dictLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_DICT_SUBCLASS | TPFLAGS_MAPPING | TPFLAGS_MATCH_SELF,
  doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
  slots: {
    tp_new: m.dict_new,
    tp_init: m.dict_init,
    tp_repr: m.dict_repr,
    tp_richcompare: m.dict_richcompare,
    tp_iter: m.dict_iter,
    nb_or: m.dict_or,
    nb_inplace_or: m.dict_ior,
    sq_contains: m.dict_contains,
    mp_length: m.dict_length,
    mp_subscript: m.dict_subscript,
    mp_ass_subscript: m.dict_ass_sub,
  },
  methods: [
    method("__contains__", "($self, key, /)", m.dict_contains, {
      doc: "True if the dictionary has the specified key, else False.",
    }),
    method("__getitem__", "($self, key, /)", m.dict_subscript, { doc: "x.__getitem__(y) <==> x[y]" }),
    method("__sizeof__", "($self, /)", m.dict_sizeof, { doc: "D.__sizeof__() -> size of D in memory, in bytes" }),
    method("get", "($self, key, default=None, /)", m.dict_get, {
      doc: "Return the value for key if key is in the dictionary, else default.",
    }),
    method("setdefault", "($self, key, default=None, /)", m.dict_setdefault, {
      doc: "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
    }),
    method("pop", "($self, key, default=<unrepresentable>, /)", m.dict_pop, {
      doc: "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
    }),
    method("popitem", "($self, /)", m.dict_popitem, {
      doc: "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.",
    }),
    method("keys", "($self, /)", (vm, self) => newDictView(vm, vm.T.dict_keys, self), {
      doc: "D.keys() -> a set-like object providing a view on D's keys",
    }),
    method("items", "($self, /)", (vm, self) => newDictView(vm, vm.T.dict_items, self), {
      doc: "D.items() -> a set-like object providing a view on D's items",
    }),
    method("values", "($self, /)", (vm, self) => newDictView(vm, vm.T.dict_values, self), {
      doc: "D.values() -> an object providing a view on D's values",
    }),
    method("update", "($self, *args, **kwargs)", m.dict_update, {
      convention: "METH_VARARGS|METH_KEYWORDS",
      doc: "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E: D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]",
    }),
    method("fromkeys", "($type, iterable, value=None, /)", m.dict_fromkeys, {
      binding: "class",
      doc: "Create a new dictionary with keys from iterable and values set to value.",
    }),
    method("clear", "($self, /)", m.dict_clear, { doc: "D.clear() -> None.  Remove all items from D." }),
    method("copy", "($self, /)", m.dict_copy, { doc: "D.copy() -> a shallow copy of D" }),
    method("__reversed__", "($self, /)", m.dict_reversed, { doc: "Return a reverse iterator over the dict keys." }),
    classGetItem,
  ],
};
