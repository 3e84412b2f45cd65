import { newRef, touchPayload } from "@vivarium/heap";
import { checkPositional, noKeywords } from "../builtins/check-arguments.ts";
import { callMethod, callObject } from "../eval/call.ts";
import { dropAfter, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PyObject, type PyType, type Result, TPFLAGS_BASETYPE, TPFLAGS_DISALLOW_INSTANTIATION } from "../object.ts";
import { getAttr, lookupAttrString, setAttr } from "../protocol/attribute.ts";
import { Py_EQ, Py_NE, richCompare } from "../protocol/compare.ts";
import { hashValue } from "../protocol/hash.ts";
import { getIter, iterNext } from "../protocol/iterator.ts";
import { binaryOp, divmod, numberIndex, power, unaryOp } from "../protocol/number.ts";
import { addressText, str } from "../protocol/repr.ts";
import { contains, getItem, length, setItem } from "../protocol/sequence.ts";
import { truth } from "../protocol/truth.ts";
import { classGetItem } from "./class-getitem.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";
import { newWeakref, type WeakrefData, weakrefLayout } from "./weakref.ts";

/*
 * The Python-visible kinds of weak references. What they share with the collector and with death is in weakref.ts.
 */

type Self = PyObject<WeakrefData>;

/** Is `o` a weak reference of whatever kind. CPython 3.11: PyWeakref_Check */
export function isWeakref(o: PyObject): boolean {
  return o.type.layout === weakrefLayout;
}

/** CPython 3.11: Objects/weakrefobject.c weakref___new__ */
function weakref_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  if (!checkPositional(vm, "__new__", positional, 1, 2)) return null;
  const callback = positional > 1 ? args[1]! : null;
  return newWeakref(vm, type, args[0]!, callback === vm.none ? null : callback);
}

/** CPython 3.11: Objects/weakrefobject.c weakref___init__ */
function weakref_init(vm: VM, _self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (!noKeywords(vm, "ref", kwnames)) return null;
  return checkPositional(vm, "__init__", args.length, 1, 2) ? OK : null;
}

/** CPython 3.11: Objects/weakrefobject.c weakref_call */
function weakref_call(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (!noKeywords(vm, "weakref", kwnames)) return null;
  if (!checkPositional(vm, "__call__", args.length, 0, 0)) return null;
  return newRef(self.v.referent ?? vm.none);
}

/** CPython 3.11: Objects/weakrefobject.c weakref_hash */
function weakref_hash(vm: VM, self: Self): Result {
  if (self.v.hash !== null) return newRef(self.v.hash);
  const referent = self.v.referent;
  if (referent === null) return vm.raise(vm.T.TypeError, "weak object has gone away");
  newRef(referent);
  return dropAfter(vm, thenBorrowed(vm, hashValue(vm, referent), keepHash, self), referent);
}

function keepHash(vm: VM, value: PyObject, self: PyObject | null): Result {
  const data = self!.v as WeakrefData;
  touchPayload(self!);
  const old = data.hash;
  data.hash = newRef(value);
  if (old !== null) vm.counts.decref(old);
  return value;
}

/** CPython 3.11: Objects/weakrefobject.c weakref_repr */
function weakref_repr(vm: VM, self: Self): Result {
  const referent = self.v.referent;
  if (referent === null) return vm.newStr(`<weakref at ${addressText(vm, self)}; dead>`);
  newRef(referent);
  const r = then(vm, lookupAttrString(vm, referent, "__name__"), reprWithName, self, referent, null, 0, true);
  vm.counts.decref(referent);
  return r;
}

function reprWithName(vm: VM, name: PyObject, self: PyObject | null, referent: PyObject | null): Result {
  const where = `<weakref at ${addressText(vm, self!)}; to '${referent!.type.name}' at ${addressText(vm, referent!)}`;
  if (name.type === vm.T.str || name.type.mro.includes(vm.T.str)) {
    const text = `${where} (${name.v})>`;
    vm.counts.decref(name);
    return vm.newStr(text);
  }
  dropUnlessSentinel(vm, name);
  return vm.newStr(`${where}>`);
}

function dropUnlessSentinel(vm: VM, o: PyObject): void {
  if (o.type.name !== "sentinel") vm.counts.decref(o);
}

