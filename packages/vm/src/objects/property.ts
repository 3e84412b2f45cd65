import { newRef, touchPayload } from "@vivarium/heap";
import { spread } from "../eval/arguments.ts";
import { callObject, callOneArg } from "../eval/call.ts";
import { dropAfter, orElse, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import { parseSignature } from "../eval/signature.ts";
import type { VM } from "../interpreter.ts";
import { alloc, OK, type PayloadLayout, type PyObject, type Result, recordLayout, STOP, TPFLAGS_BASETYPE } from "../object.ts";
import { lookupAttrString, setAttr } from "../protocol/attribute.ts";
import { isAbstract } from "./descriptor-types.ts";
import { type GetSetSpec, method, type TypeSpec } from "./type/type-spec.ts";

type Args = readonly PyObject[];
type Names = readonly PyObject[] | null;

/** The payload of a property. */
interface PropertyData {
  fget: PyObject | null;
  fset: PyObject | null;
  fdel: PyObject | null;
  doc: PyObject | null;
  name: PyObject | null;
  getterDoc: boolean;
}

const propertySignature = parseSignature("(fget=None, fset=None, fdel=None, doc=None)");

function property_init(vm: VM, self: PyObject<PropertyData>, args: Args, kwnames: Names): Result {
  const values = spread(vm, "property", propertySignature, args, args.length - (kwnames?.length ?? 0), kwnames) as
    | (PyObject | null)[]
    | null;
  if (values === null) return null;
  touchPayload(self);
  const own = (o: PyObject | null): PyObject | null => (o === null || o === vm.none ? null : newRef(o));
  const p = self.v;
  const old = [p.fget, p.fset, p.fdel, p.doc].filter((o) => o !== null);
  p.fget = own(values[0]!);
  p.fset = own(values[1]!);
  p.fdel = own(values[2]!);
  p.doc = values[3] === null ? null : newRef(values[3]!);
  p.getterDoc = false;
  vm.counts.decrefAll(old);
  if ((values[3] === null || values[3] === vm.none) && p.fget !== null)
    return thenBorrowed(vm, lookupAttrString(vm, p.fget, "__doc__"), takeGetterDoc, self, null, null, 0, true);
  return OK;
}

function takeGetterDoc(vm: VM, doc: PyObject, self: PyObject<PropertyData> | null): Result {
  if (doc === STOP) return OK;
  const p = self!;
  touchPayload(p);
  p.v.getterDoc = true;
  if (p.type === vm.T.property) {
    if (p.v.doc !== null) vm.counts.decref(p.v.doc);
    p.v.doc = doc;
    return OK;
  }
  // A subclass gets it as an attribute of the instance.
  const key = vm.intern("__doc__");
  return dropAfter(vm, dropAfter(vm, orElse(vm, setAttr(vm, p, key, doc), readOnlyDoc), key), doc);
}

function readOnlyDoc(vm: VM): Result {
  if (!vm.exceptionMatches(vm.T.AttributeError)) return null;
  vm.clearException();
  return OK;
}

function propertyError(vm: VM, self: PyObject<PropertyData>, obj: PyObject, what: string): Result {
  const name = self.v.name;
  const type = obj.type.qualname?.v ?? obj.type.name;
  const message =
    name === null ? `property of '${type}' object has no ${what}` : `property '${name.v}' of '${type}' object has no ${what}`;
  return vm.raise(vm.T.AttributeError, message);
}

/** CPython 3.11: Objects/descrobject.c property_descr_get */
function property_get(vm: VM, self: PyObject<PropertyData>, obj: PyObject | null): Result {
  if (obj === null || obj === vm.none) return newRef(self);
  if (self.v.fget === null) return propertyError(vm, self, obj, "getter");
  return callOneArg(vm, self.v.fget, obj);
}

/** CPython 3.11: Objects/descrobject.c property_descr_set */
function property_set(vm: VM, self: PyObject<PropertyData>, obj: PyObject, value: PyObject | null): Result {
  const f = value === null ? self.v.fdel : self.v.fset;
  if (f === null) return propertyError(vm, self, obj, value === null ? "deleter" : "setter");
  return then(vm, callObject(vm, f, value === null ? [obj] : [obj, value]), toOk);
}

function toOk(vm: VM, value: PyObject): Result {
  vm.counts.decref(value);
  return OK;
}

/** A copy with one function replaced. CPython 3.11: Objects/descrobject.c property_copy */
function propertyCopy(vm: VM, self: PyObject<PropertyData>, which: "fget" | "fset" | "fdel", f: PyObject): Result {
  const p = { ...self.v, [which]: f === vm.none ? self.v[which] : f };
  const none = vm.none;
  const doc = p.getterDoc && p.fget !== null && p.fget !== none ? none : (p.doc ?? none);
  const r = callObject(vm, self.type.object, [p.fget ?? none, p.fset ?? none, p.fdel ?? none, doc]);
  return thenBorrowed(vm, r, keepName, self);
}

function keepName(_vm: VM, copy: PyObject, self: PyObject<PropertyData> | null): Result {
  if (isProperty(copy) && self!.v.name !== null) {
    touchPayload(copy);
    copy.v.name = newRef(self!.v.name);
  }
  return copy;
}

function isProperty(o: PyObject): o is PyObject<PropertyData> {
  return typeof o.v === "object" && o.v !== null && "getterDoc" in o.v;
}

function property_set_name(vm: VM, self: PyObject<PropertyData>, _type: PyObject, name: PyObject): Result {
  touchPayload(self);
  if (self.v.name !== null) vm.counts.decref(self.v.name);
  self.v.name = newRef(name);
  return vm.newNone();
}

function propertyMember(name: "fget" | "fset" | "fdel"): GetSetSpec {
  return { name, member: true, get: (vm, self) => newRef((self.v as PropertyData)[name] ?? vm.none) };
}

export const propertySpec: TypeSpec = {
  name: "property",
  layout: recordLayout<PropertyData>({ references: (p) => [p.fget, p.fset, p.fdel, p.doc, p.name] }) as PayloadLayout,
  flags: TPFLAGS_BASETYPE,
  slots: {
    tp_new: (vm, type) =>
      alloc<PropertyData>(vm, type, { fget: null, fset: null, fdel: null, doc: null, name: null, getterDoc: false }),
    tp_init: property_init,
    tp_descr_get: property_get,
    tp_descr_set: property_set,
  },
  methods: [
    method("getter", "($self, fget, /)", (vm, self, f: PyObject) => propertyCopy(vm, self, "fget", f)),
    method("setter", "($self, fset, /)", (vm, self, f: PyObject) => propertyCopy(vm, self, "fset", f)),
    method("deleter", "($self, fdel, /)", (vm, self, f: PyObject) => propertyCopy(vm, self, "fdel", f)),
    method("__set_name__", "($self, type, name, /)", property_set_name),
  ],
  getset: [
    propertyMember("fget"),
    propertyMember("fset"),
    propertyMember("fdel"),
    { name: "__doc__", member: true, get: (vm, self) => newRef((self.v as PropertyData).doc ?? vm.none), set: setPropertyDoc },
    { name: "__isabstractmethod__", get: propertyIsAbstract },
  ],
};

function setPropertyDoc(vm: VM, self: PyObject, value: PyObject | null): Result {
  touchPayload(self);
  const p = self.v as PropertyData;
  if (p.doc !== null) vm.counts.decref(p.doc);
  p.doc = value === null ? null : newRef(value);
  return OK;
}

function propertyIsAbstract(vm: VM, self: PyObject): Result {
  const p = self.v as PropertyData;
  return thenBorrowed(vm, isAbstract(vm, p.fget), orSetter, self);
}

function orSetter(vm: VM, value: PyObject, self: PyObject | null): Result {
  if (value === vm.true_) return value;
  vm.counts.decref(value);
  return thenBorrowed(vm, isAbstract(vm, (self!.v as PropertyData).fset), orDeleter, self);
}

function orDeleter(vm: VM, value: PyObject, self: PyObject | null): Result {
  if (value === vm.true_) return value;
  vm.counts.decref(value);
  return isAbstract(vm, (self!.v as PropertyData).fdel);
}
