import { newRef, touchPayload } from "@vivarium/heap";
import { checkPositional, noKeywords } from "../builtins/check-arguments.ts";
import { callObject } from "../eval/call.ts";
import { dropAfter, orElse, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  type PayloadLayout,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_BASETYPE,
  TPFLAGS_TUPLE_SUBCLASS,
} from "../object.ts";
import { genericGetAttr, getAttr, setAttr } from "../protocol/attribute.ts";
import { equalObjects } from "../protocol/compare.ts";
import { hashObject, hashRegister, registerAsInt } from "../protocol/hash.ts";
import { makeParameters, substitute } from "./generic-parameters.ts";
import { aliasRepr } from "./generic-repr.ts";
import { builtin, exhaust, reduceWith, SequenceIterator, selfIter, sequenceIteratorLayout } from "./iterators.ts";
import { listAppend } from "./list/list.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";
import { unionOr } from "./union.ts";

/** The payload of `list[int]`. */
export class GenericAliasData {
  origin: PyObject;
  args: PyObject<PyObject[]>;
  /** The type variables among the arguments; null until somebody asks. */
  parameters: PyObject<PyObject[]> | null = null;
  /** It was `*tuple[int]`. */
  starred: boolean;

  constructor(origin: PyObject, args: PyObject<PyObject[]>, starred: boolean) {
    this.origin = origin;
    this.args = args;
    this.starred = starred;
  }
}

type Alias = PyObject<GenericAliasData>;

/** CPython 3.11: Objects/genericaliasobject.c ga_dealloc */
const genericAliasLayout: PayloadLayout<GenericAliasData> = {
  leaf: false,
  container: true,
  traverse(v, visit) {
    visit(v.origin);
    visit(v.args);
    if (v.parameters !== null) visit(v.parameters);
  },
  clear: () => [],
};

/** `origin[item]`, both borrowed. CPython 3.11: Py_GenericAlias */
export function newGenericAlias(
  vm: VM,
  origin: PyObject,
  item: PyObject,
  starred = false,
  type: PyType = vm.T.GenericAlias,
): Alias {
  const isTuple = (item.type.flags & TPFLAGS_TUPLE_SUBCLASS) !== 0;
  const args = isTuple ? newRef(item) : vm.newTuple([newRef(item)]);
  return alloc(vm, type, new GenericAliasData(newRef(origin), args, starred));
}

/** CPython 3.11: ga_new */
function ga_new(vm: VM, type: PyType, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (!noKeywords(vm, "GenericAlias", kwnames) || !checkPositional(vm, "GenericAlias", args.length, 2, 2)) return null;
  return newGenericAlias(vm, args[0]!, args[1]!, false, type);
}

/** CPython 3.11: ga_hash */
function ga_hash(vm: VM, self: Alias): Result {
  return thenBorrowed(vm, hashObject(vm, self.v.origin), hashArguments, self);
}

function hashArguments(vm: VM, _ok: PyObject, self: PyObject | null): Result {
  const origin = vm.newTuple([registerAsInt(vm)]);
  const r = then(vm, hashObject(vm, (self as Alias).v.args), combineHashes, origin);
  vm.counts.decref(origin);
  return r;
}

function combineHashes(vm: VM, _ok: PyObject, origin: PyObject | null): Result {
  const h = BigInt.asIntN(64, BigInt(origin!.v[0].v as number | bigint));
  hashRegister.low ^= Number(BigInt.asIntN(32, h));
  hashRegister.high ^= Number(BigInt.asIntN(32, h >> 32n));
  return registerAsInt(vm);
}

/** Calls the origin; what it made remembers the alias where it can. CPython 3.11: ga_vectorcall, set_orig_class */
function ga_call(vm: VM, self: Alias, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  return thenBorrowed(vm, callObject(vm, self.v.origin, args, kwnames), setOrigClass, self);
}

function setOrigClass(vm: VM, value: PyObject, self: PyObject | null): Result {
  const name = vm.intern("__orig_class__");
  const r = orElse(vm, then(vm, setAttr(vm, value, name, self!), giveValue, value), forgiveSetting, value);
  vm.counts.decrefAll([name, value]);
  return r;
}

