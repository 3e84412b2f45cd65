import { newRef, touch } from "@vivarium/heap";
import { callMethod } from "../eval/call.ts";
import { dropAfter, andThen as then } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  OK,
  type PyObject,
  type PyType,
  type Result,
  TPFLAGS_BASETYPE,
  TPFLAGS_HEAPTYPE,
  TPFLAGS_IS_ABSTRACT,
} from "../object.ts";
import { genericGetAttr, genericSetAttr, materializeDict } from "../protocol/attribute.ts";
import { Py_EQ, Py_NE } from "../protocol/compare.ts";
import { registerAsInt, setPointerHash } from "../protocol/hash.ts";
import { addressText, repr, str } from "../protocol/repr.ts";
import { truth } from "../protocol/truth.ts";
import { address } from "./address.ts";
import { dictGetStringBorrowed } from "./dict/dict.ts";
import { newInstance, objectLayout } from "./instance.ts";
import { objectDir, objectGetState } from "./object-methods.ts";
import { commonReduce, objectReduceEx } from "./object-reduce.ts";
import { sizeOfObject } from "./type/basic-size.ts";
import { typeLookup } from "./type/lookup.ts";
import { isSubtype, isType } from "./type/mro.ts";
import { moduleName } from "./type/type-object.ts";
import { method, type TypeSpec } from "./type/type-spec.ts";

