import { newRef, touchPayload } from "@vivarium/heap";
import { CALLING, callWithSignature } from "../eval/arguments.ts";
import { enterCall, leaveCall } from "../eval/c-calls.ts";
import { callTuple } from "../eval/call.ts";
import { dropAfter, holdWhilePending, andThen as then, andThenBorrowed as thenBorrowed } from "../eval/native-frame.ts";
import type { VM } from "../interpreter.ts";
import {
  alloc,
  leafLayout,
  OK,
  type PayloadLayout,
  type PyObject,
  type PyType,
  type Result,
  recordLayout,
  STOP,
  TPFLAGS_BASETYPE,
  TPFLAGS_METHOD_DESCRIPTOR,
} from "../object.ts";
import { lookupAttrString, materializeDict, setAttr } from "../protocol/attribute.ts";
import { Py_EQ, Py_NE } from "../protocol/compare.ts";
import { registerAsInt, setPointerHash } from "../protocol/hash.ts";
import { addressText } from "../protocol/repr.ts";
import { truth } from "../protocol/truth.ts";
import { address } from "./address.ts";
import {
  type BuiltinFunction,
  builtinFunctionLayout,
  callMethodDescriptorObject,
  type GetSetDescriptor,
  getSetGet,
  getSetSet,
  type MethodDescriptor,
  newBoundBuiltin,
} from "./descriptors.ts";
import { dictGetStringBorrowed } from "./dict/dict.ts";
import { newMethod } from "./method.ts";
import { moduleSignature, slotSignature, textSignature } from "./text-signature.ts";
import { isSubtype } from "./type/mro.ts";
import { callSlotWrapper, type SlotWrapper } from "./type/slot-wrappers.ts";
import { type GetSetSpec, method, type TypeSpec } from "./type/type-spec.ts";

/*
 * The types of descriptors and built-in callables. CPython 3.11: Objects/descrobject.c, methodobject.c, funcobject.c (classmethod, staticmethod)
 */

type Args = readonly PyObject[];
type Names = readonly PyObject[] | null;

/** The text signature of a docstring is kept apart here. */
function textOrNone(vm: VM, text: string | null | undefined): Result {
  return text === null || text === undefined ? vm.newNone() : vm.newStr(text);
}

// --- Built-in functions and bound methods -------------------------------------------------------------------------------------

function builtin_call(vm: VM, self: PyObject<BuiltinFunction>, args: Args, kwnames: Names): Result {
  return self.v.call(vm, args, kwnames);
}

function builtin_repr(vm: VM, self: PyObject<BuiltinFunction>): Result {
  const f = self.v;
  if (f.self === null || f.self.type === vm.T.module) return vm.newStr(`<built-in function ${f.name}>`);
  return vm.newStr(`<built-in method ${f.name} of ${f.self.type.name} object at ${addressText(vm, f.self)}>`);
}

function builtin_compare(vm: VM, a: PyObject<BuiltinFunction>, b: PyObject, op: number): Result {
  if ((op !== Py_EQ && op !== Py_NE) || b.type !== vm.T.builtin_function_or_method) return vm.newNotImplemented();
  const g = b.v as BuiltinFunction;
  const same = a.v.self === g.self && (a === b || (a.v.spec !== null && a.v.spec === g.spec));
  return vm.newBool(same === (op === Py_EQ));
}

function builtin_hash(vm: VM, self: PyObject): Result {
  const f = self.v as BuiltinFunction;
  setPointerHash(address(vm, f.self ?? self) + f.name.length);
  return registerAsInt(vm);
}

function builtinQualname(vm: VM, self: PyObject): Result {
  const f = self.v as BuiltinFunction;
  if (f.self === null || f.self.type === vm.T.module) return vm.newStr(f.name);
  const owner = f.self.type === vm.T.type || isSubtype(f.self.type, vm.T.type) ? (f.self.v as PyType) : f.self.type;
  return vm.newStr(`${owner.qualname?.v ?? owner.name.slice(owner.name.lastIndexOf(".") + 1)}.${f.name}`);
}

export const builtinFunctionSpec: TypeSpec = {
  name: "builtin_function_or_method",
  layout: builtinFunctionLayout as PayloadLayout,
  hasWeakrefs: true,
  slots: { tp_call: builtin_call, tp_repr: builtin_repr, tp_richcompare: builtin_compare, tp_hash: builtin_hash },
  getset: [
    { name: "__doc__", get: builtinDoc },
    { name: "__name__", get: (vm, self) => vm.newStr((self.v as BuiltinFunction).name) },
    { name: "__qualname__", get: builtinQualname },
    { name: "__self__", get: (vm, self) => newRef((self.v as BuiltinFunction).self ?? vm.none) },
    { name: "__text_signature__", get: builtinSignature },
    { name: "__module__", get: (vm, self) => newRef((self.v as BuiltinFunction).module ?? vm.none), set: setBuiltinModule },
  ],
  methods: [method("__reduce__", "($self, /)", builtinReduce)],
};

