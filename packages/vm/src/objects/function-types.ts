import { newRef, touchPayload } from "@vivarium/heap";
import { spread } from "../eval/arguments.ts";
import { callFunctionObject, callObject } from "../eval/call.ts";
import { andThen as then } from "../eval/native-frame.ts";
import { parseSignature } from "../eval/signature.ts";
import type { VM } from "../interpreter.ts";
import { OK, type PayloadLayout, type PyObject, type PyType, type Result, TPFLAGS_METHOD_DESCRIPTOR } from "../object.ts";
import { genericGetAttr, getAttr, getAttrString, getInstanceDict, setInstanceDict } from "../protocol/attribute.ts";
import { compareBool, Py_EQ, Py_NE } from "../protocol/compare.ts";
import { hashRegister, registerAsInt, setPointerHash } from "../protocol/hash.ts";
import { addressText, repr } from "../protocol/repr.ts";
import { address } from "./address.ts";
import type { Code } from "./code.ts";
import { dictGetStringBorrowed, newDict } from "./dict/dict.ts";
import { type FunctionData, functionLayout, newFunction } from "./function.ts";
import { type MethodData, methodLayout, newMethod } from "./method.ts";
import { typeLookup } from "./type/lookup.ts";
import { isSubtype } from "./type/mro.ts";
import { type GetSetSpec, method, type TypeSpec } from "./type/type-spec.ts";

/*
 * Python functions and bound methods. CPython 3.11: Objects/funcobject.c, classobject.c
 */

type Args = readonly PyObject[];
type Names = readonly PyObject[] | null;

/** CPython 3.11: Objects/funcobject.c func_descr_get */
function function_get(vm: VM, self: PyObject, instance: PyObject | null): Result {
  return instance === null || instance === vm.none ? newRef(self) : newMethod(vm, self, instance);
}

function function_repr(vm: VM, self: PyObject<FunctionData>): Result {
  return vm.newStr(`<function ${self.v.qualname.v} at ${addressText(vm, self)}>`);
}

const functionSignature = parseSignature("(code, globals, name=None, argdefs=None, closure=None)");

/** CPython 3.11: Objects/funcobject.c func_new_impl */
function function_new(vm: VM, _type: PyType, args: Args, kwnames: Names): Result {
  const T = vm.T;
  const values = spread(vm, "function", functionSignature, args, args.length - (kwnames?.length ?? 0), kwnames) as
    | (PyObject | null)[]
    | null;
  if (values === null) return null;
  const [code, globals, name, defaults, closure] = values as [
    PyObject,
    PyObject,
    PyObject | null,
    PyObject | null,
    PyObject | null,
  ];
  if (code.type !== T.code) return vm.raise(T.TypeError, `function() argument 'code' must be code, not ${code.type.name}`);
  if (!isSubtype(globals.type, T.dict))
    return vm.raise(T.TypeError, `function() argument 'globals' must be dict, not ${globals.type.name}`);
  if (name !== null && name !== vm.none && !isSubtype(name.type, T.str))
    return vm.raise(T.TypeError, "arg 3 (name) must be None or string");
  if (defaults !== null && defaults !== vm.none && !isSubtype(defaults.type, T.tuple))
    return vm.raise(T.TypeError, "arg 4 (defaults) must be None or tuple");
  const free = (code.v as Code).nfrees;
  const given = closure === null || closure === vm.none ? null : closure;
  if (given === null && free > 0) return vm.raise(T.TypeError, "arg 5 (closure) must be tuple");
  if (given !== null && !isSubtype(given.type, T.tuple)) return vm.raise(T.TypeError, "arg 5 (closure) must be None or tuple");
  const cells = given === null ? [] : (given.v as PyObject[]);
  if (cells.length !== free)
    return vm.raise(T.ValueError, `${(code.v as Code).name.v} requires closure of length ${free}, not ${cells.length}`);
  const wrong = cells.find((c) => c.type !== T.cell);
  if (wrong !== undefined) return vm.raise(T.TypeError, `arg 5 (closure) expected cell, found ${wrong.type.name}`);
  const f = newFunction(vm, code, globals, (code.v as Code).qualname);
  if (name !== null && name !== vm.none) {
    vm.counts.decref(f.v.name);
    f.v.name = newRef(name as PyObject<string>);
  }
  if (defaults !== null && defaults !== vm.none) f.v.defaults = newRef(defaults);
  if (given !== null) f.v.closure = newRef(given);
  return f;
}