/** CPython 3.11: Objects/typeobject.c object_new */
export function object_new(vm: VM, type: PyType, args: readonly PyObject[], _kwnames: readonly PyObject[] | null): Result {
  if (args.length > 0) {
    if (type.tp_new !== object_new)
      return vm.raise(vm.T.TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    if (type.tp_init === object_init) return vm.raise(vm.T.TypeError, `${type.name}() takes no arguments`);
  }
  if ((type.flags & TPFLAGS_IS_ABSTRACT) !== 0) return abstractError(vm, type);
  return newInstance(vm, type);
}

function abstractError(vm: VM, type: PyType): Result {
  const methods = dictGetStringBorrowed(vm, type.dict, "__abstractmethods__");
  const names = methods === null ? [] : methodNames(methods).sort();
  const plural = names.length > 1 ? "s" : "";
  return vm.raise(
    vm.T.TypeError,
    `Can't instantiate abstract class ${type.name} with abstract method${plural} ${names.join(", ")}`,
  );
}

function methodNames(set: PyObject): string[] {
  const keys = (set.v as { keys: (PyObject | null)[] }).keys;
  return keys.filter((k) => k !== null && typeof k.v === "string").map((k) => k!.v as string);
}

/** CPython 3.11: Objects/typeobject.c object_init */
export function object_init(vm: VM, self: PyObject, args: readonly PyObject[], _kwnames: readonly PyObject[] | null): Result {
  if (args.length > 0) {
    const type = self.type;
    if (type.tp_init !== object_init)
      return vm.raise(vm.T.TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    if (type.tp_new === object_new)
      return vm.raise(vm.T.TypeError, `${type.name}.__init__() takes exactly one argument (the instance to initialize)`);
  }
  return OK;
}

/** CPython 3.11: Objects/typeobject.c object_repr */
export function object_repr(vm: VM, self: PyObject): Result {
  const type = self.type;
  const module = moduleName(vm, type);
  const name = type.qualname?.v ?? type.name.slice(type.name.lastIndexOf(".") + 1);
  const prefix = module === null || module === "builtins" ? "" : `${module}.`;
  return vm.newStr(`<${prefix}${name} object at ${addressText(vm, self)}>`);
}

/** CPython 3.11: Objects/typeobject.c object_str */
function object_str(vm: VM, self: PyObject): Result {
  return repr(vm, self);
}

/** CPython 3.11: Python/pyhash.c _Py_HashPointer */
export function object_hash(vm: VM, self: PyObject): Result {
  setPointerHash(address(vm, self));
  return registerAsInt(vm);
}

/** CPython 3.11: Objects/typeobject.c object_richcompare */
function object_richcompare(vm: VM, a: PyObject, b: PyObject, op: number): Result {
  if (op === Py_EQ) return a === b ? vm.newBool(true) : vm.newNotImplemented();
  if (op === Py_NE) {
    if (a.type.tp_richcompare === null) return vm.newNotImplemented();
    return then(vm, a.type.tp_richcompare(vm, a, b, Py_EQ), notEqual);
  }
  return vm.newNotImplemented();
}

function notEqual(vm: VM, value: PyObject): Result {
  if (value === vm.notImplemented) return value;
  return then(vm, truthOwned(vm, value), invert);
}

function truthOwned(vm: VM, value: PyObject): Result {
  return dropAfter(vm, truth(vm, value), value);
}

function invert(vm: VM, value: PyObject): Result {
  const yes = value === vm.true_;
  vm.counts.decref(value);
  return vm.newBool(!yes);
}

/** CPython 3.11: Objects/typeobject.c object_set_class */
function setClass(vm: VM, self: PyObject, value: PyObject | null): Result {
  if (value === null) return vm.raise(vm.T.TypeError, "can't delete __class__ attribute");
  if (!isType(vm, value)) return vm.raise(vm.T.TypeError, `__class__ must be set to a class, not '${value.type.name}' object`);
  const from = self.type;
  const to = value.v as PyType;
  const bothModules = isSubtype(from, vm.T.module) && isSubtype(to, vm.T.module);
  if (!bothModules && ((from.flags & TPFLAGS_HEAPTYPE) === 0 || (to.flags & TPFLAGS_HEAPTYPE) === 0))
    return vm.raise(vm.T.TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
  if (
    from.layout !== to.layout ||
    from.slotCount !== to.slotCount ||
    from.hasDict !== to.hasDict ||
    from.hasWeakrefs !== to.hasWeakrefs
  )
    return vm.raise(vm.T.TypeError, `__class__ assignment: '${to.name}' object layout differs from '${from.name}'`);
  if (from.keys !== to.keys && from.keys !== null && self.v !== null) materializeDict(vm, self);
  touch(self);
  self.type = to;
  if (to.heapType) newRef(to.object);
  if (from.heapType) vm.counts.decref(from.object);
  return OK;
}

function object_format(vm: VM, self: PyObject, spec: PyObject): Result {
  if (!isSubtype(spec.type, vm.T.str))
    return vm.raise(vm.T.TypeError, `__format__() argument must be str, not ${spec.type.name}`);
  if (spec.v !== "") return vm.raise(vm.T.TypeError, `unsupported format string passed to ${self.type.name}.__format__`);
  return str(vm, self);
}

/** A `__reduce__` of the type's own comes first. CPython 3.11: Objects/typeobject.c object___reduce_ex___impl */
function object_reduce_ex(vm: VM, self: PyObject, protocol: PyObject): Result {
  if (!isSubtype(protocol.type, vm.T.int))
    return vm.raise(vm.T.TypeError, `'${protocol.type.name}' object cannot be interpreted as an integer`);
  const own = typeLookup(vm, self.type, "__reduce__");
  if (own !== null && own !== typeLookup(vm, vm.T.object, "__reduce__")) return callMethod(vm, self, "__reduce__", []);
  return objectReduceEx(vm, self, Number(protocol.v));
}

function object_reduce(vm: VM, self: PyObject): Result {
  return commonReduce(vm, self, 0);
}

function object_sizeof(vm: VM, self: PyObject): Result {
  return vm.newInt(sizeOfObject(vm, self));
}

function object_subclasshook(vm: VM): Result {
  return vm.newNotImplemented();
}

function object_init_subclass(vm: VM): Result {
  return vm.newNone();
}

/** The type `object`. CPython 3.11: Objects/typeobject.c PyBaseObject_Type */
export const objectSpec: TypeSpec = {
  name: "object",
  layout: objectLayout,
  flags: TPFLAGS_BASETYPE,
  doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
  slots: {
    tp_repr: object_repr,
    tp_hash: object_hash,
    tp_str: object_str,
    tp_getattro: genericGetAttr,
    tp_setattro: genericSetAttr,
    tp_richcompare: object_richcompare,
    tp_init: object_init,
    tp_new: object_new,
  },
  methods: [
    method("__reduce_ex__", "($self, protocol, /)", object_reduce_ex, { doc: "Helper for pickle." }),
    method("__reduce__", "($self, /)", object_reduce, { doc: "Helper for pickle." }),
    method("__getstate__", "($self, /)", objectGetState, { doc: "Helper for pickle." }),
    method("__subclasshook__", "($type, object, /)", object_subclasshook, { binding: "class", convention: "METH_VARARGS" }),
    method("__init_subclass__", "($type, /)", object_init_subclass, { binding: "class" }),
    method("__format__", "($self, format_spec, /)", object_format, { doc: "Default object formatter." }),
    method("__sizeof__", "($self, /)", object_sizeof, { doc: "Size of object in memory, in bytes." }),
    method("__dir__", "($self, /)", objectDir, { doc: "Default dir() implementation." }),
  ],
  getset: [{ name: "__class__", get: (_vm, self) => newRef(self.type.object), set: setClass, doc: "the object's class" }],
};