function setBuiltinModule(vm: VM, self: PyObject, value: PyObject | null): Result {
  touchPayload(self);
  const f = self.v as BuiltinFunction;
  const old = f.module;
  f.module = value === null ? null : newRef(value);
  if (old !== null) vm.counts.decref(old);
  return OK;
}

function builtinReduce(vm: VM, self: PyObject): Result {
  const f = self.v as BuiltinFunction;
  if (f.self === null || f.self.type === vm.T.module) return vm.newStr(f.name);
  return then(vm, builtinGetattr(vm), reducePair, f.self, vm.intern(f.name));
}

function builtinGetattr(vm: VM): Result {
  return newRef(dictGetStringBorrowed(vm, vm.builtins, "getattr")!);
}

function reducePair(vm: VM, getattr: PyObject, self: PyObject | null, name: PyObject | null): Result {
  return vm.newTuple([getattr, vm.newTuple([newRef(self!), name!])]);
}

// --- Method descriptors -------------------------------------------------------------------------------------------------------

/** CPython 3.11: Objects/descrobject.c descr_traverse. A static type is there anyway: it is borrowed. */
const descriptorLayout: PayloadLayout<{ owner: PyType }> = {
  ...leafLayout,
  leaf: false,
  container: true,
  traverse(v, visit) {
    if (v.owner.heapType) visit(v.owner.object);
  },
};

function method_descr_get(vm: VM, self: PyObject<MethodDescriptor>, instance: PyObject | null): Result {
  if (instance === null) return newRef(self);
  const { spec, owner } = self.v;
  if (!isSubtype(instance.type, owner))
    return vm.raise(
      vm.T.TypeError,
      `descriptor '${spec.name}' for '${owner.name}' objects doesn't apply to a '${instance.type.name}' object`,
    );
  return newBoundBuiltin(vm, spec, instance, owner);
}

function method_descr_call(vm: VM, self: PyObject<MethodDescriptor>, args: Args, kwnames: Names): Result {
  return callMethodDescriptorObject(vm, self.v, args, kwnames);
}

function ownerName(t: PyType): string {
  return t.name;
}

function descriptorGetset(extra: readonly GetSetSpec[]): GetSetSpec[] {
  return [
    { name: "__objclass__", member: true, get: (_vm, self) => newRef((self.v as { owner: PyType }).owner.object) },
    { name: "__name__", member: true, get: (vm, self) => vm.newStr(descriptorName(self)) },
    {
      name: "__qualname__",
      get: (vm, self) => vm.newStr(`${shortName((self.v as { owner: PyType }).owner)}.${descriptorName(self)}`),
    },
    ...extra,
  ];
}

function shortName(t: PyType): string {
  return t.qualname?.v ?? t.name.slice(t.name.lastIndexOf(".") + 1);
}

function descriptorName(self: PyObject): string {
  const v = self.v as { spec?: { name: string }; definition?: { name: string } };
  return v.spec?.name ?? v.definition!.name;
}

function specDoc(vm: VM, self: PyObject): Result {
  return textOrNone(vm, (self.v as { spec: { doc?: string } }).spec.doc);
}

function specSignature(vm: VM, self: PyObject): Result {
  const { owner, spec } = self.v as MethodDescriptor;
  return textOrNone(vm, textSignature(owner.name, spec.name, spec.signature));
}

function builtinDoc(vm: VM, self: PyObject): Result {
  const { name, spec } = self.v as BuiltinFunction;
  if (spec === null && name === "__new__")
    return vm.newStr("Create and return a new object.  See help(type) for accurate signature.");
  return textOrNone(vm, spec?.doc);
}

function builtinSignature(vm: VM, self: PyObject): Result {
  const { owner, module, name, spec } = self.v as BuiltinFunction;
  if (owner !== null) return textOrNone(vm, textSignature(owner.name, name, spec?.signature));
  return textOrNone(vm, moduleSignature(module === null ? "" : String(module.v), name, spec?.signature));
}

