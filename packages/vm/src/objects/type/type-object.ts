import { newRef, restoreRecords, type SavedRecords, saveRecords, touchPayload } from "@vivarium/heap";
import { charge, INSTANCE, TYPE_CALL } from "../../costs/native-work.ts";
import { CALLING } from "../../eval/arguments.ts";
import { enterCall, leaveCall } from "../../eval/c-calls.ts";
import { NativeFrame } from "../../eval/frame.ts";
import { holdWhilePending, insertFrame, andThenBorrowed as thenBorrowed } from "../../eval/native-frame.ts";
import type { VM } from "../../interpreter.ts";
import {
  OK,
  type PayloadLayout,
  PENDING,
  type PyObject,
  type PyType,
  type Result,
  STOP,
  TPFLAGS_BASETYPE,
  TPFLAGS_IMMUTABLETYPE,
  TPFLAGS_TYPE_SUBCLASS,
} from "../../object.ts";
import { dictDelete, dictGetStringBorrowed, dictSet } from "../dict/dict.ts";
import { raiseAttributeError } from "../exceptions/raise.ts";
import { unionOr } from "../union.ts";
import { typeLookup, typeModified } from "./lookup.ts";
import { isSubtype } from "./mro.ts";
import { typeGetset, typeMethods } from "./type-methods.ts";
import { typeNew } from "./type-new.ts";
import type { TypeSpec } from "./type-spec.ts";
import { updateSlotsFor } from "./update-slots.ts";

/** CPython 3.11: Objects/typeobject.c type_traverse, type_dealloc. The metaclass is visited by the record's own `traverse`. */
export const typeLayout: PayloadLayout<PyType> = {
  leaf: false,
  container: true,
  traverse(t, visit) {
    visit(t.dict);
    visit(t.bases);
    if (t.mroTuple !== null) visit(t.mroTuple);
    if (t.heapType && t.base !== null) visit(t.base.object);
    if (t.qualname !== null) visit(t.qualname);
    if (t.keys !== null) for (const name of t.keys.names) visit(name);
  },
  clear(t) {
    const refs: PyObject[] = t.mroTuple === null ? [] : [t.mroTuple];
    t.mroTuple = null;
    return refs;
  },
  save: (t) => saveRecords(t),
  restore(o, saved) {
    restoreRecords(saved as SavedRecords);
    o.v.lookupCache.clear();
  },
};

/** Waits for `__new__`, then for `__init__`. */
class CallTypeFrame extends NativeFrame {
  /** Borrowed: whoever calls keeps them in a tuple. */
  call: { readonly cls: PyObject<PyType>; readonly args: readonly PyObject[]; readonly kwnames: readonly PyObject[] | null };
  instance: PyObject | null = null;

  constructor(cls: PyObject<PyType>, args: readonly PyObject[], kwnames: readonly PyObject[] | null) {
    super();
    this.call = { cls, args, kwnames };
  }

  step(vm: VM, sent: Result): Result {
    if (sent === null) return null;
    if (this.instance === null) {
      this.instance = sent;
      const { cls, args, kwnames } = this.call;
      const init = initOf(cls.v, sent);
      if (init !== null) {
        const r = init(vm, sent, args, kwnames);
        if (r === PENDING || r === null) return r;
      }
    }
    const instance = this.instance;
    this.instance = null;
    return instance;
  }
}

/** The `__init__` to run: none when `__new__` gave something else. */
function initOf(type: PyType, instance: PyObject): PyType["tp_init"] {
  return isSubtype(instance.type, type) ? instance.type.tp_init : null;
}

/** `type(...)`: makes an instance. Of built-in types that is no counted call. CPython 3.11: Objects/call.c _PyObject_MakeTpCall */
export function type_call(vm: VM, cls: PyObject<PyType>, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (!cls.v.heapType) return makeInstance(vm, cls, args, kwnames);
  return enterCall(vm, CALLING) ? leaveCall(vm, makeInstance(vm, cls, args, kwnames)) : null;
}

/** CPython 3.11: Objects/typeobject.c type_call */
function makeInstance(vm: VM, cls: PyObject<PyType>, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const type = cls.v;
  const positional = args.length - (kwnames?.length ?? 0);
  if (type === vm.T.type) {
    if (positional === 1 && kwnames === null) return newRef(args[0]!.type.object);
    if (positional !== 3) return vm.raise(vm.T.TypeError, "type() takes 1 or 3 arguments");
  }
  if (type.tp_new === null) return vm.raise(vm.T.TypeError, `cannot create '${type.name}' instances`);
  charge(vm, type.heapType ? INSTANCE : TYPE_CALL, 1);
  const instance = type.tp_new(vm, type, args, kwnames);
  if (instance === null) return null;
  if (instance === PENDING) {
    insertFrame(vm, new CallTypeFrame(cls, args, kwnames));
    return PENDING;
  }
  const init = initOf(type, instance);
  if (init === null) return instance;
  const r = init(vm, instance, args, kwnames);
  if (r === PENDING) {
    const frame = new CallTypeFrame(cls, [], null);
    frame.instance = instance;
    insertFrame(vm, frame);
    return PENDING;
  }
  if (r === null) {
    vm.counts.decref(instance);
    return null;
  }
  return instance;
}