/** CPython 3.11: Objects/weakrefobject.c weakref_richcompare */
function weakref_richcompare(vm: VM, self: Self, other: PyObject, op: number): Result {
  if ((op !== Py_EQ && op !== Py_NE) || !self.type.mro.includes(vm.T.weakref) || !other.type.mro.includes(vm.T.weakref))
    return vm.newNotImplemented();
  const a = self.v.referent;
  const b = (other.v as WeakrefData).referent;
  if (a === null || b === null) return vm.newBool((self === other) === (op === Py_EQ));
  newRef(a);
  newRef(b);
  return dropAfter(vm, dropAfter(vm, richCompare(vm, a, b, op), a), b);
}

/** `weakref.ref`. CPython 3.11: Objects/weakrefobject.c _PyWeakref_RefType */
export const weakrefSpec: TypeSpec = {
  name: "weakref.ReferenceType",
  layout: weakrefLayout,
  flags: TPFLAGS_BASETYPE,
  slots: {
    tp_new: weakref_new,
    tp_init: weakref_init,
    tp_call: weakref_call,
    tp_hash: weakref_hash,
    tp_repr: weakref_repr,
    tp_richcompare: weakref_richcompare,
  },
  methods: [classGetItem],
  getset: [
    {
      name: "__callback__",
      member: true,
      get: (vm, self) => newRef((self.v.referent === null ? null : (self.v as WeakrefData).callback) ?? vm.none),
    },
  ],
};

// --- Proxies --------------------------------------------------------------------------------------------------------------------

/** What a proxy stands for, a new reference; anything else is itself; null with ReferenceError. CPython 3.11: UNWRAP */
function unwrap(vm: VM, o: PyObject): PyObject | null {
  if (o.type !== vm.T.weakproxy && o.type !== vm.T.weakcallableproxy) return newRef(o);
  const referent = (o.v as WeakrefData).referent;
  return referent === null ? vm.raise(vm.T.ReferenceError, "weakly-referenced object no longer exists") : newRef(referent);
}

function unary(f: (vm: VM, o: PyObject) => Result): (vm: VM, o: PyObject) => Result {
  return (vm, proxy) => {
    const o = unwrap(vm, proxy);
    if (o === null) return null;
    return thenDrop(vm, f(vm, o), o);
  };
}

function binary(f: (vm: VM, a: PyObject, b: PyObject) => Result): (vm: VM, a: PyObject, b: PyObject) => Result {
  return (vm, x, y) => {
    const a = unwrap(vm, x);
    if (a === null) return null;
    const b = unwrap(vm, y);
    if (b === null) {
      vm.counts.decref(a);
      return null;
    }
    return thenDrop(vm, thenDrop(vm, f(vm, a, b), a), b);
  };
}

/** Keeps `o`, owned, until `r` is there. */
function thenDrop(vm: VM, r: Result, o: PyObject): Result {
  const kept = then(vm, r, passOn, o, null, null, 0, true);
  vm.counts.decref(o);
  return kept;
}

function passOn(_vm: VM, value: PyObject): Result {
  return value;
}

/** The numbers of the operators in `binaryOp`, in-place ones 13 further. CPython 3.11: Include/opcode.h NB_* */
const operatorSlots = [
  ["nb_add", 0],
  ["nb_and", 1],
  ["nb_floor_divide", 2],
  ["nb_lshift", 3],
  ["nb_matrix_multiply", 4],
  ["nb_multiply", 5],
  ["nb_remainder", 6],
  ["nb_or", 7],
  ["nb_rshift", 9],
  ["nb_subtract", 10],
  ["nb_true_divide", 11],
  ["nb_xor", 12],
] as const;

const inplaceOffset = 13;

function operatorSlotsOf(): Partial<TypeSpec["slots"] & object> {
  const slots: Record<string, unknown> = {};
  for (const [name, number] of operatorSlots) {
    slots[name] = binary((vm, a, b) => binaryOp(vm, a, b, number));
    slots[name.replace("nb_", "nb_inplace_")] = binary((vm, a, b) => binaryOp(vm, a, b, number + inplaceOffset));
  }
  return slots;
}

function ternary(inplace: boolean): (vm: VM, a: PyObject, b: PyObject, c: PyObject) => Result {
  return (vm, x, y, z) => {
    const c = unwrap(vm, z);
    if (c === null) return null;
    return thenDrop(vm, binary((v, a, b) => power(v, a, b, c, inplace))(vm, x, y), c);
  };
}

