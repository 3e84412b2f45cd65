import { CO_FAST_FREE } from "@vivarium/compiler";
import { newRef, touchPayload } from "@vivarium/heap";
import { currentFrame } from "../eval/current.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  OK,
  type PayloadLayout,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  TPFLAGS_BASETYPE,
} from "../object.ts";
import { genericGetAttr } from "../protocol/attribute.ts";
import { dictGetStringBorrowed } from "./dict/dict.ts";
import { isSubtype, isType } from "./type/mro.ts";
import type { TypeSpec } from "./type/type-spec.ts";

/** The payload of a super object: CPython's superobject. */
export interface SuperData {
  type: PyObject<PyType> | null;
  obj: PyObject | null;
  /** Where the search starts after `type`. */
  objType: PyObject<PyType> | null;
}

export const superLayout: PayloadLayout<SuperData> = recordLayout<SuperData>({ references: (s) => [s.obj, s.type, s.objType] });

/** `super(type, obj)` where `objType` is known to be right. */
export function newSuper(vm: VM, type: PyType, obj: PyObject, objType: PyType): PyObject<SuperData> {
  return alloc<SuperData>(vm, vm.T.super, { type: newRef(type.object), obj: newRef(obj), objType: newRef(objType.object) });
}

/** The type whose MRO is searched, or null with TypeError. CPython 3.11: Objects/typeobject.c supercheck */
function superCheck(vm: VM, type: PyType, obj: PyObject): PyType | null {
  if (isType(vm, obj) && isSubtype(obj.v as PyType, type)) return obj.v as PyType;
  if (isSubtype(obj.type, type)) return obj.type;
  return vm.raise(vm.T.TypeError, "super(type, obj): obj must be an instance or subtype of type");
}

function super_new(vm: VM, type: PyType): Result {
  return alloc<SuperData>(vm, type, { type: null, obj: null, objType: null });
}

/** CPython 3.11: Objects/typeobject.c super_init */
function super_init(vm: VM, self: PyObject<SuperData>, args: readonly PyObject[], kwnames: readonly PyObject[] | null): Result {
  if (kwnames !== null && kwnames.length > 0) return vm.raise(vm.T.TypeError, "super() takes no keyword arguments");
  if (args.length > 2) return vm.raise(vm.T.TypeError, `super expected at most 2 arguments, got ${args.length}`);
  let type: PyObject;
  let obj: PyObject | null = null;
  if (args.length === 0) {
    const found = fromFrame(vm);
    if (found === null) return null;
    [type, obj] = found;
  } else {
    type = args[0]!;
    if (!isType(vm, type)) return vm.raise(vm.T.TypeError, `super() argument 1 must be a type, not ${type.type.name}`);
    if (args.length === 2 && args[1] !== vm.none) obj = args[1]!;
  }
  let objType: PyType | null = null;
  if (obj !== null) {
    objType = superCheck(vm, type.v as PyType, obj);
    if (objType === null) return null;
  }
  touchPayload(self);
  self.v.type = newRef(type as PyObject<PyType>);
  self.v.obj = obj === null ? null : newRef(obj);
  self.v.objType = objType === null ? null : newRef(objType.object);
  return OK;
}

/** `super()` in a method: the class from `__class__`, the object from the first argument. CPython 3.11: super_init_without_args */
function fromFrame(vm: VM): [PyObject, PyObject] | null {
  const frame = currentFrame(vm);
  const fail = (message: string): null => vm.raise(vm.T.RuntimeError, message);
  if (frame === null) return fail("super(): no current frame");
  const code = frame.code;
  if (code.argcount === 0) return fail("super(): no arguments");
  let first = frame.slots[0] ?? null;
  if (first !== null && first.type === vm.T.cell) first = first.v as PyObject | null;
  if (first === null) return fail("super(): arg[0] deleted");
  for (let i = 0; i < code.nlocalsplus; i++) {
    if (code.localNames[i]!.v !== "__class__" || (code.co.co_localspluskinds[i]! & CO_FAST_FREE) === 0) continue;
    const cell = frame.slots[i];
    if (cell == null || cell.type !== vm.T.cell) return fail("super(): bad __class__ cell");
    const type = cell.v as PyObject | null;
    if (type === null) return fail("super(): empty __class__ cell");
    if (!isType(vm, type)) return fail(`super(): __class__ is not a type (${type.type.name})`);
    return [type, first];
  }
  return fail("super(): __class__ cell not found");
}

/** CPython 3.11: Objects/typeobject.c super_getattro */
function super_getattro(vm: VM, self: PyObject<SuperData>, name: PyObject<string>): Result {
  const { type, obj, objType } = self.v;
  if (objType !== null && name.v !== "__class__") {
    const mro = objType.v.mro;
    for (let i = mro.indexOf(type!.v) + 1; i > 0 && i < mro.length; i++) {
      const found = dictGetStringBorrowed(vm, mro[i]!.dict, name.v);
      if (found === null) continue;
      const get = found.type.tp_descr_get;
      return get === null ? newRef(found) : get(vm, found, obj === objType ? null : obj, objType);
    }
  }
  return genericGetAttr(vm, self, name);
}

/** CPython 3.11: Objects/typeobject.c super_descr_get */
function super_descr_get(vm: VM, self: PyObject<SuperData>, obj: PyObject | null): Result {
  if (obj === null || obj === vm.none || self.v.obj !== null) return newRef(self);
  const objType = superCheck(vm, self.v.type!.v, obj);
  return objType === null ? null : newSuper(vm, self.v.type!.v, obj, objType);
}

function super_repr(vm: VM, self: PyObject<SuperData>): Result {
  const { type, objType } = self.v;
  const name = type === null ? "NULL" : type.v.name;
  return vm.newStr(
    objType === null ? `<super: <class '${name}'>, NULL>` : `<super: <class '${name}'>, <${objType.v.name} object>>`,
  );
}

function member(
  name: string,
  get: (s: SuperData) => PyObject | null,
  doc: string,
): { name: string; get: (vm: VM, self: PyObject) => Result; member: true; doc: string } {
  return { name, member: true, doc, get: (vm, self) => newRef(get(self.v as SuperData) ?? vm.none) };
}

/** The type `super`. CPython 3.11: Objects/typeobject.c PySuper_Type */
export const superSpec: TypeSpec = {
  name: "super",
  layout: superLayout as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  slots: {
    tp_new: super_new,
    tp_init: super_init,
    tp_getattro: super_getattro,
    tp_descr_get: super_descr_get,
    tp_repr: super_repr,
  },
  getset: [
    member("__thisclass__", (s) => s.type, "the class invoking super()"),
    member("__self__", (s) => s.obj, "the instance invoking super(); may be None"),
    member("__self_class__", (s) => s.objType, "the type of the instance invoking super(); may be None"),
  ],
};