/** CPython 3.11: Objects/typeobject.c type_repr */
function type_repr(vm: VM, cls: PyObject<PyType>): Result {
  return vm.newStr(typeRepr(vm, cls.v));
}

/** `<class 'module.qualname'>`. */
export function typeRepr(vm: VM, type: PyType): string {
  const module = moduleName(vm, type);
  const name = type.qualname?.v ?? type.name.slice(type.name.lastIndexOf(".") + 1);
  return module === null || module === "builtins" ? `<class '${name}'>` : `<class '${module}.${name}'>`;
}

/** `__module__` when it is a str. CPython 3.11: type_module */
export function moduleName(vm: VM, type: PyType): string | null {
  if (!type.heapType) {
    const dot = type.name.lastIndexOf(".");
    return dot < 0 ? "builtins" : type.name.slice(0, dot);
  }
  const module = dictGetStringBorrowed(vm, type.dict, "__module__");
  return module !== null && typeof module.v === "string" ? module.v : null;
}

/** CPython 3.11: Objects/typeobject.c type_getattro */
function type_getattro(vm: VM, cls: PyObject<PyType>, name: PyObject<string>): Result {
  const metatype = cls.type;
  const metaAttribute = typeLookup(vm, metatype, name.v);
  const metaGet = metaAttribute === null ? null : metaAttribute.type.tp_descr_get;
  if (metaAttribute !== null && metaGet !== null && metaAttribute.type.tp_descr_set !== null)
    return holdWhilePending(vm, metaGet(vm, metaAttribute, cls, metatype.object), [metaAttribute]);
  const attribute = typeLookup(vm, cls.v, name.v);
  if (attribute !== null) {
    const get = attribute.type.tp_descr_get;
    return get === null ? newRef(attribute) : holdWhilePending(vm, get(vm, attribute, null, cls), [attribute]);
  }
  if (metaAttribute !== null && metaGet !== null)
    return holdWhilePending(vm, metaGet(vm, metaAttribute, cls, metatype.object), [metaAttribute]);
  if (metaAttribute !== null) return newRef(metaAttribute);
  return raiseAttributeError(vm, `type object '${cls.v.name}' has no attribute '${name.v}'`, cls, name);
}

/** CPython 3.11: Objects/typeobject.c type_setattro */
function type_setattro(vm: VM, cls: PyObject<PyType>, name: PyObject<string>, value: PyObject | null): Result {
  const type = cls.v;
  if ((type.flags & TPFLAGS_IMMUTABLETYPE) !== 0)
    return vm.raise(vm.T.TypeError, `cannot set '${name.v}' attribute of immutable type '${type.name}'`);
  const metaAttribute = typeLookup(vm, cls.type, name.v);
  if (metaAttribute !== null && metaAttribute.type.tp_descr_set !== null)
    return holdWhilePending(vm, metaAttribute.type.tp_descr_set(vm, metaAttribute, cls, value), [metaAttribute]);
  touchPayload(cls);
  const r = value === null ? dictDelete(vm, type.dict, name) : dictSet(vm, type.dict, name, value);
  return thenBorrowed(vm, r, attributeSet, cls, name, null, 0, true);
}

function attributeSet(vm: VM, r: PyObject, cls: PyObject<PyType> | null, name: PyObject | null): Result {
  const type = cls!.v;
  if (r === STOP) {
    const message = `type object '${type.name}' has no attribute '${name!.v as string}'`;
    return raiseAttributeError(vm, message, cls!, name!);
  }
  typeModified(type);
  if ((name!.v as string).startsWith("__")) updateSlotsFor(vm, type, name!.v as string);
  return OK;
}

/** CPython 3.11: Objects/typeobject.c type_init */
function type_init(vm: VM, _self: PyObject, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  const positional = args.length - (kwnames?.length ?? 0);
  if (kwnames !== null && positional === 1) return vm.raise(vm.T.TypeError, "type.__init__() takes no keyword arguments");
  if (positional !== 1 && positional !== 3) return vm.raise(vm.T.TypeError, "type.__init__() takes 1 or 3 arguments");
  return OK;
}

/** The type `type`. CPython 3.11: Objects/typeobject.c PyType_Type */
export const typeSpec: TypeSpec = {
  name: "type",
  layout: typeLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE | TPFLAGS_TYPE_SUBCLASS,
  doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
  hasWeakrefs: true,
  slots: {
    tp_repr: type_repr,
    tp_call: type_call,
    tp_getattro: type_getattro,
    tp_setattro: type_setattro,
    tp_new: typeNew,
    tp_init: type_init,
    nb_or: unionOr,
  },
  methods: typeMethods,
  getset: typeGetset,
};
