import { newRef, touchPayload } from "@vivarium/heap";
import { callMethod, callNoArgs, callObject } from "../../eval/call.ts";
import { dropAfter, orElse, andThen as then, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import { alloc, OK, type PayloadLayout, type PyObject, type PyType, type Result, TPFLAGS_BASETYPE } from "../../object.ts";
import { classGetItem } from "../../objects/class-getitem.ts";
import { reprEnter, reprLeave } from "../../objects/container-repr.ts";
import { dictLayout } from "../../objects/dict/dict.ts";
import { dictUpdateArg, isDict } from "../../objects/dict/merge.ts";
import { DictTable } from "../../objects/dict/table.ts";
import { raiseKeyError } from "../../objects/exceptions/raise.ts";
import { method, type TypeSpec } from "../../objects/type/type-spec.ts";
import { getIter } from "../../protocol/iterator.ts";
import { repr } from "../../protocol/repr.ts";
import { setItem } from "../../protocol/sequence.ts";
import { isCallable } from "../_functools/partial.ts";

/** The payload of a defaultdict: a dict's, and the factory. */
class DefaultDictTable extends DictTable {
  /** null as long as `__init__` has not run. */
  factory: PyObject | null = null;
}

type Self = PyObject<DefaultDictTable>;

/** CPython 3.11: Modules/_collectionsmodule.c defdict_dealloc (the factory first) */
const defaultdictLayout: PayloadLayout<DefaultDictTable> = {
  ...dictLayout,
  traverse(table, visit) {
    if (table.factory !== null) visit(table.factory);
    dictLayout.traverse(table, visit);
  },
};

function defdict_new(vm: VM, type: PyType): Result {
  return alloc(vm, type, new DefaultDictTable());
}

/** CPython 3.11: defdict_init */
function defdict_init(vm: VM, self: Self, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  const factory = positional > 0 ? args[0]! : null;
  if (factory !== null && !isCallable(factory) && factory !== vm.none)
    return vm.raise(vm.T.TypeError, "first argument must be callable or None");
  setFactory(vm, self, factory);
  return vm.T.dict.tp_init!(vm, self, positional > 0 ? args.slice(1) : args, kwnames);
}

function setFactory(vm: VM, self: Self, factory: PyObject | null): void {
  touchPayload(self);
  const old = self.v.factory;
  self.v.factory = factory === null ? null : newRef(factory);
  vm.counts.xdecref(old);
}

function hasFactory(vm: VM, self: Self): boolean {
  return self.v.factory !== null && self.v.factory !== vm.none;
}

/** CPython 3.11: defdict_missing */
function defdict_missing(vm: VM, self: Self, key: PyObject): Result {
  if (!hasFactory(vm, self)) return raiseKeyError(vm, key);
  return thenBorrowed(vm, callNoArgs(vm, self.v.factory!), storeDefault, self, key);
}

function storeDefault(vm: VM, value: PyObject, self: PyObject | null, key: PyObject | null): Result {
  const r = then(vm, setItem(vm, self!, key!, value), giveStored, value);
  vm.counts.decref(value);
  return r;
}

function giveStored(_vm: VM, _ok: PyObject, value: PyObject | null): Result {
  return newRef(value!);
}

/** CPython 3.11: defdict_repr */
function defdict_repr(vm: VM, self: Self): Result {
  return thenBorrowed(vm, vm.T.dict.tp_repr!(vm, self), withFactory, self);
}

function withFactory(vm: VM, text: PyObject, self: PyObject | null): Result {
  const { factory } = self!.v as DefaultDictTable;
  let factoryText: Result;
  if (factory === null) factoryText = vm.newStr("None");
  else if (reprEnter(vm, factory)) factoryText = vm.newStr("...");
  else factoryText = orElse(vm, then(vm, repr(vm, factory), leave, factory), leaveFailed, factory);
  const r = then(vm, factoryText, joinTexts, self, text);
  vm.counts.decref(text);
  return r;
}

function leave(vm: VM, text: PyObject, factory: PyObject | null): Result {
  reprLeave(vm, factory!);
  return text;
}

function leaveFailed(vm: VM, factory: PyObject | null): Result {
  reprLeave(vm, factory!);
  return null;
}

function joinTexts(vm: VM, factoryText: PyObject, self: PyObject | null, text: PyObject | null): Result {
  const name = self!.type.name.slice(self!.type.name.lastIndexOf(".") + 1);
  const r = vm.newStr(`${name}(${factoryText.v}, ${text!.v})`);
  vm.counts.decref(factoryText);
  return r;
}

/** CPython 3.11: new_defdict */
function newLike(vm: VM, self: Self, contents: PyObject): Result {
  return callObject(vm, self.type.object, [self.v.factory ?? vm.none, contents]);
}

/** CPython 3.11: defdict_copy */
function defdict_copy(vm: VM, self: Self): Result {
  return newLike(vm, self, self);
}

/** CPython 3.11: defdict_or */
function defdict_or(vm: VM, left: PyObject, right: PyObject): Result {
  const type = vm.type(defaultdictSpec);
  const leftFirst = left.type.mro.includes(type);
  const self = leftFirst ? left : right;
  if (!isDict(vm, leftFirst ? right : left)) return vm.newNotImplemented();
  return thenBorrowed(vm, newLike(vm, self as Self, left), mergeRight, right);
}

function mergeRight(vm: VM, made: PyObject, right: PyObject | null): Result {
  const r = then(vm, dictUpdateArg(vm, made, right!), giveStored, made);
  vm.counts.decref(made);
  return r;
}

/** CPython 3.11: defdict_reduce */
function defdict_reduce(vm: VM, self: Self): Result {
  return thenBorrowed(vm, then(vm, callMethod(vm, self, "items", []), iterateItems), reduced, self);
}

function iterateItems(vm: VM, items: PyObject): Result {
  return dropAfter(vm, getIter(vm, items), items);
}

function reduced(vm: VM, iterator: PyObject, self: PyObject | null): Result {
  const args = hasFactory(vm, self!) ? vm.newTuple([newRef(self!.v.factory)]) : vm.newTuple([]);
  return vm.newTuple([newRef(self!.type.object), args, vm.newNone(), vm.newNone(), iterator]);
}

/** CPython 3.11: Modules/_collectionsmodule.c defdict_type */
export const defaultdictSpec: TypeSpec = {
  name: "collections.defaultdict",
  base: (vm) => vm.T.dict,
  layout: defaultdictLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nA dict that calls a function without arguments for the value of a missing key.",
  slots: { tp_new: defdict_new, tp_init: defdict_init, tp_repr: defdict_repr, nb_or: defdict_or },
  methods: [
    method("__missing__", "($self, key, /)", defdict_missing, {
      doc: "__missing__(key) # Called by __getitem__ for missing key: makes, stores and gives the default.",
    }),
    method("copy", "($self, /)", defdict_copy, { doc: "D.copy() -> a shallow copy of D." }),
    method("__copy__", "($self, /)", defdict_copy, { doc: "D.copy() -> a shallow copy of D." }),
    method("__reduce__", "($self, /)", defdict_reduce, { doc: "Return state information for pickling." }),
    classGetItem,
  ],
  getset: [
    {
      name: "default_factory",
      doc: "Factory for default value called by __missing__().",
      member: true,
      get: (vm, self: Self) => newRef(self.v.factory ?? vm.none),
      set(vm, self: Self, value) {
        setFactory(vm, self, value);
        return OK;
      },
    },
  ],
};
