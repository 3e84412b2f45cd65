import { newRef } from "@vivarium/heap";
import { spread } from "../eval/arguments.ts";
import { callMethod } from "../eval/call.ts";
import { andThen as then } from "../eval/native-frame.ts";
import { parseSignature } from "../eval/signature.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  type PayloadLayout,
  type PyObject,
  type PyType,
  type Result,
  TPFLAGS_LIST_SUBCLASS,
  TPFLAGS_MAPPING,
  TPFLAGS_TUPLE_SUBCLASS,
} from "../object.ts";
import { richCompare } from "../protocol/compare.ts";
import { getIter } from "../protocol/iterator.ts";
import { binaryOp, operators } from "../protocol/number.ts";
import { repr, str } from "../protocol/repr.ts";
import { contains, getItem, length } from "../protocol/sequence.ts";
import { classGetItem } from "./class-getitem.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

/** The payload of a mappingproxy: what it shows. Never changes. */
export interface MappingProxy {
  readonly mapping: PyObject;
}

type Proxy = PyObject<MappingProxy>;

const mappingProxyLayout: PayloadLayout<MappingProxy> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    visit(v.mapping);
  },
  clear: () => [],
};

/** A read-only view of `mapping`, borrowed. CPython 3.11: Objects/descrobject.c PyDictProxy_New */
export function newMappingProxy(vm: VM, mapping: PyObject): Proxy {
  return alloc<MappingProxy>(vm, vm.T.mappingproxy, { mapping: newRef(mapping) });
}

/** CPython 3.11: mappingproxy_new_impl, mappingproxy_check_mapping */
function mappingproxy_new(vm: VM, _type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const values = spread(vm, "mappingproxy", parseSignature("(mapping)"), args, args.length - (kwnames?.length ?? 0), kwnames);
  if (values === null) return null;
  const mapping = values[0] as PyObject;
  const sequence = (mapping.type.flags & (TPFLAGS_LIST_SUBCLASS | TPFLAGS_TUPLE_SUBCLASS)) !== 0;
  if (mapping.type.mp_subscript === null || sequence)
    return vm.raise(vm.T.TypeError, `mappingproxy() argument must be a mapping, not ${mapping.type.name}`);
  return newMappingProxy(vm, mapping);
}

/** CPython 3.11: mappingproxy_repr */
function mappingproxy_repr(vm: VM, self: Proxy): Result {
  return then(vm, repr(vm, self.v.mapping), aroundRepr);
}

function aroundRepr(vm: VM, text: PyObject): Result {
  const result = vm.newStr(`mappingproxy(${text.v as string})`);
  vm.counts.decref(text);
  return result;
}

const OR = operators.findIndex((o) => o.symbol === "|");

/** CPython 3.11: mappingproxy_or */
function mappingproxy_or(vm: VM, a: PyObject, b: PyObject): Result {
  const T = vm.T.mappingproxy;
  const left = a.type === T ? (a as Proxy).v.mapping : a;
  const right = b.type === T ? (b as Proxy).v.mapping : b;
  return binaryOp(vm, left, right, OR);
}

/** CPython 3.11: mappingproxy_ior */
function mappingproxy_ior(vm: VM, self: PyObject): Result {
  return vm.raise(vm.T.TypeError, `'|=' is not supported by ${self.type.name}; use '|' instead`);
}

/** Calls the method of that name on what the proxy shows. */
function passOn(name: string): (vm: VM, self: Proxy, ...args: PyObject[]) => Result {
  return (vm, self) => callMethod(vm, self.v.mapping, name, []);
}

/** CPython 3.11: mappingproxy_get */
function mappingproxy_get(vm: VM, self: Proxy, key: PyObject, fallback: PyObject | null): Result {
  return callMethod(vm, self.v.mapping, "get", [key, fallback ?? vm.none]);
}

/** The type `mappingproxy`. CPython 3.11: Objects/descrobject.c PyDictProxy_Type */
export const mappingProxySpec: TypeSpec = {
  name: "mappingproxy",
  layout: mappingProxyLayout as PayloadLayout,
  flags: TPFLAGS_MAPPING,
  slots: {
    tp_new: mappingproxy_new,
    tp_repr: mappingproxy_repr,
    tp_str: (vm, self) => str(vm, (self as Proxy).v.mapping),
    tp_richcompare: (vm, self, other, op) => richCompare(vm, (self as Proxy).v.mapping, other, op),
    tp_iter: (vm, self) => getIter(vm, (self as Proxy).v.mapping),
    nb_or: mappingproxy_or,
    nb_inplace_or: mappingproxy_ior,
    sq_contains: (vm, self, key) => contains(vm, (self as Proxy).v.mapping, key),
    mp_length: (vm, self) => length(vm, (self as Proxy).v.mapping),
    mp_subscript: (vm, self, key) => getItem(vm, (self as Proxy).v.mapping, key),
  },
  methods: [
    method("get", "($self, key, default=None, /)", mappingproxy_get, {
      doc: "Return the value for key if key is in the mapping, else default.",
    }),
    method("keys", "($self, /)", passOn("keys"), { doc: "D.keys() -> a set-like object providing a view on D's keys" }),
    method("values", "($self, /)", passOn("values"), { doc: "D.values() -> an object providing a view on D's values" }),
    method("items", "($self, /)", passOn("items"), { doc: "D.items() -> a set-like object providing a view on D's items" }),
    method("copy", "($self, /)", passOn("copy"), { doc: "D.copy() -> a shallow copy of D" }),
    classGetItem,
    method("__reversed__", "($self, /)", passOn("__reversed__"), { doc: "D.__reversed__() -> reverse iterator" }),
  ],
};