function descriptorReduce(vm: VM, self: PyObject): Result {
  const name = vm.newStr(descriptorName(self));
  return vm.newTuple([
    newRef(dictGetStringBorrowed(vm, vm.builtins, "getattr")!),
    vm.newTuple([newRef((self.v as { owner: PyType }).owner.object), name]),
  ]);
}

export const methodDescriptorSpec: TypeSpec = {
  name: "method_descriptor",
  layout: descriptorLayout as PayloadLayout,
  flags: TPFLAGS_METHOD_DESCRIPTOR,
  slots: {
    tp_call: method_descr_call,
    tp_descr_get: method_descr_get,
    tp_repr: (vm, self) =>
      vm.newStr(`<method '${descriptorName(self)}' of '${ownerName((self.v as MethodDescriptor).owner)}' objects>`),
  },
  getset: descriptorGetset([
    { name: "__doc__", get: specDoc },
    { name: "__text_signature__", get: specSignature },
  ]),
  methods: [method("__reduce__", "($self, /)", descriptorReduce)],
};

function classmethod_descr_get(
  vm: VM,
  self: PyObject<MethodDescriptor>,
  instance: PyObject | null,
  owner: PyObject | null,
): Result {
  const type = owner ?? instance!.type.object;
  return newBoundBuiltin(vm, self.v.spec, type, self.v.owner);
}

function classmethod_descr_call(vm: VM, self: PyObject<MethodDescriptor>, args: Args, kwnames: Names): Result {
  if (args.length === 0)
    return vm.raise(vm.T.TypeError, `descriptor '${self.v.spec.name}' of '${self.v.owner.name}' object needs an argument`);
  return callWithSignature(vm, self.v.spec, () => `${self.v.owner.name}.${self.v.spec.name}()`, args[0]!, args.slice(1), kwnames);
}

export const classmethodDescriptorSpec: TypeSpec = {
  name: "classmethod_descriptor",
  layout: descriptorLayout as PayloadLayout,
  slots: {
    tp_call: classmethod_descr_call,
    tp_descr_get: classmethod_descr_get,
    tp_repr: (vm, self) =>
      vm.newStr(`<method '${descriptorName(self)}' of '${ownerName((self.v as MethodDescriptor).owner)}' objects>`),
  },
  getset: descriptorGetset([
    { name: "__doc__", get: specDoc },
    { name: "__text_signature__", get: specSignature },
  ]),
};

// --- Slot wrappers ------------------------------------------------------------------------------------------------------------

function wrapper_descr_call(vm: VM, self: PyObject<SlotWrapper>, args: Args, kwnames: Names): Result {
  const w = self.v;
  const name = w.definition.name;
  if (args.length - (kwnames?.length ?? 0) < 1)
    return vm.raise(vm.T.TypeError, `descriptor '${name}' of '${w.owner.name}' object needs an argument`);
  const target = args[0]!;
  if (!isSubtype(target.type, w.owner))
    return vm.raise(
      vm.T.TypeError,
      `descriptor '${name}' requires a '${w.owner.name}' object but received a '${target.type.name}'`,
    );
  const rest = args.slice(1);
  // The arguments behind the first are copied to a tuple of their own.
  return holdWhilePending(vm, callSlotWrapper(vm, w, target, rest, kwnames), rest);
}

/** The payload of `(1).__add__`: CPython's wrapperobject. */
interface MethodWrapper {
  descr: PyObject<SlotWrapper>;
  self: PyObject;
}

function wrapper_descr_get(vm: VM, self: PyObject<SlotWrapper>, instance: PyObject | null): Result {
  if (instance === null) return newRef(self);
  if (!isSubtype(instance.type, self.v.owner))
    return vm.raise(
      vm.T.TypeError,
      `descriptor '${self.v.definition.name}' for '${self.v.owner.name}' objects doesn't apply to a '${instance.type.name}' object`,
    );
  return alloc<MethodWrapper>(vm, vm.T.method_wrapper, { descr: newRef(self), self: newRef(instance) });
}

export const wrapperDescriptorSpec: TypeSpec = {
  name: "wrapper_descriptor",
  layout: descriptorLayout as PayloadLayout,
  flags: TPFLAGS_METHOD_DESCRIPTOR,
  slots: {
    tp_call: (vm, self, args, kwnames) =>
      enterCall(vm, CALLING) ? leaveCall(vm, wrapper_descr_call(vm, self, args, kwnames)) : null,
    tp_descr_get: wrapper_descr_get,
    tp_repr: (vm, self) =>
      vm.newStr(`<slot wrapper '${descriptorName(self)}' of '${ownerName((self.v as SlotWrapper).owner)}' objects>`),
  },
  getset: descriptorGetset([
    { name: "__doc__", get: (vm, self) => vm.newStr((self.v as SlotWrapper).definition.doc) },
    { name: "__text_signature__", get: (vm, self) => vm.newStr(slotSignature((self.v as SlotWrapper).definition.name)) },
  ]),
  methods: [method("__reduce__", "($self, /)", descriptorReduce)],
};