function giveValue(_vm: VM, _ok: PyObject, value: PyObject | null): Result {
  return newRef(value!);
}

function forgiveSetting(vm: VM, value: PyObject | null): Result {
  if (!vm.exceptionMatches(vm.T.AttributeError) && !vm.exceptionMatches(vm.T.TypeError)) return null;
  vm.clearException();
  return newRef(value!);
}

/** Attributes of the alias itself; all others are the origin's. */
const own: ReadonlySet<string> = new Set([
  "__class__",
  "__bases__",
  "__origin__",
  "__args__",
  "__unpacked__",
  "__parameters__",
  "__typing_unpacked_tuple_args__",
  "__mro_entries__",
  "__reduce_ex__",
  "__reduce__",
  "__copy__",
  "__deepcopy__",
]);

/** CPython 3.11: ga_getattro */
function ga_getattro(vm: VM, self: PyObject, name: PyObject<string>): Result {
  return own.has(name.v) ? genericGetAttr(vm, self, name) : getAttr(vm, (self as Alias).v.origin, name);
}

/** CPython 3.11: ga_richcompare */
function ga_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  const T = vm.T.GenericAlias;
  const alias = (o: PyObject): boolean => o.type === T || o.type.mro.includes(T);
  if (!alias(a) || !alias(b) || (op !== 2 && op !== 3)) return vm.newNotImplemented();
  const r =
    (a as Alias).v.starred === (b as Alias).v.starred
      ? thenBorrowed(vm, equalObjects(vm, (a as Alias).v.origin, (b as Alias).v.origin), compareArguments, a, b)
      : vm.newBool(false);
  return op === 2 ? r : then(vm, r, not);
}

function compareArguments(vm: VM, same: PyObject, a: PyObject | null, b: PyObject | null): Result {
  if (same === vm.false_) return same;
  vm.counts.decref(same);
  return equalObjects(vm, (a as Alias).v.args, (b as Alias).v.args);
}

function not(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return vm.newBool(value !== vm.true_);
}

/** The type variables, owned by the alias once found; new reference. CPython 3.11: ga_parameters */
function ga_parameters(vm: VM, self: Alias): Result {
  if (self.v.parameters !== null) return newRef(self.v.parameters);
  return thenBorrowed(vm, makeParameters(vm, self.v.args), keepParameters, self);
}

function keepParameters(vm: VM, parameters: PyObject, self: PyObject | null): Result {
  const alias = self as Alias;
  if (alias.v.parameters === null) {
    touchPayload(alias);
    alias.v.parameters = newRef(parameters);
  }
  vm.counts.decref(parameters);
  return newRef(alias.v.parameters!);
}

/** CPython 3.11: ga_getitem */
function ga_getitem(vm: VM, self: PyObject, item: PyObject): Result {
  return thenBorrowed(vm, ga_parameters(vm, self as Alias), substituteItem, self, item);
}

function substituteItem(vm: VM, parameters: PyObject, self: PyObject | null, item: PyObject | null): Result {
  return dropAfter(
    vm,
    thenBorrowed(vm, substitute(vm, self!, (self as Alias).v.args, parameters, item!), aliasOfNew, self),
    parameters,
  );
}

function aliasOfNew(vm: VM, args: PyObject, self: PyObject | null): Result {
  const { origin, starred } = (self as Alias).v;
  return dropAfter(vm, newGenericAlias(vm, origin, args, starred), args);
}

/** CPython 3.11: ga_mro_entries */
function ga_mro_entries(vm: VM, self: Alias): Result {
  return vm.newTuple([newRef(self.v.origin)]);
}

function ga_instancecheck(vm: VM): Result {
  return vm.raise(vm.T.TypeError, "isinstance() argument 2 cannot be a parameterized generic");
}

function ga_subclasscheck(vm: VM): Result {
  return vm.raise(vm.T.TypeError, "issubclass() argument 2 cannot be a parameterized generic");
}

/** CPython 3.11: ga_reduce */
function ga_reduce(vm: VM, self: Alias): Result {
  const { origin, args, starred } = self.v;
  if (!starred) return vm.newTuple([newRef(vm.T.GenericAlias.object), vm.newTuple([newRef(origin), newRef(args)])]);
  const plain = newGenericAlias(vm, origin, args);
  const iterator = ga_iter(vm, plain) as PyObject;
  vm.counts.decref(plain);
  return reduceWith(vm, "next", iterator, null);
}