/** A field that holds an object of a certain type, or nothing. */
function field(
  name: string,
  key: keyof FunctionData,
  options: { type?: (vm: VM) => PyType; error?: string; none?: boolean; readonly?: boolean },
): GetSetSpec {
  const get = (vm: VM, self: PyObject): Result => newRef(((self.v as FunctionData)[key] as PyObject | null) ?? vm.none);
  if (options.readonly === true) return { name, member: true, get };
  const set = (vm: VM, self: PyObject, value: PyObject | null): Result => {
    const absent = value === null || (options.none === true && value === vm.none);
    if (value === null && options.none !== true) return vm.raise(vm.T.TypeError, options.error ?? `cannot delete ${name}`);
    if (!absent && options.type !== undefined && !isSubtype(value!.type, options.type(vm)))
      return vm.raise(vm.T.TypeError, options.error!);
    touchPayload(self);
    const fields = self.v as unknown as Record<string, PyObject | null>;
    const old = fields[key]!;
    fields[key] = absent ? null : newRef(value!);
    if (old !== null) vm.counts.decref(old);
    return OK;
  };
  return { name, get, set };
}

function setCode(vm: VM, self: PyObject, value: PyObject | null): Result {
  if (value === null || value.type !== vm.T.code) return vm.raise(vm.T.TypeError, "__code__ must be set to a code object");
  const f = self.v as FunctionData;
  const cells = f.closure?.v.length ?? 0;
  if ((value.v as Code).nfrees !== cells)
    return vm.raise(
      vm.T.ValueError,
      `${f.name.v}() requires a code object with ${cells} free vars, not ${(value.v as Code).nfrees}`,
    );
  touchPayload(self);
  const old = f.code;
  f.code = newRef(value);
  vm.counts.decref(old);
  return OK;
}

function getAnnotations(vm: VM, self: PyObject): Result {
  touchPayload(self);
  const f = self.v as FunctionData;
  f.annotations ??= newDict(vm);
  return newRef(f.annotations);
}

const str = (vm: VM): PyType => vm.T.str;

export const functionSpec: TypeSpec = {
  name: "function",
  layout: functionLayout as PayloadLayout,
  flags: TPFLAGS_METHOD_DESCRIPTOR,
  hasWeakrefs: true,
  hasDict: true,
  slots: { tp_new: function_new, tp_call: callFunctionObject, tp_descr_get: function_get, tp_repr: function_repr },
  getset: [
    { name: "__code__", get: (_vm, self) => newRef((self.v as FunctionData).code), set: setCode },
    field("__defaults__", "defaults", {
      type: (vm) => vm.T.tuple,
      error: "__defaults__ must be set to a tuple object",
      none: true,
    }),
    field("__kwdefaults__", "kwdefaults", {
      type: (vm) => vm.T.dict,
      error: "__kwdefaults__ must be set to a dict object",
      none: true,
    }),
    {
      ...field("__annotations__", "annotations", {
        type: (vm) => vm.T.dict,
        error: "__annotations__ must be set to a dict object",
        none: true,
      }),
      get: getAnnotations,
    },
    { name: "__dict__", get: getInstanceDict, set: setInstanceDict },
    field("__name__", "name", { type: str, error: "__name__ must be set to a string object" }),
    field("__qualname__", "qualname", { type: str, error: "__qualname__ must be set to a string object" }),
    field("__doc__", "doc", { none: true }),
    field("__module__", "module", { none: false }),
    field("__closure__", "closure", { readonly: true }),
    field("__globals__", "globals", { readonly: true }),
    field("__builtins__", "builtins", { readonly: true }),
  ],
};

// --- Bound methods ------------------------------------------------------------------------------------------------------------