export const methodWrapperSpec: TypeSpec = {
  name: "method-wrapper",
  layout: recordLayout<MethodWrapper>({ references: (w) => [w.descr, w.self] }) as PayloadLayout,
  slots: {
    tp_call: (vm, self, args, kwnames) =>
      enterCall(vm, CALLING)
        ? leaveCall(vm, callSlotWrapper(vm, (self.v as MethodWrapper).descr.v, (self.v as MethodWrapper).self, args, kwnames))
        : null,
    tp_repr: (vm, self) => {
      const w = self.v as MethodWrapper;
      return vm.newStr(
        `<method-wrapper '${w.descr.v.definition.name}' of ${w.self.type.name} object at ${addressText(vm, w.self)}>`,
      );
    },
    tp_richcompare: (vm, a, b, op) => {
      if ((op !== Py_EQ && op !== Py_NE) || b.type !== vm.T.method_wrapper) return vm.newNotImplemented();
      const x = a.v as MethodWrapper;
      const y = b.v as MethodWrapper;
      return vm.newBool((x.descr === y.descr && x.self === y.self) === (op === Py_EQ));
    },
    tp_hash: (vm, self) => {
      setPointerHash(address(vm, (self.v as MethodWrapper).self));
      return registerAsInt(vm);
    },
  },
  getset: [
    { name: "__self__", member: true, get: (_vm, self) => newRef((self.v as MethodWrapper).self) },
    { name: "__objclass__", get: (_vm, self) => newRef((self.v as MethodWrapper).descr.v.owner.object) },
    { name: "__name__", get: (vm, self) => vm.newStr((self.v as MethodWrapper).descr.v.definition.name) },
    {
      name: "__qualname__",
      get: (vm, self) =>
        vm.newStr(`${shortName((self.v as MethodWrapper).descr.v.owner)}.${(self.v as MethodWrapper).descr.v.definition.name}`),
    },
    { name: "__doc__", get: (vm, self) => vm.newStr((self.v as MethodWrapper).descr.v.definition.doc) },
    {
      name: "__text_signature__",
      get: (vm, self) => vm.newStr(slotSignature((self.v as MethodWrapper).descr.v.definition.name)),
    },
  ],
};

// --- Computed attributes ------------------------------------------------------------------------------------------------------

function getsetSpec(name: string, what: string): TypeSpec {
  return {
    name,
    layout: descriptorLayout as PayloadLayout,
    slots: {
      tp_descr_get: getSetGet,
      tp_descr_set: getSetSet,
      tp_repr: (vm, self) =>
        vm.newStr(`<${what} '${descriptorName(self)}' of '${ownerName((self.v as GetSetDescriptor).owner)}' objects>`),
    },
    getset: descriptorGetset([{ name: "__doc__", get: specDoc }]),
    methods: name === "member_descriptor" ? [method("__reduce__", "($self, /)", descriptorReduce)] : [],
  };
}

export const getsetDescriptorSpec: TypeSpec = getsetSpec("getset_descriptor", "attribute");
export const memberDescriptorSpec: TypeSpec = getsetSpec("member_descriptor", "member");

// --- classmethod, staticmethod ------------------------------------------------------------------------------------------------

/** The payload of a classmethod or staticmethod object. */
interface Wrapper {
  callable: PyObject | null;
}

const wrapperLayout: PayloadLayout<Wrapper> = recordLayout<Wrapper>({
  references: (w) => [w.callable],
  clear: (w) => {
    const refs = [w.callable];
    w.callable = null;
    return refs;
  },
});

const wrappedAttributes = ["__module__", "__name__", "__qualname__", "__doc__"];

/** Attributes of the function show on the wrapper. CPython 3.11: Objects/funcobject.c functools_wraps */
function copyAttributes(vm: VM, self: PyObject, callable: PyObject): Result {
  let r: Result = OK;
  for (let i = 0; i < wrappedAttributes.length; i++) r = thenBorrowed(vm, r, copyAttribute, self, callable, null, i);
  return r;
}

function copyAttribute(
  vm: VM,
  _ok: PyObject,
  self: PyObject | null,
  callable: PyObject | null,
  _c: PyObject | null,
  i: number,
): Result {
  return thenBorrowed(vm, lookupAttrString(vm, callable!, wrappedAttributes[i]!), storeAttribute, self, null, null, i, true);
}