/** Names of the origin and of the alias. CPython 3.11: ga_dir */
function ga_dir(vm: VM, self: Alias): Result {
  return then(vm, callDirOf(vm, self.v.origin), addOwnNames);
}

function callDirOf(vm: VM, origin: PyObject): Result {
  const dir = builtin(vm, "dir");
  if (dir === null) return null;
  return dropAfter(vm, callObject(vm, dir, [origin], null), dir);
}

function addOwnNames(vm: VM, names: PyObject): Result {
  const there = new Set((names.v as PyObject[]).map((o) => o.v as string));
  for (const name of own) {
    if (there.has(name)) continue;
    const text = vm.newStr(name);
    listAppend(names, text);
    vm.counts.decref(text);
  }
  return names;
}

/** `*list[int]`: gives the starred alias once. CPython 3.11: ga_iter */
function ga_iter(vm: VM, self: PyObject): Result {
  return alloc(vm, vm.type(aliasIteratorSpec), new SequenceIterator(newRef(self), 0));
}

/** CPython 3.11: ga_iternext */
function ga_iternext(vm: VM, self: PyObject<SequenceIterator>): Result {
  const alias = self.v.sequence as Alias | null;
  if (alias === null) return STOP;
  const starred = newGenericAlias(vm, alias.v.origin, alias.v.args, true);
  exhaust(vm, self);
  return starred;
}

/** CPython 3.11: ga_iter_reduce */
function ga_iter_reduce(vm: VM, self: PyObject<SequenceIterator>): Result {
  const { sequence } = self.v;
  return reduceWith(vm, "iter", sequence === null ? vm.newTuple([]) : newRef(sequence), null);
}

const aliasIteratorSpec: TypeSpec = {
  name: "generic_alias_iterator",
  layout: sequenceIteratorLayout as PayloadLayout,
  slots: { tp_iter: selfIter, tp_iternext: ga_iternext },
  methods: [method("__reduce__", "($self, /)", ga_iter_reduce)],
};

/** `__typing_unpacked_tuple_args__`. CPython 3.11: ga_unpacked_tuple_args */
function ga_unpacked_tuple_args(vm: VM, self: Alias): Result {
  const { starred, origin, args } = self.v;
  return newRef(starred && origin === vm.T.tuple.object ? args : vm.none);
}

/** The type `types.GenericAlias`. CPython 3.11: Objects/genericaliasobject.c Py_GenericAliasType */
export const genericAliasSpec: TypeSpec = {
  name: "types.GenericAlias",
  layout: genericAliasLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  hasWeakrefs: true,
  doc: "GenericAlias(origin, args, /)\n--\n\nRepresent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
  slots: {
    tp_new: ga_new,
    tp_repr: (vm, self) => aliasRepr(vm, (self as Alias).v),
    tp_hash: ga_hash,
    tp_call: (vm, self, args, kwnames) => ga_call(vm, self as Alias, args, kwnames),
    tp_getattro: ga_getattro,
    tp_richcompare: ga_richcompare,
    tp_iter: ga_iter,
    nb_or: unionOr,
    mp_subscript: ga_getitem,
  },
  methods: [
    method("__mro_entries__", "($self, bases, /)", ga_mro_entries, { convention: "METH_O" }),
    method("__instancecheck__", "($self, instance, /)", ga_instancecheck),
    method("__subclasscheck__", "($self, cls, /)", ga_subclasscheck),
    method("__reduce__", "($self, /)", ga_reduce),
    method("__dir__", "($self, /)", ga_dir),
  ],
  getset: [
    { name: "__origin__", member: true, get: (_vm, self) => newRef((self as Alias).v.origin) },
    { name: "__args__", member: true, get: (_vm, self) => newRef((self as Alias).v.args) },
    { name: "__unpacked__", member: true, get: (vm, self) => vm.newBool((self as Alias).v.starred) },
    { name: "__parameters__", get: ga_parameters, doc: "Type variables in the GenericAlias." },
    { name: "__typing_unpacked_tuple_args__", get: ga_unpacked_tuple_args },
  ],
};