/** CPython 3.11: Objects/classobject.c method_vectorcall */
function method_call(vm: VM, self: PyObject<MethodData>, args: Args, kwnames: Names): Result {
  return callObject(vm, self.v.func, [self.v.self, ...args], kwnames);
}

function method_new(vm: VM, _type: PyType, args: Args, kwnames: Names): Result {
  if (kwnames !== null && kwnames.length > 0) return vm.raise(vm.T.TypeError, "method() takes no keyword arguments");
  if (args.length !== 2) return vm.raise(vm.T.TypeError, `method expected 2 arguments, got ${args.length}`);
  if (args[0]!.type.tp_call === null && args[0]!.type !== vm.T.function)
    return vm.raise(vm.T.TypeError, "first argument must be callable");
  if (args[1] === vm.none) return vm.raise(vm.T.TypeError, "instance must not be None");
  return newMethod(vm, args[0]!, args[1]!);
}

/** Attributes that the method type does not have are the function's. CPython 3.11: method_getattro */
function method_getattro(vm: VM, self: PyObject<MethodData>, name: PyObject<string>): Result {
  if (typeLookup(vm, self.type, name.v) !== null) return genericGetAttr(vm, self, name);
  return getAttr(vm, self.v.func, name);
}

function method_repr(vm: VM, self: PyObject<MethodData>): Result {
  return then(vm, repr(vm, self.v.self), boundRepr, self.v.func);
}

function boundRepr(vm: VM, text: PyObject, func: PyObject | null): Result {
  const s = text.v as string;
  vm.counts.decref(text);
  const f = func!.v as { qualname?: { v: string }; name?: { v: string } };
  return vm.newStr(`<bound method ${f.qualname?.v ?? f.name?.v ?? "?"} of ${s}>`);
}

function method_compare(vm: VM, a: PyObject<MethodData>, b: PyObject, op: number): Result {
  if ((op !== Py_EQ && op !== Py_NE) || b.type !== vm.T.method) return vm.newNotImplemented();
  const other = b.v as MethodData;
  if (a.v.self !== other.self) return vm.newBool(op === Py_NE);
  return then(vm, compareBool(vm, a.v.func, other.func, Py_EQ), op === Py_EQ ? same : different);
}

function same(_vm: VM, value: PyObject): Result {
  return value;
}

function different(vm: VM, value: PyObject): Result {
  const yes = value === vm.true_;
  vm.counts.decref(value);
  return vm.newBool(!yes);
}

function method_hash(vm: VM, self: PyObject<MethodData>): Result {
  setPointerHash(address(vm, self.v.self));
  const { low, high } = hashRegister;
  setPointerHash(address(vm, self.v.func));
  hashRegister.low ^= low;
  hashRegister.high ^= high;
  return registerAsInt(vm);
}

function method_reduce(vm: VM, self: PyObject): Result {
  const m = self.v as MethodData;
  const name = (m.func.v as { name: PyObject }).name;
  return reducePair(vm, newRef(dictGetStringBorrowed(vm, vm.builtins, "getattr")!), m.self, name);
}

function reducePair(vm: VM, getattr: PyObject, self: PyObject | null, name: PyObject | null): Result {
  return vm.newTuple([getattr, vm.newTuple([newRef(self!), newRef(name!)])]);
}

export const methodSpec: TypeSpec = {
  name: "method",
  layout: methodLayout as PayloadLayout,
  hasWeakrefs: true,
  slots: {
    tp_new: method_new,
    tp_call: method_call,
    tp_getattro: method_getattro,
    tp_repr: method_repr,
    tp_richcompare: method_compare,
    tp_hash: method_hash,
    tp_descr_get: (_vm, self) => newRef(self),
  },
  getset: [
    { name: "__func__", member: true, get: (_vm, self) => newRef((self.v as MethodData).func) },
    { name: "__self__", member: true, get: (_vm, self) => newRef((self.v as MethodData).self) },
    { name: "__doc__", get: (vm, self) => getAttrString(vm, (self.v as MethodData).func, "__doc__") },
  ],
  methods: [method("__reduce__", "($self, /)", method_reduce)],
};