/** CPython 3.11: Objects/weakrefobject.c proxy_repr */
function proxy_repr(vm: VM, self: Self): Result {
  const referent = self.v.referent ?? vm.none;
  return vm.newStr(`<weakproxy at ${addressText(vm, self)} to ${referent.type.name} at ${addressText(vm, referent)}>`);
}

/** CPython 3.11: Objects/weakrefobject.c proxy_iternext */
function proxy_iternext(vm: VM, self: Self): Result {
  const o = unwrap(vm, self);
  if (o === null) return null;
  if (o.type.tp_iternext === null) {
    const name = o.type.name;
    vm.counts.decref(o);
    return vm.raise(vm.T.TypeError, `Weakref proxy referenced a non-iterator '${name}' object`);
  }
  return thenDrop(vm, iterNext(vm, o), o);
}

/** CPython 3.11: Objects/weakrefobject.c proxy_setattr */
function proxy_setattr(vm: VM, self: Self, name: PyObject<string>, value: PyObject | null): Result {
  const o = unwrap(vm, self);
  return o === null ? null : thenDrop(vm, setAttr(vm, o, name, value), o);
}

/** CPython 3.11: Objects/weakrefobject.c proxy_setitem */
function proxy_setitem(vm: VM, self: Self, key: PyObject, value: PyObject | null): Result {
  const o = unwrap(vm, self);
  return o === null ? null : thenDrop(vm, setItem(vm, o, key, value), o);
}

/** CPython 3.11: Objects/weakrefobject.c proxy_call */
function proxy_call(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const o = unwrap(vm, self);
  return o === null ? null : thenDrop(vm, callObject(vm, o, args, kwnames), o);
}

const proxySlots: TypeSpec["slots"] = {
  ...operatorSlotsOf(),
  tp_repr: proxy_repr,
  tp_str: unary(str),
  tp_getattro: (vm, self, name) => {
    const o = unwrap(vm, self);
    return o === null ? null : thenDrop(vm, getAttr(vm, o, name), o);
  },
  tp_setattro: proxy_setattr,
  tp_richcompare: (vm, a, b, op) => binary((v, x, y) => richCompare(v, x, y, op))(vm, a, b),
  tp_iter: unary(getIter),
  nb_divmod: binary(divmod),
  nb_power: ternary(false),
  nb_inplace_power: ternary(true),
  nb_negative: unary((vm, o) => unaryOp(vm, o, "nb_negative")),
  nb_positive: unary((vm, o) => unaryOp(vm, o, "nb_positive")),
  nb_absolute: unary((vm, o) => unaryOp(vm, o, "nb_absolute")),
  nb_invert: unary((vm, o) => unaryOp(vm, o, "nb_invert")),
  nb_bool: unary(truth),
  nb_int: unary((vm, o) => callObject(vm, vm.T.int.object, [o], null)),
  nb_float: unary((vm, o) => callObject(vm, vm.T.float.object, [o], null)),
  nb_index: unary(numberIndex),
  sq_contains: binary(contains),
  mp_length: unary(length),
  sq_length: unary(length),
  mp_subscript: binary(getItem),
  mp_ass_subscript: proxy_setitem,
};

const proxyMethods: TypeSpec["methods"] = [
  method(
    "__bytes__",
    "($self, /)",
    unary((vm, o) => callMethod(vm, o, "__bytes__", [])),
  ),
  method(
    "__reversed__",
    "($self, /)",
    unary((vm, o) => callMethod(vm, o, "__reversed__", [])),
  ),
];

/** CPython 3.11: Objects/weakrefobject.c _PyWeakref_ProxyType */
export const weakproxySpec: TypeSpec = {
  name: "weakref.ProxyType",
  layout: weakrefLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { ...proxySlots, tp_iternext: proxy_iternext },
  methods: proxyMethods,
};

/** CPython 3.11: Objects/weakrefobject.c _PyWeakref_CallableProxyType */
export const weakcallableproxySpec: TypeSpec = {
  name: "weakref.CallableProxyType",
  layout: weakrefLayout,
  flags: TPFLAGS_DISALLOW_INSTANTIATION,
  slots: { ...proxySlots, tp_iternext: proxy_iternext, tp_call: proxy_call },
  methods: proxyMethods,
};