function storeAttribute(
  vm: VM,
  value: PyObject,
  self: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  i: number,
): Result {
  if (value === STOP) return OK;
  const name = vm.intern(wrappedAttributes[i]!);
  return dropAfter(vm, dropAfter(vm, setAttr(vm, self!, name, value), name), value);
}

function wrapper_new(vm: VM, type: PyType): Result {
  return alloc<Wrapper>(vm, type, { callable: null });
}

function wrapper_init(vm: VM, self: PyObject<Wrapper>, args: Args, kwnames: Names): Result {
  if (kwnames !== null && kwnames.length > 0) return vm.raise(vm.T.TypeError, `${self.type.name}() takes no keyword arguments`);
  if (args.length !== 1) return vm.raise(vm.T.TypeError, `${self.type.name} expected 1 argument, got ${args.length}`);
  touchPayload(self);
  self.v.callable = newRef(args[0]!);
  return copyAttributes(vm, self, args[0]!);
}

/** CPython 3.11: Objects/funcobject.c cm_descr_get */
function classmethod_get(vm: VM, self: PyObject<Wrapper>, instance: PyObject | null, owner: PyObject | null): Result {
  const callable = self.v.callable;
  if (callable === null) return vm.raise(vm.T.RuntimeError, "uninitialized classmethod object");
  const type = owner ?? instance!.type.object;
  const get = callable.type.tp_descr_get;
  if (get !== null && callable.type !== vm.T.function) return get(vm, callable, type, type);
  return newMethod(vm, callable, type);
}

function staticmethod_get(vm: VM, self: PyObject<Wrapper>): Result {
  const callable = self.v.callable;
  return callable === null ? vm.raise(vm.T.RuntimeError, "uninitialized staticmethod object") : newRef(callable);
}

function wrapperIsAbstract(vm: VM, self: PyObject): Result {
  return isAbstract(vm, (self.v as Wrapper).callable!);
}

/** CPython 3.11: Objects/object.c _PyObject_IsAbstract */
export function isAbstract(vm: VM, o: PyObject | null): Result {
  if (o === null) return vm.newBool(false);
  return then(vm, lookupAttrString(vm, o, "__isabstractmethod__"), abstractTruth, null, null, null, 0, true);
}

function abstractTruth(vm: VM, value: PyObject): Result {
  if (value === STOP) return vm.newBool(false);
  return dropAfter(vm, truth(vm, value), value);
}

function wrapperSpec(name: string, get: NonNullable<TypeSpec["slots"]>["tp_descr_get"], callable: boolean): TypeSpec {
  return {
    name,
    layout: wrapperLayout as PayloadLayout,
    flags: TPFLAGS_BASETYPE,
    hasDict: true,
    slots: {
      tp_new: wrapper_new,
      tp_init: wrapper_init,
      tp_descr_get: get as never,
      ...(callable
        ? {
            tp_call: ((vm: VM, self: PyObject, args: Args, kwnames: Names) =>
              callTuple(vm, (self.v as Wrapper).callable!, args, kwnames)) as never,
          }
        : {}),
      tp_repr: (vm, self) => then(vm, reprOf(vm, (self.v as Wrapper).callable!), reprWrapper, null, null, null, callable ? 1 : 0),
    },
    getset: [
      { name: "__func__", member: true, get: (vm, self) => newRef((self.v as Wrapper).callable ?? vm.none) },
      { name: "__wrapped__", member: true, get: (vm, self) => newRef((self.v as Wrapper).callable ?? vm.none) },
      { name: "__isabstractmethod__", get: wrapperIsAbstract },
      { name: "__dict__", get: (vm, self) => newRef(materializeDict(vm, self)) },
    ],
  };
}

function reprOf(vm: VM, o: PyObject): Result {
  return o.type.tp_repr!(vm, o);
}

function reprWrapper(
  vm: VM,
  text: PyObject,
  _a: PyObject | null,
  _b: PyObject | null,
  _c: PyObject | null,
  isStatic: number,
): Result {
  const s = text.v as string;
  vm.counts.decref(text);
  return vm.newStr(`<${isStatic === 1 ? "staticmethod" : "classmethod"}(${s})>`);
}

export const classmethodSpec: TypeSpec = wrapperSpec("classmethod", classmethod_get, false);
export const staticmethodSpec: TypeSpec = wrapperSpec("staticmethod", staticmethod_get, true);
